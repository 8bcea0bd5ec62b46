"""Recording: what one solution of a witness query tells of the rows it belongs to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pyoxigraph import BlankNode, NamedNode, Triple

from taobao_kg.ask.results import in_order
from taobao_kg.ask.why.asking import Cells
from taobao_kg.ask.why.footprint import Footprint, Unexplained
from taobao_kg.ask.why.tree import Path
from taobao_kg.ask.why.walks import Fact, Pair
from taobao_kg.ask.why.witness import Witness
from taobao_kg.engines.embedded import Term


class Recorder:
    """Takes solutions apart; the places of all variables are looked up once."""

    def __init__(
        self,
        witness: Witness,
        terms: Mapping[str, Term],
        pairs: list[tuple[Footprint, Path, Pair]],
        insides: Sequence[defaultdict[Cells, list[Footprint]]],
    ) -> None:
        """Make one for a witness query.

        Args:
            witness: the query.
            terms: what its constants stand for.
            pairs: is given the ends of each path.
            insides: for each part traced by itself, is given which rows of it stand in which.
        """
        self._place = {name: place for place, name in enumerate(witness.variables())}
        self._terms = terms
        self._pairs = pairs
        self._seen: set[tuple[int, int, Cells]] = set()
        self._keys = [self._place[name] for name in witness.keys]
        joined = "?statements" in witness.keys
        self._joined = witness.keys.index("?statements") if joined else None
        self._leaves = [
            (
                [self._place[mark] for mark in leaf.marks],
                [self._find(text) for text in (leaf.subject, leaf.object)],
                self._find(leaf.path.text) if leaf.path.kind == "one" else leaf.path,
                self._find(leaf.graph) if leaf.graph else None,
            )
            for leaf in witness.leaves
        ]
        self._nested = [
            (
                [self._place[mark] for mark in one.marks],
                [self._place[name] for name in one.shown],
                inside,
            )
            for one, inside in zip(witness.nested, insides, strict=True)
        ]
        self._doubts = [
            (Unexplained(doubt.kind, doubt.text), [self._place[mark] for mark in doubt.marks])
            for doubt in witness.doubts
        ]
        self._counted = [
            ((one.column, one.name, one.distinct), self._place[one.variable])
            for one in witness.counted
        ]

    def record(self, cells: Cells, targets: Mapping[Cells, list[Footprint]]) -> None:
        """Note a solution in the footprints it belongs to."""
        key = [cells[place] for place in self._keys]
        if self._joined is not None:  # as `read_answer` has them
            key[self._joined] = in_order(key[self._joined])
        for footprint in targets.get(tuple(key), ()):
            footprint.solutions += 1
            for number, leaf in enumerate(self._leaves):
                self._note(number, leaf, cells, footprint)
            for doubt, marks in self._doubts:
                if all(cells[mark] is not None for mark in marks):
                    footprint.unexplained[doubt] = None
            for counted, place in self._counted:
                if (member := cells[place]) is not None:
                    footprint.members.setdefault(counted, {})[member] = None
            for number, (marks, columns, inside) in enumerate(self._nested):
                if all(cells[mark] is not None for mark in marks):
                    row = tuple(cells[place] for place in columns)
                    if self._is_new(-number - 1, footprint, row):
                        inside[row].append(footprint)

    def _note(
        self,
        number: int,
        leaf: tuple[list[int], list[int | Term], int | Term | Path, int | Term | None],
        cells: Cells,
        footprint: Footprint,
    ) -> None:
        marks, ends, path, where = leaf
        if any(cells[mark] is None for mark in marks):
            return
        s, o = (cells[end] if isinstance(end, int) else end for end in ends)
        graph = cells[where] if isinstance(where, int) else where
        if s is None or o is None:
            return
        if isinstance(path, Path):
            if self._is_new(number, footprint, (s, o, graph)):
                self._pairs.append((footprint, path, (s, o, graph)))
            return
        verb = cells[path] if isinstance(path, int) else path
        if verb is None:
            return
        fact: Fact = (s, verb, o, graph)
        if _is_named(fact):
            footprint.add(fact)
        else:
            footprint.unexplained[Unexplained("blank", f"{s} {verb} {o}")] = None

    def _is_new(self, number: int, footprint: Footprint, cells: Cells) -> bool:
        key = (number, id(footprint), cells)
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _find(self, text: str) -> int | Term:
        """Return the place of a variable, or the term of a constant."""
        return self._place[text] if text.startswith("?") else self._terms[text]


def _is_named(fact: Fact) -> bool:
    return isinstance(fact[0], NamedNode) and not isinstance(fact[2], BlankNode | Triple)
