"""Why for every row of every question of the library, against asking the question."""

import argparse
import time
from statistics import median
from typing import NamedTuple

import taobao_kg
from taobao_kg.ask.results import Rows


class Ratio(NamedTuple):
    """One question: how many times its own processor time its why takes, and of how much."""

    times: float
    name: str
    seconds: float
    query_seconds: float
    rows: int
    triples: int


def main() -> None:
    """Print one line a question, the dearest first, and what holds of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each question (default: 3)")
    parser.add_argument("--top", type=int, default=12, help="questions shown (default: 12)")
    wanted = parser.parse_args()
    kg = taobao_kg.open()
    found = [one for row in kg.questions() if (one := _measure(kg, row[0].value, wanted.runs))]
    found.sort(reverse=True)
    for one in found[: wanted.top]:
        print(
            f"{one.name:<44}{one.query_seconds * 1000:8.1f} ms{one.seconds * 1000:8.1f} ms"
            f"{one.times:7.1f} ×{one.rows:6} rows{one.triples:7} triples"
        )
    whole = sum(one.seconds for one in found) / sum(one.query_seconds for one in found)
    dear = sum(one.times > 10 for one in found)
    print(f"{len(found)} questions: median {median(one.times for one in found):.1f} ×,")
    print(f"all of them together {whole:.1f} ×, {dear} of them more than 10 ×")


def _measure(kg: taobao_kg.KnowledgeGraph, name: str, runs: int) -> Ratio | None:
    """Return the medians of a question; the time to look at every row's why is part of it."""
    asked, explained, rows, triples = [], [], 0, 0
    for _ in range(runs):
        begin = time.process_time()
        answer = kg.query(name)
        middle = time.process_time()
        if not isinstance(answer, Rows):
            return None
        found = answer.why()
        triples = sum(len(one.triples) for one in found if one.unexplained or one.traced)
        asked.append(middle - begin)
        explained.append(time.process_time() - middle)
        rows = len(answer)
    query, why = median(asked), median(explained)
    return Ratio(why / query, name, why, query, rows, triples)


if __name__ == "__main__":
    main()
