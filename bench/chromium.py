"""How long a reader waits for a page of a site: a static server and a real Chromium."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

#: Seconds after which a page that is not ready is given up.
LIMIT = 60

#: As on a machine without a graphics card: canvas by the processors, WebGL by SwiftShader.
_FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    "--enable-unsafe-swiftshader",
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
#: Notes when the page first says that its engine has the graph, in ms since the navigation.
_LISTEN = """
new MutationObserver((_, observer) => {
  const state = document.querySelector("#workbench .state")?.dataset.state;
  if (state !== "ready" && state !== "failed") return;
  observer.disconnect();
  window.workbenchReady = { state, after: performance.now() };
}).observe(document, { attributeFilter: ["data-state"], childList: true, subtree: true });
"""


class NoChromiumError(Exception):
    """There is no browser here to measure in; says what is missing."""


def time_workbench(site: Path, runs: int = 3) -> list[float]:
    """Open the workbench several times in a new browser.

    The first time nothing is in the browser's cache; later it may keep what it has, as it does
    for a reader who comes back.

    Args:
        site: a folder that `taobao-kg site` wrote.
        runs: how often.

    Returns:
        Seconds of the clock from the navigation until the engine has the whole graph and can be
        asked, in order.

    Raises:
        NoChromiumError: when Selenium, Chromium or its driver is not installed.
        RuntimeError: when the workbench fails.
    """
    with open_browser() as driver, serve(site) as address:
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _LISTEN})
        return [_time_once(driver, f"{address}/workbench.html") for _ in range(runs)]


def _time_once(driver: Any, page: str) -> float:
    from selenium.webdriver.support.wait import WebDriverWait

    driver.get("about:blank")
    driver.get(page)
    wait = WebDriverWait(driver, LIMIT, 0.05)
    found = wait.until(lambda d: d.execute_script("return window.workbenchReady"))
    if found["state"] != "ready":
        told = "return document.querySelector('#workbench .state').textContent"
        raise RuntimeError(f"the workbench failed: {driver.execute_script(told)}")
    return float(found["after"]) / 1000


@contextmanager
def open_browser() -> Iterator[Any]:
    """Run a Chromium with a new profile."""
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError as error:
        raise NoChromiumError("selenium is not installed") from error
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    driver_program = shutil.which("chromedriver")
    if not program or not driver_program:
        raise NoChromiumError("there is no chromium with its chromedriver")
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = program
        for flag in (*_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=Service(driver_program))
        try:
            yield driver
        finally:
            driver.quit()


class _Quiet(SimpleHTTPRequestHandler):
    """A static file for each request, over connections that stay open."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
