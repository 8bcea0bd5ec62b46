"""The endpoint: SPARQL, entity addresses and named questions over HTTP."""
