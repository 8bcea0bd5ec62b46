"""A job that fails, loops or dies takes no other along."""

import os
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
