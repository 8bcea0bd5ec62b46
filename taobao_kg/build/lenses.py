"""Lenses on disk: a copy of the build with only what some statements make."""

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from taobao_kg.build.load import DERIVATIONS
from taobao_kg.build.remainder import Difference
from taobao_kg.build.swap import locked, sync
from taobao_kg.engines.seal import write_seal
from taobao_kg.engines.writing import write_changed_store, write_store
from taobao_kg.lens import Lens

#: Where a smaller share of a store changes, a changed copy of it is made sooner than a new one.
_FEW = 0.1


def materialise(folder: Path, build: Path, lens: Lens, difference: Difference) -> None:
    """Write a lens to be opened again; it appears whole or not at all.

    Args:
        folder: where it shall lie; the folder above is made if need be, and held meanwhile.
        build: the folder of the build it is a part of.
        lens: what it is.
        difference: what to change in a copy of the build; see `taobao_kg.build.weigh.subtract`.

    Raises:
        UsageError: when the folder above cannot be written.
        OSError: likewise, or when the build was removed meanwhile.
    """
    home = folder.parent
    home.mkdir(exist_ok=True)  # never with its parents: those of a build that was removed
    with locked(home):
        for left in home.glob(".new-*"):  # by one that was killed
            shutil.rmtree(left, ignore_errors=True)
        new = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
        try:
            _write(new, build, lens, difference)
            new.chmod(0o755)
            sync(new)
            shutil.rmtree(folder, ignore_errors=True)  # a damaged one
            new.rename(folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def _write(new: Path, build: Path, lens: Lens, difference: Difference) -> None:
    record = new / "graph.nq"
    removed, added = set(_lines(difference.removed)), set(_lines(difference.added))
    old = (build / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    left = [line for line in old if line not in removed and line not in added]
    lines = sorted([*left, *added])
    record.write_text("".join(lines), encoding="utf-8", newline="\n")
    write_seal(record, len(lines))
    if len(removed) + len(added) < _FEW * len(lines):
        write_changed_store(new / "store", build / "store", difference.removed, difference.added)
    else:
        write_store(new / "store", lens_of(lines).encode(), record)
    said = json.dumps(lens._asdict(), ensure_ascii=False, indent=2)
    (new / "lens.json").write_text(said + "\n", encoding="utf-8")


def lens_of(lines: Iterable[str]) -> str:
    """Return the lens of a record, N-Quads lines, as N-Triples."""
    end = f" <{DERIVATIONS}> .\n"
    triples = {line.rpartition(" <")[0] for line in lines if not line.endswith(end)}
    return "".join(f"{triple} .\n" for triple in sorted(triples))


def _lines(quads: Iterable[Quad]) -> Iterable[str]:
    """Return the quads of named graphs as N-Quads lines."""
    return (f"{quad} .\n" for quad in quads if isinstance(quad.graph_name, NamedNode))
