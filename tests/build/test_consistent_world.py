"""Where everything fits nothing is found, in as many statements as the paper has; faults are."""

from collections import defaultdict

import pytest

from bench.world import FAULTS, SIZE, make_world, plant, write_world
from taobao_kg.build.checks import list_checks
from taobao_kg.build.discrepancies import find_discrepancies
from taobao_kg.build.pipeline import check
from taobao_kg.folders import find_folders
from taobao_kg.vocab import ID, term
from tests.build.worlds import load_world

CHECKS = find_folders().queries / "checks"
NAMES = {path.stem for path in list_checks(CHECKS)}
KINDS = sorted(NAMES & FAULTS.keys())


def look(triples):
    """Return what the checks find: the checks that ran, their faults, discrepancies by kind."""
    found = find_discrepancies(CHECKS, load_world(triples))
    rules = {t.subject.value for t in found.triples if t.object == term("tkg:Rule")}
    kinds = {t.subject: t.object.value for t in found.triples if t.predicate == term("tkg:kind")}
    between = defaultdict(set)
    for triple in found.triples:
        if triple.predicate == term("tkg:between"):
            between[triple.subject].add(triple.object.value)
    ran = {rule.removeprefix(f"{ID}rule/") for rule in rules}
    return ran, found.faults, [(kinds[node], between[node]) for node in kinds]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_check_runs_and_none_finds_anything(seed):
    assert look(make_world(SIZE, seed)) == (NAMES, [], [])


@pytest.mark.slow
def test_what_several_papers_say_fits_together():
    assert look(make_world(2 * SIZE, 4)) == (NAMES, [], [])


@pytest.mark.slow
def test_a_curator_has_nothing_to_mend_in_it(tmp_path):
    write_world(tmp_path, make_world(SIZE, 1))
    assert check(find_folders(data=tmp_path, build=tmp_path)).warnings == []


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=() if kind == "unit" else pytest.mark.slow) for kind in KINDS],
)
def test_exactly_the_faults_put_in_are_found(kind):
    count = 2
    papers = 2 if kind.endswith("-across-sources") else 1
    triples, planted = plant(make_world(papers * SIZE, 1), kind, count, seed=1)
    ran, faults, found = look(triples)
    assert (ran, faults, {kind for kind, _ in found}) == (NAMES, [], {kind})
    assert len(planted) == count
    assert planted <= set().union(*(statements for _, statements in found))
    assert all(statements & planted for _, statements in found)


def test_more_faults_than_fit_are_refused():
    with pytest.raises(ValueError, match="can bear a fault of kind unit, not 1000"):
        plant(make_world(SIZE, 1), "unit", 1000, seed=1)


def test_the_same_seed_makes_the_same_world():
    one, again, other = (list(make_world(SIZE, seed)) for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_a_world_has_as_many_statements_as_asked_for():
    kinds = [t.object for t in make_world(1000, 1) if t.predicate == term("rdf:type")]
    rates = 9  # of a table of exchange rates, which is no paper
    assert (
        sum(kind in (term("tkg:Claim"), term("tkg:Observation")) for kind in kinds) == 1000 + rates
    )


def test_too_few_statements_for_a_paper_are_refused():
    with pytest.raises(ValueError, match="too few for a paper"):
        make_world(100, 1).__next__()
