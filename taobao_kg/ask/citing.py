"""Citing: the evidence behind a row or a triple, in words and as columns."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.ask.results import STATEMENT_COLUMNS, Rows, short
from taobao_kg.ask.screen import clean
from taobao_kg.ask.statements import Quote, Statement, is_statement
from taobao_kg.engines.embedded import Term
from taobao_kg.graph import Graph
from taobao_kg.vocab import TKG, shorten, term
from taobao_kg.words.catalogue import joined, phrase
from taobao_kg.words.numbers import Unit, number_text, write_amount

#: What ``--why`` adds to csv, tsv, xml and json, in this order.
EVIDENCE_COLUMNS = (
    "why_statement",
    "why_source",
    "why_attributed_to",
    "why_stance",
    "why_section",
    "why_page",
    "why_quotation",
    "why_start",
    "why_end",
)
#: What it adds behind these to the rows of a query: the rules that lead from the statement to the
#: row, and what of the query no statement shows.
REASON_COLUMNS = ("why_rules", "why_unexplained")


class Citation(NamedTuple):
    """One quotation of one statement, every part as text; empty where the data has nothing."""

    statement: str
    source: str
    attributed_to: str
    stance: str
    section: str
    page: str
    quotation: str
    start: str
    end: str


def statement_column(columns: Sequence[str]) -> int | None:
    """Return the place of the column that names statements, or None."""
    return next((place for place, name in enumerate(columns) if name in STATEMENT_COLUMNS), None)


def statements_named(cell: Term | None) -> list[str]:
    """Return the IRIs a cell of a column of statements names."""
    return str(cell.value).split() if isinstance(cell, NamedNode | Literal) else []


def citations(statement: Statement) -> list[Citation]:
    """Return one citation a quotation; one without a quotation where the data has none."""
    nothing = Quote(statement.source, "", None, None, "", "", "")
    return [
        Citation(
            statement=statement.iri,
            source=statement.source or quote.source,
            attributed_to=" ".join(statement.attributed),
            stance=statement.stance,
            section=quote.section,
            page=quote.page,
            quotation=quote.text,
            start="" if quote.start is None else str(quote.start),
            end="" if quote.end is None else str(quote.end),
        )
        for quote in statement.quotes or (nothing,)
    ]


def with_evidence(rows: Rows, lang: str = "en") -> Rows:
    """Return rows with `EVIDENCE_COLUMNS` added; a row is repeated for each quotation behind it.

    Rows that answer a query have `REASON_COLUMNS`, too.

    Args:
        rows: an answer.
        lang: ``en``, ``id`` or ``zh``, of what is said about what is not explained.
    """
    from taobao_kg.ask.why.explaining import explain_rows
    from taobao_kg.ask.why.wording import unexplained_text

    columns = EVIDENCE_COLUMNS + (REASON_COLUMNS if rows.query is not None else ())
    extended: list[list[Term | None]] = []
    for why in explain_rows(rows, lang):
        doubts = joined("semicolon", lang, (unexplained_text(one, lang) for one in why.unexplained))
        added: list[tuple[str, ...]] = [
            (*citation, " ".join(why.rules.get(statement.iri, ())), doubts)
            for statement in why
            for citation in citations(statement)
        ] or [("",) * len(EVIDENCE_COLUMNS) + ("", doubts)]
        extended += [
            [*why.row, *(Literal(part) if part else None for part in more[: len(columns)])]
            for more in added
        ]
    return Rows([*rows.columns, *columns], extended, rows.graph)


def sentence(graph: Graph, statement: Statement, lang: str = "en") -> str:
    """Return what a statement says, on one line: things by their labels, time and place last."""
    parts = [_name(graph, statement.subject, lang)]
    if statement.value:
        amount = amount_text(graph, statement, lang)
        parts.append(f"{_name(graph, statement.object, lang)} = {amount}")
    else:
        parts += [_name(graph, statement.predicate, lang), _name(graph, statement.object, lang)]
    when = [graph.label(iri, lang) for iri in (*statement.times, *statement.places)]
    said = phrase("ask.evidence.when", lang, when=joined("list", lang, when)) if when else ""
    return clean(" · ".join(parts) + said)


def amount_text(graph: Graph, statement: Statement, lang: str = "en") -> str:
    """Return the number of an observation with its unit and its bound, as a language has them."""
    amount = number_text(statement.value, lang)
    if statement.unit:
        unit = Unit(
            graph.label(statement.unit, lang),
            _literal(graph, statement.unit, "tkg:symbol"),
            _literal(graph, statement.unit, "tkg:dimension"),
        )
        amount = write_amount(amount, unit, lang)
    return bounded(graph, statement, amount, lang)


def bounded(graph: Graph, statement: Statement, amount: str, lang: str) -> str:
    """Return an amount with the label of its bound; what is exact is only itself."""
    if statement.bound in ("", "exact"):
        return amount
    bound = graph.label(TKG + statement.bound, lang)
    return phrase("ask.evidence.bounded", lang, bound=bound, amount=amount)


def triple_text(triple: Triple) -> str:
    """Return a triple as a person types it, on one line."""
    parts = (triple.subject, triple.predicate, triple.object)
    return clean(" ".join(short(part) for part in parts))


def triple_sentence(graph: Graph, triple: Triple, lang: str = "en") -> str:
    """Return a triple in words, by the labels of its parts, on one line."""
    parts = (triple.subject, triple.predicate, triple.object)
    return clean(" · ".join(_name(graph, part, lang) for part in parts))


def citation_line(graph: Graph, statement: Statement, quote: Quote, lang: str = "en") -> str:
    """Return where a statement is said: source, section, page, offsets, cited work, stance."""
    parts = [graph.label(statement.source or quote.source, lang)]
    if quote.section:
        parts.append(phrase("ask.evidence.section", lang, name=quote.section))
    if quote.page:
        parts.append(phrase("ask.evidence.page", lang, number=quote.page))
    if quote.locator:
        parts.append(quote.locator)
    if quote.start is not None and quote.end is not None:
        parts.append(phrase("ask.evidence.characters", lang, start=quote.start, end=quote.end))
    if statement.attributed:
        works = joined("semicolon", lang, (graph.label(iri, lang) for iri in statement.attributed))
        parts.append(phrase("ask.evidence.citing", lang, works=works))
    if statement.stance:
        parts.append(graph.label(TKG + statement.stance, lang))
    return clean(joined("comma", lang, parts) + f" [{shorten(statement.iri)}]")


def evidence_lines(graph: Graph, statement: Statement, lang: str = "en") -> list[str]:
    """Return, a quotation at a time, the quotation in quotation marks and where it stands."""
    lines = []
    for quote in statement.quotes or (Quote(statement.source, "", None, None, "", "", ""),):
        if quote.text:
            lines.append(f"“{clean(quote.text)}”")
        lines.append(f"— {citation_line(graph, statement, quote, lang)}")
    return lines


def _literal(graph: Graph, iri: str, name: str) -> str:
    found = (triple.object for triple in graph.triples(iri, term(name)))
    return min((node.value for node in found if isinstance(node, Literal)), default="")


def _name(graph: Graph, node: Term | None, lang: str) -> str:
    if isinstance(node, NamedNode):
        return graph.label(node, lang)
    return str(node.value) if isinstance(node, Literal) else "?"


def statements_fitting(graph: Graph, row: Iterable[Term | None]) -> set[str]:
    """Return the IRIs of the statements in a row, else of those that have two parts there."""
    cells = [cell for cell in row if isinstance(cell, NamedNode | Literal)]
    first = _having(graph, cells, ("rdf:subject", "tkg:about"))
    second = _having(graph, cells, ("rdf:object", "tkg:value"))
    itself = {str(c.value) for c in cells if isinstance(c, NamedNode) and is_statement(c.value)}
    return itself or (first & second)


def _having(graph: Graph, cells: list[NamedNode | Literal], roles: tuple[str, str]) -> set[str]:
    return {
        triple.subject.value
        for cell in cells
        for role in roles
        for triple in graph.triples(p=term(role), o=cell)
        if isinstance(triple.subject, NamedNode)
    }
