"""Units as sheets write them: a number word and the plain unit."""

from decimal import Decimal

from pyoxigraph import NamedNode

from taobao_kg.curate.desk import Desk, RefusedCell
from taobao_kg.words.message import Message

#: English, Indonesian and Chinese number words.
SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
    "ratus": 2, "ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12,
    "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "万亿": 12,
}  # fmt: skip


def read_unit(desk: Desk, text: str) -> tuple[NamedNode, Decimal]:
    """Return the unit of a cell and by which factor its numbers are to be multiplied.

    Raises:
        RefusedCell: when no unit is called so.
    """
    if found := desk.find(text, ["unit"], "unit"):
        return found, Decimal(1)
    for word, power in sorted(SCALES.items(), key=lambda item: -len(item[0])):
        rest = text[len(word) :].strip() if text.lower().startswith(word) else ""
        if rest and (found := desk.find(rest, ["unit"], "unit")):
            return found, Decimal(10) ** power
    raise RefusedCell("unit", Message("curate.reason.unknown_unit", text=repr(text)))
