"""What `make demo` says at its end."""

import shutil
import subprocess

import pytest

from tests.conftest import FIXTURES

ROOT = FIXTURES.parent.parent


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
@pytest.mark.parametrize("question", [[], ["QUESTION=taobao-villages-by-year"]])
def test_what_to_try_next_stands_in_two_columns(question):
    commands = subprocess.run(
        ["make", "--dry-run", "demo", *question], cwd=ROOT, capture_output=True, text=True
    ).stdout
    printed = subprocess.run(
        ["sh", "-c", commands[commands.index("printf") :]], capture_output=True, text=True
    ).stdout.splitlines()
    assert len(printed) == 4
    gaps = [line.rindex("  ") for line in printed]
    assert len(set(gaps)) == 1
    assert all(line.startswith("   .venv/bin/taobao-kg ") for line in printed)


def test_no_message_sends_people_to_a_package_index():
    for path in (ROOT / "taobao_kg").rglob("*.py"):
        assert "taobao-kg[" not in path.read_text(encoding="utf-8"), path.name
