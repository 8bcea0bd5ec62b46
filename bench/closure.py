"""The closure, against owlrl and against the same rules as SPARQL; the same answer, or it stops.

Sizes are the triples it is made of: ontology, entities and plain facts of a made-up world. Seconds
are those of processors, from triples to triples with their reasons.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from closure_peers import ask_store, differences, read_owlrl, run_owlrl, write_owlrl
from copies import copy_lines
from made import BUILT
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from sizes import Result, megabytes, options, run_sizes, spend, tell
from world import make_world

from taobao_kg.build.derive import derive_closure, derive_truths
from taobao_kg.build.rules import read_rules
from taobao_kg.build.store import load_lens, write_triples
from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import ID

#: Triples of the closure's input that one statement brings, and those of the ontology.
PER_STATEMENT, ONTOLOGY = 5.1, 4_000
#: The rules as SPARQL are asked up to this size: beyond, answers need too much memory.
SPARQL_LIMIT = 2_000_000
_SAID = tuple(f"{ID}{kind}/" for kind in ("claim", "observation", "evidence"))


def main() -> None:
    """Measure each size."""
    chosen = options(__doc__, [20_000, 1_000_000, 10_000_000], 20_000)
    if chosen.one:
        print(json.dumps(_measure(chosen.one, chosen.one <= chosen.peers)))
    else:
        tell("closure", run_sizes(chosen), chosen)


def _measure(size: int, beside_owlrl: bool) -> Result:
    rules = find_folders().ontology / "rules"
    triples = _make(size)
    seconds, found = spend(lambda: derive_closure(read_rules(rules, "closure"), triples))
    result: Result = {
        "triples": len(triples),
        "inferred": len(found),
        "ours": seconds,
        "megabytes": megabytes(),
    }
    if len(triples) > SPARQL_LIMIT:
        return result
    ours = {*triples, *found}
    result["rules_as_sparql"], asked = spend(lambda: ask_store(rules, triples))
    # The store writes numbers in their shortest form, so only their count can be compared.
    if {t for t in asked if _is_plain(t)} != {t for t in ours if _is_plain(t)}:
        sys.exit("the rules as SPARQL make something else")
    result["times_rules_as_sparql"] = result["rules_as_sparql"] / seconds
    if beside_owlrl:
        graph = read_owlrl(triples)
        result["owlrl"], _ = spend(lambda: run_owlrl(graph))
        if other := differences(ours, write_owlrl(graph)):
            sys.exit(f"owlrl makes something else: {', '.join(map(str, sorted(other, key=str)))}")
        result["times_owlrl"] = result["owlrl"] / seconds
    result["same"] = True
    return result


def _is_plain(triple: Triple) -> bool:
    return isinstance(triple.object, NamedNode)


def _make(size: int) -> list[Triple]:
    """Return what a closure is made of: ontology, entities, truths; beyond `BUILT`, of copies."""
    if size > 2 * BUILT:
        one = _make(BUILT)
        with TemporaryDirectory() as name:
            source, target = Path(name) / "one.nt", Path(name) / "many.nt"
            source.write_bytes(write_triples(one))
            copies = round(size / len(one))
            del one
            copy_lines(source, target, copies)
            return [quad.triple for quad in parse(path=target, format=RdfFormat.N_TRIPLES)]
    folder = find_folders().ontology
    plain = parse_turtle(folder / "taobao-kg.ttl")
    statements: list[Triple] = []
    for triple in make_world(max(450, int((size - ONTOLOGY) / PER_STATEMENT)), seed=1):
        is_said = isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(_SAID)
        (statements if is_said else plain).append(triple)
    truths = derive_truths(
        read_rules(folder / "rules", "claim"), load_lens([write_triples(statements)])
    )
    return [*plain, *truths]


if __name__ == "__main__":
    main()
