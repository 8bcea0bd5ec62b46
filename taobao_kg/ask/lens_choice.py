"""The choice of a lens: what is typed, the statements it lets through, and how outputs name it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from taobao_kg.ask.lens_file import LensFile, find_lens
from taobao_kg.ask.parameters import read_value
from taobao_kg.ask.scan import put_values
from taobao_kg.ask.screen import clean
from taobao_kg.engines.answers import Solutions
from taobao_kg.errors import DataError, UsageError
from taobao_kg.folders import show_path
from taobao_kg.graph import Graph
from taobao_kg.lens import ALL, Lens
from taobao_kg.vocab import shorten, term
from taobao_kg.words.catalogue import joined
from taobao_kg.words.languages import LANGUAGES
from taobao_kg.words.numbers import write_digits

#: What joins the names of several lenses, each of which must let a statement through.
AND = " + "


class Choice(NamedTuple):
    """A lens with what was given to it.

    Attributes:
        file: the lens.
        values: what was given, sorted and each once; none for a lens without parameter.
    """

    file: LensFile
    values: tuple[NamedNode | Literal, ...]

    @property
    def text(self) -> str:
        """How it is typed, in its one form: ``without=liu-2018,xiong-2017``."""
        given = ",".join(_typed(value) for value in self.values)
        return f"{self.file.name}={given}" if given else self.file.name


def split_texts(texts: Iterable[str]) -> list[str]:
    """Return the names of lenses, sorted and each once, without ``all``, which takes nothing away.

    >>> split_texts(["official", "as-of=2017 + all", "official"])
    ['as-of=2017', 'official']
    """
    parts = {part.strip() for text in texts for part in text.split(AND)}
    return sorted(parts - {"", ALL})


def choose_lens(graph: Graph, folder: Path, text: str) -> Choice:
    """Return the lens a text names, with its parameter as terms.

    Args:
        graph: where things are looked up.
        folder: of the questions.
        text: ``corroborated``, ``as-of=2017``, ``without=liu-2018,xiong-2017``.

    Raises:
        UsageError: for an unknown lens or thing, with the nearest, and when the parameter is
            missing, too many or of another kind.
        DataError: when the file of the lens cannot be used.
    """
    name, equals, given = text.partition("=")
    file = find_lens(folder, name.strip())
    if file.parameter is None:
        if equals:
            raise UsageError(f"the lens {file.name} takes no value; write --lens {file.name}")
        return Choice(file, ())
    words = [word.strip() for word in given.split(",") if word.strip()]
    if not words:
        raise UsageError(f"the lens {file.name} needs a value; try --lens {file.usage}")
    if len(words) > 1 and not file.parameter.kind.startswith("entity"):
        raise UsageError(f"the lens {file.name} takes one value; try --lens {file.usage}")
    values = {read_value(graph, file.parameter, word) for word in words}
    return Choice(file, tuple(sorted(values, key=str)))


def select_statements(graph: Graph, choice: Choice) -> set[str]:
    """Return the IRIs of the statements a lens lets through.

    Raises:
        DataError: when the file of the lens does not select them.
    """
    sparql = choice.file.sparql
    if choice.file.parameter:
        terms = " ".join(map(str, choice.values))
        sparql = put_values(sparql, choice.file.parameter.name, terms)
    rows = graph.query(sparql)
    if not isinstance(rows, Solutions):
        raise DataError("it is no SELECT; see the other lenses", show_path(choice.file.path))
    if "statement" not in {variable.value for variable in rows.variables}:
        raise DataError("it has no ?statement; see the other lenses", show_path(choice.file.path))
    return {row["statement"].value for row in rows}


def describe_lens(graph: Graph, choices: Sequence[Choice], kept: int) -> Lens:
    """Return what to say of lenses through which so many statements come."""
    total = len({triple.subject for triple in graph.triples(p=term("tkg:statedIn"))})
    titles, missing = {}, {}
    counts = [_count_missing(graph, choice.file.needs) for choice in choices]
    for lang in LANGUAGES:
        titles[lang] = joined(
            "semicolon", lang, (_title(graph, choice, lang) for choice in choices)
        )
        told = (
            choice.file.missing[lang].format(count=write_digits(count, lang))
            for choice, count in zip(choices, counts, strict=True)
            if count
        )
        missing[lang] = joined("semicolon", lang, told)
    texts = split_texts(choice.text for choice in choices)
    return Lens(AND.join(texts), titles, kept, total, missing)


def _count_missing(graph: Graph, needs: str) -> int:
    """Return how many sources that state something lack a property."""
    if not needs:
        return 0
    stated = {triple.object for triple in graph.triples(p=term("tkg:statedIn"))}
    named = [node for node in stated if isinstance(node, NamedNode)]
    return sum(next(graph.triples(node, term(needs)), None) is None for node in named)


def _title(graph: Graph, choice: Choice, lang: str) -> str:
    title = choice.file.titles[lang]
    if choice.file.parameter is None:
        return title
    names = [
        clean(graph.label(value, lang) if isinstance(value, NamedNode) else value.value)
        for value in choice.values
    ]
    return title.replace(f"{{{choice.file.parameter.name}}}", joined("list", lang, names))


def _typed(value: NamedNode | Literal) -> str:
    return shorten(value.value).removeprefix("source:")
