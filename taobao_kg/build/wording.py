"""Wording: sentences with the numbers, names and times of one discrepancy, in three languages."""

import re
from collections.abc import Collection, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TypeGuard

from pyoxigraph import Literal, NamedNode, Store

from taobao_kg.engines.embedded import Term
from taobao_kg.vocab import shorten, term

_PART = re.compile(r"\[([^\[\]]*)\]|\{(\w+)(?: (\w+))?\}")
_JOINTS = {"en": ", ", "id": ", ", "zh": "、"}
#: Number words by language: a power of ten and its word.
_MAGNITUDES = {
    "en": ((12, " trillion"), (9, " billion"), (6, " million")),
    "id": ((12, " triliun"), (9, " miliar"), (6, " juta")),
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")),
}
#: Zh counts in ten thousands, but a number below this reads better in digits.
_LEAST_IN_WORDS = {"en": 1_000_000, "id": 1_000_000, "zh": 100_000}

#: The values of one discrepancy by the names of the variables.
Values = Mapping[str, Collection[Term]]


class Names:
    """What things and units are called, looked up in a store and remembered."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._labels: dict[NamedNode, dict[str, str]] = {}

    def label(self, node: NamedNode, lang: str) -> str:
        """Return the label of a thing in a language, else in English, else its short name."""
        if node not in self._labels:
            found = self._literals(node, "rdfs:label")
            self._labels[node] = {(label.language or ""): label.value for label in found}
        labels = self._labels[node]
        tag = {"zh": "zh-hans"}.get(lang, lang)
        return labels.get(tag) or labels.get("en") or shorten(node.value)

    def amount(self, number: str, unit: NamedNode, lang: str) -> str:
        """Return a number with its unit, as people write it: RMB 3 trillion, 14.9 %, 3万亿元."""
        symbol = next((label.value for label in self._literals(unit, "tkg:symbol")), "")
        dimension = next((label.value for label in self._literals(unit, "tkg:dimension")), "")
        if dimension == "share":
            return f"{number}{'' if lang == 'zh' else ' '}{symbol}"
        if dimension == "money" and lang != "zh":
            return f"{symbol} {number}"
        if dimension in ("index", "none"):
            return number
        if lang == "en":
            return f"{number} {symbol}"
        return f"{number}{'' if lang == 'zh' else ' '}{self.label(unit, lang)}"

    def _literals(self, node: NamedNode, name: str) -> list[Literal]:
        quads = self._store.quads_for_pattern(node, term(name), None, None)
        literals = [quad.object for quad in quads if isinstance(quad.object, Literal)]
        return sorted(literals, key=str)


def fill_sentence(template: str, values: Values, lang: str, names: Names) -> str:
    """Return a sentence with the values of one discrepancy in it.

    Args:
        template: as `taobao_kg.build.checks` describes.
        values: what each variable holds; one without values reads as nothing.
        lang: ``en``, ``id`` or ``zh``.
        names: how things are called.
    """

    def replace(found: re.Match[str]) -> str:
        optional, name, unit = found.groups()
        if optional is not None:
            wanted = [name for part in _PART.findall(optional) for name in part[1:] if name]
            missing = any(not values.get(name) for name in wanted)
            return "" if missing else _PART.sub(replace, optional)
        units = [node for node in values.get(unit, ()) if isinstance(node, NamedNode)]
        terms = sorted(values.get(name, ()), key=_order)
        said = (_say(term, lang, names, units) for term in terms)
        return _JOINTS[lang].join(dict.fromkeys(said))

    said = _PART.sub(replace, template)
    return said[:1].upper() + said[1:]


def say_number(number: Decimal, lang: str) -> str:
    """Return a number as a language writes it, with its word for millions and above.

    Exact to the last digit given: nothing is rounded away.

    >>> say_number(Decimal("5328800000000"), "en"), say_number(Decimal("1300000000"), "id")
    ('5.3288 trillion', '1,3 miliar')
    >>> say_number(Decimal("1300000000"), "zh"), say_number(Decimal("2118"), "id")
    ('13亿', '2.118')
    """
    word = ""
    if abs(number) >= _LEAST_IN_WORDS[lang]:
        for power, name in _MAGNITUDES[lang]:
            if abs(number) >= 10**power:
                number, word = number.scaleb(-power), name
                break
    text = f"{_plain(number):,}"
    if lang == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    return text + word


def is_number(term: Term) -> TypeGuard[Literal]:
    """Return whether a term is a decimal or a whole number."""
    return isinstance(term, Literal) and term.datatype.value.endswith(("#decimal", "#integer"))


def _say(term: Term, lang: str, names: Names, units: list[NamedNode]) -> str:
    if isinstance(term, NamedNode):
        return names.label(term, lang)
    if not is_number(term):
        return " ".join(str(getattr(term, "value", term)).split())
    number = Decimal(term.value)
    if not units and number != number.to_integral_value():
        # Computed, such as a factor: three digits tell enough.
        places = min(0, number.adjusted() - 2)
        number = number.quantize(Decimal(1).scaleb(places), ROUND_HALF_EVEN)
    amount = say_number(number, lang)
    return names.amount(amount, units[0], lang) if units else amount


def _plain(number: Decimal) -> Decimal:
    """Return a number without zeros at the end and without an exponent."""
    return number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()


def _order(term: Term) -> tuple[Decimal, str]:
    """Sort numbers by value and everything else by text."""
    return (Decimal(term.value), "") if is_number(term) else (Decimal(0), str(term))
