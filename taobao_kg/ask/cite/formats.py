"""The formats of citations, and which endings of files mean them."""

from collections.abc import Callable, Iterable, Sequence

from taobao_kg.ask.cite.bibtex import write_bibtex
from taobao_kg.ask.cite.csl import write_csl_json
from taobao_kg.ask.cite.ris import write_ris
from taobao_kg.ask.cite.seal import write_seal
from taobao_kg.ask.cite.works import Work
from taobao_kg.ask.screen import clean
from taobao_kg.errors import UsageError
from taobao_kg.vocab import nearest
from taobao_kg.words.catalogue import phrase


def write_text(works: Iterable[Work], lang: str = "en") -> str:
    """Return one line a work to print, and below a sealed one its short seal in brackets.

    Args:
        works: in their order.
        lang: of the words between its parts.
    """
    lines = []
    for work in works:
        seal = f"[{write_seal(work.seal, short=True)}]\n" if work.seal else ""
        lines.append(f"{_line(work, lang)}\n{seal}")
    return "\n".join(lines)


def write_works(works: Sequence[Work], form: str, lang: str = "en") -> str:
    """Return records in one of `WRITERS`; only text has words of its own, in a language."""
    return write_text(works, lang) if form == "text" else WRITERS[form](works)


WRITERS: dict[str, Callable[[Sequence[Work]], str]] = {
    "text": write_text,
    "bibtex": write_bibtex,
    "ris": write_ris,
    "csl-json": write_csl_json,
}
ENDINGS = {"txt": "text", "bib": "bibtex", "ris": "ris", "json": "csl-json"}


def choose_format(wanted: str | None, output: str = "-") -> str:
    """Return the format asked for, else the one the ending of a file means, else text.

    Raises:
        UsageError: when there is none such.
    """
    if wanted in WRITERS:
        return str(wanted)
    if wanted:
        near = nearest(wanted, WRITERS)
        hint = f"did you mean {near}?" if near else f"there are {', '.join(WRITERS)}"
        raise UsageError(f"{wanted!r} is not a format of citations; {hint}")
    if output == "-":
        return "text"
    ending = output.rpartition(".")[2].lower()
    if ending not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise UsageError(f"{output}: no format goes with that ending ({known}); add --format")
    return ENDINGS[ending]


def _line(work: Work, lang: str) -> str:
    """Return a record as a sentence: who, when, what, where."""
    names = [f"{one.name}, {one.given}" if one.given else one.name for one in work.authors]
    who = "; ".join(names)
    volume = f"{work.volume}({work.issue})" if work.issue else work.volume
    place = ", ".join(filter(None, [work.container, volume, work.pages]))
    version = phrase("ask.cite.version", lang, version=work.version) if work.version else ""
    year = work.year or phrase("ask.cite.undated", lang)
    about = f"[{work.note}]" if work.note else ""
    parts = [
        f"{who} ({year})" if who else "",
        " ".join(filter(None, [work.title, about])) + ("" if who else f" ({year})"),
        phrase("ask.cite.in", lang, place=place) if work.seal and place else place,
        work.publisher,
        version,
        f"https://doi.org/{work.doi}" if work.doi else work.url,
    ]
    sentences = [clean(part).rstrip(".") for part in parts if part]
    return ". ".join(sentences[:-1]) + f". {sentences[-1]}"
