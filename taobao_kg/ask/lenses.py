"""Lenses: from what is typed to the graph that only some statements make."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions

from taobao_kg.ask.languages import LANGUAGES
from taobao_kg.ask.lens_file import LensFile, find_lens
from taobao_kg.ask.parameters import read_value
from taobao_kg.ask.scan import closing, tokenize
from taobao_kg.ask.screen import clean
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.errors import DataError, UsageError
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph, open_graph, open_lens_graph
from taobao_kg.lens import ALL, Lens
from taobao_kg.vocab import expand, shorten, term

#: What joins the names of several lenses, each of which must let a statement through.
AND = " + "

Say = Callable[[str], None]


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


def open_lens(folders: Folders, lens: str | Sequence[str], say: Say | None = None) -> Graph:
    """Open the published build through a lens, which is materialised when it was not yet.

    Args:
        folders: where things lie.
        lens: ``all``, ``corroborated``, ``as-of=2017``, ``without=liu-2018,xiong-2017`` …; of
            several, or one text with `AND` between them, each must let a statement through.
        say: gets a line before the lens is made.

    Raises:
        UsageError: for an unknown lens or source, with the nearest, and a missing parameter.
        DataError: when the file of the lens cannot be used.
        TaobaoKgError: when nothing was built yet, or the store is damaged.
    """
    texts = split_texts([lens] if isinstance(lens, str) else lens)
    if not texts:
        return open_graph(folders)
    home = folders.current.resolve() / "lenses"
    # Typed as it is kept, the lens is opened without a look at the whole graph.
    if found := open_lens_graph(home / _key(folders, texts), folders.queries):
        return found
    whole = open_graph(folders)
    choices = [choose_lens(whole, folders.queries, text) for text in texts]
    texts = split_texts(choice.text for choice in choices)
    folder = home / _key(folders, texts)
    if found := open_lens_graph(folder, folders.queries):
        return found
    return _make(folders, whole, choices, folder, say or _silent)


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
    """Return the IRIs of the statements a lens lets through."""
    sparql = choice.file.sparql
    if choice.file.parameter:
        sparql = _put_values(sparql, choice.file.parameter.name, choice.values)
    rows = graph.query(sparql)
    if not isinstance(rows, QuerySolutions):
        raise DataError("it is no SELECT; see the other lenses", str(choice.file.path))
    return {row["statement"].value for row in rows}


def describe_lens(graph: Graph, choices: Sequence[Choice], kept: int) -> Lens:
    """Return what to say of lenses through which so many statements come."""
    found = graph.query(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s <{expand('tkg:statedIn')}> ?x }}")
    (row,) = found if isinstance(found, QuerySolutions) else ()
    titles, missing = {}, {}
    counts = [_count_missing(graph, choice.file.needs) for choice in choices]
    for lang in LANGUAGES:
        mark = "；" if lang == "zh" else "; "
        titles[lang] = mark.join(_title(graph, choice, lang) for choice in choices)
        missing[lang] = mark.join(
            choice.file.missing[lang].format(count=count)
            for choice, count in zip(choices, counts, strict=True)
            if count
        )
    texts = split_texts(choice.text for choice in choices)
    return Lens(AND.join(texts), titles, kept, int(row["n"].value), missing)


def _make(
    folders: Folders, whole: Graph, choices: Sequence[Choice], folder: Path, say: Say
) -> Graph:
    """Make a lens, keep it where that can be done, and open it."""
    from taobao_kg.build.lenses import lens_world, materialise

    kept = set.intersection(*(select_statements(whole, choice) for choice in choices))
    lens = describe_lens(whole, choices, len(kept))
    say(f"Making the lens {lens.text} …")
    world = lens_world(folders.ontology / "rules", whole.quads(), kept)
    try:
        materialise(folder, world, lens)
    except (OSError, UsageError):  # somebody else's folder, or a new build is there by now
        pass
    else:
        if found := open_lens_graph(folder, folders.queries):
            return found
    engine = EmbeddedEngine()
    engine.load(world.lens, world.record)
    return Graph(engine, None, folders.queries, lens)


def _key(folders: Folders, texts: Iterable[str]) -> str:
    """Return the name under which a lens is kept: it tells lenses, their files and rules apart."""
    digest = sha256("\n".join(texts).encode())
    for path in sorted(
        [*folders.ontology.glob("rules/*.rq"), *folders.queries.glob("lenses/*.rq")]
    ):
        digest.update(b"\n" + path.name.encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()[:16]


def _put_values(sparql: str, name: str, values: Sequence[NamedNode | Literal]) -> str:
    """Return a query in which each ``VALUES ?name { … }`` holds some values."""
    tokens = tokenize(sparql)
    places = [
        (word.start, tokens[closing(tokens, number + 2)].end)
        for number, (word, variable, bracket) in enumerate(zip(tokens, tokens[1:], tokens[2:]))
        if (word.keyword, variable.text, bracket.text) == ("VALUES", f"?{name}", "{")
    ]
    block = f"VALUES ?{name} {{ {' '.join(map(str, values))} }}"
    for start, end in reversed(places):
        sparql = sparql[:start] + block + sparql[end:]
    return sparql


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
    mark = "、" if lang == "zh" else ", "
    return title.replace(f"{{{choice.file.parameter.name}}}", mark.join(names))


def _typed(value: NamedNode | Literal) -> str:
    return shorten(value.value).removeprefix("source:")


def _silent(_: str) -> None:
    """Say nothing."""
