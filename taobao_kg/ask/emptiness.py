"""Why an answer is empty: which part of the query matched nothing."""

from collections.abc import Callable, Mapping, Sequence

from taobao_kg.ask.parameters import Given, bind
from taobao_kg.ask.patterns import Part, parts_of_group
from taobao_kg.ask.questions import Question
from taobao_kg.ask.scan import Token, body_start, missing_prefixes, prologue, tokenize
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.words.catalogue import phrase

_JOINING = ("triple", "values", "bind", "group")


def explain_emptiness(
    graph: Graph,
    question: Question,
    given: Mapping[str, Given] | None = None,
    lang: str = "en",
) -> str:
    """Return one sentence that names the part of a query which leaves no rows.

    Each part is tried alone, then all are joined in order, then the filters are added; the first
    step without a match is named, with its line.

    Args:
        graph: what was asked.
        question: what found nothing.
        given: the parameters it was asked with.
        lang: ``en``, ``id`` or ``zh``.
    """
    sparql = bind(graph, question, given or {})
    tokens = tokenize(sparql)
    opening = body_start(tokens)
    if opening is None:
        return phrase("ask.empty.undescribed", lang)
    heading = prologue(missing_prefixes(tokens)) + _declared(sparql)
    chosen = _chosen_graphs(tokens[:opening])
    for name in chosen:
        if not graph.query(f"{heading}\nASK {{ GRAPH {name.text} {{ ?s ?p ?o }} }}"):
            return phrase("ask.empty.graph", lang, name=name.text)
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

    return _blame(sparql, parts, matches, bool(chosen), lang)


def _blame(
    sparql: str,
    parts: list[Part],
    matches: Callable[[Sequence[Part]], bool],
    chosen: bool,
    lang: str,
) -> str:
    joining = [part for part in parts if part.kind in _JOINING]
    for part in joining:
        if part.kind not in ("values", "bind") and not matches([part]):
            return phrase(
                "ask.empty.part_of_graphs" if chosen else "ask.empty.part",
                lang,
                part=_named(sparql, part, lang),
            )
    for count in range(2, len(joining) + 1):
        if not matches(joining[:count]):
            last = joining[count - 1]
            before = _what_stood_before(sparql, joining[: count - 1], lang)
            part_named = _named(sparql, last, lang)
            return phrase("ask.empty.together", lang, part=part_named, before=before)
    kept = [part for part in parts if part.kind not in ("filter", "minus")]
    for part in parts:
        if part.kind in ("filter", "minus"):
            kept.append(part)
            if not matches(kept):
                return phrase("ask.empty.filter", lang, part=_named(sparql, part, lang))
    return phrase("ask.empty.modifiers", lang)


def _chosen_graphs(heading: Sequence[Token]) -> dict[Token, str]:
    """Return the graphs a query names with FROM, each with its whole clause."""
    chosen = {}
    for place, token in enumerate(heading):
        if token.keyword == "FROM":
            named = heading[place + 1].keyword == "NAMED"
            name = heading[place + 1 + named]
            chosen[name] = f"FROM {'NAMED ' * named}{name.text}"
    return chosen


def _named(sparql: str, part: Part, lang: str) -> str:
    """Return the text of a part on one line, with its line in the query."""
    text = " ".join(part.text.split())
    shown = text if len(text) <= 90 else text[:89] + "…"
    line = sparql[: part.start].count("\n") + 1
    return phrase("ask.empty.named", lang, text=shown, line=line)


def _what_stood_before(sparql: str, parts: Sequence[Part], lang: str) -> str:
    if len(parts) == 1:
        return _named(sparql, parts[0], lang)
    return phrase("ask.empty.before", lang, count=len(parts))


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
