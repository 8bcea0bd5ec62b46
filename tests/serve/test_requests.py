"""The request parser: whatever bytes come, an operation or a refusal."""

from urllib.parse import quote_plus, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taobao_kg.serve.limits import Limits
from taobao_kg.serve.refusals import Refusal
from taobao_kg.serve.requests import FORM, QUERY, read_fields, read_media_type, read_operation

LIMITS = Limits()
TYPES = st.sampled_from(
    [FORM, QUERY, "", "text/plain", f"{QUERY};charset", f"{FORM}; charset=\xff"]
)
PARTS = st.lists(
    st.sampled_from(
        [b"query", b"=", b"&", b"%", b"%00", b"%FF", b"+", b"ASK{}", b"why", b";", b"\xff"]
    )
).map(b"".join)


@given(st.sampled_from(["GET", "HEAD", "POST"]), st.binary() | PARTS, TYPES, st.binary() | PARTS)
@example("GET", b"query=%", "", b"")
@example("POST", b"", QUERY, b"")
@example("POST", b"", QUERY, b"\xed\xa0\x80")
@example("POST", b"", FORM, b"query=%ED%A0%80")
@example("GET", b"default-graph-uri=:&query=a", "", b"")
@example("GET", b"lang=%F0%9F%98%80", "", b"")
def test_any_bytes_are_an_operation_or_a_refusal(method, query_string, media, body):
    try:
        asked = read_operation(method, query_string, media, body, LIMITS)
    except Refusal as refusal:
        status, told = refusal.status, str(refusal)
    else:
        status, told = 400, "none"
        assert asked.query is None or "\0" not in asked.query
        assert asked.query is None or asked.query.encode().decode() == asked.query
        assert all(":" in iri for iri in (*asked.dataset.default, *asked.dataset.named))
    assert 400 <= status < 500
    assert told


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_text_comes_as_it_was_sent(text):
    for body, media in ((text.encode(), QUERY), (urlencode({"query": text}).encode(), FORM)):
        assert read_operation("POST", b"", media, body, LIMITS).query == text
    encoded = f"query={quote_plus(text)}".encode()
    assert read_operation("GET", encoded, "", b"", LIMITS).query == text


@given(st.text())
def test_any_content_type_is_read(header):
    kind, charset = read_media_type(header)
    assert kind == kind.lower()
    assert charset == charset.lower()


def test_fields_come_in_order_and_may_repeat():
    assert read_fields(b"a=1&&b&a=%E4%B8%AD") == [("a", "1"), ("b", ""), ("a", "中")]


def test_a_query_just_within_the_limit_is_read():
    limits = LIMITS._replace(query_bytes=10)
    assert read_operation("POST", b"", QUERY, b"0123456789", limits).query
    with pytest.raises(Refusal) as raised:
        read_operation("POST", b"", QUERY, b"01234567890", limits)
    assert raised.value.status == 413
