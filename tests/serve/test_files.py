"""The files of the site, and no others."""

import os

import pytest
from starlette.testclient import TestClient

from taobao_kg.serve.app import make_app
from taobao_kg.serve.files import find_file
from tests.serve.conftest import make_service


@pytest.fixture
def root(tmp_path):
    """A small site with a secret beside it and links out of it."""
    site = tmp_path / "site"
    (site / "doc" / "actor").mkdir(parents=True)
    (site / ".well-known").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "site-secret").mkdir()
    (tmp_path / "site-secret" / "a.txt").write_text("secret")
    (site / "index.html").write_text("front")
    (site / "a.txt").write_text("a")
    (site / ".hidden").write_text("hidden")
    (site / ".well-known" / "void").write_text("void")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    (site / "folder").symlink_to(tmp_path)
    (site / "inside.txt").symlink_to(site / "a.txt")
    os.mkfifo(site / "pipe")
    return site


@pytest.mark.parametrize("path", ["a.txt", "inside.txt", "", "index.html", ".well-known/void"])
def test_what_is_inside_is_found(root, path):
    assert find_file(root, path).is_file()


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "/../secret.txt",
        "doc/../../secret.txt",
        "..\\secret.txt",
        "link.txt",
        "folder/secret.txt",
        "folder/site-secret/a.txt",
        "../site-secret/a.txt",
        "/etc/passwd",
        "//etc/passwd",
        ".hidden",
        "pipe",
        "a.txt/b",
        "a\0.txt",
        "doc/actor",
        "x" * 5000,
    ],
)
def test_what_is_outside_hidden_or_no_file_is_not(root, path):
    assert find_file(root, path) is None


def test_the_endpoint_serves_the_site(tiny_built, root, tmp_path):
    for path in ("assets/site.css", "prefixes", "404.html", "workbench.html", "q/a.html"):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(f"{path} " * 500)
    (root / "doc" / "actor" / "state-council.zh.html").write_text("国务院")
    app = make_app(make_service(tiny_built, tmp_path / "spool", site=root))
    with TestClient(app, follow_redirects=False) as client:
        assert client.get("/").text == "front"
        sheet = client.get("/assets/site.css")
        assert sheet.headers["content-encoding"] == "gzip"
        assert sheet.content == (root / "assets" / "site.css").read_bytes()
        plain = client.get("/assets/site.css", headers={"accept-encoding": "identity"})
        assert plain.content == sheet.content
        assert plain.headers["etag"] != sheet.headers["etag"]
        etag = sheet.headers["etag"]
        again = client.get("/assets/site.css", headers={"if-none-match": etag})
        assert again.status_code == 304
        for path, media in {
            "/assets/site.css": "text/css",
            "/.well-known/void": "text/turtle",
            "/prefixes": "application/ld+json",
            "/q/a.html": "text/html",
        }.items():
            assert client.get(path).headers["content-type"].startswith(media), path
        for path in (
            "/.hidden",
            "/link.txt",
            "/..%2fsecret.txt",
            "/assets/%2e%2e/%2e%2e/secret.txt",
        ):
            assert client.get(path).status_code == 404
        missing = client.get("/nowhere", headers={"accept": "text/html"})
        assert missing.status_code == 404
        assert missing.text.startswith("404.html")
        assert client.get("/doc/actor/state-council.zh.html").text == "国务院"
        assert "State Council" in client.get("/doc/actor/state-council.html").text
        editor = client.get("/sparql", headers={"accept": "text/html"})
        assert editor.headers["location"] == "workbench.html"
