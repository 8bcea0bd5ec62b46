"""The page to take the graph away: downloads with checksums, how to read and to cite it."""

from decimal import Decimal

from taobao_kg import __version__
from taobao_kg.ask.cite.formats import WRITERS, write_works
from taobao_kg.ask.cite.works import Work
from taobao_kg.release import read_release
from taobao_kg.site.downloads import Download
from taobao_kg.site.pages.every import Page
from taobao_kg.site.pages.guide import find_example
from taobao_kg.site.wording import Wording
from taobao_kg.vocab import BASE
from taobao_kg.words.numbers import round_digits, write_digits


def data_page(wording: Wording, downloads: list[Download]) -> Page:
    """Return the page of the downloads, which may be none, and the guide."""
    release = read_release()
    work = Work(
        key=f"taobao-kg-{__version__}",
        kind="data set",
        title=release.title,
        authors=release.authors,
        date=release.date,
        version=__version__,
        url=BASE,
    )
    values = {
        "label": wording.say["nav"]["data"],
        "downloads": [(one, write_size(one.size, wording.lang)) for one in downloads],
        "cited": {form: write_works([work], form, wording.lang).strip() for form in WRITERS},
        "example": find_example(wording),
    }
    return Page("data", "data", values)


def write_size(size: int, lang: str) -> str:
    """Return a number of bytes as people read it, to three digits, with decimal prefixes (SI).

    >>> write_size(999, "en"), write_size(1_234_567, "en"), write_size(43_210, "id")
    ('999 B', '1.23 MB', '43,2 kB')
    """
    value, unit = Decimal(size), "B"
    for larger in ("kB", "MB", "GB"):
        if value < 1000:
            break
        value, unit = value / 1000, larger
    return f"{write_digits(round_digits(value), lang)} {unit}"
