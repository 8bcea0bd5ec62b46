"""What can go wrong, each said in one line: place, fact, expectation, next step."""

from collections.abc import Sequence
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing that is wrong with the data.

    A named tuple, not a dataclass: importing ``dataclasses`` would take longer than most queries.

    Attributes:
        file: the file as the reader would name it, or a named graph.
        line: counted from 1; None when the whole file is meant.
        message: fact, expectation and next step, without the place.
        translations: the message in other languages, as pairs of ``id`` or ``zh`` and the text;
            warnings have them, errors are told in English.
    """

    file: str
    line: int | None
    message: str
    translations: Sequence[tuple[str, str]] = ()

    def __str__(self) -> str:
        """Return ``file:line: message``, the form editors make clickable.

        >>> str(Finding("actors.ttl", 7, "no label; add rdfs:label"))
        'actors.ttl:7: no label; add rdfs:label'
        >>> str(Finding("actors.ttl", None, "empty file"))
        'actors.ttl: empty file'
        """
        return self.told("en")

    def told(self, lang: str) -> str:
        """Return it in a language, in English where it has no other.

        >>> Finding("actors.ttl", 7, "no label", [("id", "tanpa label")]).told("id")
        'actors.ttl:7: tanpa label'
        """
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {dict(self.translations).get(lang, self.message)}"


class TaobaoKgError(Exception):
    """Anything this package reports to its user; ``str(error)`` is the whole message."""

    exit_code = 1


class UsageError(TaobaoKgError):
    """The call was wrong: an unknown name or parameter, a bad format, an unwritable output."""

    exit_code = 2


class DataError(TaobaoKgError):
    """One file cannot be used.

    Attributes:
        fact: the message without the place.
        file: the file as the reader would name it.
        line: counted from 1; None when the whole file is meant.
    """

    def __init__(self, message: str, file: str, line: int | None = None) -> None:
        super().__init__(str(Finding(file, line, message)))
        self.fact = message
        self.file = file
        self.line = line


def install_hint(extra: str) -> str:
    """Return how to install what a message misses; the project is on no package index.

    >>> install_hint("reason")
    "install the extra 'reason' (pip install '.[reason]' in the project's folder)"
    """
    return f"install the extra '{extra}' (pip install '.[{extra}]' in the project's folder)"


class FindingsError(TaobaoKgError):
    """The data was read and does not pass the checks; one line a finding.

    Attributes:
        findings: in the order of file and line.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))
