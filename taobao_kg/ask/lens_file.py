"""The lens files: which statements each lets through, and how it is called."""

from pathlib import Path
from typing import NamedTuple

from taobao_kg.ask.questions import Parameter, parse_parameter
from taobao_kg.errors import DataError, UsageError
from taobao_kg.folders import show_path
from taobao_kg.turtle import read_utf8
from taobao_kg.words.languages import LANGUAGES


class LensFile(NamedTuple):
    """One lens file.

    Attributes:
        name: the file name without ``.rq``.
        path: where it lies.
        titles: what it lets through, by language; ``{source}`` stands for a parameter.
        summaries: the same at length, by language.
        parameter: what has to be given, or None.
        needs: the property without which a source is left out, or empty.
        missing: how to tell that, by language, with ``{count}`` for the number of such sources.
        sparql: the whole file.
    """

    name: str
    path: Path
    titles: dict[str, str]
    summaries: dict[str, str]
    parameter: Parameter | None
    needs: str
    missing: dict[str, str]
    sparql: str

    @property
    def usage(self) -> str:
        """How it is typed: its name, with an example of what has to be given.

        The name alone where nothing has.
        """
        return f"{self.name}={self.parameter.example}" if self.parameter else self.name


def list_lenses(folder: Path) -> list[LensFile]:
    """Return the lenses below a folder of questions, sorted by name.

    Raises:
        DataError: for a file with a faulty header.
    """
    return [read_lens(path) for path in sorted(folder.glob("lenses/*.rq"))]


def find_lens(folder: Path, name: str) -> LensFile:
    """Return the lens of that name.

    Raises:
        UsageError: when there is none, with the nearest names.
        DataError: for a file with a faulty header.
    """
    known = {path.stem: path for path in sorted(folder.glob("lenses/*.rq"))}
    if name in known:
        return read_lens(known[name])
    from taobao_kg.ask.nearest import nearest_words, or_list

    near = nearest_words(name, known)
    hint = f"did you mean {or_list(near)}?" if near else f"there are: {', '.join(known)}"
    raise UsageError(f"there is no lens {name!r}; {hint}")


def read_lens(path: Path) -> LensFile:
    """Read a lens file.

    Raises:
        DataError: unreadable, or without a title in each language; with the line, if there is one.
    """
    text = read_utf8(path).decode()
    said: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), start=1):
        key, colon, value = line.removeprefix("#+").partition(":")
        if not line.startswith("#+"):
            continue
        if not colon or key.strip() not in _KEYS:
            known = ", ".join(sorted(_KEYS))
            message = f"header {key.strip()!r} is unknown; a lens has {known}"
            raise DataError(message, show_path(path), number)
        if key.strip() == "params":
            parameters.append(parse_parameter(value, str(path), number))
        else:
            said[key.strip()] = value.strip()
    wanted = [
        *_spoken("summary"),
        *_spoken("title"),
        *(_spoken("missing") if "needs" in said else []),
    ]
    if lacking := [key for key in wanted if not said.get(key)]:
        message = f"the header lacks '#+ {lacking[0]}: …'; see the other lenses"
        raise DataError(message, show_path(path))
    if len(parameters) > 1:
        raise DataError("a lens has one parameter at most", show_path(path))
    return LensFile(
        path.stem,
        path,
        {lang: said[f"title-{lang}"] for lang in LANGUAGES},
        {lang: said[f"summary-{lang}"] for lang in LANGUAGES},
        parameters[0] if parameters else None,
        said.get("needs", ""),
        {lang: said.get(f"missing-{lang}", "") for lang in LANGUAGES},
        text,
    )


def _spoken(key: str) -> list[str]:
    return [f"{key}-{lang}" for lang in LANGUAGES]


_KEYS = frozenset(("params", "needs", *_spoken("summary"), *_spoken("title"), *_spoken("missing")))
