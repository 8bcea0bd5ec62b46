"""Commands that weigh: dependence."""

import sys
from argparse import Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from typing import TYPE_CHECKING

from taobao_kg.cli.options import (
    add_query,
    chosen_folders,
    deliver_answer,
    folder_options,
    graph_options,
    language_option,
    open_built,
    output_options,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from taobao_kg.ask.variants import Progress
    from taobao_kg.graph import Graph

    Commands = _SubParsersAction[ArgumentParser]

#: The formats, here too so that help does not wait for their writers; a test compares.
FORMATS = ("table", "md", "csv", "tsv", "json")
_EXAMPLES = """\
examples:
  taobao-kg dependence policies-of-a-year -p year=2014
  taobao-kg dependence taobao-villages-by-year -f json
  taobao-kg dependence 'SELECT ?p ?a { ?p tkg:issuedBy ?a }' --lens as-of=2017
A row vanishes, changes or appears without a source; a rank or a number takes several values then,
told as the span from the least to the greatest.
"""


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    parser = commands.add_parser(
        "dependence",
        parents=[folder_options(), language_option(), graph_options(), output_options(*FORMATS)],
        help="say how far an answer rests on single sources",
        description="Ask a question again without each of the sources behind its answer in turn,"
        " as --lens without=SOURCE would, and say what changes.",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    add_query(parser)
    parser.add_argument(
        "--every-source",
        action="store_true",
        help="leave out each source there is: one that is not behind the answer may keep a row"
        " from it",
    )
    parser.set_defaults(run=run_dependence)


def run_dependence(args: Namespace) -> int:
    """Print on which sources an answer depends."""
    from taobao_kg.ask.answers import read_query
    from taobao_kg.ask.dependence import find_dependence
    from taobao_kg.ask.dependence_report import write_dependence
    from taobao_kg.ask.formats import choose_format
    from taobao_kg.ask.parameters import read_assignments

    form = choose_format(args.format, args.output, sys.stdout.isatty())
    given = read_assignments(args.param)
    folders = chosen_folders(args)
    question = read_query(args.what, folders)
    graph = open_built(args)
    progress = _progress(args, graph)
    found = find_dependence(graph, folders, question, given, progress, every=args.every_source)
    deliver_answer(args, graph, write_dependence(found, form, args.lang), form)
    return 0


def _progress(args: Namespace, graph: "Graph") -> "Progress | None":
    """Return what shows on a terminal which source is left out now; None where there is none."""
    if args.quiet or not sys.stderr.isatty():
        return None
    from taobao_kg.ask.screen import clean

    def show(done: int, count: int, source: str) -> None:
        line = f"{done + 1}/{count} {clean(graph.label(source, args.lang))}"[:70]
        end = "\r" if done + 1 < count else "\n"
        print(f"\x1b[K{line}", end=end, file=sys.stderr, flush=True)

    return show
