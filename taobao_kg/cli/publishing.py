"""Commands that publish: site."""

import sys
from argparse import Namespace, _SubParsersAction
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from taobao_kg.cli.options import (
    chosen_folders,
    folder_options,
    graph_options,
    language_option,
    say,
)
from taobao_kg.words.catalogue import phrase

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator

    from taobao_kg.folders import Folders

    Commands = _SubParsersAction[ArgumentParser]


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    site = commands.add_parser(
        "site",
        help="write the graph as a website that needs no server",
        description="Write a page for everything in the graph, in three languages, with search, "
        "charts, downloads and SPARQL inside. It asks no other host for anything.",
        parents=[language_option(), graph_options(), folder_options()],
    )
    site.add_argument(
        "-o", "--output", metavar="DIR", help="default: site; with --single-file: atlas.html"
    )
    site.add_argument(
        "--single-file",
        action="store_true",
        help="put all of it into one file that opens from disk",
    )
    site.add_argument(
        "--url",
        default="",
        help="where it will be on the web, such as https://example.org/atlas/: adds the map of "
        "the site for search engines, canonical links and whole addresses in catalogues",
    )
    site.set_defaults(run=run_site)


def run_site(args: Namespace) -> int:
    """Write the site; on stderr, what is being written."""
    from taobao_kg.errors import UsageError

    if args.single_file and args.url:
        raise UsageError("--url is for a folder of pages; leave out --single-file or --url")
    with _built(args) as folders:
        return _write(args, folders)


@contextmanager
def _built(args: Namespace) -> "Iterator[Folders]":
    """Give the folders with a build: the one that is there, or one fetched from a server."""
    from taobao_kg.build.freshness import ensure_built

    folders = chosen_folders(args)
    if not args.endpoint:
        ensure_built(folders, lambda line: say(args, line), args.lang)
        yield folders
        return
    from tempfile import TemporaryDirectory

    from taobao_kg.load.fetching import fetch_build

    with TemporaryDirectory(prefix="taobao-kg-") as folder:
        yield fetch_build(args.endpoint, folders, Path(folder))


def _write(args: Namespace, folders: "Folders") -> int:
    from taobao_kg.site.publishing import write_site
    from taobao_kg.site.single import write_single_file

    def told(part: str) -> None:
        if sys.stderr.isatty():
            say(args, phrase("cli.site_part", args.lang, part=part))

    if args.single_file:
        output = args.output or "atlas.html"
        write_single_file(folders, args.lens, output, told)
        say(args, phrase("cli.view", args.lang, output=output))
        return 0
    output = args.output or "site"
    count = write_site(folders, args.lens, output, told, url=args.url)
    say(args, phrase("cli.site", args.lang, output=output, count=count))
    return 0
