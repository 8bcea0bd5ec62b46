"""The house has floors: a module imports from its own floor and from those below, never up."""

import ast
from pathlib import Path

import pytest

import taobao_kg

PACKAGE = Path(taobao_kg.__file__).parent

#: From the ground up; a name is a module or a package.
FLOORS = [
    "errors",
    "words",
    "vocab",
    "folders",
    "release",
    "turtle",
    "lens",
    "engines",
    "graph",
    "curate",
    "build",
    "ask",
    "load",
    "show",
    "measures",
    "export",
    "site",
    "knowledge_graph",
    "opening",
    "serve",
    "cli",
    "__main__",
]

MODULES = sorted(
    path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"
)


def floor_of(path: Path) -> int:
    return FLOORS.index(path.parts[0].removesuffix(".py"))


def imported(path: Path) -> set[str]:
    """Return the names under taobao_kg a module imports, late imports too."""
    found = set()
    for node in ast.walk(ast.parse((PACKAGE / path).read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by the full name"
            names = [node.module or ""]
            if node.module == "taobao_kg":
                names = [f"taobao_kg.{alias.name}" for alias in node.names]
        found |= {n.split(".")[1] for n in names if n.startswith("taobao_kg.")}
    return found - {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_module_imports_from_a_floor_above(path):
    above = {name for name in imported(path) if FLOORS.index(name) > floor_of(path)}
    assert not above


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_module_is_longer_than_300_lines(path):
    assert len((PACKAGE / path).read_text(encoding="utf-8").splitlines()) <= 300


HEAVY = {
    *("rdflib", "networkx", "rustworkx", "pyvis", "owlready2", "pandas"),
    *("rapidfuzz", "jinja2", "shacl_rust", "openpyxl"),
    *("altair", "vl_convert"),
    "ahocorasick_rs",
    "httpx",
    *("bibtexparser", "pylatexenc"),
}


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_heavy_libraries_are_imported_where_they_are_used(path):
    tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
    top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in top if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in top if isinstance(node, ast.ImportFrom)}
    assert not {name.split(".")[0] for name in names} & HEAVY
