"""Sheets become things and statements; a second import changes nothing."""

import os

import pytest

from taobao_kg.build.pipeline import build
from taobao_kg.graph import open_graph
from taobao_kg.turtle import write_things


def left_out(report):
    return sorted(f"{column}: {why}" for row in report.taken for column, why in row.left_out)


def blocks(text):
    return {block.split("\n", 1)[0]: block.strip() for block in text.split("\n\n")[1:]}


def test_all_kinds_of_sheets_go_in_and_the_result_is_a_graph(world):
    report = world.take()
    assert report.refusals == []
    assert report.counts()["new"] > 20
    build(world.folders)
    graph = open_graph(world.folders)
    rows = graph.query(
        "PREFIX tkg: <https://w3id.org/taobao-kg/ontology#> "
        "PREFIX policy: <https://w3id.org/taobao-kg/id/policy/> "
        "SELECT ?who WHERE { policy:opinions-on-rural-e-commerce-2015 tkg:issuedBy ?who } "
        "ORDER BY ?who"
    )
    assert [row["who"].value.rpartition("/")[2] for row in rows] == [
        "ministry-of-commerce",
        "state-council",
    ]


def test_two_processes_write_what_one_does(world, monkeypatch):
    alone = world.plan().files
    monkeypatch.setattr("taobao_kg.curate.merge._MANY", 0)
    together = world.plan().files
    assert list(together.items()) == list(alone.items())
    assert len(alone) > 2


def test_what_fails_in_the_other_process_is_told_once(world, monkeypatch, capfd):
    parent = os.getpid()

    def write(blocks):
        if os.getpid() != parent:
            raise ValueError("only in the child")
        return write_things(blocks)

    alone = world.plan().files
    monkeypatch.setattr("taobao_kg.curate.merge._MANY", 0)
    monkeypatch.setattr("taobao_kg.curate.merge.write_things", write)
    assert world.plan().files == alone
    assert capfd.readouterr().err == ""


def test_a_second_import_changes_nothing(world):
    world.take()
    again = world.plan()
    assert again.files == {}
    assert set(again.counts()) <= {"kept", "said"}


def test_each_sheet_may_come_in_a_call_of_its_own(world):
    for name in world.sheets:
        assert world.take(name).refusals == []
    world.take()  # a source learns that its publisher is an actor that came later
    assert world.plan().files == {}


def test_a_changed_row_changes_only_its_statement(world):
    world.take()
    before = blocks(world.text("observations/example-press-2016.ttl"))
    world.sheets["observations"][1] = world.sheets["observations"][1].replace("45.5", "46.5")
    report = world.take()
    after = blocks(world.text("observations/example-press-2016.ttl"))
    different = [name for name in after if after[name] != before.get(name)]
    assert len(different) == 1
    assert before.keys() == after.keys()
    assert "46.5" in after[different[0]]
    assert report.counts()["changed"] == 1


@pytest.mark.parametrize(
    ("cell", "new"),
    [("2016,45.5", "2013,45.5"), ("Zhejiang,330000", "China,"), ("table 1", "table 9")],
)
def test_whichever_cell_is_changed_the_statement_keeps_its_name(world, cell, new):
    world.take()
    names = blocks(world.text("observations/example-press-2016.ttl")).keys()
    world.sheets["observations"][1] = world.sheets["observations"][1].replace(cell, new)
    world.take()
    assert blocks(world.text("observations/example-press-2016.ttl")).keys() == names


def test_rows_in_another_order_change_only_the_ledger(world):
    world.take()
    head, *rows = world.sheets["observations"]
    world.sheets["observations"] = [head, *reversed(rows)]
    assert list(world.plan().files) == ["ledgers/test-observations.tsv"]


def test_a_row_that_is_gone_leaves_its_statement_and_is_told(world):
    world.take()
    del world.sheets["observations"][1]
    report = world.plan()
    assert [name.partition("/")[0] for name in report.orphans] == ["observation"]
    assert not any(name.startswith("observations/") for name in report.files)


