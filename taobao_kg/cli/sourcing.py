"""The command that takes in a new text: registered, read, and what it may say proposed."""

from argparse import Namespace, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from taobao_kg.cli.options import chosen_folders, folder_options, language_option, say
from taobao_kg.words.catalogue import joined, phrase

if TYPE_CHECKING:
    from argparse import ArgumentParser


def register(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the command of this group."""
    parser = commands.add_parser(
        "source",
        help="take in the text of a new source and propose what it says",
        description="Sources and their texts.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    new = actions.add_parser(
        "new",
        parents=[folder_options(), language_option()],
        help="register a text and propose statements",
        description="Register a text in sources.ttl (the text itself is not copied) and write two"
        " sheets of candidates with quotations and places: SLUG-observations.csv and"
        " SLUG-claims.csv. Write accept, change or strike into their column decision, then"
        " 'taobao-kg import' takes what is accepted.",
    )
    new.add_argument(
        "slug", metavar="SLUG", help="name of the source: author-year, such as li-2017"
    )
    new.add_argument("--text", required=True, type=Path, metavar="FILE", help="its text, in UTF-8")
    new.add_argument("--title", help="its title, as printed")
    new.add_argument("--creator", help="its authors, as printed")
    new.add_argument("--date", help="2017, 2017-04 or 2017-04-05")
    new.add_argument("--language", metavar="TAG", help="en, id, zh … (default: told from the text)")
    new.add_argument("--kind", help="such as article, book, policy text, news")
    new.add_argument("--quality", metavar="WORD", help="strong, ordinary, copy or weak")
    new.add_argument(
        "-o", "--output", metavar="DIR", type=Path, default=Path(), help="folder of the sheets"
    )
    new.set_defaults(run=run_new)


def run_new(args: Namespace) -> int:
    """Register a text and propose what it says; print each sheet and its number of rows."""
    from taobao_kg.curate.propose.registering import Particulars
    from taobao_kg.curate.propose.sourcing import add_source

    told = Particulars(
        args.slug, args.title, args.creator, args.date, args.language, args.kind, args.quality
    )
    lang = args.lang
    done = add_source(chosen_folders(args), told, args.text, args.output, lang)
    parts = [done.language, phrase("cli.source.characters", lang, count=done.characters)]
    parts += [phrase("cli.source.pages", lang, count=done.pages)] if done.pages else []
    about = joined("comma", lang, parts)
    line = phrase(
        "cli.source.new" if done.new else "cli.source.known", lang, source=args.slug, about=about
    )
    say(args, line)
    for sheet, rows in done.sheets:
        print(f"{sheet}\t{phrase('cli.source.proposed', lang, count=rows)}")
    return 0
