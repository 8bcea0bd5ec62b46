"""The command that brings sheets into the data folder."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from taobao_kg.cli.options import chosen_folders, deliver_text, folder_options, language_option, say
from taobao_kg.errors import UsageError
from taobao_kg.words.catalogue import phrase

if TYPE_CHECKING:
    from taobao_kg.curate.importing import ImportReport
    from taobao_kg.curate.sheets import Sheet
    from taobao_kg.folders import Folders

KINDS = ("sources", "actors", "policies", "claims", "observations")


def register(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add ``import``."""
    parser = commands.add_parser(
        "import",
        parents=[folder_options(), language_option()],
        help="take sheets of sources, actors, policies, claims, observations into the data",
        description="Take sheets (CSV, TSV, XLSX, BibTeX, RIS, CSL-JSON) into the data folder.",
    )
    parser.add_argument("sheets", metavar="FILE", nargs="*", help="sheets, in any order")
    parser.add_argument("--template", choices=KINDS, help="write an empty sheet of a kind instead")
    parser.add_argument("-o", "--output", metavar="FILE", help="file of the template (.csv, .xlsx)")
    parser.add_argument("--kind", choices=KINDS, help="kind of the sheets (default: by the header)")
    parser.add_argument(
        "--set", default="sheets", metavar="NAME", help="row numbers hold within this set of sheets"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, no more")
    parser.add_argument("--partial", action="store_true", help="take what can be taken")
    parser.add_argument(
        "--interactive", action="store_true", help="ask about names that are much alike"
    )
    parser.add_argument(
        "--decimal", choices=("comma", "point"), help="the mark before decimals, if unclear"
    )
    parser.add_argument("--encoding", metavar="NAME", help="encoding of CSV files (default: UTF-8)")
    parser.add_argument("--worksheet", metavar="NAME", help="which sheet of a workbook")
    parser.set_defaults(run=_import)


def _import(args: Namespace) -> int:
    """Run ``import``."""
    if args.template:
        return _write_template(args)
    if not args.sheets:
        raise UsageError("no sheet; name a file, or get an empty one with --template claims")
    from taobao_kg.curate.report import tell_report
    from taobao_kg.curate.writing import write_files

    folders = chosen_folders(args)
    sheets = [_read(args, Path(name)) for name in args.sheets]
    report = _plan(args, folders, sheets)
    if args.interactive and not args.dry_run and _ask(args, folders, report):
        report = _plan(args, folders, sheets)
    write = not args.dry_run and (args.partial or not report.refusals)
    if write:
        write_files(folders.data, report.files)
    args.output = "-"
    deliver_text(args, tell_report(report, dry=args.dry_run, written=write, lang=args.lang))
    if write and report.files:
        say(args, phrase("cli.next_check", args.lang), detail=True)
    return 1 if report.refusals else 0


def _write_template(args: Namespace) -> int:
    from taobao_kg.curate.templates import write_template

    written = write_template(args.template, Path(args.output or f"{args.template}.csv"))
    for path in written:
        say(args, phrase("cli.written", args.lang, path=path))
    return 0


def _read(args: Namespace, path: Path) -> "Sheet":
    if path.suffix.lower() in (".bib", ".ris", ".json"):
        from taobao_kg.curate.bibliography import read_bibliography

        return read_bibliography(path)
    from taobao_kg.curate.sheets import read_sheet

    return read_sheet(
        path, args.kind, encoding=args.encoding, worksheet=args.worksheet, decimal=args.decimal
    )


def _plan(args: Namespace, folders: "Folders", sheets: "list[Sheet]") -> "ImportReport":
    from taobao_kg.curate.importing import plan_import

    return plan_import(folders, sheets, sheet_set=args.set)


def _ask(args: Namespace, folders: "Folders", report: "ImportReport") -> bool:
    """Ask about each new thing that is much like a known one; return whether any was decided."""
    from taobao_kg.curate.questions import ask_identities

    return ask_identities(folders.data, report, args.set, args.lang)
