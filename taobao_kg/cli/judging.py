"""Commands that judge what sources say: discrepancies."""

import sys
from argparse import ArgumentTypeError, Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from typing import TYPE_CHECKING

from taobao_kg.cli.options import (
    chosen_folders,
    deliver_answer,
    folder_options,
    graph_options,
    language_option,
    open_built,
    output_options,
    say,
)
from taobao_kg.words.catalogue import phrase

if TYPE_CHECKING:
    from argparse import ArgumentParser

    Commands = _SubParsersAction[ArgumentParser]

#: The formats, here too so that help does not wait for their writers; a test compares.
FORMATS = ("table", "md", "csv", "tsv", "json", "turtle")
_EXAMPLES = """\
examples:
  taobao-kg discrepancies --severity 1 --why
  taobao-kg discrepancies --kind citation,spelling
  taobao-kg discrepancies --about taobao-village --lang id
  taobao-kg discrepancies -o report.md
A verdict is written into graph_data/verdicts.ttl; see graph_data/README.md.
"""


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    parser = commands.add_parser(
        "discrepancies",
        parents=[folder_options(), language_option(), graph_options(), output_options(*FORMATS)],
        help="show what does not fit, with both quotations",
        description="Show what does not fit in what sources say, as rules found it, the worst"
        " first: 1 a wrong figure or fact, 2 misleading or without evidence, 3 a misprint.",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--kind", metavar="A,B", type=_words, default=[], help="such as citation")
    parser.add_argument(
        "--severity", metavar="1,2,3", type=_severities, default=[], help="only these"
    )
    parser.add_argument("--about", metavar="THING", default="", help="slug, IRI or a name")
    parser.add_argument("--why", action="store_true", help="table: the quotations below each row")
    parser.add_argument("--strict", action="store_true", help="exit code 1 when there are any")
    parser.set_defaults(run=run_discrepancies)


def run_discrepancies(args: Namespace) -> int:
    """Print discrepancies; on stderr, what the build could not check."""
    from taobao_kg.ask.discrepancies import read_discrepancies
    from taobao_kg.ask.discrepancy_report import write_discrepancies
    from taobao_kg.ask.formats import choose_format
    from taobao_kg.build.freshness import published_warnings

    form = choose_format(args.format, args.output, sys.stdout.isatty())
    graph = open_built(args)
    found = read_discrepancies(graph, kinds=args.kind, severities=args.severity, about=args.about)
    text = write_discrepancies(graph, found, form, lang=args.lang, why=args.why)
    deliver_answer(args, graph, text, form)
    warnings = [] if args.endpoint else published_warnings(chosen_folders(args))
    for warning in warnings:
        say(args, phrase("cli.warning", args.lang, text=warning.told(args.lang)))
    return 1 if found and args.strict else 0


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _severities(text: str) -> list[int]:
    words = _words(text)
    if not words or not set(words) <= {"1", "2", "3"}:
        raise ArgumentTypeError(f"{text!r} is none of 1, 2 and 3, nor several of them")
    return [int(word) for word in words]
