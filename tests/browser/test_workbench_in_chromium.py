"""The workbench as a reader meets it: in Chromium, from disk, without a network."""

import json
import time
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import RdfFormat, parse

from taobao_kg.ask.lenses import open_lens
from taobao_kg.ask.parameters import bind
from taobao_kg.ask.questions import find_question, list_questions
from taobao_kg.vocab import TKG

pytestmark = pytest.mark.browser

#: Remembers what the page asks its engine.
LISTEN = (
    "window.asked = []; const post = Worker.prototype.postMessage;"
    "Worker.prototype.postMessage = function (message, ...more) {"
    " if (message.sparql) window.asked.push(message.sparql);"
    " return post.call(this, message, ...more); }"
)
SHOWN = (
    "return document.querySelector('.answer-count, .yes-no, .answer-place .problem')?.textContent"
)
EDITOR = "document.querySelector('.editor').shadowRoot.querySelector('.cm-content')"


@pytest.fixture(scope="module")
def bench(browser, front):
    """Open the workbench with a state in its address; return the browser."""

    def open_bench(state="", lang="", query="", **choices):
        address = query + (f"#{urlencode(state, quote_via=quote)}" if state else "")
        browser.open(front / f"workbench{lang}.html", address, **choices)
        browser.wait("return document.getElementById('workbench').dataset.ready === 'yes'", 30)
        return browser

    return open_bench


def ask(bench, sparql):
    browser = bench({"sparql": sparql})
    browser.click(".actions .run")
    return browser, browser.wait(SHOWN, 30)


def reasons(browser):
    browser.click("table.answer tbody td button")
    browser.wait("return document.querySelector('.reasons li, .reasons p')")
    return browser.text(".reasons > div > p"), browser.texts(".reasons li")


def test_the_graph_is_loaded_and_nothing_is_asked_of_the_network(bench, real_graph):
    browser = bench()
    browser.wait("return document.querySelector('.state').dataset.state === 'ready'", 30)
    count = f"{sum(1 for _ in real_graph.triples()):,}"
    assert f"Ready: {count} triples" in browser.text(".state")
    assert browser.requests() == []
    assert browser.complaints() == []


