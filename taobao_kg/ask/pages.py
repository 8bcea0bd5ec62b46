"""Pages: cards and reasons as text, Markdown or JSON, and answers as HTML for notebooks."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from taobao_kg.ask.footers import with_footer
from taobao_kg.ask.results import Rows, Triples, short
from taobao_kg.ask.sections import Section, card_sections, write_markdown_sections, write_text
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.words.catalogue import phrase
from taobao_kg.words.languages import TAGS, read_language

if TYPE_CHECKING:
    from markupsafe import Markup

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
        form: one of `PAGE_FORMATS`, or ``html`` for a notebook.
        lang: ``en``, ``id`` or ``zh``.
        limit: how many triples, claims and numbers to show of each; 0 for all.
    """
    if form == "json":
        from taobao_kg.ask.card_data import card_as_data

        return _json(card_as_data(card))
    return _write_sections(card_sections(graph, card, lang, limit), form, lang)


def write_reason(graph: Graph, reason: "Reason", form: str = "text", *, lang: str = "en") -> str:
    """Return a reason as a page; see `write_card` for the arguments."""
    from taobao_kg.ask.reason_sections import reason_as_data, reason_sections

    if form == "json":
        return _json(reason_as_data(reason))
    return _write_sections(reason_sections(graph, reason, lang), form, lang)


def _write_sections(sections: Sequence[Section], form: str, lang: str) -> str:
    if form == "text":
        return write_text(sections, lang)
    if form == "html":
        parts = [
            (title, (), rows_as_html(body, lang)) if isinstance(body, Rows) else (title, body, None)
            for title, body in sections
        ]
        return render("page.html", sections=parts, tag=TAGS[lang])
    return write_markdown_sections(sections, lang)


def rows_as_html(rows: Rows, lang: str = "en") -> "Markup":
    """Return rows as an HTML table; every text of the graph is escaped, links are only http(s)."""
    from taobao_kg.ask.tables import headings, shown_cells, shown_columns

    places = shown_columns(rows)
    cells = [
        list(
            zip(shown_cells(rows, row, lang), [_link(row[place]) for place in places], strict=True)
        )
        for row in rows[:_SHOWN_ROWS]
    ]
    more = _more(len(rows) - len(cells), lang)
    return render("rows.html", names=headings(rows, lang), rows=cells, more=more)


def triples_as_html(triples: Triples) -> "Markup":
    """Return triples as an HTML table of short names; as safe as `rows_as_html`."""
    cells = [
        [(short(part), _link(part)) for part in (triple.subject, triple.predicate, triple.object)]
        for triple in triples[:_SHOWN_ROWS]
    ]
    names = ("subject", "predicate", "object")
    more = _more(len(triples) - len(cells), "en")
    return render("rows.html", names=names, rows=cells, more=more)


def summary_as_html(counts: dict[str, int]) -> str:
    """Return what a graph holds as an HTML table: names of named graphs and their triples."""
    return render("summary.html", counts=counts)


def _more(count: int, lang: str) -> str:
    return phrase("ask.more_rows", lang, count=count) if count else ""


def _link(cell: object) -> str:
    address = str(getattr(cell, "value", ""))
    is_iri = type(cell).__name__ == "NamedNode"
    return address if is_iri and address.startswith(("http://", "https://")) else ""


def render(template: str, **values: object) -> "Markup":
    """Return a filled template; the result is marked as HTML, so that another takes it as it is."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    loader = PackageLoader("taobao_kg.ask", "templates")
    page = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return Markup(page.get_template(template).render(**values))  # noqa: S704 - escaped above


def _json(data: object) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


class Page:
    """A card or a reason, ready to print; a notebook shows it as HTML.

    Attributes:
        data: the `taobao_kg.ask.card.Card` or `taobao_kg.ask.reasons.Reason`.
    """

    def __init__(self, data: "Card | Reason", write: Callable[[str], str]) -> None:
        self.data = data
        self._write = write

    def __repr__(self) -> str:
        return self._write("text")

    def _repr_html_(self) -> str:
        return self._write("html")

    def _repr_markdown_(self) -> str:
        return self._write("md")

    def to_json(self) -> str:
        """Return all of it as JSON."""
        return self._write("json")


def card_page(graph: Graph, card: "Card", lang: str, limit: int) -> Page:
    """Return a card as a page.

    Raises:
        UsageError: for an unknown language.
    """
    read_language(lang)
    return Page(
        card,
        lambda form: with_footer(
            write_card(graph, card, form, lang=lang, limit=limit), graph, form, lang
        ),
    )


def reason_page(graph: Graph, reason: "Reason", lang: str) -> Page:
    """Return a reason as a page.

    Raises:
        UsageError: for an unknown language.
    """
    read_language(lang)
    return Page(
        reason,
        lambda form: with_footer(write_reason(graph, reason, form, lang=lang), graph, form, lang),
    )
