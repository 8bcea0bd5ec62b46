import shutil
from hashlib import sha256

import pytest

from taobao_kg.curate.propose.known import read_known
from taobao_kg.curate.propose.registering import Particulars, describe_source, register_source
from taobao_kg.curate.propose.texts import Text
from taobao_kg.errors import UsageError
from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle, write_turtle
from tests.conftest import FIXTURES

WORDS = "Dewan Negara menerbitkan strategi ini pada tahun 2015 dan 2016."
TEXT = Text(WORDS, sha256(WORDS.encode()).hexdigest())


@pytest.fixture
def folders(tmp_path):
    shutil.copytree(FIXTURES / "proposals" / "graph_data", tmp_path / "graph_data")
    return find_folders(tmp_path / "graph_data", tmp_path / "build")


def register(folders, told, text=TEXT):
    return register_source(folders, read_known(folders), told, text)


def test_a_source_is_described_with_all_that_was_told(folders):
    told = Particulars("li-wang-2021", "Desa\n Daring", "Li", "2021-03", None, "article", "strong")
    before = set(parse_turtle(folders.data / "sources.ttl"))
    assert register(folders, told) == ("id", True)
    path = folders.data / "sources.ttl"
    after = parse_turtle(path)
    assert before < set(after)
    assert path.read_text(encoding="utf-8") == write_turtle(after)
    block = path.read_text(encoding="utf-8").partition("<source/li-wang-2021>")[2]
    for line in (
        '"Li Wang 2021"@en',
        'dcterms:title "Desa Daring"@id',
        'dcterms:issued "2021-03"^^xsd:gYearMonth',
        'tkg:quality "strong"',
        f"tkg:textLength {len(WORDS)}",
        f'tkg:textSha256 "{TEXT.digest}"',
    ):
        assert line in block


def test_pages_are_counted_where_form_feeds_part_them():
    triples = describe_source(Particulars("a-2020"), Text("one\ftwo", "d"), "en")
    assert "bibo:numPages 2 ;" in write_turtle(triples)
    assert "numPages" not in write_turtle(describe_source(Particulars("a-2020"), TEXT, "en"))


def test_hostile_words_stay_words(folders):
    told = Particulars("a-2020", title='x" . <source/liu-2018> a tkg:Claim . "', creator="\\")
    register(folders, told)
    known = read_known(folders)
    assert known.one("https://w3id.org/taobao-kg/id/source/a-2020", "dcterms:creator") == "\\"
    assert len(known.types("https://w3id.org/taobao-kg/id/source/liu-2018")) == 1


def test_again_with_the_same_text_nothing_changes(folders):
    register(folders, Particulars("a-2020"))
    before = (folders.data / "sources.ttl").read_bytes()
    assert register(folders, Particulars("a-2020", title="Another")) == ("id", False)
    assert (folders.data / "sources.ttl").read_bytes() == before


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (Particulars("Li 2020"), "'Li 2020' is no name for a source.*such as li-2020"),
        (Particulars("李"), "no name for a source.*such as li-2017"),
        (Particulars("a--b"), "no name for a source"),
        (Particulars("../a"), "no name for a source"),
        (Particulars("a" * 61), "at most 60"),
        (Particulars("entities"), "name of a graph of ours"),
        (Particulars("a-1", language="english!"), "no language tag"),
        (Particulars("a-1", date="2020-13"), "no date"),
        (Particulars("a-1", quality="good"), "choose strong, ordinary, copy, weak"),
        (Particulars("liu-2018"), "described already, without a text.*tkg:textSha256"),
        (Particulars("bertexs-2019"), "is taken: it has another text.*bertexs-2019b"),
    ],
)
def test_what_is_told_wrong_is_refused_and_nothing_written(folders, told, message):
    before = (folders.data / "sources.ttl").read_bytes()
    with pytest.raises(UsageError, match=message):
        register(folders, told)
    assert (folders.data / "sources.ttl").read_bytes() == before


def test_a_text_belongs_to_one_source(folders):
    register(folders, Particulars("a-2020"))
    with pytest.raises(UsageError, match="this very text is that of a-2020"):
        register(folders, Particulars("b-2020"))


def test_a_text_that_tells_no_language_needs_to_be_told(folders):
    with pytest.raises(UsageError, match="give it with --language"):
        register(folders, Particulars("a-2020"), Text("Alibaba 2015", "d"))
    assert register(folders, Particulars("a-2020", language="ja"), Text("Alibaba", "d")).new


def test_an_unwritable_file_is_told_and_nothing_left_behind(folders, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    names = sorted(folders.data.iterdir())
    with pytest.raises(UsageError, match=r"sources\.ttl: cannot be written \(No space left"):
        register(folders, Particulars("a-2020"))
    assert sorted(folders.data.iterdir()) == names
