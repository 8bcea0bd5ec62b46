"""The peer: rdflib reads every Turtle file of the graph and does nothing with it."""

from pathlib import Path

from rdflib import Graph

root = Path(__file__).parent.parent
graph = Graph()
for path in [root / "ontology" / "taobao-kg.ttl", *sorted(root.glob("graph_data/**/*.ttl"))]:
    graph.parse(path, format="turtle")
print(len(graph), "triples")
