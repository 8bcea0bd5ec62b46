"""Faults: known ones put into a world in which everything fits, so that finding can be counted.

Each changes one statement, in a way that no other rule takes offence at.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from random import Random
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.vocab import ID, term

from .measures import unit
from .nation import FIRST, LAST
from .thing import gyear, number, year

#: What one statement says: the value of each term.
Said = dict[NamedNode, NamedNode | Literal]
#: What a fault changes in a statement, by term; None takes the term out.
Change = dict[str, NamedNode | Literal | None]
_Changes = dict[NamedNode, dict[NamedNode, NamedNode | Literal | None]]

_CONTEXT = ("tkg:year", "tkg:period", "tkg:place", "tkg:statedIn", "tkg:unit")
_TIES = ("addendOf", "denominator", "growthOf", "numerator", "perUnitOf", "ratioOf")
_INDICATOR, _VALUE = term("tkg:indicator"), term("tkg:value")
_PREDICATE, _EVIDENCE = term("rdf:predicate"), term("tkg:evidence")


def plant(
    triples: Iterable[Triple], kind: str, count: int, seed: int
) -> tuple[list[Triple], set[str]]:
    """Return a world with faults, and the addresses of the statements that bear them.

    Args:
        triples: a world as `make_world` yields it.
        kind: one of `FAULTS`, named like the check that is to find it.
        count: how many; of one indicator at most one.
        seed: the same seed chooses the same statements.

    Raises:
        ValueError: when fewer statements can bear such a fault.
    """
    kept = list(triples)
    world = _read(kept)
    nodes = list(world.statements)
    Random(seed).shuffle(nodes)  # noqa: S311 - no secret hangs on it
    changes: _Changes = {}
    taken: set[NamedNode | Literal] = set()
    for node in nodes:
        said = world.statements[node]
        measure = said.get(_INDICATOR, node)
        if measure not in taken and (change := FAULTS[kind](world, said)):
            taken.add(measure)
            changes[node] = {term(name): value for name, value in change.items()}
    if len(changes) < count:
        raise ValueError(f"{len(changes)} statements can bear a fault of kind {kind}, not {count}")
    chosen = dict(list(changes.items())[:count])
    return list(_apply(kept, chosen)), {node.value for node in chosen}


class _World(NamedTuple):
    """What is known of a world.

    Attributes:
        statements: what each of them says.
        figures: the values given for an indicator at one time and place by one source.
        tellers: the sources that give one for an indicator at one time and place.
        wholes: of each indicator the one it is a part of.
        limits: the greatest usual values.
        tied: indicators that others are computed from, or that are computed themselves.
        citing: the evidence of citations.
    """

    statements: dict[NamedNode, Said]
    figures: defaultdict[tuple[object, ...], list[Decimal]]
    tellers: defaultdict[tuple[object, ...], set[object]]
    wholes: dict[object, object]
    limits: dict[object, Decimal]
    tied: set[object]
    citing: set[str]

    def count(self, said: Said) -> int:
        """Return how often a figure is given that nothing else hangs on; 0 for all others."""
        measure = said.get(_INDICATOR)
        is_figure = _VALUE in said and measure not in self.tied
        return len(self.figures[_key(said, measure)]) if is_figure else 0


def _read(triples: list[Triple]) -> _World:
    world = _World({}, defaultdict(list), defaultdict(set), {}, {}, set(), set())
    ties = {term(f"tkg:{name}") for name in _TIES}
    for subject, predicate, value in triples:
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            continue
        if subject.value.startswith((f"{ID}claim/", f"{ID}observation/")):
            world.statements.setdefault(subject, {})[predicate] = value
        elif predicate == term("tkg:partOfWhole"):
            world.wholes[subject] = value
        elif predicate == term("tkg:usualMost"):
            world.limits[subject] = Decimal(value.value)
        elif predicate in ties:
            world.tied.update((subject, value))
    for said in world.statements.values():
        if said.get(_PREDICATE) == term("tkg:cites"):
            world.citing.add(said[_EVIDENCE].value)
        if _VALUE in said:
            world.figures[_key(said, said[_INDICATOR])].append(Decimal(said[_VALUE].value))
            world.tellers[_place_in_time(said)].add(said[term("tkg:statedIn")])
    return world


def _key(said: Said, measure: object) -> tuple[object, ...]:
    return (measure, *(said.get(term(name)) for name in _CONTEXT))


def _place_in_time(said: Said) -> tuple[object, ...]:
    names = ("tkg:indicator", "tkg:about", "tkg:year", "tkg:place", "tkg:unit")
    return tuple(said.get(term(name)) for name in names)


def _apply(triples: list[Triple], changes: _Changes) -> Iterator[Triple]:
    for triple in triples:
        subject = triple.subject
        change = changes.get(subject, {}) if isinstance(subject, NamedNode) else {}
        value = change.get(triple.predicate, triple.object)
        if value is not None:
            yield Triple(triple.subject, triple.predicate, value)


def _spoil_unit(world: _World, said: Said) -> Change:
    counted = said.get(term("tkg:unit")) == unit("person").node
    return {"tkg:unit": unit("yuan").node} if counted and world.count(said) else {}


def _spoil_value(world: _World, said: Said) -> Change:
    repeated = world.count(said) > 1
    return {"tkg:value": number(f"{Decimal(said[_VALUE].value) / 2:f}")} if repeated else {}


def _spoil_alone(world: _World, said: Said) -> Change:
    if world.count(said) != 1 or len(world.tellers[_place_in_time(said)]) < 2:
        return {}
    return {"tkg:value": number(f"{Decimal(said[_VALUE].value) * 9 / 10:f}")}


def _spoil_part(world: _World, said: Said) -> Change:
    whole = world.wholes.get(said.get(_INDICATOR))
    totals = world.figures.get(_key(said, whole))
    if not totals or world.count(said) != 1:
        return {}
    return {"tkg:value": number(f"{(totals[0] * 6 / 5).to_integral_value():f}")}


def _spoil_magnitude(world: _World, said: Said) -> Change:
    limit = world.limits.get(said.get(_INDICATOR))
    if limit is None or world.count(said) != 1:
        return {}
    return {"tkg:value": number(f"{Decimal(said[_VALUE].value) + limit:f}")}


def _spoil_time(world: _World, said: Said) -> Change:
    return {"tkg:year": None} if world.count(said) == 1 else {}


def _spoil_source(world: _World, said: Said) -> Change:
    if world.count(said) != 1 or term("tkg:attributedTo") not in said:
        return {}
    # A citation that follows soon may be meant for the figure, too.
    stem, _, at = said[_EVIDENCE].value.rpartition("-")
    near = {f"{stem}-{int(at) + step:04}" for step in range(1, 5)}
    return {} if near & world.citing else {"tkg:attributedTo": None}


def _spoil_citation(_: _World, said: Said) -> Change:
    cited = said.get(term("tkg:citedYear"))
    return {"tkg:citedYear": gyear(int(cited.value) + 1)} if cited else {}


def _spoil_pinyin(_: _World, said: Said) -> Change:
    text = said.get(term("rdf:object"))
    named = said.get(_PREDICATE) == term("tkg:printedName")
    if not named or not isinstance(text, Literal) or text.language != "zh-latn":
        return {}
    return {"rdf:object": Literal(text.value.replace("i", "u", 1), language="zh-Latn")}


def _spoil_order(_: _World, said: Said) -> Change:
    is_effect = said.get(_PREDICATE) == term("tkg:ledTo")
    # The effort as a whole led to its outcome in the last year; that is told more than once.
    single = said.get(term("tkg:year")) not in (None, year(LAST).node)
    return {"tkg:year": year(FIRST).node} if is_effect and single else {}


#: What can be wrong, by the name of the check that finds it: the change of a statement, or nothing.
FAULTS: dict[str, Callable[[_World, Said], Change]] = {
    "chronology-effect-before-cause": _spoil_order,
    "citation-year": _spoil_citation,
    "magnitude": _spoil_magnitude,
    "part-exceeds-whole": _spoil_part,
    "transliteration": _spoil_pinyin,
    "undated": _spoil_time,
    "unit": _spoil_unit,
    "unsourced": _spoil_source,
    "value": _spoil_value,
    "value-across-sources": _spoil_alone,
}
