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


def test_jobs_run_in_their_order():
    jobs = [lambda: "one", lambda: "", lambda: "三" * 100_000]
    assert [outcome.text for outcome in run_isolated(jobs, 10)] == ["one", "", "三" * 100_000]


@pytest.mark.parametrize(
    ("job", "fault"),
    [
        (fails, "it fails: two lines"),
        (loops, "it was stopped after 0.2 s"),
        (dies, "its process died"),
    ],
)
def test_a_bad_job_is_told_and_the_rest_goes_on(job, fault):
    before, after = (lambda: "before"), (lambda: "after")
    outcomes = run_isolated([before, before, job, job, after, after], 0.2)
    good, bad = [Outcome("before", "")] * 2, [Outcome(None, fault)] * 2
    assert outcomes == [*good, *bad, *[Outcome("after", "")] * 2]


def test_several_bad_jobs_in_a_row():
    outcomes = run_isolated([dies, loops, fails, dies, loops], 0.1)
    assert [outcome.text for outcome in outcomes] == [None] * 5


def test_nothing_to_do():
    assert run_isolated([], 1) == []


def test_children_end_when_their_parent_is_killed(tmp_path):
    # Each has more to say than a pipe holds, so that it waits for a reader.
    script = """
import os, sys, threading
from taobao_kg.build.isolated import run_isolated
def says(): return "x" * 1_000_000
def kill(): os.write(1, b"started\\n"); os.kill(os.getppid(), 9); return says()
run_isolated([kill, says, says, says], 60)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as parent:
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
