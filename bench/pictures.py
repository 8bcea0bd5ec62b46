"""Pictures of the network in Chromium: from the navigation until they are drawn."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from chromium import LIMIT, NoChromiumError, open_browser, serve
from measure import program

from taobao_kg.build.pipeline import build
from taobao_kg.folders import Folders, find_folders
from taobao_kg.graph import open_graph
from taobao_kg.site.atlas import Atlas
from taobao_kg.site.publishing import ASSETS
from taobao_kg.site.rendering import Renderer
from taobao_kg.site.script_data import script_data
from taobao_kg.site.wording import Wording

Json = dict[str, Any]

#: Things of the map.
SIZES = (1_000, 10_000)
#: Files of a site that Explore asks for, besides its page.
ASKED = (
    *("assets/site.css", "assets/atlas.js", "assets/explore.js"),
    *("assets/data/explore.js", "assets/data/words-en.js"),
)
#: Looks at each frame whether a picture is there, then waits for the one in which it is seen.
WATCH = """
const look = () => {
  if (!(WHEN)) return requestAnimationFrame(look);
  requestAnimationFrame(() => requestAnimationFrame(() => {
    window.drawn = { after: performance.now(), things: Number(THINGS) };
  }));
};
requestAnimationFrame(look);
"""


class Picture(NamedTuple):
    """A page with a picture.

    Attributes:
        name: what is drawn by what.
        files: what the page is made of, it first.
        hash: the rest of its address.
        when: a script that is true once the picture is there.
        things: a script for how many things it shows.
    """

    name: str
    files: list[Path]
    hash: str
    when: str
    things: str


class Time(NamedTuple):
    """What one picture took once.

    Attributes:
        things: how many it shows.
        clock: seconds from the navigation until it is drawn.
        processors: seconds that all processes of the browser used until that was noticed.
    """

    things: int
    clock: float
    processors: float


def main() -> None:
    """Print a line a picture."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="once each, and no large map")
    is_small = parser.parse_args().small
    with TemporaryDirectory() as temporary:
        root = Path(temporary)
        pictures = list(_make(root, SIZES[:1] if is_small else SIZES))
        try:
            costs = _time_all(root, pictures, 1 if is_small else 7)
        except NoChromiumError as error:
            print(f"not measured: {error}")
            return
        head = ("things", "kB zipped", "s, least", "median", "s of processors")
        print(f"{'picture':<28}{head[0]:>8}{head[1]:>11}{head[2]:>10}{head[3]:>8}{head[4]:>17}")
        for picture, times in zip(pictures, costs, strict=True):
            kilobytes = sum(len(gzip.compress(file.read_bytes())) for file in picture.files) / 1e3
            clock = [time.clock for time in times]
            print(
                f"{picture.name:<28}{times[0].things:>8,}{kilobytes:>11,.0f}{min(clock):>10.2f}"
                f"{median(clock):>8.2f}{median(time.processors for time in times):>17.2f}"
            )


def _make(root: Path, sizes: tuple[int, ...]) -> Iterator[Picture]:
    folders = find_folders(build=root / "build")
    build(folders)
    view = root / "view.html"
    command = [program(), "view", "--quiet", "--build", str(root / "build"), "-o", str(view)]
    if subprocess.run(command, check=False).returncode:
        sys.exit(f"failed: {' '.join(command)}")
    yield Picture(
        "pyvis, by taobao-kg view",
        [view],
        "",
        "document.documentElement?.dataset.ready === 'yes'",
        "document.getElementById('count').textContent",
    )
    site = root / "site"
    explored = _write_explore(folders, site)
    yield Picture(
        "Explore, network: SVG",
        _files(site),
        "#tab=network",
        "document.querySelector('.stage .node')",
        "document.querySelectorAll('.stage .node').length",
    )
    for size in sizes:
        made = root / f"site-{size}"
        shutil.copytree(site, made)
        _write_value(made, "explore", multiply(explored, size))
        yield Picture(
            "Explore, map: WebGL",
            _files(made),
            "#tab=network&all=1",
            "document.querySelector('.sight[data-drawn]')",
            "document.querySelector('.sight').dataset.drawn",
        )


