"""Whatever happens while a folder is filled and swapped in, the old one or the new one is there."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from taobao_kg.build.swap import locked, publish, sync
from taobao_kg.errors import UsageError


def write(text):
    def fill(folder):
        (folder / "build.json").write_text(text, encoding="utf-8")
        (folder / "store").mkdir()
        (folder / "store" / "data").write_text(text * 1000, encoding="utf-8")

    return fill


def read(build):
    """Return what is published, which must be whole."""
    current = build / "current"
    text = (current / "build.json").read_text(encoding="utf-8")
    assert (current / "store" / "data").read_text(encoding="utf-8") == text * 1000
    return text


def names(build):
    return {path.name for path in build.iterdir()}


@pytest.fixture
def build(tmp_path):
    publish(tmp_path, "one", write("1"))
    return tmp_path


def test_a_new_build_takes_the_place_of_the_old(build):
    assert publish(build, "two", write("2")) == build / "two"
    assert read(build) == "2"
    assert names(build) == {"current", "two"}
    assert (build / "two").stat().st_mode & 0o777 == 0o755


def test_the_same_name_again(build):
    for turn in "2345":
        publish(build, "one", write(turn))
        assert read(build) == turn
        assert len(names(build)) == 2


def test_what_is_not_ours_stays(build):
    (build / "mine").mkdir()
    (build / ".old-x").mkdir()
    publish(build, "two", write("2"))
    assert names(build) == {"current", "two", "mine"}


def test_nothing_is_renamed_before_all_of_it_is_on_disk(build, monkeypatch):
    done = []

    def note(name, call):
        def noting(*args, **keys):
            done.append((name, os.fstat(args[0]).st_ino if name == "fsync" else str(args[0])))
            return call(*args, **keys)

        monkeypatch.setattr(os, name, noting)

    for name in ("fsync", "rename", "replace", "symlink"):
        note(name, getattr(os, name))
    new = publish(build, "two", write("2"))
    steps = [name for name, _ in done]
    first = steps.index("rename")
    assert Path(done[first][1]).name.startswith(".new-")
    assert {place for _, place in done[:first]} == {p.stat().st_ino for p in (new, *new.rglob("*"))}
    assert steps[first:][:4] == ["rename", "symlink", "replace", "fsync"]


CRASH = """
import os, signal, sys
from pathlib import Path
from taobao_kg.build import swap
from tests.build.test_swap import write

CHANGING = ("mkdir", "rename", "replace", "symlink", "unlink", "rmdir", "fsync", "chmod", "open")

def crash_at(turn):
    # Dies before the call with this number, of all that change what is on disk.
    calls = 0
    for name in CHANGING:
        def crashing(*args, call=getattr(os, name), **keys):
            nonlocal calls
            calls += 1
            if calls > turn:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **keys)
        setattr(os, name, crashing)

for turn in range(200):
    build = Path(sys.argv[1], f"{turn:03}")
    build.mkdir()
    swap.publish(build, "one", write("1"))
    child = os.fork()
    if not child:
        crash_at(turn)
        swap.publish(build, "two", write("2"))
        os._exit(0)
    if not os.waitpid(child, 0)[1]:
        break
"""


def test_a_crash_before_any_call_leaves_the_old_or_the_new(tmp_path):
    subprocess.run([sys.executable, "-c", CRASH, str(tmp_path)], check=True)
    seen = []
    for build in sorted(tmp_path.iterdir()):
        seen.append(read(build))
        publish(build, "three", write("3"))
        assert read(build) == "3"
        assert names(build) == {"current", "three"}, "nothing is left lying about"
    assert len(seen) > 20
    assert seen == sorted(seen)
    assert set(seen) == {"1", "2"}


def test_an_error_at_any_call_leaves_the_old_or_the_new(build, monkeypatch):
    turns, told, calls = 0, [], 0

    def fail(call, wanted):
        def failing(*args, **keys):
            nonlocal calls
            calls += 1
            if calls == wanted:
                raise OSError(28, "No space left on device")
            return call(*args, **keys)

        return failing

    for turn in range(100):
        calls = 0
        with monkeypatch.context() as patched:
            for name in ("mkdir", "rename", "replace", "symlink", "fsync"):
                patched.setattr(os, name, fail(getattr(os, name), turn + 1))
            try:
                publish(build, "two", write("2"))
            except UsageError as error:
                told.append(str(error))
        assert read(build) in "12"
        if calls <= turn:
            break
        turns += 1
        publish(build, "one", write("1"))
    assert turns == len(told) > 6
    assert all("cannot be written (No space left on device); give another" in t for t in told)
    assert read(build) == "2"


def test_the_reason_of_the_engine_is_told_without_files_that_are_gone(build):
    def fill(folder):
        raise OSError(f"IO error: While appending to file: {folder}/0.sst: No space left on device")

    with pytest.raises(UsageError, match=r"cannot be written \(No space left on device\); give"):
        publish(build, "two", fill)
    assert read(build) == "1"


def test_a_second_build_waits_for_the_first_and_says_so(tmp_path):
    said, order = [], []

    def second():
        with locked(tmp_path, lambda: said.append("waiting")):
            order.append("second")

    thread = threading.Thread(target=second)
    with locked(tmp_path, lambda: said.append("never")):
        thread.start()
        while not said:
            time.sleep(0.01)
        order.append("first")
    thread.join()
    assert said == ["waiting"]
    assert order == ["first", "second"]


HOLD = """
import sys, time
from pathlib import Path
from taobao_kg.build.swap import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_of_a_killed_build_is_gone(tmp_path):
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        holder.send_signal(signal.SIGKILL)
        with locked(tmp_path):
            pass


def test_a_folder_of_a_file_that_cannot_be_held_is_named(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="file: cannot be written"), locked(tmp_path / "file"):
        pass


def test_syncing_what_is_not_there_is_an_error(tmp_path):
    (tmp_path / "x").symlink_to("gone")
    with pytest.raises(FileNotFoundError):
        sync(tmp_path)


OTHER = """
import os, sys
from pathlib import Path
from taobao_kg.build.swap import locked
from taobao_kg.errors import UsageError
os.setgid(65534), os.setuid(65534)
try:
    with locked(Path(sys.argv[1])):
        print("held")
except UsageError as error:
    print(error)
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("place", [".", "new"])
def test_a_folder_that_somebody_else_may_not_write_is_named(build, place):
    for path in (build, *build.parents):
        if path.stat().st_mode & 0o005 != 0o005:
            path.chmod(0o755)
    command = [sys.executable, "-c", OTHER, str(build / place)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "cannot be written (Permission denied); give another with --build" in told
