"""Checking on a server: the checks run there, and what they find is compared with what it holds."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from taobao_kg.ask.endpoint import open_server
from taobao_kg.build.checks import list_checks, read_check
from taobao_kg.build.discrepancies import run_check
from taobao_kg.build.load import DISCREPANCIES
from taobao_kg.build.wording import Names
from taobao_kg.engines.engine import Workspace
from taobao_kg.engines.manifest import lens_graph
from taobao_kg.engines.protocol import Server
from taobao_kg.errors import Finding, TaobaoKgError
from taobao_kg.folders import Folders, show_path
from taobao_kg.lens import ALL
from taobao_kg.load.workspace import ServerWorkspace
from taobao_kg.vocab import shorten, term


class Found(NamedTuple):
    """What checks found.

    Attributes:
        triples: N-Triples of the discrepancies and the checks.
        faults: checks that could not be run; the rest went on.
    """

    triples: bytes
    faults: list[Finding]


class Comparison(NamedTuple):
    """What checks found, compared with what is stored.

    Attributes:
        checks: how many ran.
        found: how many discrepancies they found.
        findings: checks that could not be run, and discrepancies that are missing, are found no
            more, or are told otherwise; sorted.
    """

    checks: int
    found: int
    findings: list[Finding]


def check_there(server: Server, folders: Folders) -> Comparison:
    """Run the checks of a folder in a server, on the lens ``all``.

    Args:
        server: a build was pushed to it.
        folders: where the checks lie.

    Raises:
        DataError: when a check cannot be read.
        TaobaoKgError: when the server cannot be asked, or holds no graph of ours.
    """
    graph = open_server(server, ALL, folders)
    checks = folders.queries / "checks"
    found = run_checks_there(ServerWorkspace(server, lens_graph(ALL)), checks)
    now = _by_discrepancy(quad.triple for quad in parse(found.triples, RdfFormat.N_TRIPLES))
    stored = _by_discrepancy(quad.triple for quad in graph.quads(DISCREPANCIES))
    place = shorten(DISCREPANCIES)
    findings = [*found.faults]
    for node in sorted(now.keys() | stored.keys()):
        if now.get(node) == stored.get(node):
            continue
        fact = "is told otherwise now" if node in now else "is found no more"
        fact = fact if node in stored else "is found and not stored"
        findings.append(Finding(place, None, f"{shorten(node)} {fact}; run 'taobao-kg load' again"))
    return Comparison(len(list_checks(checks)) - len(found.faults), len(now), findings)


def run_checks_there(store: Workspace, checks: Path) -> Found:
    """Run the checks of a folder on a workspace, one after another.

    Raises:
        DataError: when a check cannot be read.
    """
    names = Names(store)
    texts: list[str] = []
    faults: list[Finding] = []
    for path in list_checks(checks):
        try:
            texts.append(run_check(store, read_check(path), names))
        except (TaobaoKgError, ValueError) as error:
            message = f"cannot be run there: {error}; its discrepancies are missing"
            faults.append(Finding(show_path(path), None, message))
    lines = {line for text in texts for line in text.split("\n") if line}
    return Found("".join(f"{line}\n" for line in sorted(lines)).encode(), faults)


def _by_discrepancy(triples: Iterable[Triple]) -> dict[str, set[Triple]]:
    """Return what is said of each discrepancy, by its IRI."""
    about: defaultdict[str, set[Triple]] = defaultdict(set)
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            about[triple.subject.value].add(triple)
    kind = term("tkg:Discrepancy")
    return {iri: said for iri, said in about.items() if any(t.object == kind for t in said)}
