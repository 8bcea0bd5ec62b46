"""``/q``: the questions of the library, with parameters, formats and evidence."""

from taobao_kg.ask.questions import find_question, list_questions
from taobao_kg.errors import UsageError
from taobao_kg.serve.asking import FORMATS
from taobao_kg.serve.files import find_file, send_file
from taobao_kg.serve.formats import choose
from taobao_kg.serve.http import Answer, header, json_answer
from taobao_kg.serve.pages import POLICY, front_page
from taobao_kg.serve.refusals import Refusal
from taobao_kg.serve.requests import read_fields, read_style
from taobao_kg.serve.service import REVALIDATE, Request, Service

_STYLE = ("format", "lang", "why")
_LISTED = {"json": ("application/json",), "html": ("text/html", "application/xhtml+xml")}


async def answer_question(request: Request) -> Answer:
    """Answer ``/q/<name>?actor=state-council&format=csv&why=1``.

    Raises:
        Refusal: 404 for an unknown question, 400 for an unknown or wrong parameter, 406.
    """
    name, dot, ending = request.scope["path_params"]["name"].partition(".")
    if dot and not request.scope["query_string"] and request.service.site:
        file = find_file(request.service.site, f"q/{name}.{ending}")
        if file:
            return await send_file(request.scope, file)
    if len(request.scope["query_string"]) > request.service.limits.line_bytes:
        raise Refusal(414, f"the address has more than {request.service.limits.line_bytes} bytes")
    if ending == "rq":
        return _send_text(request.service, name)
    given: dict[str, str] = {}
    for key, value in read_fields(request.scope["query_string"]):
        if key in given:
            raise Refusal(400, f"{key} is given twice; give it once")
        given[key] = value
    lang, why = read_style(given)
    style = {"format": given.get("format") or ending, "lang": lang, "why": "1" if why else ""}
    given = {key: value for key, value in given.items() if key not in _STYLE}
    job = {"job": "question", "name": name, "given": given, "style": style}
    file = request.service.folders.queries / f"{name}.rq"
    if name.replace("-", "").isalnum() and file.is_file():
        job["written"] = file.stat().st_mtime_ns  # a question may change without a new build
    return await request.work({**job, "accept": header(request.scope, b"accept")})


async def list_library(request: Request, forms: tuple[str, ...] = ("json", "html")) -> Answer:
    """List the questions, as JSON or as a page; the first of them for who likes both the same.

    Raises:
        Refusal: 400 for another language, 406.
    """
    lang, _ = read_style(dict(read_fields(request.scope["query_string"])))
    offered = {form: _LISTED[form] for form in forms}
    chosen = choose(offered, header(request.scope, b"accept"))
    if chosen is None:
        raise Refusal(406, "the questions are listed as application/json or text/html")
    questions = list_questions(request.service.folders.queries)
    if chosen[0] == "html":
        wordings = [(question.name, question.wording(lang)) for question in questions]
        headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": POLICY}
        page = front_page(wordings, lang).encode()
        return Answer(200, page, {**headers, "vary": "Accept", "cache-control": REVALIDATE})
    listed = [
        {
            "name": question.name,
            "question": question.questions,
            "tags": question.tags,
            "parameters": [parameter._asdict() for parameter in question.parameters],
            "columns": question.columns,
            "formats": FORMATS,
        }
        for question in questions
    ]
    answer = json_answer(listed)
    return answer._replace(headers={**answer.headers, "vary": "Accept"})


def _send_text(service: Service, name: str) -> Answer:
    try:
        question = find_question(service.folders.queries, name)
    except UsageError as error:
        raise Refusal(404, str(error)) from error
    media = "application/sparql-query; charset=utf-8"
    return Answer(200, question.sparql.encode(), {"content-type": media})
