"""Answers of a store on disk: read late, so that what is wrong with it shows late, too."""

from collections.abc import Callable, Iterator
from typing import IO

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    Variable,
)

from taobao_kg.errors import TaobaoKgError

#: What an error of the engine means; see `taobao_kg.engines.embedded`.
Tell = Callable[[OSError | RuntimeError], TaobaoKgError]


class Solutions:
    """The rows of a SELECT, read once and lazily.

    Attributes:
        variables: of the columns, in order.
    """

    def __init__(self, found: QuerySolutions, tell: Tell) -> None:
        self.variables: list[Variable] = found.variables
        self._found = found
        self._tell = tell

    def __iter__(self) -> Iterator[QuerySolution]:
        """Yield the rows.

        Raises:
            TaobaoKgError: when the store turns out to be damaged.
        """
        try:
            yield from self._found
        except (OSError, RuntimeError) as error:
            raise self._tell(error) from error

    def serialize(self, format: QueryResultsFormat) -> bytes:  # noqa: A002 - as the engine has it
        """Return all rows in a format for SPARQL results; raises as iterating does."""
        try:
            return self._found.serialize(format=format) or b""
        except (OSError, RuntimeError) as error:
            raise self._tell(error) from error

    def write(self, output: IO[bytes], format: QueryResultsFormat) -> None:  # noqa: A002
        """Write all rows piece by piece; raises as iterating does, and what writing raises."""
        try:
            self._found.serialize(output, format=format)
        except (OSError, RuntimeError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # of the output: those of the engine have no number
            raise self._tell(error) from error


class Constructed:
    """The triples of a CONSTRUCT or DESCRIBE, read once and lazily; one may come again."""

    def __init__(self, found: QueryTriples, tell: Tell) -> None:
        self._found = found
        self._tell = tell

    def __iter__(self) -> Iterator[Triple]:
        """Yield the triples.

        Raises:
            TaobaoKgError: when the store turns out to be damaged.
        """
        try:
            yield from self._found
        except (OSError, RuntimeError) as error:
            raise self._tell(error) from error

    def serialize(self, format: RdfFormat) -> bytes:  # noqa: A002 - as the engine has it
        """Return all triples in an RDF format; raises as iterating does."""
        try:
            return self._found.serialize(format=format) or b""
        except (OSError, RuntimeError) as error:
            raise self._tell(error) from error


Answer = Solutions | Constructed | QueryBoolean


def read_answer(found: QuerySolutions | QueryTriples | QueryBoolean, tell: Tell) -> Answer:
    """Return an answer of the engine as one whose late errors are told by ``tell``."""
    if isinstance(found, QuerySolutions):
        return Solutions(found, tell)
    return Constructed(found, tell) if isinstance(found, QueryTriples) else found
