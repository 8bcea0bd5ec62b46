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


def write_text(works: Iterable[Work]) -> str:
    """Return one line a work to print, and below a sealed one its short seal in brackets."""
    lines = []
    for work in works:
        seal = f"[{write_seal(work.seal, short=True)}]\n" if work.seal else ""
        lines.append(f"{_line(work)}\n{seal}")
    return "\n".join(lines)


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


def _line(work: Work) -> str:
    """Return a record as a sentence: who, when, what, where."""
    names = [f"{one.name}, {one.given}" if one.given else one.name for one in work.authors]
    who = "; ".join(names)
    volume = f"{work.volume}({work.issue})" if work.issue else work.volume
    place = ", ".join(filter(None, [work.container, volume, work.pages]))
    version = f"Version {work.version}" if work.version else ""
    about = f"[{work.note}]" if work.note else ""
    parts = [
        f"{who} ({work.year or 'n.d.'})" if who else "",
        " ".join(filter(None, [work.title, about])) + ("" if who else f" ({work.year or 'n.d.'})"),
        f"In: {place}" if work.seal and place else place,
        work.publisher,
        version,
        f"https://doi.org/{work.doi}" if work.doi else work.url,
    ]
    sentences = [clean(part).rstrip(".") for part in parts if part]
    return ". ".join(sentences[:-1]) + f". {sentences[-1]}"
