"""Policies: who issued which, and when, for lanes and their table."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.naming import narrowest_types
from taobao_kg.ask.statements import Statement, read_statements
from taobao_kg.engines.answers import Solutions
from taobao_kg.graph import Graph
from taobao_kg.show.charts.points import first_span, read_doubts
from taobao_kg.show.charts.spans import Span
from taobao_kg.turtle import natural_key
from taobao_kg.vocab import TKG, term

#: Kinds of issuers that stand on a tier, from the nation down to the village.
_PUBLIC = ("PartyBody", "StateBody", "LocalGovernment")
#: Kinds of issuers as they stand from top to bottom, those of a tier together; others follow by
#: name, nobody is last.
_KINDS = (
    *_PUBLIC,
    *("InternationalOrganisation", "Company", "ResearchBody"),
    *("CivilOrganisation", "SocialGroup", "Person"),
)


@dataclass(frozen=True)
class Issue:
    """One policy by one issuer.

    Attributes:
        policy: its IRI.
        issuer: IRI of who issued or proposed it, or empty.
        kind: IRI of the issuer's class, or empty.
        tier: the number of the tier the issuer stands on, ``0`` nation to ``5`` village, or empty.
        time: IRI of the year or period, or empty.
        span: where that lies, or None.
        said: the statements that date it or name the issuer.
        contested: IRIs of the discrepancies of severity 1 these stand in, sorted.
    """

    policy: str
    issuer: str
    kind: str
    tier: str
    time: str
    span: Span | None
    said: tuple[Statement, ...]
    contested: tuple[str, ...]


@dataclass
class _Found:
    """What the statements tell of one policy."""

    issuers: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)


def read_issues(graph: Graph) -> list[Issue]:
    """Return every policy with each of its issuers, by tier, kind, issuer and time.

    Undated ones are last. A policy without an issuer is there once. Its time is the first that has
    bounds.
    """
    found: dict[str, _Found] = {}
    query = Path(__file__).with_name("policies.rq").read_text(encoding="utf-8")
    for row in cast(Solutions, graph.query(query)):
        policy, issuer, time, statement = (getattr(node, "value", "") for node in row)
        one = found.setdefault(policy, _Found())
        one.issuers += [issuer] if issuer else []
        one.times += [time] if time else []
        one.statements += [statement] if statement else []
    doubts = graph.once(read_doubts)
    issues = [
        _issue(graph, policy, issuer, one, doubts)
        for policy, one in found.items()
        for issuer in dict.fromkeys(one.issuers or [""])
    ]
    return sorted(issues, key=_order)


def _issue(
    graph: Graph, policy: str, issuer: str, one: _Found, doubts: dict[str, tuple[str, ...]]
) -> Issue:
    times = list(dict.fromkeys(one.times))
    dated = [time for time in times if first_span(graph, [time])]
    time = next(iter(dated or times), "")
    said = read_statements(graph, one.statements)
    types = narrowest_types(graph, issuer) if issuer else []
    tiers = graph.triples(s=NamedNode(issuer), p=term("tkg:tier")) if issuer else ()
    contested = sorted({doubt for claim in said for doubt in doubts.get(claim.iri, ())})
    return Issue(
        policy=policy,
        issuer=issuer,
        kind=next(iter(types), ""),
        tier=next((t.object.value for t in tiers if isinstance(t.object, Literal)), ""),
        time=time,
        span=first_span(graph, [time]) if time else None,
        said=tuple(said),
        contested=tuple(contested),
    )


def _order(issue: Issue) -> tuple[object, ...]:
    kind = issue.kind.removeprefix(TKG)
    rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
    # What is said of no tier is of the nation, but for a local government; the private are last.
    tier = (issue.tier or ("6" if kind == _PUBLIC[-1] else "0")) if kind in _PUBLIC else "7"
    middle = issue.span.middle if issue.span else float("inf")
    return not issue.issuer, tier, rank, kind, natural_key(issue.issuer), middle, issue.policy
