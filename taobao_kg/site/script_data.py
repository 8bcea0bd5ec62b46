"""Data for scripts: graph, names, questions and what Explore shows, in files loaded when needed.

Each file calls ``TaobaoKG.receive`` with its name and one JSON value: a page opened from disk may
load scripts, but may not fetch.
"""

import gzip
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from taobao_kg.ask.kinds import kind_titles
from taobao_kg.ask.naming import names_of_things
from taobao_kg.ask.questions import list_questions
from taobao_kg.site.atlas import Atlas
from taobao_kg.site.explore import explore_data, left_out
from taobao_kg.site.through import lines_of
from taobao_kg.words.catalogue import phrases
from taobao_kg.words.languages import LANGUAGES


def script_data(atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each file under ``assets/data/``."""
    lines, explored = lines_of(atlas.graph), explore_data(atlas.graph, atlas.records)
    yield _received("triples", _zip("".join(lines)))
    yield _received("names", list(_names(atlas)))
    yield _received("questions", list(_questions(atlas)))
    yield _received("explore", explored)
    yield _received("lenses", _lenses(atlas, lines, explored))
    for lang in LANGUAGES:
        yield _received(f"words-{lang}", _words(atlas, lang))


def _received(name: str, value: Any) -> tuple[str, str]:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # No end of a script element inside: the same text stands in the single file too.
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return name, f'TaobaoKG.receive("{name}",{text});\n'


def _lenses(atlas: Atlas, lines: Sequence[str], explored: dict[str, Any]) -> dict[str, Any]:
    """Return what each lens does: to the triples, and to what Explore shows.

    Numbers are zipped lists of the gaps between them; ``removed`` are those of lines.
    """
    found = {}
    for effect in atlas.effects:
        gone = {lines[number] for number in effect.removed}
        statements, links = left_out(explored, effect, gone)
        found[effect.value] = {
            "says": effect.footers,
            "removed": _gaps(effect.removed),
            "added": _zip("".join(effect.added)),
            "statements": _gaps(statements),
            "links": _gaps(links),
        }
    return found


def _gaps(numbers: Iterable[int]) -> str:
    ordered = sorted(numbers)
    gaps = (number - before for before, number in pairwise([0, *ordered]))
    return _zip(" ".join(map(str, gaps)))


def _zip(text: str) -> str:
    """Return a text zipped, in base64."""
    return b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def _names(atlas: Atlas) -> Iterator[list[Any]]:
    """Yield page, kind, three labels and the other names of what has a page and a name."""
    others: dict[str, dict[str, None]] = {}
    for name in names_of_things(atlas.graph):
        others.setdefault(name.iri, {})[name.text] = None
    for iri in sorted(others):
        if thing := atlas.things.get(iri):
            labels = [atlas.graph.label(iri, lang) for lang in LANGUAGES]
            more = [text for text in others[iri] if text not in labels]
            yield [thing.page, thing.kind, *labels, more]


def _words(atlas: Atlas, lang: str) -> dict[str, Any]:
    """Return what the scripts say, with the words for columns of answers and their few values."""
    place = LANGUAGES.index(lang)
    codes = phrases("ask.codes", lang)
    kinds = {
        path.stem: titles[place]
        for path in sorted((atlas.folders.queries / "checks").glob("*.rq"))
        if (titles := kind_titles(atlas.folders.queries, path.stem))
    }
    answers = {"columns": phrases("ask.columns", lang), "codes": codes}
    answers["codes"] |= {"kind": kinds | codes["kind"]}
    return {**phrases("site.script", lang), "answers": answers}


def _questions(atlas: Atlas) -> Iterator[dict[str, Any]]:
    for one in list_questions(atlas.folders.queries):
        yield {
            "name": one.name,
            "question": one.questions,
            "summary": one.summaries,
            "tags": one.tags,
            "params": [parameter._asdict() for parameter in one.parameters],
            "columns": one.columns,
            "sparql": one.sparql,
        }
