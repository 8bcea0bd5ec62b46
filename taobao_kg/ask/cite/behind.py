"""Which statements stand behind something that is cited: an answer, a thing."""

from pyoxigraph import NamedNode

from taobao_kg.ask.citing import statement_column, statements_fitting
from taobao_kg.ask.results import Answer, Triples
from taobao_kg.ask.statements import is_statement, statements_about
from taobao_kg.ask.why.explaining import explain_rows, statements_behind
from taobao_kg.ask.why.grounds import Grounds
from taobao_kg.graph import Graph
from taobao_kg.vocab import ID, term

#: What may rest on statements that are not shown; see `taobao_kg.ask.why.footprint.Unexplained`.
_NOT_SHOWN = frozenset(("absence", "exists", "service", "more"))
_EVIDENCE = f"{ID}evidence/"


def statements_behind_answer(graph: Graph, answer: Answer) -> set[str]:
    """Return the IRIs of the statements an answer rests on; none where it does not show them all.

    They are those `taobao-kg query --why` shows. A triple of a CONSTRUCT rests on the statements
    that say it or that it was derived from, else on those whose subject and object are in it. Yes
    and no show nothing; nor do rows that hang on what is absent, unless they name statements.
    """
    if isinstance(answer, bool):
        return set()
    if isinstance(answer, Triples):
        grounds = Grounds(graph, answer)
        found = [grounds.statements(t) or statements_fitting(graph, [*t]) for t in answer]
        return set().union(*found)
    if statement_column(answer.columns) is not None:
        return set().union(*statements_behind(answer))
    why = explain_rows(answer)
    if any(doubt.kind in _NOT_SHOWN for one in why for doubt in one.unexplained):
        return set()
    return set().union(*(one.iris for one in why))


def statements_behind_thing(graph: Graph, iri: str) -> set[str]:
    """Return the IRIs of the statements a thing's card rests on.

    A statement rests on itself, evidence on the statements it proves; any other thing on the
    statements that speak of it, and on those from which the triples about it were derived.
    """
    if is_statement(iri):
        return {iri}
    if iri.startswith(_EVIDENCE):
        said = graph.triples(p=term("tkg:evidence"), o=iri)
        return {triple.subject.value for triple in said if isinstance(triple.subject, NamedNode)}
    about = [*graph.triples(iri), *graph.triples(o=iri)]
    grounds = Grounds(graph, about)
    found = {one.iri for one in statements_about(graph, iri)}
    return found.union(*(grounds.statements(triple) for triple in about))
