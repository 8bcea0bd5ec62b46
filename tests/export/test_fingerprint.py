"""Files are compared without holding what they say: the same triples, however written, or not."""

import pytest
from pyoxigraph import RdfFormat
from rdflib import Graph

from bench.fingerprint import take_fingerprint

SAID = """\
<http://e/a> <http://e/p> "x"@en .
<http://e/a> <http://e/p> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<http://e/b> <http://e/p> "3"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<http://e/b> <http://e/q> <http://e/c> .
"""


@pytest.fixture
def fingerprint(tmp_path):
    """Return a function that gives the fingerprint of N-Triples."""

    def take(text):
        path = tmp_path / "some.nt"
        path.write_text(text)
        return take_fingerprint(path, RdfFormat.N_TRIPLES)

    return take


def test_order_does_not_count(fingerprint):
    other = "".join(reversed(SAID.splitlines(keepends=True)))
    assert fingerprint(other) == fingerprint(SAID)
    assert fingerprint(SAID).triples == 4


def test_what_rdflib_writes_is_the_same(fingerprint, tmp_path):
    path = tmp_path / "some.ttl"
    Graph().parse(data=SAID, format="nt").serialize(path, format="turtle")
    assert "3.0" in path.read_text()
    assert take_fingerprint(path, RdfFormat.TURTLE) == fingerprint(SAID)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("@en", "@id"),
        ("1.50", "1.51"),
        ('"3"', '"3.' + 40 * "0" + '1"'),
        ("#decimal", "#integer"),
        ("<http://e/c>", '"http://e/c"'),
        ("<http://e/b>", "<http://e/a>"),
        ("<http://e/b> <http://e/q> <http://e/c> .\n", ""),
        ("<http://e/b> <http://e/q> <http://e/c> .\n", SAID.splitlines(keepends=True)[0]),
    ],
)
def test_another_triple_counts(fingerprint, old, new):
    assert old in SAID
    assert fingerprint(SAID.replace(old, new)) != fingerprint(SAID)


def test_a_repetition_counts(fingerprint):
    assert fingerprint(SAID + SAID) != fingerprint(SAID)
