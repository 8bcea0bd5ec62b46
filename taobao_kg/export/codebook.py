"""The codebook: what the graph holds and what it leaves out, as Markdown for scholars."""

from pyoxigraph import Literal, NamedNode

from taobao_kg import __version__
from taobao_kg.ask.screen import clean
from taobao_kg.ask.tables import markdown_text
from taobao_kg.build.load import (
    DERIVATIONS,
    DISCREPANCIES,
    ENTITIES,
    INFERRED,
    NORMAL,
    ONTOLOGY,
    STANDING,
    TRUTHS,
)
from taobao_kg.export.census import Census, read_censuses
from taobao_kg.export.choice import Choice, chosen_quads
from taobao_kg.export.codebook_rules import Part, check_part, exclusion_part, rule_part
from taobao_kg.export.subjects import Subjects
from taobao_kg.graph import Graph
from taobao_kg.turtle import natural_key
from taobao_kg.vocab import ID, TKG, shorten, term

_GRAPHS = {
    ONTOLOGY: "the terms and what they mean",
    ENTITIES: "the things sources speak of, with their names",
    TRUTHS: "plain triples that follow from statements",
    INFERRED: "what follows from those by the ontology",
    DERIVATIONS: "by which rule and from what each of these two follows",
    NORMAL: "what makes statements of several sources comparable",
    DISCREPANCIES: "what does not fit together",
    STANDING: "how each statement stands beside what other sources say",
}


