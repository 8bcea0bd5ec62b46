"""The library: the works that a paper cites and lists."""

from random import Random
from typing import NamedTuple

from pyoxigraph import Literal

from taobao_kg.vocab import term

from .names import Name, person_name, proper_name, work_title
from .thing import Thing, gyear, make_thing

#: The youngest works are as old as this before the paper that cites them.
AGE = 1


class Work(NamedTuple):
    """A work that a paper cites.

    Attributes:
        thing: the source.
        authors: persons, as its entry names them.
        year: in which it appeared.
        creator: the authors as the entry prints them, ``Wang, Yunlin & Li, Songtian``.
        title: in English.
        address: on the web, which repeats the title.
        venue: journal or publisher.
        citation: how the paper cites it, always so: ``(Wang & Li, 2018)``.
    """

    thing: Thing
    authors: tuple[Thing, ...]
    year: int
    creator: str
    title: str
    address: str
    venue: str
    citation: str

    @property
    def entry(self) -> str:
        """The line of the bibliography."""
        return f'{self.creator}. ({self.year}). "{self.title}." {self.venue}. {self.address}'


def collect_works(
    count: int, first: int, published: int, place: Thing, random: Random
) -> list[Work]:
    """Return works about a place that a paper cites.

    Every second one is recent, so that it can tell what the newest figures tell.

    Args:
        count: how many.
        first: number of the first author; each author is made once.
        published: the year of the paper.
        place: what the works are about.
        random: draws families, ages and venues.
    """
    families = random.sample(range(36), 36)
    works = []
    for step in range(count):
        year = published - AGE - (0 if step % 2 == 0 else random.randrange(1, 15))
        wanted = [step, step + 11] if step % 4 == 3 else [step]
        people = [
            person_name(families[family % 36], first + 2 * step + place_)
            for place_, family in enumerate(wanted)
        ]
        works.append(_make_work(people, year, work_title(step, place.name.en), random))
    return works


def _make_work(people: list[tuple[Name, str, str]], year: int, title: str, random: Random) -> Work:
    families = [family for _, family, _ in people]
    stem = "-".join([*(family.lower() for family in families), people[0][2].lower(), str(year)])
    creator = " & ".join(f"{family}, {given}" for _, family, given in people)
    short = f"{' & '.join(families)}, {year}"
    address = f"https://example.org/{year}/{title.lower().replace(' ', '-')}"
    venue = f"{proper_name(random.randrange(500))[1]} Journal of Rural Studies"
    label = short.replace(",", "")
    name = Name(f"{label} ({title})", f"{label} (tentang {title})", f"{label}（{title}）", label)
    thing = make_thing(
        f"source/{stem}",
        "tkg:Source",
        name,
        ("dcterms:creator", Literal(creator)),
        ("dcterms:issued", gyear(year)),
        ("dcterms:language", Literal("en")),
        ("dcterms:title", Literal(title, language="en")),
        ("schema:url", Literal(address, datatype=term("xsd:anyURI"))),
        ("tkg:firstIssued", gyear(year)),
        ("tkg:sourceKind", Literal("article")),
    )
    authors = tuple(make_person(*person) for person in people)
    return Work(thing, authors, year, creator, title, address, venue, f"({short})")


def make_person(name: Name, family: str, given: str) -> Thing:
    """Return a person, known by family name and given name."""
    return make_thing(
        f"actor/{family}-{given}".lower(),
        "tkg:Person",
        name,
        ("foaf:familyName", Literal(family)),
        ("foaf:givenName", Literal(given)),
        ("skos:altLabel", Literal(f"{given} {family}", language="en")),
    )
