"""Cite this: the record of a page in the formats that reference managers read."""

from taobao_kg import __version__
from taobao_kg.ask.cite.formats import WRITERS, write_works
from taobao_kg.ask.cite.works import Work
from taobao_kg.ask.screen import clean
from taobao_kg.release import read_release
from taobao_kg.site.atlas import Thing


def cite_page(thing: Thing, label: str, lang: str) -> dict[str, str]:
    """Return the citation of a page as a part of the data set, by format."""
    release = read_release()
    slug = thing.page.rpartition("/")[2]
    work = Work(
        key=f"taobao-kg-{__version__}-{thing.kind}-{slug}",
        kind="data set",
        title=clean(label),
        authors=release.authors,
        date=release.date,
        container=release.title,
        version=__version__,
        url=thing.iri,
    )
    return {form: write_works([work], form, lang).strip() for form in WRITERS}
