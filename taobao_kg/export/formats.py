"""The formats: what each is called, which suffixes mean it, and who writes it."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from typing import NamedTuple

from taobao_kg.errors import UsageError
from taobao_kg.export.bibliography import write_bibtex, write_csl_json, write_ris
from taobao_kg.export.choice import Choice, choose_graphs
from taobao_kg.export.codebook import write_codebook
from taobao_kg.export.columnar import write_parquet
from taobao_kg.export.crate import write_crate
from taobao_kg.export.delivery import deliver_file, deliver_folder
from taobao_kg.export.jsonld import write_jsonld
from taobao_kg.export.network_files import write_gexf, write_graphml
from taobao_kg.export.rdf import (
    write_graphs_as_turtle,
    write_nquads,
    write_ntriples,
    write_rdfxml,
    write_trig,
    write_triple_terms,
    write_triples_as_turtle,
)
from taobao_kg.export.tables import (
    write_safe_statements,
    write_safe_tables,
    write_statements,
    write_tables,
)
from taobao_kg.export.void import write_void
from taobao_kg.graph import Graph
from taobao_kg.vocab import BASE, nearest


class Format(NamedTuple):
    """One format.

    Attributes:
        summary: what it holds and what it is good for, in one phrase.
        suffixes: of the files that mean it.
        write: returns the text of one file.
        write_files: returns several files by path, for a folder or a zip file.
        fills_folders: whether an output without a known suffix is a folder.
    """

    summary: str
    suffixes: tuple[str, ...] = ()
    write: Callable[[Graph, Choice], str] | None = None
    write_files: Callable[[Graph, Choice], Mapping[str, str | bytes]] | None = None
    fills_folders: bool = False


FORMATS = {
    "turtle": Format(
        "triples, grouped, to read and to compare; --split: a file for each source",
        (".ttl",),
        write_triples_as_turtle,
        write_graphs_as_turtle,
    ),
    "trig": Format("Turtle with a block for each named graph", (".trig",), write_trig),
    "nt": Format("triples, one a line, sorted", (".nt",), write_ntriples),
    "nq": Format("quads, one a line, sorted", (".nq",), write_nquads),
    "jsonld": Format("JSON with its context inside", (".jsonld", ".json"), write_jsonld),
    "rdfxml": Format(
        "triples of the lens, for Protégé and owlready2", (".rdf", ".owl", ".xml"), write_rdfxml
    ),
    "graphml": Format("network for yEd, Cytoscape and igraph", (".graphml",), write_graphml),
    "gexf": Format("network for Gephi", (".gexf",), write_gexf),
    "csv": Format(
        "tables with their description: statements, entities, sources",
        (".csv",),
        write_statements,
        write_tables,
        fills_folders=True,
    ),
    "spreadsheet": Format(
        "the same tables, with formulas disarmed",
        (),
        write_safe_statements,
        write_safe_tables,
        fills_folders=True,
    ),
    "parquet": Format(
        "the same tables and all triples in columns, for Spark, DuckDB and pandas",
        (),
        None,
        write_parquet,
        fills_folders=True,
    ),
    "rdf12": Format(
        "N-Quads of RDF 1.2, where a claim points to a whole triple", (), write_triple_terms
    ),
    "ro-crate": Format(
        "folder with data, tables, licence and checksums, to deposit", (), None, write_crate
    ),
    "codebook": Format("what the graph holds and leaves out, to read", (), write_codebook),
    "void": Format("description of the data set for catalogues: VoID and DCAT", (), write_void),
    "bibtex": Format("the sources, for LaTeX and reference managers", (".bib",), write_bibtex),
    "ris": Format("the sources, for reference managers", (".ris",), write_ris),
    "csl-json": Format("the sources, for citation processors", (), write_csl_json),
}


#: Formats that are not rewritten for a fork: checksums and packed columns.
_OURS = ("ro-crate", "parquet")


def export_graph(
    graph: Graph,
    output: str,
    format_name: str | None = None,
    *,
    graphs: Iterable[str] = (),
    lens: bool = False,
    split: bool = False,
    base: str = BASE,
) -> None:
    """Write the graph, or a part of it, in one of `FORMATS`.

    The same graph gives the same bytes, and nothing is written before everything is there.

    Args:
        graph: an opened graph.
        output: a file, a folder, a ``.zip`` file, or ``-`` for standard output.
        format_name: a key of `FORMATS`; else the suffix of ``output`` tells.
        graphs: names of the named graphs to take; none means all.
        lens: each triple once, without graph names and derivations.
        split: a file for each named graph, in a folder.
        base: what all our IRIs begin with, for a fork that publishes under its own address.

    Raises:
        UsageError: unknown format or graph, a combination that means nothing, a base that no IRI
            can begin with, unwritable output.
    """
    require_base(base)
    name = require_format(format_name, output)
    if base != BASE and name in _OURS:
        raise UsageError(f"{name} speaks of the files of this graph; export a fork as nq")
    chosen = FORMATS[name]
    choice = choose_graphs(graph, graphs, lens)
    if _wants_several(chosen, output, split):
        if chosen.write_files is None or (split and name != "turtle"):
            raise UsageError(f"{name} is one file; only turtle is split, tables and crates zipped")
        if output == "-":
            raise UsageError(f"{name} makes several files here; give -o FOLDER or -o FILE.zip")
        files = chosen.write_files(graph, choice)
        deliver_folder({path: _rebase(file, base) for path, file in files.items()}, output)
    elif chosen.write:
        deliver_file(chosen.write(graph, choice).replace(BASE, base), output)


def require_format(name: str | None, output: str) -> str:
    """Return the name of a known format: the one given, or the one the output's suffix means.

    Raises:
        UsageError: when there is none such, with the nearest there is.
    """
    if name is None:
        return guess_format(output)
    if name in FORMATS:
        return name
    near = nearest(name, FORMATS)
    hint = f"did you mean {near}?" if near else f"there are {', '.join(FORMATS)}"
    raise UsageError(f"{name!r} is not a format; {hint}")


def require_base(base: str) -> None:
    """Make sure that IRIs can begin with a base.

    Raises:
        UsageError: when it is not an http(s) address that ends in ``/`` and is safe in any format.

    >>> require_base("https://example.org/kg/")
    """
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?/([A-Za-z0-9._~-]+/)*", base):
        raise UsageError(
            f"{base!r} cannot begin our IRIs; give an address such as https://example.org/kg/"
        )


def guess_format(output: str) -> str:
    """Return the name of the format an output's suffix means.

    Raises:
        UsageError: when it means none.

    >>> guess_format("graph.ttl"), guess_format("out/network.gexf")
    ('turtle', 'gexf')
    """
    suffix = PurePath(output).suffix.lower()
    for name, known in FORMATS.items():
        if suffix in known.suffixes:
            return name
    raise UsageError(f"{output}: its name tells no format; add -f with one of {', '.join(FORMATS)}")


def _rebase(file: str | bytes, base: str) -> str | bytes:
    return file.replace(BASE, base) if isinstance(file, str) else file


def _wants_several(chosen: Format, output: str, split: bool) -> bool:
    """Whether the output is to be several files: asked for, or the only thing that makes sense."""
    if split or chosen.write is None or output.endswith(".zip"):
        return True
    known = output == "-" or PurePath(output).suffix.lower() == ".csv"
    return chosen.fills_folders and not known
