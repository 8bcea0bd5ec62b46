"""A real Chromium, and the pages it opens from disk."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from taobao_kg.folders import Folders
from taobao_kg.graph import Graph, open_graph
from taobao_kg.show.network import network_of
from taobao_kg.show.page import Page, build_page
from taobao_kg.show.records import read_records
from taobao_kg.show.view import render_view
from taobao_kg.vocab import ID
from taobao_kg.words.languages import LANGUAGES

#: Things whose pages `front` has.
THINGS = (
    "actor/state-council",
    "indicator/taobao-village-count",
    "place/zhejiang",
    "policy/broadband-strategy",
)

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    # WebGL without a graphics card.
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-accelerated-2d-canvas",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


#: Values that the page Explore asks for.
EXPLORE_DATA = ("explore", "lenses", "words-en", "words-id", "words-zh")

#: Whether the focus is seen: an outline, in a picture a thick line.
SEEN = (
    "const look = getComputedStyle(document.activeElement);"
    "const box = document.activeElement.getBoundingClientRect();"
    "return box.width > 0 && box.height > 0 && document.activeElement.matches(':focus-visible')"
    " && (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 1"
    " || look.strokeWidth && parseFloat(look.strokeWidth) >= 2)"
)


class Browser:
    """One window with what the tests ask of it again and again."""

    def __init__(self, driver: Any, downloads: Path) -> None:
        self.driver = driver
        self.downloads = downloads

    def open(
        self,
        page: Path | str,
        address: str = "",
        *,
        width: int = 1440,
        dark: bool = False,
        scripted: bool = True,
    ) -> None:
        """Open a page from disk, or at a web address, as if for the first time."""
        self.driver.get("about:blank")
        # A full history of 50 would drop the page's own first entry, as no hand made it, and the
        # second step back would leave the page.
        self.call("Page.resetNavigationHistory")
        assert len(self.call("Page.getNavigationHistory")["entries"]) < 3
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        height = 844 if width < 600 else 900
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.driver.get((page if isinstance(page, str) else page.as_uri()) + address)
        # Until it is loaded, Chromium replaces the address instead of adding to the history.
        self.wait("return performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
        if scripted:
            assert self.run("return document.documentElement.dataset.ready") == "yes"

    def call(self, command: str, **parameters: Any) -> Any:
        return self.driver.execute_cdp_cmd(command, parameters)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def wait(self, script: str, seconds: float = 10) -> Any:
        """Wait until a script returns something true; return that."""
        from selenium.webdriver.support.wait import WebDriverWait

        return WebDriverWait(self.driver, seconds, 0.05).until(lambda d: d.execute_script(script))

    def click(self, selector: str) -> None:
        self.run("document.querySelector(arguments[0]).click()", selector)

    def text(self, selector: str) -> str:
        return str(self.run("return document.querySelector(arguments[0]).textContent", selector))

    def texts(self, selector: str) -> list[str]:
        script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)"
        return list(self.run(script, selector))

    def fill(self, selector: str, text: str) -> None:
        """Put a text into a field as if typed, and leave the field."""
        self.run(
            "const field = document.querySelector(arguments[0]); field.value = arguments[1];"
            "for (const kind of ['input', 'change'])"
            " field.dispatchEvent(new Event(kind, { bubbles: true }))",
            selector,
            text,
        )

    def press(self, key: str) -> None:
        """Send a key to whatever has the focus."""
        from selenium.webdriver.common.keys import Keys

        self.driver.switch_to.active_element.send_keys(getattr(Keys, key, key))

    def arrived(self, name: str) -> bytes:
        """Return the content of a file once it has come, and take it away."""
        file = self.downloads / name
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if file.exists() and file.stat().st_size:
                content = file.read_bytes()
                file.unlink()
                return content
            time.sleep(0.05)
        raise AssertionError(f"{name} did not come")

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Addresses asked for since the page was opened, but for the page and inline data."""
        asked = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.append(message["params"]["request"]["url"])
        return [url for url in asked if not url.startswith(("file:", "data:", "blob:", "about:"))]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium from PyPI")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    driver_program = shutil.which("chromedriver")
    if not program or not driver_program:
        pytest.skip("needs Debian's chromium and chromium-driver")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(driver_program))
    downloads = tmp_path_factory.mktemp("downloads")
    driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)}
    )
    try:
        yield Browser(driver, downloads)
    finally:
        driver.quit()


