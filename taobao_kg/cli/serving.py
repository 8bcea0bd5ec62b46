"""The command that serves: serve."""

import sys
from argparse import ArgumentTypeError, Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from taobao_kg.cli.options import (
    add_lens,
    chosen_folders,
    count,
    folder_options,
    language_option,
    say,
)
from taobao_kg.words.catalogue import phrase

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from taobao_kg.serve.limits import Limits

    Commands = _SubParsersAction[ArgumentParser]

_EXAMPLES = """\
examples:
  taobao-kg serve                            http://127.0.0.1:8000/, for this machine alone
  taobao-kg serve --site site --log          the atlas too; one JSON line a request
  taobao-kg serve --timeout 10 --max-rows 5000 --lens corroborated
It stops at Ctrl-C when it has answered what it was asked. A new build is taken over by itself.
"""
#: Options that are fields of `taobao_kg.serve.limits.Limits`, by name of the field.
_LIMITS = {
    "workers": ("--workers", "N", "short queries side by side (default: one a processor)"),
    "timeout": ("--timeout", "SECONDS", "that a query may take (default: 30)"),
    "memory": ("--max-memory", "MIB", "that a query may take (default: 1024)"),
    "rows": ("--max-rows", "N", "rows or triples in an answer (default: 100000)"),
    "answer_bytes": ("--max-answer", "BYTES", "of an answer (default: 67108864)"),
    "query_bytes": ("--max-query", "BYTES", "of a query (default: 100000)"),
    "queue": ("--queue", "N", "requests that may wait (default: 256)"),
    "client_parallel": ("--per-client", "N", "requests of one client at once (default: 64)"),
}


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    parser = commands.add_parser(
        "serve",
        parents=[language_option(), folder_options()],
        help="answer SPARQL, questions and addresses of things over HTTP",
        description="Answer SPARQL 1.1, the questions of the library and the addresses of things"
        " over HTTP, read-only and within limits.",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    add_lens(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address (default: 127.0.0.1)")
    parser.add_argument(
        "--port", type=count, default=8000, metavar="N", help="default: 8000; 0 for a free one"
    )
    parser.add_argument(
        "--public", action="store_true", help="allow a --host that other machines reach"
    )
    parser.add_argument(
        "--behind-proxy", action="store_true", help="believe a proxy here who its clients are"
    )
    parser.add_argument("--site", metavar="DIR", help="the atlas, written by 'taobao-kg site'")
    parser.add_argument("--log", action="store_true", help="one JSON line a request on stderr")
    limits = parser.add_argument_group("limits")
    for field, (option, metavar, told) in _LIMITS.items():
        kind = _seconds if field == "timeout" else _positive
        limits.add_argument(option, dest=field, type=kind, metavar=metavar, help=told)
    parser.set_defaults(run=run_serve)


def run_serve(args: Namespace) -> int:
    """Serve until told to stop."""
    from taobao_kg.build.freshness import ensure_built
    from taobao_kg.serve.server import serve

    address = (_allowed_host(args), args.port)
    site = _site(args)
    folders = chosen_folders(args)
    ensure_built(folders, lambda line: say(args, line), args.lang)
    options = {"site": site, "lines": args.log, "proxy": args.behind_proxy}
    serve(folders, args.lens, address, _limits(args), **options)
    return 0


def _limits(args: Namespace) -> "Limits":
    from taobao_kg.serve.limits import Limits

    given = {field: getattr(args, field) for field in _LIMITS if getattr(args, field) is not None}
    return Limits()._replace(**given)


def _allowed_host(args: Namespace) -> str:
    from taobao_kg.errors import UsageError
    from taobao_kg.serve.server import is_loopback

    host = str(args.host)
    if not is_loopback(host):
        if not args.public:
            raise UsageError(
                f"--host {host} is reached by other machines; add --public to allow it"
            )
        print(phrase("cli.serve_public", args.lang, host=host), file=sys.stderr)
    return host


def _site(args: Namespace) -> Path | None:
    from taobao_kg.errors import UsageError

    if args.site is None:
        return None
    site = Path(args.site).resolve()
    if not (site / "index.html").is_file():
        raise UsageError(f"{args.site}: there is no site; write one with 'taobao-kg site -o DIR'")
    return site


def _positive(text: str) -> int:
    number = count(text)
    if number == 0:
        raise ArgumentTypeError("it must be 1 or more")
    return number


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise ArgumentTypeError(f"{text!r} is not a number of seconds")
    return seconds
