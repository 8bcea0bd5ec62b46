"""The parts of the codebook about rules: what they derive, what they find, what they leave out."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.build.load import DERIVATIONS
from taobao_kg.export.census import Census
from taobao_kg.export.subjects import Subjects
from taobao_kg.turtle import read_utf8
from taobao_kg.vocab import ID, shorten

_RULE, _CLAIM = f"{ID}rule/", f"{ID}claim/"
#: How the names of the rules begin that make plain triples of claims.
_TO_TRIPLES = "claim-to-"


class Part(NamedTuple):
    """One part of the codebook: a title, a sentence, and a table, which may be empty."""

    title: str
    summary: str
    columns: list[str]
    rows: Sequence[Sequence[object]]

    @property
    def anchor(self) -> str:
        """The anchor of the title, as Markdown renderers make it."""
        return self.title.lower().replace(" ", "-")


def rule_part(said: Subjects) -> Part:
    """Return the rules the build applied, with the number of triples each derived."""
    derived = Counter(rule for one in said.sorted() for rule in said.values(one, "tkg:rule"))
    rows: list[list[object]] = [
        [_name(one), _comment(said, one), derived[one]]
        for one in _rules(said)
        if not said.values(one, "rdfs:label")  # checks have a title, too
    ]
    summary = (
        "`claim-` rules make plain triples of statements, `closure-` rules what follows from"
        " triples; two rules may derive the same one."
    )
    return Part("Rules that derive", summary, ["rule", "what it says", "triples"], rows)


def check_part(said: Subjects, queries: Path | None) -> Part:
    """Return the rules that look for discrepancies, with what their files say of them.

    Args:
        said: what the graphs say.
        queries: the folder of the questions; checks lie in its folder ``checks``, if at all.
    """
    found = Counter(
        _name(rule)
        for one in said.sorted()
        for rule in said.values(one, "tkg:foundBy")
        if isinstance(rule, NamedNode)
    )
    files = sorted((queries / "checks").glob("*.rq")) if queries else []
    headers = [(path.stem, read_header(path)) for path in files]
    rows: list[list[object]] = [
        [name, header.get("title-en", ""), header.get("reason", ""), found[name]]
        for name, header in headers
    ]
    summary = "What is compared to find what does not fit together." if rows else "There are none."
    return Part("Rules that check", summary, ["check", "finds", "because", "found"], rows)


def exclusion_part(said: Subjects, graphs: dict[str, Census]) -> Part:
    """Return what the graph leaves out on purpose, by the words of rules, ontology and notes."""
    claims = [one for one in said.sorted() if one.value.startswith(_CLAIM)]
    plain = {value for one in said.sorted() for value in said.values(one, "tkg:premise")}
    measured = [one for one in claims if said.values(one, "tkg:indicator")]
    other = [one for one in claims if not said.values(one, "tkg:indicator")]
    rows: list[list[object]] = []
    for stance in sorted({v for one in other for v in said.values(one, "tkg:stance")}, key=str):
        stated = [one for one in other if stance in said.values(one, "tkg:stance")]
        left = sum(one not in plain for one in stated)
        if left:
            words = " ".join(_english(said, stance, "skos:scopeNote"))
            name = f"claims that are {said.label(stance).value}"
            rows.append([name, words, f"{left} of {len(stated)}"])
    if left := sum(one not in plain for one in measured):
        words = " ".join(_comment(said, rule) for rule in _rules(said) if _makes_claims_plain(rule))
        rows.append(["claims by one measure", words, f"{left} of {len(measured)}"])
    if DERIVATIONS in graphs:
        reasons = graphs[DERIVATIONS].triples
        words = "They explain the default graph and are no part of it; ask with GRAPH."
        rows.append(["triples of graph:derivations", words, f"{reasons} of {reasons}"])
    for source in sorted({v for one in claims for v in said.values(one, "tkg:statedIn")}, key=str):
        notes = _english(said, source, "skos:editorialNote")
        if isinstance(source, NamedNode) and notes:
            rows.append([f"text of {said.label(source).value}", " ".join(notes), "all"])
    summary = "A claim left out of the plain triples still stands in the graph, as a claim."
    return Part("What is left out", summary, ["what", "why", "how many"], rows)


def read_header(path: Path) -> dict[str, str]:
    """Return the lines ``#+ key: value`` of a query file, in order; repeated keys are joined.

    Raises:
        DataError: when the file cannot be read.
    """
    header: dict[str, str] = {}
    for line in read_utf8(path).decode().splitlines():
        key, colon, value = line.removeprefix("#+").partition(":")
        if line.startswith("#+") and colon:
            before = header.get(key.strip())
            header[key.strip()] = f"{before}; {value.strip()}" if before else value.strip()
    return header


def _rules(said: Subjects) -> list[NamedNode]:
    return [one for one in said.sorted() if one.value.startswith(_RULE) and _comment(said, one)]


def _makes_claims_plain(rule: NamedNode) -> bool:
    return _name(rule).startswith(_TO_TRIPLES)


def _name(rule: NamedNode) -> str:
    return shorten(rule.value).partition(":")[2]


def _comment(said: Subjects, node: NamedNode) -> str:
    return " ".join(_english(said, node, "rdfs:comment"))


def _english(said: Subjects, node: NamedNode | Literal, name: str) -> list[str]:
    found = [one for one in said.values(node, name) if isinstance(one, Literal)]
    return [one.value for one in found if one.language == "en"]
