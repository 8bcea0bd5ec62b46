"""Claims: candidates for two known things in one clause with a word that joins them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from taobao_kg.curate.propose.cues import Cues
from taobao_kg.curate.propose.folding import fold
from taobao_kg.curate.propose.layout import Span, find_clauses
from taobao_kg.curate.propose.mentions import Mention, keep_longest
from taobao_kg.curate.propose.reading import Lexicon, Reading, within
from taobao_kg.vocab import ID
from taobao_kg.words.message import Message

#: How far a name may stand from the word that joins it to another.
_FAR = 160

#: What may stand between a comma and a word that joins what is before it: "yang", "which was".
_RELATIVE = re.compile(
    r"\W*(?:\b(?:yang|which|that|who|also|was|were|is|are|it|and|juga|telah|dan|kemudian)\b\W*"
    r"|[并且由后又还，,])*",
    re.IGNORECASE,
)


class ClaimCandidate(NamedTuple):
    """What may be a claim; things by kind and slug, texts as they are, what is unknown is empty."""

    subject: str
    relation: str
    object: str
    year: str
    quotation: Span
    printed: str
    section: str
    notes: list[Message]


def find_claims(reading: Reading, lexicon: Lexicon, cues: Cues) -> Iterator[ClaimCandidate]:
    """Yield a candidate for every word in a sentence that joins two things named beside it."""
    content = reading.text.content
    words = cues.finder.find(content, fold(content))
    seen = set()
    for block in reading.blocks:
        if block.kind != "paragraph":
            continue
        for sentence in reading.sentences(block.span):
            for candidate in _in_sentence(
                reading, lexicon, cues, sentence, within(words, sentence)
            ):
                found = candidate._replace(section=block.section)
                key = (*found[:3], found.quotation)
                if key not in seen:
                    seen.add(key)
                    yield found


def find_references(reading: Reading, lexicon: Lexicon, source: str) -> Iterator[ClaimCandidate]:
    """Yield a candidate for every citation: the source cites another work."""
    content = reading.text.content
    for citation in reading.citations:
        place = Span(citation.start, citation.end)
        block = reading.block_at(place)
        if block is None:
            continue
        if citation.authors.isdigit() or not any(c.isalpha() for c in citation.authors):
            work: str = ""
            note: Message | None = _entry(reading, citation.authors)
        else:
            work, note = lexicon.works.match(citation.authors, citation.year)
        quotation = reading.shorten(reading.clause_at(block.span, place), place)
        yield ClaimCandidate(
            source,
            "cites",
            work.removeprefix(ID),
            "",
            quotation,
            content[place.start : place.end],
            block.section,
            [note] if note else [],
        )


def find_numbers(reading: Reading, lexicon: Lexicon) -> Iterator[ClaimCandidate]:
    """Yield a candidate for every document number: the number of the policy named beside it."""
    known = lexicon.known
    bearers = {
        number: policy
        for policy in known.things("policy")
        for number in known.all(policy, "dcterms:identifier")
    }
    content = reading.text.content
    for document in reading.documents:
        place = Span(document.start, document.end)
        block = reading.block_at(place)
        if block is None or block.kind == "entry":
            continue
        clause = reading.clause_at(block.span, place)
        policy = bearers.get(document.number, "")
        notes = [Message("curate.look.by_number")] if policy else []
        if not policy:
            named = [
                (abs(m.start - place.start), t)
                for m in within(reading.named, clause)
                for t in m.things
                if t.startswith(f"{ID}policy/")
            ]
            policy = min(named)[1] if named else ""
            notes = [] if policy else [Message("curate.look.no_policy")]
        yield ClaimCandidate(
            policy.removeprefix(ID),
            "dcterms:identifier",
            document.number,
            "",
            reading.shorten(clause, place),
            content[place.start : place.end],
            block.section,
            notes,
        )


def _in_sentence(
    reading: Reading, lexicon: Lexicon, cues: Cues, sentence: Span, words: list[Mention]
) -> Iterator[ClaimCandidate]:
    content = reading.text.content
    things = keep_longest([*within(reading.named, sentence), *within(reading.concepts, sentence)])
    if not words or len(things) < 2:
        return
    clauses = find_clauses(content, sentence)
    for word in words:
        clause = next((c for c in clauses if c.start <= word.start < c.end), sentence)
        for relation in word.things:
            for first, second in _pairs(content, things, word, clause):
                if candidate := _join(
                    reading, lexicon, cues, relation, (first, word, second), sentence
                ):
                    yield candidate
                    if candidate.relation == "issuedBy":
                        yield from _dated(reading, candidate)
                    break


def _dated(reading: Reading, issued: ClaimCandidate) -> Iterator[ClaimCandidate]:
    """Yield the day or month on which a policy was issued, where its passage names one."""
    days = [
        time.code
        for time in within(reading.times, issued.quotation)
        if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", time.code)
    ]
    if len(days) == 1:
        yield issued._replace(relation="dcterms:issued", object=days[0], year="")


def _pairs(
    content: str, things: list[Mention], word: Mention, clause: Span
) -> Iterator[tuple[Mention, Mention]]:
    """Yield pairs of things, one on each side of a word, the nearest first.

    Both stand in its clause, but where the word begins the clause the first may stand before it.
    """
    before = [m for m in things if word.start - _FAR < m.start and m.end <= word.start]
    if not _RELATIVE.fullmatch(content, clause.start, word.start):
        before = [m for m in before if m.start >= clause.start]
    behind = [m for m in things if word.end <= m.start < min(clause.end, word.end + _FAR)]
    for first in before[:-4:-1]:
        for second in behind[:2]:
            yield first, second


def _join(
    reading: Reading,
    lexicon: Lexicon,
    cues: Cues,
    relation: str,
    mentions: tuple[Mention, Mention, Mention],
    sentence: Span,
) -> ClaimCandidate | None:
    """Return the claim two things and a word make in the order that the ontology allows."""
    known = lexicon.known
    first, _, second = mentions
    for one in first.things:
        for other in second.things:
            if one == other:
                continue
            typed = cues.is_typed(relation)
            straight = cues.joins(relation, known.types(one), known.types(other))
            turned = typed and cues.joins(relation, known.types(other), known.types(one))
            if not (straight or turned):
                continue
            notes = [] if typed else [Message("curate.look.one_word")]
            notes += [Message("curate.look.which_subject")] if straight and turned else []
            pair = (one, other) if straight else (other, one)
            return _candidate(reading, relation, pair, mentions, sentence, notes)
    return None


def _candidate(
    reading: Reading,
    relation: str,
    pair: tuple[str, str],
    mentions: tuple[Mention, Mention, Mention],
    sentence: Span,
    notes: list[Message],
) -> ClaimCandidate:
    first, word, second = mentions
    content = reading.text.content
    quotation = reading.quote(Span(word.start, word.end), Span(first.start, second.end))
    times = [t for t in within(reading.times, sentence) if t.code]
    near = sorted(times, key=lambda t: abs(t.start - word.start))[:1]
    for time in near:
        wider = reading.quote(quotation, Span(time.start, time.end))
        quotation = wider if wider.holds(*quotation) else quotation
    year = near[0].code[:4] if near and re.match(r"\d{4}(?:-\d\d)*$", near[0].code) else ""
    subject, object_ = (thing.removeprefix(ID) for thing in pair)
    printed = content[word.start : word.end]
    return ClaimCandidate(subject, relation, object_, year, quotation, printed, "", notes)


def _entry(reading: Reading, number: str) -> Message:
    """Return the beginning of the numbered entry of the bibliography, for a person to look up."""
    first = re.match(r"\d+", number)
    for block in reading.blocks:
        wording = reading.text.content[block.span.start : block.span.end].strip()
        if first and block.in_references and wording.startswith(f"[{first[0]}]"):
            return Message("curate.look.entry", wording=wording[:80])
    return Message("curate.look.no_source")
