"""Addresses: whatever a thing is called, its page has a file of its own inside the folder."""

import json
import re
from pathlib import Path, PurePosixPath, PureWindowsPath

from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.site.addresses import ENDINGS, file_name, file_of, page_of, root_from
from taobao_kg.vocab import ID, TKG

#: Signs of paths, addresses, markup, escapes of ours, and capitals of what is there in small.
NASTY = st.text("aAbBzZ09./\\%~-_:?#<>\"' \n\0|*éÉ国🌾", min_size=1, max_size=140)
SLUGS = NASTY | st.text(min_size=1) | st.sampled_from(["con", "NUL", "com1", "..", "a.id", "a.zh"])


@given(SLUGS)
def test_a_name_stays_in_its_folder_on_every_disk(slug):
    name = file_name(slug)
    assert re.fullmatch(r"[A-Za-z0-9_~-]+", name)
    assert len(name) + len(".zh.html") < 255
    for path in (PurePosixPath("doc/actor", name), PureWindowsPath("doc/actor", name)):
        assert path.name == name
        assert path.parent.name == "actor"
    assert not re.fullmatch("(?i)con|prn|aux|nul|(com|lpt)[0-9]", name)


@given(SLUGS)
def test_a_name_never_ends_like_a_language(slug):
    files = {file_of(f"doc/actor/{file_name(slug)}", lang) for lang in ENDINGS}
    assert len(files) == 3
    assert not file_name(slug).endswith((".id", ".zh"))


@given(st.lists(SLUGS, min_size=2, max_size=2, unique=True))
def test_two_slugs_have_two_files_where_capitals_do_not_count(slugs):
    one, other = map(file_name, slugs)
    assert one.lower() != other.lower()


@given(st.text("ab~E27.%A", min_size=1, max_size=6), st.text("ab~E27.%A", min_size=1, max_size=6))
def test_what_looks_like_an_escape_is_escaped(one, other):
    assert (file_name(one).lower() == file_name(other).lower()) is (one == other)


def test_long_slugs_that_differ_at_the_end_have_two_files():
    assert file_name("a" * 500 + "b") != file_name("a" * 500 + "c")


@given(SLUGS)
def test_a_page_lies_two_folders_below_the_root(slug):
    page = page_of(f"{ID}actor/{slug}")
    assert page.count("/") == 2
    assert root_from(page) == "../../"
    assert PurePosixPath(page, root_from(page)).parts[-2:] == ("..", "..")


def test_classes_and_other_terms_lie_apart():
    assert page_of(f"{TKG}Year") == "doc/class/Year"
    assert page_of(f"{TKG}year") == "doc/term/year"
    assert page_of(f"{TKG}../x") == "doc/term/~2E~2E~2Fx"


def test_what_has_no_page():
    for iri in (TKG, ID, f"{ID}actor", f"{ID}actor/", f"{ID}evidence/x", "javascript:alert(1)"):
        assert page_of(iri) is None


#: What the scripts of the pages are held against, in web/test.
FIXTURE = Path(__file__).parents[2] / "web" / "test" / "addresses.json"
#: Names that are pages' as they are: no escape, no device, no cut.
PLAIN = re.compile(r"(?!(con|prn|aux|nul|(com|lpt)[0-9])$)[a-z0-9_-]{1,120}")


def test_the_fixture_of_the_scripts_says_what_python_says():
    pairs = json.loads(FIXTURE.read_text(encoding="utf-8"))
    assert [page_of(iri) for iri, _ in pairs] == [page for _, page in pairs]


def test_every_address_of_the_real_graph_is_plain_or_in_the_fixture(real_graph):
    pairs = json.loads(FIXTURE.read_text(encoding="utf-8"))
    known = {iri for iri, _ in pairs}
    kinds = {iri.removeprefix(ID).split("/")[0] for iri in known if iri.startswith(ID)}
    subjects = {triple.subject.value for triple in real_graph.triples()}
    for iri in subjects:
        kind, _, slug = iri.removeprefix(ID).partition("/")
        if iri.startswith(ID) and iri not in known:
            assert kind in kinds, f"add one of its kind to {FIXTURE.name}: {iri}"
            assert PLAIN.fullmatch(slug), f"add to {FIXTURE.name}: {iri}"
        elif iri.startswith(TKG):
            assert re.fullmatch(r"[A-Za-z0-9_-]{1,120}", iri.removeprefix(TKG))
