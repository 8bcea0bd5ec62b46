"""Parts: together they are the site, whichever process writes which."""

import pytest

from taobao_kg.site.parts import PARTS, Workshop, write_parts
from taobao_kg.site.publishing import write_site
from taobao_kg.words.languages import LANGUAGES
from tests.site.test_publishing import digests, quiet


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes_in_one_process_and_in_two(
    lenses_built, lenses_site, tmp_path
):
    write_site(lenses_built, [], str(tmp_path / "site"), quiet, 2)
    assert digests(tmp_path / "site") == digests(lenses_site)


def test_every_part_has_files_of_its_own(atlas, tmp_path):
    written = {}
    for part in ("questions", "twins", "scripts"):
        made = tmp_path / part
        Workshop(atlas, made, alone=False, url="").write(part)
        written[part] = set(digests(made))
        assert written[part], part
    every = [name for names in written.values() for name in names]
    assert len(set(every)) == len(every)
    assert {"q/things-most-spoken-of.zh.html", "q/things-most-spoken-of.csv"} <= written[
        "questions"
    ]


def test_a_file_alone_has_no_twins_and_no_answers_to_take_away(atlas, tmp_path):
    workshop = Workshop(atlas, tmp_path, alone=True, url="")
    for part in ("twins", "questions"):
        workshop.write(part)
    assert {name.rpartition(".")[2] for name in digests(tmp_path)} == {"html"}


def test_every_part_is_told_once(lenses_built, tmp_path, monkeypatch):
    monkeypatch.setattr(Workshop, "write", lambda workshop, part: None)
    told = []
    write_parts(lenses_built, [], tmp_path, told.append, 1)
    assert told == list(PARTS)
    assert set(LANGUAGES) < set(told)
