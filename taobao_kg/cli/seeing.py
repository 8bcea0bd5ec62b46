"""Commands that show: view."""

from argparse import Namespace, _SubParsersAction
from typing import TYPE_CHECKING, Any

from taobao_kg.cli.options import folder_options, graph_options, language_option, open_built, say
from taobao_kg.words.catalogue import phrase

if TYPE_CHECKING:
    from argparse import ArgumentParser

    Commands = _SubParsersAction[ArgumentParser]


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    view = commands.add_parser(
        "view",
        help="write the network as one offline page",
        description="Write one HTML page that works without a network: the whole graph in lanes "
        "by year and kind, or rings around one entity.",
        parents=[language_option(), graph_options(), folder_options()],
    )
    view.add_argument("entity", nargs="?", metavar="ENTITY", help="slug, actor:slug, IRI or a name")
    view.add_argument(
        "-o", "--output", metavar="FILE", help="default: taobao-kg.html; - for stdout"
    )
    view.add_argument("--types", metavar="A,B", help="groups or classes: policy,actor,Notice")
    view.add_argument("--years", metavar="A..B", help="2010..2015, 2010.., ..2015 or 2013")
    view.add_argument("--source", metavar="S,T", help="sources: renolafitri-2020")
    view.set_defaults(run=run_view)


def run_view(args: Namespace) -> int:
    """Write the page; on stderr, where it is."""
    from taobao_kg.export.delivery import deliver_file
    from taobao_kg.show.view import file_name, render_view

    output = args.output or file_name(args.entity)
    page = render_view(open_built(args), about=args.entity, lang=args.lang, **_choices(args))
    deliver_file(page, output)
    if output != "-":
        say(args, phrase("cli.view", args.lang, output=output))
    return 0


def _choices(args: Namespace) -> dict[str, Any]:
    from taobao_kg.show.network import read_years

    return {
        "types": _parts(args.types),
        "years": read_years(args.years) if args.years else None,
        "sources": _parts(args.source),
    }


def _parts(text: str | None) -> list[str]:
    """Return the words of a list with commas."""
    return [word.strip() for word in (text or "").split(",") if word.strip()]
