"""What a paper tells in words: abstracts, beginnings, stages, supervision, causes."""

from itertools import pairwise

from pyoxigraph import Literal

from taobao_kg.vocab import term

from .concepts import draw_concept, government
from .figures import repeat_figures
from .measures import COUNTRY
from .names import Name
from .nation import FIRST, LAST, Nation
from .paper import ABSTRACT, Paper
from .policies import Programme
from .thing import Thing, gyear, make_thing, period, year
from .works import Work

#: Relations between things: how often, the relation, and the class it leads to.
_LINKS = (
    (34, "tkg:causes", "tkg:Outcome"),
    (20, "tkg:contributesTo", "tkg:Outcome"),
    (20, "tkg:describedAs", "tkg:Concept"),
    (15, "tkg:hasCharacteristic", "tkg:Characteristic"),
    (10, "tkg:exampleOf", "tkg:Concept"),
    (10, "tkg:enables", "tkg:Outcome"),
    (8, "tkg:influences", "tkg:Concept"),
    (8, "tkg:emphasises", "tkg:Concept"),
    (6, "tkg:promotes", "tkg:Goal"),
    (6, "tkg:benefits", "tkg:Concept"),
)
_STANCES = (*["tkg:asserted"] * 16, *["tkg:reported"] * 2, "tkg:recommended", "tkg:projected")


def introduce(paper: Paper, author: Thing) -> None:
    """Write the front matter."""
    paper.open_section("Judul")
    thing, title = paper.thing, dict(paper.thing.facts)["dcterms:title"]
    assert isinstance(title, Literal)  # noqa: S101 - a title is a text
    paper.claim(thing, "dcterms:title", title, words=title.value)
    paper.claim(thing, "tkg:author", author, words=author.name.id)
    issued = gyear(paper.published)
    paper.claim(thing, "dcterms:issued", issued, words=str(paper.published))
    paper.claim(thing, "dcterms:language", Literal("id"), words="Bahasa Indonesia")
    paper.claim(author, "tkg:affiliatedWith", university(paper))


def summarise(paper: Paper, nation: Nation, programme: Programme) -> None:
    """Write two abstracts, of which each says in its language what the other one says."""
    work = paper.pick_work()
    problem = draw_concept(paper, "tkg:Problem")
    purpose = draw_concept(paper, "tkg:Goal")
    for heading, lang in (("Abstrak", "id"), (ABSTRACT, "en")):
        paper.open_section(heading)
        paper.claim(paper.thing, "tkg:studies", nation.villages)
        paper.claim(nation.villages, "tkg:addresses", problem, place=paper.place)
        paper.claim(paper.thing, "tkg:hasPurpose", purpose)
        repeat_figures(paper, nation, work)
        outcome = programme.outcome
        paper.claim(programme.effort, "tkg:ledTo", outcome, time=year(LAST), place=paper.place)
        programme.tell_origin(paper, work)
        words = {"id": "kajian pustaka", "en": "study of literature"}[lang]
        paper.claim(paper.thing, "tkg:method", Literal(words, language=lang), words=words)
        paper.claim(paper.thing, "tkg:abstractLanguage", Literal(lang), words=heading)
    paper.open_section("Pendahuluan")
    paper.cite(work)


def tell_beginnings(paper: Paper, nation: Nation) -> None:
    """Tell once of each thing when it began, who founded it and what it is."""
    villages, company, platform = nation.villages, nation.company, nation.platform
    work = paper.pick_work()
    paper.claim(villages, "tkg:beganIn", year(FIRST), place=COUNTRY, cited=work)
    definition = "desa yang warganya berdagang lewat internet"
    paper.claim(villages, "tkg:definedAs", Literal(definition, language="id"), cited=work)
    criterion = "omzet sedikitnya 10 juta yuan setahun"
    paper.claim(villages, "tkg:criterion", Literal(criterion, language="id"), cited=work)
    founded = year(nation.founded)
    paper.claim(nation.founder, "tkg:founded", company, time=founded, place=COUNTRY, cited=work)
    paper.claim(platform, "tkg:ownedBy", company, cited=work)
    paper.claim(company, "tkg:classifiedAs", term("tkg:Company"), cited=work)
    paper.claim(platform, "tkg:beganIn", year(nation.founded + 2), place=COUNTRY, cited=work)
    place, own = paper.place, paper.place.name
    name = Name(
        f"First online order in {own.en}",
        f"Pesanan daring pertama di {own.id}",
        f"{own.zh}首笔网络订单",
        f"{own.pinyin} shoubi wangluo dingdan",
    )
    event = make_thing(f"event/first-order-{place.slug}", "tkg:Event", name)
    paper.claim(event, "tkg:happenedIn", year(FIRST), place=place, cited=work)
    paper.claim(event, "tkg:performedBy", nation.villagers, time=year(FIRST), place=place)
    paper.claim(company, "tkg:partnersWith", government(place), place=place, cited=work)
    paper.cite(work)


