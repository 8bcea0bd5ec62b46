"""Find conflicts of value by groups and by a self-join, print seconds. Usage: join_values.py LENS.

The self-join is asked of a store in memory, where the checks run, and of one on disk, such as a
build leaves to be asked. How many statements both ways find, and each alone, is told, too.
"""

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import QuerySolutions, RdfFormat, Store

from taobao_kg.build.checks import read_check
from taobao_kg.folders import find_folders

HERE = Path(__file__).parent


def main() -> None:
    """Print one object: the seconds of either way."""
    store = Store()
    store.bulk_load(path=sys.argv[1], format=RdfFormat.N_TRIPLES)
    value = read_check(find_folders().queries / "checks" / "value.rq")
    grouped, groups = _find(store, value.select)
    join = (HERE / "value_by_join.rq").read_text(encoding="utf-8")
    joined, pairs = _find(store, join)
    with TemporaryDirectory() as folder:
        kept = Store(folder)
        kept.bulk_load(path=sys.argv[1], format=RdfFormat.N_TRIPLES)
        on_disk, pairs_on_disk = _find(kept, join)
        del kept
    if not groups or pairs != pairs_on_disk:
        sys.exit(f"{len(groups)} in groups, {len(pairs)} in pairs, {len(pairs_on_disk)} on disk")
    seconds = {"grouped": grouped, "joined": joined, "joined_on_disk": on_disk}
    found = [len(groups & pairs), len(groups - pairs), len(pairs - groups)]
    print(json.dumps({**seconds, "found": found}))


def _find(store: Store, query: str) -> tuple[float, set[str]]:
    """Return the seconds a query takes, and the statements it finds."""
    start = time.perf_counter()
    rows = store.query(query)
    if not isinstance(rows, QuerySolutions):
        raise TypeError("not a SELECT")
    found = {str(row["statement"]) for row in rows}
    return time.perf_counter() - start, found


if __name__ == "__main__":
    main()
