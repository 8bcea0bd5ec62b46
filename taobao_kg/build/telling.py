"""Telling: what is said of a check and of each discrepancy it finds, as lines of N-Triples."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.build.checks import LANGUAGES, Check
from taobao_kg.build.wording import Values, fill_sentence, is_number
from taobao_kg.engines.embedded import Term
from taobao_kg.vocab import ID, term
from taobao_kg.words.catalogue import phrase
from taobao_kg.words.numbers import round_digits

#: A quotient is recorded to so many digits: every engine keeps them, and computes them alike.
DIGITS = 12


def describe_check(check: Check) -> Iterator[str]:
    """Yield what is said of a check itself."""
    node = NamedNode(f"{ID}rule/{check.name}")
    yield f"{node} {term('rdf:type')} {term('tkg:Rule')} ."
    yield f"{node} {term('rdfs:comment')} {Literal(check.reason, language='en')} ."
    for lang, tag in LANGUAGES.items():
        yield f"{node} {term('rdfs:label')} {Literal(check.titles[lang], language=tag)} ."


class Teller:
    """Tells of the discrepancies of one check; what is the same for all is written once."""

    def __init__(self, check: Check) -> None:
        self._on = check.on
        self._same: list[str] = []
        self._heads: list[tuple[str, str]] = []
        for predicate, slot in check.heads:
            if isinstance(slot, str):
                self._heads.append((str(predicate), slot))
            else:
                self._same.append(f"{predicate} {slot} .")
        self._concerns = str(term("tkg:concerns"))
        comment, label = str(term("rdfs:comment")), str(term("rdfs:label"))
        about = " · ".join(f"{{{name}}}" for name in check.on)
        self._templates: list[tuple[str, str, str]] = []
        for lang in LANGUAGES:
            title = check.titles[lang] + phrase("words.colon", lang) + about
            self._templates += [(comment, check.sentences[lang], lang), (label, title, lang)]

    def tell(self, node: NamedNode, values: Values) -> Iterator[str]:
        """Yield what is said of one discrepancy."""
        subject = str(node)
        for rest in self._same:
            yield f"{subject} {rest}"
        for predicate, name in self._heads:
            for value in _greatest(values.held(name)):
                yield f"{subject} {predicate} {_write(value)} ."
        for name in self._on:
            for thing in values.held(name):
                if isinstance(thing, NamedNode):
                    yield f"{subject} {self._concerns} {thing} ."
        for predicate, template, lang in self._templates:
            said = Literal(fill_sentence(template, values, lang), language=LANGUAGES[lang])
            yield f"{subject} {predicate} {said} ."


def _write(value: Term) -> str:
    """Return a value as an object of N-Triples; alone, a triple term writes no brackets.

    A quotient is written to `DIGITS` digits, which every engine keeps.
    """
    if isinstance(value, Triple):
        return f"<<( {value} )>>"
    if isinstance(value, Literal) and value.datatype == term("xsd:decimal"):
        number = round_digits(Decimal(value.value), DIGITS).normalize()
        return str(Literal(f"{number:f}", datatype=value.datatype))
    return str(value)


def _greatest(values: Collection[Term]) -> Collection[Term]:
    """Return of several numbers, such as the factors of several pairs, the greatest."""
    numbers = [term for term in values if is_number(term)]
    if len(values) < 2 or len(numbers) < len(values):
        return values
    return [max(numbers, key=lambda number: Decimal(number.value))]
