"""The peer: parse and write as Turtle with rdflib. Usage: write_with_rdflib.py NTRIPLES TURTLE."""

import sys

from rdflib import Graph

Graph().parse(sys.argv[1], format="nt").serialize(sys.argv[2], format="turtle")
