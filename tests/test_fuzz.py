"""Parsers take or refuse what Atheris makes up; `tests.fuzz` runs for as long as one likes."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("atheris", reason="has wheels for Linux on x86-64 only")
pytestmark = pytest.mark.slow

#: Inputs made up in some ten seconds.
RUNS = {
    "request": 60_000,
    "query": 1_500,
    "accept": 20_000,
    "sheet": 3_000,
    "bibliography": 5_000,
}


@pytest.mark.parametrize("target", RUNS)
def test_whatever_comes_is_taken_or_refused(target, tmp_path):
    options = [f"-runs={RUNS[target]}", "-seed=1", f"-artifact_prefix={tmp_path}/"]
    command = [sys.executable, "-m", "tests.fuzz", target, *options]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[1], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert f"Done {RUNS[target]} runs" in done.stderr


def test_a_target_that_is_not_there_is_told():
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "nothing"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "there are request, query" in done.stderr
