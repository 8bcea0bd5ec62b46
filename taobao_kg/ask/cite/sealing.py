"""Sealing: what is cited, answered now, as a seal; and back from a seal to what was cited."""

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from taobao_kg import __version__
from taobao_kg.ask.answers import read_query
from taobao_kg.ask.cite.behind import statements_behind_answer, statements_behind_thing
from taobao_kg.ask.cite.ledger import Ledger, read_ledger
from taobao_kg.ask.cite.seal import EACH, MANY, Seal, print_statements
from taobao_kg.ask.cite.target import (
    Target,
    answer_target,
    print_answer,
    print_thing,
    require_thing,
)
from taobao_kg.ask.cite.wording import print_query
from taobao_kg.ask.questions import parse_question
from taobao_kg.ask.results import Answer, n3
from taobao_kg.ask.statements import is_statement
from taobao_kg.errors import UsageError
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph
from taobao_kg.turtle import natural_key
from taobao_kg.vocab import expand, shorten

DATA, QUESTION, SPARQL = "data", "question:", "sparql:"


class Sealed(NamedTuple):
    """A seal and what it was made of.

    Attributes:
        seal: to put into a citation, or to compare with one.
        answer: to the question, or None when none is cited.
        statements: IRIs of those known to stand behind the result, in natural order; empty when
            the result may rest on all.
    """

    seal: Seal
    answer: Answer | None
    statements: tuple[str, ...]


def seal_target(graph: Graph, target: Target, ledger: Ledger | None = None) -> Sealed:
    """Return the seal of what is cited, as the graph is now.

    Where an answer does not show on which statements it rests (yes or no, nothing, what hangs on
    an absence), it is taken to rest on all of them.

    Args:
        graph: what is cited from.
        target: what is cited.
        ledger: that of the graph, when it was read before.

    Raises:
        UsageError: when the question cannot be asked.
        TaobaoKgError: when the files of the graph are damaged.
    """
    ledger = ledger or read_ledger(graph)
    answer = answer_target(graph, target) if target.question else None
    behind: set[str] = set()
    if answer is not None:
        behind = statements_behind_answer(graph, answer)
    elif target.iri:
        behind = statements_behind_thing(graph, target.iri)
    known = bool(behind) or bool(target.iri)
    prints = {
        shorten(iri): digest
        for iri, digest in ledger.statements.items()
        if not known or iri in behind
    }
    seal = Seal(
        version=__version__,
        of=_of(target),
        given=tuple((name, _typed(node)) for name, node in target.given),
        query=print_query(target.question.sparql) if target.question else "",
        data=ledger.data,
        result=_print_result(graph, target, answer, ledger),
        rests="named" if known or not target.question else "all",
        total=len(prints),
        statements=print_statements(prints),
        listed=_listed(prints),
        lens=graph.lens.text,
    )
    return Sealed(seal, answer, tuple(sorted(behind, key=natural_key)))


def unseal_target(graph: Graph, folders: Folders, seal: Seal) -> Target:
    """Return what a seal says was cited.

    Raises:
        UsageError: when the thing or question is not there any more, or the seal names none.
        DataError: when the file of the question cannot be read.
    """
    if seal.of == DATA:
        return Target()
    given = tuple((name, _term(text)) for name, text in seal.given)
    if seal.of.startswith(QUESTION):
        name = seal.of.removeprefix(QUESTION)
        if not name.replace("-", "").replace("_", "").isalnum():
            raise UsageError(f"there is no question {name!r}; see 'taobao-kg queries'")
        return Target(question=read_query(name, folders), given=given)
    if seal.of.startswith(SPARQL):
        return Target(question=parse_question(seal.of.removeprefix(SPARQL)), given=given)
    return Target(iri=require_thing(graph, expand(seal.of)))


def _of(target: Target) -> str:
    if target.question and target.question.name:
        return QUESTION + target.question.name
    if target.question:
        return SPARQL + target.question.sparql
    return shorten(target.iri) if target.iri else DATA


def _listed(prints: dict[str, str]) -> tuple[tuple[str, str], ...]:
    if len(prints) > MANY:
        return ()
    return tuple((name, digest[:EACH]) for name, digest in prints.items())


def _print_result(graph: Graph, target: Target, answer: Answer | None, ledger: Ledger) -> str:
    if target.question and answer is not None:
        return print_answer(answer, target.question.sparql)
    if is_statement(target.iri):
        return ledger.statements.get(target.iri, print_thing(graph, target.iri))
    return print_thing(graph, target.iri) if target.iri else ledger.data


def _typed(node: NamedNode | Literal) -> str:
    """Return a term as a person types it, in a form `_term` reads back."""
    if isinstance(node, Literal):
        return n3(node)
    return shorten(node.value) if shorten(node.value) != node.value else str(node)


def _term(text: str) -> NamedNode | Literal:
    """Return the term a seal names.

    Raises:
        UsageError: when it names none.
    """
    if not text.startswith(('"', "<")):
        return NamedNode(expand(text))
    try:
        (quad,) = parse(f"<a:s> <a:p> {text} .", RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError) as error:
        raise UsageError(
            f"the citation gives {text[:40]!r} for a parameter; it is no term"
        ) from error
    if not isinstance(quad.object, NamedNode | Literal):
        raise UsageError(f"the citation gives {text[:40]!r} for a parameter; it is no value")
    return quad.object
