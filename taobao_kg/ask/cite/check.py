"""The check: is what was cited still what the graph says, and if not, which claims changed it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from taobao_kg import __version__
from taobao_kg.ask.cite.ledger import Ledger, read_ledger
from taobao_kg.ask.cite.seal import EACH, Seal, read_seals
from taobao_kg.ask.cite.sealing import SPARQL, seal_target, unseal_target
from taobao_kg.ask.lenses import open_lens
from taobao_kg.ask.screen import clean
from taobao_kg.errors import DataError, UsageError
from taobao_kg.folders import Folders, show_path
from taobao_kg.graph import Graph
from taobao_kg.lens import ALL
from taobao_kg.turtle import natural_key
from taobao_kg.vocab import shorten
from taobao_kg.words.catalogue import phrase

#: Bytes of a file of citations; ours have a few thousand each.
MAX_BYTES = 20_000_000
_DIFFERS, _NEW, _GONE, _LEFT = "differs", "new", "gone", "left"


class Change(NamedTuple):
    """One statement that changed a cited result: its short name, and how.

    It ``differs``, is ``new`` or ``gone``, or has ``left``: no longer belongs to the result.
    """

    statement: str
    how: str


class Verdict(NamedTuple):
    """What became of one citation.

    Attributes:
        cited: what was cited, in words.
        same: whether result and statements are what they were.
        changes: the statements that changed, in natural order.
        remarks: what else can be told, a sentence each.
        lang: of the words.
    """

    cited: str
    same: bool
    changes: tuple[Change, ...]
    remarks: tuple[str, ...]
    lang: str = "en"

    def __str__(self) -> str:
        """Return it as lines to print."""
        lines = [
            phrase(
                "ask.check.same" if self.same else "ask.check.changed", self.lang, cited=self.cited
            )
        ]
        lines += [
            "  " + phrase(f"ask.check.how.{change.how}", self.lang, statement=change.statement)
            for change in self.changes
        ]
        lines += [f"  {remark}" for remark in self.remarks]
        return "\n".join(map(_clean_line, lines))


def _clean_line(line: str) -> str:
    """Return a line whose control characters are visible, its indentation kept."""
    return line[: len(line) - len(line.lstrip(" "))] + clean(line)


def check_citations(
    graph: Graph,
    folders: Folders,
    text: str,
    lang: str = "en",
    through: Callable[[str], Graph] | None = None,
) -> list[Verdict]:
    """Return what became of each citation in a text, in any of our formats.

    Each is looked up through the lens it was made through.

    Args:
        graph: through any lens.
        folders: where the graph lies.
        text: the citations.
        lang: of what is told.
        through: opens the same graph through another lens, where it does not lie in the folders.

    Raises:
        UsageError: when there is none, or one was cut, altered or made by a newer version.
        TaobaoKgError: when the files of the graph are damaged.
    """
    seals = read_seals(text)
    graphs = {graph.lens.text: graph}
    faults: dict[str, str] = {}
    for lens in {seal.lens: None for seal in seals if seal.lens not in graphs}:
        try:
            graphs[lens] = through(lens) if through else open_lens(folders, lens)
        except UsageError as error:  # it, or a source it names, is not there any more
            faults[lens] = str(error)
    ledgers = {lens: read_ledger(one) for lens, one in graphs.items()}
    return [
        _check(graphs[seal.lens], folders, seal, ledgers[seal.lens], lang)
        if seal.lens in graphs
        else Verdict(
            _cited(seal, lang),
            False,
            (),
            (phrase("ask.check.not_found", lang, reason=faults[seal.lens]),),
        )
        for seal in seals
    ]


def read_citation(given: str) -> str:
    """Return the text of a citation.

    Args:
        given: a file, ``-`` for stdin, or the text itself.

    Raises:
        DataError: when the file cannot be read, is not UTF-8 or too large.
        UsageError: likewise for stdin.
    """
    if given == "-":
        import sys

        content, place = sys.stdin.buffer.read(MAX_BYTES + 1), "stdin"
    elif _is_file(given):
        path = Path(given)
        place = show_path(path)
        try:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise DataError(f"cannot be read ({error.strerror or error})", place) from error
    elif len(given.split()) > 1:
        return given
    else:
        raise UsageError(f"{given[:80]}: no such file; give a file, - or the text of a citation")
    if len(content) > MAX_BYTES:
        raise UsageError(f"{place}: over {MAX_BYTES // 1_000_000} MB; give the citation alone")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{place}: not UTF-8; save it as UTF-8") from error


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except (OSError, ValueError):  # a text may be too long for a name, or hold what none may
        return False


def _check(graph: Graph, folders: Folders, seal: Seal, ledger: Ledger, lang: str) -> Verdict:
    now, failure = _seal_again(graph, folders, seal, ledger, lang)
    same_result = now is not None and now.result.startswith(seal.result)
    same_statements = now is not None and now.statements.startswith(seal.statements)
    named = seal.rests == "named"
    same = same_result and (same_statements or not named)
    changes: list[Change] = []
    if not same:
        changes = sorted(_changes(seal, now, ledger), key=lambda one: natural_key(one.statement))
    remarks = [*_remarks(seal, now, failure, same, lang)]
    if not same:
        remarks += _doubts(seal, now, changes, same_statements, lang)
    return Verdict(_cited(seal, lang), same, tuple(changes), tuple(remarks), lang)


def _seal_again(
    graph: Graph, folders: Folders, seal: Seal, ledger: Ledger, lang: str
) -> tuple[Seal | None, str]:
    """Return the seal of the same thing today, or why there is none."""
    try:
        target = unseal_target(graph, folders, seal)
        return seal_target(graph, target, ledger).seal, ""
    except (UsageError, DataError) as error:
        return None, str(error)
    except ValueError as error:  # no IRI
        return None, phrase("ask.check.nameless", lang, reason=error)


def _changes(seal: Seal, now: Seal | None, ledger: Ledger) -> Iterator[Change]:
    """Yield the statements that differ from those a citation lists, in no order."""
    if not seal.lists_all:
        return
    listed = dict(seal.listed)
    known = {shorten(iri): digest[:EACH] for iri, digest in ledger.statements.items()}
    today = _behind(seal, now, known)
    for name, digest in listed.items():
        if name not in known:
            yield Change(name, _GONE)
        elif known[name] != digest:
            yield Change(name, _DIFFERS)
        elif today is not None and name not in today:
            yield Change(name, _LEFT)
    yield from (Change(name, _NEW) for name in today or () if name not in listed)


def _behind(seal: Seal, now: Seal | None, known: Mapping[str, str]) -> Mapping[str, str] | None:
    """Return the statements the result rests on today, or None when that cannot be told."""
    if now is None:
        return None
    if seal.rests == "all":
        return known
    if now.rests == "all":  # its answer does not show any more what it showed then
        return {}
    return dict(now.listed) if now.lists_all else None


def _remarks(seal: Seal, now: Seal | None, failure: str, same: bool, lang: str) -> Iterator[str]:
    if seal.version != __version__:
        yield phrase("ask.check.version", lang, before=seal.version, now=__version__)
    if now is None:
        yield phrase("ask.check.not_found", lang, reason=failure)
        return
    if not now.query.startswith(seal.query):
        yield phrase("ask.check.reworded", lang)
    same_data = now.data.startswith(seal.data)
    if same and not same_data:
        yield phrase("ask.check.elsewhere", lang)
    elif not same and now.result.startswith(seal.result):
        yield phrase("ask.check.same_result", lang)
    elif not same and same_data:
        yield phrase("ask.check.same_data", lang)


def _doubts(
    seal: Seal, now: Seal | None, changes: list[Change], same_statements: bool, lang: str
) -> Iterator[str]:
    """Yield what cannot be told about a change, and why."""
    if not seal.lists_all and not same_statements:
        yield phrase("ask.check.lists_none", lang, count=seal.total)
    elif seal.rests == "all" and changes:
        yield phrase("ask.check.somewhere", lang)
    elif not changes and now is not None:
        yield phrase("ask.check.no_statement", lang)


def _cited(seal: Seal, lang: str) -> str:
    kind, _, name = seal.of.partition(":")
    what = {"data": phrase("ask.check.data", lang), "question": name}.get(kind, seal.of)
    if seal.of.startswith(SPARQL):
        what = phrase("ask.check.query", lang, text=name)
    given = ", ".join(f"{key}={value}" for key, value in seal.given)
    told = phrase("ask.check.given", lang, cited=what, given=given) if given else what
    return told if seal.lens == ALL else phrase("ask.check.lens", lang, cited=told, lens=seal.lens)
