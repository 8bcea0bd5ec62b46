"""Walks: which triples lead along a property path from one node to another."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from taobao_kg.ask.why.asking import ask_rows, can_be_given, values_blocks
from taobao_kg.ask.why.tree import Path
from taobao_kg.engines.embedded import Term
from taobao_kg.graph import Graph

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
#: A triple and the named graph it was found in; None is the lens.
Fact = tuple[Term, Term, Term, Term | None]
#: Where a walk begins and ends, and in which graph.
Pair = tuple[Term, Term, Term | None]
#: Nodes looked at for the walks of one ``*`` or ``+``.
MAX_NODES = 20_000


class Walker:
    """Finds walks, for many pairs of nodes at once.

    Of ``*`` and ``+`` it is one shortest walk; of all else every way there is.
    """

    def __init__(
        self, graph: Graph, prologue: str, dataset: str, read: Callable[[str], Term]
    ) -> None:
        """Make a walker.

        Args:
            graph: where to walk.
            prologue: prefixes of the names in the paths.
            dataset: ``FROM`` clauses of the query.
            read: returns the term a text stands for.
        """
        self._graph = graph
        self._prologue = prologue
        self._dataset = dataset
        self._read = read

    def facts(self, path: Path, pairs: Iterable[Pair]) -> dict[Pair, dict[Fact, None]]:
        """Return for each pair the triples of its walks; none for those no walk was found for."""
        wanted = [pair for pair in dict.fromkeys(pairs) if can_be_given(pair)]
        if not wanted:
            return {}
        if path.kind == "one":
            verb = self._read(path.text)
            return {pair: {(pair[0], verb, pair[1], pair[2]): None} for pair in wanted}
        if path.kind == "inverse":
            back = self.facts(path.parts[0], [(o, s, g) for s, o, g in wanted])
            return {pair: back[turned] for pair in wanted if (turned := _turned(pair)) in back}
        if path.kind == "sequence":
            return self._sequence(path, wanted)
        if path.kind == "alternative":
            return self._alternative(path, wanted)
        if path.kind == "negated":
            return self._negated(path, wanted)
        return self._repeated(path, wanted)

    def _alternative(self, path: Path, wanted: list[Pair]) -> dict[Pair, dict[Fact, None]]:
        found: defaultdict[Pair, dict[Fact, None]] = defaultdict(dict)
        for part in path.parts:
            there = [
                pair for *_, pair in self._ask(f"?__s {part.text} ?__o .", ("?__s", "?__o"), wanted)
            ]
            for pair, facts in self.facts(part, there).items():
                found[pair].update(facts)
        return dict(found)

    def _sequence(self, path: Path, wanted: list[Pair]) -> dict[Pair, dict[Fact, None]]:
        """Find what stands between the first step and the others, then the ways there."""
        first, *others = path.parts
        rest = others[0]
        if len(others) > 1:
            rest = Path("sequence", f"({'/'.join(one.text for one in others)})", tuple(others))
        pattern = f"?__s {first.text} ?__m . ?__m {rest.text} ?__o ."
        steps = [
            ((pair[0], middle, pair[2]), (middle, pair[1], pair[2]), pair)
            for _, _, middle, pair in self._ask(pattern, ("?__s", "?__o", "?__m"), wanted)
            if middle is not None
        ]
        before = self.facts(first, [step[0] for step in steps])
        behind = self.facts(rest, [step[1] for step in steps])
        found: defaultdict[Pair, dict[Fact, None]] = defaultdict(dict)
        for start, end, pair in steps:
            if start in before and end in behind:
                found[pair].update(before[start])
                found[pair].update(behind[end])
        return dict(found)

    def _negated(self, path: Path, wanted: list[Pair]) -> dict[Pair, dict[Fact, None]]:
        """Find the properties that are none of those named, forwards or backwards."""
        forwards = [part for part in _members(path.text) if not part.startswith("^")]
        backwards = [part[1:].strip() for part in _members(path.text) if part.startswith("^")]
        found: defaultdict[Pair, dict[Fact, None]] = defaultdict(dict)
        for names, ends in ((forwards, "?__s ?__p ?__o"), (backwards, "?__o ?__p ?__s")):
            if not names:
                continue
            pattern = f"{ends} . FILTER (?__p NOT IN ({', '.join(map(_named, names))}))"
            for s, o, verb, pair in self._ask(pattern, ("?__s", "?__o", "?__p"), wanted):
                if verb is not None and s is not None and o is not None:
                    ways = (s, verb, o) if ends.startswith("?__s") else (o, verb, s)
                    found[pair][(*ways, pair[2])] = None
        return dict(found)

    def _repeated(self, path: Path, wanted: list[Pair]) -> dict[Pair, dict[Fact, None]]:
        step = path.parts[0]
        found: dict[Pair, dict[Fact, None]] = {}
        if path.kind in ("?", "*"):
            found = {pair: {} for pair in wanted if pair[0] == pair[1]}
        if path.kind == "?":
            there = self._ask(f"?__s {step.text} ?__o .", ("?__s", "?__o"), wanted)
            for pair, facts in self.facts(step, [pair for *_, pair in there]).items():
                found.setdefault(pair, {}).update(facts)
            return found
        far = [pair for pair in wanted if pair not in found]
        ways = self._shortest(step, far)
        steps = self.facts(step, (edge for way in ways.values() for edge in way))
        for pair, way in ways.items():
            if all(edge in steps for edge in way):
                found[pair] = {fact: None for edge in way for fact in steps[edge]}
        return found

    def _shortest(self, step: Path, wanted: list[Pair]) -> dict[Pair, list[Pair]]:
        """Return for each pair the edges of one shortest walk of at least one step."""
        targets: defaultdict[tuple[Term, Term | None], set[Term]] = defaultdict(set)
        for s, o, g in wanted:
            targets[s, g].add(o)
        found: dict[Pair, list[Pair]] = {}
        for g in dict.fromkeys(g for _, g in targets):
            starts = [s for s, one in targets if one == g]
            edges = self._edges(step, starts, g)
            for s in starts:
                for o, way in _walk(edges, s, targets[s, g]).items():
                    found[s, o, g] = [(a, b, g) for a, b in way]
        return found

    def _edges(self, step: Path, starts: list[Term], g: Term | None) -> dict[Term, list[Term]]:
        """Return what one step leads to, for all that can be reached from some nodes."""
        edges: dict[Term, list[Term]] = {}
        frontier = list(dict.fromkeys(starts))
        while frontier and len(edges) < MAX_NODES:
            edges.update((node, []) for node in frontier)
            reached: dict[Term, None] = {}
            for block in values_blocks(["?__s"], [(node,) for node in frontier]):
                sparql = self._text(f"{block} ?__s {step.text} ?__o .", ("?__s", "?__o"), g)
                for s, o in ask_rows(self._graph, sparql, ("?__s", "?__o")):
                    if s is not None and o is not None and can_be_given((o,)):
                        edges[s].append(o)
                        reached[o] = None
            frontier = [node for node in reached if node not in edges]
        return {node: sorted(ends, key=str) for node, ends in edges.items()}

    def _ask(
        self, pattern: str, names: Sequence[str], pairs: list[Pair]
    ) -> Iterator[tuple[Term | None, Term | None, Term | None, Pair]]:
        """Yield start, end, what a third name is bound to, and the pair, where a pattern holds."""
        for g in dict.fromkeys(g for *_, g in pairs):
            rows = [(s, o) for s, o, one in pairs if one == g]
            for block in values_blocks(["?__s", "?__o"], rows):
                sparql = self._text(f"{block} {pattern}", names, g)
                for cells in ask_rows(self._graph, sparql, names):
                    s, o = cells[0], cells[1]
                    if s is not None and o is not None:
                        yield s, o, cells[2] if len(cells) > 2 else None, (s, o, g)

    def _text(self, pattern: str, names: Sequence[str], g: Term | None) -> str:
        body = f"{{ {pattern} }}" if g is None else f"{{ GRAPH {g} {{ {pattern} }} }}"
        return f"{self._prologue} SELECT DISTINCT {' '.join(names)} {self._dataset} WHERE {body}"


def _walk(
    edges: dict[Term, list[Term]], start: Term, targets: set[Term]
) -> dict[Term, list[tuple[Term, Term]]]:
    """Return one shortest walk to each target, breadth first; of several the first by name."""
    before: dict[Term, Term] = {}
    ways: dict[Term, list[tuple[Term, Term]]] = {}
    waiting = deque([start])
    left = set(targets)
    while waiting and left:
        node = waiting.popleft()
        for following in edges.get(node, ()):
            if following in before:
                continue
            before[following] = node
            if following != start:
                waiting.append(following)
            if following in left:
                left.discard(following)
                ways[following] = _back(before, start, following)
    return ways


def _back(before: dict[Term, Term], start: Term, end: Term) -> list[tuple[Term, Term]]:
    way = [(before[end], end)]
    while way[-1][0] != start:
        way.append((before[way[-1][0]], way[-1][0]))
    return way[::-1]


def _turned(pair: Pair) -> Pair:
    return pair[1], pair[0], pair[2]


def _members(text: str) -> list[str]:
    """Return what ``!( a | ^b )`` names."""
    bare = text.strip("() ").removeprefix("!").strip().strip("() ")
    return [part.strip() for part in bare.split("|")]


def _named(name: str) -> str:
    return f"<{_TYPE}>" if name == "a" else name
