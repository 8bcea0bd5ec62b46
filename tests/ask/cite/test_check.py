"""The check: same is same in every format, and what changed is named, no more and no less."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad

from taobao_kg.ask.cite import check
from taobao_kg.ask.cite.check import Change, check_citations, read_citation
from taobao_kg.ask.cite.citation import cite_target
from taobao_kg.ask.cite.formats import WRITERS
from taobao_kg.ask.cite.seal import read_seals, write_seal
from taobao_kg.ask.cite.target import read_target
from taobao_kg.errors import DataError, UsageError
from taobao_kg.vocab import expand, shorten, term

ISSUED = "SELECT ?p ?a ?statement { ?statement rdf:subject ?p ; rdf:object ?a }"
TARGETS = [
    (None, {}),
    ("actor:state-council", {}),
    ("source:tiny-2020", {}),
    ("claim:tiny-2020-0001", {}),
    ("evidence:tiny-2020-0001", {}),
    ("tkg:issuedBy", {}),
    ("policies-of-one-actor", {"actor": "state-council"}),
    (ISSUED, {"a": "actor:state-council"}),
    ("SELECT (COUNT(*) AS ?n) { ?p tkg:issuedBy ?a }", {}),
    ("ASK { ?p tkg:issuedBy ?a }", {}),
    ("SELECT ?p { ?p tkg:issuedBy ?a FILTER(?a = <urn:none>) }", {}),
    ("CONSTRUCT { ?a tkg:issued ?p } WHERE { ?p tkg:issuedBy ?a }", {}),
    ("DESCRIBE policy:broadband-strategy", {}),
]
STATED = term("tkg:statedIn")


def cite(graph, folders, what=None, given=None, form="bibtex"):
    return WRITERS[form](cite_target(graph, read_target(graph, folders, what, given)))


def changes_of(verdict):
    return {change.statement: change.how for change in verdict.changes}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(("what", "given"), TARGETS, ids=[str(what) for what, _ in TARGETS])
def test_what_is_cited_is_the_same_at_once(tiny_graph, tiny_built, what, given, form):
    text = cite(tiny_graph, tiny_built, what, given, form)
    (verdict,) = check_citations(tiny_graph, tiny_built, text)
    assert (verdict.same, verdict.changes, verdict.remarks) == (True, (), ())


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_changed_statements_are_named_and_no_others(data, world, tiny_built, asserted):
    stated = [quad.subject for quad in asserted if quad.predicate == STATED]
    changed = data.draw(st.sets(st.sampled_from(stated)))
    word = Literal(data.draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=20)))
    graph_name = next(quad.graph_name for quad in asserted if quad.predicate == STATED)
    remark = term("skos:editorialNote")
    later = world(extra=[Quad(one, remark, word, graph_name) for one in changed])
    for what, given_parameters in TARGETS[:3]:
        cited = cite(world(), tiny_built, what, given_parameters)
        (verdict,) = check_citations(later, tiny_built, cited)
        listed = set(dict(read_seals(cited)[0].listed))
        expected = {shorten(one.value) for one in changed} & listed
        assert changes_of(verdict) == dict.fromkeys(expected, "differs")
        assert verdict.same == (not expected)


def test_a_statement_that_came_or_went_is_named(world, tiny_built, asserted):
    name = "claim:tiny-2020-0001"
    gone = [quad for quad in asserted if quad.subject.value == expand(name)]
    whole, less = world(), world(without=gone)
    (lost,) = check_citations(less, tiny_built, cite(whole, tiny_built))
    assert lost.changes == (Change(name, "gone"),)
    (found,) = check_citations(whole, tiny_built, cite(less, tiny_built))
    assert found.changes == (Change(name, "new"),)
    (cited,) = check_citations(less, tiny_built, cite(whole, tiny_built, name))
    assert not cited.same
    assert cited.changes or "cannot be looked up any more" in cited.remarks[0]


def test_a_statement_that_left_an_answer_is_told_apart(world, tiny_built, asserted):
    # The answer changes though the statement does not: by a triple about another thing.
    asked = (
        "SELECT ?statement { ?statement rdf:object ?a . ?a a tkg:StateBody } ORDER BY ?statement"
    )
    typed = [
        quad
        for quad in world().quads()
        if quad.predicate == term("rdf:type") and quad.object == term("tkg:StateBody")
    ]
    before, after = world(), world(without=typed)
    (verdict,) = check_citations(after, tiny_built, cite(before, tiny_built, asked))
    assert verdict.changes
    assert set(changes_of(verdict).values()) == {"left"}
    # An answer with no row rests on all statements, and none of those differs.
    (back,) = check_citations(before, tiny_built, cite(after, tiny_built, asked))
    assert (back.same, back.changes) == (False, ())


def test_a_change_elsewhere_is_no_change(world, tiny_built, asserted):
    label = next(quad for quad in asserted if "/place/" in quad.subject.value)
    later = world(without=[label])
    cited = cite(world(), tiny_built, "claim:tiny-2020-0001")
    (verdict,) = check_citations(later, tiny_built, cited)
    assert (verdict.same, verdict.remarks) == (True, ("the data has changed elsewhere since",))


def test_a_change_of_a_thing_itself_names_no_statement(world, tiny_built, asserted):
    actor = expand("actor:state-council")
    label = next(
        q for q in asserted if q.subject.value == actor and q.predicate == term("rdfs:label")
    )
    cited = cite(world(), tiny_built, "state-council")
    (verdict,) = check_citations(world(without=[label]), tiny_built, cited)
    assert (verdict.same, verdict.changes) == (False, ())
    assert "no statement changed it" in verdict.remarks[-1]


@pytest.mark.parametrize(
    ("left", "shown"), [("", True), ("MINUS { ?s rdf:type tkg:Actor }", False)]
)
def test_a_count_names_what_changed_of_it_else_anywhere(world, tiny_built, asserted, left, shown):
    name = "claim:tiny-2020-0001"
    gone = [quad for quad in asserted if quad.subject.value == expand(name)]
    asked = f"SELECT (COUNT(*) AS ?n) {{ ?s tkg:statedIn ?source {left} }}"
    (verdict,) = check_citations(world(without=gone), tiny_built, cite(world(), tiny_built, asked))
    assert verdict.changes == (Change(name, "gone"),)
    assert any("does not show its statements" in one for one in verdict.remarks) is not shown


def test_a_text_that_lists_nothing_says_so(world, tiny_built, asserted, monkeypatch):
    monkeypatch.setattr("taobao_kg.ask.cite.seal.FEW", 0)
    gone = [quad for quad in asserted if quad.subject.value == expand("claim:tiny-2020-0001")]
    cited = cite(world(), tiny_built, form="text")
    (verdict,) = check_citations(world(without=gone), tiny_built, cited)
    assert (verdict.same, verdict.changes) == (False, ())
    assert "cannot be told" in verdict.remarks[-1]


def test_a_citation_of_an_older_version(world, tiny_built, asserted, monkeypatch):
    monkeypatch.setattr("taobao_kg.ask.cite.sealing.__version__", "0.0.1")
    cited = cite(world(), tiny_built, "state-council")
    monkeypatch.undo()
    (verdict,) = check_citations(world(), tiny_built, cited)
    assert verdict.same
    assert verdict.remarks == (f"cited from version 0.0.1; this is version {check.__version__}",)


def test_a_question_that_is_gone_or_reworded(tiny_graph, tiny_built, tmp_path):
    folder = tmp_path / "queries"
    folder.mkdir()
    ours = tiny_built._replace(queries=folder)
    file = folder / "mine.rq"
    header = "#+ question: Who? @en\n#+ columns: statement, a\n"
    file.write_text(header + f"{ISSUED} ORDER BY ?p", encoding="utf-8")
    cited = cite(tiny_graph, ours, "mine")
    file.write_text(header + f"{ISSUED[:-1]} FILTER(true) }} ORDER BY ?p", encoding="utf-8")
    (reworded,) = check_citations(tiny_graph, ours, cited)
    assert reworded.same
    assert reworded.remarks == ("the library words this question in another way now",)
    file.unlink()
    (gone,) = check_citations(tiny_graph, ours, cited)
    assert (gone.same, gone.changes) == (False, ())
    assert gone.remarks[0].startswith(
        "it cannot be looked up any more: there is no question 'mine'"
    )


def test_several_citations_in_one_file_are_all_checked(tiny_graph, tiny_built):
    text = "".join(cite(tiny_graph, tiny_built, what, given) for what, given in TARGETS)
    assert len(check_citations(tiny_graph, tiny_built, text)) == len(TARGETS)


@pytest.mark.parametrize(
    "of",
    [
        "sparql:DELETE WHERE { ?s ?p ?o }",
        "sparql:SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "sparql:" + "{" * 300,
        "sparql:ASK",
        "question:../../etc/passwd",
        "question:",
        "actor:\x1b[2J",
        "http://exa mple",
        "mailto:",
        "",
        "actor:nobody",
        "\u202e",
    ],
)
def test_a_hostile_citation_does_no_harm(tiny_graph, tiny_built, of):
    seal = read_seals(cite(tiny_graph, tiny_built))[0]._replace(of=of, given=(("a", "\x1b"),))
    (verdict,) = check_citations(tiny_graph, tiny_built, write_seal(seal))
    assert not verdict.same
    assert str(verdict).replace("\n", "").isprintable()


def test_a_citation_is_a_file_a_text_or_stdin(tmp_path, monkeypatch):
    import io
    import types

    file = tmp_path / "a b.bib"
    file.write_text("in a file", encoding="utf-8")
    assert read_citation(str(file)) == "in a file"
    assert read_citation("a text itself") == "a text itself"
    monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=io.BytesIO("管".encode())))
    assert read_citation("-") == "管"


def test_what_is_no_citation_file_is_one_clear_line(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        read_citation(str(tmp_path / "none.bib"))
    with pytest.raises(UsageError, match="no such file"):
        read_citation("")
    with pytest.raises(UsageError, match="no such file"):
        read_citation("x" * 10_000)
    file = tmp_path / "a.bib"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_citation(str(file))


def test_a_file_that_is_too_large_or_shut_is_one_clear_line(tmp_path, monkeypatch):
    file = tmp_path / "a.bib"
    file.write_text("much", encoding="utf-8")
    monkeypatch.setattr(check, "MAX_BYTES", 3)
    with pytest.raises(UsageError, match="give the citation alone"):
        read_citation(str(file))

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(DataError, match="cannot be read"):
        read_citation(str(file))
