"""Parts: the site in pieces that are written on their own, by as many processes as there are."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlsplit

from taobao_kg.ask.formats import write_answer
from taobao_kg.ask.lenses import open_lens
from taobao_kg.ask.questions import list_questions
from taobao_kg.folders import Folders
from taobao_kg.site.addresses import file_of
from taobao_kg.site.atlas import Atlas
from taobao_kg.site.catalogue import write_catalogue
from taobao_kg.site.downloads import Download, write_downloads
from taobao_kg.site.pages.data import data_page
from taobao_kg.site.pages.every import Page, page_of_question, pages_of
from taobao_kg.site.pages.question import answer_of, behind_shown
from taobao_kg.site.rendering import Renderer
from taobao_kg.site.script_data import script_data
from taobao_kg.site.through import Effect, offered_lenses, see_through
from taobao_kg.site.twins import numbers_csv, twin_texts
from taobao_kg.site.wording import Wording
from taobao_kg.words.catalogue import phrases
from taobao_kg.words.languages import LANGUAGES, TAGS

#: What says nothing of lenses is written while it is found out what these do; the rest after that.
#: In both the largest first, that all processes end at about the same time.
EARLY, LATE = ("downloads", "twins"), (*LANGUAGES, "questions", "scripts")
PARTS = (*EARLY, *LATE)
Said = Callable[[str], None]
Text = tuple[str, str]


def write_parts(
    folders: Folders,
    lens: Sequence[str],
    made: Path,
    said: Said,
    jobs: int = 0,
    *,
    alone: bool = False,
    url: str = "",
) -> None:
    """Write the pages of every language and what they share into a folder.

    Args:
        folders: of an up-to-date build.
        lens: through which the graph is seen.
        made: the folder.
        said: is told each part that is done.
        jobs: how many processes to use; 0 for as many as there are processors.
        alone: leave out the files that only a folder can offer: twins and downloads.
        url: see `taobao_kg.site.publishing.write_site`; ends in a slash.
    """
    jobs = min(jobs or os.cpu_count() or 1, len(PARTS))
    if jobs == 1:
        atlas = Atlas(open_lens(folders, lens), folders)
        workshop = Workshop(atlas, made, alone=alone, url=url)
        for part in PARTS:
            workshop.write(part)
            said(part)
        return
    # Spawned, not forked: the engine has threads of its own. To look for cycles in millions of
    # objects takes a sixth of the time, and there are hardly any.
    with ProcessPoolExecutor(jobs, get_context("spawn"), gc.disable) as pool:
        given = (folders, lens, made, alone, url)
        offered = offered_lenses(open_lens(folders, lens))
        shares = jobs if alone else max(1, jobs - len(EARLY))
        seen = [
            pool.submit(_effects, folders, lens, offered[place::shares]) for place in range(shares)
        ]
        running = {pool.submit(_write_part, part, None, *given): part for part in EARLY}
        known = {effect.value: effect for some in seen for effect in some.result()}
        effects = tuple(known[value] for value in offered)
        running |= {pool.submit(_write_part, part, effects, *given): part for part in LATE}
        for done in as_completed(running):
            done.result()
            said(running[done])


class Workshop:
    """What writes parts of one site; what several parts need is read once.

    Attributes:
        atlas: what the parts tell; it finds out what lenses do when a part asks and nobody told it.
    """

    def __init__(self, atlas: Atlas, made: Path, *, alone: bool, url: str) -> None:
        """Take the atlas, and the rest as `write_parts` is given it."""
        self.atlas = atlas
        self._made, self._alone, self._url = made, alone, url
        self._wording = cache(lambda lang: Wording(atlas, lang))
        self._renderer = cache(lambda lang: Renderer(self._wording(lang), url))

    def write(self, part: str) -> None:
        """Write one of `PARTS`."""
        folders: set[Path] = set()
        for path, text in self._texts(part):
            target = self._made / path
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(target.parent)
            target.write_bytes(text.encode())

    def _texts(self, part: str) -> Iterator[Text]:
        if part in LANGUAGES:
            return (self._render(part, page) for page in pages_of(self._wording(part)))
        if part == "scripts":
            data = script_data(self.atlas)
            return ((f"assets/data/{name}.js", text) for name, text in data)
        if part == "questions":
            return self._questions()
        return self._downloads() if part == "downloads" else self._twins()

    def _render(self, lang: str, page: Page) -> Text:
        text = self._renderer(lang).render(page.template, page.place, page.values)
        return file_of(page.place, lang), text

    def _questions(self) -> Iterator[Text]:
        """Yield the pages of each question, answered once for all languages, and its files."""
        for question in list_questions(self.atlas.folders.queries):
            answer = answer_of(self._wording("en"), question)
            behind = behind_shown(answer)
            for lang in LANGUAGES:
                page = page_of_question(self._wording(lang), question, answer, behind)
                yield self._render(lang, page)
            if not self._alone:
                yield f"q/{question.name}.rq", question.sparql
                yield f"q/{question.name}.csv", write_answer(answer, "csv")
                yield f"q/{question.name}.json", write_answer(answer, "json")

    def _twins(self) -> Iterator[Text]:
        for thing in () if self._alone else self.atlas.things.values():
            for ending, text in twin_texts(self.atlas, thing).items():
                yield f"data{thing.page.removeprefix('doc')}.{ending}", text
            if thing.kind == "indicator":
                yield f"data{thing.page.removeprefix('doc')}.csv", numbers_csv(self.atlas, thing)

    def _downloads(self) -> Iterator[Text]:
        """Yield what a folder offers and the pages about it; a single file has the pages alone."""
        downloads: list[Download] = []
        if not self._alone:
            graph, folders = self.atlas.graph, self.atlas.folders
            downloads = write_downloads(graph, folders.ontology, self._made)
            write_catalogue(graph, self._made, downloads, self._url)
            yield "404.html", self._missing_page()
        for lang in LANGUAGES:
            yield self._render(lang, data_page(self._wording(lang), downloads))

    def _missing_page(self) -> str:
        """Return the page for addresses that lead nowhere, in all languages at once.

        A server shows it at any depth: its links are whole paths where these are known.
        """
        told = [
            (TAGS[lang], file_of("index", lang), say["title"], say["home"])
            for lang in LANGUAGES
            if (say := phrases("site.pages.missing", lang))
        ]
        values = {"label": "404", "told": told, "root": urlsplit(self._url).path}
        return self._renderer("en").render("missing", "index", values)


def _effects(folders: Folders, lens: Sequence[str], offered: Sequence[str]) -> list[Effect]:
    return list(see_through(open_lens(folders, lens), folders, offered))


#: That of this process, by the folder it writes into; it lives as long as the site is written.
_workshops: dict[Path, Workshop] = {}


def _write_part(
    part: str,
    effects: tuple[Effect, ...] | None,
    folders: Folders,
    lens: Sequence[str],
    made: Path,
    alone: bool,
    url: str,
) -> None:
    if made not in _workshops:
        atlas = Atlas(open_lens(folders, lens), folders)
        _workshops[made] = Workshop(atlas, made, alone=alone, url=url)
    workshop = _workshops[made]
    if effects is not None:
        workshop.atlas.effects = effects
    workshop.write(part)
