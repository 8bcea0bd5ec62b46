"""The nation: what all papers of a made-up world share, and the truth that all of them tell.

Every figure comes from the same few series, so that no two papers disagree, parts are below their
wholes, and shares and ratios can be recomputed.
"""

from decimal import Decimal
from random import Random

from pyoxigraph import Literal, NamedNode

from taobao_kg.vocab import ID

from .measures import COUNTRY, place
from .names import Name, place_name
from .thing import Fact, Thing, gyear, make_thing

#: The years that the series cover, and the one in which online villages began.
FIRST, LAST = 2009, 2017

_PROVINCE = Name("Province", "Provinsi", "省", "sheng")
_PREFECTURE = Name("Prefecture", "Prefektur", "市", "shi")
_COUNTY = Name("County", "Kabupaten", "县", "xian")


_WITHIN = ("tkg:partOf", COUNTRY)


class Nation:
    """What the papers of one made-up world share."""

    rural = place(
        "rural-yunguo",
        Name("Rural Yunguo", "Pedesaan Yunguo", "云国农村", "Yunguo nongcun"),
        _WITHIN,
    )
    urban = place(
        "urban-yunguo",
        Name("Urban Yunguo", "Perkotaan Yunguo", "云国城镇", "Yunguo chengzhen"),
        _WITHIN,
    )
    council = make_thing(
        "actor/state-council",
        "tkg:StateBody",
        Name("State Council", "Dewan Negara", "国务院", "guowuyuan"),
        ("tkg:locatedIn", COUNTRY),
        ("tkg:tier", Literal(0)),
    )
    ministry = make_thing(
        "actor/ministry-of-trade",
        "tkg:StateBody",
        Name("Ministry of Trade", "Kementerian Perdagangan", "贸易部", "maoyibu"),
        ("tkg:partOf", council),
        ("tkg:tier", Literal(0)),
    )
    villages = make_thing(
        "concept/online-village",
        "tkg:Concept",
        Name("Online village", "Desa daring", "网村", "wangcun"),
        ("tkg:tier", Literal(5)),
    )
    founded = 2001
    register = make_thing(
        "source/register-2018",
        "tkg:Source",
        Name("Company register", "Daftar perusahaan", "企业名录", "qiye minglu"),
        ("dcterms:title", Literal("A register of companies", language="en")),
        ("tkg:sourceKind", Literal("data set")),
    )
    company = make_thing(
        "actor/tianfu-trade",
        "tkg:Company",
        Name("Tianfu Trade", "Tianfu Trade", "田福公司", "Tianfu gongsi"),
        ("schema:foundingDate", gyear(founded)),
        ("dcterms:source", register),
    )
    founder = make_thing(
        "actor/song-tianlin",
        "tkg:Person",
        Name("Song Tianlin", "Song Tianlin", "宋田林", "Song Tianlin"),
    )
    platform = make_thing(
        "platform/tianfu-market",
        "tkg:Platform",
        Name("Tianfu Market", "Pasar Tianfu", "田福集市", "Tianfu jishi"),
    )
    townspeople = make_thing(
        "actor/townspeople",
        "tkg:SocialGroup",
        Name("People of the towns", "Penduduk kota", "城镇居民", "chengzhen jumin"),
    )
    villagers = make_thing(
        "actor/villagers",
        "tkg:SocialGroup",
        Name("People of the villages", "Penduduk desa", "农村居民", "nongcun jumin"),
    )
    criterion = 10_000_000

    def __init__(self, random: Random) -> None:
        self._size = Decimal(random.randrange(900, 1100)) / 1000
        names = [place_name(n, _PROVINCE) for n in random.sample(range(500), 31)]
        self.provinces = [place(_slug(name), name, _WITHIN, _tier(1)) for name in names]

    def prefecture(self, number: int) -> tuple[Thing, list[Thing]]:
        """Return the prefecture that a paper is about, and its four counties."""
        province = self.provinces[number % len(self.provinces)]
        name = place_name(600 + 5 * number, _PREFECTURE)
        names = [place_name(600 + 5 * number + step, _COUNTY) for step in range(1, 5)]
        parts = [("tkg:consistsOf", NamedNode(f"{ID}place/{_slug(part)}")) for part in names]
        whole = place(_slug(name), name, ("tkg:partOf", province), _tier(2), *parts)
        return whole, [place(_slug(n), n, ("tkg:partOf", whole), _tier(3)) for n in names]

    def figure(self, key: str, year: int) -> Decimal:
        """Return what the country has of an indicator in a year, in the unit of the indicator."""
        step = year - FIRST
        if key == "population":
            return self._whole(1_203_450_000 + 6_140_000 * step)
        if key == "rural-population":
            return _round(self.figure("population", year) * (520 - 12 * step) / 1000, 3)
        if key == "urban-population":
            return self.figure("population", year) - self.figure("rural-population", year)
        if key == "retail-sales":
            return _round(self._whole(13_270_312_000_000) * Decimal("1.11") ** step, 6)
        if key == "online-sales":
            return _round(self.figure("retail-sales", year) * (21 + 16 * step) / 1000, 6)
        if key == "rural-online-sales":
            return _round(self.figure("online-sales", year) * 9 / 100, 6)
        if key == "trade-volume":
            return _round(self.figure("online-sales", year) * (620 - 7 * step) / 1000, 6)
        if key == "orders":
            return _round(self.figure("trade-volume", year) * 106 / 100, 6)
        if key == "profit":
            return _round(self.figure("trade-volume", year) * 34 / 1000, 6)
        if key == "village-count":
            return _round(20 * Decimal("1.6") ** step, 0)
        if key == "farming-village-count":
            return _round(self.figure("village-count", year) / 3, 0)
        if key == "other-village-count":
            return self.figure("village-count", year) - self.figure("farming-village-count", year)
        if key == "shoppers":
            return self._whole(98_120_000 + 41_370_000 * step)
        if key == "active-users":
            return self._whole(61_340_000 + 27_190_000 * step)
        if key == "inequality":
            return (490 - 3 * Decimal(step)) / 1000
        if key == "exchange-rate":
            return Decimal("6.8314") - Decimal("0.0523") * step
        shares = {
            "rural-share": ("rural-population", "population"),
            "online-share": ("online-sales", "retail-sales"),
            "trade-share": ("trade-volume", "online-sales"),
        }
        part, total = shares[key]
        return share(self.figure(part, year), self.figure(total, year))

    def income(self, group: Thing, year: int) -> Decimal:
        """Return the income of a person of a group in a year, in yuan."""
        start, rise = (17_175, 2_110) if group is self.townspeople else (5_153, 840)
        return self._whole(start + rise * (year - FIRST))

    def _whole(self, number: int) -> Decimal:
        return _round(number * self._size, 0)


def share(part: Decimal, total: Decimal) -> Decimal:
    """Return a share in per cent, as papers print it: one digit behind the point."""
    return _round(100 * part / total, -1)


def _round(value: Decimal, zeros: int) -> Decimal:
    """Return a number rounded to so many zeros at its end."""
    return (value.scaleb(-zeros)).quantize(Decimal(1)).scaleb(zeros) + Decimal(0)


def _tier(number: int) -> Fact:
    return "tkg:tier", Literal(number)


def _slug(name: Name) -> str:
    return name.en.lower().replace(" ", "-")
