"""What a paper counts: series, shares, ratios, sums, rates, all from the truth of the nation."""

from decimal import Decimal

from pyoxigraph import Literal

from .concepts import draw_concept
from .measures import COUNTRY, indicator, unit, usual_unit
from .names import Name
from .nation import FIRST, LAST, Nation
from .paper import Paper
from .thing import Thing, make_thing, period, year
from .works import Work


def tell_population(paper: Paper, nation: Nation) -> None:
    """Tell how many live in the country and its parts, and how many of them buy online."""
    work = paper.pick_work()
    for when in (FIRST, LAST):
        keys = ("population", "rural-population", "urban-population", "rural-share", "shoppers")
        _tell(paper, nation, keys, when, work)
    for when in (FIRST + 1, LAST - 1):
        _tell(paper, nation, ("inequality",), when, work)
    paper.cite(work)


def tell_trade(paper: Paper, nation: Nation) -> None:
    """Tell what the country sells, and which part of it is sold online."""
    work = paper.pick_work()
    for when in range(LAST - 2, LAST + 1):
        keys = ("retail-sales", "online-sales", "online-share", "rural-online-sales")
        _tell(paper, nation, keys, when, work)
    paper.cite(work)


def tell_company(paper: Paper, nation: Nation) -> None:
    """Tell the trade of one company, in both currencies, and its share of the whole."""
    work = paper.pick_work()
    yuan, company = unit("yuan"), nation.company
    for when in (LAST - 1, LAST):
        time, volume = year(when), nation.figure("trade-volume", when)
        dollars = (volume / nation.figure("exchange-rate", when)).scaleb(-6).quantize(1).scaleb(6)
        for value, coin in ((volume, yuan), (dollars, unit("dollar"))):
            paper.observe("trade-volume", company, value, coin, time, cited=work, place=COUNTRY)
        for key, coin in (("orders", yuan), ("profit", yuan), ("trade-share", unit("percent"))):
            value = nation.figure(key, when)
            paper.observe(key, company, value, coin, time, cited=work, place=COUNTRY)
    both = sum((nation.figure("trade-volume", when) for when in (LAST - 1, LAST)), Decimal(0))
    span = period(LAST - 1, LAST)
    paper.observe("trade-volume", company, both, yuan, span, cited=work, place=COUNTRY)
    people = nation.figure("active-users", LAST)
    platform = nation.platform
    paper.observe(
        "active-users", platform, people, unit("person"), year(LAST), cited=work, place=COUNTRY
    )
    paper.cite(work)


def tell_incomes(paper: Paper, nation: Nation) -> None:
    """Tell what people of towns and villages earn, and how many times as much the first do."""
    work = paper.pick_work()
    rich, poor = nation.townspeople, nation.villagers
    for when in (LAST - 1, LAST):
        for group in (rich, poor):
            amount = nation.income(group, when)
            paper.observe(
                "income", group, amount, unit("yuan"), year(when), cited=work, place=COUNTRY
            )
        ratio = (nation.income(rich, when) / nation.income(poor, when)).quantize(Decimal("0.01"))
        paper.observe(
            "income-ratio",
            rich,
            ratio,
            unit("times"),
            year(when),
            cited=work,
            place=COUNTRY,
            extra=(("tkg:comparedWith", poor),),
        )
        measure = (("tkg:indicator", indicator("income")),)
        paper.claim(
            rich, "tkg:exceeds", poor, time=year(when), place=COUNTRY, cited=work, extra=measure
        )
    paper.cite(work)


def tell_villages(paper: Paper, nation: Nation) -> None:
    """Tell how many villages sell online, year by year, and what makes a village one of them."""
    work = paper.pick_work()
    villages, count = nation.villages, unit("village")
    for when in range(FIRST, LAST + 1):
        total = nation.figure("village-count", when)
        paper.observe(
            "village-count", villages, total, count, year(when), cited=work, place=COUNTRY
        )
    rise = draw_concept(paper, "tkg:Trend", ("tkg:direction", Literal("steadily-up")))
    paper.claim(
        villages,
        "tkg:hasTrend",
        rise,
        time=period(FIRST, LAST),
        place=COUNTRY,
        cited=work,
        extra=(("tkg:indicator", indicator("village-count")),),
    )
    for key in ("farming-village-count", "other-village-count"):
        part = nation.figure(key, LAST)
        paper.observe(key, villages, part, count, year(LAST), cited=work, place=COUNTRY)
    paper.observe(
        "village-turnover",
        villages,
        Decimal(nation.criterion),
        unit("yuan"),
        period(FIRST, LAST),
        cited=work,
        place=nation.rural,
        bound="tkg:atLeast",
    )
    paper.cite(work)


