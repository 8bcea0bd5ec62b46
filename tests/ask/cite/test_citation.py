"""The citation: what a reader needs to find the words again, and nothing nobody printed."""

import pytest

from taobao_kg import __version__
from taobao_kg.ask.cite.citation import cite_target
from taobao_kg.ask.cite.formats import WRITERS
from taobao_kg.ask.cite.ledger import read_ledger
from taobao_kg.ask.cite.target import read_target
from taobao_kg.errors import UsageError
from taobao_kg.release import Author, read_release
from taobao_kg.vocab import BASE, expand


@pytest.fixture(scope="module")
def cite(real_graph, real_built):
    def call(what=None, lang="en", **given):
        return cite_target(real_graph, read_target(real_graph, real_built, what, given), lang)

    ledger = read_ledger(real_graph)
    with pytest.MonkeyPatch.context() as patch:
        # The prints of the whole data take longest, and are the same for each citation.
        patch.setattr("taobao_kg.ask.cite.sealing.read_ledger", lambda graph: ledger)
        yield call


def test_the_data_set(cite):
    (work,) = cite()
    release = read_release()
    assert (work.title, work.authors, work.date) == (release.title, release.authors, release.date)
    assert (work.kind, work.version, work.url) == ("data set", __version__, BASE)


def test_a_work_has_its_own_record_first_and_then_how_it_is_cited_here(cite):
    own, here, source = cite("source:liu-2018")
    assert own.authors == (Author("Liu, M, et.al."),)
    assert own.title.startswith("What Drive the Development of E-Commerce in Rural China")
    assert (own.year, own.kind, own.seal) == ("2018", "article", None)
    assert here.title == "Liu et al. 2018, as cited in Renolafitri 2020"
    assert "“(Liu, Huang, Zhang, & Gao, 2018: 2)”" in here.note
    assert here.seal.of == "source:liu-2018"
    assert source.key == "renolafitri-2020"


def test_the_paper_has_journal_volume_and_pages(cite):
    own, here = cite("renolafitri-2020")
    assert own.container == "Insignia Journal of International Relations"
    assert (own.volume, own.issue, own.pages, own.issn) == ("7", "1", "45-56", "2089-1962")
    assert own.date == "2020-04"
    assert here.seal.total > 700


def test_a_book_keeps_its_publisher_as_printed(cite):
    book = cite("source:hill-2005")[0]
    assert (book.kind, book.publisher) == ("book", "New York: Mc Graw Hill Pub.Co.")
    assert book.container == ""


def test_a_work_without_year_gets_none(cite):
    own = cite("source:national-bureau-of-statistics-undated")[0]
    assert own.date == ""
    assert "(n.d.)" in WRITERS["text"]([own])
    assert "year" not in WRITERS["bibtex"]([own])


def test_a_claim_has_its_words_its_place_and_its_source(cite):
    claim, paper = cite("claim:renolafitri-2020-0391")
    assert claim.title.startswith("E-Commerce Poverty Alleviation Strategy · issued by · State")
    assert "“Pada tahun 2014, Dewan Negara Tiongkok" in claim.note
    assert "section “Hasil dan Pembahasan”, characters 21363–21491" in claim.note
    assert claim.url == expand("claim:renolafitri-2020-0391")
    assert paper.key == "renolafitri-2020"


def test_a_claim_taken_from_another_work_says_as_quoted_in(cite):
    number, paper, other = cite("observation:renolafitri-2020-0544")
    assert "Xiong et al. 2017, as quoted in Renolafitri 2020" in number.note
    assert (paper.key, other.key) == ("renolafitri-2020", "xiong-2017")


def test_a_question_has_parameters_and_prints(cite):
    answer, paper = cite("policies-and-outcomes", actor="state-council", year="2014")
    seal = answer.seal
    assert answer.title.startswith("Which actor issued which policy")
    assert answer.note == (
        "policies-and-outcomes, actor=actor:state-council, year=year:2014; 2 rows on 3 statements"
    )
    assert all(len(one) == 64 for one in (seal.query, seal.data, seal.result))
    assert paper.key == "renolafitri-2020"
    other = cite("policies-and-outcomes", actor="state-council", year="2015")[0]
    assert other.key != answer.key
    assert (other.seal.query, other.seal.data) == (seal.query, seal.data)


def test_the_language_changes_the_words_and_not_the_seal(cite):
    english, chinese = (
        cite("policies-and-outcomes", lang, year="2014")[0] for lang in ("en", "zh")
    )
    assert chinese.title.startswith("谁在哪一年")
    assert chinese.seal == english.seal
    assert cite("state-council", "zh")[0].title == "国务院"


def test_citing_twice_gives_the_same_bytes(cite):
    for what in ("state-council", "policies-and-outcomes"):
        one, two = cite(what), cite(what)
        for write in WRITERS.values():
            assert write(one) == write(two)


def test_no_release_date_means_no_year(cite, monkeypatch):
    without = read_release()._replace(date="")
    monkeypatch.setattr("taobao_kg.ask.cite.citation.read_release", lambda: without)
    for name, write in WRITERS.items():
        written = write(cite("claim:renolafitri-2020-0391")[:1])
        assert "2026" not in written, name


def test_a_file_of_the_library_is_the_question_and_another_is_its_words(cite, real_built, tmp_path):
    path = real_built.queries / "trends.rq"
    assert cite(str(path))[0].seal.of == "question:trends"
    mine = tmp_path / "trends.rq"
    mine.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    seal = cite(str(mine))[0].seal
    assert seal.of.startswith("sparql:PREFIX")
    assert (seal.query, seal.result) == (
        cite("trends")[0].seal.query,
        cite("trends")[0].seal.result,
    )


@pytest.mark.parametrize(
    ("what", "given", "message"),
    [
        ("nothing-like-it-qq", {}, "names nothing in the graph"),
        ("policies-and-outcoms", {}, "there is the question policies-and-outcomes"),
        ("https://example.org/x", {}, "the graph says nothing of"),
        ("rule:claim-year", {}, "the graph says nothing of"),
        ("state-council", {"year": "2014"}, "a parameter belongs to a question"),
        (None, {"year": "2014"}, "a parameter belongs to a question"),
        ("policies-and-outcomes", {"yaer": "2014"}, "has no parameter 'yaer'"),
        ("SELECT * {", {}, "not SPARQL"),
    ],
)
def test_what_cannot_be_cited_is_one_clear_line(cite, what, given, message):
    with pytest.raises(UsageError, match=message) as caught:
        cite(what, **given)
    assert "\n" not in str(caught.value)
