"""Pages: what a browser gets where there is no site beside the endpoint."""

from functools import cache
from typing import TYPE_CHECKING, Any

from taobao_kg.ask.footers import with_footer
from taobao_kg.ask.formats import write_answer
from taobao_kg.ask.pages import rows_as_html, triples_as_html
from taobao_kg.ask.results import Answer, Rows, Triples
from taobao_kg.graph import Graph
from taobao_kg.words.catalogue import phrase, phrases
from taobao_kg.words.languages import TAGS

if TYPE_CHECKING:
    from jinja2 import Environment

#: Sent with each of these pages: nothing from elsewhere, no script at all.
POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'none'"


def answer_page(
    graph: Graph, sparql: str, answer: Answer, lang: str, *, why: bool = False, title: str = ""
) -> str:
    """Return an answer as a page, with the query in a form to change it.

    Args:
        graph: where labels are.
        sparql: the query.
        answer: of it.
        lang: ``en``, ``id`` or ``zh``.
        why: whether the evidence behind each row stands below.
        title: in words; else what such a page is called.
    """
    evidence = ""
    if isinstance(answer, Rows):
        shown = with_footer(rows_as_html(answer, lang), graph, "html", lang)
        if why:
            evidence = write_answer(answer, "table", lang=lang, why=True)
    elif isinstance(answer, Triples):
        shown = triples_as_html(answer)
    else:
        shown = phrase("ask.truth.yes" if answer else "ask.truth.no", lang)
    values = {"title": title or phrase("serve.answer", lang), "answer": shown, "why": evidence}
    return _fill("answer.html", lang, sparql=sparql, **values)


def editor_page(lang: str) -> str:
    """Return a page with an empty form for a query."""
    example = "SELECT ?policy ?year\nWHERE {\n  ?policy tkg:issuedIn ?year .\n}\nORDER BY ?year\n"
    title = phrase("serve.query", lang)
    return _fill("answer.html", lang, title=title, sparql=example, answer="", why="")


def thing_page(graph: Graph, iri: str, card: str, lang: str) -> str:
    """Return a card of a thing as a page."""
    return _fill("thing.html", lang, title=graph.label(iri, lang), iri=iri, card=card)


def front_page(questions: list[tuple[str, str]], lang: str) -> str:
    """Return the first page: addresses, and the questions by name and wording."""
    title = phrase("serve.title", lang)
    return _fill("front.html", lang, title=title, questions=questions)


def _fill(template: str, lang: str, **values: Any) -> str:
    say = phrases("serve", lang)
    return _environment().get_template(template).render(say=say, tag=TAGS[lang], **values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("taobao_kg.serve", "templates")
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
