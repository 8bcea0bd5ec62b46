"""The catalogue: what it says of the files is true of the files."""

import json
from hashlib import sha256

import pytest
import rdflib
from rdflib.namespace import DCAT, RDF, VOID

from taobao_kg.export.void import DATASET
from taobao_kg.site.catalogue import write_catalogue
from taobao_kg.site.downloads import write_downloads
from taobao_kg.vocab import PREFIXES
from taobao_kg.words.catalogue import phrases

URL = "https://example.org/atlas/"
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture(scope="module", params=["", URL], ids=["nowhere", "somewhere"])
def site(request, lenses_graph, lenses_built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    downloads = write_downloads(lenses_graph, lenses_built.ontology, folder)
    write_catalogue(lenses_graph, folder, downloads, request.param)
    return folder, downloads, request.param


@pytest.fixture(scope="module")
def void(site):
    graph = rdflib.Graph()
    return graph.parse(site[0] / "void.ttl", format="turtle")


def test_the_ontology_lies_there_as_it_is(site, lenses_built):
    for name in ("taobao-kg.ttl", "shapes.ttl"):
        copy = site[0] / "ontology" / name
        assert copy.read_bytes() == (lenses_built.ontology / name).read_bytes()


def test_each_download_is_a_distribution_with_its_size_and_checksum(site, void):
    folder, downloads, _ = site
    told = {}
    for one in void.objects(rdflib.URIRef(DATASET), DCAT.distribution):
        assert (one, RDF.type, DCAT.Distribution) in void
        checksum = void.value(one, SPDX.checksum)
        path = str(void.value(one, rdflib.DCTERMS.title))
        told[path] = (
            void.value(one, DCAT.byteSize).toPython(),
            str(void.value(checksum, SPDX.checksumValue)).lower(),
        )
    files = {
        path.relative_to(folder).as_posix(): path
        for name in ("downloads", "ontology")
        for path in (folder / name).rglob("*")
        if path.is_file()
    }
    assert told.keys() == files.keys() == {one.path for one in downloads}
    for path, (size, digest) in told.items():
        content = files[path].read_bytes()
        assert (size, digest) == (len(content), sha256(content).hexdigest())


def test_addresses_are_whole_or_not_there(site, void):
    folder, _, url = site
    addresses = [str(one) for one in void.objects(None, DCAT.downloadURL)]
    dumps = [str(one) for one in void.objects(None, VOID.dataDump)]
    if not url:
        assert addresses == dumps == []
        return
    assert dumps
    assert set(dumps) < set(addresses)
    for address in addresses:
        assert (folder / address.removeprefix(url)).is_file()


def test_the_well_known_description_has_the_same_bytes(site):
    folder = site[0]
    assert (folder / ".well-known/void").read_bytes() == (folder / "void.ttl").read_bytes()


def test_the_crate_describes_what_is_there(site):
    folder, downloads, _ = site
    crate = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    assert crate["@context"] == "https://w3id.org/ro/crate/1.2/context"
    entities = {one["@id"]: one for one in crate["@graph"]}
    assert len(entities) == len(crate["@graph"])
    descriptor = entities["ro-crate-metadata.json"]
    assert descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    root = entities["./"]
    assert all(root[name] for name in ("name", "description", "datePublished", "license"))
    parts = {part["@id"] for part in root["hasPart"]}
    assert {one.path for one in downloads} < parts
    for path in parts:
        one = entities[path]
        if path.endswith("/"):
            assert one["@type"] == "Dataset"
            continue
        content = (folder / path).read_bytes()
        assert one["contentSize"] == str(len(content))
        assert one["sha256"] == sha256(content).hexdigest()


def test_the_prefixes_are_ours(site):
    told = json.loads((site[0] / "prefixes").read_text(encoding="utf-8"))
    assert told == {"@context": PREFIXES}


def test_every_download_is_explained_to_readers(site):
    known = phrases("site.pages.guide.files", "en")
    assert {one.kind for one in site[1]} == set(known)
