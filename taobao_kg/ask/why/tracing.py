"""Tracing: from rows back to the triples each was found by, in a few queries for all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from taobao_kg.ask.why.asking import Cells, are_things, ask_rows, can_be_given, values_blocks
from taobao_kg.ask.why.footprint import Footprint, Unexplained, kept_of_each
from taobao_kg.ask.why.groups import group_keys
from taobao_kg.ask.why.recording import Recorder
from taobao_kg.ask.why.tree import Path, Select, Unreadable
from taobao_kg.ask.why.walks import Pair, Walker
from taobao_kg.ask.why.witness import Nested, Witness, write_witness
from taobao_kg.engines.embedded import Term
from taobao_kg.graph import Graph

#: Solutions read of one witness query.
MAX_SOLUTIONS = 100_000
#: Things a filter compares each solution with.
_FEW = 50
#: Sub-selects inside sub-selects.
_DEEPEST = 20


def find_footprints(
    graph: Graph, select: Select, columns: Sequence[str], rows: Sequence[Cells], *, some: bool
) -> dict[Cells, Footprint]:
    """Return the footprint of each of some rows.

    Args:
        graph: what was asked.
        select: the query; see `taobao_kg.ask.why.reading`.
        columns: the names of the columns, without question mark.
        rows: terms in the order of the columns.
        some: whether the rows may be only a part of the answer.
    """
    tracer = _Tracer(graph, select)
    names = [f"?{name}" for name in columns]
    footprints = tracer.trace(select, names, rows, some=some or select.cut)
    tracer.add_walks()
    return footprints


class _Tracer:
    """Traces a query and those inside it."""

    def __init__(self, graph: Graph, select: Select) -> None:
        self._graph = graph
        self._prologue = select.prologue
        self._dataset = select.dataset
        self._terms: dict[str, Term] = {}
        self._pairs: list[tuple[Footprint, Path, Pair]] = []
        self._merges: list[tuple[Footprint, Footprint]] = []

    def trace(
        self,
        select: Select,
        columns: Sequence[str],
        rows: Iterable[Cells],
        *,
        some: bool,
        around: str = "",
        given: bool = False,
        depth: int = 0,
    ) -> dict[Cells, Footprint]:
        """Return the footprints of rows of a select; walks are added later, all at once."""
        if depth > _DEEPEST:
            raise Unreadable("sub-selects nested too deep")
        wanted = dict.fromkeys(rows)
        limit = kept_of_each(len(wanted))
        footprints = {row: Footprint(limit=limit) for row in wanted}
        if not footprints:
            return footprints
        witness = write_witness(select, columns, around)
        self._read_constants(witness)
        targets = self._targets(select, columns, footprints, around)
        insides: list[defaultdict[Cells, list[Footprint]]]
        insides = [defaultdict(list) for _ in witness.nested]
        recorder = Recorder(witness, self._terms, self._pairs, insides)
        names = witness.variables()
        read, cut = 0, False
        narrowed = _narrowed(select, witness, targets, some=some, given=given)
        for body in narrowed:
            sparql = self._select(names, body, around)
            for cells in ask_rows(self._graph, sparql, names):
                read += 1
                if read > MAX_SOLUTIONS:
                    cut = True
                    break
                recorder.record(cells, targets)
        self._judge(select, footprints, cut)
        for nested, inside in zip(witness.nested, insides, strict=True):
            self._trace_inside(nested, inside, depth)
        return footprints

    def add_walks(self) -> None:
        """Add the triples of all walks along paths, then those of inside to what is around."""
        walker = Walker(self._graph, self._prologue, self._dataset, self._terms.__getitem__)
        by_path: defaultdict[Path, list[tuple[Footprint, Pair]]] = defaultdict(list)
        for footprint, path, pair in self._pairs:
            by_path[path].append((footprint, pair))
        for path in by_path:
            self._read_terms(_properties(path))
        for path, wanted in by_path.items():
            ways = walker.facts(path, (pair for _, pair in wanted))
            for footprint, pair in wanted:
                if pair not in ways:
                    footprint.unexplained[Unexplained("far", path.text)] = None
                elif not ways[pair] and not footprint.facts:
                    footprint.unexplained[Unexplained("same", path.text)] = None
                for fact in ways.get(pair, ()):
                    footprint.add(fact)
        for around, inside in self._merges:  # in the order of tracing the innermost come first
            around.merge(inside)

    def _targets(
        self,
        select: Select,
        columns: Sequence[str],
        footprints: dict[Cells, Footprint],
        around: str,
    ) -> dict[Cells, list[Footprint]]:
        """Return which footprints a solution belongs to, by the values of the witness's keys."""
        targets: defaultdict[Cells, list[Footprint]] = defaultdict(list)
        if not select.grouped:
            for row, footprint in footprints.items():
                targets[row].append(footprint)
            return targets
        for row, key in group_keys(self._graph, select, columns, footprints, self._wrap, around):
            targets[key].append(footprints[row])
        return targets

    def _select(self, names: Sequence[str], body: str, around: str) -> str:
        listed = " ".join(names) or "(true AS ?__found)"
        return f"{self._prologue} SELECT DISTINCT {listed} {self._wrap(body, around)}"

    def _wrap(self, body: str, around: str) -> str:
        where = f"{{ GRAPH {around} {body} }}" if around else body
        return f"{self._dataset} WHERE {where}"

    def _judge(self, select: Select, footprints: dict[Cells, Footprint], cut: bool) -> None:
        for footprint in footprints.values():
            if cut:
                footprint.unexplained[Unexplained("bounded", str(MAX_SOLUTIONS))] = None
            elif not footprint.solutions:
                kind = "empty" if select.grouped and not select.group_by else "unmatched"
                footprint.unexplained[Unexplained(kind)] = None

    def _trace_inside(
        self, nested: Nested, inside: dict[Cells, list[Footprint]], depth: int
    ) -> None:
        """Trace what is traced by itself, and add it to the rows around."""
        unsure = Unexplained("exists" if nested.given else "nested", nested.select.text)
        found: dict[Cells, Footprint] = {}
        if not nested.graph.startswith("?"):
            rows = [row for row in inside if can_be_given(row)]
            found = self._rows_inside(nested, rows, depth)
        for row, footprints in inside.items():
            for footprint in footprints:
                if row in found and (found[row].solutions or not nested.given):
                    self._merges.append((footprint, found[row]))
                else:
                    footprint.unexplained[unsure] = None

    def _rows_inside(self, nested: Nested, rows: list[Cells], depth: int) -> dict[Cells, Footprint]:
        """Return the footprints of its rows; what has no value around EXISTS is free inside it."""
        by_places: defaultdict[tuple[int, ...], dict[Cells, Cells]] = defaultdict(dict)
        for row in rows:
            every = range(len(row))
            places = tuple(n for n in every if not nested.given or row[n] is not None)
            by_places[places][row] = tuple(row[n] for n in places)
        found: dict[Cells, Footprint] = {}
        for places, shorter in by_places.items():
            traced = self.trace(
                nested.select,
                [nested.columns[n] for n in places],
                shorter.values(),
                some=True,
                around=nested.graph,
                given=nested.given,
                depth=depth + 1,
            )
            found.update((row, traced[short]) for row, short in shorter.items())
        return found

    def _read_constants(self, witness: Witness) -> None:
        texts: dict[str, None] = {}
        for leaf in witness.leaves:
            texts.update(dict.fromkeys((leaf.subject, leaf.object, leaf.graph)))
            if leaf.path.kind == "one":
                texts[leaf.path.text] = None
        self._read_terms(texts)

    def _read_terms(self, texts: Iterable[str]) -> None:
        """Ask the engine which terms the constants of a query stand for."""
        wanted = [t for t in texts if t and not t.startswith("?") and t not in self._terms]
        if not wanted:
            return
        names = [f"?__c{number}" for number in range(len(wanted))]
        type_iri = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        listed = " ".join(
            f"({type_iri if text == 'a' else text} AS {name})"
            for text, name in zip(wanted, names, strict=True)
        )
        for cells in ask_rows(self._graph, f"{self._prologue} SELECT {listed} {{}}", names):
            self._terms.update(
                (text, cell) for text, cell in zip(wanted, cells, strict=True) if cell is not None
            )


