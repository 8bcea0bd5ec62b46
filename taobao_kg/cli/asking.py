"""Commands that look up: queries, search, show, why."""

import sys
from argparse import Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from taobao_kg.cli.options import (
    chosen_folders,
    count,
    deliver_answer,
    deliver_text,
    folder_options,
    graph_options,
    language_option,
    open_built,
    output_options,
    say,
)
from taobao_kg.cli.querying import ROW_FORMATS
from taobao_kg.words.catalogue import phrase

if TYPE_CHECKING:
    from argparse import ArgumentParser

    Commands = _SubParsersAction[ArgumentParser]

#: The formats, here too so that help does not wait for their writers.
PAGE_FORMATS = ("text", "md", "json")
_WHY_EXAMPLES = """\
examples:
  taobao-kg why broadband-strategy issuedBy state-council
  taobao-kg why 'State Council' 'active in' 2013
  taobao-kg why source:renolafitri-2020 bibo:volume '"7"'
"""


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    _register_queries(commands)
    _register_search(commands)
    _register_show(commands)
    _register_why(commands)


def _register_queries(commands: "Commands") -> None:
    parser = commands.add_parser(
        "queries",
        parents=[folder_options(), language_option(), output_options(*ROW_FORMATS)],
        help="list the questions of the library, or show one",
        description="List the questions of the library, or show one with its parameters,"
        " columns, an example and its SPARQL.",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="show this question")
    parser.add_argument("--tag", metavar="TAG", help="list only those with this tag")
    parser.add_argument(
        "--lenses", action="store_true", help="list what --lens of other commands can be"
    )
    parser.set_defaults(run=run_queries)


def _register_search(commands: "Commands") -> None:
    parser = commands.add_parser(
        "search",
        parents=[
            folder_options(),
            language_option(),
            graph_options(),
            output_options(*ROW_FORMATS),
        ],
        help="find things by any of their names",
        description="Find things by any of their names, in any script; case, accents, tone marks,"
        " blanks and small mistakes do not count.",
    )
    parser.add_argument("text", nargs="+", metavar="TEXT", help="a name or a part of one")
    parser.add_argument(
        "--limit",
        type=count,
        default=20,
        metavar="N",
        help="at most so many; 0 for all (default: 20)",
    )
    parser.set_defaults(run=run_search)


def _register_show(commands: "Commands") -> None:
    parser = commands.add_parser(
        "show",
        parents=[
            folder_options(),
            language_option(),
            graph_options(),
            output_options(*PAGE_FORMATS),
        ],
        help="show all there is about one thing",
        description="Show the card of one thing: its names, what holds of it, and what sources say"
        " about it, with quotations.",
    )
    parser.add_argument("thing", metavar="THING", help="slug, actor:slug, IRI or a name")
    parser.add_argument(
        "--limit", type=count, default=20, metavar="N", help="of each kind; 0 for all (default: 20)"
    )
    parser.set_defaults(run=run_show)


def _register_why(commands: "Commands") -> None:
    parser = commands.add_parser(
        "why",
        parents=[
            folder_options(),
            language_option(),
            graph_options(),
            output_options(*PAGE_FORMATS),
        ],
        help="say why a triple is in the graph",
        description="Say why a triple is in the graph: who says it and where, or by which rules"
        " it follows from what is said. Exit code 1 when it is not there.",
        epilog=_WHY_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("subject", metavar="SUBJECT", help="slug, actor:slug, IRI or a name")
    parser.add_argument("predicate", metavar="PREDICATE", help="such as issuedBy")
    parser.add_argument("object", metavar="OBJECT", help="like SUBJECT, or a text")
    parser.set_defaults(run=run_why)


def run_queries(args: Namespace) -> int:
    """List the questions, or show one."""
    from taobao_kg.ask.catalogue import describe_question, list_as_rows
    from taobao_kg.ask.formats import choose_format, write_answer
    from taobao_kg.ask.questions import find_question

    folder = chosen_folders(args).queries
    if args.lenses:
        return _list_lenses(args, folder)
    if args.name:
        deliver_text(args, describe_question(find_question(folder, args.name), args.lang))
    else:
        form = choose_format(args.format, args.output, sys.stdout.isatty())
        rows = list_as_rows(folder, args.tag, args.lang)
        deliver_text(args, write_answer(rows, form, lang=args.lang))
    return 0


def run_search(args: Namespace) -> int:
    """Print what was found."""
    from taobao_kg.ask.formats import choose_format, write_answer
    from taobao_kg.ask.search import hits_as_rows, search

    form = choose_format(args.format, args.output, sys.stdout.isatty())
    graph, text = open_built(args), " ".join(args.text)
    rows = hits_as_rows(graph, search(graph, text, lang=args.lang, limit=args.limit))
    deliver_answer(args, graph, write_answer(rows, form, lang=args.lang), form)
    if not rows:
        say(args, phrase("ask.nothing_found", args.lang, text=repr(text)))
    return 0


def run_show(args: Namespace) -> int:
    """Print a card."""
    from taobao_kg.ask.card import make_card
    from taobao_kg.ask.pages import choose_page, write_card
    from taobao_kg.ask.things import find_thing

    form = choose_page(args.format, args.output)
    graph = open_built(args)
    card = make_card(graph, find_thing(graph, args.thing), args.lang)
    text = write_card(graph, card, form, lang=args.lang, limit=args.limit)
    deliver_answer(args, graph, text, form)
    return 0


def run_why(args: Namespace) -> int:
    """Print the reason of a triple."""
    from taobao_kg.ask.pages import choose_page, write_reason
    from taobao_kg.ask.reasons import explain, read_triple

    form = choose_page(args.format, args.output)
    graph = open_built(args)
    reason = explain(graph, read_triple(graph, args.subject, args.predicate, args.object))
    deliver_answer(args, graph, write_reason(graph, reason, form, lang=args.lang), form)
    return 0


def _list_lenses(args: Namespace, folder: Path) -> int:
    from taobao_kg.ask.formats import choose_format, write_answer
    from taobao_kg.ask.lens_list import lenses_as_rows

    form = choose_format(args.format, args.output, sys.stdout.isatty())
    deliver_text(args, write_answer(lenses_as_rows(folder, args.lang), form, lang=args.lang))
    return 0
