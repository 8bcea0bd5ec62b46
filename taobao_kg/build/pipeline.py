"""The pipeline: load → derive → discrepancies → standing → check → store."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Quad, Triple

from taobao_kg.build.inputs import fingerprint, hash_inputs, stamp_inputs
from taobao_kg.errors import Finding, FindingsError
from taobao_kg.folders import Folders
from taobao_kg.words.catalogue import phrase

if TYPE_CHECKING:
    from taobao_kg.build.store import World

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
    from taobao_kg.build.store import locked, publish, write_world

    with locked(folders.build):
        stamp = stamp_inputs(folders)  # before reading: a change meanwhile must show later
        hashes = hash_inputs(folders)
        mark = fingerprint(hashes)
        done = _published(folders, mark)
        if done and not force and not consistency:
            return done
        tell = _teller(progress, lang)
        world, warnings = _make(folders, tell, consistency)

        def fill(folder: Path) -> None:
            tell("store")
            write_world(folder, world)
            _write_report(folder, mark, hashes, world.counts, warnings)
            (folder / "inputs.stamp").write_text(stamp, encoding="utf-8")

        path = publish(folders.build, mark[:12], fill)
        return BuildReport(True, world.counts, path, warnings)


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
    world, warnings = _make(folders, _teller(progress, lang), consistency)
    return BuildReport(True, world.counts, folders.data, warnings)


def _make(folders: Folders, tell: Progress, consistency: bool) -> tuple["World", list[Finding]]:
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
        load_files,
    )
    from taobao_kg.build.places import Places
    from taobao_kg.build.store import add_graphs, load_lens, make_world
    from taobao_kg.build.verdicts import check_verdicts

    tell("load")
    files = load_files(folders)
    places = Places(files)
    _stop_at(check_names(files, places, folders.ontology / "shapes.ttl"))
    graphs: defaultdict[str, list[Triple]] = defaultdict(list)
    for file in files:
        graphs[file.graph] += file.triples
    tell("derive")
    asserted = [*graphs[ONTOLOGY], *graphs[ENTITIES]]
    said = [t for name in graphs if name not in (ONTOLOGY, ENTITIES) for t in graphs[name]]
    rules = folders.ontology / "rules"
    derived = derive(rules, said, asserted)
    graphs[TRUTHS], graphs[INFERRED] = derived.truths, derived.inferred
    graphs[DERIVATIONS] = derived.derivations
    world = make_world(graphs)
    store = load_lens(world.lens)
    measured = run_constructs(store, rules, "measure")
    tell("discrepancies")
    doubts = find_discrepancies(folders.queries / "checks", store)
    faults = [*doubts.faults, *check_verdicts(graphs[ENTITIES], doubts.triples, places)]
    tell("standing")
    store.extend(Quad(t.subject, t.predicate, t.object) for t in doubts.triples)
    standing = run_constructs(store, rules, "standing")
    found_out = {NORMAL: measured, DISCREPANCIES: doubts.triples, STANDING: standing}
    world = add_graphs(world, found_out)
    tell("check")
    found = check_shapes(folders, world.lens, places, store)
    _stop_at(found.errors)
    if consistency:
        tell("consistency")
        known = [t for name in (ONTOLOGY, ENTITIES, TRUTHS) for t in graphs[name]]
        clashes = check_consistency(known, derived.inferred)
        _stop_at([places.finding(clash.thing, clash.message) for clash in clashes])
    return world, [*faults, *found.warnings]


def _stop_at(findings: list[Finding]) -> None:
    if findings:
        raise FindingsError(findings)


def _published(folders: Folders, mark: str) -> BuildReport | None:
    """Return the report of the published build when it was made of these inputs and is whole."""
    import json

    from taobao_kg.engines.embedded import is_whole

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
