"""Find conflicts of value by groups and by a self-join, print seconds. Usage: join_values.py LENS.

Both must find the same statements, and some.
"""

import json
import sys
import time
from pathlib import Path

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
    joined, pairs = _find(store, (HERE / "value_by_join.rq").read_text(encoding="utf-8"))
    if not groups or groups != pairs:
        sys.exit(f"not the same answer: {len(groups)} statements in groups, {len(pairs)} in pairs")
    print(json.dumps({"grouped": grouped, "joined": joined}))


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
