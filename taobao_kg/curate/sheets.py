"""Sheets: rows of a spreadsheet as a curator filled them."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """One row: its number as spreadsheet programs count, and the cells that are filled."""

    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, str]


class Refusal(NamedTuple):
    """Why a row, or one cell of it, was not taken."""

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        """Return ``sheet:row:column: message``."""
        place = ":".join(part for part in (self.sheet, str(self.row), self.column) if part)
        return f"{place}: {self.message}"


class Sheet(NamedTuple):
    """A sheet that was read."""

    path: Path
    name: str
    kind: str
    rows: list[Row]
    refusals: list[Refusal]


def read_sheet(path: Path, kind: str | None = None) -> Sheet:
    """Thin."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    head = rows[0]
    kinds = {
        "source_id": "sources",
        "policy_id": "policies",
        "actor_id": "actors",
        "indicator": "observations",
        "subject": "claims",
    }
    made = [
        Row(n, {h: c.strip() for h, c in zip(head, r) if c.strip()}, {})
        for n, r in enumerate(rows[1:], 2)
    ]
    return Sheet(path, path.name, kind or kinds[head[0]], made, [])
