"""OpenAPI: the description of the endpoint for programs (OpenAPI 3.1.0)."""

import json
from pathlib import Path
from typing import Any

from taobao_kg import __version__
from taobao_kg.ask.questions import Parameter, Question, list_questions
from taobao_kg.serve.asking import FORMATS
from taobao_kg.serve.formats import ANSWERS
from taobao_kg.words.languages import LANGUAGES

_FILE = Path(__file__).with_name("openapi.json")
_TYPES = {"integer": "integer", "decimal": "number"}


def describe_endpoint(queries: Path, url: str) -> dict[str, Any]:
    """Return the description as OpenAPI has it.

    Args:
        queries: the folder of the questions; each is a path of its own.
        url: the address of the endpoint.
    """
    document: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    document["info"]["version"] = __version__
    document["servers"] = [{"url": url.rstrip("/")}]
    for question in list_questions(queries):
        document["paths"][f"/q/{question.name}"] = {"get": _operation(question)}
    return document


def _operation(question: Question) -> dict[str, Any]:
    content: dict[str, Any] = {media: {} for types in ANSWERS.values() for media in types[:1]}
    ours = [
        _choice("format", FORMATS, "instead of an Accept header"),
        _choice("lang", LANGUAGES, "of labels and headings in md and html"),
        _choice("why", ("0", "1"), "whether the evidence behind each row is added"),
    ]
    return {
        "operationId": question.name,
        "summary": question.wording(),
        "description": question.summary(),
        "tags": ["questions"],
        "parameters": [*map(_parameter, question.parameters), *ours],
        "responses": {
            "200": {"description": ", ".join(question.columns), "content": content},
            "304": {"$ref": "#/components/responses/Unchanged"},
            "400": {"$ref": "#/components/responses/Wrong"},
            "503": {"$ref": "#/components/responses/TooMuch"},
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    kind = parameter.kind.partition(":")[0]
    schema: dict[str, Any] = {"type": _TYPES.get(kind, "string")}
    if parameter.default:
        schema["default"] = _typed(kind, parameter.default)
    found: dict[str, Any] = {"name": parameter.name, "in": "query", "schema": schema}
    found["description"] = parameter.kind
    if parameter.example:
        found["example"] = _typed(kind, parameter.example)
    return found


def _typed(kind: str, text: str) -> str | float:
    if kind == "decimal":
        return float(text)
    return int(text) if kind == "integer" else text


def _choice(name: str, values: tuple[str, ...], what: str) -> dict[str, Any]:
    schema = {"type": "string", "enum": list(values)}
    return {"name": name, "in": "query", "description": what, "schema": schema}
