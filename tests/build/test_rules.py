import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from taobao_kg.build.rules import fill, read_rule, read_rules
from taobao_kg.errors import DataError
from taobao_kg.folders import find_folders

RULES = find_folders().ontology / "rules"
ALL = sorted(RULES.glob("*.rq"))
#: Those that are run once and give no premises; see `taobao_kg.build.constructs`.
ONCE = [path for path in ALL if path.stem.startswith(("measure-", "standing-"))]
DERIVING = [path for path in ALL if path not in ONCE]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_each_rule_runs_unchanged_in_any_store(path):
    Store().query(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_no_rule_names_anything_in_the_world(path):
    assert "w3id.org/taobao-kg/id/" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DERIVING, ids=lambda path: path.stem)
def test_each_rule_says_what_it_does(path):
    rule = read_rule(path)
    assert rule.summaries["en"].endswith(".")
    assert set(rule.summaries) == {"en", "id", "zh-Hans"}
    Store().query(rule.select)


def test_rules_are_read_by_kind():
    assert {rule.premise for rule in read_rules(RULES, "claim")} == {"statement"}
    assert {rule.premise for rule in read_rules(RULES, "closure")} == {None}
    assert len(DERIVING) == len(read_rules(RULES, "claim")) + len(read_rules(RULES, "closure"))


def test_a_literal_makes_no_subject():
    store = Store()
    store.add(Quad(NamedNode("urn:a"), NamedNode("urn:p"), Literal("x")))
    (row,) = store.query("SELECT * { ?s ?p ?o }")
    assert fill(("o", "p", "s"), row) is None
    assert fill(("s", NamedNode("urn:q"), "o"), row) == Triple(
        NamedNode("urn:a"), NamedNode("urn:q"), Literal("x")
    )


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("SELECT * WHERE {\n}\n", ":1:", "stands outside"),
        ("CONSTRUCT {\n  ?a ?b ?c\n}\nWHERE {\n  ?a ?b ?c .\n}\n", ":2:", "with its dot"),
        ("CONSTRUCT {\n  ?a no:b ?c .\n}\nWHERE {\n  ?a ?b ?c .\n}\n", ":2:", "'no:b'"),
        ("CONSTRUCT {\n  ?a ?b ?c .\n}\n", "x.rq:", "at least one in WHERE"),
    ],
)
def test_a_broken_rule_is_named_with_its_line(tmp_path, text, place, words):
    path = tmp_path / "x.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_rule(path)
    assert place in str(caught.value)
    assert words in str(caught.value)
