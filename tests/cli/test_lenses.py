"""--lens in every command that reads the graph, and the commands about lenses."""

import json

import pytest

from taobao_kg.ask.dependence_report import FORMATS
from taobao_kg.cli import weighing
from taobao_kg.cli.parser import main, make_parser

ISSUERS = "SELECT ?p ?a { ?p tkg:issuedBy ?a }"
FOOTER = "Lens: without=blog-2018 (without Blog 2018); 23 of 31 statements"


@pytest.fixture
def run(lenses_built, capsys):
    def call(*words):
        code = main([*words, "--data", str(lenses_built.data), "--build", str(lenses_built.build)])
        out, err = capsys.readouterr()
        return code, out, err

    return call


READING = {
    "query": ("query", ISSUERS, "-f", "table"),
    "search": ("search", "council", "-f", "table"),
    "show": ("show", "rural-guidance"),
    "why": ("why", "rural-guidance", "issuedBy", "state-council"),
    "discrepancies": ("discrepancies", "-f", "table"),
    "network": ("network", "-f", "table"),
    "dependence": ("dependence", ISSUERS, "-f", "table"),
}
WRITING = {
    "view": ("view", "-o", "-"),
    "chart": ("chart", "taobao-village-count", "-f", "html", "-o", "-"),
    "timeline": ("timeline", "-f", "svg", "-o", "-"),
    "turtle": ("export", "-f", "turtle"),
    "graphml": ("export", "-f", "graphml"),
    "gexf": ("export", "-f", "gexf"),
    "void": ("export", "-f", "void"),
    "codebook": ("export", "-f", "codebook"),
    "cite": ("cite", "rural-guidance"),
    "measured": ("network", "-f", "gexf"),
}


@pytest.mark.parametrize("words", READING.values(), ids=READING)
def test_below_what_people_read_stands_the_lens(run, words):
    code, out, err = run(*words, "--lens", "without=blog-2018")
    assert (code, err) == (0, "")
    assert out.endswith(f"\n{FOOTER}\n")


@pytest.mark.parametrize("words", WRITING.values(), ids=WRITING)
def test_what_is_written_names_the_lens(run, words):
    code, out, _ = run(*words, "--lens", "without=blog-2018")
    assert code == 0
    assert "without=blog-2018 (without Blog 2018)" in " ".join(out.split())


@pytest.mark.parametrize("form", ["csv", "json", "xml"])
def test_data_stays_data_and_the_lens_is_told_beside(run, form):
    code, out, err = run("query", ISSUERS, "-f", form, "--lens", "without=blog-2018")
    assert code == 0
    assert "Lens" not in out
    assert err == FOOTER + "\n"
    assert run("query", ISSUERS, "-f", form, "--lens", "without=blog-2018", "-q")[2] == ""


def test_triples_are_data_as_a_table_too(run):
    words = ("CONSTRUCT { ?p tkg:issuedBy ?a } WHERE { ?p tkg:issuedBy ?a }", "-f", "table")
    _, out, err = run("query", *words, "--lens", "official")
    assert "Lens" not in out
    assert err.startswith("Lens: official")


def test_a_lens_takes_away_what_only_its_sources_say(run):
    words = ("query", "SELECT ?o { policy:broadband-strategy tkg:ledTo ?o }")
    assert "internet-adoption" in run(*words)[1]
    assert "internet-adoption" not in run(*words, "--lens", "without=blog-2018")[1]


def test_without_a_lens_data_and_tables_are_as_before(run):
    assert run("query", ISSUERS, "-f", "table") == run(
        "query", ISSUERS, "-f", "table", "--lens", "all"
    )
    assert "Lens" not in "".join(run("query", ISSUERS, "-f", "table")[1:])


def test_in_a_page_every_lens_is_named_in_the_language(run):
    assert "视角：all" in run("view", "-o", "-", "--lang", "zh")[1]
    assert (
        "Lensa: all"
        in run("chart", "taobao-village-count", "-f", "svg", "-o", "-", "--lang", "id")[1]
    )


def test_several_lenses_in_indonesian(run):
    lenses = ("--lens", "as-of=2016", "--lens", "without-weak-sources")
    _, out, _ = run("query", ISSUERS, "-f", "md", "--lang", "id", *lenses)
    assert "Lensa: as-of=2016 + without-weak-sources" in out
    assert "15 dari 31 pernyataan; sumber tanpa tanggal, tidak dihitung: 1" in out


@pytest.mark.parametrize("lens", ["withut=blog-2018", "without=blog-2017", "as-of=soon"])
def test_a_wrong_lens_is_usage(run, lens):
    code, out, err = run("query", ISSUERS, "--lens", lens)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_every_command_that_reads_the_graph_has_the_option():
    commands = next(a for a in make_parser()._actions if hasattr(a, "choices") and a.choices)
    having = {n for n, p in commands.choices.items() if "--lens" in p._option_string_actions}
    assert having == {
        *("query", "search", "show", "why", "discrepancies", "network", "view", "chart"),
        *("timeline", "export", "cite", "dependence", "site", "load", "serve"),
    }


def test_the_lenses_are_listed(run):
    code, out, _ = run("queries", "--lenses", "-f", "csv", "--lang", "id")
    assert code == 0
    assert out.startswith("lens,title,summary,example\n")
    assert "without,tanpa SOURCE," in out


def test_a_citation_is_checked_through_its_lens(run, tmp_path):
    target = tmp_path / "c.bib"
    assert run("cite", ISSUERS, "--lens", "without=blog-2018", "-o", str(target))[0] == 0
    assert "taobao-kg-cite/2" in target.read_text()
    code, out, _ = run("cite", "--check", str(target))
    assert code == 0
    assert out.startswith("same: the query")
    assert out.endswith(", through the lens without=blog-2018\n")
    assert run("cite", "--check", str(target), "--lens", "all")[0] == 2


def test_an_answer_cited_through_a_lens_differs_from_that_of_all(run, tmp_path):
    lens, whole = tmp_path / "lens.txt", tmp_path / "whole.txt"
    run("cite", ISSUERS, "--lens", "without=blog-2018", "-o", str(lens))
    run("cite", ISSUERS, "-o", str(whole))
    assert "through the lens" not in run("cite", "--check", str(whole))[1]
    both = tmp_path / "both.txt"
    both.write_text(whole.read_text() + lens.read_text())
    code, out, _ = run("cite", "--check", str(both))
    assert code == 0
    assert out.count("same: ") == 2


def test_dependence_as_data(run):
    code, out, err = run("dependence", ISSUERS, "-f", "csv")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "p,a,gone_without,changed_without,only_without"
    assert "source:blog-2018" in out
    data = json.loads(run("dependence", ISSUERS, "-f", "json")[1])
    assert {one["source"].rpartition("/")[2] for one in data["sources"]} >= {"blog-2018"}


def test_dependence_with_parameters(run):
    words = ("dependence", "policies-of-a-year", "-p", "year=2015", "-f", "table", "--lang", "zh")
    code, out, _ = run(*words)
    assert code == 0
    assert "博客2018" in out
    assert run("dependence", "policies-of-a-yaer")[0] == 2


def test_the_formats_of_help_are_those_of_the_report():
    assert weighing.FORMATS == FORMATS
