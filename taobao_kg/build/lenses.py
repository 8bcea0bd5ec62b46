"""Lenses: the graph as it would be if only some statements had been made.

Entities and ontology stay whole. What is derived is derived anew, by the same rules. Discrepancies
are not looked for anew: kept is each whose statements are all there. With fewer statements the
checks would find new gaps (a work never cited, a figure without a source) that no source is to
blame for.
"""

import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from taobao_kg.build.derive import derive
from taobao_kg.build.load import DERIVATIONS, ENTITIES, INFERRED, ONTOLOGY, TRUTHS
from taobao_kg.build.store import World, locked, make_world, write_world
from taobao_kg.lens import Lens
from taobao_kg.vocab import ID, term

#: What the rules make of the rest.
_MADE = frozenset((TRUTHS, INFERRED, DERIVATIONS))
_SAID = (f"{ID}claim/", f"{ID}observation/")


def lens_world(rules: Path, quads: Iterable[Quad], kept: Collection[str]) -> World:
    """Return the named graphs and the lens that some statements make.

    Args:
        rules: the folder of the rules.
        quads: the named graphs of all statements.
        kept: IRIs of the statements that count.

    Raises:
        DataError: when a rule cannot be used.
    """
    by_name = group_quads(quads)
    gone = list_gone(by_name, kept)
    graphs = {
        name: [t for t in triples if not gone & _ends(t)]
        for name, triples in by_name.items()
        if name not in _MADE
    }
    asserted = [t for name in (ONTOLOGY, ENTITIES) for t in graphs.get(name, ())]
    said = [t for name in graphs if name not in (ONTOLOGY, ENTITIES) for t in graphs[name]]
    derived = derive(rules, said, asserted)
    graphs |= {TRUTHS: derived.truths, INFERRED: derived.inferred}
    graphs[DERIVATIONS] = derived.derivations
    return make_world({name: triples for name, triples in graphs.items() if triples})


def group_quads(quads: Iterable[Quad]) -> dict[str, list[Triple]]:
    """Return triples by IRI of their named graph."""
    by_name: defaultdict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            by_name[quad.graph_name.value].append(quad.triple)
    return by_name


def list_gone(graphs: dict[str, list[Triple]], kept: Collection[str]) -> set[NamedNode]:
    """Return the nodes that go with the statements that do not count.

    They are these statements, evidence of no other statement, and each discrepancy between
    statements of which one goes.
    """
    evidence, between = term("tkg:evidence"), term("tkg:between")
    said: set[NamedNode] = set()
    proofs: set[NamedNode] = set()
    needed: set[NamedNode] = set()
    found: list[tuple[NamedNode, NamedNode]] = []
    for name, triples in graphs.items():
        if name in _MADE or name == ONTOLOGY:
            continue
        for subject, predicate, node in triples:
            if not isinstance(subject, NamedNode):
                continue
            if subject.value.startswith(_SAID) and subject.value not in kept:
                said.add(subject)
                if predicate == evidence and isinstance(node, NamedNode):
                    proofs.add(node)
            elif predicate == evidence and isinstance(node, NamedNode):
                needed.add(node)
            elif predicate == between and isinstance(node, NamedNode):
                found.append((subject, node))
    doubts = {discrepancy for discrepancy, statement in found if statement in said}
    return said | (proofs - needed) | doubts


def materialise(folder: Path, world: World, lens: Lens) -> None:
    """Write a lens to be opened again; it appears whole or not at all.

    Args:
        folder: where it shall lie; the folder above is made if need be, and held meanwhile.
        world: see `lens_world`.
        lens: what it is.

    Raises:
        UsageError: when the folder above cannot be written.
        OSError: likewise, or when the build was removed meanwhile.
    """
    home = folder.parent
    home.mkdir(exist_ok=True)  # never with its parents: those of a build that was removed
    with locked(home):
        for left in home.glob(".new-*"):  # by one that was killed
            shutil.rmtree(left, ignore_errors=True)
        new = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
        try:
            write_world(new, world)
            text = json.dumps(lens._asdict(), ensure_ascii=False, indent=2)
            (new / "lens.json").write_text(text + "\n", encoding="utf-8")
            new.chmod(0o755)
            shutil.rmtree(folder, ignore_errors=True)  # a damaged one
            new.rename(folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def _ends(triple: Triple) -> set[NamedNode]:
    return {node for node in (triple.subject, triple.object) if isinstance(node, NamedNode)}
