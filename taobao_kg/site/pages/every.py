"""Every page of the site in one language, in a fixed order."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from taobao_kg.ask.questions import Question, list_questions
from taobao_kg.ask.results import Rows
from taobao_kg.site.atlas import Thing
from taobao_kg.site.citing import cite_page
from taobao_kg.site.pages.discrepancy import discrepancy_values
from taobao_kg.site.pages.lists import (
    KINDS,
    kind_values,
    misfit_values,
    start_values,
)
from taobao_kg.site.pages.panels import TOLD_OF_THINGS, panel, panels_of_thing
from taobao_kg.site.pages.pictures import (
    chart_list_values,
    timeline_pages,
)
from taobao_kg.site.pages.question import Behind, question_values
from taobao_kg.site.pages.questions import question_list_values
from taobao_kg.site.pages.reference import reference_values
from taobao_kg.site.pages.source import source_values
from taobao_kg.site.pages.statement import statement_values
from taobao_kg.site.pages.term import term_values
from taobao_kg.site.pages.thing import thing_values
from taobao_kg.site.pages.thing_pictures import thing_pictures
from taobao_kg.site.schema_org import describe
from taobao_kg.site.wording import Wording


class Page(NamedTuple):
    """A page before it is filled in: its template, its place, and the values."""

    template: str
    place: str
    values: dict[str, Any]


def pages_of(wording: Wording) -> Iterator[Page]:
    """Yield all pages but those of questions, whose answers are the same in every language."""
    yield from _fronts(wording)
    for kind in KINDS:
        values = kind_values(wording, kind) | {"label": wording.say["plural"][kind]}
        yield Page("kind", f"browse/{kind}", values)
    for thing in wording.atlas.things.values():
        yield page_of_thing(wording, thing)


def page_of_question(wording: Wording, question: Question, answer: Rows, behind: Behind) -> Page:
    """Return the page of a question with its answer and what is behind its rows."""
    return Page(
        "question", f"q/{question.name}", question_values(wording, question, answer, behind)
    )


def page_of_thing(wording: Wording, thing: Thing) -> Page:
    """Return the page of a thing, a statement, a source, a discrepancy or a term."""
    if thing.iri in wording.atlas.statements:
        template, values = "statement", statement_values(wording, thing)
    elif thing.iri in wording.atlas.discrepancies:
        template, values = "discrepancy", discrepancy_values(wording, thing)
    elif thing.kind == "source":
        template, values = "source", source_values(wording, thing)
    elif thing.kind in ("class", "term"):
        template, values = "term", term_values(wording, thing)
    else:
        template, values = "thing", thing_values(wording, thing)
    shared = {
        "cited": cite_page(thing, values["label"], wording.lang),
        "twin": "data" + thing.page.removeprefix("doc"),
        "described": describe(wording.atlas, thing),
    }
    if template in ("thing", "source", "term"):
        shared |= thing_pictures(wording, thing) | panels_of_thing(wording, thing)
    return Page(template, thing.page, values | shared)


def _fronts(wording: Wording) -> Iterator[Page]:
    say = wording.say
    nav = say["nav"]
    start = start_values(wording)
    alone = wording.phrase("start.alone_share", percent=start["alone_percent"])
    label = {"label": say["start"]["title"], "alone": alone, "kinds": KINDS}
    yield Page("start", "index", start | label)
    questions = list_questions(wording.atlas.folders.queries)
    listed = question_list_values(wording, questions)
    yield Page("questions", "questions", listed | {"label": nav["questions"]})
    misfits = misfit_values(wording)
    yield Page("contradictions", "contradictions", misfits | {"label": nav["contradictions"]})
    yield Page("kind", "sources", kind_values(wording, "source") | {"label": nav["sources"]})
    yield Page("ontology", "ontology", reference_values(wording))
    counted = {"asked": panel(wording, "indicators-and-their-numbers"), "label": nav["charts"]}
    yield Page("charts", "charts", chart_list_values(wording) | counted)
    for place, values in timeline_pages(wording):
        yield Page("timeline", place, values | {"label": nav["timeline"]})
    for script, needed in (("explore", nav["explore"]), ("workbench", nav["workbench"])):
        asked = panel(wording, TOLD_OF_THINGS) if script == "explore" else None
        values = {"script": script, "label": needed, "needs": say["scripts_off"], "asked": asked}
        yield Page("script", script, values)
    yield Page("search", "search", {"label": say["search"], "needs": say["scripts_off"]})
