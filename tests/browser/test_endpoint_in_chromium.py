"""A page of another origin asks the endpoint, as the editors on the web do."""

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.serve.conftest import serving

pytestmark = pytest.mark.browser

ASK = """
const [url, query, done] = arguments;
(async () => {
  const accept = {Accept: "application/sparql-results+json,*/*;q=0.9", "X-Requested-With": "YASQE"};
  const form = new URLSearchParams({query});
  const posted = await fetch(url, {method: "POST", body: form, headers: accept});
  const plain = {"Content-Type": "application/sparql-query", "X-Custom": "1"};
  const direct = await fetch(url, {method: "POST", body: query, headers: plain});
  const got = await fetch(url + "?" + form, {headers: {Accept: "text/csv"}});
  const wrong = await fetch(url + "?query=nonsense");
  return {
    posted: await posted.json(), direct: await direct.json(), csv: await got.text(),
    etag: got.headers.get("ETag"), wrong: wrong.status, told: await wrong.text(),
  };
})().then(done, error => done({error: String(error)}));
"""


@pytest.fixture
def elsewhere(tmp_path):
    """The address of a page that is not of the endpoint."""
    (tmp_path / "index.html").write_text("<title>elsewhere</title>")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/index.html"
    server.shutdown()
    server.server_close()


def test_a_page_of_another_origin_asks(browser, elsewhere, tiny_built):
    with serving(tiny_built) as server:
        browser.driver.get(elsewhere)
        query = "SELECT ?p ?a { ?p tkg:issuedBy ?a } ORDER BY ?p ?a"
        found = browser.driver.execute_async_script(ASK, f"{server.url}/sparql", query)
    assert "error" not in found, found
    rows = found["posted"]["results"]["bindings"]
    assert rows
    assert json.dumps(found["direct"]) == json.dumps(found["posted"])
    assert len(found["csv"].splitlines()) == len(rows) + 1
    assert found["etag"].startswith('"')
    assert found["wrong"] == 400
    assert "SELECT" in found["told"]


def test_a_browser_without_a_site_finds_its_way(browser, tiny_built):
    with serving(tiny_built) as server:
        browser.driver.get(f"{server.url}/id/actor/state-council")
        assert browser.driver.current_url == f"{server.url}/doc/actor/state-council.html"
        assert "State Council" in browser.driver.title
        browser.driver.get(f"{server.url}/sparql")
        browser.click("form button")
        assert browser.wait("return document.querySelectorAll('table td').length")
