"""Wording: sentences with the numbers, names and times of one discrepancy, in three languages."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TypeGuard

from pyoxigraph import Literal, NamedNode

from taobao_kg.build.templates import Place, read_template
from taobao_kg.engines.embedded import Term
from taobao_kg.engines.engine import Workspace
from taobao_kg.vocab import shorten, term
from taobao_kg.words.catalogue import joined, phrase
from taobao_kg.words.languages import TAGS
from taobao_kg.words.numbers import Unit, round_digits, write_amount, write_number

#: Another letter would make it another name.
_SHORT_NAME = re.compile(r"[a-z]+:\S")
#: The rows that make one discrepancy: what each variable with a value holds, by its name.
Rows = Sequence[Mapping[str, Term]]
#: A text in each language.
Texts = Mapping[str, str]


class Names:
    """What things and units are called, looked up in a store and remembered."""

    def __init__(self, store: Workspace) -> None:
        self._store = store
        self._labels: dict[NamedNode, Texts] = {}
        self._units: dict[NamedNode, Mapping[str, Unit]] = {}

    def labels(self, node: NamedNode) -> Texts:
        """Return the label of a thing by language: else in English, else its short name."""
        if node not in self._labels:
            found = self._literals(node, "rdfs:label")
            known = {(label.language or ""): label.value for label in found}
            other = known.get("en") or shorten(node.value)
            self._labels[node] = {
                lang: known.get(tag.lower()) or other for lang, tag in TAGS.items()
            }
        return self._labels[node]

    def amounts(self, numbers: Texts, unit: NamedNode) -> Texts:
        """Return a number with its unit, as people write it: RMB 3 trillion, 14.9 %, 3万亿元."""
        if unit not in self._units:
            symbol = next((label.value for label in self._literals(unit, "tkg:symbol")), "")
            dimension = next((label.value for label in self._literals(unit, "tkg:dimension")), "")
            labels = self.labels(unit)
            self._units[unit] = {lang: Unit(labels[lang], symbol, dimension) for lang in TAGS}
        units = self._units[unit]
        return {lang: write_amount(number, units[lang], lang) for lang, number in numbers.items()}

    def _literals(self, node: NamedNode, name: str) -> list[Literal]:
        quads = self._store.quads_for_pattern(node, term(name), None, None)
        literals = [quad.object for quad in quads if isinstance(quad.object, Literal)]
        return sorted(literals, key=str)


class Values:
    """What the variables of one discrepancy hold, and how each language says it.

    A place comes in several sentences, so what stands there is found out once.
    """

    def __init__(self, rows: Rows, names: Names) -> None:
        self._rows, self._names = rows, names
        self._held: dict[str, Sequence[Term]] = {}
        self._said: dict[Place, Texts] = {}

    def held(self, name: str) -> Sequence[Term]:
        """Return the values of a variable: numbers by size, everything else by its text."""
        if name not in self._held:
            found = {row[name] for row in self._rows if name in row}
            self._held[name] = sorted(found, key=_order) if len(found) > 1 else tuple(found)
        return self._held[name]

    def said(self, place: Place) -> Texts:
        """Return what stands in a place: the values of its variable joined, each with its unit."""
        if place not in self._said:
            units = self.held(place.unit) if place.unit else ()
            unit = next((node for node in units if isinstance(node, NamedNode)), None)
            found = {value: self._say(value, unit) for value in self.held(place.name)}
            if len(found) == 1 and not place.by:
                (self._said[place],) = found.values()
            else:
                sayers = self._sayers(place)
                self._said[place] = {lang: self._list(found, sayers, lang) for lang in TAGS}
        return self._said[place]

    def _say(self, term: Term, unit: NamedNode | None) -> Texts:
        if isinstance(term, NamedNode):
            return self._names.labels(term)
        if not is_number(term):
            return dict.fromkeys(TAGS, " ".join(str(getattr(term, "value", term)).split()))
        numbers = _write(term.value, bare=unit is None)
        return self._names.amounts(numbers, unit) if unit else numbers

    def _list(
        self, found: Mapping[Term, Texts], sayers: Mapping[Term, set[Term]], lang: str
    ) -> str:
        """Return values one after another, each once, and behind each who says so."""
        told: defaultdict[str, set[Term]] = defaultdict(set)
        for value, texts in found.items():
            told[texts[lang]] |= sayers[value]
        return joined("list", lang, (self._credit(*one, lang) for one in told.items()))

    def _sayers(self, place: Place) -> Mapping[Term, set[Term]]:
        """Return who says each value of a place."""
        sayers: defaultdict[Term, set[Term]] = defaultdict(set)
        for row in self._rows:
            if place.name in row and place.by in row:
                sayers[row[place.name]].add(row[place.by])
        return sayers

    def _credit(self, text: str, sayers: Iterable[Term], lang: str) -> str:
        """Return a text, and in brackets who says so; names may hold commas: Xinhua, 2018."""
        if not sayers:
            return text
        said = joined("semicolon", lang, sorted(self._say(term, None)[lang] for term in sayers))
        return phrase("words.credited", lang, text=text, sources=said)


def fill_sentence(template: str, values: Values, lang: str) -> str:
    """Return a sentence with the values of one discrepancy in it.

    Args:
        template: as `taobao_kg.build.checks` describes.
        values: what the variables hold; one without values reads as nothing.
        lang: ``en``, ``id`` or ``zh``.
    """
    said = ""
    for part in read_template(template):
        if isinstance(part, str):
            said += part
        elif isinstance(part, Place):
            said += values.said(part)[lang]
        elif all(map(values.held, part.wanted)):
            for inner in part.parts:
                said += inner if isinstance(inner, str) else values.said(inner)[lang]
    return said if _SHORT_NAME.match(said) else said[:1].upper() + said[1:]


def is_number(term: Term) -> TypeGuard[Literal]:
    """Return whether a term is a decimal or a whole number."""
    return isinstance(term, Literal) and term.datatype.value.endswith(("#decimal", "#integer"))


@lru_cache(maxsize=1 << 12)
def _write(text: str, *, bare: bool) -> Texts:
    """Return a number in words; bounds and totals of one check come in many discrepancies."""
    number = Decimal(text)
    if bare and number != number.to_integral_value():
        # Computed, such as a factor: three digits tell enough.
        number = round_digits(number)
    return {lang: write_number(number, lang) for lang in TAGS}


def _order(term: Term) -> tuple[Decimal, str]:
    """Sort numbers by value and everything else by text."""
    return (Decimal(term.value), "") if is_number(term) else (Decimal(0), str(term))
