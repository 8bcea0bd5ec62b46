from taobao_kg.lens import WHOLE, Lens

TITLES = {"en": "up to 2017", "id": "sampai 2017", "zh": "2017年及以前"}


def test_without_a_lens_every_statement_counts():
    assert WHOLE.is_all
    assert [WHOLE.footer(lang)[:4] for lang in ("en", "id", "zh")] == ["Lens", "Lens", "视角：a"]


def test_the_footer_counts_in_three_languages():
    lens = Lens("as-of=2017", TITLES, 12, 40)
    assert lens.footer() == "Lens: as-of=2017 (up to 2017); 12 of 40 statements"
    assert lens.footer("id") == "Lensa: as-of=2017 (sampai 2017); 12 dari 40 pernyataan"
    assert lens.footer("zh") == "视角：as-of=2017（2017年及以前）；40条陈述中的12条"


def test_the_footer_tells_what_had_to_be_left_out():
    lens = Lens("as-of=2017", TITLES, 12, 40, {"en": "without a date: 2", "zh": "未注明日期：2"})
    assert lens.footer().endswith("; without a date: 2")
    assert lens.footer("zh").endswith("；未注明日期：2")
