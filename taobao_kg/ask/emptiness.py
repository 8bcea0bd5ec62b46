"""Why an answer is empty: which part of the query matched nothing."""

from collections.abc import Callable, Mapping, Sequence

from taobao_kg.ask.parameters import Given, bind
from taobao_kg.ask.patterns import Part, parts_of_group
from taobao_kg.ask.questions import Question
from taobao_kg.ask.scan import Token, body_start, missing_prefixes, prologue, tokenize
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph

_JOINING = ("triple", "values", "bind", "group")


def explain_emptiness(
    graph: Graph, question: Question, given: Mapping[str, Given] | None = None
) -> str:
    """Return one sentence that names the part of a query which leaves no rows.

    Each part is tried alone, then all are joined in order, then the filters are added; the first
    step without a match is named, with its line.

    Args:
        graph: what was asked.
        question: what found nothing.
        given: the parameters it was asked with.
    """
    sparql = bind(graph, question, given or {})
    tokens = tokenize(sparql)
    opening = body_start(tokens)
    if opening is None:
        return "no rows: nothing is said about what the query describes"
    heading = prologue(missing_prefixes(tokens)) + _declared(sparql)
    chosen = _chosen_graphs(tokens[:opening])
    for name in chosen:
        if not graph.query(f"{heading}\nASK {{ GRAPH {name.text} {{ ?s ?p ?o }} }}"):
            return (
                f"no rows: the query names its own graphs with FROM, and {name.text} is not in the"
                " graph; leave FROM out to ask everything"
            )
    dataset = " ".join(chosen.values())
    parts = parts_of_group(sparql, tokens, opening)

    def matches(tried: Sequence[Part]) -> bool:
        block = "\n".join(
            f"{part.text} ." if part.kind == "triple" else part.text for part in tried
        )
        try:
            return bool(graph.query(f"{heading}\nASK {dataset} {{\n{block}\n}}"))
        except UsageError:
            return True  # a part that cannot stand alone is not to blame

    where = "the graphs named with FROM" if chosen else "the graph"
    return _blame(sparql, parts, matches, where)


def _blame(
    sparql: str, parts: list[Part], matches: Callable[[Sequence[Part]], bool], where: str
) -> str:
    joining = [part for part in parts if part.kind in _JOINING]
    for part in joining:
        if part.kind not in ("values", "bind") and not matches([part]):
            return f"no rows: {_named(sparql, part)} matches nothing in {where}"
    for count in range(2, len(joining) + 1):
        if not matches(joining[:count]):
            last = joining[count - 1]
            return (
                f"no rows: {_named(sparql, last)} matches something, "
                f"but nothing that also fits {_what_stood_before(sparql, joining[: count - 1])}"
            )
    kept = [part for part in parts if part.kind not in ("filter", "minus")]
    for part in parts:
        if part.kind in ("filter", "minus"):
            kept.append(part)
            if not matches(kept):
                return f"no rows: the patterns match, but {_named(sparql, part)} leaves none of it"
    return "no rows: the patterns match; look at HAVING, LIMIT, OFFSET or what is grouped"


def _chosen_graphs(heading: Sequence[Token]) -> dict[Token, str]:
    """Return the graphs a query names with FROM, each with its whole clause."""
    chosen = {}
    for place, token in enumerate(heading):
        if token.keyword == "FROM":
            named = heading[place + 1].keyword == "NAMED"
            name = heading[place + 1 + named]
            chosen[name] = f"FROM {'NAMED ' * named}{name.text}"
    return chosen


def _named(sparql: str, part: Part) -> str:
    """Return the text of a part on one line, with its line in the query."""
    text = " ".join(part.text.split())
    shown = text if len(text) <= 90 else text[:89] + "…"
    line = sparql[: part.start].count("\n") + 1
    return f"‘{shown}’ (line {line})"


def _what_stood_before(sparql: str, parts: Sequence[Part]) -> str:
    if len(parts) == 1:
        return _named(sparql, parts[0])
    return f"the {len(parts)} parts before it"


def _declared(sparql: str) -> str:
    """Return the PREFIX and BASE lines of a query."""
    tokens = tokenize(sparql)
    declared = ""
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.keyword == "PREFIX":
            declared += f"PREFIX {name.text} {iri.text} "
        elif word.keyword == "BASE":
            declared += f"BASE {name.text} "
    return declared