@pytest.mark.parametrize("lang", ["", ".id", ".zh"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_runs_over_the_edge_of_a_phone(bench, lang, dark):
    browser = bench({"q": "taobao-villages-by-year"}, lang, width=390, dark=dark)
    browser.wait(SHOWN, 30)
    for tab in ("table", "chart", "network", "timeline"):
        browser.click(f"#tab-{tab}")
        assert browser.run("return document.documentElement.scrollWidth") <= 390
    assert browser.complaints() == []


def test_parameters_are_put_where_python_puts_them(bench, browser, real_graph, real_built):
    """Every question with each of its examples: the same text goes to the engine."""
    identifier = browser.call("Page.addScriptToEvaluateOnNewDocument", source=LISTEN)["identifier"]
    try:
        bench()
        for question in list_questions(real_built.queries):
            for parameter in question.parameters:
                if parameter.example in (parameter.default, ""):
                    continue
                expected = bind(real_graph, question, {parameter.name: parameter.example})
                lines = (line for line in expected.splitlines() if not line.startswith("#+"))
                state = {"q": question.name, f"p.{parameter.name}": parameter.example}
                browser.run("asked.length = 0; location.hash = arguments[0]", urlencode(state))
                asked = browser.wait("return asked[0]")
                assert asked.startswith("\n".join(lines).strip()), (question.name, parameter.name)
    finally:
        browser.call("Page.removeScriptToEvaluateOnNewDocument", identifier=identifier)


def test_a_question_of_the_library_is_answered_as_python_answers_it(
    bench, browser, real_graph, real_built
):
    bench({"q": "policies-and-outcomes", "p.actor": "actor:state-council"})
    browser.wait(SHOWN, 30)
    question = find_question(real_built.queries, "policies-and-outcomes")
    sparql = bind(real_graph, question, {"actor": "actor:state-council"})
    expected = values_of(real_graph.query(sparql))
    assert saved_rows(browser, "policies-and-outcomes.srj") == expected
    assert expected


def values_of(answer):
    """The rows of an answer as bare values."""
    names = [variable.value for variable in answer.variables]
    return [{n: row[n].value for n in names if row[n] is not None} for row in answer]


def saved_rows(browser, name):
    """Save the answer on the page as JSON; return its rows as bare values."""
    browser.click("[data-file=json]")
    rows = json.loads(saved(browser, name))["results"]["bindings"]
    return [{n: term["value"] for n, term in row.items()} for row in rows]


def saved(browser, name):
    file = browser.downloads / name
    deadline = time.monotonic() + 10
    while not (file.exists() and file.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.05)
    text = file.read_text(encoding="utf-8")
    file.unlink()
    return text


#: Of statements, of truths, of the closure, of standings and of discrepancies; none sorts ties.
ASKED = (
    "SELECT ?s ?source { ?s tkg:statedIn ?source } ORDER BY ?s ?source",
    "SELECT ?policy ?actor { ?policy tkg:issuedBy ?actor } ORDER BY ?policy ?actor",
    "SELECT ?a ?b { ?a tkg:partOf ?b } ORDER BY ?a ?b",
    "SELECT ?class (COUNT(?x) AS ?n) { ?x a ?class } GROUP BY ?class ORDER BY ?class",
    "SELECT ?s ?standing { ?s tkg:standing ?standing } ORDER BY ?s",
    "SELECT ?d ?s { ?d tkg:between ?s } ORDER BY ?d ?s",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
)


@pytest.mark.parametrize(
    "lens", ["uncontested", "official", "as-of:2016", "without:renolafitri-2020"]
)
def test_a_lens_answers_as_python_answers_through_it(bench, browser, real_built, lens):
    graph = open_lens(real_built, lens.replace(":", "="))
    bench({"sparql": ASKED[0]}, query=f"?lens={lens}")
    slug, filled = lens.replace(":", "-"), 0
    for sparql in ASKED:
        browser.run("location.hash = arguments[0]", urlencode({"sparql": sparql}, quote_via=quote))
        browser.wait(f"return {EDITOR}.textContent === {sparql!r}")
        browser.run("document.querySelector('.answer-place').replaceChildren()")
        browser.click(".actions .run")
        browser.wait(SHOWN, 60)
        expected = values_of(graph.query(f"PREFIX tkg: <{TKG}>\n{sparql}"))
        assert saved_rows(browser, f"answer.{slug}.srj") == expected, sparql
        filled += bool(expected)
    assert filled >= 5
    assert browser.text(".answer-place .lens-line") == graph.lens.footer("en")
    assert browser.complaints() == []


def test_the_lens_stays_in_links_and_files_and_another_asks_again(bench, browser, real_built):
    question = "taobao-villages-by-year"
    bench({"q": question}, ".zh", query="?lens=official")
    browser.wait(SHOWN, 60)
    line = open_lens(real_built, "official").lens.footer("zh")
    assert browser.text(".answer-place .lens-line") == line
    some = saved_rows(browser, f"{question}.official.srj")
    browser.run(
        "window.copied = ''; navigator.clipboard.writeText = async (text) => { copied = text; }"
    )
    browser.run("[...document.querySelectorAll('.actions button')][1].click()")
    copied = browser.wait("return copied")
    assert "?lens=official#q=taobao-villages-by-year" in copied
    browser.run("document.querySelector('.answer-place').firstChild.id = 'old'")
    browser.fill("#lens", "all")
    browser.wait(f"return !document.querySelector('#old') && {SHOWN.removeprefix('return ')}", 60)
    assert browser.run("return document.querySelector('.answer-place .lens-line')") is None
    assert len(saved_rows(browser, f"{question}.srj")) > len(some)


def test_a_graph_made_through_a_lens_says_so_in_its_file(bench, browser, real_built):
    sparql = "CONSTRUCT { ?p tkg:issuedBy ?a } WHERE { ?p tkg:issuedBy ?a }"
    bench({"sparql": sparql}, query="?lens=uncontested")
    browser.click(".actions .run")
    browser.wait(SHOWN, 60)
    browser.click("[data-file=turtle]")
    text = saved(browser, "answer.uncontested.ttl")
    graph = open_lens(real_built, "uncontested")
    assert text.startswith(f"# {graph.lens.footer('en')}\n")
    made = {str(quad.triple) for quad in parse(text.encode(), RdfFormat.TURTLE)}
    assert made == {str(triple) for triple in graph.query(f"PREFIX tkg: <{TKG}> {sparql}")}


def test_a_row_that_names_statements_shows_their_words(bench, browser):
    bench({"q": "policies-and-outcomes", "p.actor": "actor:state-council", "p.year": "year:2014"})
    browser.wait(SHOWN, 30)
    head, items = reasons(browser)
    assert head.startswith("2 statements are behind this row.")
    assert "Pada tahun 2014, Dewan Negara Tiongkok mengangkat" in items[0]
    assert "renolafitri-2020-0391" in items[0]
    hrefs = "return [...document.querySelectorAll('.reasons a')].map((a) => a.getAttribute('href'))"
    assert "doc/claim/renolafitri-2020-0391.html" in browser.run(hrefs)


def test_other_rows_show_what_mentions_their_things_and_say_so(bench):
    browser, _ = ask(bench, "SELECT ?p { ?p tkg:issuedBy actor:state-council } ORDER BY ?p LIMIT 1")
    head, items = reasons(browser)
    assert head.startswith("The row names no statement.")
    assert "need not be the reason" in head
    assert items
    browser, _ = ask(bench, "SELECT (1 AS ?one) {}")
    browser.click("table.answer tbody td button")
    browser.wait("return document.querySelector('.reasons p')")
    assert browser.text(".reasons") == "The row names neither statements nor things."


def test_a_query_that_runs_away_is_stopped_and_the_next_is_answered(bench, browser):
    ask_all = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    bench({"sparql": ask_all})
    browser.click(".actions .run")
    browser.wait("return document.querySelector('.state').dataset.state === 'busy'")
    browser.click(".stop")
    assert browser.wait(SHOWN) == "Stopped. The engine starts again."
    browser.click("[data-question=bibliography-by-year]")
    browser.click(".actions .run")
    assert "rows. Answered in" in browser.wait(
        "return document.querySelector('.answer-count')?.textContent", 30
    )
    assert browser.run("return document.querySelector('.stop').hidden")


def test_a_query_that_runs_away_is_stopped_by_the_keyboard_alone(bench, browser, keys):
    bench({"sparql": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"})
    keys.tab_to(".actions .run")
    browser.press("ENTER")
    browser.wait("return document.querySelector('.state').dataset.state === 'busy'")
    keys.tab_to(".stop", most=2)
    browser.press("ENTER")
    assert browser.wait(SHOWN) == "Stopped. The engine starts again."
    assert browser.run("return document.querySelector('.stop').hidden")
    assert browser.run("return document.activeElement.matches('.state')"), "the focus is not lost"
    assert keys.seen()

    keys.tab_to("[data-question=bibliography-by-year]", back=True)
    browser.press("ENTER")
    keys.tab_to(".actions .run")
    browser.press("ENTER")
    assert "rows. Answered in" in browser.wait(
        "return document.querySelector('.answer-count')?.textContent", 30
    )
    assert browser.complaints() == []


@pytest.mark.parametrize(
    ("sparql", "said"),
    [
        ("ASK { ?p tkg:issuedBy ?a }", "Yes, it holds."),
        ("ASK { ?p tkg:issuedBy tkg:issuedBy }", "No, it does not hold."),
        ("SELECT ?p { ?p tkg:issuedBy tkg:issuedBy }", "0 rows."),
        ("SELECT ?s { ?s ?p ?o } LIMIT 6000", "6,000 rows."),
        ("CONSTRUCT WHERE { ?p tkg:issuedBy actor:state-council }", "triples."),
        (
            "SELECT ?p\n{ ?p tkg:issuedBy }",
            "line 2, column 19: something else must stand here. The engine says: “expected one of",
        ),
        ("SELECT ?p { ?p foo:x ?a }", "a prefix is not known"),
        ("SELECT ?p { ?p a", "the query ends too early"),
        ("INSERT DATA {}", "INSERT is an update"),
        ("SELECT * { SERVICE <https://example.org/> {} }", "SERVICE asks another machine"),
    ],
)
def test_each_form_of_query_has_its_answer_or_its_refusal(bench, sparql, said):
    browser, shown = ask(bench, sparql)
    assert said in shown
    assert browser.requests() == []


def test_more_rows_than_a_page_can_show_are_said(bench):
    browser, shown = ask(bench, "SELECT ?s ?p ?o { ?s ?p ?o }")
    assert "The first 5,000 are shown here; the files have" in shown
    assert len(browser.texts("table.answer tbody tr")) == 200


def test_hostile_texts_stay_texts(bench):
    evil = "<img src=x onerror=document.title='evil'>"
    text = f'SELECT ("{evil}" AS ?a) (IRI("javascript:alert(1)") AS ?b) {{}}'
    browser, _ = ask(bench, text)
    assert browser.texts("table.answer tbody th, table.answer tbody td")[:2] == [
        evil,
        "javascript:alert(1)",
    ]
    assert browser.run("return document.querySelectorAll('table.answer :is(img, a)').length") == 0
    bench({"q": evil, "p.actor": evil})
    bench({"q": "policies-and-outcomes", "p.actor": f'x> }} {evil} "'})
    assert "names nothing in the graph" in browser.text("#parameter-actor-problem")
    assert "evil" not in browser.run("return document.title")


def test_a_query_out_of_a_link_waits_for_its_reader(bench, browser):
    bench({"sparql": "SELECT ?p { ?p tkg:issuedBy ?a }"})
    assert browser.text(".answer-place") == ""
    assert browser.texts(".explanation p") == [
        "Gives a table with these columns: p. It looks for 1 pattern with 2 variables."
    ]


def test_a_query_in_chinese_words_lists_its_columns_as_chinese_does(bench, browser):
    bench({"sparql": "SELECT ?policy ?year { ?policy tkg:issuedIn ?year }"}, ".zh")
    told = browser.text(".explanation p")
    assert told.startswith("给出含以下各列的表：政策、年份。"), told


def test_the_editor_and_its_complaints_speak_the_language_of_the_page(bench, browser):
    bench({"sparql": "SELECT ?p { ?p a"}, ".zh")
    browser.click(".actions .run")
    told = browser.wait(SHOWN, 30)
    assert "第1行" in told
    assert "查询过早结束" in told
    assert "引擎提示：“expected one of" in told
    browser.run(
        f"{EDITOR}.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'f', code: 'KeyF', keyCode: 70, ctrlKey: true, bubbles: true}))"
    )
    field = "document.querySelector('.editor').shadowRoot.querySelector('.cm-search input')"
    assert browser.wait(f"return {field}?.placeholder") == "查找"


def test_the_content_link_leaves_the_query_alone(bench, browser):
    bench({"sparql": "SELECT ?kept {}"})
    browser.run("location.hash = 'content'")
    browser.run("return new Promise((done) => setTimeout(done, 100))")
    assert "?kept" in browser.run(f"return {EDITOR}.textContent")


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("tkg:issuedB", "tkg:issuedBy"),
        ("diterbitkan", "tkg:issuedBy"),
        ("国务", "actor:state-council"),
        ("guowuyuan", "actor:state-council"),
        ("actor:dewannegara", "actor:state-council"),
        ("SEL", "SELECT"),
    ],
)
def test_the_editor_proposes_from_the_data(bench, browser, typed, proposed):
    bench({"sparql": " "})
    browser.wait("return document.querySelector('.state').dataset.state === 'ready'", 30)
    browser.run(f"{EDITOR}.focus()")
    options = "[...document.querySelector('.editor').shadowRoot.querySelectorAll('[role=option]')]"
    browser.call("Input.insertText", text=typed)
    browser.wait(
        f"return {options}.some((one) => one.textContent.startsWith('{proposed}'))",
    )


def test_a_thing_is_chosen_by_name_and_runs(bench, browser):
    bench({"q": "policies-of-one-actor"})
    browser.wait(SHOWN, 30)
    browser.run("document.querySelector('#parameter-actor').focus()")
    browser.run("document.querySelector('#parameter-actor').select()")
    browser.press("农业农村部")
    browser.wait("return document.querySelector('.parameter [role=option]')")
    browser.press("ARROW_DOWN")
    browser.press("ENTER")
    chosen = browser.run("return document.querySelector('#parameter-actor').value")
    browser.click(".actions .run")
    browser.wait("return location.hash.includes('p.actor=actor%3A')")
    assert "Agriculture" in chosen


def test_questions_are_filtered_in_every_language(bench, browser):
    bench()
    browser.fill("#question-filter", "淘宝村 数量")
    shown = "return [...document.querySelectorAll('.questions li:not([hidden]) button')]"
    names = browser.run(f"{shown}.map((one) => one.dataset.question)")
    assert "taobao-villages-by-year" in names
    assert len(names) < 30
