"""The citation: the record of what is cited, sealed, and of the works it rests on."""

from collections.abc import Iterable

from taobao_kg import __version__
from taobao_kg.ask.cite.seal import Seal
from taobao_kg.ask.cite.sealing import Sealed, seal_target
from taobao_kg.ask.cite.target import Target
from taobao_kg.ask.cite.works import Work, read_work
from taobao_kg.ask.citing import evidence_lines, sentence
from taobao_kg.ask.results import Rows, Triples
from taobao_kg.ask.screen import clean
from taobao_kg.ask.statements import Statement, is_statement, read_statements
from taobao_kg.graph import Graph
from taobao_kg.release import read_release
from taobao_kg.vocab import BASE, ID, term
from taobao_kg.words.catalogue import joined, phrase

_SOURCE = f"{ID}source/"


def cite_target(graph: Graph, target: Target, lang: str = "en") -> list[Work]:
    """Return the records to cite something by.

    Of a source first its own record; then, sealed, what is cited as a part of the data set; then
    the sources that state what stands behind it, and for a single statement the works it is
    quoted from.

    Args:
        graph: what is cited from.
        target: what is cited.
        lang: ``en``, ``id`` or ``zh``, of labels and questions.

    Raises:
        UsageError: when the question cannot be asked.
        DataError: when CITATION.cff cannot be used.
    """
    sealed = seal_target(graph, target)
    statements = read_statements(graph, sealed.statements)
    works = {one.source: None for one in statements if one.source}
    if is_statement(target.iri):
        works |= {iri: None for one in statements for iri in one.attributed}
    own = [target.iri] if target.iri.startswith(_SOURCE) else []
    rest = [iri for iri in works if iri not in own]
    record = _record(graph, target, sealed, statements, lang)
    return [
        *(read_work(graph, iri, lang) for iri in own),
        record,
        *(read_work(graph, iri, lang) for iri in rest),
    ]


def _record(
    graph: Graph, target: Target, sealed: Sealed, statements: list[Statement], lang: str
) -> Work:
    """Return the record of what is cited as the data set, or a part of it."""
    release = read_release()
    part = bool(target.iri or target.question)
    return Work(
        key=_key(target, sealed.seal),
        kind="data set",
        title=_title(graph, target, statements, lang) if part else release.title,
        authors=release.authors,
        date=release.date,
        container=release.title if part else "",
        version=__version__,
        url=target.iri or BASE,
        note=_note(graph, target, sealed, statements, lang),
        seal=sealed.seal,
    )


def _key(target: Target, seal: Seal) -> str:
    """Return a key that is the same for the same result and differs for another."""
    name = "".join(mark if mark.isascii() and mark.isalnum() else "-" for mark in target.name)
    parts = ["taobao-kg", __version__, name, seal.result[:8] if target.question else ""]
    return "-".join(filter(None, parts))


def _title(graph: Graph, target: Target, statements: list[Statement], lang: str) -> str:
    if target.question:
        return clean(target.question.wording(lang) or target.question.sparql)
    if is_statement(target.iri) and statements:
        return sentence(graph, statements[0], lang)
    label = clean(graph.label(target.iri, lang))
    if not target.iri.startswith(_SOURCE):
        return label
    citing = [graph.label(iri, lang) for iri in _citing(graph, target.iri)]
    if not citing:
        return label
    sources = joined("list", lang, citing)
    return clean(phrase("ask.cite.as_cited_in", lang, title=label, sources=sources))


def _note(
    graph: Graph, target: Target, sealed: Sealed, statements: list[Statement], lang: str
) -> str:
    """Return what to print beside the title: question and answer, quotation, or what there is."""
    count = sealed.seal.total
    statements_counted = phrase("words.statements", lang, count=count)
    if target.question:
        asked = [target.name, *(f"{name}={text}" for name, text in sealed.seal.given)]
        rests = phrase("ask.cite.all_statements", lang)
        rests = rests if sealed.seal.rests == "all" else statements_counted
        size = _size(sealed, lang)
        said = [", ".join(asked), phrase("ask.cite.rests_on", lang, answer=size, statements=rests)]
    elif is_statement(target.iri):
        said = [" ".join(evidence_lines(graph, one, lang)) for one in statements]
        said += _quoted_in(graph, statements, lang)
    elif target.iri.startswith(_SOURCE):
        printed = [f"“{clean(text)}”" for text in _printed(graph, target.iri)]
        forms = joined("list", lang, printed)
        said = [phrase("ask.cite.cited_as", lang, forms=forms)] if printed else []
        said += [phrase("ask.cite.about_source", lang, count=count)]
    else:
        said = [target.name] if target.iri else []
        said.append(statements_counted)
    if not graph.lens.is_all:
        said.append(graph.lens.footer(lang))
    return joined("semicolon", lang, said)


def _size(sealed: Sealed, lang: str) -> str:
    answer = sealed.answer
    if isinstance(answer, Rows):
        return phrase("ask.cite.rows", lang, count=len(answer))
    if isinstance(answer, Triples):
        return phrase("ask.cite.triples", lang, count=len(answer))
    return phrase("ask.cite.yes" if answer else "ask.cite.no", lang)


def _quoted_in(graph: Graph, statements: Iterable[Statement], lang: str) -> list[str]:
    pairs = [(work, one.source) for one in statements for work in one.attributed]
    names = [(graph.label(work, lang), graph.label(source, lang)) for work, source in pairs]
    return [
        clean(phrase("ask.cite.as_quoted_in", lang, work=work, source=source))
        for work, source in names
    ]


def _citing(graph: Graph, source: str) -> list[str]:
    """Return the sources that cite a work or list it, sorted."""
    found = {
        triple.subject.value
        for name in ("tkg:cites", "tkg:listsReference")
        for triple in graph.triples(p=term(name), o=source)
        if hasattr(triple.subject, "value")
    }
    return sorted(found)


def _printed(graph: Graph, source: str) -> list[str]:
    """Return the forms in which a work is cited, as printed, sorted."""
    claims = {triple.subject for triple in graph.triples(p=term("rdf:object"), o=source)}
    forms = {
        str(getattr(triple.object, "value", ""))
        for claim in claims
        for triple in graph.triples(str(getattr(claim, "value", "")), term("tkg:citedAs"))
    }
    return sorted(forms)
