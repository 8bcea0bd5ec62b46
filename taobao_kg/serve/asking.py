"""Asking, in a worker: a question of the library with its parameters."""

from collections.abc import Mapping

from taobao_kg.ask.answers import ask
from taobao_kg.ask.formats import write_answer
from taobao_kg.ask.questions import find_question
from taobao_kg.errors import UsageError
from taobao_kg.graph import Graph
from taobao_kg.serve.formats import ANSWERS, choose
from taobao_kg.serve.refusals import Refusal
from taobao_kg.serve.spool import Spool

#: What may be asked by ``format=`` instead of an Accept header.
FORMATS = tuple(ANSWERS)


def ask_question(
    graph: Graph, name: str, given: Mapping[str, str], accept: str, style: Mapping[str, str]
) -> tuple[str, str]:
    """Return the answer of a question and its media type.

    Args:
        graph: is asked.
        name: of the question.
        given: its parameters.
        accept: the Accept header.
        style: ``format``, ``lang``, ``why``.

    Raises:
        Refusal: 404 for an unknown question, 400 for a wrong parameter, 406.
    """
    if graph.queries is None:
        raise Refusal(404, "there are no questions beside this graph")
    try:
        question = find_question(graph.queries, name)
    except UsageError as error:
        raise Refusal(404, str(error).replace("'taobao-kg queries'", "/q")) from error
    chosen = _choose(style.get("format", ""), accept)
    lang, why = style.get("lang", "en"), bool(style.get("why"))
    try:
        answer = ask(graph, question, given)
        if chosen[0] == "html":
            from taobao_kg.serve.pages import answer_page

            text = answer_page(
                graph, question.sparql, answer, lang, why=why, title=question.wording(lang)
            )
        else:
            text = write_answer(answer, chosen[0], lang=lang, why=why)
    except UsageError as error:
        raise Refusal(400, str(error)) from error
    return text, chosen[1]


def write_question(
    graph: Graph,
    name: str,
    given: Mapping[str, str],
    accept: str,
    style: Mapping[str, str],
    spool: Spool,
) -> str:
    """Write the answer of a question into the spool and return its media type."""
    text, media = ask_question(graph, name, given, accept, style)
    spool.write(text.encode())
    return media


def _choose(form: str, accept: str) -> tuple[str, str]:
    if form:
        if form not in ANSWERS:
            raise Refusal(400, f"format={form}: there is no such format; take {', '.join(FORMATS)}")
        return form, ANSWERS[form][0]
    chosen = choose(ANSWERS, accept)
    if chosen is None:
        types = ", ".join(media for types in ANSWERS.values() for media in types)
        raise Refusal(406, f"a question is answered as one of: {types}")
    return chosen
