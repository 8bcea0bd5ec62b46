"""How much of a curated source the proposer finds, and how much of what it proposes is so.

    python bench/proposer.py ../shared/sources/renolafitri-2020/paper.txt

The gold is the curated graph: the statements of one source with their evidence. Printed are counts
and ratios of:

- **entities, by statement**: pairs of a curated statement and a thing it is about (subject, object,
  bearer, place), counted once for each passage that is its evidence. A pair is found when a mention
  of that thing overlaps the passage. *Named* are actors, policies, platforms, places and events;
  *concepts* all others. Not counted: the source itself and its parts, years, indicators, units,
  and the passages of its bibliography. A passage need not name what its statement is about ("this
  strategy"), so 1 cannot be reached.
- **entities, named there**: the same, only pairs whose passage prints a name of the thing as the
  graph has it, marks and capitals aside: what a reader without any context could find.
- **entities, by mention**: a mention is right when some curated statement about that thing has
  evidence that overlaps it. Counted are mentions that overlap evidence of any statement; what
  stands elsewhere nobody has judged.
- **numbers**: a curated number is found when a proposed one of the same value, in the base unit,
  stands in its evidence; a proposed one is right when a curated one has its value and evidence
  that overlaps it. Of those found, each further cell: how many are right of those not empty.
- **citations**: a curated citation is found when a proposed one overlaps its evidence and prints
  the same but for brackets; precision likewise; and whether the source was recognised.
- **claims**: a curated claim between two things is found when a proposed one of the same subject,
  predicate and object overlaps its evidence.

All of it three times: with all names; without the labels marked as printed by this source, which no
new paper would find; and without the aliases of the things it named, too, since nobody noted who
printed those. The last is too hard on us: it leaves even China without its name.

The proposer was written with this source at hand. A source nobody looked at will fare worse.
"""

import re
import sys
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from time import perf_counter

from gold import (
    ENTITIES,
    Said,
    Score,
    kind_of,
    names_from_elsewhere,
    overlap,
    place_of,
    read_gold,
    tell_pairs,
)

from taobao_kg.curate.propose.cues import read_cues
from taobao_kg.curate.propose.folding import fold
from taobao_kg.curate.propose.known import Known, read_known
from taobao_kg.curate.propose.layout import Span
from taobao_kg.curate.propose.proposals import Proposals, propose
from taobao_kg.curate.propose.reading import NAMED, Reading, make_lexicon, read
from taobao_kg.curate.propose.texts import read_text
from taobao_kg.folders import find_folders
from taobao_kg.vocab import ID


def main() -> int:
    """Print the measures; with ``--misses`` also what was not found and what was found wrongly."""
    parser = ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("text", type=Path, help="the text of the source")
    parser.add_argument("--source", default="renolafitri-2020", help="its name in the graph")
    parser.add_argument("--misses", action="store_true", help="list misses and false alarms")
    args = parser.parse_args()
    if not args.text.is_file():
        print(f"skipped: {args.text} is not there; the text of the source is not in the project")
        return 0
    folders = find_folders()
    known = read_known(folders)
    text = read_text(args.text)
    if text.digest != known.one(f"{ID}source/{args.source}", "tkg:textSha256"):
        print(f"skipped: {args.text} is not the text of {args.source}")
        return 0
    said = read_gold(folders, args.source)
    language = known.one(f"{ID}source/{args.source}", "dcterms:language")
    print(f"{'':<42}{'recall':<23}{'precision':<22}")
    for title, names in (
        ("all labels", None),
        ("without labels it printed", names_from_elsewhere(known, args.source, aliases=True)),
        ("without its labels and all aliases", names_from_elsewhere(known, args.source)),
    ):
        begin = perf_counter()
        lexicon = make_lexicon(known, names)
        reading = read(text, language, lexicon)
        proposals = propose(reading, lexicon, read_cues(folders), args.source)
        seconds = perf_counter() - begin
        print(f"{title}: {len(text.content)} characters in {seconds:.1f} s")
        for score in _measure(reading, proposals, known, said, args.misses):
            print(f"  {score}")
    return 0


