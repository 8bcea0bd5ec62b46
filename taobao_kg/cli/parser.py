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


#: Which module holds which commands. A query shall not wait for the parsers of all the others,
#: so only the module of the command that is called is imported; a test compares.
_GROUPS = {
    "building": ("build", "check", "format", "verify"),
    "asking": ("query", "queries", "search", "show", "why"),
    "seeing": ("view",),
    "taking": ("diff", "export"),
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
    elif group == "asking":
        from taobao_kg.cli import asking as module  # type: ignore[no-redef]
    elif group == "seeing":
        from taobao_kg.cli import seeing as module  # type: ignore[no-redef]
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
    try:
        words = sys.argv[1:] if arguments is None else list(arguments)
        args = make_parser(words[0] if words else None).parse_args(words)
        code = args.run(args)
        sys.stdout.flush()
    except TaobaoKgError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader left ("| head"). Point stdout elsewhere, or Python complains once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return int(code or 0)
