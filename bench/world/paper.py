"""A paper in the making: its running text, and what it says with the place where it says so."""

from decimal import Decimal
from hashlib import sha256
from random import Random

from pyoxigraph import Literal, NamedNode, Triple

from taobao_kg.vocab import ID, term
from taobao_kg.words.numbers import write_number

from .measures import indicator
from .names import Name
from .terms import label_of
from .thing import Fact, Thing, gyear, number
from .works import Work

#: The abstract in English; all else is in Indonesian.
ABSTRACT = "Abstract"

_TIMES = {"tkg:Year": "tkg:year", "tkg:Period": "tkg:period"}
_NOTE = Literal("Read off the text as it is printed.", language="en")
_MARKS = {"tkg:exact": "", "tkg:over": "lebih dari ", "tkg:atLeast": "sedikitnya "}


class Paper:
    """One source, written from its first line to its last.

    Attributes:
        thing: the source itself.
        place: the prefecture that it is about.
        counties: the four that the prefecture consists of.
        works: what it cites.
        published: the year in which it appeared.
        random: draws all that is left to chance.
        count: the statements made so far.
        triples: these statements and their evidence.
        things: all that they mention, in the order of mention.
        section: the heading under which it is writing.
    """

    def __init__(
        self,
        thing: Thing,
        area: tuple[Thing, list[Thing]],
        works: list[Work],
        published: int,
        random: Random,
    ) -> None:
        self.thing = thing
        self.place, self.counties = area
        self.works, self.published, self.random = works, published, random
        self.count = 0
        self.section = ""
        self.triples: list[Triple] = []
        self.things: dict[NamedNode, Thing] = {}
        self._drawn = {True: 0, False: 0}
        self._uncited = {work.thing.node for work in works}
        self._text: list[str] = []
        self._length = 0

    def open_section(self, heading: str) -> None:
        """Write a heading; what follows stands under it."""
        self.section = heading
        self._write(f"\n{heading}\n")

    def claim(
        self,
        subject: Thing,
        predicate: str,
        value: Thing | NamedNode | Literal,
        *,
        time: Thing | None = None,
        place: Thing | None = None,
        cited: Work | None = None,
        stance: str = "tkg:asserted",
        words: str = "",
        again: bool = False,
        extra: tuple[Fact, ...] = (),
    ) -> None:
        """Say one thing.

        Args:
            subject: of what it speaks.
            predicate: a term.
            value: a thing, a class of things, or a text.
            time: a year or period for which it holds.
            place: where it holds.
            cited: the work it is taken from.
            stance: how it is put forward.
            words: the clause; else one is made of the names.
            again: whether the clause is the one written last.
            extra: more terms and values of the claim.
        """
        node = self._begin("claim", "tkg:Claim", stance)
        self._add(node, "rdf:subject", subject)
        self._add(node, "rdf:predicate", term(predicate))
        self._add(node, "rdf:object", value)
        self._qualify(node, time, place, cited, extra)
        if isinstance(value, Thing) and self.random.random() < 0.25:
            self._add(node, "tkg:asPrinted", self._own(value.name))
        if self.random.random() < 0.18:
            self._add(node, "skos:editorialNote", _NOTE)
        self._prove(node, words or self._sentence(subject, predicate, value, time), again=again)

    def observe(
        self,
        key: str,
        about: Thing,
        value: Decimal,
        unit: Thing,
        time: Thing,
        *,
        cited: Work | None = None,
        place: Thing | None = None,
        bound: str = "tkg:exact",
        extra: tuple[Fact, ...] = (),
    ) -> NamedNode:
        """Give one figure, and return the observation.

        Args:
            key: short name of the indicator.
            about: what has it.
            value: the number.
            unit: what is counted.
            time: a year or period.
            cited: the work it is taken from.
            place: where.
            bound: whether the figure is exact.
            extra: more terms and values of the observation.
        """
        node = self._begin("observation", "tkg:Observation", "tkg:asserted")
        amount = f"{value:f}"
        lang = "en" if self.section == ABSTRACT else "id"
        printed = f"{_MARKS[bound]}{write_number(Decimal(amount), lang)} {unit.name.id}"
        self._add(node, "tkg:indicator", indicator(key))
        self._add(node, "tkg:about", about)
        self._add(node, "tkg:value", number(amount))
        self._add(node, "tkg:unit", unit)
        self._add(node, "tkg:bound", term(bound))
        self._add(node, "tkg:asPrinted", Literal(printed, language=lang))
        self._qualify(node, time, place, cited, extra)
        if self.random.random() < 0.7:
            self._add(node, "skos:editorialNote", _NOTE)
        what, of = self._own(indicator(key).name).value, self._own(about.name).value
        self._prove(node, f"{what}, {of}, {time.name.id}: {printed}")
        return node

    def cite(self, work: Work) -> None:
        """Cite a work, always by the same form."""
        self._uncited.discard(work.thing.node)
        cited = (
            ("tkg:citedAs", Literal(work.citation)),
            ("tkg:citedYear", gyear(work.year)),
        )
        self.claim(self.thing, "tkg:cites", work.thing, words=work.citation, extra=cited)

    def pick_work(self) -> Work:
        """Return a work that is young enough for the newest figures, first those not cited yet."""
        recent = [work for work in self.works if work.year >= self.published - 1]
        fresh = [work for work in recent if work.thing.node in self._uncited]
        return self.random.choice(fresh or recent)

    def draw_number(self, *, wanted: bool) -> int:
        """Return the number of the next good or bad thing, from 0."""
        self._drawn[wanted] += 1
        return self._drawn[wanted] - 1

    def uncited(self) -> list[Work]:
        """Return the works that are not cited yet."""
        return [work for work in self.works if work.thing.node in self._uncited]

    def text_facts(self) -> tuple[Fact, ...]:
        """Return what identifies the text: its length in characters and its digest."""
        text = "".join(self._text)
        return (
            ("tkg:textLength", Literal(len(text))),
            ("tkg:textSha256", Literal(sha256(text.encode()).hexdigest())),
        )

    def _begin(self, kind: str, class_: str, stance: str) -> NamedNode:
        """Open the next statement."""
        self.count += 1
        node = NamedNode(f"{ID}{kind}/{self.thing.slug}-{self.count:04}")
        self._add(node, "rdf:type", term(class_))
        self._add(node, "tkg:statedIn", self.thing)
        self._add(node, "tkg:stance", term(stance))
        return node

    def _qualify(
        self,
        node: NamedNode,
        time: Thing | None,
        place: Thing | None,
        cited: Work | None,
        extra: tuple[Fact, ...],
    ) -> None:
        """Say when, where and after whom a statement holds."""
        if time:
            self._add(node, _TIMES[time.kind], time)
        if place:
            self._add(node, "tkg:place", place)
        if cited:
            self._add(node, "tkg:attributedTo", cited.thing)
        for key, value in extra:
            self._add(node, key, value)

    def _add(self, node: NamedNode, key: str, value: Thing | NamedNode | Literal) -> None:
        if isinstance(value, Thing):
            self.things.setdefault(value.node, value)
            value = value.node
        self.triples.append(Triple(node, term(key), value))

    def _prove(self, statement: NamedNode, words: str, *, again: bool = False) -> None:
        """Write the clause that makes a statement, unless it stands there, and record where."""
        lang = "en" if self.section == ABSTRACT else "id"
        evidence = NamedNode(f"{ID}evidence/{self.thing.slug}-{self.count:04}")
        self._add(statement, "tkg:evidence", evidence)
        if not again:
            self._write(words)
            self._write(".\n")
        start = self._length - len(words) - 2
        self._add(evidence, "rdf:type", term("tkg:Evidence"))
        self._add(evidence, "oa:hasSource", self.thing)
        self._add(evidence, "oa:exact", Literal(words, language=lang))
        self._add(evidence, "oa:start", Literal(start))
        self._add(evidence, "oa:end", Literal(start + len(words)))
        self._add(evidence, "tkg:section", Literal(self.section))

    def _write(self, words: str) -> None:
        self._text.append(words)
        self._length += len(words)

    def _own(self, name: Name) -> Literal:
        """Return a name in the language of the passage."""
        english = self.section == ABSTRACT
        return Literal(name.en if english else name.id, language="en" if english else "id")

    def _sentence(
        self,
        subject: Thing,
        predicate: str,
        value: Thing | NamedNode | Literal,
        time: Thing | None,
    ) -> str:
        """Return a clause made of names."""
        lang = "en" if self.section == ABSTRACT else "id"
        if isinstance(value, Thing):
            said = self._own(value.name).value
        else:
            said = label_of(value.value, lang) if isinstance(value, NamedNode) else value.value
        verb = label_of(term(predicate).value, lang)
        when = f" ({time.name.id})" if time else ""
        return f"{self._own(subject.name).value} {verb} {said}{when}"
