"""Works: bibliographic records, of the sources as printed and of the data set."""

import re
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.cite.seal import Seal
from taobao_kg.graph import Graph
from taobao_kg.release import Author
from taobao_kg.vocab import ID, term


class Work(NamedTuple):
    """One bibliographic record, in no format yet; what is unknown is empty.

    Attributes:
        key: short ASCII name, unique in a citation.
        kind: ``article``, ``book`` … as ``tkg:sourceKind`` has it, or ``data set``.
        title: on one line.
        authors: in order; of a source as printed.
        date: as printed: ``2018``, ``2020-04`` or ``2026-11-23``.
        container: the journal, work or data set it is a part of.
        volume, issue, pages, issn, doi: as printed.
        publisher: with its place, as printed.
        version: of a data set.
        url: http or https.
        language: tag of the title.
        note: one sentence to print with the record.
        seal: what a later check compares; None for a source.
    """

    key: str
    kind: str
    title: str
    authors: tuple[Author, ...] = ()
    date: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    issn: str = ""
    doi: str = ""
    publisher: str = ""
    version: str = ""
    url: str = ""
    language: str = ""
    note: str = ""
    seal: Seal | None = None

    @property
    def year(self) -> str:
        """The year alone, or empty."""
        return self.date[:4] if self.date[:4].isdecimal() else ""


def read_work(graph: Graph, iri: str, lang: str = "en") -> Work:
    """Return the record of a source as the graph has it.

    Authors, title and year are those printed by whoever cites it, spelling included; nothing is
    looked up elsewhere and nothing is filled in. Names in one text, with semicolons between, keep
    their order.

    Args:
        graph: where it is described.
        iri: of a source, a journal, or a part of a source.
        lang: of the labels of things that have no printed title.
    """

    def say(name: str, of: str = iri) -> str:
        return next(iter(_texts(graph, of, name, lang)), "")

    kind, venue = say("tkg:sourceKind"), say("tkg:venue")
    journal = _first_iri(graph, iri, "tkg:publishedIn")
    whole = journal or _first_iri(graph, iri, "tkg:partOf")
    container = (say("dcterms:title", whole) or graph.label(whole, lang)) if whole else ""
    publisher = say("dcterms:publisher")
    # Of a book that is only cited, the venue is all that is printed: place and publisher.
    holds = kind in ("article", "chapter", "conference paper") or publisher
    in_venue = venue if holds and not container else ""
    printed = _texts(graph, iri, "dcterms:creator", lang)
    creators = [name.strip() for one in printed for name in one.split(";") if name.strip()]
    return Work(
        key=iri.removeprefix(f"{ID}source/"),
        kind=kind,
        title=say("dcterms:title") or graph.label(iri, lang),
        authors=tuple(Author(n) for n in creators or _texts(graph, iri, "tkg:author", lang)),
        date=say("dcterms:issued"),
        container=container or in_venue,
        volume=say("bibo:volume"),
        issue=say("bibo:issue"),
        pages=say("bibo:pages"),
        issn=say("bibo:issn", journal or iri),
        doi=say("bibo:doi"),
        publisher=publisher or ("" if in_venue else venue),
        url=next((u for u in _texts(graph, iri, "schema:url", lang) if _is_web(u)), ""),
        language=say("dcterms:language"),
    )


def split_date(date: str) -> tuple[str, str, str]:
    """Return year, month and day of a date, empty where it has none or is written otherwise.

    >>> split_date("2020-04"), split_date("spring 1999")
    (('2020', '04', ''), ('', '', ''))
    """
    found = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?", date, re.ASCII)
    return (found[1], found[2] or "", found[3] or "") if found else ("", "", "")


def _texts(graph: Graph, iri: str, name: str, lang: str) -> list[str]:
    """Return the values of a property as text, things by their labels, sorted."""
    nodes = [triple.object for triple in graph.triples(iri, term(name))]
    named = [graph.label(node, lang) for node in nodes if isinstance(node, NamedNode)]
    return sorted([*(node.value for node in nodes if isinstance(node, Literal)), *named])


def _first_iri(graph: Graph, iri: str, name: str) -> str:
    nodes = [triple.object for triple in graph.triples(iri, term(name))]
    return min((node.value for node in nodes if isinstance(node, NamedNode)), default="")


def _is_web(url: str) -> bool:
    plain = url.startswith(("http://", "https://")) and url.isprintable()
    return plain and not any(mark in url for mark in ' <>"{}|\\^`')
