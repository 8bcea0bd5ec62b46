"""Commands that take the graph away: export, diff."""

from argparse import Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from taobao_kg.cli.options import (
    folder_options,
    graph_options,
    language_option,
    open_built,
    say,
    tell_lens,
)
from taobao_kg.vocab import BASE
from taobao_kg.words.catalogue import phrase

if TYPE_CHECKING:
    from argparse import ArgumentParser

    Commands = _SubParsersAction[ArgumentParser]

#: The formats, here too so that help does not wait for their writers; a test compares.
FORMAT_NAMES = (
    "turtle",
    "trig",
    "nt",
    "nq",
    "jsonld",
    "rdfxml",
    "graphml",
    "gexf",
    "csv",
    "spreadsheet",
    "parquet",
    "rdf12",
    "ro-crate",
    "codebook",
    "void",
    "bibtex",
    "ris",
    "csl-json",
)
_EXAMPLES = """\
examples:
  taobao-kg export -o graph.ttl              everything as Turtle
  taobao-kg export --split -f turtle -o out  one Turtle file for each source
  taobao-kg export -f csv -o tables          tables of statements, entities, sources
  taobao-kg export --lens all -o plain.nt     one lens as plain triples, without named graphs
  taobao-kg export -f ro-crate -o crate.zip  all of it, described, to deposit
  taobao-kg export -o sources.bib            the sources, for a reference manager
"""


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    _register_export(commands)
    _register_diff(commands)


def _register_export(commands: "Commands") -> None:
    parser = commands.add_parser(
        "export",
        parents=[folder_options(), language_option(), graph_options()],
        help="write the graph in a format other tools read",
        description="Write the graph in a format other tools read; the same graph gives the same"
        " bytes.",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="-",
        help="file, folder or .zip to write; - for stdout (default)",
    )
    parser.add_argument(
        "-f", "--format", metavar="FORMAT", help=f"{', '.join(FORMAT_NAMES)}; else FILE's ending"
    )
    parser.add_argument(
        "--graph",
        metavar="NAME",
        action="append",
        default=[],
        help="only this named graph (entities, renolafitri-2020 …); may be repeated",
    )
    parser.add_argument(
        "--split", action="store_true", help="turtle: a file for each named graph, in a folder"
    )
    parser.add_argument(
        "--base", metavar="IRI", default=BASE, help="what all IRIs begin with, for a fork"
    )
    parser.set_defaults(run=run_export)


def _register_diff(commands: "Commands") -> None:
    parser = commands.add_parser(
        "diff",
        parents=[folder_options(), language_option()],
        help="say what changed between two graphs",
        description="Say in words which statements two graphs do not share. Exit code 1 when"
        " there are any.",
    )
    parser.add_argument("old", type=Path, metavar="OLD", help=".nq file or build folder")
    parser.add_argument("new", type=Path, metavar="NEW", help="likewise")
    parser.set_defaults(run=run_diff)


def run_export(args: Namespace) -> int:
    """Write the graph."""
    from taobao_kg.export.formats import export_graph, require_format

    name = require_format(args.format, args.output)
    choice = {"graphs": args.graph, "lens": bool(args.lens), "split": args.split}
    graph = open_built(args)
    export_graph(graph, args.output, name, base=args.base, **choice)
    tell_lens(args, graph)
    return 0


def run_diff(args: Namespace) -> int:
    """Print the differences."""
    from taobao_kg.export.diff import compare_files

    different = False
    for line in compare_files(args.old, args.new, args.lang):
        print(line)
        different = True
    if not different:
        say(args, phrase("cli.same_graphs", args.lang))
    return int(different)
