"""Standing: who says the same, who says otherwise, and whose word weighs more."""

import shutil

import pytest
from pyoxigraph import Quad

from taobao_kg.build.constructs import run_constructs
from taobao_kg.build.discrepancies import find_discrepancies
from taobao_kg.build.store import read_triples
from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import ID, TKG, term
from tests.build.worlds import load_world
from tests.conftest import FIXTURES

FOLDERS = find_folders()
SHARED = FIXTURES / "checks" / "shared" / "world.ttl"
HEAD = """
@base <https://w3id.org/taobao-kg/id/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tkg: <https://w3id.org/taobao-kg/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<source/strong> a tkg:Source ; tkg:quality "strong" .
<source/plain> a tkg:Source ; tkg:quality "ordinary" .
<source/other> a tkg:Source ; tkg:quality "ordinary" .
<source/copy> a tkg:Source ; tkg:quality "copy" ; tkg:copyOf <source/strong> .
<source/sister> a tkg:Source ; tkg:quality "ordinary" ; tkg:origin "An agency" .
<source/brother> a tkg:Source ; tkg:quality "ordinary" ; tkg:origin "An agency" .
<source/weak> a tkg:Source ; tkg:quality "weak" .
<indicator/members> a tkg:Indicator ; rdfs:label "Members"@en ;
  tkg:dimension "count" ; tkg:usualUnit <unit/person> .
"""


def number(source, value, more="", bound="exact", stance="asserted", year="2015"):
    """Return an observation in Turtle; its name is that of its source."""
    time = f"tkg:year <year/{year}> ;" if year else ""
    return f"""
<observation/{source}-0001> a tkg:Observation ; tkg:indicator <indicator/members> ;
  tkg:about <place/land> ; tkg:place <place/land> ; tkg:value "{value}"^^xsd:decimal ;
  tkg:unit <unit/person> ; tkg:bound tkg:{bound} ; tkg:stance tkg:{stance} ; {time} {more}
  tkg:statedIn <source/{source}> ; tkg:evidence <evidence/{source}-0001> .
<evidence/{source}-0001> a tkg:Evidence ; tkg:locator "p. 1" ; oa:hasSource <source/{source}> .
"""


def claim(source, actor, stance="asserted", more=""):
    """Return a claim in Turtle that a plan was issued by an actor."""
    return f"""
<policy/plan> a tkg:Plan ; rdfs:label "Plan"@en .
<claim/{source}-0002> a tkg:Claim ; rdf:subject <policy/plan> ; rdf:predicate tkg:issuedBy ;
  rdf:object <actor/{actor}> ; tkg:stance tkg:{stance} ; {more}
  tkg:statedIn <source/{source}> ; tkg:evidence <evidence/{source}-0002> .
<evidence/{source}-0002> a tkg:Evidence ; tkg:locator "p. 2" ; oa:hasSource <source/{source}> .
"""


def trade(source, indicator, year):
    """Return an observation in Turtle of a large sum that a company turns over."""
    made = number(source, "3000000000000", year=year).replace("unit/person", "unit/cny")
    made = made.replace("about <place/land>", "about <actor/company>")
    kinds = "".join(
        f'<indicator/{kind}> a tkg:Indicator ; tkg:dimension "money" ; tkg:usualUnit <unit/cny> ;'
        " skos:broader <indicator/trade> .\n"
        for kind in ("revenue", "volume")
    )
    return kinds + made.replace("indicator/members", f"indicator/{indicator}")


@pytest.fixture(scope="module")
def checks(tmp_path_factory):
    """Return a folder with the checks that these worlds call for."""
    folder = tmp_path_factory.mktemp("checks")
    for name in (
        "attribution",
        "attribution-incomplete",
        "definition-across-sources",
        "period-across-sources",
        "value-across-sources",
    ):
        shutil.copy(FOLDERS.queries / "checks" / f"{name}.rq", folder)
    return folder


@pytest.fixture
def weigh(tmp_path, checks):
    """Return a function that gives the standing of each source's statement."""

    def run(*statements):
        path = tmp_path / "world.ttl"
        path.write_text(HEAD + "".join(statements), encoding="utf-8")
        store = load_world(parse_turtle(SHARED) + parse_turtle(path))
        found = find_discrepancies(checks, store)
        assert found.faults == []
        store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in found.triples)
        made = read_triples(run_constructs(store, FOLDERS.ontology / "rules", "standing"))
        return {
            (slug(t.subject), t.predicate.value.removeprefix(TKG)): slug(t.object)
            for t in made
            if t.predicate.value.startswith(TKG) and "tiny" not in t.subject.value
        }

    return run


def slug(node):
    return node.value.removeprefix(ID).removeprefix(TKG).partition("/")[2].partition("-")[0] or (
        node.value.removeprefix(TKG)
    )


def standings(weighed):
    return {name: value for (name, what), value in weighed.items() if what == "standing"}


def test_two_voices_corroborate_each_other(weigh):
    weighed = weigh(number("plain", "780"), number("strong", "780"))
    assert standings(weighed) == {"plain": "corroborated", "strong": "corroborated"}
    assert weighed["plain", "corroboratedBy"] == "strong"
    assert weighed["strong", "corroboratedBy"] == "plain"
    assert weighed["plain", "independentSources"] == "2"


