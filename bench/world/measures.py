"""Measures: the units and indicators of a made-up world, with what rules need to know of them."""

from functools import cache

from pyoxigraph import Literal

from .names import Name
from .thing import Fact, Thing, make_thing, number

_UNITS = {
    "yuan": ("money", "RMB", Name("yuan", "yuan", "元", "yuan")),
    "dollar": ("money", "USD", Name("US dollar", "dolar AS", "美元", "meiyuan")),
    "person": ("count", "persons", Name("person", "orang", "人", "ren")),
    "village": ("count", "villages", Name("village", "desa", "个村", "ge cun")),
    "company": ("count", "companies", Name("company", "perusahaan", "家公司", "jia gongsi")),
    "percent": ("share", "%", Name("per cent", "persen", "%", "baifen zhi")),
    "index": ("index", "index", Name("index", "indeks", "指数", "zhishu")),
    "times": ("ratio", "times", Name("times", "kali", "倍", "bei")),
    "yuan-per-dollar": (
        "rate",
        "RMB/USD",
        Name("yuan for a dollar", "yuan per dolar", "元每美元", "yuan mei meiyuan"),
    ),
}
_RATES = {"yuan-per-dollar": ("yuan", "dollar")}

#: Indicators: usual unit and name.
_INDICATORS = {
    "population": ("person", Name("Population", "Populasi", "人口", "renkou")),
    "rural-population": ("person", Name("Villagers", "Warga desa", "农村人口", "nongcun renkou")),
    "urban-population": (
        "person",
        Name("Townspeople", "Warga kota", "城镇人口", "chengzhen renkou"),
    ),
    "rural-share": ("percent", Name("Rural share", "Pangsa desa", "农村比重", "nongcun bizhong")),
    "retail-sales": ("yuan", Name("Retail sales", "Penjualan ritel", "零售额", "lingshou'e")),
    "online-sales": ("yuan", Name("Online sales", "Penjualan daring", "网售额", "wangshou'e")),
    "rural-online-sales": (
        "yuan",
        Name("Rural online sales", "Penjualan daring desa", "农村网售额", "nongcun wangshou'e"),
    ),
    "online-share": (
        "percent",
        Name("Online share", "Pangsa daring", "网售比重", "wangshou bizhong"),
    ),
    "online-share-growth": (
        "percent",
        Name(
            "Growth of the online share",
            "Pertumbuhan pangsa daring",
            "比重增长",
            "bizhong zengzhang",
        ),
    ),
    "trade-value": ("yuan", Name("Value of trade", "Nilai dagang", "贸易额", "maoyi'e")),
    "trade-volume": ("yuan", Name("Trade volume", "Volume dagang", "交易额", "jiaoyi'e")),
    "orders": ("yuan", Name("Value of orders", "Nilai pesanan", "订单额", "dingdan'e")),
    "profit": ("yuan", Name("Profit", "Keuntungan", "利润", "lirun")),
    "trade-share": ("percent", Name("Market share", "Pangsa pasar", "市场份额", "shichang fen'e")),
    "village-count": ("village", Name("Online villages", "Desa daring", "网村数", "wangcun shu")),
    "farming-village-count": (
        "village",
        Name("Farming online villages", "Desa daring tani", "农业网村数", "nongye wangcun shu"),
    ),
    "other-village-count": (
        "village",
        Name("Other online villages", "Desa daring lain", "其他网村数", "qita wangcun shu"),
    ),
    "village-turnover": (
        "yuan",
        Name("Turnover of a village", "Omzet desa", "每村销售额", "mei cun xiaoshou'e"),
    ),
    "income": ("yuan", Name("Income of a person", "Pendapatan", "人均收入", "renjun shouru")),
    "income-ratio": ("times", Name("Ratio of incomes", "Rasio pendapatan", "收入比", "shouru bi")),
    "inequality": ("index", Name("Gini coefficient", "Koefisien Gini", "基尼系数", "jini xishu")),
    "shoppers": (
        "person",
        Name("Online shoppers", "Pembelanja daring", "网购人数", "wanggou renshu"),
    ),
    "active-users": ("person", Name("Active users", "Pengguna aktif", "活跃用户", "huoyue yonghu")),
    "sample": ("company", Name("Companies asked", "Perusahaan sampel", "样本数", "yangben shu")),
    "without-graduates": (
        "percent",
        Name(
            "Companies without graduates", "Tanpa sarjana", "无毕业生比重", "wu biyesheng bizhong"
        ),
    ),
    "exchange-rate": ("yuan-per-dollar", Name("Exchange rate", "Kurs", "汇率", "huilü")),
}
#: How indicators belong together: of the first, by a term, to the second.
_RELATIONS = (
    ("rural-population", "tkg:partOfWhole", "population"),
    ("rural-population", "tkg:addendOf", "population"),
    ("urban-population", "tkg:partOfWhole", "population"),
    ("urban-population", "tkg:addendOf", "population"),
    ("rural-share", "tkg:numerator", "rural-population"),
    ("rural-share", "tkg:denominator", "population"),
    ("online-sales", "tkg:partOfWhole", "retail-sales"),
    ("rural-online-sales", "tkg:partOfWhole", "online-sales"),
    ("online-share", "tkg:numerator", "online-sales"),
    ("online-share", "tkg:denominator", "retail-sales"),
    ("online-share-growth", "tkg:growthOf", "online-share"),
    ("trade-volume", "tkg:partOfWhole", "online-sales"),
    ("trade-volume", "skos:broader", "trade-value"),
    ("profit", "tkg:partOfWhole", "trade-volume"),
    ("orders", "skos:broader", "trade-value"),
    ("trade-share", "tkg:numerator", "trade-volume"),
    ("trade-share", "tkg:denominator", "online-sales"),
    ("farming-village-count", "tkg:partOfWhole", "village-count"),
    ("farming-village-count", "tkg:addendOf", "village-count"),
    ("other-village-count", "tkg:partOfWhole", "village-count"),
    ("other-village-count", "tkg:addendOf", "village-count"),
    ("village-turnover", "tkg:perUnitOf", "village-count"),
    ("village-turnover", "tkg:partOfWhole", "rural-online-sales"),
    ("income-ratio", "tkg:ratioOf", "income"),
    ("shoppers", "tkg:partOfWhole", "population"),
)
_PLAUSIBLE = {
    "population": (("tkg:usualLeast", "1000"),),
    "inequality": (("tkg:usualLeast", "0"), ("tkg:usualMost", "1")),
    "active-users": (("tkg:usualMost", "8000000000"),),
    **{
        key: (("tkg:usualLeast", "0"), ("tkg:usualMost", "100"))
        for key, (unit, _) in _INDICATORS.items()
        if unit == "percent"
    },
}


