"""Wording: sentences with the numbers, names and times of one discrepancy, in three languages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeGuard

from pyoxigraph import Literal, NamedNode

from taobao_kg.engines.embedded import Term
from taobao_kg.engines.engine import Workspace
from taobao_kg.vocab import shorten, term
from taobao_kg.words.catalogue import joined, phrase
from taobao_kg.words.languages import TAGS
from taobao_kg.words.numbers import Unit, round_digits, write_amount, write_number

_PART = re.compile(r"\[([^\[\]]*)\]|\{(\w+)(?: (\w+))?(?: by (\w+))?\}")
#: Another letter would make it another name.
_SHORT_NAME = re.compile(r"[a-z]+:\S")
#: The rows that make one discrepancy: what each variable with a value holds, by its name.
Rows = Sequence[Mapping[str, Term]]


class Names:
    """What things and units are called, looked up in a store and remembered."""

    def __init__(self, store: Workspace) -> None:
        self._store = store
        self._labels: dict[NamedNode, dict[str, str]] = {}

    def label(self, node: NamedNode, lang: str) -> str:
        """Return the label of a thing in a language, else in English, else its short name."""
        if node not in self._labels:
            found = self._literals(node, "rdfs:label")
            self._labels[node] = {(label.language or ""): label.value for label in found}
        labels = self._labels[node]
        tag = TAGS.get(lang, lang).lower()
        return labels.get(tag) or labels.get("en") or shorten(node.value)

    def amount(self, number: str, unit: NamedNode, lang: str) -> str:
        """Return a number with its unit, as people write it: RMB 3 trillion, 14.9 %, 3万亿元."""
        symbol = next((label.value for label in self._literals(unit, "tkg:symbol")), "")
        dimension = next((label.value for label in self._literals(unit, "tkg:dimension")), "")
        return write_amount(number, Unit(self.label(unit, lang), symbol, dimension), lang)

    def _literals(self, node: NamedNode, name: str) -> list[Literal]:
        quads = self._store.quads_for_pattern(node, term(name), None, None)
        literals = [quad.object for quad in quads if isinstance(quad.object, Literal)]
        return sorted(literals, key=str)


def fill_sentence(template: str, rows: Rows, lang: str, names: Names) -> str:
    """Return a sentence with the values of one discrepancy in it.

    Args:
        template: as `taobao_kg.build.checks` describes.
        rows: what the variables hold; one without values reads as nothing.
        lang: ``en``, ``id`` or ``zh``.
        names: how things are called.
    """

    def replace(found: re.Match[str]) -> str:
        optional, name, unit, by = found.groups()
        if optional is not None:
            wanted = [name for part in _PART.findall(optional) for name in part[1:] if name]
            missing = any(not held(rows, name) for name in wanted)
            return "" if missing else _PART.sub(replace, optional)
        units = [node for node in held(rows, unit) if isinstance(node, NamedNode)]
        told: dict[str, set[Term]] = {}
        for value in sorted(held(rows, name), key=_order):
            sayers = held([row for row in rows if row.get(name) == value], by)
            told.setdefault(_say(value, lang, names, units), set()).update(sayers)
        return joined("list", lang, (_credit(*one, lang, names) for one in told.items()))

    said = _PART.sub(replace, template)
    return said if _SHORT_NAME.match(said) else said[:1].upper() + said[1:]


def held(rows: Rows, name: str) -> set[Term]:
    """Return the values that a variable has in some rows."""
    return {row[name] for row in rows if name in row}


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
        number = round_digits(number)
    amount = write_number(number, lang)
    return names.amount(amount, units[0], lang) if units else amount


def _credit(text: str, sayers: Iterable[Term], lang: str, names: Names) -> str:
    """Return a text, and in brackets who says so; names may hold commas: Xinhua, 2018."""
    if not sayers:
        return text
    said = joined("semicolon", lang, sorted(_say(term, lang, names, []) for term in sayers))
    return phrase("words.credited", lang, text=text, sources=said)


def _order(term: Term) -> tuple[Decimal, str]:
    """Sort numbers by value and everything else by text."""
    return (Decimal(term.value), "") if is_number(term) else (Decimal(0), str(term))
