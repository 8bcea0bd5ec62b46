"""The research object: what it lists is what it holds."""

import json
from hashlib import sha256
from pathlib import Path

from taobao_kg import __version__
from taobao_kg.export.choice import Choice
from taobao_kg.export.crate import write_crate


def test_the_metadata_lists_every_file_with_its_checksum(small):
    files = write_crate(small, Choice())
    described = json.loads(files.pop("ro-crate-metadata.json"))["@graph"]
    parts = {part["@id"]: part for part in described if part["@type"] == "File"}
    assert parts.keys() == files.keys()
    for name, text in files.items():
        assert parts[name]["sha256"] == sha256(text.encode()).hexdigest()
        assert parts[name]["contentSize"] == str(len(text.encode()))
    (root,) = [part for part in described if part["@id"] == "./"]
    assert {part["@id"] for part in root["hasPart"]} == files.keys()


def test_the_checksums_are_those_of_the_other_files(small):
    files = write_crate(small, Choice())
    listed = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].splitlines())
    assert listed.keys() == files.keys() - {"SHA256SUMS", "ro-crate-metadata.json"}
    assert all(
        sha256(files[name].encode()).hexdigest() == digest for name, digest in listed.items()
    )


def test_version_and_date_are_those_of_the_citation(small):
    citation = (Path(__file__).parents[2] / "CITATION.cff").read_text(encoding="utf-8")
    described = json.loads(write_crate(small, Choice())["ro-crate-metadata.json"])["@graph"]
    (root,) = [part for part in described if part["@id"] == "./"]
    assert f"version: {root['version']}\n" in citation
    assert f'date-released: "{root["datePublished"]}"\n' in citation
    assert root["version"] == __version__
