"""The floor: parse and write as Turtle, in no order. Usage: write_with_pyoxigraph.py NT TURTLE."""

import sys

from pyoxigraph import RdfFormat, parse, serialize

triples = (quad.triple for quad in parse(path=sys.argv[1], format=RdfFormat.N_TRIPLES))
serialize(triples, sys.argv[2], format=RdfFormat.TURTLE)
