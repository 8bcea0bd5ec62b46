"""Works as BibTeX, read by BibTeX and biblatex alike."""

import re
from collections.abc import Iterable, Iterator

from taobao_kg.ask.cite.seal import write_seal
from taobao_kg.ask.cite.works import Work, split_date
from taobao_kg.ask.screen import clean
from taobao_kg.release import Author

#: The entry of a kind of source, and the field its container goes into; all others are @misc with
#: their kind as its type.
_ENTRIES = {
    "article": ("article", "journal"),
    "book": ("book", "series"),
    "chapter": ("incollection", "booktitle"),
}
#: What TeX would join into another sign: dashes, quotation marks, the Spanish marks.
_LIGATURES = re.compile(r"-(?=-)|`(?=`)|'(?=')|[?!](?=`)")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
#: What TeX would take for a command. Braces are named: BibTeX counts even those after a backslash.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%$#_"},
}


def write_bibtex(works: Iterable[Work]) -> str:
    """Return one entry a work, in UTF-8, a field a line.

    Titles and names stand in double braces, so that styles leave them as printed. The seal is a
    field of its own, ``taobaokg``, which styles do not print.
    """
    return "\n".join(_entry(work) for work in works)


def escape(text: str) -> str:
    r"""Return a text on one line, as TeX shows it.

    >>> escape("R&D {50%}")
    'R\\&D \\textbraceleft{}50\\%\\textbraceright{}'
    """
    escaped = "".join(_ESCAPES.get(mark, mark) for mark in clean(text))
    return _LIGATURES.sub(r"\g<0>{}", escaped)


def _entry(work: Work) -> str:
    entry, within = _ENTRIES.get(work.kind, ("misc", "howpublished"))
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(work, within))
    return f"@{entry}{{{work.key},\n{fields}}}\n"


def _fields(work: Work, within: str) -> Iterator[tuple[str, str]]:
    if work.authors:
        yield "author", "{" + " and ".join(map(_name, work.authors)) + "}"
    yield "title", f"{{{{{escape(work.title)}}}}}"
    container = f"In: {work.container}" if work.container and within == "howpublished" else ""
    year, month, day = split_date(work.date)
    plain = {
        "type": work.kind if within == "howpublished" else "",
        "year": year or work.date,
        within: container or work.container,
        "volume": work.volume,
        "number": work.issue,
        "issn": work.issn,
        "doi": work.doi,
        "publisher": work.publisher,
        "version": work.version,
        "language": work.language,
        "note": work.note,
    }
    yield from ((name, f"{{{escape(value)}}}") for name, value in plain.items() if value)
    if work.pages:
        yield "pages", f"{{{escape(work.pages).replace('-', '--')}}}"
    if month:
        yield "month", _MONTHS[int(month) - 1]
    if day:
        yield "day", f"{{{day}}}"
    if work.url:
        yield "url", f"{{{work.url}}}"
    if work.seal:
        yield "taobaokg", f"{{{write_seal(work.seal)}}}"


def _name(author: Author) -> str:
    if author.given:
        return f"{escape(author.name)}, {escape(author.given)}"
    return f"{{{escape(author.name)}}}"
