"""Import: sheets into the data folder, all of a call or nothing of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from taobao_kg.curate.actor_rows import describe_actor, state_actor
from taobao_kg.curate.catalogue import Catalogue, Match, short
from taobao_kg.curate.claim_rows import state_claim
from taobao_kg.curate.columns import ID_COLUMNS
from taobao_kg.curate.decisions import DECISIONS, make_decision
from taobao_kg.curate.desk import Desk, Reading, RefusedCell
from taobao_kg.curate.ledger import LEDGERS, Ledger, fingerprint
from taobao_kg.curate.merge import Merge
from taobao_kg.curate.names import make_slug
from taobao_kg.curate.observation_rows import state_observation
from taobao_kg.curate.policy_rows import describe_policy, state_policy
from taobao_kg.curate.sheets import Refusal, Row, Sheet
from taobao_kg.curate.source_rows import describe_source, state_source
from taobao_kg.folders import Folders
from taobao_kg.turtle import parse_turtle
from taobao_kg.words.message import Message

#: The kinds of sheets in the order they are read: what others refer to comes first.
_ORDER = ("sources", "actors", "policies", "claims", "observations")

_DESCRIBE: dict[str, Callable[[Desk], str]] = {
    "sources": describe_source,
    "actors": describe_actor,
    "policies": describe_policy,
}
_STATE: dict[str, Callable[[Desk, str], None]] = {
    "sources": state_source,
    "actors": state_actor,
    "policies": state_policy,
    "claims": lambda desk, _: state_claim(desk),
    "observations": lambda desk, _: state_observation(desk),
}


class Taken(NamedTuple):
    """A row that was taken.

    Attributes:
        sheet: name of its sheet.
        row: number of the row.
        made: names of the things and statements, each with what was done to it.
        left_out: pairs of column and reason for what of it was not taken.
    """

    sheet: str
    row: int
    made: list[tuple[str, str]]
    left_out: list[tuple[str, Message]]


class New(NamedTuple):
    """A thing that was not there before.

    Attributes:
        name: such as ``policy/digital-village-outline-2019``.
        written: its row number, or how the sheet writes it.
        near: things of the data folder with names much like its own.
    """

    name: str
    written: str
    near: list[str]


class ImportReport(NamedTuple):
    """What an import does, or would do.

    Attributes:
        taken: rows that were taken, in order.
        refusals: rows that were not, and why.
        matched: for every name that was found in the data, how: sorted.
        new: things that were not there before.
        orphans: statements whose rows are gone from the sheet; they stay.
        files: the files that change: text by path in the data folder.
    """

    taken: list[Taken]
    refusals: list[Refusal]
    matched: list[tuple[str, Match]]
    new: list[New]
    orphans: list[str]
    files: dict[str, str]

    def counts(self) -> Counter[str]:
        """Return how many things and statements were new, changed, kept or said already."""
        return Counter(done for row in self.taken for _, done in row.made)


def plan_import(folders: Folders, sheets: Sequence[Sheet], *, sheet_set: str) -> ImportReport:
    """Read sheets against the data folder; nothing is written.

    Args:
        folders: whose data and ontology count.
        sheets: in any order.
        sheet_set: the set of sheets; row numbers hold within it.

    Raises:
        DataError: when a file of the data folder cannot be read.
    """
    import gc

    collecting = gc.isenabled()
    gc.disable()  # of all that is read nothing is a cycle; to look for some takes a quarter longer
    try:
        return _Import(folders, sheet_set).run(sorted(sheets, key=_place))
    finally:
        if collecting:
            gc.enable()


def _place(sheet: Sheet) -> tuple[int, str]:
    return _ORDER.index(sheet.kind), sheet.name


class _Open(NamedTuple):
    """A row that is being read."""

    row: Row
    mark: str
    before: list[str]
    reading: Reading
    about: str


class _Import:
    """One import while it goes on."""

    def __init__(self, folders: Folders, sheet_set: str) -> None:
        self.data = folders.data
        self.set = sheet_set
        triples = _read_all(folders)
        self.catalogue = Catalogue(triples, sheet_set)
        self.known = set(self.catalogue.things)
        self.desk = Desk(self.catalogue)
        self.merge = Merge(folders.data)
        self.names_taken: set[str] = set()
        self.slugs = {iri.rpartition("/")[2] for iri in self.catalogue.decisions.iris}
        self.ledgers: dict[str, str] = {}
        self.report = ImportReport([], [], [], [], [], {})

    def run(self, sheets: Sequence[Sheet]) -> ImportReport:
        # Things of all sheets first: a row may name what a later sheet describes.
        begun = [(sheet, *self._describe_all(sheet)) for sheet in sheets]
        for sheet, ledger, marks, opened in begun:
            self._state_all(sheet, ledger, marks, opened)
        self.report.files.update(self.merge.texts())
        self.report.files.update(self.ledgers)
        return self.report

    def _describe_all(self, sheet: Sheet) -> tuple[Ledger, list[str], list[_Open]]:
        self.report.refusals.extend(sheet.refusals)
        name = make_slug(f"{self.set} {sheet.path.stem}")
        ledger = Ledger(self.data / LEDGERS / f"{name}.tsv")
        rows, marks = self._tell_apart(sheet)
        paired = ledger.pair(marks)
        opened = [
            found
            for row, mark, before in zip(rows, marks, paired, strict=True)
            if (found := self._describe(sheet, row, mark, before))
        ]
        for gone in ledger.missing(paired):
            self.report.orphans.extend(gone)
        return ledger, marks, opened

    def _state_all(
        self, sheet: Sheet, ledger: Ledger, marks: list[str], opened: list[_Open]
    ) -> None:
        made = {}
        for entry in opened:
            names = self._state(sheet, entry)
            if names is not None:
                made[entry.mark] = names
        kept = [mark for mark in marks if mark in made]
        text = ledger.text(kept, [made[mark] for mark in kept])
        if not ledger.path.exists() or ledger.path.read_text(encoding="utf-8") != text:
            self.ledgers[f"{LEDGERS}/{ledger.path.name}"] = text

    def _tell_apart(self, sheet: Sheet) -> tuple[list[Row], list[str]]:
        """Return the rows with their fingerprints; a row that repeats another is refused."""
        seen: dict[str, int] = {}
        rows: list[Row] = []
        for row in sheet.rows:
            mark = fingerprint(row)
            if mark in seen:
                message = Message("curate.reason.repeats", row=str(seen[mark]))
                self.report.refusals.append(Refusal(sheet.name, row.number, "", message))
                continue
            seen[mark] = row.number
            rows.append(row)
        return rows, list(seen)

    def _describe(self, sheet: Sheet, row: Row, mark: str, before: tuple[str, ...]) -> _Open | None:
        self.desk.open(row)
        about = ""
        try:
            if describe := _DESCRIBE.get(sheet.kind):
                about = describe(self.desk)
        except RefusedCell as refusal:
            self._refuse(sheet, row, refusal)
            return None
        if about:
            self._decide(sheet, row, about)
        return _Open(row, mark, list(before), self.desk.reading, about)

    def _decide(self, sheet: Sheet, row: Row, about: str) -> None:
        """Record that a row describes a thing that was there already."""
        column = ID_COLUMNS[sheet.kind]
        written = row.cells.get(column)
        if written is None or about not in self.known or self.desk.made_by_row(about, column):
            return
        if any(
            about in {n.value for n in d.denotes}
            for d in self.catalogue.decisions.about(written, self.set)
        ):
            return
        self.catalogue.bind(written, about)
        ways = [match.way for _, match in self.desk.reading.matches if match.iri == about]
        why = f"Found by the import: {ways[-1] if ways else 'exact'}."
        triples = make_decision(written, self.set, about, why, self.slugs, who="taobao-kg import")
        self.merge.add(DECISIONS, triples)

    def _state(self, sheet: Sheet, entry: _Open) -> list[str] | None:
        self.desk.open(entry.row)
        self.desk.reading = entry.reading
        try:
            if state := _STATE.get(sheet.kind):
                state(self.desk, entry.about)
        except RefusedCell as refusal:
            self._refuse(sheet, entry.row, refusal)
            return None
        return self._put(sheet, entry)

    def _put(self, sheet: Sheet, entry: _Open) -> list[str]:
        reading = entry.reading
        things: dict[str, str] = {}
        for thing in reading.things:
            done = self.merge.describe(thing)
            if done != "kept" or short(thing.iri) not in things:
                things.setdefault(short(thing.iri), done)
            if thing.iri not in self.known and done == "new":
                near = self._near(thing.iri)
                self.report.new.append(New(short(thing.iri), self._written(thing.iri), near))
        stated = [self.merge.state(d, entry.before, self.names_taken) for d in reading.drafts]
        made = [*things.items(), *stated]
        self.report.matched.extend(reading.matches)
        self.report.taken.append(Taken(sheet.name, entry.row.number, made, reading.left_out))
        about = [short(entry.about)] if entry.about else []
        return about + [name for name, done in stated if done != "said"]

    def _written(self, iri: str) -> str:
        """Return the row number of a thing, or how the sheet writes it."""
        if mine := self.catalogue.one(iri, "tkg:sheetId"):
            return mine.partition(":")[2]
        return (
            self.catalogue.one(iri, "skos:notation") or self.catalogue.one(iri, "rdfs:label") or ""
        )

    def _near(self, iri: str) -> list[str]:
        kind = short(iri).partition("/")[0]
        if kind not in ("actor", "policy", "place", "platform", "indicator"):
            return []
        labels = [node.value for node in self.catalogue.values(iri, "rdfs:label")]
        near = {other for label in labels for other in self.catalogue.near(label, kind)}
        decided = self.catalogue.decisions.about(self._written(iri), self.set)
        settled = {node.value for decision in decided for node in decision.denotes_not}
        return sorted(short(o) for o in near - {iri} - settled if o in self.known)

    def _refuse(self, sheet: Sheet, row: Row, refusal: RefusedCell) -> None:
        column = refusal.column
        self.report.refusals.append(Refusal(sheet.name, row.number, column, refusal.message))


def _read_all(folders: Folders) -> list[Triple]:
    """Return ontology and entities; statements are read where an import touches them."""
    paths = [folders.ontology / "taobao-kg.ttl", *sorted(folders.data.glob("*.ttl"))]
    return [
        triple
        for path in paths
        if path.exists()
        for triple in parse_turtle(path)
        if isinstance(triple.subject, NamedNode)
    ]
