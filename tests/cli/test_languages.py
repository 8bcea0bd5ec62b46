"""Every command in Indonesian and Chinese: no word of its English report is left.

The English words are those of the same command's English report. What the data says itself
(names, labels, quotations, remarks) and what a user types (slugs, kinds, options, SPARQL) may stand
in any language.
"""

import html
import re
from collections import defaultdict
from functools import cache

import pytest
from pyoxigraph import Literal

from taobao_kg.ask.lens_file import list_lenses
from taobao_kg.ask.questions import list_questions
from taobao_kg.cli.parser import main
from taobao_kg.folders import find_folders
from taobao_kg.release import read_release
from taobao_kg.words.catalogue import has_phrase, phrases
from taobao_kg.words.languages import LANGUAGES

LIBRARY = list_questions(find_folders().queries)
QUESTIONS = [question.name for question in LIBRARY]
LENSES = [lens.name for lens in list_lenses(find_folders().queries)]
FLOORS = ("ask", "build", "cli", "curate", "export", "measures", "show", "words")
WORD = re.compile(r"[A-Za-z]{3,}")
#: What commands print for people; a table is asked for in Markdown, which does not break lines.
COMMANDS = {
    "card": "show state-council --limit 0",
    "card of a number": "show taobao-village-count",
    "card of a claim": "show claim:renolafitri-2020-0391",
    "card of a source": "show source:renolafitri-2020 --limit 3",
    "why said": "why broadband-strategy issuedBy state-council",
    "why derived": "why state-council 'active in' 2013",
    "why recorded": "why state-council a tkg:StateBody",
    "search": "search council -f md",
    "discrepancies": "discrepancies --severity 1 -f md",
    "discrepancies as a table": "discrepancies --severity 1 --why -f table",
    "network": "network --top 3 -f md",
    "communities": "network --communities --top 2 -f md",
    "components": "network --components -f md",
    "paths": "network --path state-council taobao-village -f md",
    "actors": "network --project actors --top 2 -f md",
    "citation of all": "cite",
    "citation of a source": "cite source:lin-2018",
    "citation of a thing": "cite state-council",
    "citation of a claim": "cite claim:renolafitri-2020-0391",
    "citation of an answer": "cite policies-of-a-year -p year=2014",
    "questions": "queries -f md",
    "chart": "chart taobao-village-count --place china -o - -f html",
    "timeline": "timeline -o - -f html",
    "view": "view state-council -o -",
    "evidence": "query policies-and-outcomes -p actor=state-council --why -f md",
    "nothing": "query policies-of-a-year -p year=1978 -f md",
    "not found": "search xqzwv -f md",
    "yes": "'ASK { ?s ?p ?o }' -f table",
    "lenses": "queries --lenses -f md",
    "through a lens": "query policies-of-a-year -p year=2014 --lens as-of=2017 -f md",
    "dependence": "dependence policies-of-a-year -p year=2014 -f md",
    "check": "check",
    "format": "format --check",
}


def words_of(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}


#: Names of formats, programs, methods and places in a graph, and names in command lines.
NAMES = words_of(
    "Taobao BibTeX RIS CSL JSON OWL RDF rule Turtle JavaScript PNG SVG Louvain betweenness degree"
    " strength community component pagerank Gini SPARQL English Bahasa Indonesia limit Enter Esc"
    # An English report shows numbers as the source prints them.
    " ribu juta miliar triliun"
    # The same word in Indonesian.
    " model"
)


def without_names(text: str) -> str:
    """Return a report on one line, without markup, pictures, slugs, options and SPARQL."""
    text = re.sub(r"(?s)<(script|style|svg)\b.*?</\1>|<[^>]*>", " ", text)
    text = html.unescape(re.sub(r"\\([\\`*_\[\]|])", r"\1", text))
    text = re.sub(r"(?ms)^(PREFIX|SELECT|CONSTRUCT|ASK)\b.*", "", text)
    text = re.sub(
        r"[!-~]*\w[:/._=-]+\w[!-~]*|--?\w+|`[^`]*`|(?<!\w)'[^']*'(?!\w)|‘[^’]*’|\[\^\d+\]",
        " ",
        text,
    )
    return " ".join(text.split())


