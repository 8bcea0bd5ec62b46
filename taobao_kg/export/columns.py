"""The columns of the tables: what each is called, what it holds, where its values are found."""

from collections.abc import Callable
from typing import NamedTuple

from pyoxigraph import Literal

from taobao_kg.export.subjects import Subjects, Term
from taobao_kg.vocab import shorten

Read = Callable[[Subjects, Term], list[Term]]


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        name: the heading, snake_case.
        summary: what a cell holds, in one phrase.
        read: finds the cell's values for a row's thing; often none or one.
        datatype: of each value, as CSVW names it.
        once: whether no thing has several values; the shapes and the rules see to that.
    """

    name: str
    summary: str
    read: Read
    datatype: str = "string"
    once: bool = False

    def texts(self, subjects: Subjects, thing: Term) -> list[str]:
        """Return a cell's values: the text of a literal, ``actor:state-council`` for a thing."""
        nodes = self.read(subjects, thing)
        return [n.value if isinstance(n, Literal) else shorten(n.value) for n in nodes]

    def describe(self, separator: str) -> dict[str, object]:
        """Return the CSVW description of the column."""
        described: dict[str, object] = {"name": self.name, "titles": self.name}
        described |= {"dc:description": self.summary, "datatype": self.datatype}
        return described if self.name == "id" else described | {"separator": separator}


def at(*path: str) -> Read:
    """Return a reader of what stands at the end of a path of predicates."""

    def read(subjects: Subjects, thing: Term) -> list[Term]:
        found = [thing]
        for predicate in path:
            found = [value for node in found for value in subjects.values(node, predicate)]
        return found

    return read


def either(first: Read, second: Read) -> Read:
    """Return a reader that takes the second reading where the first has no value."""
    return lambda subjects, thing: first(subjects, thing) or second(subjects, thing)


def labels(read: Read) -> Read:
    """Return a reader of the English labels of what another one finds."""
    return lambda subjects, thing: [subjects.label(node) for node in read(subjects, thing)]


def texts_in(language: str, predicate: str) -> Read:
    """Return a reader of the texts in one language (lower case)."""
    return lambda subjects, thing: [
        node
        for node in subjects.values(thing, predicate)
        if isinstance(node, Literal) and node.language == language
    ]


def _itself(_subjects: Subjects, thing: Term) -> list[Term]:
    return [thing]


def _kind(_subjects: Subjects, thing: Term) -> list[Term]:
    return [Literal(shorten(thing.value).partition(":")[0])]


_SUBJECT = either(at("rdf:subject"), at("tkg:about"))
_PREDICATE = either(at("rdf:predicate"), at("tkg:indicator"))

STATEMENTS = (
    Column("id", "short name of the statement", _itself, once=True),
    Column("kind", "claim or observation", _kind, once=True),
    Column("subject", "what it is about", _SUBJECT, once=True),
    Column("subject_label", "in English", labels(_SUBJECT), once=True),
    Column("predicate", "relation of a claim, indicator of an observation", _PREDICATE, once=True),
    Column("predicate_label", "in English", labels(_PREDICATE), once=True),
    Column("object", "thing or text a claim points to", at("rdf:object"), once=True),
    Column("object_label", "in English", labels(at("rdf:object")), once=True),
    Column("value", "number of an observation", at("tkg:value"), "decimal", once=True),
    Column("unit", "of the number", at("tkg:unit"), once=True),
    Column("bound", "exact, over, under or approximately", at("tkg:bound"), once=True),
    Column("as_printed", "the words or number as printed", at("tkg:asPrinted")),
    Column("usual_form", "expected in place of a misprint", at("tkg:usualForm")),
    Column("print_defect", "what is wrong with the printed words", at("tkg:printDefect")),
    Column("year", "Gregorian year", at("tkg:year", "tkg:gYear"), "gYear"),
    Column("period", "longer or open time", at("tkg:period")),
    Column("period_begin", "first year or month", at("tkg:period", "tkg:begin")),
    Column("period_end", "last year or month", at("tkg:period", "tkg:end")),
    Column("place", "where", at("tkg:place")),
    Column("place_label", "in English", labels(at("tkg:place"))),
    Column("stance", "asserted, reported, recommended or projected", at("tkg:stance"), once=True),
    Column("quotation", "exact words of the source", at("tkg:evidence", "oa:exact")),
    Column("start", "first character", at("tkg:evidence", "oa:start"), "integer"),
    Column("end", "character after the last", at("tkg:evidence", "oa:end"), "integer"),
    Column("section", "of the source", at("tkg:evidence", "tkg:section")),
    Column("page", "of the source", at("tkg:evidence", "tkg:page")),
    Column("locator", "place that may not be quoted", at("tkg:evidence", "tkg:locator")),
    Column("source", "who says so", at("tkg:statedIn"), once=True),
    Column("source_label", "in English", labels(at("tkg:statedIn")), once=True),
    Column("attributed_to", "work the source cites for it", at("tkg:attributedTo")),
    Column("attributed_label", "in English", labels(at("tkg:attributedTo"))),
    Column("cited_as", "how the source prints the citation", at("tkg:citedAs")),
    Column("note", "remark of the curators", at("skos:editorialNote")),
    Column("standing", "corroborated, singleSourced, disputed or contradicted", at("tkg:standing")),
    Column(
        "independent_sources",
        "how many say the same, this one included",
        at("tkg:independentSources"),
        "integer",
    ),
    Column("corroborated_by", "statements that say the same", at("tkg:corroboratedBy")),
    Column("opposed_by", "the weightiest that says otherwise", at("tkg:opposedBy")),
)

