"""The notebook a scholar starts from runs from top to bottom."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    return nbformat.read(request.param, as_version=4)


def test_there_is_one():
    assert NOTEBOOKS


def test_it_is_kept_without_what_a_run_leaves_in_it(notebook):
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.slow
def test_it_runs(notebook, real_built, monkeypatch):
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    # The kernel builds where this test may not write; it gets the build the tests made.
    notebook.cells[1].source = notebook.cells[1].source.replace(
        "taobao_kg.open()", f"taobao_kg.open(build={str(real_built.build)!r})"
    )
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    shown = [
        output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs
    ]
    assert not [output for output in shown if output.output_type == "error"]
    assert not [output for output in shown if output.get("name") == "stderr"]
    assert len([output for output in shown if output.output_type == "execute_result"]) >= 10
