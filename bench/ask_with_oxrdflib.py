"""The peer: rdflib with Oxigraph under it. Usage: ask_with_oxrdflib.py NTRIPLES QUERY."""

import sys
from pathlib import Path

from rdflib import Dataset

graph = Dataset(store="Oxigraph").parse(sys.argv[1], format="ox-nt")
answer = graph.query(Path(sys.argv[2]).read_text(encoding="utf-8"))
print(",".join(str(variable) for variable in answer.vars or ()))
for row in answer:
    print(",".join(" ".join(str(value).split()) for value in row))
