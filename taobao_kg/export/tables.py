"""The graph as tables of statements, entities, sources and discrepancies, described as CSVW."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import NamedNode

from taobao_kg.export.choice import Choice, chosen_triples
from taobao_kg.export.columns import DISCREPANCIES, ENTITIES, SOURCES, STATEMENTS, Column
from taobao_kg.export.subjects import Subjects
from taobao_kg.graph import Graph
from taobao_kg.vocab import KINDS, shorten

#: What lies between several values in one cell.
SEPARATOR = " | "
#: Signs that make a spreadsheet run a cell as a formula (OWASP, "CSV Injection").
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class Table(NamedTuple):
    """One table: its name, what a row is, its columns, and the kinds of things that get a row."""

    name: str
    summary: str
    columns: tuple[Column, ...]
    kinds: tuple[str, ...]


TABLES = (
    Table(
        "statements",
        "One row a claim or observation: what a source says, with the words that say it.",
        STATEMENTS,
        ("claim", "observation"),
    ),
    Table(
        "entities",
        "One row a thing: actors, policies, places, concepts, years, indicators and so on.",
        ENTITIES,
        KINDS[: KINDS.index("source")],
    ),
    Table("sources", "One row a source: the paper and every work it cites.", SOURCES, ("source",)),
    Table(
        "discrepancies",
        "One row a discrepancy: what does not fit in what sources say, as a rule found it.",
        DISCREPANCIES,
        ("discrepancy",),
    ),
)


def write_tables(graph: Graph, choice: Choice, *, safe: bool = False) -> dict[str, str]:
    """Return the CSV tables and ``csv-metadata.json``, by file name; statements come first.

    Args:
        graph: where they are read.
        choice: which named graphs rows are taken from; labels come from everywhere.
        safe: put an apostrophe before cells that a spreadsheet would run as a formula.
    """
    chosen, everything = read_subjects(graph, choice)
    files = {f"{t.name}.csv": _write_csv(t, chosen, everything, safe) for t in TABLES}
    files["csv-metadata.json"] = (
        json.dumps(describe_tables(graph), ensure_ascii=False, indent=1) + "\n"
    )
    return files


def write_safe_tables(graph: Graph, choice: Choice) -> dict[str, str]:
    """Return the tables for spreadsheets: like `write_tables`, formulas disarmed."""
    return write_tables(graph, choice, safe=True)


def write_statements(graph: Graph, choice: Choice) -> str:
    """Return the table of statements alone."""
    return _write_csv(TABLES[0], *read_subjects(graph, choice), safe=False)


def write_safe_statements(graph: Graph, choice: Choice) -> str:
    """Return the table of statements for spreadsheets, formulas disarmed."""
    return _write_csv(TABLES[0], *read_subjects(graph, choice), safe=True)


def describe_tables(graph: Graph) -> dict[str, object]:
    """Return the CSVW description (W3C, Metadata Vocabulary for Tabular Data) of the tables."""
    about = {} if graph.lens.is_all else {"dc:description": graph.lens.footer()}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:license": {"@id": LICENCE},
        **about,
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:description": table.summary,
                "tableSchema": {
                    "columns": [column.describe(SEPARATOR) for column in table.columns],
                    "primaryKey": table.columns[0].name,
                },
            }
            for table in TABLES
        ],
    }


def read_subjects(graph: Graph, choice: Choice) -> tuple[Subjects, Subjects]:
    """Return what the chosen graphs say, and what all graphs say, for the labels."""
    chosen = Subjects(chosen_triples(graph, choice._replace(lens=True)))
    if not choice.graphs:
        return chosen, chosen
    return chosen, Subjects(chosen_triples(graph, Choice(lens=True)))


def rows_of(table: Table, chosen: Subjects) -> Iterator[NamedNode]:
    """Yield the things that have a row in a table, 2 before 10."""
    for thing in chosen.sorted():
        if shorten(thing.value).partition(":")[0] in table.kinds:
            yield thing


def _write_csv(table: Table, chosen: Subjects, everything: Subjects, safe: bool) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")  # RFC 4180
    writer.writerow([column.name for column in table.columns])
    for thing in rows_of(table, chosen):
        row = [column.texts(everything, thing) for column in table.columns]
        writer.writerow(list(_cells(row, safe)))
    return text.getvalue()


def _cells(row: Iterable[Iterable[str]], safe: bool) -> Iterator[str]:
    for values in row:
        cell = SEPARATOR.join(values)
        formula = safe and cell.startswith(FORMULA_SIGNS)
        yield f"'{cell}" if formula else cell
