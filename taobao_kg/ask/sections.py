"""Cards and reasons as sections of lines, and sections as text or Markdown."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.card import Card, Fact, Name
from taobao_kg.ask.citing import evidence_lines, sentence
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
    types = ", ".join(clean(graph.label(one, lang)) for one in card.types)
    head = [Line(0, f"{shorten(card.iri)}" + (f" · {types}" if types else ""))]
    claims = _statement_lines(graph, card.claims, lang, limit)
    sections = [
        Section(clean(card.label), head),
        Section(
            "Statement", _statement_lines(graph, (card.itself,) if card.itself else (), lang, 0)
        ),
        Section("Names", [_name_line(name) for name in card.names]),
        Section("What holds of it", _fact_lines(graph, outgoing, lang, limit, outgoing=True)),
        Section("What leads to it", _fact_lines(graph, incoming, lang, limit, outgoing=False)),
        Section(f"Claims ({len(card.claims)})", claims),
        Section(f"Numbers ({len(card.observations)})", _numbers(graph, card, lang, limit)),
        Section(
            f"What does not fit ({len(card.discrepancies)})",
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
        yield Line(depth + 1, f"as printed: {clean(text)}")
    if statement.defect:
        yield Line(depth + 1, f"defect of print: {clean(graph.label(statement.defect, lang))}")
    for text in statement.usual:
        yield Line(depth + 1, f"usual form: {clean(text)}")
    for text in statement.notes:
        yield Line(depth + 1, f"note: {clean(text)}")
    if standing := standing_text(graph, statement, lang):
        yield Line(depth + 1, standing)


def _statement_lines(
    graph: Graph, statements: Sequence[Statement], lang: str, limit: int
) -> list[Line]:
    shown = statements[:limit] if limit else statements
    lines = [line for one in shown for line in statement_lines(graph, one, lang)]
    return lines + _rest(len(statements) - len(shown))


def _name_line(name: Name) -> Line:
    printed = f"printed by {clean(name.printed_by)}" if name.printed_by else ""
    remarks = ["our wording" if name.printed_by == "ours" else printed, "" if name.main else "also"]
    said = ", ".join(filter(None, remarks))
    text = f"{fit(clean(name.language) or '–', 8)} {clean(name.text)}"
    return Line(0, f"{text} ({said})" if said else text)


def _fact_lines(
    graph: Graph, facts: Sequence[Fact], lang: str, limit: int, *, outgoing: bool
) -> list[Line]:
    shown = facts[:limit] if limit else facts
    return [_fact_line(graph, fact, lang, outgoing) for fact in shown] + _rest(
        len(facts) - len(shown)
    )


def _fact_line(graph: Graph, fact: Fact, lang: str, outgoing: bool) -> Line:
    verb = clean(graph.label(fact.triple.predicate, lang))
    other = fact.triple.object if outgoing else fact.triple.subject
    text = cell_text(graph, other, lang)
    short_name = clean(short(other))
    name = f" [{short_name}]" if isinstance(other, NamedNode) and short_name != text else ""
    sign = f"{verb} → {text}{name}" if outgoing else f"{text}{name} → {verb}"
    return Line(0, sign + (" (derived)" if fact.derived else ""))


def _numbers(graph: Graph, card: Card, lang: str, limit: int) -> Rows:
    columns = ("indicator", "of", "time", "place", "value", "unit", "printed", "source")
    shown = card.observations[:limit] if limit else card.observations
    return Rows(columns, [_number(graph, one, lang) for one in shown], graph)


def _number(graph: Graph, statement: Statement, lang: str) -> list[Literal | NamedNode | None]:
    def name(*iris: str) -> Literal:
        return Literal(", ".join(graph.label(iri, lang) for iri in iris if iri))

    bound = "" if statement.bound in ("", "exact") else f"{statement.bound} "
    about = cell_text(graph, statement.subject, lang)
    return [
        Literal(cell_text(graph, statement.object, lang)),
        Literal(about),
        name(*statement.times),
        name(*statement.places),
        Literal(bound + statement.value),
        name(statement.unit),
        Literal("; ".join(statement.printed)),
        name(statement.source, *statement.attributed),
    ]


def _discrepancy_lines(graph: Graph, card: Card, lang: str, limit: int) -> list[Line]:
    shown = card.discrepancies[:limit] if limit else card.discrepancies
    lines = []
    for one in shown:
        words, title = (clean(in_language(text, lang)) for text in (one.words, one.titles))
        lines += [Line(0, f"{title} [{shorten(one.iri)}]"), Line(1, words)]
        lines += [Line(1, clean(verdict_text(graph, verdict, lang))) for verdict in one.verdicts]
    return lines + _rest(len(card.discrepancies) - len(shown))


def _rest(count: int) -> list[Line]:
    return [Line(0, f"… and {count} more; --limit 0 shows all")] if count > 0 else []
