"""Verdicts: what people have judged of discrepancies, and whether these are still there."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from taobao_kg.build.places import Places
from taobao_kg.errors import Finding
from taobao_kg.vocab import expand, nearest, shorten
from taobao_kg.words.message import Message

_JUDGES, _TYPE = expand("tkg:judges"), expand("rdf:type")
_DISCREPANCY = expand("tkg:Discrepancy")


def check_verdicts(
    data: Iterable[Triple], discrepancies: Iterable[Triple], places: Places
) -> Iterator[Finding]:
    """Find verdicts on discrepancies that no rule finds, or finds no more.

    Args:
        data: what the data files say, the verdicts among it.
        discrepancies: what the checks found.
        places: of the data files.

    Yields:
        A finding each, in the order of the data.
    """
    known = {
        triple.subject.value
        for triple in discrepancies
        if triple.predicate.value == _TYPE
        and triple.object == NamedNode(_DISCREPANCY)
        and isinstance(triple.subject, NamedNode)
    }
    for triple in data:
        judged = getattr(triple.object, "value", "")
        if triple.predicate.value != _JUDGES or judged in known:
            continue
        verdict = getattr(triple.subject, "value", "")
        near = nearest(judged, known)
        said = {"verdict": shorten(verdict), "judged": shorten(judged)}
        message = Message("build.verdict.unknown", **said)
        if near:
            message = Message("build.verdict.near", near=shorten(near), **said)
        found = places.finding(verdict, message, mention="judges")
        yield found._replace(translations=message.translations())
