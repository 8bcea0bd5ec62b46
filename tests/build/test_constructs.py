"""Rules that run once: each sees what those before it made, and each says what it does."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from taobao_kg.build.constructs import run_constructs
from taobao_kg.build.load import load_files
from taobao_kg.build.store import load_lens, read_triples
from taobao_kg.errors import DataError
from taobao_kg.folders import find_folders
from taobao_kg.vocab import ID, term

HEAD = "#+ summary: Said.\n#+ summary-id: Dikatakan.\n#+ summary-zh: 说。\n\n"
NODE = NamedNode("urn:a")


def rule(said, made):
    return f"CONSTRUCT {{\n  ?s <urn:{made}> ?o .\n}}\nWHERE {{\n  ?s <urn:{said}> ?o .\n}}\n"


@pytest.fixture
def store():
    made = Store()
    made.add(Quad(NODE, NamedNode("urn:p"), Literal("x")))
    return made


def test_each_rule_sees_what_those_before_it_made(store, tmp_path):
    (tmp_path / "measure-one.rq").write_text(HEAD + rule("p", "q"), encoding="utf-8")
    (tmp_path / "measure-two.rq").write_text(HEAD + rule("q", "r"), encoding="utf-8")
    (tmp_path / "standing-one.rq").write_text(HEAD + rule("p", "s"), encoding="utf-8")
    made = read_triples(run_constructs(store, tmp_path, "measure"))
    predicates = [t.predicate.value for t in made if t.subject == NODE]
    assert predicates == ["urn:q", "urn:r"]
    assert {quad.predicate.value for quad in store} == {"urn:p", "urn:q", "urn:r"}


def test_what_a_rule_says_is_told_in_three_languages(store, tmp_path):
    (tmp_path / "measure-one.rq").write_text(HEAD + rule("p", "q"), encoding="utf-8")
    made = read_triples(run_constructs(store, tmp_path, "measure"))
    node = NamedNode(f"{ID}rule/measure-one")
    told = {
        t.object.language for t in made if t.subject == node and t.predicate != term("rdf:type")
    }
    assert told == {"en", "id", "zh-hans"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (rule("p", "q"), "its header has no '#+ summary:'"),
        (HEAD.replace("-zh", "-fr") + rule("p", "q"), "its header has no '#+ summary-zh:'"),
        (HEAD + "SELECT ?s WHERE {\n  ?s ?p ?o .\n}\n", "stands outside CONSTRUCT and WHERE"),
    ],
)
def test_a_rule_that_is_none_is_named(store, tmp_path, text, message):
    (tmp_path / "measure-bad.rq").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"measure-bad\.rq") as caught:
        run_constructs(store, tmp_path, "measure")
    assert message in str(caught.value)


def test_a_rule_that_names_what_it_needs_may_run_beside_the_others(store, tmp_path):
    free = HEAD.rstrip() + "\n#+ after:\n\n"
    (tmp_path / "measure-one.rq").write_text(HEAD + rule("p", "q"), encoding="utf-8")
    (tmp_path / "measure-two.rq").write_text(free + rule("p", "r"), encoding="utf-8")
    needs = free.replace("after:", "after: measure-two")
    (tmp_path / "measure-zed.rq").write_text(needs + rule("r", "t"), encoding="utf-8")
    made = read_triples(run_constructs(store, tmp_path, "measure"))
    predicates = [t.predicate.value for t in made if t.subject == NODE]
    assert predicates == ["urn:q", "urn:r", "urn:t"]


def test_our_rules_make_side_by_side_what_they_make_in_turn(tmp_path):
    folders = find_folders()
    texts = [file.text for file in load_files(folders)]
    for path in (folders.ontology / "rules").glob("*.rq"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        waiting = [line for line in lines if not line.startswith("#+ after:")]
        (tmp_path / path.name).write_text("".join(waiting), encoding="utf-8")
    made = [
        {*run_constructs(lens, rules, "measure").splitlines()}
        | {*run_constructs(lens, rules, "standing").splitlines()}
        for rules in (folders.ontology / "rules", tmp_path)
        for lens in (load_lens(texts),)
    ]
    assert made[0] == made[1]
