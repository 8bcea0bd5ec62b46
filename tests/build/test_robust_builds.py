"""Builds that are killed, that find the disk full, that run at the same time: nothing is lost."""

import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from taobao_kg.build.freshness import verify_store
from taobao_kg.build.pipeline import build
from taobao_kg.errors import UsageError
from taobao_kg.folders import Folders, find_folders
from taobao_kg.graph import open_graph
from taobao_kg.vocab import expand

COUNCIL = expand("actor:state-council")
LABEL = re.compile(r'(<actor/state-council>\n  a tkg:StateBody ;\n  rdfs:label\n    )"[^"]+"@en')

#: A build in a process of its own; says each step as it begins.
BUILD = """
import resource, sys
from pathlib import Path
from taobao_kg.build.pipeline import build
from taobao_kg.errors import TaobaoKgError
from taobao_kg.folders import find_folders
folders = find_folders(sys.argv[1], sys.argv[2])
if len(sys.argv) > 3:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
print("ready", flush=True)
try:
    build(folders, force=True, progress=lambda step: print(step.split(":")[0], flush=True))
except TaobaoKgError as error:
    sys.exit(f"told: {error}")
"""


def start(folders: Folders, *more: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", BUILD, str(folders.data), str(folders.build), *map(str, more)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)


def rename(folders: Folders, name: str) -> None:
    """Give the council another name, so that the old graph and the new can be told apart."""
    path = folders.data / "actors.ttl"
    original = path.with_suffix(".original")
    if not original.exists():
        shutil.copy(path, original)
    text = original.read_text(encoding="utf-8")
    renamed, count = LABEL.subn(rf'\g<1>"{name}"@en', text)
    assert count == 1
    path.write_text(renamed, encoding="utf-8")


def assert_whole(folders: Folders, *names: str) -> str:
    """The published graph is the old or the new one, to the last byte."""
    assert verify_store(folders) > 1000
    graph = open_graph(folders)
    label = graph.label(COUNCIL)
    assert label in names
    assert sum(1 for _ in graph.quads()) == verify_store(folders)
    return label


def kill_builds(folders: Folders, times: int, draw: random.Random) -> list[tuple[str, bool]]:
    """Kill builds at random moments; return the step each was in and whether it had swapped.

    One in three while it stores the graph, one in three around the swap, others at any time.
    """
    told: list[tuple[str, bool]] = []
    rename(folders, "Council 0")
    build(folders)
    lasts = {"ready": time_steps(folders)}
    lasts["store"] = lasts["ready"]["store"]
    for turn in range(1, times + 1):
        old, new = f"Council {turn - 1}", f"Council {turn}"
        rename(folders, new)
        kind = turn % 3
        step = "ready" if kind == 0 else "store"
        with start(folders) as running:
            seen = wait_for(running, step)
            longest = lasts["ready"]["end"] if kind == 0 else lasts["store"]
            early = longest * 0.7 if kind == 1 else 0.0
            time.sleep(draw.uniform(early, longest * 1.2))
            running.send_signal(signal.SIGKILL)
            seen += [line.strip() for line in running.stdout]
        swapped = assert_whole(folders, old, new) == new
        told.append((seen[-1], swapped))
        report = build(folders)
        assert report.changed is not swapped
        assert assert_whole(folders, new) == new
        assert len([*folders.build.iterdir()]) == 3, "the lock, the link and one build"
    return told


def time_steps(folders: Folders) -> dict[str, float]:
    """Return how long a whole build takes, and how long storing does, in seconds."""
    with start(folders) as running:
        wait_for(running, "ready")
        begin = time.monotonic()
        wait_for(running, "store")
        stored = time.monotonic()
        running.wait()
    end = time.monotonic()
    return {"end": end - begin, "store": end - stored}


def wait_for(running: "subprocess.Popen[str]", step: str) -> list[str]:
    seen: list[str] = []
    while step not in seen:
        line = running.stdout.readline().strip()
        assert line, running.stderr.read()
        seen.append(line)
    return seen


@pytest.mark.slow
def test_a_hundred_killed_builds_lose_nothing(tiny):
    told = kill_builds(tiny, 108, random.Random(7))
    steps = {step for step, _ in told}
    assert {"load", "derive", "discrepancies", "check", "store"} & steps > {"store"}
    assert {swapped for step, swapped in told if step == "store"} == {False, True}
    assert not any(swapped for step, swapped in told if step != "store")


@pytest.mark.slow
def test_killed_builds_of_the_real_data_lose_nothing(tmp_path):
    ours = find_folders()
    shutil.copytree(ours.data, tmp_path / "graph_data")
    kill_builds(find_folders(tmp_path / "graph_data", tmp_path / "build"), 9, random.Random(8))


def test_a_killed_build_loses_nothing(built):
    rename(built, "Another")
    with start(built) as running:
        wait_for(running, "store")
        running.send_signal(signal.SIGKILL)
    assert_whole(built, "State Council", "Another")
    build(built)
    assert_whole(built, "Another")


def test_two_builds_at_once_make_one_graph(tiny):
    with start(tiny) as one, start(tiny) as other:
        for running in (one, other):
            assert running.wait() == 0, running.stderr.read()
    assert_whole(tiny, "State Council")
    assert len([*tiny.build.iterdir()]) == 3


def test_a_reader_keeps_its_graph_across_two_swaps(built):
    graph = open_graph(built)
    before = [str(quad) for quad in graph.quads()]
    triples = sorted(map(str, graph.triples()))
    for name in ("First", "Second"):
        rename(built, name)
        build(built)
    assert graph.label(COUNCIL) == "State Council"
    assert [str(quad) for quad in graph.quads()] == before
    assert sorted(map(str, graph.triples())) == triples
    assert_whole(built, "Second")


@pytest.mark.parametrize("limit", [100, 700_000])
def test_files_that_may_not_grow_leave_the_old_build(built, limit):
    rename(built, "Another")
    with start(built, limit) as running:
        assert running.wait() == 1
        told = running.stderr.read()
    assert told.startswith("told: ")
    assert "cannot be written (File too large); give another with --build" in told
    assert told.count("\n") == 1
    assert_whole(built, "State Council")
    assert len([*built.build.iterdir()]) == 3
    build(built)
    assert_whole(built, "Another")


@pytest.fixture
def small_disk(tmp_path):
    """Return what mounts a disk of some kilobytes; it is gone after the test."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(kilobytes: int) -> Path:
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
        if shutil.which("mount") is None or subprocess.run(command, check=False).returncode:
            pytest.skip("no disk can be mounted here")
        return folder

    yield mount
    subprocess.run(["umount", str(folder)], check=False, capture_output=True)


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_build_in_every_phase(tiny, small_disk, tmp_path):
    """The disk is filled but for a rest that grows, until there is room for a second build."""
    build(tiny)
    size = sum(path.stat().st_blocks for path in tiny.build.rglob("*")) // 2
    disk = small_disk(4 * size)
    folders = tiny._replace(build=disk / "build")
    build(folders)
    rename(folders, "Another")
    told = []
    for rest in range(0, 3 * size, size // 16):
        ballast = disk / "ballast"
        free = shutil.disk_usage(disk).free
        ballast.write_bytes(b"\0" * max(0, free - rest * 1024))
        try:
            build(folders)
        except UsageError as error:
            told.append(str(error))
        finally:
            ballast.unlink()
        if assert_whole(folders, "State Council", "Another") == "Another":
            break
        assert len([*folders.build.iterdir()]) == 3
    assert len(told) > 10
    assert set(told) == {
        f"{folders.build}: cannot be written (No space left on device); give another with --build"
    }
    assert_whole(folders, "Another")
