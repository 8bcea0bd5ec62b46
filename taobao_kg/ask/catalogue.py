"""The library of questions as a list, and one of them as a page."""

from pathlib import Path

from pyoxigraph import Literal

from taobao_kg.ask.questions import Parameter, Question, list_questions, questions_with_tag
from taobao_kg.ask.results import Rows
from taobao_kg.ask.screen import fit
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.graph import Graph
from taobao_kg.words.catalogue import phrase

#: Columns of the longest name of a fact.
_NAME = 10


def list_as_rows(folder: Path, tag: str | None = None, lang: str = "en") -> Rows:
    """Return the questions of a folder as rows: name, question, parameters, tags; by name.

    Raises:
        DataError: for a file with a faulty header.
        UsageError: when no question has the tag.
    """
    chosen = questions_with_tag(list_questions(folder), tag)
    rows = [
        [
            Literal(question.name),
            Literal(question.wording(lang)),
            Literal(", ".join(parameter.name for parameter in question.parameters)),
            Literal(", ".join(question.tags)),
        ]
        for question in chosen
    ]
    return Rows(("name", "question", "parameters", "tags"), rows, Graph(EmbeddedEngine()))


def describe_question(question: Question, lang: str = "en") -> str:
    """Return one question as text: what it asks, its parameters, an example, and its SPARQL."""
    lines = [question.wording(lang)]
    lines += [question.summary(lang)] if question.summary(lang) else []
    facts = [(phrase("ask.question.tags", lang), ", ".join(question.tags))]
    facts += [
        (phrase("ask.question.parameter", lang), _parameter(parameter, lang))
        for parameter in question.parameters
    ]
    facts.append((phrase("ask.question.columns", lang), ", ".join(question.columns)))
    facts.append((phrase("ask.question.ask", lang), example_command(question)))
    lines += ["", *(f"{fit(name, _NAME)}  {fact}" for name, fact in facts)]
    body = [line for line in question.sparql.splitlines() if not line.startswith("#+")]
    return "\n".join([*lines, "", "\n".join(body).strip(), ""])


def _parameter(one: Parameter, lang: str) -> str:
    if not one.default:
        return phrase("ask.question.all", lang, name=one.name, kind=one.kind)
    said = {"name": one.name, "kind": one.kind, "value": one.default}
    return phrase("ask.question.default", lang, **said)


def example_command(question: Question) -> str:
    """Return a command that asks the question, with the examples of its parameters."""
    given = [f"--param {one.name}={one.example}" for one in question.parameters if one.example]
    return " ".join(["taobao-kg query", question.name, *given])
