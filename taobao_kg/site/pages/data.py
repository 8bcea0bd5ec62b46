"""The page to take the graph away: downloads with checksums, how to read and to cite it."""

from taobao_kg import __version__
from taobao_kg.ask.cite.formats import WRITERS, write_works
from taobao_kg.ask.cite.works import Work
from taobao_kg.release import read_release
from taobao_kg.site.downloads import Download
from taobao_kg.site.pages.every import Page
from taobao_kg.site.wording import Wording
from taobao_kg.vocab import BASE


def data_page(wording: Wording, downloads: list[Download]) -> Page:
    """Return the page of the downloads."""
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
    cited = {form: write_works([work], form, wording.lang).strip() for form in WRITERS}
    label = wording.say["nav"]["data"]
    return Page("data", "data", {"label": label, "downloads": downloads, "cited": cited})
