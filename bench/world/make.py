"""Worlds: a nation, and papers about its prefectures."""

from collections.abc import Iterator
from random import Random

from pyoxigraph import Literal, NamedNode, Triple

from .figures import (
    tell_company,
    tell_counties,
    tell_incomes,
    tell_population,
    tell_rates,
    tell_spread,
    tell_survey,
    tell_trade,
    tell_villages,
)
from .names import Name, person_name
from .nation import Nation
from .paper import ABSTRACT, Paper
from .policies import Programme
from .story import (
    count_entries,
    discuss,
    introduce,
    list_works,
    summarise,
    tell_beginnings,
    tell_stages,
    tell_supervision,
)
from .thing import Thing, describe_thing, gyear, make_thing
from .works import collect_works, make_person

#: Statements of the paper that the proportions were measured on, and of each full paper here.
SIZE = 732
#: Fewer statements than this hold not all of the structures a paper has.
LEAST = 450


def make_world(statements: int, seed: int) -> Iterator[Triple]:
    """Yield the triples of a world in which everything fits, subject by subject.

    One paper is made at a time, and forgotten when the next one begins.

    Args:
        statements: claims and observations in all papers together; about 22 triples each.
        seed: the same seed makes the same world.

    Raises:
        ValueError: when there are too few statements for one paper.
    """
    if statements < LEAST:
        raise ValueError(f"{statements} statements are too few for a paper; {LEAST} are enough")
    nation = Nation(Random(seed))  # noqa: S311 - no secret hangs on it
    described: set[NamedNode] = set()
    papers = -(-statements // SIZE)
    yield from _emit(_write_table(nation), described)
    for step in range(papers):
        share = statements * (step + 1) // papers - statements * step // papers
        random = Random(seed * 1_000_003 + step)  # noqa: S311 - nor on this
        yield from _emit(_write_paper(nation, step, share, random), described)


def _emit(paper: Paper, described: set[NamedNode]) -> Iterator[Triple]:
    """Yield what is new in a paper: things not described yet, then what it says."""
    facts = (*paper.thing.facts, *paper.text_facts())
    todo = [*paper.things.values(), paper.thing._replace(facts=facts)]
    while todo:
        thing = todo.pop()
        if thing.node not in described:
            described.add(thing.node)
            yield from describe_thing(thing)
            todo += [value for _, value in thing.facts if isinstance(value, Thing)]
    yield from paper.triples


def _write_table(nation: Nation) -> Paper:
    """Return a table of exchange rates, which cites nobody."""
    name = Name("Exchange rates", "Kurs", "汇率表", "huilü biao")
    title = ("dcterms:title", Literal("Exchange rates by year", language="en"))
    kind = ("tkg:sourceKind", Literal("data set"))
    thing = make_thing("source/rates-2018", "tkg:Source", name, title, kind)
    paper = Paper(thing, (nation.rural, []), [], 2018, Random(0))  # noqa: S311 - nor on this
    paper.open_section("Tabel")
    tell_rates(paper, nation)
    return paper


def _write_paper(nation: Nation, step: int, statements: int, random: Random) -> Paper:
    """Return a paper of so many statements about one prefecture."""
    area = nation.prefecture(step)
    place, published = area[0], 2019 + step % 3
    name, family, given = person_name(step, 100 * step + 99)
    author = make_person(name, family, given)
    works = collect_works(statements // 35, 100 * step, published, place, random)
    slug = f"{family}-{given}-{published}".lower()
    title = f"Perdagangan daring di {place.name.id}"
    label = f"{family} {published}"
    thing = make_thing(
        f"source/{slug}",
        "tkg:Source",
        Name(
            f"{label} ({title})", f"{label} ({title})", f"{label}（{title}）", f"{label} ({slug})"
        ),
        ("dcterms:creator", Literal(name.en)),
        ("dcterms:issued", gyear(published)),
        ("dcterms:language", Literal("id")),
        ("dcterms:title", Literal(title, language="id")),
        ("tkg:conclusionSection", Literal("Kesimpulan")),
        ("tkg:parallelSection", Literal("Abstrak")),
        ("tkg:parallelSection", Literal(ABSTRACT)),
        ("tkg:sourceKind", Literal("article")),
    )
    paper = Paper(thing, area, works, published, random)
    programme = Programme(paper, nation, statements // 24)
    introduce(paper, author)
    summarise(paper, nation, programme)
    tell_beginnings(paper, nation)
    tell_population(paper, nation)
    tell_incomes(paper, nation)
    paper.open_section("Hasil dan Pembahasan")
    tell_trade(paper, nation)
    tell_company(paper, nation)
    tell_villages(paper, nation)
    tell_stages(paper)
    tell_counties(paper)
    tell_spread(paper)
    tell_survey(paper)
    tell_supervision(paper, nation)
    programme.tell(paper)
    discuss(paper, statements - len(programme.parts) - count_entries(works))
    paper.open_section("Kesimpulan")
    programme.sum_up(paper)
    list_works(paper, works)
    return paper
