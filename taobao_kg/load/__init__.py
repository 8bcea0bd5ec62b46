"""Putting a build on a SPARQL server, and working there."""