@pytest.mark.parametrize("pair", [("strong", "copy"), ("sister", "brother")])
def test_copies_of_one_origin_count_as_one(weigh, pair):
    weighed = weigh(*(number(source, "780") for source in pair))
    assert standings(weighed) == dict.fromkeys(pair, "singleSourced")
    assert {weighed[source, "independentSources"] for source in pair} == {"1"}


def test_two_works_that_cite_a_third_have_one_voice(weigh):
    cited = "tkg:attributedTo <source/other-2019> ;"
    weighed = weigh(number("plain", "780", cited), number("strong", "780", cited))
    assert standings(weighed) == {"plain": "singleSourced", "strong": "singleSourced"}


def test_rounded_numbers_agree(weigh):
    weighed = weigh(number("plain", "1240000"), number("strong", "1244880"))
    assert standings(weighed) == {"plain": "corroborated", "strong": "corroborated"}


def test_a_bound_confirms_an_equal_bound_only(weigh):
    weighed = weigh(
        number("plain", "780", bound="over"),
        number("strong", "900"),
        number("other", "780", bound="over"),
    )
    assert standings(weighed) == {
        "plain": "corroborated",
        "other": "corroborated",
        "strong": "singleSourced",
    }


def test_another_year_is_another_number(weigh):
    weighed = weigh(number("plain", "780"), number("strong", "780", year="2016"))
    assert standings(weighed) == {"plain": "singleSourced", "strong": "singleSourced"}


def test_a_target_neither_confirms_nor_disputes_what_came_true(weigh):
    weighed = weigh(number("plain", "780", stance="targeted"), number("strong", "500"))
    assert standings(weighed) == {"plain": "singleSourced", "strong": "singleSourced"}


def test_sources_of_one_quality_dispute_each_other(weigh):
    weighed = weigh(number("plain", "780"), number("other", "580"))
    assert standings(weighed) == {"plain": "disputed", "other": "disputed"}
    assert weighed["plain", "opposedBy"] == "other"


def test_a_better_source_contradicts(weigh):
    weighed = weigh(number("plain", "780"), number("strong", "580"))
    assert standings(weighed) == {"plain": "contradicted", "strong": "disputed"}


def test_more_sources_of_one_quality_contradict(weigh):
    weighed = weigh(number("plain", "780"), number("other", "580"), number("sister", "580"))
    assert standings(weighed) == {
        "plain": "contradicted",
        "other": "disputed",
        "sister": "disputed",
    }
    assert weighed["other", "independentSources"] == "2"


def test_a_copy_adds_no_weight(weigh):
    weighed = weigh(number("plain", "780"), number("sister", "580"), number("brother", "580"))
    assert standings(weighed) == dict.fromkeys(("plain", "sister", "brother"), "disputed")


def test_a_difference_of_definition_disputes_nothing(weigh):
    one, two = "tkg:compiledBy <actor/ministry> ;", "tkg:compiledBy <actor/company> ;"
    weighed = weigh(number("plain", "780", one), number("strong", "580", two))
    assert standings(weighed) == {"plain": "singleSourced", "strong": "singleSourced"}


def test_an_equal_figure_of_another_year_contradicts_the_slip_alone(weigh):
    weighed = weigh(
        trade("plain", "revenue", "2013"),
        trade("other", "volume", "2016"),
        trade("sister", "volume", "2016"),
    )
    assert standings(weighed) == {
        "plain": "contradicted",
        "other": "corroborated",
        "sister": "corroborated",
    }


def test_who_names_only_some_of_the_issuers_disputes_none(weigh):
    ministry = claim("strong", "ministry")
    weighed = weigh(
        claim("plain", "company"), ministry, claim("strong", "company").replace("0002", "0003")
    )
    assert set(standings(weighed).values()) == {"corroborated", "singleSourced"}


def test_a_copy_weighs_as_much_as_what_it_copies(weigh):
    weighed = weigh(number("copy", "780"), number("plain", "580"))
    assert standings(weighed) == {"copy": "disputed", "plain": "disputed"}


def test_claims_that_say_the_same_corroborate_each_other(weigh):
    weighed = weigh(claim("plain", "ministry"), claim("strong", "ministry"))
    assert standings(weighed) == {"plain": "corroborated", "strong": "corroborated"}


def test_an_inference_of_the_editors_confirms_nothing(weigh):
    weighed = weigh(claim("plain", "ministry"), claim("strong", "ministry", "inferred"))
    assert standings(weighed) == {"plain": "singleSourced", "strong": "singleSourced"}


def test_a_better_source_contradicts_a_claim(weigh):
    weighed = weigh(claim("plain", "ministry"), claim("strong", "company"))
    assert standings(weighed) == {"plain": "contradicted", "strong": "disputed"}


def test_each_statement_of_the_graph_has_one_standing(real_graph):
    stating = {t.subject for t in real_graph.triples(p=term("tkg:statedIn"))}
    standing = [t.subject for t in real_graph.triples(p=term("tkg:standing"))]
    counted = [t.subject for t in real_graph.triples(p=term("tkg:independentSources"))]
    assert sorted(map(str, standing)) == sorted(map(str, counted)) == sorted(map(str, stating))