def _narrowed(
    select: Select, witness: Witness, targets: Collection[Cells], *, some: bool, given: bool
) -> Iterator[str]:
    """Yield the pattern of a witness query, narrowed where only some rows are wanted.

    Where the engine could stop early, to find the others would take longer than to be told what
    to look for. Where it had to find all rows, it does so once more: told what to look for, it
    may join in a worse order.
    """
    places = range(len(witness.keys))
    fits = can_be_given if given else are_things
    keys = [place for place in places if fits(row[place] for row in targets)]
    if not some or not keys or not targets:
        yield witness.pattern
    elif given or select.lazy:
        rows = dict.fromkeys(tuple(row[place] for place in keys) for row in targets)
        for block in values_blocks([witness.keys[place] for place in keys], rows):
            # Values around EXISTS are seen inside it, so they go into its group.
            inside = witness.pattern.replace("{", f"{{ {block}", 1)
            yield inside if given else f"{{ {block} {witness.pattern} }}"
    else:
        things = dict.fromkeys(row[keys[0]] for row in targets)
        names = ", ".join(map(str, things))
        wanted = f"FILTER ({witness.keys[keys[0]]} IN ({names}))" if len(things) <= _FEW else ""
        yield f"{{ {witness.pattern} {wanted} }}"


def _properties(path: Path) -> Iterator[str]:
    """Yield the properties a path names."""
    if path.kind == "one":
        yield path.text
    for part in path.parts:
        yield from _properties(part)
