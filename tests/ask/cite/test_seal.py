"""The seal: it survives what reference managers do to it, and shows when it was cut or altered."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taobao_kg.ask.cite.seal import FEW, Seal, read_seals, write_seal
from taobao_kg.errors import UsageError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
PRINT = st.binary(min_size=32, max_size=32).map(bytes.hex)
NAME = st.builds(
    "{}:{}-{:04}".format,
    st.sampled_from(["claim", "observation"]),
    st.sampled_from(["a", "wang-2020", "b-2-2019"]),
    st.integers(0, 9999),
)
LISTED = st.dictionaries(NAME, st.binary(min_size=4, max_size=4).map(bytes.hex), max_size=30)


@st.composite
def seals(draw):
    listed = draw(LISTED)
    return Seal(
        version=draw(TEXT),
        of=draw(TEXT),
        given=tuple(draw(st.lists(st.tuples(TEXT, TEXT), max_size=3))),
        query=draw(st.one_of(st.just(""), PRINT)),
        data=draw(PRINT),
        result=draw(PRINT),
        rests=draw(st.sampled_from(["named", "all"])),
        total=len(listed),
        statements=draw(PRINT),
        listed=tuple(sorted(listed.items())),
    )


SEAL = Seal(
    version="0.1.0",
    of="question:policies-of-a-year",
    given=(("stated_year", "year:2014"),),
    query="1" * 64,
    data="2" * 64,
    result="3" * 64,
    rests="named",
    total=3,
    statements="4" * 64,
    listed=(
        ("claim:a-2020-0001", "0123abcd"),
        ("claim:a-2020-0002", "0123abce"),
        ("observation:a-2020-0003", "0123abcf"),
    ),
)


@settings(deadline=None)
@given(seals())
def test_what_is_written_is_read(seal):
    assert read_seals(f"before {write_seal(seal)} after") == [seal]


@settings(deadline=None)
@given(seals())
def test_a_short_seal_says_the_same_in_fewer_digits(seal):
    (read,) = read_seals(f"[{write_seal(seal, short=True)}]")
    assert (read.of, read.given, read.total) == (seal.of, seal.given, seal.total)
    assert seal.data.startswith(read.data)
    assert read.listed == (seal.listed if seal.total <= FEW else ())


@settings(deadline=None)
@given(seals())
def test_it_is_plain_words_that_no_format_escapes(seal):
    written = write_seal(seal)
    assert re.fullmatch(r"[A-Za-z0-9=:/.,%+ -]+", written)


def test_numbers_follow_the_first_of_a_source():
    assert "claim:a-2020-0001:0123abcd 0002:0123abce observation:a-2020-0003:" in write_seal(SEAL)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace(" ", "\n   "),
        lambda text: text.replace(" ", "\r\n"),
        lambda text: text.replace("%", "\\%"),
        lambda text: text.replace("/", "\\/"),
        lambda text: f"{{{text}}},\n}}",
        lambda text: f"{text} {text}",
    ],
)
def test_reference_managers_may_wrap_and_escape_it(spoil):
    assert read_seals(spoil(write_seal(SEAL))) == [SEAL]


@settings(deadline=None)
@given(st.data())
def test_a_cut_seal_is_told(data):
    written = write_seal(SEAL)
    end = data.draw(st.integers(min_value=len("taobao-kg-cite/"), max_value=len(written) - 1))
    with pytest.raises(UsageError, match=r"was cut|was altered"):
        read_seals(written[:end])


@settings(deadline=None)
@given(st.data())
def test_an_altered_seal_is_told(data):
    written = write_seal(SEAL)
    place = data.draw(st.integers(min_value=len("taobao-kg-cite/1 "), max_value=len(written) - 1))
    mark = data.draw(st.sampled_from([m for m in "0123456789abcdefgxyz=" if m != written[place]]))
    with pytest.raises(UsageError, match=r"was cut|was altered"):
        read_seals(written[:place] + mark + written[place + 1 :])


def test_a_newer_form_asks_for_an_update():
    with pytest.raises(UsageError, match="newer form 3; update taobao-kg"):
        read_seals(write_seal(SEAL).replace("cite/1", "cite/3"))


def test_a_lens_is_sealed_in_a_form_older_readers_refuse():
    sealed = SEAL._replace(lens="as-of=2017 + without=liu-2018,xiong-2017")
    written = write_seal(sealed)
    assert written.startswith("taobao-kg-cite/2 ")
    assert read_seals(written) == [sealed]
    assert "lens=" not in write_seal(SEAL)


@pytest.mark.parametrize(
    "text", ["", "@article{liu, title={What drives}}", "\x00\x1b[2J", "{" * 9999]
)
def test_a_foreign_text_is_told(text):
    with pytest.raises(UsageError, match="no citation of this graph in it"):
        read_seals(text)


@settings(deadline=None)
@given(st.text())
def test_no_text_breaks_the_reader(text):
    with pytest.raises(UsageError):
        read_seals("taobao-kg-cite/1 " + text)


def resealed(seal_text):
    """Return an edited seal with a checksum that fits, as a forger could make it."""
    from taobao_kg.ask.cite.seal import _checksum

    words = seal_text.split()
    return " ".join([*words, f"check={_checksum(words)}"])


@pytest.mark.parametrize(
    "text",
    [
        "taobao-kg-cite/1",
        "taobao-kg-cite/1 version=1 of=data data=zz result=zz rests=named count=1 statements=zz",
        f"taobao-kg-cite/1 version=1 of=data data={'1' * 64} result={'1' * 64} rests=few count=1"
        f" statements={'1' * 64}",
        f"taobao-kg-cite/1 version=1 of=data data={'1' * 64} result={'1' * 64} rests=all"
        f" count={'9' * 5000} statements={'1' * 64}",
        "taobao-kg-cite/1 of=%FF",
        "taobao-kg-cite/1 of=a of=b",
    ],
)
def test_a_forged_seal_without_sense_is_one_clear_line(text):
    with pytest.raises(UsageError, match="is not one of ours") as caught:
        read_seals(resealed(text))
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200
