"""The pipeline: load → derive → discrepancies → standing → check → store."""

from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Store

from taobao_kg.build.inputs import fingerprint, hash_inputs, stamp_inputs
from taobao_kg.errors import Finding, FindingsError
from taobao_kg.folders import Folders
from taobao_kg.words.catalogue import phrase

if TYPE_CHECKING:
    from taobao_kg.build.store import Graphs

Progress = Callable[[str], None]


class BuildReport(NamedTuple):
    """What a build did.

    Attributes:
        changed: False when everything was up to date.
        counts: triples by IRI of the named graph, sorted.
        path: the folder of the build.
        warnings: findings that did not stop it.
    """

    changed: bool
    counts: dict[str, int]
    path: Path
    warnings: list[Finding]


def build(
    folders: Folders,
    *,
    progress: Progress | None = None,
    force: bool = False,
    consistency: bool = False,
    lang: str = "en",
) -> BuildReport:
    """Build the graph and publish it; does nothing when no input has changed.

    Args:
        folders: where inputs and build lie.
        progress: gets one line a step.
        force: build also when nothing has changed.
        consistency: also ask an OWL reasoner, which takes seconds and Java.
        lang: ``en``, ``id`` or ``zh``, of the lines.

    Raises:
        DataError: when a file cannot be used.
        FindingsError: when the checks find something; the old build stays.
        UsageError: when the build folder cannot be written.
    """
    from taobao_kg.build.store import count_triples, write_world
    from taobao_kg.build.swap import clear, locked, publish

    tell = _teller(progress, lang)
    with locked(folders.build, lambda: tell("waiting")):
        stamp = stamp_inputs(folders)  # before reading: a change meanwhile must show later
        hashes = hash_inputs(folders)
        mark = fingerprint(hashes)
        done = _published(folders, mark)
        if done and not force and not consistency:
            clear(folders.build)
            return done
        graphs, warnings = _make(folders, tell, consistency)
        counts = count_triples(graphs)

        def fill(folder: Path) -> None:
            tell("store")
            write_world(folder, graphs)
            _write_report(folder, mark, hashes, counts, warnings)
            (folder / "inputs.stamp").write_text(stamp, encoding="utf-8")

        path = publish(folders.build, mark[:12], fill)
        return BuildReport(True, counts, path, warnings)


def check(
    folders: Folders,
    *,
    progress: Progress | None = None,
    consistency: bool = False,
    lang: str = "en",
) -> BuildReport:
    """Do all of a build but store it; the report's path is the data folder.

    Raises:
        DataError: when a file cannot be used.
        FindingsError: when the checks find something.
    """
    from taobao_kg.build.store import count_triples

    graphs, warnings = _make(folders, _teller(progress, lang), consistency)
    return BuildReport(True, count_triples(graphs), folders.data, warnings)


def _make(folders: Folders, tell: Progress, consistency: bool) -> tuple["Graphs", list[Finding]]:
    """Load, derive and check; return what is to be stored, and the warnings."""
    from taobao_kg.build.check import check_names, check_shapes
    from taobao_kg.build.consistency import check_consistency
    from taobao_kg.build.constructs import run_constructs
    from taobao_kg.build.derive import derive
    from taobao_kg.build.discrepancies import find_discrepancies
    from taobao_kg.build.load import (
        DERIVATIONS,
        DISCREPANCIES,
        ENTITIES,
        INFERRED,
        NORMAL,
        ONTOLOGY,
        STANDING,
        TRUTHS,
        LoadedFile,
        load_files,
    )
    from taobao_kg.build.places import Places
    from taobao_kg.build.store import lens_texts, load_text, write_triples
    from taobao_kg.build.verdicts import check_verdicts

    tell("load")
    store = Store()
    with ThreadPoolExecutor(1) as beside:  # it adds to the store while the next file is read
        loading: list[Future[None]] = []

        def add(file: LoadedFile) -> None:
            # First only what sources say: truths follow from that alone.
            if file.graph not in (ONTOLOGY, ENTITIES):
                loading.append(beside.submit(load_text, store, file.text))

        files = load_files(folders, add)
        places = Places(files)
        _stop_at(check_names(files, places, folders.ontology / "shapes.ttl"))
    for added in loading:
        added.result()
    tell("derive")
    known = [t for file in files if file.graph in (ONTOLOGY, ENTITIES) for t in file.triples]
    rules = folders.ontology / "rules"
    graphs: defaultdict[str, bytes] = defaultdict(bytes)
    while files:  # each is let go as soon as its text is joined to that of its graph
        file = files.pop()
        graphs[file.graph] += file.text
    del file
    derived = derive(rules, store, known)
    graphs[TRUTHS], graphs[INFERRED] = map(write_triples, (derived.truths, derived.inferred))
    graphs[DERIVATIONS] = write_triples(derived.derivations)
    for name in (ONTOLOGY, ENTITIES, TRUTHS, INFERRED):
        load_text(store, graphs[name])
    graphs[NORMAL] = run_constructs(store, rules, "measure")
    tell("discrepancies")
    doubts = find_discrepancies(folders.queries / "checks", store)
    graphs[DISCREPANCIES] = write_triples(doubts.triples)
    load_text(store, graphs[DISCREPANCIES])
    faults = [*doubts.faults, *check_verdicts(known, doubts.triples, places)]
    tell("standing")
    graphs[STANDING] = run_constructs(store, rules, "standing")
    tell("check")
    found = check_shapes(folders, lens_texts(graphs), places, store)
    _stop_at(found.errors)
    if consistency:
        tell("consistency")
        clashes = check_consistency([*known, *derived.truths], derived.inferred)
        _stop_at([places.finding(clash.thing, clash.message) for clash in clashes])
    return graphs, [*faults, *found.warnings]


def _stop_at(findings: list[Finding]) -> None:
    if findings:
        raise FindingsError(findings)


def _published(folders: Folders, mark: str) -> BuildReport | None:
    """Return the report of the published build when it was made of these inputs and is whole."""
    import json

    from taobao_kg.engines.seal import is_whole

    path = folders.current.resolve()
    try:
        report = json.loads((path / "build.json").read_text(encoding="utf-8"))
        warnings = [Finding(*finding) for finding in report["warnings"]]
        same = report["fingerprint"] == mark
        done = BuildReport(False, report["counts"], path, warnings)
    except (OSError, ValueError, KeyError, TypeError):
        return None  # missing or damaged: the build is made again
    whole = is_whole(path / "store") and is_whole(path / "graph.nq")
    return done if same and whole else None


def _write_report(
    folder: Path,
    mark: str,
    hashes: dict[str, str],
    counts: dict[str, int],
    warnings: list[Finding],
) -> None:
    """Write what the build was made of and what is in it: no clock, no path."""
    import json

    from taobao_kg import __version__

    report = {
        "version": __version__,
        "fingerprint": mark,
        "inputs": hashes,
        "counts": counts,
        "warnings": warnings,
    }
    text = json.dumps(report, indent=2, ensure_ascii=False)
    (folder / "build.json").write_text(text + "\n", encoding="utf-8")


def _teller(progress: Progress | None, lang: str) -> Progress:
    """Return what is told the name of each step and says it in a language."""

    def tell(step: str) -> None:
        if progress is not None:
            progress(phrase(f"build.steps.{step}", lang))

    return tell
