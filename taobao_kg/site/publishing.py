"""Publishing: all pages, data and downloads into a folder that appears whole or not at all."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from taobao_kg.ask.formats import write_answer
from taobao_kg.ask.lenses import open_lens
from taobao_kg.ask.questions import list_questions
from taobao_kg.errors import UsageError
from taobao_kg.folders import Folders
from taobao_kg.site.addresses import file_of
from taobao_kg.site.atlas import Atlas
from taobao_kg.site.catalogue import write_catalogue
from taobao_kg.site.downloads import Download, write_downloads
from taobao_kg.site.pages.data import data_page
from taobao_kg.site.pages.every import pages_of
from taobao_kg.site.pages.question import answer_of
from taobao_kg.site.rendering import Renderer
from taobao_kg.site.script_data import script_data
from taobao_kg.site.sitemap import require_url, write_sitemap
from taobao_kg.site.through import Effect, offered_lenses, see_through
from taobao_kg.site.twins import twin_texts
from taobao_kg.site.wording import Wording
from taobao_kg.words.catalogue import phrases
from taobao_kg.words.languages import LANGUAGES, TAGS

#: Says that a folder was written by us and may be replaced.
MARK = ".taobao-kg-site"
ASSETS = Path(__file__).parent / "assets"
#: What is written beside the pages of each language.
_DATA = "data"
Said = Callable[[str], None]


def write_site(
    folders: Folders,
    lens: Sequence[str],
    output: str,
    said: Said,
    jobs: int = 0,
    *,
    url: str = "",
) -> int:
    """Write the site and return how many files it has.

    Args:
        folders: of an up-to-date build.
        lens: through which the graph is seen.
        output: a folder; one that is there is replaced when it is ours.
        said: is told which part is written.
        jobs: how many processes to use; 0 for as many as there are processors.
        url: where the site will be on the web, for what must name whole addresses: the map of the
            site, catalogues, canonical links.

    Raises:
        UsageError: when the folder is not ours, or cannot be written, or the address is none.
    """
    url = require_url(url) if url else ""
    target = Path(os.path.realpath(output))
    _require_ours(target, output)
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".taobao-kg-") as temporary:
            made = Path(temporary) / "site"
            made.mkdir()
            copytree(ASSETS, made / "assets")
            write_parts(folders, lens, made, said, jobs, url=url)
            write_sitemap(made, url)
            (made / MARK).write_text("written by taobao-kg site\n", encoding="utf-8")
            if target.exists():
                target.rename(Path(temporary) / "old")
            made.rename(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{output}: cannot be written ({reason}); choose another place") from error
    return sum(1 for path in target.rglob("*") if path.is_file())


def _require_ours(target: Path, output: str) -> None:
    if not target.parent.is_dir():
        raise UsageError(f"{output}: there is no folder {target.parent.name}; make it first")
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"{output} is a file; give -o a folder")
    if any(target.iterdir()) and not (target / MARK).is_file():
        raise UsageError(
            f"{output} holds files that are not a site of ours; give -o another folder, or empty it"
        )


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
        url: see `write_site`; ends in a slash.
    """
    parts = [_DATA, *LANGUAGES]
    jobs = min(jobs or os.cpu_count() or 1, len(parts))
    offered = offered_lenses(open_lens(folders, lens))
    if jobs == 1:
        effects = _effects(folders, lens, offered)
        for part in parts:
            _write_part(folders, lens, made, part, effects, alone=alone, url=url)
            said(part)
        return
    # Spawned, not forked: the engine has threads of its own.
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        shares = [offered[place::jobs] for place in range(jobs)]
        seen = [pool.submit(_effects, folders, lens, share) for share in shares]
        known = {effect.value: effect for some in seen for effect in some.result()}
        effects = [known[value] for value in offered]
        running = {
            pool.submit(_write_part, folders, lens, made, part, effects, alone=alone, url=url): part
            for part in parts
        }
        for done in as_completed(running):
            done.result()
            said(running[done])


def _effects(folders: Folders, lens: Sequence[str], offered: Sequence[str]) -> list[Effect]:
    return list(see_through(open_lens(folders, lens), folders, offered))


def _write_part(
    folders: Folders,
    lens: Sequence[str],
    made: Path,
    part: str,
    effects: Sequence[Effect],
    *,
    alone: bool,
    url: str,
) -> None:
    atlas = Atlas(open_lens(folders, lens), folders, effects)
    if part == _DATA:
        texts = chain(_script_files(atlas), _of_folder(atlas, made, url, alone=alone))
    else:
        texts = chain(_pages(atlas, part, url))
    for path, text in texts:
        target = made / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def _pages(atlas: Atlas, lang: str, url: str) -> Iterator[tuple[str, str]]:
    wording = Wording(atlas, lang)
    renderer = Renderer(wording, url)
    for page in pages_of(wording):
        yield wording.file(page.place), renderer.render(page.template, page.place, page.values)


def _script_files(atlas: Atlas) -> Iterator[tuple[str, str]]:
    for name, text in script_data(atlas):
        yield f"assets/data/{name}.js", text


def _files(atlas: Atlas) -> Iterator[tuple[str, str]]:
    for thing in atlas.things.values():
        for ending, text in twin_texts(atlas, thing).items():
            yield f"data{thing.page.removeprefix('doc')}.{ending}", text
    english = Wording(atlas, "en")
    for question in list_questions(atlas.folders.queries):
        answer = answer_of(english, question)
        yield f"q/{question.name}.rq", question.sparql
        yield f"q/{question.name}.csv", write_answer(answer, "csv")
        yield f"q/{question.name}.json", write_answer(answer, "json")


def _of_folder(atlas: Atlas, made: Path, url: str, *, alone: bool) -> Iterator[tuple[str, str]]:
    """Yield what a folder offers and the pages about it; a single file has the pages alone."""
    downloads: list[Download] = []
    if not alone:
        downloads = write_downloads(atlas.graph, atlas.folders.ontology, made)
        write_catalogue(atlas.graph, made, downloads, url)
        yield from _files(atlas)
        yield "404.html", _missing_page(atlas, url)
    for lang in LANGUAGES:
        wording = Wording(atlas, lang)
        page = data_page(wording, downloads)
        text = Renderer(wording, url).render(page.template, page.place, page.values)
        yield wording.file(page.place), text


def _missing_page(atlas: Atlas, url: str) -> str:
    """Return the page for addresses that lead nowhere, in all languages at once.

    A server shows it at any depth: its links are whole paths where these are known.
    """
    told = [
        (TAGS[lang], file_of("index", lang), say["title"], say["home"])
        for lang in LANGUAGES
        if (say := phrases("site.pages.missing", lang))
    ]
    values = {"label": "404", "told": told, "root": urlsplit(url).path}
    return Renderer(Wording(atlas, "en"), url).render("missing", "index", values)
