"""Checks: the rules that find what does not fit, one kind a file in ``queries/checks/``.

A check is a CONSTRUCT of `tkg:Discrepancy` nodes; any SPARQL engine can run it. Its header says in
three languages how to put one discrepancy in words:

    #+ reason: why such a thing is worth a look (English)
    #+ title-en: a name for the kind
    #+ on: the variables that hold what it is about, the first one first
    #+ sentence-en: {about} has {value unit}[ in {time}], not {other unit}.

``{name}`` stands for what the variable ``?name`` of WHERE holds: a thing by its label, a number as
the language writes it, several values joined. ``{value unit}`` is a number with its unit, and
``{value unit by source}`` tells behind each value who says so. What stands in square brackets is
left out when a variable in it has no value.
"""

import re
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.build.rulefile import RuleFile, read_rule_file
from taobao_kg.build.templates import variables
from taobao_kg.vocab import expand

#: The languages a check speaks, and the tag its words get.
LANGUAGES = {"en": "en", "id": "id", "zh": "zh-Hans"}
#: The variables each row of a check must bind.
NODE, STATEMENT = "discrepancy", "statement"

_PATTERN = re.compile(r"\?discrepancy\s+(\S+)\s+(.+?)\s+\.")

#: What CONSTRUCT says of a discrepancy: a predicate, and a node or the name of a variable.
Head = tuple[NamedNode, "NamedNode | Literal | str"]


class Check(NamedTuple):
    """One check.

    Attributes:
        name: the file's name without its ending; also the kind of its discrepancies.
        path: where it lies.
        reason: why it exists, in English.
        titles: the name of the kind, by language.
        on: the variables that hold what a discrepancy is about.
        sentences: how to put one discrepancy in words, by language.
        heads: what it says of each discrepancy.
        select: the query, for all variables in heads, sentences and ``on``.
    """

    name: str
    path: Path
    reason: str
    titles: dict[str, str]
    on: tuple[str, ...]
    sentences: dict[str, str]
    heads: tuple[Head, ...]
    select: str


def list_checks(folder: Path) -> list[Path]:
    """Return the files of the checks in a folder, sorted; none where there is no such folder."""
    return sorted(folder.glob("*.rq"))


def read_check(path: Path) -> Check:
    """Read one check.

    Raises:
        DataError: when the file is not a check, with the line where there is one.
    """
    file = read_rule_file(path)
    titles = {lang: _header(file, f"title-{lang}") for lang in LANGUAGES}
    sentences = {lang: _header(file, f"sentence-{lang}") for lang in LANGUAGES}
    on = tuple(_header(file, "on").split())
    heads = tuple(_read_head(file, number, line) for number, line in file.construct)
    said = {predicate.value for predicate, _ in heads}
    for name in ("rdf:type", "tkg:kind", "tkg:severity", "tkg:foundBy", "tkg:between"):
        if expand(name) not in said:
            raise file.fault(None, f"CONSTRUCT says no {name} of ?discrepancy")
    wanted = {slot for _, slot in heads if isinstance(slot, str)}
    wanted |= {name for text in sentences.values() for name in variables(text)}
    wanted |= {NODE, STATEMENT, *on}
    _require_variables(file, wanted)
    select = file.select("DISTINCT " + " ".join(f"?{name}" for name in sorted(wanted)))
    return Check(file.name, path, _header(file, "reason"), titles, on, sentences, heads, select)


def _header(file: RuleFile, key: str) -> str:
    value = file.header.get(key, "")
    if not value:
        raise file.fault(None, f"its header has no '#+ {key}:'")
    return value


def _require_variables(file: RuleFile, names: set[str]) -> None:
    """Refuse a name that stands nowhere in WHERE: it could never have a value."""
    body = " ".join(line for _, line in file.where)
    for name in sorted(names):
        if not re.search(rf"\?{name}\b", body):
            raise file.fault(None, f"?{name} stands in the header or CONSTRUCT and not in WHERE")


def _read_head(file: RuleFile, number: int, line: str) -> Head:
    found = _PATTERN.fullmatch(line)
    if not found:
        raise file.fault(number, f"{line!r} is not one pattern about ?discrepancy with its dot")
    predicate, text = found.groups()
    named = expand("rdf:type") if predicate == "a" else file.node(number, predicate).value
    value: NamedNode | Literal | str
    if text.startswith("?"):
        value = text[1:]
    elif text.startswith('"') and text.endswith('"'):
        value = Literal(text[1:-1])
    elif text.isdecimal():
        value = Literal(int(text))
    else:
        value = file.node(number, text)
    return NamedNode(named), value
