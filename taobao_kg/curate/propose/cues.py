"""Cues: words between two names that tell which property of the ontology joins them."""

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Triple

from taobao_kg.curate.propose.known import Known, Name
from taobao_kg.curate.propose.mentions import Finder
from taobao_kg.folders import Folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.vocab import TKG, expand

#: Verbs as texts print them, beside the labels of properties, which are nouns or participles.
_VERBS = {
    "issuedBy": "announced by,published by,released by,promulgated by,promulgated jointly by,"
    "jointly issued by,diumumkan oleh,dikeluarkan oleh,diterbitkan oleh,dirilis oleh,"
    "announced,promulgated,issued,mengumumkan,mengeluarkan,menerbitkan,merilis,"
    "发布,印发,出台,颁布,下发,联合印发,联合发布",
    "implements": "implements,implementing,in order to implement,melaksanakan,为贯彻落实,贯彻落实,"
    "落实,贯彻",
    "basedOn": "on the basis of,in accordance with,berdasarkan,根据,按照,依据",
    "succeeds": "replaces,replaced,supersedes,menggantikan,代替,取代",
    "founded": "founded,established,set up,founded by,established by,mendirikan,didirikan oleh,"
    "创立,成立,创办",
    "ownedBy": "owned by,belongs to,milik,dimiliki oleh,隶属于,旗下",
    "partnersWith": "signed an agreement with,cooperates with,in partnership with,bermitra dengan,"
    "bekerja sama dengan,menandatangani perjanjian,合作,签署",
    "implementedBy": "implemented by,carried out by,dilaksanakan oleh,diterapkan oleh,实施,执行",
    "locatedIn": "located in,lies in,terletak di,berlokasi di,位于",
}

#: Properties a text does not state in passing, or states with words that mean anything.
_SILENT = frozenset(
    (
        *("cites", "citedAs", "attributedTo", "statedIn", "evidence", "printedName", "keyword"),
        *("about", "indicator", "unit", "place", "year", "period", "begin", "end", "during"),
        *("issued", "foundedBy", "owns", "partOf", "hasPart", "uses", "addendOf"),
        *("denotes", "denotesNot"),
    )
)


class Property(NamedTuple):
    """A property claims can be made with, and the classes it joins; empty for any."""

    name: str
    domains: frozenset[str]
    ranges: frozenset[str]


class Cues:
    """The properties of an ontology and the words that tell them."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._ontology = Known(triples)
        self._parents: dict[str, set[str]] = {}
        names = []
        self.properties: dict[str, Property] = {}
        for iri in self._ontology.subjects(TKG):
            name = iri.removeprefix(TKG)
            self._parents[iri] = set(self._ontology.all(iri, "rdfs:subClassOf"))
            if expand("owl:ObjectProperty") in self._ontology.types(iri) and name not in _SILENT:
                self.properties[name] = Property(
                    name,
                    frozenset(self._ontology.all(iri, "rdfs:domain")),
                    frozenset(self._ontology.all(iri, "rdfs:range")),
                )
        for name in self.properties:
            names += [
                Name(name, label.text, label.language, "")
                for label in self._ontology.names_of(TKG + name)
                if label.language != "zh-Latn" and len(label.text) > 3
            ]
            verbs = _VERBS.get(name, "").split(",")
            names += [Name(name, verb, "en", "") for verb in verbs if verb]
        self.finder = Finder(names)

    def joins(self, name: str, subject: Iterable[str], object_: Iterable[str]) -> bool:
        """Return whether a property can join things of some classes, in this order."""
        wanted = self.properties[name]
        return self._are(subject, wanted.domains) and self._are(object_, wanted.ranges)

    def is_typed(self, name: str) -> bool:
        """Return whether a property tells the classes of both its ends."""
        return bool(self.properties[name].domains and self.properties[name].ranges)

    def _are(self, classes: Iterable[str], wanted: frozenset[str]) -> bool:
        return not wanted or all(any(self._is(c, w) for c in classes) for w in wanted)

    def _is(self, cls: str, ancestor: str) -> bool:
        return cls == ancestor or any(
            self._is(parent, ancestor) for parent in self._parents.get(cls, ())
        )


def read_cues(folders: Folders) -> Cues:
    """Return the cues of an ontology.

    Raises:
        DataError: when it cannot be read.
    """
    return Cues(parse_turtle(folders.ontology / "taobao-kg.ttl"))
