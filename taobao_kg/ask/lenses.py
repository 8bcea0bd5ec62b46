"""Lenses: from what is typed to the graph that only some statements make."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from taobao_kg.ask.lens_choice import (
    AND,
    Choice,
    choose_lens,
    describe_lens,
    select_statements,
    split_texts,
)
from taobao_kg.engines.seal import tell_damage
from taobao_kg.errors import UsageError
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph, open_graph, open_lens_graph
from taobao_kg.lens import Lens
from taobao_kg.words.catalogue import phrase

if TYPE_CHECKING:
    from taobao_kg.build.remainder import Difference, Whole

Say = Callable[[str], None]


def open_lens(
    folders: Folders, lens: str | Sequence[str], say: Say | None = None, lang: str = "en"
) -> Graph:
    """Open the published build through a lens, which is materialised when it was not yet.

    Args:
        folders: where things lie.
        lens: ``all``, ``corroborated``, ``as-of=2017``, ``without=liu-2018,xiong-2017`` …; of
            several, or one text with `AND` between them, each must let a statement through.
        say: gets a line before the lens is made.
        lang: ``en``, ``id`` or ``zh``, of that line.

    Raises:
        UsageError: for an unknown lens or source, with the nearest, and a missing parameter.
        DataError: when the file of the lens cannot be used.
        TaobaoKgError: when nothing was built yet, or the store is damaged.
    """
    texts = named_lenses(lens)
    if not texts:
        return open_graph(folders)
    home = folders.current.resolve() / "lenses"
    # Typed as it is kept, the lens is opened without a look at the whole graph.
    if found := open_lens_graph(home / _key(folders, texts), folders.queries):
        return found
    whole = open_graph(folders)
    choices = [choose_lens(whole, folders.queries, text) for text in texts]
    texts = split_texts(choice.text for choice in choices)
    folder = home / _key(folders, texts)
    if found := open_lens_graph(folder, folders.queries):
        return found
    (say or _silent)(phrase("ask.making_lens", lang, lens=AND.join(texts)))
    return _make(folders, whole, choices, folder)


def named_lenses(lens: str | Sequence[str]) -> list[str]:
    """Return the lenses that are named, each once, without `all`; see `split_texts`."""
    return split_texts([lens] if isinstance(lens, str) else lens)


def leave_out(
    everything: "Whole", whole: Graph, choices: Sequence[Choice], folders: Folders
) -> tuple[Lens, set[str], "Difference"]:
    """Return what lenses together do to a graph.

    Args:
        everything: made of the named graphs of that graph.
        whole: where the lenses look.
        choices: each must let a statement through.
        folders: where rules and checks lie.

    Returns:
        What to say of them, the IRIs of the statements they leave out, and what changes.

    Raises:
        DataError: when a lens, rule or check cannot be used.
    """
    from pyoxigraph import Store

    from taobao_kg.build.weigh import join, weigh

    kept = set.intersection(*(select_statements(whole, choice) for choice in choices))
    lost = everything.statements - kept
    rest, doubts = everything.without(lost), everything.left_over(lost)
    left, standing = everything.without_standing(rest)
    store = Store()
    store.extend(left)
    lens = describe_lens(whole, choices, len(kept))
    return lens, lost, join(rest, weigh(store, doubts, standing, folders))


def _make(folders: Folders, whole: Graph, choices: Sequence[Choice], folder: Path) -> Graph:
    """Make a lens, keep it where that can be done, and open it."""
    from taobao_kg.build.lenses import materialise
    from taobao_kg.build.remainder import Whole

    everything = Whole(folders.ontology / "rules", whole.quads())
    lens, _, difference = leave_out(everything, whole, choices, folders)
    build = folder.parent.parent
    try:
        materialise(folder, build, lens, difference)
    except (OSError, UsageError):  # somebody else's folder, or a new build is there by now
        if folders.current.resolve() != build:  # of which it would be another difference
            return open_lens(folders, [choice.text for choice in choices])
        folder = _passing_folder() / folder.name
        materialise(folder, build, lens, difference)
    found = open_lens_graph(folder, folders.queries)
    if found is None:
        raise tell_damage(folder)
    return found


def _passing_folder() -> Path:
    """Return a new folder that lasts as long as this process."""
    import atexit
    import shutil
    import tempfile

    folder = tempfile.mkdtemp(prefix="taobao-kg-lens-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _key(folders: Folders, texts: Iterable[str]) -> str:
    """Return the name under which a lens is kept: another for other lenses, rules and checks."""
    places = (
        *folders.ontology.glob("rules/*.rq"),
        *folders.queries.glob("lenses/*.rq"),
        *folders.queries.glob("checks/*.rq"),
    )
    lines = [*texts]
    for path in sorted(places):  # looking at them takes a tenth of the time that reading takes
        stat = path.stat()
        lines.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def _silent(_: str) -> None:
    """Say nothing."""
