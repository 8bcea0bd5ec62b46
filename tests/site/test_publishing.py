"""Publishing: a folder that appears whole or not at all, the same for the same input."""

from hashlib import sha256

import pytest

from taobao_kg.cli.parser import main
from taobao_kg.errors import UsageError
from taobao_kg.site.parts import PARTS, Workshop
from taobao_kg.site.publishing import MARK, write_site


def quiet(_):
    pass


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def short(monkeypatch):
    """Parts of one page each: what is tested here is where they go."""
    pages = {"en": "index", "id": "index.id", "zh": "index.zh"}

    def write(workshop, part):
        assert next(effect.value for effect in workshop.atlas.effects) == "uncontested"
        page = workshop._made / f"{pages.get(part, part)}.html"
        page.write_text(f"<h1>{part}</h1>", encoding="utf-8")

    monkeypatch.setattr(Workshop, "write", write)


def test_a_site_has_pages_assets_and_a_mark(short, tiny_built, tmp_path):
    told = []
    count = write_site(tiny_built, [], str(tmp_path / "site"), told.append, 1)
    files = digests(tmp_path / "site")
    assert count == len(files)
    assert told == list(PARTS)
    assert {MARK, "index.html", "assets/atlas.js", "assets/LICENSES.txt", "robots.txt"} <= set(
        files
    )
    assert list(tmp_path.iterdir()) == [tmp_path / "site"]


def test_a_site_of_ours_is_replaced_whole(short, tiny_built, tmp_path):
    write_site(tiny_built, [], str(tmp_path / "site"), quiet, 1)
    (tmp_path / "site" / "old.html").touch()
    write_site(tiny_built, [], str(tmp_path / "site"), quiet, 1)
    assert not (tmp_path / "site" / "old.html").exists()
    assert list(tmp_path.iterdir()) == [tmp_path / "site"]


def test_an_empty_folder_is_taken(short, tiny_built, tmp_path):
    (tmp_path / "site").mkdir()
    write_site(tiny_built, [], str(tmp_path / "site"), quiet, 1)
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_folder_behind_a_link_is_written(short, tiny_built, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write_site(tiny_built, [], str(tmp_path / "link"), quiet, 1)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "index.html").is_file()


def test_a_folder_that_is_not_ours_stays_as_it_is(short, tiny_built, tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(UsageError, match="holds files that are not a site of ours"):
        write_site(tiny_built, [], str(tmp_path / "thesis"), quiet, 1)
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["thesis.txt"]
    assert (tmp_path / "thesis" / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_place_that_cannot_be_written_is_told(short, tiny_built, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file; give -o a folder"):
        write_site(tiny_built, [], str(tmp_path / "file"), quiet, 1)
    with pytest.raises(UsageError, match="there is no folder missing; make it first"):
        write_site(tiny_built, [], str(tmp_path / "missing" / "site"), quiet, 1)


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_an_interrupted_site_leaves_the_old_one(short, tiny_built, tmp_path, monkeypatch, fault):
    write_site(tiny_built, [], str(tmp_path / "site"), quiet, 1)
    before = digests(tmp_path / "site")

    def stop(workshop, part):
        (workshop._made / "index.html").write_text("half", encoding="utf-8")
        if part == "id":
            raise fault

    monkeypatch.setattr(Workshop, "write", stop)
    with pytest.raises((KeyboardInterrupt, UsageError)):
        write_site(tiny_built, [], str(tmp_path / "site"), quiet, 1)
    assert digests(tmp_path / "site") == before
    assert list(tmp_path.iterdir()) == [tmp_path / "site"]


@pytest.mark.slow
def test_a_lens_leaves_its_statements_out(lenses_built, lenses_site, tmp_path):
    write_site(lenses_built, ["without=blog-2018"], str(tmp_path / "site"), quiet, 1)
    gone = set(digests(lenses_site)) - set(digests(tmp_path / "site"))
    assert "doc/claim/blog-2018-0001.html" in gone
    assert "doc/claim/news-2016-0001.html" not in gone
    caption = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "Blog 2018" in caption.partition('id="lens-caption"')[2]


def test_the_command_says_what_it_wrote(short, tiny_built, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    options = ["--data", str(tiny_built.data), "--build", str(tiny_built.build)]
    assert main(["site", *options]) == 0
    said = capsys.readouterr()
    count = len(digests(tmp_path / "site"))
    assert said.out == ""
    assert said.err == f"wrote site: {count} files; open site/index.html in a browser\n"
    (tmp_path / "site" / MARK).unlink()
    assert main(["site", *options]) == 2
    assert capsys.readouterr().err.count("\n") == 1
