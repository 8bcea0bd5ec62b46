"""Groups: which group of a GROUP BY a row is, also where the row does not show its keys."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from taobao_kg.ask.why.asking import Cells, ask_rows
from taobao_kg.ask.why.select_reading import aggregates_in
from taobao_kg.ask.why.tree import Select, written
from taobao_kg.graph import Graph

#: Aggregates that may answer otherwise when they are asked again (SPARQL 1.1 §18.5.1).
_UNSTEADY = ("GROUP_CONCAT", "SAMPLE")


def group_keys(
    graph: Graph,
    select: Select,
    columns: Sequence[str],
    rows: Mapping[Cells, object],
    wrap: Callable[[str, str], str],
    around: str,
) -> Iterator[tuple[Cells, Cells]]:
    """Yield each row with the keys of its group; with each of them where several look like it.

    Args:
        graph: what was asked.
        select: a query with groups.
        columns: variables of its answer, in order.
        rows: rows of it.
        wrap: puts a pattern after WHERE, into a graph.
        around: the graph, or nothing.
    """
    keys = [key.variable for key in select.group_by]
    if not keys:
        yield from ((row, ()) for row in rows)
        return
    if set(keys) <= set(columns):
        places = [columns.index(key) for key in keys]
        yield from ((row, tuple(row[place] for place in places)) for row in rows)
        return
    steady = [place for place, name in enumerate(columns) if not _is_unsteady(select, name)]
    known: defaultdict[Cells, list[Cells]] = defaultdict(list)
    for row in rows:
        known[tuple(row[place] for place in steady)].append(row)
    names = [*dict.fromkeys((*columns, *keys))]
    for cells in ask_rows(graph, _with_keys(select, names, wrap, around), names):
        by_name = dict(zip(names, cells, strict=True))
        for row in known.get(tuple(by_name[columns[place]] for place in steady), ()):
            yield row, tuple(by_name[key] for key in keys)


def _with_keys(
    select: Select, names: Sequence[str], wrap: Callable[[str, str], str], around: str
) -> str:
    """Return a query as it is, but with its keys among its columns."""
    made = {one.variable: one.expression for one in select.columns if one.expression}
    listed = " ".join(
        f"({written(made[name])} AS {name})" if name in made else name for name in names
    )
    keys = " ".join(
        f"({written(key.expression)} AS {key.variable})" if key.expression else key.variable
        for key in select.group_by
    )
    values = select.values.text if select.values else ""
    where = wrap(select.body, around)
    return f"{select.prologue} SELECT {listed} {where} GROUP BY {keys} {select.having} {values}"


def _is_unsteady(select: Select, name: str) -> bool:
    expression = next((c.expression for c in select.columns if c.variable == name), ())
    return any(one.name in _UNSTEADY for one in aggregates_in(expression))
