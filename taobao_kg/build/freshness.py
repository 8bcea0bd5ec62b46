"""Freshness: a graph to work with, built when there is none."""

from collections.abc import Callable
from typing import Any

from taobao_kg.build.inputs import fingerprint, hash_inputs, stamp_inputs
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.engines.seal import tell_damage, verify_seal
from taobao_kg.errors import DataError, Finding, TaobaoKgError
from taobao_kg.folders import Folders


def ensure_built(folders: Folders, say: Callable[[str], None], lang: str = "en") -> None:
    """Build the graph when there is none; report one that is older than its inputs.

    Args:
        folders: where things lie.
        say: gets one line when something is worth a word; meant for stderr.
        lang: ``en``, ``id`` or ``zh``, of these lines.

    Raises:
        TaobaoKgError: when the build fails.
    """
    current = folders.current
    if not (current / "build.json").is_file():
        from taobao_kg.build.pipeline import build
        from taobao_kg.words.catalogue import phrase

        say(phrase("build.first", lang))
        build(folders)
        return
    stamp_file = current / "inputs.stamp"
    try:
        stamp = stamp_inputs(folders)
        if stamp_file.is_file() and stamp_file.read_bytes() == stamp.encode():
            return
        fresh = fingerprint(hash_inputs(folders)) == _published_fingerprint(folders)
    except DataError as error:  # what is built can be used all the same
        say(str(error))
        fresh = False
    if not fresh:
        from taobao_kg.words.catalogue import phrase

        say(phrase("build.older", lang))
        return
    try:
        stamp_file.write_text(stamp, encoding="utf-8")
    except OSError:
        return  # somebody else's folder, read-only for us: the next command hashes again


def verify_store(folders: Folders) -> int:
    """Read every byte of the published build, and count what is in it.

    Returns:
        The number of triples in all named graphs.

    Raises:
        TaobaoKgError: when nothing was built yet, or a file is not the one that was written.
    """
    path = folders.current.resolve()
    if not path.is_dir():
        raise TaobaoKgError(f"{folders.build}: nothing is built yet; run 'taobao-kg build'")
    store, record = path / "store", path / "graph.nq"
    if len(EmbeddedEngine(store)) != verify_seal(store).quads:
        raise tell_damage(store)
    quads = verify_seal(record).quads
    counts = _report(folders).get("counts", {}).values()
    if not all(isinstance(count, int) for count in counts) or sum(counts) != quads:
        raise tell_damage(path / "build.json")
    return quads


def published_warnings(folders: Folders) -> list[Finding]:
    """Return what the published build warned of; nothing when its report is damaged."""
    return [Finding(*finding) for finding in _report(folders).get("warnings", [])]


def _published_fingerprint(folders: Folders) -> str | None:
    """Return what the built graph was made of, or None when its report is damaged."""
    return _report(folders).get("fingerprint")


def _report(folders: Folders) -> dict[str, Any]:
    """Return what a build wrote about itself, or nothing when that is damaged."""
    import json

    try:
        found = json.loads((folders.current / "build.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
