"""The view: one offline page with the network, its filters, its quotations and its tables."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taobao_kg.graph import Graph
from taobao_kg.show.network import (
    Names,
    Years,
    best_label,
    known_thing,
    network_of,
    read_names,
)
from taobao_kg.show.page import Page, build_page
from taobao_kg.show.records import read_records
from taobao_kg.show.shapes import shapes_text
from taobao_kg.words.catalogue import phrases
from taobao_kg.words.languages import LANGUAGES, TAGS

if TYPE_CHECKING:
    from markupsafe import Markup

#: The scripts of the page in the order they are joined; each uses only names of those before it.
SCRIPTS = (
    *("data", "state", "folding", "packing", "filters", "shapes", "drawing", "picture"),
    *("headings", "details", "lists", "tables", "saving", "keys", "start"),
)

_TEMPLATES = Path(__file__).parent / "templates"
_VENDOR = Path(__file__).parent / "vendor"

#: What vis-network is told; everything that moves or asks is off, positions come from here.
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "keyboard": False,
        "multiselect": False,
        "tooltipDelay": 200,
    },
}


def render_view(
    graph: Graph,
    *,
    about: str | None = None,
    types: Names = (),
    years: Years | None = None,
    sources: Names = (),
    lang: str = "en",
) -> str:
    """Return the page as HTML; the same graph and arguments give the same text.

    It asks no host for anything, and a content security policy forbids it to. Data reaches it as
    JSON with ``<``, ``>``, ``&`` and ``'`` escaped, or as escaped text; scripts write it with
    ``textContent`` only.

    Args:
        graph: an opened graph.
        about: an entity to put in the middle of rings; None for the overview in lanes.
        types: groups or classes to keep; none for all, of which the overview draws the main ones.
        years: the years to keep; this, types and sources as in `build_network`.
        sources: sources to keep.
        lang: the language the page opens in: ``en``, ``id`` or ``zh``.

    Raises:
        UsageError: as `build_network`.
    """
    records = read_records(graph)
    middle = known_thing(about, graph, records) if about else None
    chosen = [known_thing(name, graph, records) for name in read_names(sources)]
    network = network_of(records, about=middle, types=types, years=years, sources=chosen, lang=lang)
    page = build_page(records, network, about=middle, lang=lang, every_type=bool(types))
    name = best_label(records.things[middle].labels, lang, middle) if middle else None
    footers = {code: graph.lens.footer(code) for code in LANGUAGES}
    return _fill_template(page, lang, name, footers)


def file_name(entity: str | None) -> str:
    """Return the name of the file a page goes to when nobody names one.

    >>> file_name(None), file_name("actor:state-council"), file_name("国务院")
    ('taobao-kg.html', 'taobao-kg-state-council.html', 'taobao-kg-国务院.html')
    """
    words = re.split(r"[:/#]", entity or "")[-1]
    slug = "-".join(re.findall(r"\w+", words.lower()))
    return f"taobao-kg-{slug}.html" if slug else "taobao-kg.html"


def _fill_template(page: Page, lang: str, name: str | None, footers: Mapping[str, str]) -> str:
    """Hand the page to pyvis, whose own template asks two hosts for files, with ours instead."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    net.set_template_dir(str(_TEMPLATES), "view.html")
    net.options = OPTIONS
    for node in page.nodes:
        options = {key: value for key, value in node.items() if key != "id"}
        net.add_node(node["id"], label=node["labels"][lang], shape="custom", **options)
    # Not add_edge: it looks through all nodes for either end of every edge.
    net.edges = page.links
    environment = net.templateEnv
    environment.autoescape = True
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
        "sort_keys": True,
    }
    words = {language: phrases("show.view", language) for language in LANGUAGES}
    for code, footer in footers.items():
        words[code]["lens"] = footer
    environment.globals.update(
        page=page.data,
        words=words,
        say=words[lang],
        name=name,
        lang=lang,
        tag=TAGS[lang],
        settings=OPTIONS,
        things={node["id"]: node for node in page.nodes},
        styles=_markup(_read("view.css")),
        library=_library(),
        scripts=_markup("\n".join([_shapes(), *(_read(f"{script}.js") for script in SCRIPTS)])),
    )
    return str(net.generate_html())


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _shapes() -> str:
    return f"const SHAPES = {shapes_text().strip()};"


def _markup(text: str) -> "Markup":
    """Mark a file of ours as needing no escapes."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - our own files, not data


@cache
def _library() -> "Markup":
    """Return vis-network without its last line, which would send developer tools for a map."""
    text = (_VENDOR / "vis-network.min.js").read_text(encoding="utf-8")
    return _markup(text.partition("\n//# sourceMappingURL=")[0])
