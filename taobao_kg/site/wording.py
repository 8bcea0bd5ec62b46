"""Wording: things and statements as a page in one language shows them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from pyoxigraph import Literal

from taobao_kg.ask.citing import sentence
from taobao_kg.ask.discrepancies import Discrepancy, in_language, verdict_text
from taobao_kg.ask.kinds import kind_titles
from taobao_kg.ask.lens_choice import choose_lens, select_statements
from taobao_kg.ask.screen import clean
from taobao_kg.ask.statements import Quote, Statement
from taobao_kg.ask.tables import cell_text, code_text
from taobao_kg.engines.embedded import Term
from taobao_kg.site.addresses import file_of, page_of
from taobao_kg.site.atlas import Atlas
from taobao_kg.site.through import in_all
from taobao_kg.vocab import ID, TKG, expand, language_tag, shorten, term
from taobao_kg.words.catalogue import phrase, phrases
from taobao_kg.words.languages import LANGUAGES, TAGS

#: Lenses whose statements are looked up here; the scripts know the others by source and year.
_LENSES = ("uncontested", "without-weak-sources", "official")
#: Words of other vocabularies that pages show, with the phrase for each: nothing labels them.
_FOREIGN = {
    expand(name): f"reference.relations.{phrase_name}"
    for name, phrase_name in {
        "rdf:type": "instance_of",
        "rdfs:comment": "note",
        "rdfs:domain": "domain",
        "rdfs:range": "range",
    }.items()
}


class Link(NamedTuple):
    """A name and where it leads: a file from the root of the site, a web address, or nowhere.

    Attributes:
        text: what is shown.
        file: from the root of the site, or empty.
        url: http or https, or empty.
        tag: language of the text where it is not that of the page, or empty.
    """

    text: str
    file: str = ""
    url: str = ""
    tag: str = ""


class Quotation(NamedTuple):
    """A quotation with its place in words; the text is empty where it may not be quoted."""

    text: str
    tag: str
    place: str


class Said(NamedTuple):
    """One statement as a page shows it.

    Attributes:
        iri, file: what it is, and its page.
        name: its short name.
        words: what it says.
        quotations: with their places.
        source: the link to who says it; None when the data lacks it.
        attributed: links to the works that source names.
        stance, standing: labels, or empty.
        rank: local name of the standing, or empty.
        notes: printed forms in words, then remarks in the language they are written in.
        marks: what the lenses of a page go by, as attributes of its element.
        contested: whether a discrepancy is about it.
    """

    iri: str
    file: str
    name: str
    words: str
    quotations: tuple[Quotation, ...]
    source: Link | None
    attributed: tuple[Link, ...]
    stance: str
    standing: str
    rank: str
    notes: tuple[Link, ...]
    marks: tuple[tuple[str, str], ...]
    contested: bool


class Wording:
    """The atlas in one language."""

    def __init__(self, atlas: Atlas, lang: str) -> None:
        """Choose a language, ``en``, ``id`` or ``zh``."""
        self.atlas, self.lang, self.tag = atlas, lang, TAGS[lang]
        self.say: dict[str, Any] = phrases("site.pages", lang)
        self.said = cache(self._said)
        self._translated = dict(self._translations()) if lang != "en" else {}
        self._passing = {name: _passing(atlas, name) for name in _LENSES}

    def label(self, iri: str) -> str:
        """Return the best name of a thing, without signs that could disturb a page."""
        if iri in _FOREIGN:
            return self.phrase(_FOREIGN[iri])
        return clean(self.atlas.graph.label(iri, self.lang)) or shorten(iri)

    def phrase(self, name: str, **values: object) -> str:
        """Return a phrase of the pages, see `taobao_kg.words.catalogue.phrase`."""
        return phrase(f"site.pages.{name}", self.lang, **values)

    def translated(self, text: str) -> str:
        """Return the words of a discrepancy given in English in this language, or nothing."""
        return self._translated.get(text, "")

    def file(self, page: str) -> str:
        """Return the file of a page in this language."""
        return file_of(page, self.lang)

    def code(self, column: str, value: str) -> str:
        """Return the word for one of few values, as answers have it in a column, else nothing."""
        queries = self.atlas.folders.queries
        titles = kind_titles(queries, value) if column == "kind" else ()
        found = titles[LANGUAGES.index(self.lang)] if titles else ""
        return clean(found) or code_text(column, value, self.lang)

    def link(self, node: Term | str) -> Link:
        """Return a link to a thing, a web address, or a plain text for any other literal."""
        if isinstance(node, Literal):
            tag = language_tag(node.language or "")
            text = clean(node.value)
            if str(node.datatype.value).endswith("#anyURI") and _is_web(node.value):
                return Link(text, url=node.value)
            if not node.language:
                text = cell_text(self.atlas.graph, node, self.lang)
            return Link(text, tag="" if tag == self.tag else tag)
        iri = str(getattr(node, "value", node))
        if iri in self.atlas.statements:
            return Link(self.said(iri).words, self.said(iri).file)
        if iri in self.atlas.things and (page := page_of(iri)):
            return Link(self.label(iri), self.file(page))
        if members := self.atlas.members(iri):
            return Link(" → ".join(map(self.label, members)))
        return Link(self.label(iri), url=iri if _is_web(iri) and not iri.startswith(ID) else "")

    def without(self, fates: Sequence[tuple[int, ...]]) -> str:
        """Return ``data-without`` of what stands for some statements or triples.

        Args:
            fates: of each, the lenses through which it does not hold.
        """
        return " ".join(map(str, in_all(fates)))

    def without_statements(self, iris: Iterable[str]) -> str:
        """Return ``data-without`` of what stands for some statements."""
        return self.without([self.atlas.fates.of_statement(iri) for iri in iris])

    def misfit(self, one: Discrepancy) -> dict[str, Any]:
        """Return a discrepancy as a page shows it."""
        return {
            "one": one,
            "file": self.file(page_of(one.iri) or ""),
            "title": clean(in_language(one.titles, self.lang)),
            "words": clean(in_language(one.words, self.lang)),
            "cause": self.link(one.cause) if one.cause else None,
            "verdicts": [
                clean(verdict_text(self.atlas.graph, verdict, self.lang))
                for verdict in one.verdicts
            ],
            "statements": [
                self.said(iri) for iri in one.statements if iri in self.atlas.statements
            ],
        }

    def all_said(self, statements: Iterable[Statement]) -> list[Said]:
        """Return statements as pages show them, in the order given."""
        return [self.said(one.iri) for one in statements]

    def _translations(self) -> Iterator[tuple[str, str]]:
        for one in self.atlas.discrepancies.values():
            for texts in (one.titles, one.words):
                if "en" in texts:
                    yield texts["en"], clean(in_language(texts, self.lang))

    def _said(self, iri: str) -> Said:
        one = self.atlas.statements[iri]
        graph = self.atlas.graph
        source = one.source or next((quote.source for quote in one.quotes), "")
        forms = [self.phrase("statement.as_printed", text=clean(text)) for text in one.printed]
        forms += [self.phrase("statement.usual", text=clean(text)) for text in one.usual]
        remarks = graph.triples(iri, term("skos:editorialNote")) if one.notes else ()
        return Said(
            iri=iri,
            file=self.file(page_of(iri) or ""),
            name=shorten(iri),
            words=sentence(graph, one, self.lang),
            quotations=tuple(self._quotation(quote) for quote in one.quotes),
            source=self.link(source) if source else None,
            attributed=tuple(self.link(work) for work in one.attributed),
            stance=self.label(TKG + one.stance) if one.stance else "",
            standing=self.label(TKG + one.standing) if one.standing else "",
            rank=one.standing,
            notes=(*map(Link, forms), *sorted(self.link(remark.object) for remark in remarks)),
            marks=tuple(self._marks(one, source)),
            contested=bool(self.atlas.discrepancies_of(iri)),
        )

    def _quotation(self, quote: Quote) -> Quotation:
        parts = [
            self.phrase("place.section", text=clean(quote.section)) if quote.section else "",
            self.phrase("place.page", text=clean(quote.page)) if quote.page else "",
            clean(quote.locator),
        ]
        if quote.start is not None and quote.end is not None:
            parts.append(self.phrase("place.characters", start=quote.start, end=quote.end))
        place = phrase("words.comma", self.lang).join(part for part in parts if part)
        return Quotation(clean(quote.text), quote.language, place)

    def _marks(self, one: Statement, source: str) -> Iterator[tuple[str, str]]:
        """Yield what decides whether a lens lets a statement through, for web/src/lens.ts."""
        yield "data-source", _slug(source)
        if one.attributed:
            yield "data-attributed", " ".join(map(_slug, one.attributed))
        if issued := self._issued(source):
            yield "data-year", issued
        if one.standing:
            yield "data-standing", one.standing
        if one.iri not in self._passing["uncontested"]:
            yield "data-severe", ""
        if one.iri not in self._passing["without-weak-sources"]:
            yield "data-weak", ""
        if one.iri in self._passing["official"]:
            yield "data-official", ""

    def _issued(self, source: str) -> str:
        found = self.atlas.graph.triples(source, term("dcterms:issued")) if source else ()
        years = [str(getattr(triple.object, "value", ""))[:4] for triple in found]
        return min((year for year in years if year.isdecimal()), default="")


def _passing(atlas: Atlas, lens: str) -> set[str]:
    choice = choose_lens(atlas.graph, atlas.folders.queries, lens)
    return select_statements(atlas.graph, choice)


def _slug(iri: str) -> str:
    return iri.rpartition("/")[2]


def _is_web(text: str) -> bool:
    return text.startswith(("http://", "https://"))
