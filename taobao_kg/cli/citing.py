"""The command that cites: cite."""

from argparse import Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from typing import TYPE_CHECKING

from taobao_kg.cli.options import (
    add_parameters,
    chosen_folders,
    folder_options,
    graph_options,
    language_option,
    open_built,
    output_options,
    stopped_at_once,
    tell_lens,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser

    Commands = _SubParsersAction[ArgumentParser]

#: The formats, here too so that help does not wait for their writers; a test compares.
CITATION_FORMATS = ("text", "bibtex", "ris", "csl-json")
_EXAMPLES = """\
examples:
  taobao-kg cite                                     the data set
  taobao-kg cite source:liu-2018 -o liu.bib          a work, and how it is cited here
  taobao-kg cite claim:renolafitri-2020-0391         a statement with its quotation
  taobao-kg cite policies-of-a-year -p year=2014     a question and its answer
  taobao-kg cite --check liu.bib                     same or changed, and which claims
The ending of FILE tells the format: .txt, .bib, .ris or .json. A check exits with 0 for same, 1 for
changed, 2 for what is no citation.
"""


def register(commands: "Commands") -> None:
    """Add the commands of this group."""
    parser = commands.add_parser(
        "cite",
        parents=[
            folder_options(),
            language_option(),
            graph_options(),
            output_options(*CITATION_FORMATS),
        ],
        help="cite the data set, a thing, a claim or an answer",
        description="Write the record of what is cited, with its version and with prints of query,"
        " data and result, and of the sources behind it; or check such a record later.",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "what",
        nargs="?",
        metavar="WHAT",
        help="a thing, claim or question, a .rq file, - or SPARQL; else the data set",
    )
    add_parameters(parser)
    parser.add_argument(
        "--check", metavar="CITATION", help="a file with citations, - for stdin, or their text"
    )
    parser.set_defaults(run=run_cite)


def run_cite(args: Namespace) -> int:
    """Write a citation, or check some."""
    from taobao_kg.ask.cite.citation import cite_target
    from taobao_kg.ask.cite.formats import choose_format, write_works
    from taobao_kg.ask.cite.target import read_target
    from taobao_kg.ask.parameters import read_assignments
    from taobao_kg.export.delivery import deliver_file

    if args.check is not None:
        return _check(args)
    form, given = choose_format(args.format, args.output), read_assignments(args.param)
    graph = open_built(args)
    with stopped_at_once():
        target = read_target(graph, chosen_folders(args), args.what, given)
        works = cite_target(graph, target, args.lang)
    deliver_file(write_works(works, form, args.lang), args.output)
    tell_lens(args, graph)
    return 0


def _check(args: Namespace) -> int:
    """Print what became of some citations; 1 when one changed."""
    from functools import partial

    from taobao_kg.ask.cite.check import check_citations, read_citation
    from taobao_kg.ask.endpoint import open_endpoint
    from taobao_kg.errors import UsageError
    from taobao_kg.export.delivery import deliver_file

    if args.what is not None or args.param or args.lens:
        raise UsageError("--check stands alone: the citation says what was cited, by which lens")
    text = read_citation(args.check)
    graph, folders, through = open_built(args), chosen_folders(args), None
    if args.endpoint:
        through = partial(open_endpoint, args.endpoint, folders=folders)
    with stopped_at_once():
        verdicts = check_citations(graph, folders, text, args.lang, through)
    deliver_file("".join(f"{verdict}\n" for verdict in verdicts), args.output)
    return int(not all(verdict.same for verdict in verdicts))