def _measure(
    reading: Reading, proposals: Proposals, known: Known, said: list[Said], tell: bool
) -> Iterable[Score]:
    yield from _score_entities(reading, known, said, tell)
    yield from _score_numbers(proposals, known, said, tell)
    yield from _score_citations(proposals, said, tell)
    yield from _score_claims(proposals, said, tell)


def _score_entities(
    reading: Reading, known: Known, said: list[Said], tell: bool
) -> Iterable[Score]:
    mentions = [*reading.named, *reading.concepts]
    places: dict[str, list[Span]] = defaultdict(list)
    for mention in mentions:
        for thing in mention.things:
            places[thing].append(Span(mention.start, mention.end))
    entries = [block.span for block in reading.blocks if block.kind == "entry"]
    pairs = {
        (thing, one.span)
        for one in said
        if not any(overlap(one.span, entry) for entry in entries)
        for thing in _things_of(one)
    }
    by_thing: dict[str, list[Span]] = defaultdict(list)
    for thing, span in pairs:
        by_thing[thing].append(span)
    judged = [one.span for one in said]
    for title, kinds in (("named", NAMED), ("concepts", ("concept",))):
        mine = sorted(p for p in pairs if kind_of(p[0]) in kinds)
        found = [p for p in mine if any(overlap(p[1], m) for m in places[p[0]])]
        alarms = [
            (thing, Span(m.start, m.end))
            for m in mentions
            for thing in m.things
            if kind_of(thing) in kinds and any(overlap(m, span) for span in judged)
        ]
        right = [a for a in alarms if any(overlap(a[1], span) for span in by_thing[a[0]])]
        yield Score(f"entities, {title}", len(found), len(mine), len(right), len(alarms))
        visible = [p for p in mine if _prints(reading, known, *p)]
        seen = [p for p in visible if p in found]
        yield Score(f"entities, {title}, named there", len(seen), len(visible), 0, 0)
        if tell:
            content = reading.text.content
            tell_pairs(
                "miss", [(t, content[s.start : s.end]) for t, s in visible if (t, s) not in found]
            )
            tell_pairs(
                "alarm", [(t, content[s.start : s.end]) for t, s in alarms if (t, s) not in right]
            )


def _prints(reading: Reading, known: Known, thing: str, span: Span) -> bool:
    """Return whether a passage prints a name of a thing, looked for in the plainest way."""
    passage = fold(reading.text.content[span.start : span.end]).text
    forms = [fold(name.text).text for name in known.names_of(thing) if len(name.text) > 2]
    return any(re.search(rf"(?<![a-z0-9]){re.escape(form)}(?![a-z0-9])", passage) for form in forms)


def _things_of(one: Said) -> set[str]:
    values = {one.one(name) for name in ("rdf:subject", "rdf:object", "tkg:about", "tkg:place")}
    return {value for value in values if kind_of(value) in ENTITIES}


def _score_numbers(
    proposals: Proposals, known: Known, said: list[Said], tell: bool
) -> Iterable[Score]:
    gold = [one for one in said if one.iri.startswith(f"{ID}observation/")]
    matches: dict[str, list[dict[str, str]]] = defaultdict(list)
    right = set()
    for index, row in enumerate(proposals.observations):
        span = place_of(row)
        for one in gold:
            same = Decimal(one.one("tkg:value")) == Decimal(row["value"])
            if same and overlap(one.span, span):
                matches[one.iri].append(dict(row))
                right.add(index)
    rows = len(proposals.observations)
    yield Score("numbers", len(matches), len(gold), len(right), rows)
    cells: list[tuple[str, str, Callable[[Said], set[str]]]] = [
        ("unit", "unit", lambda one: {one.one("tkg:unit")}),
        ("indicator", "indicator", lambda one: {one.one("tkg:indicator")}),
        ("area", "area", lambda one: {one.one("tkg:place"), one.one("tkg:about")}),
        ("bound", "bound", lambda one: {one.one("tkg:bound").rpartition("#")[2]}),
        ("work cited", "attributed_to", lambda one: {one.one("tkg:attributedTo")}),
    ]
    for title, column, wanted in cells:
        filled = [one for one in gold if any(row[column] for row in matches.get(one.iri, ()))]
        good = [
            one
            for one in filled
            if any(_resolve(known, r[column]) in wanted(one) for r in matches[one.iri] if r[column])
        ]
        yield Score(f"  of these, {title} (right of filled)", len(good), len(filled), 0, 0)
        if tell:
            tell_pairs(
                f"other {title}",
                [
                    (
                        f"{matches[o.iri][0][column]}, not {' '.join(sorted(wanted(o)))}",
                        o.one("tkg:asPrinted"),
                    )
                    for o in filled
                    if o not in good
                ],
            )
    filled = [one for one in gold if any(r["year_or_date"] for r in matches.get(one.iri, ()))]
    good = [o for o in filled if any(_same_time(o, r["year_or_date"]) for r in matches[o.iri])]
    yield Score("  of these, time (right of filled)", len(good), len(filled), 0, 0)
    if tell:
        wrong_times = [o for o in filled if o not in good]
        tell_pairs(
            "other time",
            [(matches[o.iri][0]["year_or_date"], o.one("tkg:asPrinted")) for o in wrong_times],
        )
    if tell:
        tell_pairs("miss", [(o.iri, o.one("tkg:asPrinted")) for o in gold if o.iri not in matches])
        wrong = [r for i, r in enumerate(proposals.observations) if i not in right]
        tell_pairs("alarm", [(row["as_printed"], row["quotation"]) for row in wrong])


