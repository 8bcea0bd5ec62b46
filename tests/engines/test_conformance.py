"""One body of tests for every engine: the same questions, cards and reasons, the same answers."""

import csv
from collections.abc import Iterator
from functools import cache

import pytest
from pyoxigraph import Literal, Variable

from taobao_kg.ask.endpoint import open_server
from taobao_kg.ask.lenses import open_lens
from taobao_kg.ask.questions import Question, list_questions
from taobao_kg.engines.addresses import Addresses
from taobao_kg.engines.protocol import Server
from taobao_kg.errors import UsageError
from taobao_kg.folders import Folders, find_folders
from taobao_kg.graph import Graph, open_graph
from taobao_kg.knowledge_graph import KnowledgeGraph
from taobao_kg.load.contents import read_contents
from taobao_kg.load.pushing import push
from tests.golden_answers import answer_as_csv, golden_path
from tests.servers import forget_environment, run_oxigraph, run_virtuoso

QUESTIONS = list_questions(find_folders().queries)
LENS = "as-of=2017"
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)


class World:
    """The real graph, and the one of six sources with a lens, in one engine.

    Attributes:
        endpoint: address of its query service; empty for the embedded one.
        graph: the real graph.
    """

    def __init__(self, folders: Folders, addresses: Addresses | None) -> None:
        self.folders = folders
        self.endpoint = addresses.query if addresses else ""
        self.server = Server(addresses) if addresses else None
        self.graph = self.through("all")

    def through(self, lens: str) -> Graph:
        """Return the graph through a lens."""
        if self.server:
            return open_server(self.server, lens, self.folders)
        return open_lens(self.folders, lens)

    @cache  # noqa: B019 - as long as the tests of this engine
    def opened(self) -> KnowledgeGraph:
        """Return the graph as Python users have it."""
        return KnowledgeGraph(self.folders, endpoint=self.endpoint)


def fill(addresses: Addresses, folders: Folders) -> None:
    """Load the real graph, and it through a lens, into a server."""
    contents = [read_contents(open_graph(folders)), read_contents(open_lens(folders, LENS))]
    push(Server(addresses), contents, lambda _: None)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("embedded", marks=pytest.mark.slow),
        pytest.param("oxigraph", marks=pytest.mark.slow),
        pytest.param("virtuoso", marks=pytest.mark.slow),
    ],
)
def world(
    request: pytest.FixtureRequest,
    real_built: Folders,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """The real graph in each engine."""
    with pytest.MonkeyPatch.context() as patched:
        forget_environment(patched)
        if request.param == "embedded":
            yield World(real_built, None)
        elif request.param == "oxigraph":
            with run_oxigraph() as addresses:
                fill(addresses, real_built)
                yield World(real_built, addresses)
        else:
            folder = tmp_path_factory.mktemp("virtuoso")
            with run_virtuoso(folder) as addresses:
                fill(addresses._replace(timeout=600), real_built)
            # A server that reads in its log what was filled loses rows of paths; docs/ENGINES.md.
            with run_virtuoso(folder):
                pass
            with run_virtuoso(folder) as addresses:
                yield World(real_built, addresses._replace(timeout=600))


@pytest.fixture(scope="module")
def embedded(real_built: Folders) -> KnowledgeGraph:
    """What all engines are compared with."""
    return KnowledgeGraph(real_built)


@each_question
def test_a_question_has_its_golden_answer(world: World, question: Question):
    golden = golden_path(question).read_text(encoding="utf-8")
    assert answer_as_csv(world.graph, question) == golden


@pytest.mark.parametrize("lang", ["en", "id", "zh"])
@pytest.mark.parametrize("thing", ["state-council", "renolafitri-2020", "gross-merchandise-volume"])
def test_cards(world: World, embedded: KnowledgeGraph, thing, lang):
    there = str(world.opened().card(thing, lang=lang, limit=0))
    assert there == str(embedded.card(thing, lang=lang, limit=0))


@pytest.mark.parametrize(
    "triple",
    [
        ("broadband-strategy", "issuedBy", "state-council"),
        ("state-council", "rdf:type", "tkg:Actor"),
        ("state-council", "activeIn", "2013"),
    ],
)
def test_reasons(world: World, embedded: KnowledgeGraph, triple):
    assert str(world.opened().why(*triple)) == str(embedded.why(*triple))


def test_discrepancies(world: World, embedded: KnowledgeGraph):
    assert table(world.opened().discrepancies()) == table(embedded.discrepancies())


@pytest.mark.parametrize("text", ["state council", "淘宝村", "Strategi Broadband", "taobao vilage"])
def test_search(world: World, embedded: KnowledgeGraph, text):
    assert table(world.opened().search(text)) == table(embedded.search(text))


def test_claims(world: World, embedded: KnowledgeGraph):
    assert table(world.opened().claims("state-council")) == table(embedded.claims("state-council"))


def test_a_citation_says_the_same_bytes(world: World, embedded: KnowledgeGraph):
    assert world.opened().cite() == embedded.cite()


def test_the_network(world: World, embedded: KnowledgeGraph):
    there, here = (kg.network(about="state-council", depth=1) for kg in (world.opened(), embedded))
    assert sorted(there.nodes) == sorted(here.nodes)
    assert sorted(there.edges(keys=True)) == sorted(here.edges(keys=True))


def test_named_graphs_and_their_sizes(world: World, embedded: KnowledgeGraph):
    assert repr(world.opened()) == repr(embedded)
    assert world.graph.graphs() == embedded._graph.graphs()


@pytest.mark.parametrize("name", ["policies-and-outcomes", "numbers-by-source", "trends"])
def test_a_lens(world: World, real_built: Folders, name):
    (question,) = (one for one in QUESTIONS if one.name == name)
    there, here = world.through(LENS), open_lens(real_built, LENS)
    assert there.lens.footer() == here.lens.footer()
    assert list(csv.reader(answer_as_csv(there, question).splitlines())) == list(
        csv.reader(answer_as_csv(here, question).splitlines())
    )


def test_values_are_bound_as_terms(world: World):
    asked = "SELECT ?label WHERE { ?thing rdfs:label ?label FILTER(?label = ?wanted) }"
    asked = f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {asked}"
    evil = Literal('"@en) } # \\" ', language="en")
    asked = asked.replace("?label WHERE", "?label ?wanted WHERE")
    assert list(world.graph.query(asked, {Variable("wanted"): evil})) == []
    label = world.graph.label("https://w3id.org/taobao-kg/id/actor/state-council")
    found = list(world.graph.query(asked, {Variable("wanted"): Literal(label, language="en")}))
    assert [row["label"].value for row in found] == [label]


def test_what_is_no_sparql_is_a_mistake_of_the_user(world: World):
    with pytest.raises(UsageError):
        world.graph.query("SELECT ?x WHERE {")


def table(rows):
    return [rows.columns, *([str(cell) for cell in row] for row in rows)]
