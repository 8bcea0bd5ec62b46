"""Commands that measure: network."""

import sys
from argparse import Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from typing import TYPE_CHECKING

from taobao_kg.cli.options import (
    count,
    deliver_answer,
    deliver_text,
    folder_options,
    graph_options,
    language_option,
    open_built,
    output_options,
    tell_lens,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser

    import networkx as nx

    from taobao_kg.ask.results import Rows
    from taobao_kg.graph import Graph

    Commands = _SubParsersAction[ArgumentParser]

#: The formats, here too so that help does not wait for their writers; a test compares.
FORMATS = ("table", "csv", "tsv", "json", "xml", "md", "latex", "graphml", "gexf")
ORDERS = ("degree", "strength", "betweenness", "pagerank")
_EXAMPLES = """\
what is measured of each thing:
  degree       with how many other things it is spoken of
  strength     how many statements tie it to them
  betweenness  on what share of the shortest ways between two others it lies
  pagerank     how often a reader who follows statements comes by
  community    the group whose members say more of one another than of others
  component    the part of the network that some way leads through
examples:
  taobao-kg network --top 10 --by betweenness
  taobao-kg network --path state-council taobao-village
  taobao-kg network --project actors
  taobao-kg network --matrix -o matrix.csv
  taobao-kg network --years 2013..2016 -o measured.graphml
A tie is a statement of a source: a measure tells what sources speak of, not how the world is.
"""


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    parser = commands.add_parser(
        "network",
        parents=[language_option(), graph_options(), folder_options(), output_options(*FORMATS)],
        help="measure the network: centrality, communities, paths, actors by policies",
        description="Measure the network of what sources assert or report: who is central, what"
        " belongs together, over what two things are connected.",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--path", nargs=2, metavar=("A", "B"), help="the shortest ways from A to B")
    what.add_argument("--communities", action="store_true", help="the communities, largest first")
    what.add_argument("--components", action="store_true", help="the parts without a tie between")
    what.add_argument("--project", choices=["actors"], help="actors tied by common policies")
    what.add_argument("--matrix", action="store_true", help="actors by policies")
    parser.add_argument(
        "--types", metavar="A,B", default="", help="groups or classes: actor,Notice"
    )
    parser.add_argument("--years", metavar="A..B", help="2010..2015, 2010.., ..2015 or 2013")
    parser.add_argument("--by", choices=ORDERS, default="degree", help="sort by (default: degree)")
    parser.add_argument(
        "--top", type=count, default=0, metavar="N", help="only the first N rows; 0 for all"
    )
    parser.set_defaults(run=run_network)


def run_network(args: Namespace) -> int:
    """Measure and print; below a table, what the measures mean."""
    from taobao_kg.ask.formats import choose_format, write_answer
    from taobao_kg.export.measured import FORMATS as NETWORKS
    from taobao_kg.measures.meanings import explain
    from taobao_kg.measures.ties import read_ties

    ending = args.output.rpartition(".")[2]
    form = args.format or (ending if ending in NETWORKS else None)
    form = form or choose_format(None, args.output, sys.stdout.isatty())
    graph = open_built(args)
    ties = read_ties(graph, types=args.types, years=args.years, lang=args.lang)
    if form in NETWORKS:
        deliver_text(args, _as_file(args, graph, ties, form))
        tell_lens(args, graph)
        return 0
    rows, names = _as_rows(args, graph, ties)
    rows = rows.first(args.top) if args.top else rows
    text = write_answer(rows, form, lang=args.lang, why=bool(args.path))
    if form in ("table", "md"):
        text += f"\n{explain(('network', *names), args.lang)}\n"
    deliver_answer(args, graph, text, form)
    return 0


def _as_file(args: Namespace, graph: "Graph", ties: "nx.DiGraph[str]", form: str) -> str:
    from taobao_kg.errors import UsageError
    from taobao_kg.export.measured import write_measured, write_projection
    from taobao_kg.measures.projection import project_actors

    if args.path or args.matrix or args.communities or args.components:
        raise UsageError(f"{form} holds a whole network; leave the other choice out or take csv")
    about = "" if graph.lens.is_all else graph.lens.footer(args.lang)
    if args.project:
        return write_projection(project_actors(ties), form, about)
    return write_measured(ties, form, about)


def _as_rows(
    args: Namespace, graph: "Graph", ties: "nx.DiGraph[str]"
) -> tuple["Rows", tuple[str, ...]]:
    """Return what is asked for, and the names of the measures in it."""
    from taobao_kg.ask.things import find_thing
    from taobao_kg.measures import communities, paths, projection, report

    if args.path:
        start, end = (find_thing(graph, name) for name in args.path)
        found = paths.find_paths(ties, start, end)
        return report.paths_as_rows(graph, found, args.lang), ("path",)
    if args.communities:
        groups = communities.find_communities(ties)
        return report.groups_as_rows(graph, groups, args.lang), ("community",)
    if args.components:
        groups = communities.find_components(ties)
        return report.groups_as_rows(graph, groups, args.lang), ("component",)
    if args.project:
        projected = projection.project_actors(ties)
        return report.actors_as_rows(graph, projected, args.lang), ("actors",)
    if args.matrix:
        return report.matrix_as_rows(graph, ties), ("matrix",)
    return report.measures_as_rows(graph, ties, args.by), report.MEASURES
