"""The codes and unit words by which sheets name our indicators and units."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from taobao_kg.curate.catalogue import Catalogue
from taobao_kg.curate.desk import Desk
from taobao_kg.curate.units import read_unit
from taobao_kg.folders import find_folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import ID, term

DATA = find_folders().data
GIVEN = Path(__file__).parents[3] / "shared/sources/independent/observations.tsv"
NOTATION = term("skos:notation").value


@pytest.fixture(scope="module")
def catalogue():
    files = [DATA / "indicators.ttl", DATA / "concepts.ttl", DATA / "years.ttl"]
    return Catalogue([one for file in files for one in parse_turtle(file)], "independent")


@pytest.fixture(scope="module")
def given():
    if not GIVEN.exists():
        pytest.skip("the sheet of independent observations is not beside us")
    with GIVEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def of_kind(catalogue, kind):
    return {iri: said for iri, said in catalogue.things.items() if iri.startswith(f"{ID}{kind}/")}


@pytest.mark.parametrize("kind", ["indicator", "unit"])
def test_no_two_things_share_a_notation(catalogue, kind):
    bearers = defaultdict(set)
    for iri, said in of_kind(catalogue, kind).items():
        for one in said.get(NOTATION, ()):
            bearers[one.value.casefold()].add(iri)
    assert len(bearers) > 50
    assert {code: iris for code, iris in bearers.items() if len(iris) > 1} == {}


def test_every_unit_but_the_unknown_one_has_a_word(catalogue):
    mute = [iri for iri, said in of_kind(catalogue, "unit").items() if NOTATION not in said]
    assert mute == [f"{ID}unit/unknown"]


def test_base_unit_and_factor_come_together_and_keep_the_dimension(catalogue):
    pairs = [
        (iri, catalogue.one(iri, "tkg:baseUnit"), catalogue.one(iri, "tkg:baseFactor"))
        for iri in of_kind(catalogue, "unit")
    ]
    described = [pair for pair in pairs if pair[1] or pair[2]]
    assert described
    for iri, base, factor in described:
        assert float(factor) > 0, iri
        dimension = catalogue.one(iri, "tkg:dimension")
        assert dimension == catalogue.one(base, "tkg:dimension"), iri


def test_addends_are_parts_of_their_sum(catalogue):
    addends = [
        (iri, total.value)
        for iri in of_kind(catalogue, "indicator")
        for total in catalogue.values(iri, "tkg:addendOf")
    ]
    assert addends
    for iri, total in addends:
        assert total in [one.value for one in catalogue.values(iri, "tkg:partOfWhole")], iri


def test_a_restriction_names_measure_and_place_of_like_dimension(catalogue):
    restricted = [
        iri
        for iri in of_kind(catalogue, "indicator")
        if catalogue.one(iri, "tkg:restrictionOf") or catalogue.one(iri, "tkg:restrictedTo")
    ]
    assert restricted
    for iri in restricted:
        measure = catalogue.one(iri, "tkg:restrictionOf")
        assert catalogue.one(iri, "tkg:restrictedTo"), iri
        for name in ("tkg:dimension", "tkg:usualUnit"):
            assert catalogue.one(iri, name) == catalogue.one(measure, name), iri


def test_a_break_names_indicators_and_a_year(catalogue):
    breaks = [iri for iri in catalogue.things if "/concept/break-" in iri]
    assert breaks
    for iri in breaks:
        broken = [one.value for one in catalogue.values(iri, "tkg:breaks")]
        assert broken
        assert set(broken) <= catalogue.things.keys()
        assert catalogue.one(iri, "tkg:year") in catalogue.things


@pytest.mark.needs_shared
def test_every_code_of_the_given_sheet_means_one_indicator(catalogue, given):
    codes = {row["indicator"] for row in given}
    assert len(codes) > 100
    for code in codes:
        found = catalogue.find_all(code, ["indicator"])
        assert len({match.iri for match in found}) == 1, code


@pytest.mark.needs_shared
def test_every_unit_of_the_given_sheet_fits_its_indicator(catalogue, given):
    desk = Desk(catalogue)
    for row in given:
        unit, factor = read_unit(desk, row["unit"])
        assert factor >= 1
        indicator = catalogue.find(row["indicator"], ["indicator"]).iri
        usual = catalogue.one(indicator, "tkg:usualUnit")
        wanted = catalogue.one(usual, "tkg:dimension")
        assert catalogue.one(unit.value, "tkg:dimension") == wanted, row
