"""The ledger: which row made which statements, so that a changed row changes only these."""

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from taobao_kg.curate.sheets import Row
from taobao_kg.errors import DataError
from taobao_kg.folders import show_path

#: The folder of the ledgers in the data folder.
LEDGERS = "ledgers"
_HEAD = "row\tmade"


def fingerprint(row: Row) -> str:
    """Return twelve hexadecimal digits that tell the content of a row from that of others."""
    content = "\x1f".join(f"{name}\x1e{text}" for name, text in sorted(row.cells.items()))
    return sha256(content.encode()).hexdigest()[:12]


class Ledger:
    """One sheet of a set: its rows in order, and what each made."""

    def __init__(self, path: Path) -> None:
        """Read a ledger; a file that is not there is an empty one.

        Raises:
            DataError: when it cannot be read.
        """
        self.path = path
        self.lines: list[tuple[str, tuple[str, ...]]] = []
        try:
            text = path.read_text(encoding="utf-8") if path.exists() else _HEAD + "\n"
        except (OSError, UnicodeDecodeError) as error:
            raise DataError("cannot be read; restore or remove it", show_path(path)) from error
        for number, line in enumerate(text.splitlines(), start=1):
            mark, tab, made = line.partition("\t")
            if number == 1 and line == _HEAD:
                continue
            if not tab:
                message = "not a line of a ledger; restore the file"
                raise DataError(message, show_path(path), number)
            self.lines.append((mark, tuple(made.split())))

    def pair(self, marks: Sequence[str]) -> list[tuple[str, ...]]:
        """Return for each row, given by its fingerprint in order, what it made the last time.

        A row whose content is known is that row, wherever it stands. Of the others, those between
        the same two known rows belong together in their order: they were changed.
        """
        known = dict(self.lines)
        present = set(marks)
        gone: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        before = ""
        for mark, made in self.lines:
            if mark in present:
                before = mark
            else:
                gone[before].append(made)
        paired: list[tuple[str, ...]] = []
        before = ""
        for mark in marks:
            if mark in known:
                before = mark
                paired.append(known[mark])
            else:
                waiting = gone[before]
                paired.append(waiting.pop(0) if waiting else ())
        return paired

    def missing(self, paired: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """Return what rows made that are in the sheet no more."""
        kept = set(paired)
        return [made for _, made in self.lines if made and made not in kept]

    def text(self, marks: Sequence[str], made: Sequence[Sequence[str]]) -> str:
        """Return the ledger as it is to be written."""
        lines = [f"{mark}\t{' '.join(names)}" for mark, names in zip(marks, made, strict=True)]
        return "\n".join([_HEAD, *lines]) + "\n"
