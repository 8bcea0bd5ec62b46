"""The XML of one worksheet: cells as they are stored, and merged ranges, in one fast pass.

openpyxl's own ways either hide merged ranges or take fifty times the memory of the file, and ten
times as long. Elements are those of ECMA-376, part 1, 18.3.
"""

from collections.abc import Iterator
from functools import cache
from typing import IO, NamedTuple
from xml.parsers import expat

_CHUNK = 1 << 16
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "


class Stored(NamedTuple):
    """A cell as it is stored.

    Attributes:
        column: counted from 1.
        kind: the type: n, s (a shared text), inlineStr, str, b, e or d.
        style: the number of its style.
        text: what it holds; an empty string where it holds nothing.
        formula: whether it is computed.
    """

    column: int
    kind: str
    style: int
    text: str
    formula: bool


class WorksheetReader:
    """Reads the XML of one worksheet.

    Attributes:
        merged: the merged ranges, such as ``A3:A5``; complete when all rows were read.
    """

    def __init__(self, source: IO[bytes]) -> None:
        self.merged: list[str] = []
        self._source = source
        self._rows: list[tuple[int, list[Stored]]] = []
        self._row: list[Stored] = []
        self._number = self._column = self._style = 0
        self._kind = ""
        self._formula = False
        self._texts: list[str] = []
        self._phonetic = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.EntityDeclHandler = self._refuse

    def read(self) -> Iterator[tuple[int, list[Stored]]]:
        """Yield the number and the cells of each row that is stored.

        Raises:
            ValueError: entities, or a number that is none.
            xml.parsers.expat.ExpatError: not XML.
        """
        while chunk := self._source.read(_CHUNK):
            self._parser.Parse(chunk, False)
            yield from self._rows
            self._rows.clear()
        self._parser.Parse(b"", True)
        yield from self._rows

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.removeprefix(_NAMESPACE)
        if local == "c":
            place = attributes.get("r", "").rstrip("0123456789")
            self._column = column_number(place) if place else self._column + 1
            self._kind = attributes.get("t", "n")
            self._style = int(attributes.get("s", 0))
            self._formula = False
            self._texts = []
        elif local in ("v", "t"):
            if not self._phonetic:
                self._parser.CharacterDataHandler = self._texts.append
        elif local == "f":
            self._formula = True
        elif local == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._column = 0
            self._row = []
        elif local == "rPh":
            self._phonetic += 1
        elif local == "mergeCell":
            self.merged.append(attributes["ref"])

    def _end(self, name: str) -> None:
        local = name.removeprefix(_NAMESPACE)
        if local in ("v", "t"):
            self._parser.CharacterDataHandler = None
        elif local == "c":
            text = "".join(self._texts)
            self._row.append(Stored(self._column, self._kind, self._style, text, self._formula))
        elif local == "row":
            self._rows.append((self._number, self._row))
        elif local == "rPh":
            self._phonetic -= 1

    def _refuse(self, *_declared: object) -> None:
        raise ValueError("it declares entities")


@cache
def column_number(letters: str) -> int:
    """Return which column letters name, counted from 1.

    Raises:
        ValueError: when they are no letters of a column.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError(f"{letters!r} is no column")
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def range_bounds(where: str) -> tuple[int, int, int, int]:
    """Return first column and row, last column and row of a range.

    >>> range_bounds("A3:B5"), range_bounds("C2")
    ((1, 3, 2, 5), (3, 2, 3, 2))
    """
    first, _, last = where.replace("$", "").partition(":")
    bounds = []
    for place in (first, last or first):
        letters = place.rstrip("0123456789")
        bounds += [column_number(letters), int(place[len(letters) :])]
    return (bounds[0], bounds[1], bounds[2], bounds[3])