def tell_stages(paper: Paper) -> None:
    """Tell the two stages of trade in the prefecture, which meet, and where it is strongest."""
    place, work = paper.place, paper.pick_work()
    trade = _trade(place, "trade", Name("Online trade", "Perdagangan daring", "网贸", "wangmao"))
    names = (
        Name("Beginnings of trade", "Awal perdagangan", "网贸初期", "wangmao chuqi"),
        Name("Growth of trade", "Perkembangan perdagangan", "网贸成长期", "wangmao chengzhangqi"),
    )
    middle = (FIRST + LAST) // 2
    slow = draw_concept(paper, "tkg:Trend", ("tkg:direction", Literal("up")))
    fast = draw_concept(
        paper, "tkg:Trend", ("tkg:contraryTo", slow), ("tkg:direction", Literal("up"))
    )
    for step, (name, span) in enumerate(
        zip(names, (period(FIRST, middle), period(middle + 1, LAST)), strict=True)
    ):
        stage = _trade(place, f"stage-{step + 1}", name, "tkg:Generation")
        paper.claim(trade, "tkg:hasGeneration", stage, place=place, cited=work)
        paper.claim(stage, "tkg:during", span, place=place, cited=work)
        trend = (slow, fast)[step]
        paper.claim(stage, "tkg:hasTrend", trend, time=span, place=place, cited=work)
    paper.claim(trade, "tkg:concentratedIn", paper.counties[0], place=place, cited=work)
    paper.claim(trade, "tkg:largestIn", paper.counties[0], place=place, cited=work)
    kind = Name("County", "Kabupaten", "县级", "xianji")
    county = make_thing("concept/county", "tkg:Concept", kind, ("tkg:tier", Literal(3)))
    paper.claim(paper.counties[0], "tkg:classifiedAs", county, place=place, cited=work)
    paper.cite(work)


def tell_supervision(paper: Paper, nation: Nation) -> None:
    """Tell who oversees whom, from the villages up, without leaving out a tier."""
    work, place = paper.pick_work(), paper.place
    province = dict(place.facts)["tkg:partOf"]
    assert isinstance(province, Thing)  # noqa: S101 - a prefecture is part of a province
    county = paper.counties[0]
    chain = (
        nation.villages,
        _townships(county),
        government(county),
        government(place),
        government(province),
        nation.council,
    )
    for lower, upper in pairwise(chain):
        paper.claim(lower, "tkg:supervisedBy", upper, place=place, cited=work)
    paper.cite(work)


def discuss(paper: Paper, until: int) -> None:
    """Tell causes and qualities until so many statements are made, and no cause of itself."""
    for work in paper.uncited():
        studied = draw_concept(paper, "tkg:Concept")
        paper.claim(work.thing, "tkg:studies", studied)
        paper.cite(work)
    kinds = [(predicate, kind) for weight, predicate, kind in _LINKS for _ in range(weight)]
    drawn = [draw_concept(paper, "tkg:Concept")]
    while paper.count < until:
        predicate, kind = paper.random.choice(kinds)
        at = paper.random.randrange(max(0, len(drawn) - 30), len(drawn))
        later = [thing for thing in drawn[at + 1 :] if thing.kind == kind]
        if later and paper.random.random() < 0.45:
            value = paper.random.choice(later)
        else:
            value = draw_concept(paper, kind)
            drawn.append(value)
        place = paper.place if paper.random.random() < 0.6 else None
        stance = paper.random.choice(_STANCES)
        paper.claim(drawn[at], predicate, value, place=place, stance=stance)


def list_works(paper: Paper, works: list[Work]) -> None:
    """Write the bibliography: an entry for each work, and what it says of the work."""
    paper.open_section("Daftar Pustaka")
    for work in works:
        thing = work.thing
        printed = (("tkg:asPrinted", Literal(work.entry)),)
        paper.claim(paper.thing, "tkg:listsReference", thing, words=work.entry, extra=printed)
        known = dict(thing.facts)
        for key in ("dcterms:issued", "dcterms:title", "schema:url", "dcterms:creator"):
            value = known[key]
            assert isinstance(value, Literal)  # noqa: S101 - works are described by literals
            paper.claim(thing, key, value, words=value.value)
        for author in work.authors:
            paper.claim(thing, "tkg:author", author, words=work.creator, again=True)
        paper.claim(thing, "tkg:venue", Literal(work.venue), words=work.venue)


def count_entries(works: list[Work]) -> int:
    """Return how many statements `list_works` makes."""
    return sum(6 + len(work.authors) for work in works)


def university(paper: Paper) -> Thing:
    """Return the university at which a paper was written."""
    own = paper.place.name
    name = Name(
        f"University of {own.en}", f"Universitas {own.id}", f"{own.zh}大学", f"{own.pinyin} daxue"
    )
    return make_thing(f"actor/university-of-{paper.place.slug}", "tkg:ResearchBody", name)


def _trade(place: Thing, slug: str, what: Name, kind: str = "tkg:Concept") -> Thing:
    own = place.name
    name = Name(
        f"{what.en} in {own.en}",
        f"{what.id} di {own.id}",
        f"{own.zh}{what.zh}",
        f"{own.pinyin} {what.pinyin}",
    )
    return make_thing(f"concept/{place.slug}-{slug}", kind, name)


def _townships(county: Thing) -> Thing:
    own = county.name
    name = Name(
        f"Townships of {own.en}",
        f"Kecamatan {own.id}",
        f"{own.zh}各乡镇",
        f"{own.pinyin} ge xiangzhen",
    )
    return make_thing(
        f"actor/townships-of-{county.slug}",
        "tkg:LocalGovernment",
        name,
        ("tkg:locatedIn", county),
        ("tkg:tier", Literal(4)),
    )
