"""The commands chart and timeline as a shell sees them."""

import pytest

from taobao_kg.cli.parser import main


@pytest.fixture
def run(tiny_built, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        options = ["--data", str(tiny_built.data), "--build", str(tiny_built.build)]
        code = main([*arguments, *options])
        return code, capsys.readouterr()

    return call


def test_chart_writes_a_page_by_default(run, tmp_path):
    code, said = run("chart", "internet-adoption-rate")
    assert code == 0
    assert "wrote internet-adoption-rate.html: Numbers drawn: 1 of 1." in said.err
    assert "33.1" in (tmp_path / "internet-adoption-rate.html").read_text(encoding="utf-8")


def test_chart_to_stdout(run, tmp_path):
    code, said = run("chart", "internet-adoption-rate", "-f", "csv", "-o", "-", "--lang", "id")
    assert code == 0
    assert said.out.splitlines()[0].startswith("time,bound,value,unit")
    assert "observation:tiny-2020-0003" in said.out
    assert said.err == ""
    assert list(tmp_path.iterdir()) == []


def test_timeline_writes_what_the_ending_says(run, tmp_path):
    code, _ = run("timeline", "-o", "all.svg", "--years", "2010..2017")
    assert code == 0
    assert (tmp_path / "all.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("chart", "internet-adoption-rat"), 2, "did you mean indicator:internet-adoption-rate"),
        (("chart", "internet-adoption-rate", "-f", "pdf"), 2, "no picture format 'pdf'"),
        (("chart", "internet-adoption-rate", "-o", "a.gif"), 2, "no picture has that ending"),
        (("chart", "internet-adoption-rate", "-o", "no/such/a.svg"), 2, "cannot be written"),
        (("chart", "internet-adoption-rate", "--years", "1900"), 1, "no number is for the years"),
        (("chart", "internet-adoption-rate", "--years", "x"), 2, "no range of years"),
        (("timeline", "--years", "1900..1901"), 1, "no policy and no number"),
        (("timeline", "--indicator", "nothing"), 2, "names no indicator"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(run, tmp_path, arguments, code, words):
    got, said = run(*arguments)
    assert (got, said.out) == (code, "")
    assert words in said.err
    assert said.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [("chart",), ("chart", "x", "--by", "colour")])
def test_usage(run, arguments):
    with pytest.raises(SystemExit) as stop:
        run(*arguments)
    assert stop.value.code == 2
