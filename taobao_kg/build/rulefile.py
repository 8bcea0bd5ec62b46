"""Rule files: the header, prefixes, CONSTRUCT and WHERE of a ``.rq`` file, line by line.

A rule is plain SPARQL 1.1, so it runs unchanged in any store. The builder reads its lines a second
time because it wants to know more than the triples that come out. It can, as the form is strict:
``CONSTRUCT {``, ``WHERE {`` and their closing brackets stand alone at the start of a line, and
each line of CONSTRUCT is one triple pattern.
"""

import re
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode

from taobao_kg.errors import DataError
from taobao_kg.folders import show_path
from taobao_kg.turtle import read_utf8
from taobao_kg.vocab import PREFIXES

_PREFIX = re.compile(r"PREFIX\s+([\w-]*):\s+<([^>]*)>")
_OPEN = ("CONSTRUCT {", "WHERE {")

#: A line of a file: its number, counted from 1, and its text without indentation.
Line = tuple[int, str]


class RuleFile(NamedTuple):
    """The text of a rule.

    Attributes:
        path: where it lies.
        header: values of the ``#+ key: value`` lines by key.
        prefixes: IRIs by prefix, as the file declares them.
        construct: the lines of CONSTRUCT.
        where: the lines of WHERE.
    """

    path: Path
    header: dict[str, str]
    prefixes: dict[str, str]
    construct: list[Line]
    where: list[Line]

    @property
    def name(self) -> str:
        """The file's name without its ending; the rule's IRI is ``id/rule/<name>``."""
        return self.path.stem

    def select(self, what: str, *more: str) -> str:
        """Return a SELECT with the prefixes and the WHERE of the file.

        Args:
            what: what stands behind SELECT.
            *more: lines to add at the end of WHERE.
        """
        prefixes = (f"PREFIX {name}: <{iri}>" for name, iri in self.prefixes.items())
        body = (line for _, line in self.where)
        return "\n".join([*prefixes, f"SELECT {what} WHERE {{", *body, *more, "}"])

    def node(self, number: int, text: str) -> NamedNode:
        """Return the node a prefixed name stands for.

        Raises:
            DataError: when it is none, with the line.
        """
        prefix, found, local = text.partition(":")
        iri = self.prefixes.get(prefix) or PREFIXES.get(prefix)
        if not found or iri is None:
            raise self.fault(number, f"{text!r} is neither a variable nor a prefixed name")
        return NamedNode(iri + local)

    def fault(self, number: int | None, fact: str) -> DataError:
        """Return the error that says what is wrong with the file, and where."""
        message = f"not a rule: {fact}; see the other rules"
        return DataError(message, show_path(self.path), number)


def read_rule_file(path: Path) -> RuleFile:
    """Read a rule file.

    Raises:
        DataError: when it cannot be read or a line stands where none may, with the line.
    """
    found = RuleFile(path, {}, {}, [], [])
    part: list[Line] | None = None
    for number, raw in enumerate(read_utf8(path).decode().split("\n"), start=1):
        line = raw.strip()
        if line.startswith("#+"):
            key, _, value = line[2:].partition(":")
            found.header[key.strip()] = value.strip()
        elif declared := _PREFIX.fullmatch(line):
            found.prefixes[declared[1]] = declared[2]
        elif raw.rstrip() in _OPEN:
            part = found.construct if raw.startswith("CONSTRUCT") else found.where
        elif raw.rstrip() == "}":
            part = None
        elif part is not None:
            if line and not line.startswith("#"):
                part.append((number, line))
        elif line and not line.startswith("#"):
            raise found.fault(number, f"{line!r} stands outside CONSTRUCT and WHERE")
    return found