def _score_citations(proposals: Proposals, said: list[Said], tell: bool) -> Iterable[Score]:
    gold = [one for one in said if one.one("rdf:predicate").endswith("#cites")]
    rows = [row for row in proposals.claims if row["relation"] == "cites"]
    found = {}
    right = set()
    for one in gold:
        for index, row in enumerate(rows):
            same = _bare(row["as_printed"]) == _bare(one.one("tkg:citedAs"))
            if same and overlap(one.span, place_of(row)):
                found[one.iri] = row
                right.add(index)
    yield Score("citations", len(found), len(gold), len(right), len(rows))
    good = sum(ID + found[o.iri]["object"] == o.one("rdf:object") for o in gold if o.iri in found)
    filled = sum(bool(row["object"]) for row in found.values())
    yield Score("  of these, work cited (right of filled)", good, filled, 0, 0)
    if tell:
        tell_pairs("miss", [(o.iri, o.one("tkg:citedAs")) for o in gold if o.iri not in found])
        tell_pairs("alarm", [(r["as_printed"], "") for i, r in enumerate(rows) if i not in right])


def _score_claims(proposals: Proposals, said: list[Said], tell: bool) -> Iterable[Score]:
    gold = [
        one
        for one in said
        if {kind_of(one.one("rdf:subject")), kind_of(one.one("rdf:object"))} <= set(ENTITIES)
    ]
    rows = [r for r in proposals.claims if r["relation"] not in ("cites", "dcterms:identifier")]
    for title, names in (
        ("claims", ("subject", "relation", "object")),
        ("claims, whatever the predicate", ("subject", "object")),
    ):
        found, right = set(), set()
        for one in gold:
            whole = {
                "subject": one.one("rdf:subject").removeprefix(ID),
                "relation": one.one("rdf:predicate").rpartition("#")[2],
                "object": one.one("rdf:object").removeprefix(ID),
            }
            for index, row in enumerate(rows):
                if all(row[n] == whole[n] for n in names) and overlap(one.span, place_of(row)):
                    found.add(one.iri)
                    right.add(index)
        yield Score(title, len(found), len(gold), len(right), len(rows))
    if tell:
        wrong = [r for i, r in enumerate(rows) if i not in right]
        tell_pairs(
            "alarm",
            [(f"{r['subject']} {r['relation']} {r['object']}", r["quotation"]) for r in wrong],
        )


def _same_time(one: Said, code: str) -> bool:
    wanted = {one.one("tkg:year"), one.one("tkg:period")} - {""}
    return any(value.rpartition("/")[2].lower() == code.lower() for value in wanted)


def _resolve(known: Known, cell: str) -> str:
    """Return the IRI of what a cell names; a code of an indicator is that of the indicator."""
    for indicator in known.things("indicator"):
        if cell and cell in known.all(indicator, "skos:notation"):
            return indicator
    return ID + cell if "/" in cell else cell


def _bare(printed: str) -> str:
    return printed.strip("()（） ")


if __name__ == "__main__":
    sys.exit(main())