def tell_counties(paper: Paper) -> None:
    """Tell the table: which share of its sales each county makes online, and how that grew."""
    work, span = paper.pick_work(), period(LAST - 1, LAST)
    caption = f"Pangsa daring di {paper.place.name.id}, {span.name.id}"
    show_part(paper, "table-1", Name("Table 1", "Tabel 1", "表1", "biao 1"), caption, span, work)
    paper.claim(work.thing, "tkg:studiesCase", paper.place)
    first, *others = paper.counties
    facts = (("tkg:rank", Literal(1)), ("tkg:rankedBy", indicator("online-share")))
    leader = draw_concept(paper, "tkg:Concept", *facts)
    paper.claim(first, "tkg:describedAs", leader, time=year(LAST), place=paper.place, cited=work)
    for step, county in enumerate(paper.counties):
        start = Decimal(paper.random.randrange(140, 150)) / 10 - 3 * step
        growth = Decimal(125 - 4 * step) / 100
        for when, value in ((LAST - 1, start), (LAST, start * growth)):
            amount, time = value.quantize(Decimal("0.1")), year(when)
            paper.observe(
                "online-share", county, amount, unit("percent"), time, cited=work, place=paper.place
            )
    for key, time in (("online-share-growth", span), ("online-share", year(LAST))):
        for other in others:
            measure = (("tkg:indicator", indicator(key)),)
            paper.claim(first, "tkg:exceeds", other, time=time, cited=work, extra=measure)
    paper.cite(work)


def tell_spread(paper: Paper) -> None:
    """Tell how many villages of each county sell online, and draw them as a figure."""
    work, span = paper.pick_work(), period(LAST - 2, LAST)
    caption = f"Desa daring di {paper.place.name.id}, {span.name.id}"
    name = Name("Figure 1", "Gambar 1", "图1", "tu 1")
    show_part(paper, "figure-1", name, caption, span, work, shown="village-count")
    for step, county in enumerate(paper.counties):
        many = 40 - 9 * step + paper.random.randrange(5)
        for when in range(LAST - 2, LAST + 1):
            time, many = year(when), many + 3
            paper.observe(
                "village-count",
                county,
                Decimal(many),
                unit("village"),
                time,
                cited=work,
                place=paper.place,
            )
    paper.cite(work)


def show_part(
    paper: Paper,
    slug: str,
    name: Name,
    caption: str,
    span: Thing,
    work: Work,
    shown: str = "online-share",
) -> None:
    """Put in a table or figure: its caption and what it shows have the same place and time."""
    whole = paper.thing
    own = Name(*(f"{mine} ({theirs})" for mine, theirs in zip(name, whole.name, strict=True)))
    address = f"source/{whole.slug}-{slug}"
    part = make_thing(address, "tkg:SourcePart", own, ("tkg:partOf", whole))
    text = Literal(caption, language="id")
    paper.claim(part, "tkg:caption", text, time=span, place=paper.place, words=caption)
    paper.claim(
        part, "tkg:shows", indicator(shown), time=span, place=paper.place, words=caption, again=True
    )
    paper.claim(part, "tkg:shows", indicator(shown), time=span, place=paper.place)
    paper.claim(part, "tkg:reproducedFrom", work.thing)


def tell_survey(paper: Paper) -> None:
    """Tell a share of the companies of a sample, which is a whole number of them."""
    work, random = paper.pick_work(), paper.random
    asked = random.randrange(100, 900)
    members = random.randrange(10, asked - 10)
    of, time = paper.place, year(LAST)
    size = paper.observe("sample", of, Decimal(asked), unit("company"), time, cited=work, place=of)
    part = (100 * Decimal(members) / asked).quantize(Decimal("0.01"))
    beside = (("tkg:printedBeside", size),)
    paper.observe(
        "without-graduates", of, part, unit("percent"), time, cited=work, place=of, extra=beside
    )
    paper.cite(work)


def tell_rates(paper: Paper, nation: Nation) -> None:
    """Tell the exchange rate of each year."""
    for when in range(FIRST, LAST + 1):
        rate = nation.figure("exchange-rate", when)
        coin = unit("yuan-per-dollar")
        paper.observe("exchange-rate", COUNTRY, rate, coin, year(when), place=COUNTRY)


def repeat_figures(paper: Paper, nation: Nation, work: Work) -> None:
    """Tell in an abstract what the body tells, too."""
    told = (
        ("village-count", nation.villages, LAST),
        ("active-users", nation.platform, LAST),
        ("inequality", COUNTRY, LAST - 1),
    )
    for key, about, when in told:
        value, coin = nation.figure(key, when), usual_unit(key)
        paper.observe(key, about, value, coin, year(when), cited=work, place=COUNTRY)


def _tell(paper: Paper, nation: Nation, keys: tuple[str, ...], when: int, work: Work) -> None:
    """Tell figures of the country in their usual units."""
    for key in keys:
        value, coin = nation.figure(key, when), usual_unit(key)
        paper.observe(key, COUNTRY, value, coin, year(when), cited=work, place=COUNTRY)
