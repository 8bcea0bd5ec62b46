"""The wheel: installed far from the checkout, it still has everything inside."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
pytest.importorskip("hatchling", reason="hatchling is not installed; use make test-all")

ROOT = Path(__file__).parent.parent


def run(*command, cwd, **more):
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, **more
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def distributions(tmp_path_factory):
    """Return the folder with wheel and source archive, made of a copy of the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def installed(distributions, tmp_path_factory):
    """Return an environment with the wheel; the libraries are those of this Python."""
    home = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", "--system-site-packages", home, cwd=home)
    (wheel,) = distributions.glob("*.whl")
    (packages,) = home.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    # This Python may itself be a virtual environment, which a new one does not see through.
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    return home / "bin" / "python"


def files_of(folder, pattern="**/*"):
    return {
        str(path.relative_to(folder))
        for path in folder.glob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_ontology_data_and_questions(distributions):
    (wheel,) = distributions.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "graph_data", "queries"):
        wanted = {f"taobao_kg/_data/{folder}/{name}" for name in files_of(ROOT / folder)}
        assert wanted <= names
    wanted = {f"taobao_kg/{name}" for name in files_of(ROOT / "taobao_kg")}
    assert wanted <= names
    assert not [name for name in names if name.startswith(("tests/", "bench/", "build/"))]


def test_the_source_archive_is_complete(distributions):
    (archive,) = distributions.glob("*.tar.gz")
    with tarfile.open(archive) as members:
        names = {name.partition("/")[2] for name in members.getnames()}
    for name in ("pyproject.toml", "Makefile", "README.md", "LICENSE", "LICENSE-DATA"):
        assert name in names
    for folder in ("ontology", "graph_data", "queries", "taobao_kg", "requirements", "bench"):
        assert {f"{folder}/{name}" for name in files_of(ROOT / folder)} <= names


def test_the_installed_wheel_answers_far_from_the_checkout(installed, tmp_path):
    place, cache = tmp_path / "elsewhere", tmp_path / "cache"
    place.mkdir()
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("PYTHONPATH", None)

    def ask(*arguments):
        return run(installed, "-m", "taobao_kg", *arguments, cwd=place, env=environment)

    code = "import taobao_kg; print(taobao_kg.__file__)"
    where = run(installed, "-c", code, cwd=place, env=environment)
    assert not Path(where.strip()).is_relative_to(ROOT)
    answer = ask("query", "policies-and-outcomes", "-f", "csv")
    assert "https://w3id.org/taobao-kg/id/actor/state-council" in answer
    assert ask("export", "-f", "nq").count("\n") > 1000
    assert list(place.iterdir()) == []
    assert files_of(cache)
