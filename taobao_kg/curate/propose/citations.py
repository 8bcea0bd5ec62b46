"""Citations: where a text refers to other works, and the numbers of official documents."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from taobao_kg.curate.propose.folding import is_han
from taobao_kg.curate.propose.layout import Block

_YEAR = r"(?P<year>(?:19|20)\d\d)[a-z]?"
_PAGES = r"(?:\s?[:：,，]\s?(?:pp?\.?|hal\.?|hlm\.?|第)?\s?\d+(?:\s?[-–]\s?\d+)?\s?页?)?"

#: One work between brackets: "Park, 2006: 41", "Center Tahun 2016". Who they are is looked at word
#: by word, since patterns for lists of names take forever on unlucky texts.
_WORK = re.compile(
    rf"(?P<authors>[^\d;；]{{2,120}}?)[,，\s]\s?(?:(?:tahun|th\.)\s)?{_YEAR}"
    rf"(?:\s?[-–—]\s?(?:19|20)\d\d)?{_PAGES}\s?\.?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(（]([^()（）]{4,200})[)）]")

#: The year of "Porter (1998: 127)", "Liu et al. (2018)", "李红（2017）".
_YEAR_ALONE = re.compile(rf"\s?[(（]\s?{_YEAR}{_PAGES}\s?[)）]")
_WORD = r"[^\s()（）。，；,;]+"
#: Nine words at most. Between two there is something: else one word could be read as several, and
#: where the end does not fit, all the ways to do so would be tried.
_WORDS_BEFORE = re.compile(rf"{_WORD}(?:(?:,\s?|\s){_WORD}){{0,8}},?\s?$")
_HAN_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[、和与][\u4e00-\u9fff]{2,4}){0,3}等?$")
_LINKS = frozenset(
    [
        "&",
        "and",
        "dan",
        "et",
        "al",
        "al.",
        "et.al",
        "et.al.",
        "dkk",
        "dkk.",
        "of",
        "the",
        "for",
        "de",
        "van",
        "von",
        "der",
        "bin",
        "ibn",
        "-",
        "–",
        "dos",
    ]
)
_LEADS = re.compile(
    r"(?:see|lihat|cf\.|e\.g\.,?|in|dalam|menurut|also|juga|参见|见|据|如)\s*", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?<=[\w。，.,”\"」)）])\s?\[(\d{1,3}(?:\s*[-–,，]\s*\d{1,3})*)\]")
_SOURCE_LINE = re.compile(
    r"\W*(?:sumber|sources?|资料来源|数据来源|来源)\s*(?:data\s*)?[:：]\s*", re.IGNORECASE
)
_VIA = re.compile(
    r"\s*(?:[;；]|,?\s+\b(?:oleh|dalam|by|in|via|dikutip\s+dari|cited\s+in|from|dari)\b|转引自|引自)\s*"
)
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|mei|jun|jul|aug|agu|sep|oct|okt|nov|dec|des)\w*\.?$", re.IGNORECASE
)
#: What begins with a capital letter before a year and is no author.
_NO_AUTHOR = re.compile(
    r"(?:in|since|from|pada|sejak|tahun|figure|fig|table|gambar|tabel|chapter|bab|vol|volume|no"
    r"|fiscal|fy|q[1-4]|h[12]|the|by|until|between|during|after|before|as|of|图|表|年)\b\.?",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{1,8})\s?[〔［\[【(（]\s?(?P<year>(?:19|20)\d\d)\s?[〕］\]】)）]\s?"
    r"第?\s?(?P<number>\d{1,4})\s?号"
)
#: Words that stand before the short name of an issuing body and do not belong to it.
_BEFORE_BODY = re.compile(
    r".*(?:根据|按照|依据|依照|以及|通知|意见|决定|发布|印发|文件|文号|参见|见|的|和|及|与|为|是|以|在|了|由|于)"
)


class Citation(NamedTuple):
    """A place where a text refers to another work.

    Attributes:
        start: its first character, from 0.
        end: the character after its last.
        authors: as printed; for a numbered one the number.
        year: four digits, or empty.
    """

    start: int
    end: int
    authors: str
    year: str


class Document(NamedTuple):
    """The number of an official document, such as 国办发〔2015〕78号, in its usual form."""

    start: int
    end: int
    number: str


def find_citations(text: str, blocks: list[Block]) -> list[Citation]:
    """Return the citations of a text, in its order; entries of its bibliography are none."""
    found: list[Citation] = []
    for block in blocks:
        start, end = block.span
        if block.kind == "entry":
            continue
        if line := _SOURCE_LINE.match(text, start, end):
            found += _read_source_line(text, line.end(), end)
            continue
        found += _read_brackets(text, start, end)
        found += _read_sentence(text, start, end)
        for match in _NUMBERED.finditer(text, start, end):
            first = match.start() + match[0].index("[")
            found.append(Citation(first, match.end(), match[1], ""))
    return _without_overlaps(found)


def find_documents(text: str) -> list[Document]:
    """Return the numbers of official documents a text names, in its order.

    >>> find_documents("根据国办发[2015]78号")[0].number
    '国办发〔2015〕78号'
    """
    documents = []
    for found in _DOCUMENT.finditer(text):
        before = _BEFORE_BODY.match(found["body"])
        skipped = before.end() if before else 0
        if body := found["body"][skipped:]:
            number = f"{body}〔{found['year']}〕{int(found['number'])}号"
            documents.append(Document(found.start() + skipped, found.end(), number))
    return documents


def _read_brackets(text: str, start: int, end: int) -> Iterator[Citation]:
    """Yield the works named between brackets; one alone goes with its brackets."""
    for found in _BRACKETS.finditer(text, start, end):
        pieces = re.split(r"[;；]", found[1])
        place = found.start(1)
        for piece in pieces:
            first = place + len(piece) - len(piece.lstrip())
            if lead := _LEADS.match(piece.strip()):
                first += lead.end()
            last = place + len(piece.rstrip())
            work = _WORK.fullmatch(text, first, last)
            if work and _are_authors(work["authors"]):
                alone = len(pieces) == 1
                span = found.span() if alone else (first, last)
                yield Citation(*span, work["authors"].strip(" ,，"), work["year"])
            place += len(piece) + 1


def _read_sentence(text: str, start: int, end: int) -> Iterator[Citation]:
    """Yield works whose authors are part of the sentence, the year alone in brackets."""
    for found in _YEAR_ALONE.finditer(text, start, end):
        before = text[max(start, found.start() - 90) : found.start()]
        if han := _HAN_BEFORE.search(before):
            authors = han[0].lstrip("据见如按")
        elif words := _WORDS_BEFORE.search(before):
            authors = _last_names(words[0])
        else:
            continue
        if len(authors) > 1 and _are_authors(authors):
            first = found.start() - len(authors)
            yield Citation(first, found.end(), authors, found["year"])


def _last_names(words: str) -> str:
    """Return the names that end a row of words, with what links them."""
    place = len(words)
    names = 0
    for found in reversed(list(re.finditer(r"\S+", words))):
        word = found[0].strip(",")
        if not (word[:1].isupper() or word.lower() in _LINKS):
            break
        if _NO_AUTHOR.fullmatch(word):
            break
        if word[:1].isupper():
            place = found.start()
            names += 1
        if names == 4:
            break
    return words[place:]


def _read_source_line(text: str, start: int, end: int) -> Iterator[Citation]:
    """Yield the works a line like "Source: …" names, with or without a year."""
    place = start
    marks = [(found.start(), found.end()) for found in _VIA.finditer(text, start, end)]
    for stop, after in [*marks, (end, end)]:
        piece = text[place:stop]
        lead = len(piece) - len(piece.lstrip())
        bare = piece.strip().rstrip(".,。，")
        if bare and len(bare) < 120 and (bare[0].isupper() or "\u4e00" <= bare[0] <= "\u9fff"):
            year = re.search(r"(?:19|20)\d\d", bare)
            authors = re.split(r"\s*[,，(（]?\s*(?:19|20)\d\d", bare)[0]
            first = place + lead
            yield Citation(first, first + len(bare), authors, year[0] if year else "")
        place = after


def _are_authors(authors: str) -> bool:
    """Return whether some words can be names: capital letters or Chinese, and what links them."""
    words = re.split(r"[\s,，]+", authors.strip(" ,，"))
    if _NO_AUTHOR.match(authors) or (len(words) == 1 and _MONTH.match(words[0])):
        return False
    named = [word for word in words if word[:1].isupper() or is_han(word[:1])]
    return bool(named) and all(word in named or word.lower() in _LINKS for word in words if word)


def _without_overlaps(found: list[Citation]) -> list[Citation]:
    kept: list[Citation] = []
    for citation in sorted(found, key=lambda c: (c.start, -c.end)):
        if not kept or citation.start >= kept[-1].end:
            kept.append(citation)
    return kept