@cache
def allowed(lang: str) -> frozenset[str]:
    """Return the words our own messages use in a language: Indonesian has "data" too."""
    said = " ".join(text for floor in FLOORS for text in texts_in(phrases(floor, lang)))
    names = {text for question in LIBRARY for one in question.parameters for text in one}
    names |= {name for question in LIBRARY for name in (*question.tags, *question.columns)}
    typed = words_of(" ".join({*names, *QUESTIONS, *LENSES, "query"}))
    return frozenset(words_of(re.sub(r"\{\w+\}", " ", said)) | typed | NAMES)


def texts_in(words: dict | str) -> list[str]:
    if isinstance(words, str):
        return [words]
    return [text for below in words.values() for text in texts_in(below)]


@pytest.fixture(scope="session")
def sayings(real_graph) -> dict[str, list[str]]:
    """The texts of the data and of the release by each word in them."""
    release = read_release()
    texts = {without_names(release.title), *(author.name for author in release.authors)}
    for quad in real_graph.quads():
        if isinstance(quad.object, Literal):
            texts.add(without_names(quad.object.value))
    found = defaultdict(list)
    for text in texts:
        for word in words_of(text):
            found[word].append(text)
    return found


@pytest.fixture
def report(real_built, capsys, monkeypatch):
    """Return a function that runs a command and gives what it says, on both streams."""
    import shlex

    monkeypatch.setenv("COLUMNS", "100000")

    def run(command: str, lang: str) -> str:
        words = shlex.split(command)
        words = ["query", *words] if " " in words[0] else words
        folders = ["--data", str(real_built.data), "--build", str(real_built.build)]
        assert main([*words, "--lang", lang, *folders]) in (0, 1)
        said = capsys.readouterr()
        return f"{said.out}\n{said.err}"

    return run


def left_over(english: str, said: str, lang: str, sayings: dict[str, list[str]]) -> set[str]:
    """Return the words of an English report that are still in another one."""
    said = without_names(said)
    suspects = (words_of(without_names(english)) & words_of(said)) - allowed(lang)
    texts = {text for word in suspects for text in sayings.get(word, ())}
    for text in sorted(texts, key=len, reverse=True):
        # Whole words: the author Wang is not in Wangluo.
        said = re.sub(rf"(?<![A-Za-z]){re.escape(text)}(?![A-Za-z])", " ", said)
    return suspects & words_of(said)


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_leaves_no_english(report, sayings, name):
    english = report(COMMANDS[name], "en")
    for lang in ("id", "zh"):
        assert not left_over(english, report(COMMANDS[name], lang), lang, sayings)


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_leaves_no_english(report, sayings, name):
    for command in (f"query {name} -f md", f"queries {name}"):
        english = report(command, "en")
        for lang in ("id", "zh"):
            assert not left_over(english, report(command, lang), lang, sayings), command


def test_every_column_of_a_question_has_a_word_in_each_language():
    columns = {name for question in LIBRARY for name in question.columns}
    assert not {name for name in columns if not has_phrase(f"ask.columns.{name}")}


def test_what_is_english_is_found(sayings):
    english = "Blurbs of State Council of China, unsaid"
    assert left_over(english, english, "zh", sayings) == {"blurbs", "unsaid"}
    assert not left_over(english, "名称 State Council of China", "zh", sayings)


def test_every_language_of_a_command_is_one_of_ours(capsys):
    with pytest.raises(SystemExit):
        main(["show", "state-council", "--lang", "fr"])
    said = capsys.readouterr().err
    assert all(lang in said for lang in LANGUAGES)


def test_the_environment_names_the_language(report, monkeypatch):
    monkeypatch.setenv("TAOBAO_KG_LANG", "xx")
    assert main(["queries"]) == 2
