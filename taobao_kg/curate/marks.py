"""Digits and signs of any script as ASCII, and what else a cell may hold beside its text."""

import unicodedata

from taobao_kg.errors import TaobaoKgError
from taobao_kg.words.message import Message

#: Signs that mean the same as an ASCII one; fullwidth forms, the minus sign, Arabic marks.
_SIGNS = str.maketrans("．，－＋％／−‐‑٫٬٪", ".,-+%/---.,%")


class CellError(TaobaoKgError, ValueError):
    """One cell cannot be used.

    Attributes:
        reason: fact, expectation and next step, without the place.
    """

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


class Figure(str):
    """The text of a number that the file itself holds as a number, with a decimal point."""

    __slots__ = ()


class Dated(str):
    """The text of a cell that a workbook holds as a date, as precise as it is shown."""

    __slots__ = ()


def fold_digits(text: str) -> str:
    """Return a text with the digits and signs of any one script as ASCII, ends trimmed.

    Only decimal digits are folded: a superscript or a Chinese numeral stays what it is.

    Raises:
        CellError: digits of two scripts in one cell, which is hardly meant.

    >>> fold_digits("２０１６－０８"), fold_digits("١٢٫٥"), fold_digits("5²")
    ('2016-08', '12.5', '5²')
    """
    if text.isascii():
        return text.strip()
    zeros = set()
    folded = []
    for mark in text.translate(_SIGNS).strip():
        if (value := unicodedata.decimal(mark, None)) is None:
            folded.append(mark)
        else:
            zeros.add(chr(ord(mark) - value))
            folded.append(str(value))
    if len(zeros) > 1:
        raise CellError(Message("curate.reason.two_scripts", text=show(text)))
    return "".join(folded)


def show(text: str, most: int = 40) -> str:
    r"""Return a text in quotes as messages show it: on one line, cut when long.

    >>> show("1.311\nvillages")
    "'1.311 villages'"
    """
    line = " ".join(
        "".join(mark if mark.isprintable() or mark.isspace() else "�" for mark in text).split()
    )
    return f"'{line if len(line) <= most else line[: most - 1] + '…'}'"
