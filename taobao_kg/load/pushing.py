"""Pushing: a build put on a server graph by graph, then switched to in one request.

1. What the manifest there says is unchanged stays; the rest is sent under passing names.
2. The sizes of what was sent are compared.
3. One update copies all of it to where readers look, removes what is there of a former build only,
   and writes the manifest last.
4. The sizes are compared again, and the passing graphs removed.

Until the third step nothing a reader sees is touched, so a load that fails or is killed leaves the
old graph; the next one goes on where it stopped. Oxigraph does an update as one transaction.
Virtuoso does not: it does one operation after another, so the update begins with a mark in the
manifest, which tells readers to wait, and which goes when the new manifest comes.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import RdfFormat, serialize

from taobao_kg.engines.manifest import (
    MANIFEST,
    Manifest,
    Stored,
    View,
    read_manifest,
    switching_mark,
    write_manifest,
)
from taobao_kg.engines.protocol import Server
from taobao_kg.errors import TaobaoKgError
from taobao_kg.lens import ALL
from taobao_kg.load.contents import Contents, measure
from taobao_kg.load.staging import (
    Progress,
    compare,
    count_graphs,
    passing_name,
    remove_passing,
    stage,
)

#: Is told the name of a step: ``stage``, ``switch``, ``verify``.
Tell = Callable[[str], None]


class PushReport(NamedTuple):
    """What a push did.

    Attributes:
        graphs: how many graphs the server holds for readers.
        triples: how many triples these have.
        sent: how many graphs had to be sent.
        changed: False when the server held all of it.
        lenses: which lenses it holds, sorted.
    """

    graphs: int
    triples: int
    sent: int
    changed: bool
    lenses: list[str]


def push(
    server: Server, lenses: Sequence[Contents], tell: Tell = print, progress: Progress | None = None
) -> PushReport:
    """Put a build on a server.

    Args:
        server: needs the addresses of its update service and graph store.
        lenses: the whole graph, and lenses of the same build. Other lenses that are there stay
            when the whole graph has not changed, and go when it has.
        tell: is told each step.
        progress: is told after each graph.

    Raises:
        UsageError: when an address is missing.
        TaobaoKgError: when the server fails, or counts other sizes than what was sent.
    """
    before = read_manifest(server)
    views = {contents.view.lens.text: contents.view for contents in lenses}
    if _is_same(before, views[ALL]):
        views = {**before.views, **views}
    wanted = {iri: stored for view in views.values() for iri, stored in view.graphs.items()}
    texts = {iri: text for contents in lenses for iri, text in contents.texts.items()}
    kept = _unchanged(server, before, wanted)
    manifest = serialize(write_manifest(views.values()), format=RdfFormat.N_TRIPLES) or b""
    new = {iri: stored for iri, stored in wanted.items() if iri not in kept}
    sent = 0
    changed = bool(new) or before.views != views
    if changed:
        _require_texts(server, new, texts)
        new[MANIFEST], texts[MANIFEST] = measure(manifest), manifest
        tell("stage")
        sent = stage(server, texts, new, progress or _silent)
        tell("switch")
        _switch(server, new, [iri for iri in _graphs(before) if iri not in wanted])
        tell("verify")
        compare(server, {**wanted, MANIFEST: new[MANIFEST]})
    remove_passing(server)
    size = sum(stored.triples for stored in wanted.values())
    return PushReport(len(wanted), size, sent, changed, sorted(views))


def _is_same(before: Manifest, whole: View) -> bool:
    there = before.views.get(ALL)
    return not before.is_switching and there is not None and there.graphs == whole.graphs


def _graphs(manifest: Manifest) -> dict[str, Stored]:
    return {iri: of for view in manifest.views.values() for iri, of in view.graphs.items()}


def _unchanged(server: Server, before: Manifest, wanted: Mapping[str, Stored]) -> set[str]:
    """Return which graphs are there as they shall be; nothing is believed of a broken switch."""
    if before.is_switching:
        return set()
    there = _graphs(before)
    same = {iri for iri, stored in wanted.items() if there.get(iri) == stored}
    counted = count_graphs(server, same)
    return {iri for iri in same if counted[iri] == wanted[iri].triples}


def _require_texts(server: Server, new: Mapping[str, Stored], texts: Mapping[str, bytes]) -> None:
    """Refuse where a lens that was pushed before is damaged and was not named again."""
    lost = sorted(iri for iri in new if iri not in texts)
    if lost:
        raise TaobaoKgError(
            f"{server.url}: <{lost[0]}> is damaged there; load again with each --lens you need"
        )


def _switch(server: Server, new: Mapping[str, Stored], old: Sequence[str]) -> None:
    """Put what waits in its place, in one request; the manifest last."""
    copies = [f"COPY <{passing_name(iri, stored)}> TO <{iri}>" for iri, stored in new.items()]
    steps = [
        f"INSERT DATA {{ GRAPH <{MANIFEST}> {{ {switching_mark()} }} }}",
        *(f"CLEAR SILENT GRAPH <{iri}>" for iri in old),
        *copies,
    ]
    try:
        server.update(";\n".join(steps))
    except TaobaoKgError as error:
        raise TaobaoKgError(
            f"{error} (in the switch to the new graphs: the server may have done it or not; run"
            " the same load again, it goes on from here)"
        ) from error


def _silent(_done: int, _of: int) -> None:
    """Say nothing."""
