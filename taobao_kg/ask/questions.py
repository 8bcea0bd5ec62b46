"""The question files: what each asks, its parameters and columns, and its SPARQL."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from taobao_kg.errors import DataError, UsageError
from taobao_kg.words.languages import LANGUAGES

PARAMETER_KINDS = ("entity", "integer", "decimal", "string", "language")
_KEYS = ("question", "summary", "tags", "params", "columns")
#: What only the header of a check has.
_CHECK = "#+ reason:"


class Parameter(NamedTuple):
    """One parameter of a question.

    Attributes:
        name: the variable without its question mark.
        kind: ``entity``, ``entity:<kind>``, ``integer``, ``decimal``, ``string``, ``language``.
        default: what the text asks when nothing is given; empty when it then asks for all.
        example: a value to try.
    """

    name: str
    kind: str
    default: str
    example: str


class Question(NamedTuple):
    """One question file, or a text without a header.

    Attributes:
        name: the file name without ``.rq``; empty for a text of the user's own.
        path: of the file, or what messages call a text that has none.
        sparql: the whole file, header lines included (they are comments).
        questions: the question in words, by ``en``, ``id``, ``zh``.
        summaries: what the rows are, by language.
        tags: in the order of the file.
        parameters: in the order of the file.
        columns: the variables of the answer, in order.
    """

    name: str
    path: str
    sparql: str
    questions: dict[str, str]
    summaries: dict[str, str]
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]

    @property
    def place(self) -> str:
        """How messages name the text: its file relative to the working folder."""
        return _shown(self.path)

    def wording(self, lang: str = "en") -> str:
        """Return the question in a language, else in English, else the name."""
        return self.questions.get(lang[:2]) or self.questions.get("en") or self.name

    def summary(self, lang: str = "en") -> str:
        """Return what the rows are, in a language, else in English, else nothing."""
        return self.summaries.get(lang[:2]) or self.summaries.get("en", "")


def list_questions(folder: Path) -> list[Question]:
    """Return the questions of a folder, sorted by name; folders inside it are not questions.

    Raises:
        DataError: for a file with a faulty header, with its line.
    """
    return [read_question(path) for path in sorted(folder.glob("*.rq"))]


def find_question(folder: Path, name: str) -> Question:
    """Return the question of that name.

    Raises:
        UsageError: when there is none, with the nearest names.
    """
    path = folder / f"{name}.rq"
    if name.replace("-", "").replace("_", "").isalnum() and path.is_file():
        return read_question(path)
    from taobao_kg.ask.nearest import nearest_words, or_list

    near = nearest_words(name, (path.stem for path in folder.glob("*.rq")))
    hint = f"did you mean {or_list(near)}?" if near else "see 'taobao-kg queries'"
    raise UsageError(f"there is no question {name!r}; {hint}")


def read_question(path: Path) -> Question:
    """Read a question file; one without any ``#+`` line is a plain query.

    Raises:
        DataError: unreadable, not UTF-8, or a faulty header, with the line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        from taobao_kg.turtle import read_utf8  # says what is wrong, and in which line

        text = read_utf8(path).decode()
    return parse_question(text, path.stem, str(path))


def parse_question(text: str, name: str = "", path: str = "query") -> Question:
    """Read the header of a question.

    Args:
        text: header lines ``#+ key: value``, then SPARQL; a check of ``queries/checks`` has another
            header and is a plain query here.
        name: what it is called; empty for a text of the user's own.
        path: of the file, or what messages call it.

    Raises:
        DataError: for an unknown key, a question without language, a faulty parameter, or a
            header without an English question or columns; with the line.
    """
    if _CHECK in text:
        return Question(name, path, text, {}, {}, (), (), ())
    values: dict[str, str] = {}
    words: dict[str, str] = {}
    summaries: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#+"):
            continue
        key, colon, value = line[2:].partition(":")
        key, value = key.strip(), value.strip()
        if not colon or key not in _KEYS:
            raise DataError(
                f"header {key!r} is unknown; the header has {', '.join(_KEYS)}",
                _shown(path),
                number,
            )
        if key == "question":
            asked, _, lang = value.rpartition("@")
            if lang.strip() not in LANGUAGES or not asked.strip():
                raise DataError(
                    "the question has no language; end it in @en, @id or @zh", _shown(path), number
                )
            words[lang.strip()] = asked.strip()
        elif key == "summary":
            told, _, lang = value.rpartition("@")
            if lang.strip() in LANGUAGES:
                summaries[lang.strip()] = told.strip()
            else:
                summaries["en"] = value
        elif key == "params":
            parameters.append(parse_parameter(value, path, number))
        else:
            values[key] = value
    if (values or words or summaries or parameters) and not ("en" in words and "columns" in values):
        raise DataError("the header lacks '#+ question: … @en' or '#+ columns:'", _shown(path), 1)
    tags, columns = _split(values.get("tags", "")), _split(values.get("columns", ""))
    return Question(name, path, text, words, summaries, tags, tuple(parameters), columns)


def questions_with_tag(questions: Sequence[Question], tag: str | None) -> list[Question]:
    """Return the questions that carry a tag; all of them for None.

    Raises:
        UsageError: when no question carries it, with the tags there are.
    """
    chosen = [question for question in questions if tag is None or tag in question.tags]
    if tag is not None and not chosen:
        tags = sorted({tag for question in questions for tag in question.tags})
        raise UsageError(f"no question has the tag {tag!r}; there are: {', '.join(tags)}")
    return chosen


def parse_parameter(value: str, path: str, line: int) -> Parameter:
    """Read the ``#+ params:`` line of a header.

    Raises:
        DataError: when it is none, with the place.
    """
    parts = [part.strip() for part in value.split("|")]
    if len(parts) != 4 or not parts[0].isidentifier():
        raise DataError(
            "a parameter is 'name | kind | default or nothing | example'; "
            f"{value!r} has {len(parts)} parts",
            _shown(path),
            line,
        )
    parameter = Parameter(*parts)
    if parameter.kind.partition(":")[0] not in PARAMETER_KINDS:
        known = ", ".join(PARAMETER_KINDS)
        raise DataError(
            f"the kind {parameter.kind!r} is unknown; there are: {known}", _shown(path), line
        )
    return parameter


def _shown(path: str) -> str:
    from taobao_kg.folders import show_path

    return show_path(Path(path)) if Path(path).is_absolute() else path


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())
