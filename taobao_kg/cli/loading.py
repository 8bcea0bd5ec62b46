"""Commands that work on a server: load."""

import sys
from argparse import Namespace, _SubParsersAction
from typing import TYPE_CHECKING

from taobao_kg.cli.options import (
    add_endpoint,
    chosen_folders,
    folder_options,
    language_option,
    say,
)
from taobao_kg.words.catalogue import phrase
from taobao_kg.words.numbers import write_digits

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator

    from taobao_kg.folders import Folders
    from taobao_kg.load.contents import Contents
    from taobao_kg.load.staging import Progress

    Commands = _SubParsersAction[ArgumentParser]


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    parser = commands.add_parser(
        "load",
        parents=[folder_options(), language_option()],
        help="put the graph on a SPARQL server",
        description="Put the built graph on a SPARQL 1.1 server, graph by graph, and switch to it"
        " in one request. What is there already is not sent again; a load that fails leaves the"
        " old graph.",
    )
    add_endpoint(parser, "the server: its address for queries", required=True)
    parser.add_argument(
        "--lens",
        metavar="LENS",
        action="append",
        default=[],
        help="put what this lens lets through there too; may be repeated",
    )
    parser.add_argument(
        "--derive",
        action="store_true",
        help="load only what the Turtle files say; the rules and checks run in the server",
    )
    parser.set_defaults(run=run_load)


def run_load(args: Namespace) -> int:
    """Put the graph on a server; print what is there now."""
    from taobao_kg.engines.protocol import Server
    from taobao_kg.errors import UsageError
    from taobao_kg.load.deriving import derive_there
    from taobao_kg.load.pushing import push

    if args.derive and args.lens:
        raise UsageError("--derive knows no lens; load with --derive, or with --lens")
    server, folders = Server.at(args.endpoint), chosen_folders(args)

    def tell(step: str) -> None:
        say(args, phrase(f"cli.loading.{step}", args.lang), detail=True)

    if args.derive:
        contents = [derive_there(server, folders, tell)]
    else:
        contents = list(_contents(args, folders))
    report = push(server, contents, tell, _counter(args))
    if not report.changed:
        say(args, phrase("cli.up_to_date", args.lang))
    if not args.quiet:
        line = phrase(
            "cli.loaded",
            args.lang,
            endpoint=server.url,
            count=report.graphs,
            triples=write_digits(report.triples, args.lang),
            sent=write_digits(report.sent, args.lang),
            lenses=", ".join(report.lenses),
        )
        print(line)
    return 0


def _contents(args: Namespace, folders: "Folders") -> "Iterator[Contents]":
    from taobao_kg.ask.lenses import open_lens
    from taobao_kg.build.freshness import ensure_built
    from taobao_kg.load.contents import read_contents

    ensure_built(folders, lambda line: say(args, line), args.lang)
    yield read_contents(open_lens(folders, ()))
    for lens in args.lens:
        graph = open_lens(folders, lens, lambda line: say(args, line, detail=True), args.lang)
        if not graph.lens.is_all:
            yield read_contents(graph)


def _counter(args: Namespace) -> "Progress":
    """Return what shows, on a terminal only, how many graphs are sent: one line, written over."""

    def show(done: int, of: int) -> None:
        if sys.stderr.isatty() and not args.quiet:
            end = "\n" if done == of else ""
            print(f"\r  {done}/{of}", end=end, file=sys.stderr, flush=True)

    return show