#: What makes numbers comparable; for machines, so that the tables for people leave it out.
NORMAL = (
    Column("comparison_key", "the same for comparable numbers", at("tkg:comparisonKey"), once=True),
    Column("low", "least value meant, in the base unit", at("tkg:low"), "decimal", once=True),
    Column("high", "greatest value meant", at("tkg:high"), "decimal", once=True),
    Column("first_month", "YYYYMM, 0 where open", at("tkg:firstMonth"), "integer"),
    Column("last_month", "YYYYMM, 999912 where open", at("tkg:lastMonth"), "integer"),
    Column("voice", "whose word it is", at("tkg:voice")),
)

_LABELS = (
    Column("label_en", "English name", texts_in("en", "rdfs:label")),
    Column("label_id", "Indonesian name", texts_in("id", "rdfs:label")),
    Column("label_zh", "Chinese name", texts_in("zh-hans", "rdfs:label")),
    Column("label_pinyin", "Chinese name in Latin letters", texts_in("zh-latn", "rdfs:label")),
    Column("other_names", "abbreviations and spellings", at("skos:altLabel")),
)

ENTITIES = (
    Column("id", "short name", _itself, once=True),
    Column("kind", "actor, policy, place …", _kind, once=True),
    Column("types", "classes, derived ones too", at("rdf:type")),
    *_LABELS,
    Column("label_source", "who printed which name", at("tkg:labelSource")),
    Column("identifier", "official number", at("dcterms:identifier")),
    Column("note", "remark of the curators", at("skos:editorialNote")),
)

SOURCES = (
    Column("id", "short name", _itself, once=True),
    Column("kind", "article, book, web page …", at("tkg:sourceKind")),
    Column("types", "classes, derived ones too", at("rdf:type")),
    *_LABELS,
    Column("title", "as printed", at("dcterms:title")),
    Column("creator", "as printed", at("dcterms:creator")),
    Column("issued", "year", at("dcterms:issued")),
    Column("language", "of the text", at("dcterms:language")),
    Column("journal", "it appeared in", labels(at("tkg:publishedIn"))),
    Column("url", "as printed", at("schema:url")),
    Column("text_sha256", "of the text that is quoted", at("tkg:textSha256"), once=True),
)

DISCREPANCIES = (
    Column("id", "short name", _itself, once=True),
    Column("kind", "the rule that found it", at("tkg:kind"), once=True),
    Column(
        "severity", "1 wrong, 2 misleading, 3 a detail", at("tkg:severity"), "integer", once=True
    ),
    Column("words_en", "what does not fit, in English", texts_in("en", "rdfs:comment")),
    Column("words_id", "in Indonesian", texts_in("id", "rdfs:comment")),
    Column("words_zh", "in Chinese", texts_in("zh-hans", "rdfs:comment")),
    Column("likely_cause", "what probably went wrong", at("tkg:likelyCause")),
    Column("factor", "between the figures", at("tkg:factor"), "decimal"),
    Column("interval", "years between the times", at("tkg:interval"), "integer"),
    Column("between", "the statements", at("tkg:between")),
    Column("concerns", "the things it is about", at("tkg:concerns")),
)
