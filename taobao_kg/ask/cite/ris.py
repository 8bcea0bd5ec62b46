"""Works as RIS, the tagged lines reference managers exchange."""

from collections.abc import Iterable, Iterator

from taobao_kg.ask.cite.seal import write_seal
from taobao_kg.ask.cite.works import Work, split_date
from taobao_kg.ask.screen import clean

#: The reference type of a kind of source; GEN, the generic one, for all others. Where it does not
#: tell the kind, the type of work (M3) does.
_TYPES = {
    "article": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "data set": "DATA",
    "journal": "JFULL",
    "presentation": "SLIDE",
    "report": "RPRT",
    "thesis": "THES",
    "web page": "ELEC",
    "working paper": "RPRT",
}
_TOLD = {kind for kind in _TYPES if kind != "working paper"}


def write_ris(works: Iterable[Work]) -> str:
    """Return one record a work, a tag a line; the seal is a note (N1) of its own."""
    return "\n".join(
        "".join(f"{tag}  - {clean(value)}\n" for tag, value in _tags(work)) + "ER  - \n"
        for work in works
    )


def _tags(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(work.kind, "GEN")
    yield "ID", work.key
    for author in work.authors:
        yield "AU", f"{author.name}, {author.given}" if author.given else author.name
    first, _, last = work.pages.partition("-")
    tags = {
        "M3": "" if work.kind in _TOLD else work.kind,
        "TI": work.title,
        "T2": work.container,
        "PY": work.year,
        "DA": "/".join(filter(None, split_date(work.date))) or work.date,
        "VL": work.volume,
        "IS": work.issue,
        "SP": first,
        "EP": last,
        "SN": work.issn,
        "DO": work.doi,
        "PB": work.publisher,
        "ET": work.version,
        "LA": work.language,
        "UR": work.url,
        "N1": work.note,
    }
    yield from ((tag, value) for tag, value in tags.items() if value)
    if work.seal:
        yield "N1", write_seal(work.seal)
