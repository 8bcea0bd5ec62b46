"""A job that fails, loops or dies takes no other along."""

import os
import signal
import subprocess
import sys
import time

import pytest

from taobao_kg.build.isolated import Outcome, run_isolated


def fails():
    raise ValueError("two\nlines")


def loops():
    while True:
        time.sleep(0.01)


def dies():
    os._exit(3)


IN_THREADS = pytest.mark.parametrize("together", [False, True])


@IN_THREADS
def test_outcomes_are_in_the_order_of_the_jobs(together):
    jobs = [lambda: "one", lambda: "", lambda: "三" * 100_000]
    outcomes = run_isolated(jobs, 10, together=together)
    assert [outcome.text for outcome in outcomes] == ["one", "", "三" * 100_000]


@IN_THREADS
@pytest.mark.parametrize(
    ("job", "fault"),
    [
        (fails, "it fails: two lines"),
        (loops, "it was stopped after 0.2 s"),
        (dies, "its process died"),
    ],
)
def test_a_bad_job_is_told_and_the_rest_goes_on(job, fault, together):
    before, after = (lambda: "before"), (lambda: "after")
    outcomes = run_isolated([before, before, job, job, after, after], 0.2, together=together)
    good, bad = [Outcome("before", "")] * 2, [Outcome(None, fault)] * 2
    assert outcomes == [*good, *bad, *[Outcome("after", "")] * 2]


@IN_THREADS
def test_several_bad_jobs_in_a_row(together):
    outcomes = run_isolated([dies, loops, fails, dies, loops], 0.1, together=together)
    assert [outcome.text for outcome in outcomes] == [None] * 5


def waits():
    time.sleep(0.15)
    return "waited"


@IN_THREADS
def test_a_job_beside_one_that_dies_is_done_again(together):
    outcomes = run_isolated([waits, dies, waits, dies], 5, together=together)
    assert [outcome.text for outcome in outcomes] == ["waited", None, "waited", None]


def tells_who_it_is():
    return str(os.getpid())


def tells_late():
    time.sleep(0.5)
    return tells_who_it_is()


def test_who_is_free_gets_the_next_job():
    outcomes = run_isolated([tells_late, *[tells_who_it_is] * 4], 5)
    late, *others = [outcome.text for outcome in outcomes]
    assert len(set(others)) == 1
    assert late not in others


def test_nothing_to_do():
    assert run_isolated([], 1) == []


@pytest.mark.parametrize("mode", ["apart", "together"])
def test_children_end_when_their_parent_is_killed(mode):
    # Each has more to say than a pipe holds, so that it waits for a reader.
    script = """
import os, sys, threading
from taobao_kg.build.isolated import run_isolated
def says(): return "x" * 1_000_000
def kill(): os.write(1, b"started\\n"); os.kill(os.getppid(), 9); return says()
run_isolated([kill, says, says, says], 60, together=sys.argv[1:] == ["together"])
"""
    with subprocess.Popen([sys.executable, "-c", script, mode], stdout=subprocess.PIPE) as parent:
        # The end of the output comes only when no child holds it any longer.
        assert parent.communicate(timeout=60)[0] == b"started\n"
    assert parent.returncode == -signal.SIGKILL


def test_no_child_is_left_behind(monkeypatch):
    # Other tests in this process may have children of their own.
    children = []
    fork = os.fork

    def forking():
        child = fork()
        children.append(child)
        return child

    monkeypatch.setattr(os, "fork", forking)
    run_isolated([dies, loops], 0.1)
    assert len(children) >= 2
    for child in children:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)
