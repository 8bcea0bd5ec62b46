"""Remarks of a row: bounds, stances and compilers that stand in its own columns or in its note."""

import re
from typing import NamedTuple

from pyoxigraph import NamedNode

from taobao_kg.curate.desk import Desk, RefusedCell, unknown, unknown_word
from taobao_kg.vocab import term

#: How a note begins, and what it says of the number.
_BOUNDS = (
    ("over", "over"), ("more than", "over"), ("exceeded", "over"), ("surpassed", "over"),
    ("surpasses", "over"), ("crossed", "over"), ("lower bound", "atLeast"),
    ("at least", "atLeast"), ("less than", "under"), ("under", "under"), ("at most", "atMost"),
    ("nearly", "approximately"), ("about", "approximately"), ("close to", "approximately"),
)  # fmt: skip
_STANCES = (
    ("derived", "computed"), ("counted from list", "counted"), ("inferred", "inferred"),
    ("target", "targeted"),
)  # fmt: skip

#: How a remark may go on behind its first word.
_REST = re.compile(r"\b\s*(\d[\d.]*)?")


class Remark(NamedTuple):
    """What a row remarks on its number."""

    bound: NamedNode
    stance: NamedNode
    compiled_by: NamedNode | None


def read_remark(desk: Desk, indicator: NamedNode) -> Remark:
    """Return bound, stance and compiler of a row.

    The columns ``bound``, ``stance`` and ``compiled_by`` come first. Without them the note is read:
    one that begins with *over*, *nearly*, *derived:* and the like, or with the name of an actor
    that compiles statistics, tells the same. An indicator of targets (``tkg:countsTargets``) makes
    the number one.

    Raises:
        RefusedCell: when a column holds an unknown word.
    """
    note = (desk.cell("note") or "").lower()
    value = (desk.cell("value") or "").lower()
    bound = _word(desk, "bound", "tkg:Bound") or _from_note(note, value, _BOUNDS) or "exact"
    stance = _word(desk, "stance", "tkg:Stance") or _from_note(note, value, _STANCES)
    if stance is None and desk.catalogue.one(indicator.value, "tkg:countsTargets") == "true":
        stance = "targeted"
    return Remark(term(f"tkg:{bound}"), term(f"tkg:{stance or 'asserted'}"), _compiler(desk))


def _word(desk: Desk, column: str, cls: str) -> str | None:
    text = desk.cell(column)
    if text is None:
        return None
    found = desk.find(text, ["ontology"], column)
    if found and term(cls).value in desk.catalogue.classes(found.value):
        return found.value.rpartition("#")[2]
    raise RefusedCell(column, unknown_word(text, column, cls))


def _from_note(note: str, value: str, words: tuple[tuple[str, str], ...]) -> str | None:
    if not note:
        return None
    for part in (part.strip() for part in re.split(r"[;,(]", note)):
        for beginning, meaning in words:
            if not part.startswith(beginning):
                continue
            found = _REST.match(part, len(beginning))
            # "over 3-5 years" speaks of another number than that of the row.
            if found and found[1] in (None, value):
                return meaning
    return None


def _compiler(desk: Desk) -> NamedNode | None:
    if written := desk.cell("compiled_by"):
        if found := desk.find(written, ["actor"], "compiled_by"):
            return found
        raise RefusedCell("compiled_by", unknown("actor", written))
    # "CECRC rural online shopping market", "NBS release of ...": the first words of a part.
    for part in re.split(r"[;,]", desk.cell("note") or ""):
        words = re.split(r"[\s/:]+", part.strip())
        for length in range(min(4, len(words)), 0, -1):
            name = " ".join(words[:length])
            if name != name.lower() and (found := desk.find(name, ["actor"], "note")):
                return found
    return None
