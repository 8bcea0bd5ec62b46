"""Screening: what a query text from outside is refused for before the engine parses it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from taobao_kg.ask.scan import Token, body_start, guard, missing_prefixes, prologue, tokenize
from taobao_kg.errors import UsageError
from taobao_kg.serve.refusals import Refusal
from taobao_kg.vocab import BASE, PREFIXES, graph_iri

#: The lens the endpoint serves, as a graph: what a query without a dataset asks.
LENS_GRAPH = graph_iri("lens/all")
#: Marks that chain patterns: from some thousands on the engine's tree is deeper than its stack.
_CHAIN = frozenset((".", ";", ",", "~", "|}"))
_MOST_PATTERNS = 2_000
_MOST_PROJECTED = 500
_DEEPEST_TRIPLE = 20


class Dataset(NamedTuple):
    """Over which graphs a query is asked (SPARQL 1.1 §13); empty: the lens and all named graphs.

    Attributes:
        default: IRIs of the graphs whose merge is the default graph.
        named: IRIs of the graphs that GRAPH reaches.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.default or self.named)


def screen(sparql: str) -> tuple[str, str, Dataset]:
    """Return a query that is safe to parse: its text with known prefixes added, form, dataset.

    Raises:
        Refusal: 403 for what would write or reach the network, 400 for what no parser survives.
    """
    tokens = tokenize(sparql)
    try:
        form = guard(sparql, tokens)
    except UsageError as error:
        forbidden = "is an update" in str(error) or "SERVICE" in str(error)
        raise Refusal(403 if forbidden else 400, str(error)) from error
    _refuse_long_chains(tokens)
    dataset = _dataset_of(tokens) if "FROM" in sparql.upper() else Dataset()
    opening = prologue(missing_prefixes(tokens))
    return opening + sparql, form, dataset


def choose_graphs(asked: Dataset, text: Dataset, known: Sequence[str]) -> Dataset:
    """Return the dataset that holds: that of the request before that of the text (Protocol §2.1.4).

    Raises:
        Refusal: 403 for a graph that is not ours: none is fetched.
    """
    chosen = text if asked.is_whole else asked
    for iri in (*chosen.default, *chosen.named):
        if iri != LENS_GRAPH and iri not in known:
            raise Refusal(
                403, f"<{iri}> is no graph of ours, and none is fetched; {_listed(known)}"
            )
    return chosen


def _refuse_long_chains(tokens: Sequence[Token]) -> None:
    patterns = projected = depth = 0
    for token, after in pairwise(tokens):
        patterns += token.text in _CHAIN and after.text != "("
        projected += token.keyword == "AS"
        # RDF 1.2: "<<" nests as a bracket does, but is no bracket.
        depth += (token.text == after.text == "<") - (token.text == after.text == ">")
        if depth > _DEEPEST_TRIPLE:
            raise Refusal(400, f"the query nests << >> deeper than {_DEEPEST_TRIPLE}")
    if patterns > _MOST_PATTERNS:
        raise Refusal(400, f"the query has over {_MOST_PATTERNS} patterns or values; use VALUES")
    if projected > _MOST_PROJECTED:
        raise Refusal(400, f"the query computes over {_MOST_PROJECTED} values with AS")


def _dataset_of(tokens: Sequence[Token]) -> Dataset:
    """Return what FROM and FROM NAMED of a text name; relative IRIs are under our base."""
    default, named = [], []
    prefixes = dict(PREFIXES)
    head = tokens[: body_start(tokens) or len(tokens)]
    for place, token in enumerate(head[:-1]):
        after = head[place + 1]
        if token.keyword == "PREFIX" and place + 2 < len(head):
            prefixes[after.text[:-1]] = head[place + 2].text[1:-1]
        elif token.keyword == "FROM" and after.keyword == "NAMED" and place + 2 < len(head):
            named.append(_iri(head[place + 2], prefixes))
        elif token.keyword == "FROM":
            default.append(_iri(after, prefixes))
    return Dataset(tuple(default), tuple(named))


def _iri(token: Token, prefixes: dict[str, str]) -> str:
    if token.kind == "iri":
        iri = token.text[1:-1]
        return iri if ":" in iri else BASE + iri
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, "") + local


def _listed(known: Sequence[str]) -> str:
    return f"there are <{LENS_GRAPH}> and {len(known)} others, see /.well-known/void"
