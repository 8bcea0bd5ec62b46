"""The command line: its tree of commands, and what happens to an error."""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter, _SubParsersAction
from collections.abc import Sequence

from taobao_kg import __version__
from taobao_kg.errors import TaobaoKgError

_EXAMPLES = """\
examples:
  taobao-kg build                      make the graph of the Turtle files
  taobao-kg queries                    list the questions that wait for you
  taobao-kg search 'state council'     find things by any of their names
"""
_UNWRITTEN = "standard output: cannot be written"

#: Which module holds which commands. A query shall not wait for the parsers of all the others,
#: so only the module of the command that is called is imported; a test compares.
_GROUPS = {
    "building": ("build", "check", "format", "verify"),
    "querying": ("query",),
    "asking": ("queries", "search", "show", "why"),
    "judging": ("discrepancies",),
    "measuring": ("network",),
    "seeing": ("view",),
    "charting": ("chart", "timeline"),
    "taking": ("diff", "export"),
    "citing": ("cite",),
    "weighing": ("dependence",),
    "curating": ("import",),
    "sourcing": ("source",),
    "publishing": ("site",),
    "serving": ("serve",),
    "loading": ("load",),
}


def make_parser(command: str | None = None) -> ArgumentParser:
    """Return the parser of the command line.

    Args:
        command: when it is one of ours, only this and those beside it are known; else all are.
    """
    parser = ArgumentParser(
        prog="taobao-kg",
        description="Who issued which policy on China's rural e-commerce, when, to what effect.",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"taobao-kg {__version__}")
    # With its name given, argparse need not lay out a usage line (and import what that takes).
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, prog="taobao-kg"
    )
    for group in [name for name in _GROUPS if command in _GROUPS[name]] or _GROUPS:
        _register_group(group, commands)
    return parser


def _register_group(group: str, commands: "_SubParsersAction[ArgumentParser]") -> None:
    if group == "building":
        from taobao_kg.cli import building as module
    elif group == "querying":
        from taobao_kg.cli import querying as module  # type: ignore[no-redef]
    elif group == "asking":
        from taobao_kg.cli import asking as module  # type: ignore[no-redef]
    elif group == "judging":
        from taobao_kg.cli import judging as module  # type: ignore[no-redef]
    elif group == "measuring":
        from taobao_kg.cli import measuring as module  # type: ignore[no-redef]
    elif group == "seeing":
        from taobao_kg.cli import seeing as module  # type: ignore[no-redef]
    elif group == "citing":
        from taobao_kg.cli import citing as module  # type: ignore[no-redef]
    elif group == "curating":
        from taobao_kg.cli import curating as module  # type: ignore[no-redef]
    elif group == "sourcing":
        from taobao_kg.cli import sourcing as module  # type: ignore[no-redef]
    elif group == "weighing":
        from taobao_kg.cli import weighing as module  # type: ignore[no-redef]
    elif group == "charting":
        from taobao_kg.cli import charting as module  # type: ignore[no-redef]
    elif group == "publishing":
        from taobao_kg.cli import publishing as module  # type: ignore[no-redef]
    elif group == "serving":
        from taobao_kg.cli import serving as module  # type: ignore[no-redef]
    elif group == "loading":
        from taobao_kg.cli import loading as module  # type: ignore[no-redef]
    else:
        from taobao_kg.cli import taking as module  # type: ignore[no-redef]
    module.register(commands)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: without the program's name; None for those of this process.

    Returns:
        0 fine, 1 findings or failure, 2 usage; 130 and 141 when interrupted or cut off, as
        shells count it.
    """
    # Closed (">&-"), they are None: what is printed would go nowhere, or from stderr to stdout.
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_RDONLY))  # writing fails
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    try:
        return _run(sys.argv[1:] if arguments is None else list(arguments))
    except TaobaoKgError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except RuntimeError as error:  # rows are read late: so does damage to the store show
        from taobao_kg.engines.seal import is_damage, tell_damage

        if not is_damage(error):
            raise
        print(tell_damage(None, error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _abandon_stdout()  # the reader left ("| head")
        return 141
    except OSError as error:
        fact = f"{error.filename}: cannot be used" if error.filename else _UNWRITTEN
        print(f"{fact} ({error.strerror or 'it is closed'})", file=sys.stderr)
        _abandon_stdout()
        return 1


def _run(words: list[str]) -> int:
    """Run one command and write out all it printed, the help of ``--help`` too."""
    try:
        args = make_parser(words[0] if words else None).parse_args(words)
        return int(args.run(args) or 0)
    finally:
        sys.stdout.flush()


def _abandon_stdout() -> None:
    """Point stdout elsewhere, or Python complains once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
