"""Reports on dependence: tables to read, rows as data, and all of it as JSON."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.dependence import Dependence, Fate
from taobao_kg.ask.footers import with_footer
from taobao_kg.ask.results import Rows, lexical
from taobao_kg.ask.tables import cell_text, shown_columns, write_markdown, write_table
from taobao_kg.engines.embedded import Term
from taobao_kg.vocab import shorten, term
from taobao_kg.words.catalogue import joined, phrase
from taobao_kg.words.numbers import write_digits

FORMATS = ("table", "md", "csv", "tsv", "json")
_EFFECTS = ("gone", "changed", "new")


class Report:
    """Dependence ready to print; a notebook shows its tables.

    Attributes:
        data: the `taobao_kg.ask.dependence.Dependence`.
        lang: ``en``, ``id`` or ``zh``.
    """

    def __init__(self, data: Dependence, lang: str = "en") -> None:
        self.data = data
        self.lang = lang

    @property
    def rows(self) -> Rows:
        """What becomes of each row; see `fates_as_rows`."""
        return fates_as_rows(self.data)

    @property
    def sources(self) -> Rows:
        """What leaving out each source does; see `effects_as_rows`."""
        return effects_as_rows(self.data)

    def __repr__(self) -> str:
        return self._write("table")

    def _repr_markdown_(self) -> str:
        return self._write("md")

    def to_json(self) -> str:
        """Return all of it as JSON."""
        return write_dependence(self.data, "json")

    def _write(self, form: str) -> str:
        text = write_dependence(self.data, form, self.lang)
        return with_footer(text, self.data.answer.graph, form, self.lang)


def write_dependence(found: Dependence, form: str | None, lang: str = "en") -> str:
    """Return a report.

    Args:
        found: see `taobao_kg.ask.dependence.find_dependence`.
        form: one of `FORMATS`; None for csv. ``table`` and ``md`` leave out what stays the same,
            csv and tsv hold all rows, json the sources as well.
        lang: ``en``, ``id`` or ``zh``, for people.
    """
    if form in ("table", "md"):
        return _write_pages(found, form, lang)
    if form == "json":
        from taobao_kg.ask.exchange import json_text

        return json_text(dependence_as_data(found))
    from taobao_kg.ask.sheets import write_separated

    return write_separated(fates_as_rows(found), "\t" if form == "tsv" else ",", False)


def fates_as_rows(found: Dependence) -> Rows:
    """Return what becomes of each row, as data.

    Columns: those of the answer; ``rank``, ``rank_least``, ``rank_most``; of each number its
    ``_least`` and ``_most``; ``gone_without``, ``changed_without``, ``only_without``: short names
    of sources, joined by blanks.
    """
    shown = [found.answer.columns[place] for place in shown_columns(found.answer)]
    columns = [*shown, *(["rank", "rank_least", "rank_most"] if found.ranking else [])]
    columns += [f"{name}_{end}" for name in found.numbers for end in ("least", "most")]
    columns += ["gone_without", "changed_without", "only_without"]
    rows = []
    for fate in found.fates:
        cells: list[Term | None] = [fate.row[name] for name in shown]
        if found.ranking:
            cells += [_whole(rank) for rank in (fate.rank, *(fate.ranks or (None, None)))]
        for name in found.numbers:
            cells += [_decimal(number) for number in fate.spans.get(name, (None, None))]
        cells += [Literal(_names(some)) for some in (fate.gone, fate.changed, fate.new)]
        rows.append(cells)
    return Rows(columns, rows, found.answer.graph)


def effects_as_rows(found: Dependence) -> Rows:
    """Return what leaving out each source does, as data: source, lost, gone, changed, new."""
    rows = [
        [NamedNode(one.source), *map(_whole, (one.lost, one.gone, one.changed, one.new))]
        for one in found.effects
    ]
    return Rows(("source", "lost", *_EFFECTS), rows, found.answer.graph)


def dependence_as_data(found: Dependence) -> dict[str, object]:
    """Return all of it for JSON; terms as their text, numbers of the answer as texts too."""
    shown = [found.answer.columns[place] for place in shown_columns(found.answer)]
    return {
        "only_sources_behind": found.shown,
        "ranked_by": found.ranking.column if found.ranking else None,
        "sources": [one._asdict() for one in found.effects],
        "rows": [
            {
                "row": {
                    name: lexical(fate.row[name]) for name in shown if fate.row[name] is not None
                },
                "rank": fate.rank,
                "ranks": fate.ranks,
                "numbers": {name: [_text(n) for n in span] for name, span in fate.spans.items()},
                "gone_without": fate.gone,
                "changed_without": fate.changed,
                "only_without": fate.new,
            }
            for fate in found.fates
        ],
    }


def _write_pages(found: Dependence, form: str, lang: str) -> str:
    write = write_table if form == "table" else write_markdown
    telling = [one for one in found.effects if one.gone or one.changed or one.new]
    moving = [fate for fate in found.fates if not fate.stands]
    intro = phrase(
        "ask.dependence.shown" if found.shown else "ask.dependence.hidden",
        lang,
        sources=write_digits(len(found.effects), lang),
    )
    parts = [intro + "\n"]
    if telling:
        effects = effects_as_rows(found._replace(effects=telling))
        names = [
            phrase(f"ask.dependence.columns.{name}", lang) for name in ("source", "lost", *_EFFECTS)
        ]
        parts.append(write(Rows(names, effects, found.answer.graph), lang=lang))
    if rest := len(found.effects) - len(telling):
        parts.append(phrase("ask.dependence.same", lang, count=rest) + "\n")
    if moving:
        parts.append(write(_readable(found, moving, lang), lang=lang))
    rest, every = len(found.fates) - len(moving), len(found.answer)
    stand = phrase("ask.dependence.stand", lang, count=rest, all=write_digits(every, lang))
    parts.append(stand + "\n")
    return "\n".join(parts)


def _readable(found: Dependence, fates: Iterable[Fate], lang: str) -> Rows:
    """Return rows for people: a number with its span behind it, sources by their labels."""
    graph = found.answer.graph
    shown = [found.answer.columns[place] for place in shown_columns(found.answer)]
    columns = [phrase("ask.dependence.rank", lang)] if found.ranking else []
    columns += [*shown, *(phrase(f"ask.dependence.row.{name}", lang) for name in _EFFECTS)]
    rows: list[list[Term | None]] = []
    for fate in fates:
        cells: list[Term | None] = []
        if found.ranking:
            rank = "" if fate.rank is None else str(fate.rank)
            cells.append(Literal(_with_span(rank, fate.ranks and [*map(str, fate.ranks)])))
        for name in shown:
            span = fate.spans.get(name)
            text = cell_text(graph, fate.row[name], lang)
            cells.append(Literal(_with_span(text, [*map(_text, span)])) if span else fate.row[name])
        cells += [
            Literal(
                joined("semicolon", lang, (cell_text(graph, NamedNode(s), lang) for s in sources))
            )
            for sources in (fate.gone, fate.changed, fate.new)
        ]
        rows.append(cells)
    return Rows(columns, rows, graph)


def _with_span(text: str, span: Sequence[str] | None) -> str:
    """Return a number with its span: ``2 (1–3)``; alone where there is no other.

    >>> _with_span("2", ["1", "3"]), _with_span("2", ["2", "2"]), _with_span("", ["1", "1"])
    ('2 (1–3)', '2', '(1)')
    """
    if not span or (text and span[0] == span[1]):
        return text
    reach = span[0] if span[0] == span[1] else f"{span[0]}–{span[1]}"
    return f"{text} ({reach})".strip()


def _names(sources: Iterable[str]) -> str:
    return " ".join(shorten(source) for source in sources)


def _whole(number: int | None) -> Literal | None:
    return None if number is None else Literal(str(number), datatype=term("xsd:integer"))


def _decimal(number: Decimal | None) -> Literal | None:
    return None if number is None else Literal(_text(number), datatype=term("xsd:decimal"))


def _text(number: Decimal) -> str:
    return f"{number:f}"
