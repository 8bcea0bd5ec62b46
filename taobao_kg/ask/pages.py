"""Pages: cards and reasons as text, Markdown or JSON, and rows as HTML for notebooks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from taobao_kg.ask.results import Rows
from taobao_kg.ask.sections import card_sections, write_markdown_sections, write_text
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph

if TYPE_CHECKING:
    from taobao_kg.ask.card import Card
    from taobao_kg.ask.reasons import Reason

PAGE_FORMATS = ("text", "md", "json")
_ENDINGS = {"txt": "text", "md": "md", "json": "json"}
#: Rows a notebook shows of a longer answer.
_SHOWN_ROWS = 200


def choose_page(wanted: str | None, output: str) -> str:
    """Return the format of a page: the one asked for, or by the ending of the file, else text.

    Raises:
        UsageError: when the ending of the file means no format.
    """
    if wanted or output == "-":
        return wanted or "text"
    ending = output.rpartition(".")[2].lower()
    if ending not in _ENDINGS:
        raise UsageError(f"{output}: no format goes with that ending (txt, md, json); add --format")
    return _ENDINGS[ending]


def write_card(
    graph: Graph, card: "Card", form: str = "text", *, lang: str = "en", limit: int = 20
) -> str:
    """Return a card as a page; JSON always holds all of it.

    Args:
        graph: where labels are.
        card: see `taobao_kg.ask.card`.
        form: one of `PAGE_FORMATS`.
        lang: ``en``, ``id`` or ``zh``.
        limit: how many triples, claims and numbers to show of each; 0 for all.
    """
    if form == "json":
        from taobao_kg.ask.card_data import card_as_data

        return _json(card_as_data(card))
    sections = card_sections(graph, card, lang, limit)
    return write_text(sections, lang) if form == "text" else write_markdown_sections(sections, lang)


def write_reason(graph: Graph, reason: "Reason", form: str = "text", *, lang: str = "en") -> str:
    """Return a reason as a page; see `write_card` for the arguments."""
    from taobao_kg.ask.reason_sections import reason_as_data, reason_sections

    if form == "json":
        return _json(reason_as_data(reason))
    sections = reason_sections(graph, reason, lang)
    return write_text(sections, lang) if form == "text" else write_markdown_sections(sections, lang)


def rows_as_html(rows: Rows, lang: str = "en") -> str:
    """Return rows as an HTML table; every text of the graph is escaped, links are only http(s)."""
    from taobao_kg.ask.tables import shown_cells, shown_columns

    places = shown_columns(rows)
    cells = [
        list(
            zip(shown_cells(rows, row, lang), [_link(row[place]) for place in places], strict=True)
        )
        for row in rows[:_SHOWN_ROWS]
    ]
    names = [rows.columns[place] for place in places]
    return _render("rows.html", names=names, rows=cells, left_out=len(rows) - len(cells))


def summary_as_html(counts: dict[str, int]) -> str:
    """Return what a graph holds as an HTML table: names of named graphs and their triples."""
    return _render("summary.html", counts=counts)


def _link(cell: object) -> str:
    address = str(getattr(cell, "value", ""))
    is_iri = type(cell).__name__ == "NamedNode"
    return address if is_iri and address.startswith(("http://", "https://")) else ""


def _render(template: str, **values: object) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("taobao_kg.ask", "templates")
    page = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return page.get_template(template).render(**values)


def _json(data: object) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


class Page:
    """A card or a reason, ready to print; in a notebook it is shown as Markdown.

    Attributes:
        data: the `taobao_kg.ask.card.Card` or `taobao_kg.ask.reasons.Reason`.
    """

    def __init__(self, data: "Card | Reason", write: Callable[[str], str]) -> None:
        self.data = data
        self._write = write

    def __repr__(self) -> str:
        return self._write("text")

    def _repr_markdown_(self) -> str:
        return self._write("md")

    def to_json(self) -> str:
        """Return all of it as JSON."""
        return self._write("json")


def card_page(graph: Graph, card: "Card", lang: str, limit: int) -> Page:
    """Return a card as a page."""
    return Page(card, lambda form: write_card(graph, card, form, lang=lang, limit=limit))


def reason_page(graph: Graph, reason: "Reason", lang: str) -> Page:
    """Return a reason as a page."""
    return Page(reason, lambda form: write_reason(graph, reason, form, lang=lang))
