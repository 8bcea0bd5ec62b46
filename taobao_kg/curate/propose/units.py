"""Units: what numbers count or measure, by the words and signs behind and before them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from taobao_kg.curate.propose.folding import is_han
from taobao_kg.curate.propose.known import Known

#: Signs and codes of currencies (ISO 4217), and words that labels of a graph need not list.
_SIGNS = {
    "cny": "RMB CNY ¥ ￥ renminbi yuan 元人民币 人民币元 人民币 元 圆",
    "usd": "USD US$ US\\$ $ dolar␣AS dolar␣Amerika US␣dollars US␣dollar dollars dollar 美元 美金",
    "eur": "EUR € euros euro 欧元",
    "idr": "IDR Rp rupiah 印尼盾",
    "percent": "% ％ per␣cent percent persen",
    "percentage-point": "percentage␣points percentage␣point poin␣persentase poin␣persen"
    " 个百分点 百分点",
    "ratio": "kali␣lipat kali times fold -fold 倍",
    "person": "people persons person orang jiwa 人次 人",
}
_PREFIXES = ("cny", "usd", "eur", "idr")

#: Chinese measure words that may stand before what is counted, and what may stand in between.
_MEASURES = "个家名位座所项种条只户亿万余多"


#: Longer codes of sheets are descriptions that no text prints.
_LONGEST = 30


class UnitForm(NamedTuple):
    """One way to print a unit: its short name, the words, whether it counts things."""

    unit: str
    text: str
    counts: bool


class Units:
    """The units a graph knows and the currencies of the world, to be found in texts.

    Attributes:
        before: matches a unit that stands before a number, at the end of a string.
        behind: matches a unit right behind a number.
    """

    def __init__(self, forms: Iterable[UnitForm]) -> None:
        self._units: dict[str, UnitForm] = {}
        for form in forms:
            for text in (form.text, *_plurals(form.text)):
                self._units.setdefault(text.lower(), form)
        signs = [sign for unit in _PREFIXES for sign in _signs_of(unit) if not is_han(sign)]
        self._before = re.compile(rf"(?:(?<![A-Za-z])({_any(signs)})\s?)$", re.IGNORECASE)
        every = _any(self._units)
        counted = _any(text for text, form in self._units.items() if form.counts)
        self._behind = re.compile(rf"\s?({every})", re.IGNORECASE)
        self._counted = re.compile(
            rf"\s?(?:[{_MEASURES}]\s?[\u4e00-\u9fff]{{0,8}}?|(?:[\w’'-]+\s){{1,2}})({counted})",
            re.IGNORECASE,
        )

    def before(self, text: str) -> tuple[str, int] | None:
        """Return the unit a text ends with and where it begins, or None."""
        found = self._before.search(text)
        return (self._units[found[1].lower()].unit, found.start(1)) if found else None

    def behind(self, text: str, place: int) -> tuple[str, int] | None:
        """Return the unit that stands at a place and where it ends, or None."""
        found = self._behind.match(text, place)
        if found and _ends_word(text, found.end()):
            return self._units[found[1].lower()].unit, found.end()
        return None

    def counted(self, text: str, place: int) -> tuple[str, int] | None:
        """Return what is counted a few words behind a number, and where it ends, or None.

        English and Chinese put the noun after what describes it: *780 Taobao villages*.
        """
        found = self._counted.match(text, place)
        if (
            found
            and _ends_word(text, found.end())
            and not re.search(r"\b(?:of|the|in)\b", found[0])
        ):
            return self._units[found[1].lower()].unit, found.end()
        return None


def read_units(known: Known) -> Units:
    """Return the units of a graph by their labels and the codes of sheets, with the common signs.

    Units of time are left out: what they measure in a text are mostly durations.
    """
    forms = [UnitForm(unit, sign, counts=False) for unit in _SIGNS for sign in _signs_of(unit)]
    heads = []
    for thing in known.things("unit"):
        dimension = known.one(thing, "tkg:dimension")
        if dimension in ("none", "time"):
            continue
        unit, counts = thing.rpartition("/")[2], dimension == "count"
        codes = known.all(thing, "skos:notation")
        forms += [UnitForm(unit, code.strip(), counts) for code in codes if len(code) < _LONGEST]
        for name in known.names_of(thing):
            if name.language != "zh-Latn":
                texts = _read_label(name.text)
                forms += [UnitForm(unit, text, counts) for text in texts]
                words = [text.split() for text in texts if counts and " " in text]
                place = -1 if name.language == "en" else 0
                heads += [UnitForm(unit, several[place], counts) for several in words]
    return Units([*forms, *heads])


def _read_label(label: str) -> list[str]:
    """Return the ways to print a unit that its label names: "yuan (RMB)", "省或市", "kota/desa"."""
    inner = re.findall(r"[(（]([A-Za-z]{2,4})[)）]", label)
    outer = re.sub(r"\s*[(（][^()（）]*[)）]", "", label)
    parts = [*inner, *re.split(r"\s+(?:or|atau)\s+|[/;或]", outer)]
    return [part.strip() for part in parts if part.strip()]


def _signs_of(unit: str) -> list[str]:
    return [sign.replace("␣", " ") for sign in _SIGNS[unit].split()]


def _plurals(text: str) -> list[str]:
    if not (text.isascii() and text[-1:].isalpha() and text.islower()):
        return []
    return [text[:-1] + "ies"] if text.endswith("y") else [text + "s", text + "es"]


def _any(texts: Iterable[str]) -> str:
    return "|".join(re.escape(text) for text in sorted(texts, key=lambda t: (-len(t), t)))


def _ends_word(text: str, end: int) -> bool:
    """Return whether a word ends here: letters do not go on, but for an Indonesian ``-nya``."""
    if is_han(text[end - 1]) or not text[end - 1].isalpha():
        return True
    behind = text[end : end + 4]
    return not (behind[:1].isalnum() and not is_han(behind[:1])) or bool(re.match(r"nya\b", behind))
