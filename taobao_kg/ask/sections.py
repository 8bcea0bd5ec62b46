"""Cards and reasons as sections of lines, and sections as text or Markdown."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.card import Card, Fact, Name
from taobao_kg.ask.citing import bounded, evidence_lines, sentence
from taobao_kg.ask.discrepancies import in_language, verdict_text
from taobao_kg.ask.echoes import without_echoes
from taobao_kg.ask.results import Rows, short
from taobao_kg.ask.screen import clean, fit, wrap
from taobao_kg.ask.standings import standing_text
from taobao_kg.ask.statements import Statement
from taobao_kg.ask.tables import (
    cell_text,
    markdown_text,
    terminal_width,
    write_markdown,
    write_table,
)
from taobao_kg.graph import Graph
from taobao_kg.vocab import shorten
from taobao_kg.words.catalogue import joined, phrase
from taobao_kg.words.numbers import number_text

#: Statements and triples shown of each kind, unless all are asked for.
SHOWN = 20


class Line(NamedTuple):
    """One line of a section: how deep it is indented, and its text."""

    depth: int
    text: str


class Section(NamedTuple):
    """One part of a page: its title, and lines or a table."""

    title: str
    body: Sequence[Line] | Rows


def card_sections(graph: Graph, card: Card, lang: str = "en", limit: int = SHOWN) -> list[Section]:
    """Return a card as sections; those without content are left out.

    Args:
        graph: where labels are.
        card: what is shown.
        lang: ``en``, ``id`` or ``zh``.
        limit: how many triples, claims and numbers to show of each; 0 for all, echoes included.
    """
    facts = [*card.outgoing, *card.incoming]
    kept = set(without_echoes(graph, facts) if limit else facts)
    outgoing = [fact for fact in card.outgoing if fact in kept]
    incoming = [fact for fact in card.incoming if fact in kept]
    types = joined("list", lang, (clean(graph.label(one, lang)) for one in card.types))
    head = [Line(0, f"{shorten(card.iri)}" + (f" · {types}" if types else ""))]
    claims = _statement_lines(graph, card.claims, lang, limit)
    itself = _statement_lines(graph, (card.itself,) if card.itself else (), lang, 0)
    sections = [
        Section(clean(card.label), head),
        Section(phrase("ask.card.statement", lang), itself),
        Section(phrase("ask.card.names", lang), [_name_line(name, lang) for name in card.names]),
        Section(
            phrase("ask.card.outgoing", lang),
            _fact_lines(graph, outgoing, lang, limit, outgoing=True),
        ),
        Section(
            phrase("ask.card.incoming", lang),
            _fact_lines(graph, incoming, lang, limit, outgoing=False),
        ),
        Section(phrase("ask.card.claims", lang, count=len(card.claims)), claims),
        Section(
            phrase("ask.card.numbers", lang, count=len(card.observations)),
            _numbers(graph, card, lang, limit),
        ),
        Section(
            phrase("ask.card.discrepancies", lang, count=len(card.discrepancies)),
            _discrepancy_lines(graph, card, lang, limit),
        ),
    ]
    return [section for section in sections if len(section.body)]


def write_text(sections: Sequence[Section], lang: str = "en", columns: int = 0) -> str:
    """Return sections as text for a terminal, fitted to its width."""
    room = columns or terminal_width()
    blocks = []
    for section in sections:
        if isinstance(section.body, Rows):
            body = write_table(section.body, lang=lang, columns=room - 2)
            lines = [f"  {line}".rstrip() for line in body.splitlines()]
        else:
            lines = [wrap(line.text, room, "  " * (line.depth + 1)) for line in section.body]
        blocks.append("\n".join([section.title, *lines]) + "\n")
    return "\n".join(blocks)


def write_markdown_sections(sections: Sequence[Section], lang: str = "en") -> str:
    """Return sections as Markdown: headings, lists, tables."""
    blocks = []
    for place, section in enumerate(sections):
        if isinstance(section.body, Rows):
            body = write_markdown(section.body, lang=lang)
        else:
            lines = (f"{'  ' * line.depth}- {markdown_text(line.text)}\n" for line in section.body)
            body = "".join(lines)
        blocks.append(f"{'#' if place == 0 else '##'} {markdown_text(section.title)}\n\n{body}")
    return "\n".join(blocks)


def statement_lines(
    graph: Graph, statement: Statement, lang: str, depth: int = 0
) -> Iterator[Line]:
    """Yield a statement in words, then its quotations, remarks and printed form below it."""
    yield Line(depth, sentence(graph, statement, lang))
    for text in evidence_lines(graph, statement, lang):
        yield Line(depth + 1, text)
    for text in statement.printed:
        yield Line(depth + 1, phrase("ask.card.as_printed", lang, text=clean(text)))
    if statement.defect:
        defect = clean(graph.label(statement.defect, lang))
        yield Line(depth + 1, phrase("ask.card.defect", lang, text=defect))
    for text in statement.usual:
        yield Line(depth + 1, phrase("ask.card.usual", lang, text=clean(text)))
    for text in statement.notes:
        yield Line(depth + 1, phrase("ask.card.note", lang, text=clean(text)))
    if standing := standing_text(graph, statement, lang):
        yield Line(depth + 1, standing)


def _statement_lines(
    graph: Graph, statements: Sequence[Statement], lang: str, limit: int
) -> list[Line]:
    shown = statements[:limit] if limit else statements
    lines = [line for one in shown for line in statement_lines(graph, one, lang)]
    return lines + _rest(len(statements) - len(shown), lang)


def _name_line(name: Name, lang: str) -> Line:
    remarks = []
    if name.printed_by == "ours":
        remarks.append(phrase("ask.card.ours", lang))
    elif name.printed_by:
        remarks.append(phrase("ask.card.printed_by", lang, source=clean(name.printed_by)))
    remarks += [] if name.main else [phrase("ask.card.also", lang)]
    said = joined("comma", lang, remarks)
    text = f"{fit(clean(name.language) or '–', 8)} {clean(name.text)}"
    return Line(0, text + (phrase("ask.card.remarks", lang, remarks=said) if said else ""))


def _fact_lines(
    graph: Graph, facts: Sequence[Fact], lang: str, limit: int, *, outgoing: bool
) -> list[Line]:
    shown = facts[:limit] if limit else facts
    return [_fact_line(graph, fact, lang, outgoing) for fact in shown] + _rest(
        len(facts) - len(shown), lang
    )


def _fact_line(graph: Graph, fact: Fact, lang: str, outgoing: bool) -> Line:
    verb = clean(graph.label(fact.triple.predicate, lang))
    other = fact.triple.object if outgoing else fact.triple.subject
    text = cell_text(graph, other, lang)
    short_name = clean(short(other))
    name = f" [{short_name}]" if isinstance(other, NamedNode) and short_name != text else ""
    sign = f"{verb} → {text}{name}" if outgoing else f"{text}{name} → {verb}"
    return Line(0, sign + (phrase("ask.card.derived", lang) if fact.derived else ""))


def _numbers(graph: Graph, card: Card, lang: str, limit: int) -> Rows:
    columns = ("indicator", "of", "time", "place", "value", "unit", "printed", "source")
    shown = card.observations[:limit] if limit else card.observations
    return Rows(columns, [_number(graph, one, lang) for one in shown], graph)


def _number(graph: Graph, statement: Statement, lang: str) -> list[Literal | NamedNode | None]:
    def name(*iris: str) -> Literal:
        return Literal(joined("list", lang, (graph.label(iri, lang) for iri in iris if iri)))

    number = number_text(statement.value, lang)
    about = cell_text(graph, statement.subject, lang)
    return [
        Literal(cell_text(graph, statement.object, lang)),
        Literal(about),
        name(*statement.times),
        name(*statement.places),
        Literal(bounded(graph, statement, number, lang)),
        name(statement.unit),
        Literal(joined("semicolon", lang, statement.printed)),
        name(statement.source, *statement.attributed),
    ]


def _discrepancy_lines(graph: Graph, card: Card, lang: str, limit: int) -> list[Line]:
    shown = card.discrepancies[:limit] if limit else card.discrepancies
    lines = []
    for one in shown:
        words, title = (clean(in_language(text, lang)) for text in (one.words, one.titles))
        lines += [Line(0, f"{title} [{shorten(one.iri)}]"), Line(1, words)]
        lines += [Line(1, clean(verdict_text(graph, verdict, lang))) for verdict in one.verdicts]
    return lines + _rest(len(card.discrepancies) - len(shown), lang)


def _rest(count: int, lang: str) -> list[Line]:
    return [Line(0, phrase("ask.card.rest", lang, count=count))] if count > 0 else []
