"""The atlas: what pages ask of the graph, gathered once for all of them."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from taobao_kg.ask.discrepancies import Discrepancy, read_discrepancies
from taobao_kg.ask.naming import narrowest_types
from taobao_kg.ask.statements import Statement, is_statement, read_statements
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph
from taobao_kg.show.charts.policies import Issue, read_issues
from taobao_kg.show.records import Records, read_records
from taobao_kg.site.addresses import page_of
from taobao_kg.site.memory import GraphInMemory
from taobao_kg.site.ontology import Ontology
from taobao_kg.site.pictures.ties import Tie, read_ties
from taobao_kg.site.through import Effect, Fates, in_all, lines_of, see_through
from taobao_kg.turtle import natural_key
from taobao_kg.vocab import ID, TKG, graph_iri, term


class Thing(NamedTuple):
    """Something with a page: its IRI, its kind (``actor``, ``class``, ``term`` …), its page."""

    iri: str
    kind: str
    page: str


class Atlas:
    """The graph, its statements and its discrepancies, by the things they are about."""

    def __init__(self, graph: Graph, folders: Folders) -> None:
        """Read everything once; takes some seconds for a hundred thousand triples.

        Args:
            graph: an opened graph.
            folders: where it lies.
        """
        self.graph = GraphInMemory(graph)
        self.folders = folders
        self._cells = {
            str(getattr(cell.subject, "value", "")): str(getattr(cell.object, "value", ""))
            for cell in self.graph.triples(p=term("rdf:first"))
        }
        subjects = [iri for iri in self.graph.subjects() if iri not in self._cells]
        self.things = {
            iri: Thing(iri, page.split("/")[1], page) for iri in subjects if (page := page_of(iri))
        }
        said = read_statements(self.graph, (iri for iri in subjects if is_statement(iri)))
        self.statements = {one.iri: one for one in said}
        self.discrepancies = {one.iri: one for one in read_discrepancies(self.graph)}
        self._about: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in said:
            for iri in dict.fromkeys(_named_in(statement)):
                self._about[iri].append(statement)
        self._misfits: defaultdict[str, list[Discrepancy]] = defaultdict(list)
        for one in self.discrepancies.values():
            named = [iri for name in one.statements for iri in self._names(name)]
            for iri in dict.fromkeys((*one.concerns, *one.statements, *named)):
                self._misfits[iri].append(one)
        self.types = cache(lambda iri: narrowest_types(self.graph, iri))

    def of_kind(self, kind: str) -> list[Thing]:
        """Return the things of a kind, in natural order of their IRIs."""
        found = [thing for thing in self.things.values() if thing.kind == kind]
        return sorted(found, key=lambda thing: natural_key(thing.iri))

    def statements_about(self, iri: str) -> list[Statement]:
        """Return the statements in which a thing has a part, in natural order."""
        return self._about.get(iri, [])

    def discrepancies_of(self, iri: str) -> list[Discrepancy]:
        """Return the discrepancies about a thing or one of its statements, the worst first."""
        return self._misfits.get(iri, [])

    def members(self, iri: str) -> list[str]:
        """Return the IRIs in an RDF list, in its order; none of anything else."""
        found: list[str] = []
        seen: set[str] = set()
        while iri in self._cells and iri not in seen:
            seen.add(iri)
            found.append(self._cells[iri])
            rest = self.graph.triples(iri, term("rdf:rest"))
            iri = next((str(getattr(triple.object, "value", "")) for triple in rest), "")
        return found

    @cached_property
    def ontology(self) -> Ontology:
        """The ontology as its own graph states it."""
        return Ontology(self.graph)

    def is_derived(self, triple: Triple) -> bool:
        """Return whether only the rules of the ontology made a triple of the lens."""
        return triple in self._inferred

    @cached_property
    def records(self) -> Records:
        """Return what pictures need of the graph, read when the first asks for it."""
        return self.graph.once(read_records)

    @cached_property
    def issues(self) -> list[Issue]:
        """Who issued which policy, read once for all timelines."""
        return read_issues(self.graph)

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """What the lenses of the pages do, in the order of their chooser; takes a second each.

        Who knows it already sets it.
        """
        return tuple(see_through(self.graph, self.folders))

    @cached_property
    def fates(self) -> Fates:
        """Through which lenses statements and triples do not hold."""
        return Fates(lines_of(self.graph), self.effects)

    @cached_property
    def ties(self) -> dict[str, list[Tie]]:
        """Return what each thing is linked to."""
        return read_ties(self.records, {one.iri: one.standing for one in self.statements.values()})

    def missing(self, subject: str, predicate: str, target: str) -> tuple[int, ...]:
        """Return the lenses through which neither a triple nor a statement links two things."""
        found = self.fates.of_link(subject, predicate, target)
        if found is not None:
            return found
        # What is only advised or expected makes no triple.
        said = self._saying.get((subject, predicate, target), ())
        return in_all([self.fates.of_statement(iri) for iri in said])

    def group(self, iri: str) -> str:
        """Return the group a thing is drawn in, see `taobao_kg.show.groups`."""
        return self.records.things[iri].group

    @cached_property
    def _saying(self) -> dict[tuple[str, str, str], list[str]]:
        found: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        for one in self.records.statements.values():
            found[one.subject, one.predicate, one.target or ""].append(one.iri)
        return found

    @cached_property
    def _inferred(self) -> frozenset[Triple]:
        return frozenset(quad.triple for quad in self.graph.quads(graph_iri("inferred")))

    def _names(self, iri: str) -> Iterable[str]:
        statement = self.statements.get(iri)
        return _named_in(statement) if statement else ()


def _named_in(statement: Statement) -> Iterable[str]:
    """Yield the IRIs of everything with a part in a statement, its source included."""
    for node in (statement.subject, statement.predicate, statement.object):
        if isinstance(node, NamedNode) and node.value.startswith((ID, TKG)):
            yield node.value
    yield from (*statement.times, *statement.places, *statement.attributed)
    if statement.unit:
        yield statement.unit
    if statement.source:
        yield statement.source
