"""Accept headers, as they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.serve.formats import ROWS, TRIPLES, accepts_gzip, choose, read_accept


@given(st.text())
def test_any_header_is_read(header):
    assert all(0 <= one.quality <= 1 for one in read_accept(header))
    chosen = choose(ROWS, header)
    assert chosen is None or chosen[1] in ROWS[chosen[0]]
    accepts_gzip(header)


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("text/turtle;q=0.4, application/ld+json;q=0.5", "jsonld"),
        ("application/*", "nt"),
        ("*/*;q=0.1, text/turtle;q=0", "nt"),
        ("text/turtle;q=nonsense, text/html", "html"),
        ("TEXT/TURTLE", "turtle"),
        ("text/turtle;q=nan", None),
        ("*/turtle", None),
    ],
)
def test_the_best_liked_format_is_chosen(accept, name):
    chosen = choose(TRIPLES, accept)
    assert (chosen and chosen[0]) == name