def _write_explore(folders: Folders, site: Path) -> Json:
    """Write the page Explore with its scripts and data; return what it shows."""
    atlas = Atlas(open_graph(folders), folders)
    shutil.copytree(ASSETS, site / "assets")
    (site / "assets" / "data").mkdir()
    for name, text in script_data(atlas):
        (site / "assets" / "data" / f"{name}.js").write_text(text, encoding="utf-8")
    values = {"script": "explore", "label": "Explore", "needs": "", "asked": None}
    page = Renderer(Wording(atlas, "en")).render("script", "explore", values)
    (site / "explore.html").write_text(page, encoding="utf-8")
    text = (site / "assets" / "data" / "explore.js").read_text(encoding="utf-8")
    explored: Json = json.loads(text[text.index(",") + 1 : text.rindex(")")])
    return explored


def _write_value(site: Path, name: str, value: Json) -> None:
    text = f'TaobaoKG.receive("{name}",{json.dumps(value, ensure_ascii=False)});\n'
    (site / "assets" / "data" / f"{name}.js").write_text(text, encoding="utf-8")


def _files(site: Path) -> list[Path]:
    return [site / "explore.html", *(site / name for name in ASKED)]


def multiply(explored: Json, size: int) -> Json:
    """Return what Explore shows, with so many things that are drawn.

    Things are copied with what is said of them, each copy with names of its own and linked within
    itself; of the last copy some are left out, evenly among the kinds.
    """
    groups = {group["name"] for group in explored["groups"]}
    drawn = [i for i, thing in enumerate(explored["things"]) if thing["group"] in groups]
    things: list[Json] = []
    statements: list[Json] = []
    links: list[list[Any]] = []
    rest = size
    for copy in count():
        wanted = min(rest, len(drawn))
        left_out = set(drawn) - {drawn[i * len(drawn) // wanted] for i in range(wanted)}
        kept = (i for i in range(len(explored["things"])) if i not in left_out)
        place = {old: new for new, old in enumerate(kept, len(things))}
        for old in place:
            thing = explored["things"][old]
            used = [place[one] for one in thing.get("instruments", []) if one in place]
            things.append({**thing, "id": f"{thing['id']}~{copy}", "instruments": used})
        statements += _copy_statements(explored["statements"], place, copy)
        links += [
            [place[start], name, place[end], derived]
            for start, name, end, derived in explored["links"]
            if start in place and end in place
        ]
        rest -= wanted
        if not rest:
            break
    return {**explored, "things": things, "statements": statements, "links": links}


def _copy_statements(statements: list[Json], place: dict[int, int], copy: int) -> Iterator[Json]:
    for one in statements:
        ends = {name: one[name] for name in ("s", "o", "unit") if name in one}
        if any(end not in place for end in [*ends.values(), *one["by"]]):
            continue
        moved = {name: place[end] for name, end in ends.items()}
        by = [place[end] for end in one["by"]]
        yield {**one, **moved, "by": by, "id": f"{one['id']}~{copy}"}


def _time_all(root: Path, pictures: list[Picture], runs: int) -> list[list[Time]]:
    """Open all pictures in turn, several times, after once to warm the browser up."""
    found: list[list[Time]] = [[] for _ in pictures]
    with open_browser() as driver, serve(root) as address:
        for run in range(runs + 1):
            for times, picture in zip(found, pictures, strict=True):
                page = f"{address}/{picture.files[0].relative_to(root)}{picture.hash}"
                time = _time_once(driver, page, picture)
                if run:
                    times.append(time)
    return found


def _time_once(driver: Any, page: str, picture: Picture) -> Time:
    from selenium.webdriver.support.wait import WebDriverWait

    driver.get("about:blank")
    source = WATCH.replace("WHEN", picture.when).replace("THINGS", picture.things)
    added = driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    before = _processors(driver.service.process.pid)
    try:
        driver.get(page)
        wait = WebDriverWait(driver, LIMIT, 0.05)
        drawn = wait.until(lambda d: d.execute_script("return window.drawn"))
        used = _processors(driver.service.process.pid) - before
        return Time(int(drawn["things"]), drawn["after"] / 1000, used)
    finally:
        driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


def _processors(root: int) -> float:
    """Return the seconds of processors that a process and those below it have used (Linux).

    Of those that have ended too: their seconds are then among those of their parent.
    """
    used, parents = {}, {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # a process that just ended
            fields = file.read_text().rpartition(")")[2].split()
            parents[int(file.parent.name)] = int(fields[1])
            used[int(file.parent.name)] = sum(map(int, fields[11:15]))
    below = {root}
    while more := {one for one, parent in parents.items() if parent in below} - below:
        below |= more
    return sum(used.get(one, 0) for one in below) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
