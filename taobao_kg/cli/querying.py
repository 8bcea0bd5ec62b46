"""The command that asks: query. Alone, because questions are asked one after the other."""

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
    say,
    stopped_at_once,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from taobao_kg.ask.questions import Question
    from taobao_kg.graph import Graph

    Commands = _SubParsersAction[ArgumentParser]

#: The formats, here too so that help does not wait for their writers; a test compares.
ROW_FORMATS = ("table", "csv", "tsv", "json", "xml", "md", "latex")
TRIPLE_FORMATS = ("turtle", "nt", "jsonld")
_QUERY_EXAMPLES = """\
examples:
  taobao-kg query policies-and-outcomes --why
  taobao-kg query policies-and-outcomes --param actor=state-council --lang zh
  taobao-kg query 'SELECT ?policy WHERE { ?policy tkg:issuedIn year:2015 }' -f csv
A table on a terminal, CSV in a pipe, else what --format or the ending of FILE says. CSV lines end
in LF. Things are labels in table, md and latex, IRIs in all
other formats.
"""


def register(commands: "Commands") -> None:
    """Add the command of this group."""
    formats = output_options(*ROW_FORMATS, *TRIPLE_FORMATS)
    parser = commands.add_parser(
        "query",
        parents=[folder_options(), language_option(), graph_options(), formats],
        help="ask a question of the library, or in SPARQL",
        description="Ask a question of the library, or in SPARQL. Known prefixes need not be"
        " declared.",
        epilog=_QUERY_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    add_query(parser)
    parser.add_argument(
        "--why",
        action="store_true",
        help="add what stands behind each row: quotations, sources, rules",
    )
    parser.add_argument(
        "--safe-cells", action="store_true", help="csv: disarm what a spreadsheet would run"
    )
    parser.set_defaults(run=run_query)


def run_query(args: Namespace) -> int:
    """Answer a question; on stderr, why there is no answer."""
    from taobao_kg.ask.answers import ask, read_query
    from taobao_kg.ask.formats import choose_format, write_answer
    from taobao_kg.ask.parameters import read_assignments
    from taobao_kg.ask.results import Triples

    form = choose_format(args.format, args.output, sys.stdout.isatty())
    given = read_assignments(args.param)
    question = read_query(args.what, chosen_folders(args))
    graph = open_built(args)
    with stopped_at_once():
        answer = ask(graph, question, given)
    style = {"lang": args.lang, "why": args.why, "safe_cells": args.safe_cells}
    text = write_answer(answer, form, **style)
    deliver_answer(args, graph, text, None if isinstance(answer, Triples) else form)
    if not isinstance(answer, bool) and not answer:
        _explain(args, graph, question, given)
    return 0


def _explain(args: Namespace, graph: "Graph", question: "Question", given: dict[str, str]) -> None:
    """Say which part of a query left nothing."""
    from taobao_kg.ask.emptiness import explain_emptiness

    with stopped_at_once():
        sentence = explain_emptiness(graph, question, given, args.lang)
    say(args, sentence)
