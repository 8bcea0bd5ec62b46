"""The peer: what one would write with rdflib. Usage: ask_with_rdflib.py TURTLE QUERY."""

import sys
from pathlib import Path

from rdflib import Graph

graph = Graph().parse(sys.argv[1], format="turtle")
answer = graph.query(Path(sys.argv[2]).read_text(encoding="utf-8"))
print(",".join(str(variable) for variable in answer.vars or ()))
for row in answer:
    print(",".join(" ".join(str(value).split()) for value in row))