def test_a_new_row_in_the_middle_moves_no_statement(world):
    world.take()
    before = blocks(world.text("observations/example-press-2016.ttl"))
    world.sheets["observations"].insert(
        1, "internet_adoption_rate,China,,2013,30,%,S1,table 1,nearly"
    )
    world.take()
    after = blocks(world.text("observations/example-press-2016.ttl"))
    assert {name: after[name] for name in before} == before


def test_a_changed_title_changes_the_label_and_no_name(world):
    world.take()
    world.sheets["policies"][1] = world.sheets["policies"][1].replace("Opinions on", "Views on")
    world.take()
    block = blocks(world.text("policies.ttl"))["<policy/opinions-on-rural-e-commerce-2015>"]
    assert '"Views on Rural E-commerce"@en' in block
    assert '"Opinions on Rural E-commerce"@en' not in block


def test_a_thing_that_is_known_is_found_and_the_decision_is_recorded(world):
    world.take()
    identity = world.text("identity.ttl")
    assert "<actor/state-council>" in identity
    assert "<policy/broadband-strategy>" in identity
    assert 'tkg:written "A1"' in identity


def test_sources_of_one_publisher_and_year_are_numbered(world):
    row = "{0},https://example.org/{0},Another report {0},Example Press,2016,en,news,ordinary"
    world.sheets["sources"] += [row.format("S3"), row.format("S4")]
    world.take()
    told = blocks(world.text("sources.ttl"))
    for name, label in {"": "", "-2": " (2)", "-3": " (3)"}.items():
        block = told[f"<source/example-press-2016{name}>"]
        assert f'"Example Press, 2016{label}"@en' in block
        assert f'"Example Press, 2016{label}"@zh-Hans' in block
    assert world.plan().files == {}


def test_a_decision_can_be_undone(world):
    world.take()
    path = world.folders.data / "identity.ttl"
    turned = world.text("identity.ttl").replace(
        "tkg:denotes <policy/broadband-strategy>", "tkg:denotesNot <policy/broadband-strategy>"
    )
    path.write_text(turned, encoding="utf-8")
    report = world.take()
    assert [new.name for new in report.new] == ["policy/broadband-strategy-2013"]
    assert "policy/broadband-strategy>" not in world.text("claims/xinhuashe-2017.ttl")


def test_what_two_rows_say_is_said_once(world):
    report = world.take()
    said = [name for row in report.taken for name, done in row.made if done == "said"]
    assert len(said) == 1  # the sheet of claims repeats an issuer of the sheet of policies
    text = world.text("claims/example-press-2016.ttl")
    assert text.count("rdf:object <actor/ministry-of-commerce>") == 1


def test_parts_of_cells_that_are_not_understood_are_named(world):
    assert left_out(world.plan()) == [
        "issuing_bodies: no actor 'nobody known'; describe it or decide who it is",
        "relations: no property of the ontology is called 'enlivens'",
    ]


def test_marks_of_notes_are_kept(world):
    world.take()
    text = world.text("observations/example-press-2016.ttl")
    assert text.count("tkg:bound tkg:over ;") == 1  # not the one "over 3-5 years"
    assert "tkg:compiledBy <actor/ministry-of-commerce>" in text
    assert "tkg:stance tkg:computed" in world.text("observations/xinhuashe-2017.ttl")


def test_orderings_and_the_other_side_of_a_relation_are_marked_as_ours(world):
    world.take()
    text = world.text("claims/xinhuashe-2017.ttl")
    relation = next(b for b in text.split("\n\n") if "rdf:predicate tkg:implements" in b)
    assert "tkg:stance tkg:inferred" in relation


def test_a_title_that_was_put_together_is_not_said_to_be_printed(world):
    world.take()
    assert "tkg:printedName" not in world.text("claims/xinhuashe-2017.ttl")
    assert "tkg:printedName" in world.text("claims/example-press-2016.ttl")


def test_an_unknown_place_with_a_code_is_put_into_the_hierarchy(world):
    places = world.folders.data / "places.ttl"
    zhejiang = '<place/zhejiang> tkg:areaCode "330000" .'
    places.write_text(places.read_text(encoding="utf-8") + zhejiang, encoding="utf-8")
    world.take()
    block = blocks(world.text("places.ttl"))["<place/wenzhou>"]
    assert 'tkg:areaCode "330300"' in block
    assert "tkg:partOf <place/zhejiang>" in block
    assert "tkg:tier 2" in block


