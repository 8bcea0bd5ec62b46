"""Parameters: what was given becomes a typed term, and the term stands in the query."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.questions import Parameter, Question
from taobao_kg.ask.scan import body_start, closing, put_values, tokenize, values_blocks
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.vocab import expand, term

if TYPE_CHECKING:
    from decimal import Decimal

    from taobao_kg.ask.patterns import Part

#: The languages of the command line and the tags of labels.
LANGUAGE_TAGS = {
    "en": "en",
    "id": "id",
    "zh": "zh-Hans",
    "zh-hans": "zh-Hans",
    "zh-latn": "zh-Latn",
}

#: What a parameter may be in Python; text is read by the kind of the parameter.
Given: TypeAlias = "str | int | Decimal | NamedNode | Literal"


def bind(graph: Graph, question: Question, given: Mapping[str, Given]) -> str:
    """Return the SPARQL of a question with its parameters in place.

    Each stands there as `put_value` puts it, written by the RDF library: no text of the user
    becomes SPARQL.

    Raises:
        UsageError: for a parameter the question does not have, or a value that is not of its kind.
    """
    sparql = question.sparql
    for name, value in given.items():
        node = read_value(graph, find_parameter(question, name), value)
        sparql = put_value(sparql, name, node)
    return sparql


def find_parameter(question: Question, name: str) -> Parameter:
    """Return the parameter of that name; any variable of a text without a header is one.

    Raises:
        UsageError: when there is none, with the names there are.
    """
    for parameter in question.parameters:
        if parameter.name == name:
            return parameter
    if not question.columns:
        names = {token.text[1:] for token in tokenize(question.sparql) if token.kind == "variable"}
        if name in names:
            return Parameter(name, "any", "", "")
    else:
        names = {parameter.name for parameter in question.parameters}
    what = question.name or "the query"
    has = f"it has {', '.join(sorted(names))}" if names else "it has none"
    raise UsageError(f"{what} has no parameter {name!r}; {has}")


def read_value(graph: Graph, parameter: Parameter, value: Given) -> NamedNode | Literal:
    """Return the term a value stands for.

    Raises:
        UsageError: when it is not of the parameter's kind; unknown things with the nearest names.
    """
    if isinstance(value, NamedNode | Literal):
        return value
    text = str(value).strip()
    kind, _, narrower = parameter.kind.partition(":")
    if not text and kind != "string":
        raise UsageError(
            f"the parameter {parameter.name} is empty; give it a value{_try(parameter)}"
        )
    if kind == "entity":
        from taobao_kg.ask.things import find_thing

        return NamedNode(find_thing(graph, text, narrower or None))
    if kind == "integer":
        return _integer(parameter, text)
    if kind == "decimal":
        return _decimal(parameter, text)
    if kind == "language":
        if text.lower() not in LANGUAGE_TAGS:
            raise UsageError(f"{parameter.name}={text}: not a language here; write en, id or zh")
        return Literal(LANGUAGE_TAGS[text.lower()])
    return _untyped(text) if kind == "any" else Literal(str(value))


def put_value(sparql: str, name: str, node: NamedNode | Literal) -> str:
    """Return a query in which a variable has one value.

    ``VALUES ?name { node }`` replaces each that is there, or opens the WHERE block. A variable
    to which no triple pattern of that block gives a value, but an OPTIONAL, a BIND, a UNION or a
    sub-select, gets a FILTER at the end instead: VALUES would lend its value to the rows that
    have none.

    Raises:
        UsageError: when there is no WHERE block.
    """
    from taobao_kg.ask.patterns import parts_of_group

    tokens = tokenize(sparql)
    if values_blocks(tokens, name):
        return put_values(sparql, name, str(node))
    opening = body_start(tokens)
    if opening is None:
        raise UsageError(f"the parameter {name} has no WHERE block to stand in; add one")
    kinds = {part.kind for part in parts_of_group(sparql, tokens, opening) if _gives(part, name)}
    if kinds & {"optional", "bind", "group"} and not kinds & {"triple", "values"}:
        end = tokens[closing(tokens, opening)].start
        return f"{sparql[:end]} FILTER(?{name} = {node}) {sparql[end:]}"
    end = tokens[opening].end
    return f"{sparql[:end]} VALUES ?{name} {{ {node} }} {sparql[end:]}"


def _gives(part: "Part", name: str) -> bool:
    """Return whether a part can give a variable a value: of a BIND only the last can get one."""
    names = [token.text[1:] for token in tokenize(part.text) if token.kind == "variable"]
    return name in (names[-1:] if part.kind == "bind" else names)


def read_assignments(assignments: list[str]) -> dict[str, str]:
    """Return what ``--param name=value`` gave, in order.

    Raises:
        UsageError: without ``=``, or when a name is given twice.
    """
    given: dict[str, str] = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        name = name.strip().lstrip("?$")
        if not equals or not name:
            raise UsageError(f"--param {assignment}: write --param name=value")
        if name in given:
            raise UsageError(f"--param {name} is given twice; give it once")
        given[name] = value
    return given


def _integer(parameter: Parameter, text: str) -> Literal:
    try:
        return Literal(str(int(text)), datatype=term("xsd:integer"))
    except ValueError as error:
        message = f"{parameter.name}={text}: not a whole number{_try(parameter)}"
        raise UsageError(message) from error


def _decimal(parameter: Parameter, text: str) -> Literal:
    from decimal import Decimal, InvalidOperation

    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise UsageError(f"{parameter.name}={text}: not a number{_try(parameter)}") from error
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise UsageError(f"{parameter.name}={text}: not a number of ordinary size")
    return Literal(f"{number:f}", datatype=term("xsd:decimal"))


def _untyped(text: str) -> NamedNode | Literal:
    """Read a value of a text without a header: a name, a number, else a plain string."""
    try:
        return NamedNode(expand(text))
    except (UsageError, ValueError):
        pass
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdigit():
        return Literal(text, datatype=term("xsd:integer"))
    if digits.isascii() and digits.replace(".", "", 1).isdigit():
        return Literal(text, datatype=term("xsd:decimal"))
    return Literal(text)


def _try(parameter: Parameter) -> str:
    return f"; try {parameter.name}={parameter.example}" if parameter.example else ""
