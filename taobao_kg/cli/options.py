"""Options that several commands share, and what each command does with them, written once."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from taobao_kg.folders import Folders, find_folders
from taobao_kg.words.languages import LANGUAGES, VARIABLE, default_language

if TYPE_CHECKING:
    from taobao_kg.graph import Graph


def folder_options() -> ArgumentParser:
    """Return a parent parser: which folders, and how much to say."""
    parent = ArgumentParser(add_help=False)
    group = parent.add_argument_group("folders and messages")
    group.add_argument("--data", metavar="DIR", help="folder of Turtle files instead of ours")
    group.add_argument("--build", metavar="DIR", help="folder the built graph lies in")
    loud = group.add_mutually_exclusive_group()
    loud.add_argument("-q", "--quiet", action="store_true", help="say only what is asked for")
    loud.add_argument("-v", "--verbose", action="store_true", help="say what is being done")
    return parent


def language_option() -> ArgumentParser:
    """Return a parent parser: the language of labels and reports.

    Raises:
        UsageError: when the environment names a language that is not ours.
    """
    parent = ArgumentParser(add_help=False)
    parent.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=default_language(),
        help=f"language of labels and reports (default: ${VARIABLE}, else en)",
    )
    return parent


def graph_options() -> ArgumentParser:
    """Return a parent parser: which statements count, and on which server they are."""
    parent = ArgumentParser(add_help=False)
    add_endpoint(parent, "ask this SPARQL server, to which the graph was pushed by 'load'")
    add_lens(parent)
    return parent


def add_lens(parser: ArgumentParser) -> None:
    """Add the option that says which statements count."""
    parser.add_argument(
        "--lens",
        metavar="LENS",
        action="append",
        default=[],
        help="count only some statements: corroborated, as-of=2017, without=SOURCE …; may be"
        " repeated; 'taobao-kg queries --lenses' lists them (default: all)",
    )


def add_query(parser: ArgumentParser) -> None:
    """Add the argument that says what is asked, and the option that fills in its parameters."""
    parser.add_argument("what", metavar="QUERY", help="a question's name, a .rq file, - or SPARQL")
    add_parameters(parser)


def add_parameters(parser: ArgumentParser) -> None:
    """Add the option that gives a parameter of a question a value."""
    parser.add_argument(
        "-p", "--param", metavar="NAME=VALUE", action="append", default=[], help="may be repeated"
    )


def add_endpoint(parser: ArgumentParser, told: str, *, required: bool = False) -> None:
    """Add the option that names a server; credentials come from the environment or a file."""
    parser.add_argument(
        "--endpoint", metavar="URL", required=required, help=f"{told}; see docs/ENGINES.md"
    )


def output_options(*formats: str) -> ArgumentParser:
    """Return a parent parser: where to write and in which of some formats."""
    parent = ArgumentParser(add_help=False)
    group = parent.add_argument_group("output")
    group.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="file to write; - for stdout (default)"
    )
    group.add_argument(
        "-f", "--format", choices=formats or None, help="default: from the ending of FILE"
    )
    return parent


def count(text: str) -> int:
    """Return a whole number from 0 up.

    Raises:
        ArgumentTypeError: for anything else.
    """
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError(f"{text!r} is not a whole number from 0 up")
    return int(text)


@contextmanager
def stopped_at_once() -> Iterator[None]:
    """Let Ctrl-C end the process while the engine works; only where nothing is being written.

    The engine does not come back to Python before it has an answer, so Python cannot interrupt it.
    """
    import signal

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:  # ignored ("nohup"), or another program's own
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def chosen_folders(args: Namespace) -> Folders:
    """Return the folders a command line names.

    Raises:
        UsageError: when ``--data`` is not a folder.
    """
    return find_folders(args.data, args.build)


def open_built(args: Namespace) -> "Graph":
    """Return the graph of the folders a command line names, built first where there is none.

    It is seen through the lens the command line names, and asked on the server it names, where
    the command has these options.

    Raises:
        UsageError: for an unknown lens, and a value that is none for it.
        TaobaoKgError: when it cannot be built or opened, or the server not be asked.
    """
    folders = chosen_folders(args)
    if getattr(args, "endpoint", None):
        from taobao_kg.ask.endpoint import open_endpoint

        return open_endpoint(args.endpoint, args.lens, folders)
    from taobao_kg.build.freshness import ensure_built
    from taobao_kg.graph import open_graph

    ensure_built(folders, lambda line: say(args, line), args.lang)
    if not getattr(args, "lens", None):
        return open_graph(folders)
    from taobao_kg.ask.lenses import open_lens

    return open_lens(folders, args.lens, lambda line: say(args, line, detail=True), args.lang)


def deliver_text(args: Namespace, text: str) -> None:
    """Write to stdout at once, to the file of ``--output`` whole or not at all.

    Raises:
        UsageError: when the file cannot be written.
    """
    if args.output == "-":
        sys.stdout.buffer.write(text.encode("utf-8"))
        return
    from taobao_kg.export.delivery import deliver_file

    deliver_file(text, args.output)


def deliver_answer(args: Namespace, graph: "Graph", text: str, form: str | None) -> None:
    """Write an answer and say through which lens it was made.

    Below what people read; of data, and where every statement counts, on stderr: then only on a
    terminal.

    Args:
        args: the parsed command line.
        graph: what was asked.
        text: the answer.
        form: its format; None for data.

    Raises:
        UsageError: when the file of ``--output`` cannot be written.
    """
    from taobao_kg.ask.footers import READ, with_footer

    is_read = form in READ
    deliver_text(args, with_footer(text, graph, form or "", args.lang))
    if graph.lens.is_all and is_read and args.output == "-":
        say(args, graph.lens.footer(args.lang), detail=True)
    elif not is_read:
        tell_lens(args, graph)


def tell_lens(args: Namespace, graph: "Graph") -> None:
    """Say on stderr through which lens something was made, where it leaves something out."""
    if not graph.lens.is_all:
        say(args, graph.lens.footer(args.lang))


def say(args: Namespace, text: str, *, detail: bool = False) -> None:
    """Write one line to stderr, unless the user wants it quieter.

    Args:
        args: the parsed command line.
        text: the line.
        detail: a line wanted on a terminal or with ``--verbose`` only.
    """
    if not args.quiet and (not detail or args.verbose or sys.stderr.isatty()):
        print(text, file=sys.stderr)
