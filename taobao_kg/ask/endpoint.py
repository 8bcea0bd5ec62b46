"""The endpoint: a graph that was pushed to a SPARQL server, opened through one of its lenses."""

from collections.abc import Sequence
from shlex import quote

from taobao_kg.ask.lens_choice import AND, choose_lens, split_texts
from taobao_kg.ask.lenses import named_lenses
from taobao_kg.engines.manifest import Manifest, read_manifest
from taobao_kg.engines.protocol import Server
from taobao_kg.engines.remote import RemoteEngine
from taobao_kg.errors import TaobaoKgError, UsageError
from taobao_kg.folders import Folders
from taobao_kg.graph import Graph
from taobao_kg.lens import ALL


def open_endpoint(endpoint: str, lens: str | Sequence[str], folders: Folders) -> Graph:
    """Open the graph on a server that 'taobao-kg load' was pointed at.

    Args:
        endpoint: address of the query service, or a name from the file of endpoints.
        lens: as for `taobao_kg.ask.lenses.open_lens`; it must have been pushed too.
        folders: where the questions lie.

    Raises:
        UsageError: for an address that is none, an unknown lens, and one the server lacks.
        TaobaoKgError: when the server cannot be asked, or no graph was pushed to it.
    """
    return open_server(Server.at(endpoint), lens, folders)


def open_server(server: Server, lens: str | Sequence[str], folders: Folders) -> Graph:
    """Open the graph on a server; see `open_endpoint`."""
    manifest = read_manifest(server)
    load = f"taobao-kg load --endpoint {quote(server.url)}"
    if manifest.is_switching:
        raise TaobaoKgError(
            f"{server.url}: another build is just being put in its place; ask again in a minute,"
            f" or, when that was broken off, run '{load}' once more"
        )
    if ALL not in manifest.views:
        raise TaobaoKgError(f"{server.url}: holds no graph of ours; push one with: {load}")
    texts = named_lenses(lens)
    found = manifest.views.get(AND.join(texts) or ALL)
    if found is None:
        text = _in_its_one_form(server, manifest, texts, folders)
        found = manifest.views.get(text)
        if found is None:
            there = ", ".join(sorted(manifest.views))
            raise UsageError(
                f"{server.url}: lacks the lens {text}; it holds {there}; push it with:"
                f" {load} --lens {quote(text)}"
            )
    return Graph(RemoteEngine(server, found), None, folders.queries, found.lens)


def _in_its_one_form(
    server: Server, manifest: Manifest, texts: Sequence[str], folders: Folders
) -> str:
    """Return lenses as they are named in the manifest, whatever way they are typed."""
    whole = Graph(RemoteEngine(server, manifest.views[ALL]), None, folders.queries)
    choices = [choose_lens(whole, folders.queries, text) for text in texts]
    return AND.join(split_texts(choice.text for choice in choices))