def test_names_nobody_translated_are_marked(world):
    world.take()
    block = blocks(world.text("actors.ttl"))["<actor/ministry-of-commerce>"]
    assert '"id=untranslated"' in block
    assert '"zh-Hans=xinhuashe-2017"' in block
    assert '"en=ours"' in block


@pytest.mark.parametrize(
    ("sheet", "row", "old", "new", "column", "message"),
    [
        ("observations", 1, "S1", "S9", "source_id", "no source 'S9'"),
        ("observations", 1, "%", "furlongs", "unit", "no unit is called 'furlongs'"),
        ("observations", 1, "%", "persons", "unit", "measures 'count', but internet_adoption_rate"),
        ("observations", 2, "China", "Atlantis", "area", "no place or actor 'Atlantis'"),
        ("actors", 2, "ministry", "mystery", "kind", "no class of the ontology is called"),
        ("claims", 1, "issued", "isuued", "relation", "no property of the ontology is called"),
        ("claims", 1, "P1", "P9", "object", "nothing is called 'P9'"),
        ("sources", 1, "ordinary", "superb", "quality", "superb"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(world, sheet, row, old, new, column, message):
    world.sheets[sheet][row] = world.sheets[sheet][row].replace(old, new)
    report = world.plan()
    refusal = next(r for r in report.refusals if r.row == row + 1 and r.column == column)
    assert message in refusal.message


def test_a_row_that_repeats_another_is_refused(world):
    world.sheets["observations"].append(world.sheets["observations"][1])
    refusals = world.plan().refusals
    assert [(r.row, r.message) for r in refusals] == [(6, "repeats row 2; delete one of them")]


def test_two_things_of_one_name_are_a_question(world):
    actors = world.folders.data / "actors.ttl"
    twin = (
        '<actor/other-ministry> a tkg:StateBody ; rdfs:label "Ministry of Commerce"@en ; '
        'tkg:labelSource "en=ours" .\n<actor/third-ministry> a tkg:StateBody ; '
        'rdfs:label "Ministry of Commerce"@en ; tkg:labelSource "en=ours" .\n'
    )
    actors.write_text(actors.read_text(encoding="utf-8") + twin, encoding="utf-8")
    refusals = world.plan("sources", "actors").refusals
    assert len(refusals) == 1
    assert "can be actor/other-ministry, actor/third-ministry" in refusals[0].message


def test_an_unknown_place_is_described_once_however_often_it_is_named(world):
    world.sheets["observations"] += [
        "users_of_the_net,Oldtown (China),,2016,1,million persons,S1,para 4,",
        "users_of_the_net,Oldtown (China),,2013,2,million persons,S1,para 4,",
    ]
    world.take()
    assert world.text("places.ttl").count('Oldtown"@en') == 1


def test_numbers_of_an_indicator_of_targets_are_targets(world):
    indicators = world.folders.data / "indicators.ttl"
    mark = "<indicator/internet-adoption-rate> tkg:countsTargets true .\n"
    indicators.write_text(indicators.read_text(encoding="utf-8") + mark, encoding="utf-8")
    world.take()
    assert "tkg:stance tkg:targeted" in world.text("observations/example-press-2016.ttl")


@pytest.mark.parametrize(
    ("publisher", "origin"),
    [
        ("Local Site / 新华社", "Xinhua"),
        ("Somebody (GitHub copy of Xinhua list)", "Xinhua"),
        ("Xinhua (Jane Doe)", "Xinhua"),
        ("Xinhua Finance", "Xinhua Finance"),
        ("web copy", "example.org"),
        ("fx361 copy of journal article", "https://example.org/a"),
    ],
)
def test_who_first_published_a_text_is_told_by_its_publisher(world, publisher, origin):
    world.sheets["sources"][1] = world.sheets["sources"][1].replace("Example Press", publisher)
    world.take()
    assert f'tkg:origin "{origin}"' in world.text("sources.ttl")
