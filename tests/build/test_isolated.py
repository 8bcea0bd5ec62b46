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
    outcomes = list(run_isolated([lambda: "before", job, lambda: "after"], 0.2))
    assert outcomes == [Outcome("before", ""), Outcome(None, fault), Outcome("after", "")]


def test_several_bad_jobs_in_a_row():
    outcomes = list(run_isolated([dies, loops, fails, dies], 0.1))
    assert [outcome.text for outcome in outcomes] == [None] * 4


def test_nothing_to_do():
    assert list(run_isolated([], 1)) == []


def test_no_child_is_left_behind():
    list(run_isolated([dies, loops], 0.1))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_reader_that_stops_early_leaves_no_child():
    outcomes = run_isolated([lambda: "one", loops], 5)
    assert next(outcomes).text == "one"
    outcomes.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
