"""Jobs side by side: one that fails or does not end takes no other along."""

import subprocess
import sys
import threading
import time

import pytest

from taobao_kg.build.isolated import LANES, Outcome
from taobao_kg.build.parallel import run_parallel


def fails():
    raise ValueError("two\nlines")


def panics():
    # As the engine's own do, which are no Exception.
    raise BaseException("two lines")


def test_each_job_has_its_outcome():
    jobs = {"slow": lambda: time.sleep(0.05) or "one", "quick": lambda: "", "third": lambda: "三"}
    good = {"slow": Outcome("one", ""), "quick": Outcome("", ""), "third": Outcome("三", "")}
    assert run_parallel(jobs, 10) == good


def test_nothing_to_do():
    assert run_parallel({}, 1) == {}


def test_a_job_that_fails_is_told_and_the_rest_goes_on():
    jobs = {"a": lambda: "a", "bad": fails, "worse": panics, "b": lambda: "b"}
    fault = Outcome(None, "it fails: two lines")
    good = {"a": Outcome("a", ""), "b": Outcome("b", "")}
    assert run_parallel(jobs, 10) == good | {"bad": fault, "worse": fault}


def test_as_many_run_at_a_time_as_there_are_lanes():
    together = threading.Barrier(LANES)
    jobs = {str(number): lambda: str(together.wait(10)) for number in range(2 * LANES)}
    assert {outcome.text for outcome in run_parallel(jobs, 20).values()} == {
        *map(str, range(LANES))
    }


@pytest.mark.parametrize("many", [1, 5])
def test_jobs_that_do_not_end_are_left_behind(many):
    end = threading.Event()
    endless = {f"endless {number}": lambda: str(end.wait()) for number in range(many)}
    outcomes = run_parallel({"a": lambda: "a", **endless, "b": lambda: "b"}, 0.2)
    late = Outcome(None, "it did not end within 0.2 s")
    good = {"a": Outcome("a", ""), "b": Outcome("b", "")}
    assert outcomes == good | dict.fromkeys(endless, late)
    end.set()


def test_what_ends_after_its_time_is_late_all_the_same():
    end = threading.Event()

    def sets_off():
        end.set()
        time.sleep(0.1)  # what is late ends meanwhile
        return "after"

    waits = {f"waits {number}": lambda: time.sleep(0.1) or "" for number in range(4)}
    outcomes = run_parallel({"late": lambda: str(end.wait()), **waits, "sets off": sets_off}, 0.2)
    assert outcomes["late"] == Outcome(None, "it did not end within 0.2 s")
    assert outcomes["sets off"] == Outcome("after", "")


def test_a_process_ends_with_a_job_that_does_not():
    script = """
from pyoxigraph import Literal, NamedNode, Quad, Store
from taobao_kg.build.parallel import run_parallel
store = Store()
store.extend(Quad(NamedNode("x:s"), NamedNode("x:p"), Literal(n)) for n in range(1000))
pairs = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(4))
def endless(): return str(list(store.query(f"SELECT (COUNT(*) AS ?n) {{ {pairs} }}")))
print(run_parallel({"endless": endless, "good": lambda: "good"}, 0.3))
"""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
    assert "did not end within" in done.stdout
    assert "text='good'" in done.stdout


def test_a_job_that_takes_too_much_memory_is_named():
    script = """
import time
from taobao_kg.build.parallel import run_parallel
from taobao_kg.errors import DataError
def large():
    held = b"x" * 300_000_000
    time.sleep(60)
    return str(len(held))
try:
    run_parallel({"checks/large.rq": large, "checks/small.rq": lambda: ""}, 60, 200_000_000)
except DataError as error:
    print(error)
"""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert done.stdout == (
        "checks/large.rq: running it took more than 0.2 GB of memory; mend it or move it away\n"
    )
    assert (done.returncode, done.stderr) == (0, "")
