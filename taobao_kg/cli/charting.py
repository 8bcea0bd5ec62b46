"""Commands that draw numbers: chart, timeline."""

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from typing import TYPE_CHECKING, Any

from taobao_kg.cli.options import folder_options, graph_options, language_option, open_built, say
from taobao_kg.words.catalogue import phrase

if TYPE_CHECKING:
    from taobao_kg.show.charts.drawing import Drawing
    from taobao_kg.show.network import YearRange

    Commands = _SubParsersAction[ArgumentParser]

_CHART_EXAMPLES = """\
examples:
  taobao-kg chart taobao-village-count                     a page with picture and table
  taobao-kg chart taobao-village-count -o villages.svg     the picture
  taobao-kg chart online-share-of-retail-sales --by place  a colour and a shape a place
  taobao-kg chart online-sales-value --log -f csv -o -     the numbers behind it
"""
_TIMELINE_EXAMPLES = """\
examples:
  taobao-kg timeline                                 policies over the longest series of numbers
  taobao-kg timeline --years 1950..2018 -o all.svg   earlier policies too
  taobao-kg timeline --indicator online-sales-value --lang zh -o timeline.png
"""


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    chart = _add(
        commands,
        "chart",
        help="draw the numbers of indicators by time, with their table",
        description="Draw the numbers of one or more indicators over the years. Contested numbers"
        " are hollow; unit, sources and licence stand under the picture.",
        epilog=_CHART_EXAMPLES,
    )
    chart.add_argument(
        "indicators", nargs="+", metavar="INDICATOR", help="slug, indicator:slug, IRI or a name"
    )
    chart.add_argument(
        "--place", metavar="PLACE", action="append", default=[], help="only this; may be repeated"
    )
    chart.add_argument("--by", choices=("source", "place"), help="what gets colours and shapes")
    chart.add_argument("--log", action="store_true", help="a logarithmic scale")
    chart.set_defaults(run=run_chart)
    timeline = _add(
        commands,
        "timeline",
        help="draw policies by issuer over what was counted meanwhile",
        description="Draw policies in lanes by their issuer, and below them, on the same axis of"
        " years, the numbers of an indicator.",
        epilog=_TIMELINE_EXAMPLES,
    )
    timeline.add_argument(
        "--indicator",
        metavar="INDICATOR",
        action="append",
        default=[],
        help="default: the one with numbers for the most times; may be repeated",
    )
    timeline.set_defaults(run=run_timeline)


def run_chart(args: Namespace) -> int:
    """Write the chart; on stderr, where it is."""
    from taobao_kg.show.charts.chart import draw_chart

    form = _format(args)
    choice: dict[str, Any] = {"place": args.place, "by": args.by, "log": args.log}
    choice |= {"years": _years(args), "lang": args.lang}
    return _save(args, draw_chart(open_built(args), args.indicators, **choice), form)


def run_timeline(args: Namespace) -> int:
    """Write the timeline; on stderr, where it is."""
    from taobao_kg.show.charts.timeline import draw_timeline

    form = _format(args)
    years = _years(args)
    drawing = draw_timeline(open_built(args), args.indicator, years=years, lang=args.lang)
    return _save(args, drawing, form)


def _add(commands: "Commands", name: str, **texts: Any) -> ArgumentParser:
    """Add a command with the options both have."""
    parents = [language_option(), graph_options(), folder_options()]
    parser = commands.add_parser(
        name, parents=parents, formatter_class=RawDescriptionHelpFormatter, **texts
    )
    parser.add_argument("--years", metavar="A..B", help="2010..2015, 2010.., ..2015 or 2013")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="default: named by what is drawn; - for stdout"
    )
    parser.add_argument(
        "-f", "--format", metavar="FORMAT", help="svg, png, html, csv; else FILE's ending, or html"
    )
    return parser


def _format(args: Namespace) -> str:
    from taobao_kg.export.pictures import choose_picture_format

    return choose_picture_format(args.format, args.output or ".html")


def _years(args: Namespace) -> "YearRange | None":
    from taobao_kg.show.network import read_years

    return read_years(args.years) if args.years else None


def _save(args: Namespace, drawing: "Drawing", form: str) -> int:
    from taobao_kg.export.pictures import Picture

    output = args.output or f"{drawing.name}.{form}"
    Picture(drawing).save(output, form)
    if output != "-":
        say(args, phrase("cli.drawing", args.lang, output=output, sentence=drawing.sentence))
    return 0