class Keys:
    """Hands on a keyboard, and no mouse."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def chord(self, held: str, key: str) -> None:
        """Press a key with another held down."""
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys as Names

        hold = getattr(Names, held)
        chain = ActionChains(self.browser.driver).key_down(hold)
        chain.send_keys(getattr(Names, key, key)).key_up(hold).perform()

    def tab_to(self, selector: str, *, back: bool = False, most: int = 400) -> None:
        """Go to an element by Tab alone; its focus must be seen."""
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys as Names

        script = "return document.activeElement && document.activeElement.matches(arguments[0])"
        for _ in range(most):
            if back:
                self.chord("SHIFT", "TAB")
            else:
                ActionChains(self.browser.driver).send_keys(Names.TAB).perform()
            if self.browser.run(script, selector):
                assert self.seen(), f"the focus is not seen on {selector}"
                return
        raise AssertionError(f"no way to {selector} with the Tab key")

    def seen(self) -> bool:
        """Return whether a reader sees what has the focus."""
        return bool(self.browser.run(SEEN))


@pytest.fixture
def keys(browser: Browser) -> Keys:
    return Keys(browser)


@pytest.fixture(scope="session")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Write a page once for each set of choices; return where it lies."""
    folder = tmp_path_factory.mktemp("pages")
    written: dict[tuple[int, str], Path] = {}

    def write(graph: Graph, **choices: Any) -> Path:
        key = id(graph), repr(sorted(choices.items()))
        if key not in written:
            written[key] = folder / f"{len(written)}.html"
            written[key].write_text(render_view(graph, **choices), encoding="utf-8")
        return written[key]

    return write


@pytest.fixture(scope="session")
def overview(real_graph: Graph) -> Page:
    """What the page shows at first, as Python has it."""
    records = read_records(real_graph)
    return build_page(records, network_of(records))


@pytest.fixture(scope="session")
def overview_file(real_graph: Graph, page_of: Callable[..., Path]) -> Path:
    return page_of(real_graph)


@pytest.fixture(scope="session")
def rings_file(real_graph: Graph, page_of: Callable[..., Path]) -> Path:
    return page_of(real_graph, about="state-council")


@pytest.fixture(scope="session")
def front(real_built: Folders, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The front pages of the site and a few of things, with all scripts and their data."""
    from taobao_kg.site.atlas import Atlas
    from taobao_kg.site.pages.every import page_of_thing, pages_of
    from taobao_kg.site.publishing import ASSETS
    from taobao_kg.site.rendering import Renderer
    from taobao_kg.site.script_data import script_data
    from taobao_kg.site.wording import Wording

    folder = tmp_path_factory.mktemp("front") / "site"
    shutil.copytree(ASSETS, folder / "assets")
    atlas = Atlas(open_graph(real_built), real_built)
    files = {f"assets/data/{name}.js": text for name, text in script_data(atlas)}
    for lang in LANGUAGES:
        wording = Wording(atlas, lang)
        renderer = Renderer(wording)
        pages = list(
            takewhile(
                lambda page: page.template != "kind" or "/" not in page.place, pages_of(wording)
            )
        )
        pages += [page_of_thing(wording, atlas.things[ID + path]) for path in THINGS]
        for page in pages:
            text = renderer.render(page.template, page.place, page.values)
            files[wording.file(page.place)] = text
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def explore_site(
    real_built: Folders, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """The page in each language, with its scripts and data; return where one lies."""
    from taobao_kg.site.atlas import Atlas
    from taobao_kg.site.publishing import ASSETS
    from taobao_kg.site.rendering import Renderer
    from taobao_kg.site.script_data import script_data
    from taobao_kg.site.wording import Wording

    folder = tmp_path_factory.mktemp("explore") / "site"
    shutil.copytree(ASSETS, folder / "assets")
    atlas = Atlas(open_graph(real_built), real_built)
    (folder / "assets" / "data").mkdir()
    for name, text in script_data(atlas):
        if name in EXPLORE_DATA:
            (folder / "assets" / "data" / f"{name}.js").write_text(text, encoding="utf-8")
    for lang in LANGUAGES:
        wording = Wording(atlas, lang)
        values = {"script": "explore", "label": "Explore", "needs": "", "asked": None}
        page = Renderer(wording).render("script", "explore", values)
        (folder / wording.file("explore")).write_text(page, encoding="utf-8")
    endings = {"en": ".html", "id": ".id.html", "zh": ".zh.html"}
    return lambda lang: folder / f"explore{endings[lang]}"


@pytest.fixture
def open_explore(browser: Browser, explore_site: Callable[[str], Path]) -> Callable[..., None]:
    def open_it(address: str = "", lang: str = "en", **choices: Any) -> None:
        browser.open(explore_site(lang), address, **choices)
        browser.wait("return document.getElementById('explore').dataset.ready === 'yes'")

    return open_it
