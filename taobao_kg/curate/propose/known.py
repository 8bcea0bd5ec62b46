"""Known: the things the graph has names for already, read from the Turtle files."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import Triple

from taobao_kg.errors import DataError
from taobao_kg.folders import Folders, show_path
from taobao_kg.turtle import RDF_TYPE, parse_turtle
from taobao_kg.vocab import ID, expand, language_tag, shorten, term

_LABELS = (expand("rdfs:label"), expand("skos:altLabel"))
_LABEL_SOURCE = expand("tkg:labelSource")


class Name(NamedTuple):
    """One name of a thing.

    Attributes:
        thing: its IRI.
        text: the name.
        language: its tag, such as ``zh-Hans``.
        source: the slug of the source that printed this label, ``ours``, or empty when unsaid.
    """

    thing: str
    text: str
    language: str
    source: str


class Known:
    """What is said of the things in the entity files; values by the short name of a property."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._values: dict[str, dict[str, list[str]]] = {}
        self._names: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
        self._things: dict[tuple[str, ...], list[str]] = {}
        for triple in triples:
            subject = getattr(triple.subject, "value", "")
            value = getattr(triple.object, "value", "")
            properties = self._values.setdefault(subject, defaultdict(list))
            properties[triple.predicate.value].append(value)
            if triple.predicate.value in _LABELS:
                tag = language_tag(getattr(triple.object, "language", None) or "und")
                main = triple.predicate.value == _LABELS[0]
                self._names[subject].append((value, tag, main))

    def all(self, thing: str, name: str) -> list[str]:
        """Return the values of a property of a thing, such as ``tkg:dimension``."""
        return list(self._values.get(thing, {}).get(term(name).value, ()))

    def one(self, thing: str, name: str) -> str:
        """Return the first value of a property of a thing, or nothing."""
        return next(iter(self.all(thing, name)), "")

    def things(self, *kinds: str) -> list[str]:
        """Return the IRIs of all things of some kinds, such as ``actor``; sorted."""
        if kinds not in self._things:
            heads = tuple(f"{ID}{kind}/" for kind in kinds)
            self._things[kinds] = sorted(iri for iri in self._values if iri.startswith(heads))
        return list(self._things[kinds])

    def types(self, thing: str) -> list[str]:
        """Return the IRIs of the classes a thing is said to be of."""
        return list(self._values.get(thing, {}).get(RDF_TYPE, ()))

    def names(self, *kinds: str) -> Iterator[Name]:
        """Yield every name of the things of some kinds."""
        for thing in self.things(*kinds):
            yield from self.names_of(thing)

    def names_of(self, thing: str) -> Iterator[Name]:
        """Yield every name of a thing."""
        said = self._values.get(thing, {}).get(_LABEL_SOURCE, ())
        sources = dict(line.partition("=")[::2] for line in said)
        for text, tag, main in self._names.get(thing, ()):
            yield Name(thing, text, tag, sources.get(tag, "") if main else "")

    def subjects(self, root: str) -> list[str]:
        """Return the IRIs of everything described below a namespace; sorted."""
        return sorted(iri for iri in self._values if iri.startswith(root))

    def label(self, thing: str, language: str = "en") -> str:
        """Return the label of a thing in a language, else any, else its short name."""
        names = self._names.get(thing, [])
        for wanted in (language, None):
            for text, tag, main in names:
                if main and wanted in (tag, None):
                    return text
        return shorten(thing)


def read_known(folders: Folders) -> Known:
    """Read the entity files beside each other in the data folder.

    Raises:
        DataError: when the folder or a file cannot be read.
    """
    try:
        paths = sorted(path for path in folders.data.iterdir() if path.suffix == ".ttl")
    except OSError as error:
        reason = error.strerror or str(error)
        shown = show_path(folders.data)
        raise DataError(f"cannot be read ({reason}); check its rights", shown) from error
    return Known(triple for path in paths for triple in parse_turtle(path))
