"""The seal of a citation: what was cited, from which version, and prints to compare later.

A seal is one run of ASCII words, so it survives BibTeX, RIS, JSON, footnotes and new line breaks:

    taobao-kg-cite/1 version=0.1.0 of=question:policies-of-a-year p.year=year:2014 query=…
    data=… result=… rests=named count=3 statements=… claim:renolafitri-2020-0391:ab12cd34
    0395:… 0398:… check=…

What was cited through another lens than ``all`` has the form 2 and says ``lens=``.
A number alone stands for the statement of that number after the name before it. The last word is
a checksum of all others: it tells a seal that was cut or altered by accident, not a forger.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote_plus, unquote_plus

from taobao_kg.ask.cite.ledger import print_lines
from taobao_kg.errors import UsageError
from taobao_kg.lens import ALL

#: Hexadecimal digits of the prints of a short seal, of each statement, and of the checksum.
SHORT, EACH, _CHECK = 16, 8, 16
#: A short seal lists no more statements than these; a long one no more than those.
FEW, MANY = 12, 5_000
_MARK = "taobao-kg-cite/"
_FORM, _THROUGH_A_LENS = "1", "2"
_KEYS = ("version", "of", "lens", "query", "data", "result", "rests", "count", "statements")
_HEX = re.compile(rf"[0-9a-f]{{{SHORT},64}}")
_LISTED = re.compile(rf"(?:([a-z]+:[\w.%-]+)|(\d+)):([0-9a-f]{{{EACH}}})", re.ASCII)
_END = re.compile(r"(\scheck=)")


class Seal(NamedTuple):
    """What a citation keeps for the day it is checked.

    Attributes:
        version: of the package that made it.
        of: ``data``; ``question:`` and the name of one of the library; ``sparql:`` and a query;
            else the short name of a thing or statement.
        given: parameters of the question: names, and terms as a person types them.
        query: print of the wording, or empty when no question is cited.
        data: print of everything the files of the graph assert.
        result: print of the answer; of a thing its triples, of a statement its content.
        rests: ``named`` when the statements behind the result are known, else ``all``.
        total: how many statements it rests on.
        statements: print of their names and contents.
        listed: the first digits of the print of each, by short name; empty when they are many.
        lens: through which the graph was seen.
    """

    version: str
    of: str
    given: tuple[tuple[str, str], ...]
    query: str
    data: str
    result: str
    rests: str
    total: int
    statements: str
    listed: tuple[tuple[str, str], ...]
    lens: str = ALL

    @property
    def lists_all(self) -> bool:
        """Whether each statement it rests on is listed."""
        return len(self.listed) == self.total


def print_statements(prints: Mapping[str, str]) -> str:
    """Return one print of many statements, given by name with their prints."""
    return print_lines(f"{name} {digest}" for name, digest in sorted(prints.items()))


def write_seal(seal: Seal, *, short: bool = False) -> str:
    """Return a seal as words.

    Args:
        seal: what it says.
        short: cut the prints and list statements only where they are few: to be read by people.
    """
    digits = SHORT if short else 64
    form = _FORM if seal.lens == ALL else _THROUGH_A_LENS
    words = [f"{_MARK}{form}", f"version={_quoted(seal.version)}", f"of={_quoted(seal.of)}"]
    words += [f"lens={_quoted(seal.lens)}"] if seal.lens != ALL else []
    words += [f"p.{_quoted(name)}={_quoted(value)}" for name, value in seal.given]
    words += [f"query={seal.query[:digits]}"] if seal.query else []
    words += [f"data={seal.data[:digits]}", f"result={seal.result[:digits]}"]
    words += [f"rests={seal.rests}", f"count={seal.total}"]
    words += [f"statements={seal.statements[:digits]}"]
    if seal.total <= (FEW if short else MANY):
        words += _list(seal.listed)
    return " ".join([*words, f"check={_checksum(words)}"])


def read_seals(text: str) -> list[Seal]:
    """Return the seals in a text, in their order; each once, however often it stands there.

    Raises:
        UsageError: when there is none; when one was cut, altered or made by a newer version.
    """
    plain = text.replace("\\", "")  # some reference managers escape; a seal has none of its own
    pieces = plain.split(_MARK)[1:]
    if not pieces:
        raise UsageError(
            f"no citation of this graph in it: the words '{_MARK}…' are missing; make one with"
            " 'taobao-kg cite'"
        )
    return list({_read(piece): None for piece in pieces})


def _read(piece: str) -> Seal:
    before, found, after = _END.split(piece, maxsplit=1) if _END.search(piece) else (piece, "", "")
    words = f"{_MARK}{before}".split()
    form = words[0].removeprefix(_MARK)
    forms = (_FORM, _THROUGH_A_LENS)
    if form.isdecimal() and form not in forms:
        raise UsageError(f"the citation has the newer form {form[:9]}; update taobao-kg to read it")
    if not found or len(after) < _CHECK:
        raise UsageError("the citation was cut: its 'check=' is missing; take it from its source")
    if form not in forms or _checksum(words) != after[:_CHECK]:
        raise UsageError("the citation was altered: its checksum does not fit; take another copy")
    try:
        return _make(words[1:])
    except (KeyError, ValueError) as error:
        raise UsageError(f"the citation is not one of ours ({error}); make a new one") from error


def _make(words: list[str]) -> Seal:
    said: dict[str, str] = {}
    given: list[tuple[str, str]] = []
    listed: dict[str, str] = {}
    last = ""
    for word in words:
        if found := _LISTED.fullmatch(word):
            name = unquote_plus(found[1] or "") or f"{last.rpartition('-')[0]}-{found[2]}"
            listed[name] = found[3]
            last = name
            continue
        key, _, value = word.partition("=")
        if key.startswith("p."):
            given.append((unquote_plus(key[2:]), unquote_plus(value, errors="strict")))
        elif key in _KEYS and key not in said:
            said[key] = unquote_plus(value, errors="strict")
        else:
            raise ValueError(f"it says {word[:20]!r}")
    prints = [said["data"], said["result"], said["statements"], *filter(None, [said.get("query")])]
    if not all(map(_HEX.fullmatch, prints)) or said["rests"] not in ("named", "all"):
        raise ValueError("a print in it is none")
    return Seal(
        version=said["version"],
        of=said["of"],
        given=tuple(given),
        query=said.get("query", ""),
        data=said["data"],
        result=said["result"],
        rests=said["rests"],
        total=int(said["count"]),
        statements=said["statements"],
        listed=tuple(listed.items()),
        lens=said.get("lens", ALL),
    )


def _list(listed: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield name and print of each statement; after the same name only the number."""
    last = ""
    for name, digest in listed:
        head, _, number = name.rpartition("-")
        short = number.isascii() and number.isdigit() and last.rpartition("-")[0] == head
        yield f"{number if short else _quoted(name)}:{digest}"
        last = name


def _quoted(text: str) -> str:
    return quote_plus(text, safe=":/.,-").replace("~", "%7E").replace("_", "%5F")


def _checksum(words: list[str]) -> str:
    return print_lines([" ".join(words)])[:_CHECK]