def place(slug: str, name: Name, *facts: Fact) -> Thing:
    """Return a place."""
    return make_thing(f"place/{slug}", "tkg:Place", name, *facts)


WORLD = place("world", Name("World", "Dunia", "世界", "shijie"))
COUNTRY = place(
    "yunguo",
    Name("Yunguo", "Yunguo", "云国", "Yunguo"),
    ("tkg:partOf", WORLD),
    ("tkg:tier", Literal(0)),
)


@cache
def unit(key: str) -> Thing:
    """Return a unit by its short name."""
    dimension, symbol, name = _UNITS[key]
    rate = zip(("tkg:ofUnit", "tkg:perUnit"), map(unit, _RATES.get(key, ())), strict=False)
    dimensions = ("tkg:dimension", Literal(dimension))
    return make_thing(
        f"unit/{key}", "tkg:Unit", name, dimensions, ("tkg:symbol", Literal(symbol)), *rate
    )


@cache
def indicator(key: str) -> Thing:
    """Return an indicator by its short name."""
    usual, name = _INDICATORS[key]
    return make_thing(
        f"indicator/{key}",
        "tkg:Indicator",
        name,
        ("tkg:dimension", Literal(_UNITS[usual][0])),
        ("tkg:usualUnit", unit(usual)),
        *((relation, indicator(to)) for of, relation, to in _RELATIONS if of == key),
        *((limit, number(value)) for limit, value in _PLAUSIBLE.get(key, ())),
        *([("tkg:countedWithin", COUNTRY)] if key == "village-count" else []),
        *([("tkg:byDefinition", Literal(True))] if key == "village-turnover" else []),
    )


def usual_unit(key: str) -> Thing:
    """Return the unit in which an indicator is counted."""
    return unit(_INDICATORS[key][0])
