"""Commands that make and prove the graph: build, check, format, verify."""

import sys
from argparse import Namespace, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from taobao_kg.cli.options import add_endpoint, chosen_folders, folder_options, language_option, say
from taobao_kg.errors import FindingsError
from taobao_kg.vocab import shorten
from taobao_kg.words.catalogue import phrase

if TYPE_CHECKING:
    from argparse import ArgumentParser

    Commands = _SubParsersAction[ArgumentParser]


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    _register_build(commands)
    _register_check(commands)
    _register_format(commands)
    _register_verify(commands)


def _register_build(commands: "Commands") -> None:
    parser = commands.add_parser(
        "build",
        parents=[folder_options(), language_option()],
        help="make the graph of the Turtle files",
        description="Load the Turtle files, derive what follows, check, and store the graph."
        " Does nothing when nothing has changed; a failed build leaves the old graph.",
    )
    parser.add_argument("--force", action="store_true", help="build even if nothing has changed")
    _add_consistency(parser)
    parser.set_defaults(run=run_build)


def _register_check(commands: "Commands") -> None:
    parser = commands.add_parser(
        "check",
        parents=[folder_options(), language_option()],
        help="check the Turtle files without building",
        description="Do all of a build but store it; one line a finding, exit code 1 with any.",
    )
    parser.add_argument(
        "--store", action="store_true", help="check what is stored instead: read every byte of it"
    )
    add_endpoint(parser, "run the checks in this SPARQL server instead, on what was loaded there")
    _add_consistency(parser)
    parser.set_defaults(run=run_check)


def _register_format(commands: "Commands") -> None:
    parser = commands.add_parser(
        "format",
        parents=[folder_options(), language_option()],
        help="write Turtle files in their one form",
        description="Write Turtle files in their one form. Comments are dropped: a remark that"
        " shall stay is a skos:editorialNote.",
    )
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders; else all of ours"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing, name the files that differ"
    )
    parser.set_defaults(run=run_format)


def _register_verify(commands: "Commands") -> None:
    parser = commands.add_parser(
        "verify",
        parents=[folder_options(), language_option()],
        help="prove the quotations against the text of their source",
        description="Prove that a text is the one that was read, and that every quotation stands"
        " in it at its offsets.",
    )
    parser.add_argument("slug", metavar="SOURCE", help="its name, such as renolafitri-2020")
    parser.add_argument("text", type=Path, metavar="TEXT", help="the text, in UTF-8")
    parser.set_defaults(run=run_verify)


def _add_consistency(parser: "ArgumentParser") -> None:
    parser.add_argument(
        "--consistency", action="store_true", help="also ask an OWL reasoner (needs Java)"
    )


def run_build(args: Namespace) -> int:
    """Build the graph; print the number of triples in each graph, unless to be quiet."""
    from taobao_kg.build.pipeline import build

    report = build(
        chosen_folders(args),
        progress=lambda line: say(args, line, detail=True),
        force=args.force,
        lang=args.lang,
        consistency=args.consistency,
    )
    for warning in report.warnings:
        say(args, phrase("cli.warning", args.lang, text=warning.told(args.lang)))
    if not report.changed:
        say(args, phrase("cli.up_to_date", args.lang))
    if not args.quiet:
        _print_counts(report.counts)
    return 0


def run_check(args: Namespace) -> int:
    """Check the files, or what is stored; print one line a finding."""
    if args.store:
        return _check_store(args)
    if args.endpoint:
        return _check_endpoint(args)
    from taobao_kg.build.pipeline import check

    report = check(
        chosen_folders(args),
        progress=lambda line: say(args, line, detail=True),
        consistency=args.consistency,
        lang=args.lang,
    )
    for warning in report.warnings:
        say(args, phrase("cli.warning", args.lang, text=warning.told(args.lang)))
    print(phrase("cli.checked", args.lang, count=sum(report.counts.values())))
    return 0


def _check_endpoint(args: Namespace) -> int:
    from taobao_kg.engines.protocol import Server
    from taobao_kg.load.checking import check_there

    done = check_there(Server.at(args.endpoint), chosen_folders(args))
    if done.findings:
        raise FindingsError(done.findings)
    print(phrase("cli.checked_there", args.lang, count=done.found, checks=done.checks))
    return 0


def run_format(args: Namespace) -> int:
    """Format files; print the name of each that was, or would be, changed."""
    from taobao_kg.build.tidy import format_files

    changed = format_files(chosen_folders(args), args.paths, write=not args.check)
    for name in changed:
        print(name)
    if changed and args.check:
        say(args, phrase("cli.to_format", args.lang, count=len(changed)))
        return 1
    return 0


def run_verify(args: Namespace) -> int:
    """Prove quotations; print one line a finding."""
    from taobao_kg.build.verify import verify

    report = verify(chosen_folders(args), args.slug, args.text)
    if report.findings:
        raise FindingsError(report.findings)
    print(phrase("cli.verified", args.lang, source=args.slug, count=report.quotations))
    return 0


def _check_store(args: Namespace) -> int:
    from taobao_kg.build.freshness import verify_store

    print(phrase("cli.store_is_whole", args.lang, count=verify_store(chosen_folders(args))))
    return 0


def _print_counts(counts: dict[str, int]) -> None:
    """Print one line a graph: its count and its name; aligned on a terminal, by tab in a pipe."""
    pattern = "{:>8}  {}" if sys.stdout.isatty() else "{}\t{}"
    for graph, count in counts.items():
        print(pattern.format(count, shorten(graph)))
