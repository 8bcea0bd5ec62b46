"""Places: in which file and line a thing is described."""

from collections.abc import Iterable
from pathlib import Path

from taobao_kg.build.load import LoadedFile
from taobao_kg.errors import Finding
from taobao_kg.folders import show_path
from taobao_kg.turtle import find_subjects, read_utf8, subject_lines
from taobao_kg.vocab import shorten


class Places:
    """Finds the place of a thing; reads a file again only when a message needs its lines."""

    def __init__(self, files: Iterable[LoadedFile]) -> None:
        self.path_of: dict[str, Path] = {}
        for file in files:
            for iri in file.subjects:
                self.path_of.setdefault(iri, file.path)
        self._lines: dict[Path, dict[str, int]] = {}
        self._texts: dict[Path, list[str]] = {}

    def finding(
        self, iri: str, message: str, *, mention: str | None = None, path: Path | None = None
    ) -> Finding:
        """Return a finding about a thing.

        Args:
            iri: the thing.
            message: fact, expectation and next step.
            mention: a word of its description to point at, else its first line.
            path: the file, where it is not the first that describes the thing.
        """
        place = path or self.path_of.get(iri)
        if place is None:
            return Finding(shorten(iri), None, message)
        line = self._subject_lines(place).get(iri)
        if line is not None and mention is not None:
            line = self._line_of(place, line, mention)
        return Finding(show_path(place), line, message)

    def second_finding(self, iri: str, message: str, path: Path) -> Finding:
        """Return a finding about a thing that is described twice, where it comes again."""
        lines = [line for subject, line in find_subjects(path) if subject == iri]
        again = len(lines) > 1 and self.path_of.get(iri) == path
        return Finding(show_path(path), lines[again] if lines else None, message)

    def _subject_lines(self, path: Path) -> dict[str, int]:
        if path not in self._lines:
            self._lines[path] = subject_lines(path)
        return self._lines[path]

    def _line_of(self, path: Path, first: int, mention: str) -> int:
        """Return the line of a word from a subject's first line to the next subject."""
        if path not in self._texts:
            self._texts[path] = read_utf8(path).decode().split("\n")
        nexts = [line for line in self._lines[path].values() if line > first]
        last = min(nexts, default=len(self._texts[path]) + 1)
        for number in range(first, last):
            if mention in self._texts[path][number - 1]:
                return number
        return first