def write_codebook(graph: Graph, choice: Choice) -> str:
    """Return the codebook of the chosen graphs, derived from them and from the files of checks.

    The same graph gives the same text: no clock, no path.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    quads = chosen_quads(graph, choice, described=False)
    lens, graphs = graph.once(read_censuses, choice)
    said = Subjects(quad.triple for quad in quads)
    parts = [
        _graph_part(graphs, said),
        _class_part(lens, said),
        _property_part(lens, said),
        _foreign_part(lens, said),
        _indicator_part(said),
        _value_part(said, "tkg:Stance", "tkg:stance", "Stances"),
        _value_part(said, "tkg:Bound", "tkg:bound", "Bounds"),
        rule_part(said),
        check_part(said, graph.queries),
        exclusion_part(said, graphs),
    ]
    page = Environment(
        loader=PackageLoader("taobao_kg.export"),
        autoescape=select_autoescape(),  # HTML only: each cell is escaped for Markdown below
        undefined=StrictUndefined,
        trim_blocks=True,
    ).get_template("codebook.md")
    through = "" if graph.lens.is_all else _cell(graph.lens.footer())
    return page.render(
        version=__version__, through=through, parts=[_escaped(part) for part in parts]
    )


def _escaped(part: Part) -> Part:
    return part._replace(
        columns=[_cell(column) for column in part.columns],
        rows=[[_cell(cell) for cell in row] for row in part.rows],
    )


def _cell(value: object) -> str:
    return markdown_text(clean(str(value)))


def _graph_part(graphs: dict[str, Census], said: Subjects) -> Part:
    rows = []
    for iri, census in graphs.items():
        slug = shorten(iri).partition(":")[2]
        source = said.label(NamedNode(f"{ID}source/{slug}")).value
        holds = _GRAPHS.get(iri, f"what {source} says, with its quotations")
        rows.append([slug, holds, census.triples, "no" if iri == DERIVATIONS else "yes"])
    summary = "What each file and each step of the build says stands in a graph of its own."
    columns = ["graph", "holds", "triples", "in the default graph"]
    return Part("Named graphs", summary, columns, rows)


def _class_part(lens: Census, said: Subjects) -> Part:
    rows = [
        [
            _local(one),
            _label(said, one),
            _definition(said, one),
            _names(said, one, "rdfs:subClassOf"),
            lens.classes.get(one.value, 0),
        ]
        for one in _terms(said, "owl:Class")
    ]
    summary = "What things are. Members of narrower classes count for the wider ones too."
    columns = ["class", "label", "definition", "narrower than", "members"]
    return Part("Classes", summary, columns, rows)


def _property_part(lens: Census, said: Subjects) -> Part:
    kinds = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")
    stated = _uses(said, "rdf:predicate")
    rows = [
        [
            _local(one),
            _label(said, one),
            _names(said, one, "rdfs:domain"),
            _names(said, one, "rdfs:range"),
            _definition(said, one),
            stated.get(one, 0),
            lens.properties.get(one.value, 0),
        ]
        for one in _terms(said, *kinds)
    ]
    columns = ["property", "label", "of", "value", "definition", "claims", "triples"]
    summary = (
        "What is said of things: in how many claims, and in how many triples of the default graph,"
        " derived ones included."
    )
    return Part("Properties", summary, columns, rows)


def _foreign_part(lens: Census, said: Subjects) -> Part:
    rows = [
        [shorten(iri), _label(said, NamedNode(iri)), count]
        for iri, count in lens.properties.items()
        if not iri.startswith(TKG)
    ]
    summary = "They mean what their own vocabularies say."
    return Part("Properties of other vocabularies", summary, ["property", "label", "triples"], rows)


def _indicator_part(said: Subjects) -> Part:
    numbers = _uses(said, "tkg:value", of="tkg:indicator")
    rows = [
        [
            _local(one),
            _label(said, one),
            _labels(said, one, "tkg:usualUnit"),
            ", ".join(str(node.value) for node in said.values(one, "tkg:dimension")),
            _labels(said, one, "tkg:partOfWhole"),
            numbers.get(one, 0),
        ]
        for one in said.sorted()
        if one.value.startswith(f"{ID}indicator/")
    ]
    columns = ["indicator", "label", "usual unit", "dimension", "part of", "numbers"]
    return Part("Indicators", "What numbers measure, and how many there are.", columns, rows)


def _value_part(said: Subjects, kind: str, name: str, title: str) -> Part:
    uses = _uses(said, name)
    members = [one for one in said.sorted() if term(kind) in said.values(one, "rdf:type")]
    rows: list[list[object]] = [
        [_local(o), _label(said, o), _definition(said, o), uses.get(o, 0)] for o in members
    ]
    summary = _cell(_definition(said, term(kind)))
    return Part(title, summary, ["value", "label", "definition", "statements"], rows)


def _terms(said: Subjects, *kinds: str) -> list[NamedNode]:
    """Return our terms of some kinds, by name."""
    wanted = {term(kind) for kind in kinds}
    return [
        one
        for one in said.sorted()
        if one.value.startswith(TKG) and not wanted.isdisjoint(said.values(one, "rdf:type"))
    ]


def _uses(said: Subjects, name: str, of: str = "") -> dict[object, int]:
    """Return how many statements have each value of a property; of another, where it is there."""
    counts: dict[object, int] = {}
    for one in said.sorted():
        if one.value.startswith((f"{ID}claim/", f"{ID}observation/")) and said.values(one, name):
            for value in said.values(one, of or name):
                counts[value] = counts.get(value, 0) + 1
    return counts


def _label(said: Subjects, node: NamedNode) -> str:
    label = said.label(node).value
    return "" if label == shorten(node.value) else label


def _definition(said: Subjects, node: NamedNode) -> str:
    found = [*said.values(node, "skos:definition"), *said.values(node, "skos:scopeNote")]
    texts = [one for one in found if isinstance(one, Literal) and one.language == "en"]
    return " ".join(dict.fromkeys(one.value for one in texts))


def _names(said: Subjects, node: NamedNode, name: str) -> str:
    values = [one for one in said.values(node, name) if isinstance(one, NamedNode) and one != node]
    names = {_local(one) for one in values if one.value.startswith((TKG, ID))}
    foreign = {shorten(one.value) for one in values if not one.value.startswith((TKG, ID))}
    return ", ".join(sorted(names or foreign, key=natural_key))


def _labels(said: Subjects, node: NamedNode, name: str) -> str:
    return ", ".join(said.label(one).value for one in said.values(node, name))


def _local(node: NamedNode) -> str:
    return shorten(node.value).partition(":")[2]
