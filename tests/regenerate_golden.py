"""Write the golden answers anew, on purpose: python -m tests.regenerate_golden [NAME ...].

Without names every answer is written and those of questions that are gone are removed. Read the
difference (git diff tests/golden) before you commit it: each changed row is a changed answer.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from taobao_kg.ask.questions import find_question, list_questions
from taobao_kg.build.pipeline import build
from taobao_kg.folders import find_folders
from taobao_kg.graph import open_graph
from tests.golden_answers import GOLDEN, answer_as_csv, golden_path


def regenerate(names: Sequence[str]) -> None:
    """Write the answers of some questions, or of all; print what changed."""
    with TemporaryDirectory() as scratch:
        folders = find_folders(build=Path(scratch))
        build(folders)
        graph = open_graph(folders)
        chosen = [find_question(folders.queries, name) for name in names]
        GOLDEN.mkdir(exist_ok=True)
        for question in chosen or list_questions(folders.queries):
            path, answer = golden_path(question), answer_as_csv(graph, question)
            if not path.exists() or path.read_text(encoding="utf-8") != answer:
                path.write_text(answer, encoding="utf-8")
                print(f"written {path.name}")
        if not names:
            kept = {golden_path(question) for question in list_questions(folders.queries)}
            for path in sorted(set(GOLDEN.glob("*.csv")) - kept):
                path.unlink()
                print(f"removed {path.name}")


if __name__ == "__main__":
    regenerate(sys.argv[1:])
