"""Kinds of discrepancies: what the checks that find them are called."""

import re
from functools import cache
from pathlib import Path

from taobao_kg.build.rulefile import read_rule_file
from taobao_kg.errors import DataError
from taobao_kg.words.languages import LANGUAGES

#: What a check may be called, so that a value of the data leads to no other file.
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@cache
def kind_titles(queries: Path, kind: str) -> tuple[str, ...]:
    """Return the name of a kind in the order of `LANGUAGES`; empty where no check has that name.

    Args:
        queries: the folder of the questions.
        kind: as ``tkg:kind`` has it: ``spelling-author``.
    """
    path = queries / "checks" / f"{kind}.rq"
    if not _NAME.fullmatch(kind) or not path.is_file():
        return ()
    try:
        header = read_rule_file(path).header
    except DataError:
        return ()
    found = tuple(header.get(f"title-{lang}", "") for lang in LANGUAGES)
    return found if all(found) else ()
