"""Witness queries: a SELECT changed so that it shows all it was found by.

The pattern stays what it is. What it hides is shown: the variables of sub-selects, and, by a mark
each, which OPTIONAL and which branch of a UNION matched. A sub-select that counts or is cut off
stays whole, and is traced by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from taobao_kg.ask.why.select_reading import aggregates_in
from taobao_kg.ask.why.tree import (
    Bind,
    Column,
    Exists,
    Group,
    Kept,
    Named,
    Optional,
    Part,
    Path,
    Pattern,
    Select,
    Union,
    Values,
    written,
)

#: Aggregates whose value is made of members that the cell does not show.
_UNFOLDED = ("COUNT", "SUM", "MIN", "MAX", "AVG")


class Leaf(NamedTuple):
    """A triple pattern, in which graph it is looked for, and the marks it needs."""

    subject: str
    path: Path
    object: str
    graph: str
    marks: tuple[str, ...]


class Nested(NamedTuple):
    """What is traced by itself: a sub-select or EXISTS, by which columns, where, with which marks.

    Attributes:
        select: what is asked.
        columns: variables whose values say which of its rows are meant.
        shown: where these values stand: what is around may give a value to an empty column.
        graph: as of a `Leaf`.
        marks: as of a `Leaf`.
        given: whether the values go into its pattern, as those around EXISTS do.
    """

    select: Select
    columns: tuple[str, ...]
    shown: tuple[str, ...]
    graph: str
    marks: tuple[str, ...]
    given: bool = False


class Doubt(NamedTuple):
    """A part that triples do not show: its kind, how it is written, and the marks it needs."""

    kind: str
    text: str
    marks: tuple[str, ...] = ()


class Counted(NamedTuple):
    """One aggregate: the column it is in, its name, whether DISTINCT, and where its values are."""

    column: str
    name: str
    distinct: bool
    variable: str


@dataclass
class Witness:
    """What a witness query is made of.

    Attributes:
        pattern: groups, with marks.
        keys: variables that say to which row a solution belongs.
        leaves: triple patterns.
        nested: what is traced by itself.
        doubts: what triples do not show.
        counted: aggregates and the variables of their members.
    """

    pattern: str = ""
    keys: tuple[str, ...] = ()
    leaves: list[Leaf] = field(default_factory=list)
    nested: list[Nested] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)

    def variables(self) -> list[str]:
        """Return the variables that are asked for, each once."""
        names = dict.fromkeys(self.keys)
        for leaf in self.leaves:
            path = leaf.path.text if leaf.path.kind == "one" else ""
            names.update(dict.fromkeys((*leaf[:1], path, leaf.object, leaf.graph, *leaf.marks)))
        for nested in self.nested:
            names.update(dict.fromkeys((*nested.shown, nested.graph, *nested.marks)))
        for doubt in self.doubts:
            names.update(dict.fromkeys(doubt.marks))
        names.update(dict.fromkeys(counted.variable for counted in self.counted))
        return [name for name in names if name.startswith("?")]


def write_witness(select: Select, columns: Sequence[str], graph: str = "") -> Witness:
    """Return the witness query of a SELECT.

    Args:
        select: see `taobao_kg.ask.why.reading`.
        columns: the variables of its answer, in order.
        graph: in which named graph all of it is asked, or nothing.
    """
    writer = _Writer()
    pattern = writer.inline(select, (), graph)
    witness = writer.witness
    if select.grouped:
        keys = [key.variable for key in select.group_by]
        binds = [f"BIND ({written(k.expression)} AS {k.variable})" for k in _made(select)]
        for column in select.columns:
            for aggregate in aggregates_in(column.expression):
                if aggregate.name not in _UNFOLDED or aggregate.argument == "*":
                    continue
                variable = aggregate.argument
                if not variable.startswith(("?", "$")) or not variable[1:].isidentifier():
                    variable = f"?__member_{len(witness.counted)}"
                    binds.append(f"BIND ({aggregate.argument} AS {variable})")
                witness.counted.append(
                    Counted(column.variable, aggregate.name, aggregate.distinct, f"?{variable[1:]}")
                )
        pattern = f"{{ {pattern} {' '.join(binds)} }}" if binds else pattern
    else:
        keys = [*columns]
        witness.doubts += _origins(select, writer, columns)
    witness.pattern, witness.keys = pattern, tuple(keys)
    return witness


def _made(select: Select) -> list[Column]:
    return [key for key in select.group_by if key.expression]


def _origins(select: Select, writer: "_Writer", columns: Sequence[str]) -> list[Doubt]:
    """Return, for columns whose values come from no triple, how they were made."""
    made = {c.variable: written(c.expression) for c in select.columns if c.expression}
    made = {**writer.bound, **made}
    found = []
    matched = {name for leaf in writer.witness.leaves for name in (leaf.subject, leaf.object)}
    matched |= {leaf.path.text for leaf in writer.witness.leaves}
    for name in columns:
        if name in made and name not in matched:
            found.append(Doubt("computed", f"{name} = {made[name]}"))
        elif name in writer.given and name not in matched:
            found.append(Doubt("given", name))
    return found


class _Writer:
    """Writes groups, and notes what is in them."""

    def __init__(self) -> None:
        self.witness = Witness()
        self.bound: dict[str, str] = {}
        self.given: set[str] = set()
        self._marks = 0

    def group(self, group: Group, marks: tuple[str, ...], graph: str, mark: str = "") -> str:
        """Return a group in brackets, with its mark at its end."""
        texts = [self._part(part, group, marks, graph) for part in group.parts]
        if mark:
            texts.append(f"BIND (true AS {mark})")
        return f"{{ {' '.join(texts)} }}"

    def inline(self, select: Select, marks: tuple[str, ...], graph: str) -> str:
        """Return the pattern of a SELECT, with the values of its columns, as a group."""
        text = self.group(select.where, marks, graph)
        more = []
        if not select.grouped:
            for column in select.columns:
                if column.expression:
                    more.append(f"BIND ({written(column.expression)} AS {column.variable})")
                    self.bound[column.variable] = written(column.expression)
        if select.values:
            self.given.update(select.values.variables)
            more.append(select.values.text)
        return f"{{ {text} {' '.join(more)} }}" if more else text

    def _part(self, part: Part, group: Group, marks: tuple[str, ...], graph: str) -> str:
        match part:
            case Pattern(subject, path, node):
                self.witness.leaves.append(Leaf(subject, path, node, graph, marks))
                return f"{subject} {path.text} {node} ."
            case Optional(inner):
                mark = self._mark()
                return f"OPTIONAL {self.group(inner, (*marks, mark), graph, mark)}"
            case Union(groups):
                return self._union(groups, marks, graph)
            case Named(name, inner):
                return f"GRAPH {name} {self.group(inner, marks, name)}"
            case Select():
                return self._sub_select(part, marks, graph)
            case Exists(inner, text):
                self._exists(inner, group, marks, graph)
                return text
            case Bind(expression, variable):
                self.bound[variable] = expression
                return f"BIND ({expression} AS {variable})"
            case Values(text, variables):
                self.given.update(variables)
                return text
            case Kept(text, kind):
                if kind != "filter":
                    self.witness.doubts.append(Doubt(kind, text, marks))
                return text
            case _:
                return self.group(part, marks, graph)

    def _union(self, groups: tuple[Group, ...], marks: tuple[str, ...], graph: str) -> str:
        if len(groups) == 1:
            return self.group(groups[0], marks, graph)
        texts = []
        for group in groups:
            mark = self._mark()
            texts.append(self.group(group, (*marks, mark), graph, mark))
        return " UNION ".join(texts)

    def _sub_select(self, select: Select, marks: tuple[str, ...], graph: str) -> str:
        if not select.grouped and not select.cut:
            return self.inline(select, marks, graph)
        columns = tuple(column.variable for column in select.columns) or visible(select.where)
        number = len(self.witness.nested)
        shown = tuple(f"?__own_{number}_{column[1:]}" for column in columns)
        self.witness.nested.append(Nested(select, columns, shown, graph, marks))
        own = (f"BIND ({c} AS {name})" for c, name in zip(columns, shown, strict=True))
        return f"{{ {{ {select.text} }} {' '.join(own)} }}"

    def _exists(self, inner: Group, around: Group, marks: tuple[str, ...], graph: str) -> None:
        outside = Group(tuple(part for part in around.parts if not isinstance(part, Exists)))
        outer = set(visible(outside))
        shared = tuple(name for name in visible(inner) if name in outer)
        select = Select("", (), "", inner, "", "")
        self.witness.nested.append(Nested(select, shared, shared, graph, marks, given=True))

    def _mark(self) -> str:
        self._marks += 1
        return f"?__mark_{self._marks}"


def visible(group: Group) -> tuple[str, ...]:
    """Return the variables a group can give values to, in order (SPARQL 1.1 §18.2.1)."""
    names: dict[str, None] = {}
    for part in group.parts:
        match part:
            case Pattern(subject, path, node):
                names.update(dict.fromkeys((subject, path.text, node)))
            case Optional(inner):
                names.update(dict.fromkeys(visible(inner)))
            case Union(groups):
                for inner in groups:
                    names.update(dict.fromkeys(visible(inner)))
            case Named(name, inner):
                names.update(dict.fromkeys((name, *visible(inner))))
            case Bind(_, variable):
                names[variable] = None
            case Values(_, variables):
                names.update(dict.fromkeys(variables))
            case Select():
                own = [column.variable for column in part.columns]
                names.update(dict.fromkeys(own or visible(part.where)))
    return tuple(name for name in names if name.startswith("?"))
