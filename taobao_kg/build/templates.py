"""Templates: sentences with places for what the variables of a check hold.

What may stand in one `taobao_kg.build.checks` describes.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_PART = re.compile(r"\[([^\[\]]*)\]|\{(\w+)(?: (\w+))?(?: by (\w+))?\}")


class Place(NamedTuple):
    """Where values stand: the name of their variable, and of those of their unit and their sayers.

    The last two are empty where the template has none.
    """

    name: str
    unit: str
    by: str


class Aside(NamedTuple):
    """What stands in square brackets, and the variables without which it is left out."""

    parts: tuple[str | Place, ...]
    wanted: frozenset[str]


#: A template in the order in which it is read: plain text, places and asides.
Template = tuple[str | Place | Aside, ...]


@cache
def read_template(text: str) -> Template:
    """Return the parts of a template.

    >>> read_template("{value unit}[ in {time}].")
    (Place(name='value', unit='unit', by=''), \
Aside(parts=(' in ', Place(name='time', unit='', by='')), wanted=frozenset({'time'})), '.')
    """
    return tuple(_read(text))


def variables(text: str) -> frozenset[str]:
    """Return the names of the variables in a template.

    >>> sorted(variables("{about} has {value unit}[ in {time}]"))
    ['about', 'time', 'unit', 'value']
    """
    parts = read_template(text)
    asides = (part.wanted for part in parts if isinstance(part, Aside))
    return _names(parts).union(*asides)


def _read(text: str) -> Iterator[str | Place | Aside]:
    end = 0
    for found in _PART.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        end = found.end()
        aside, *names = found.groups(default="")
        if found[1] is None:
            yield Place(*names)
        else:
            parts = tuple(part for part in _read(aside) if not isinstance(part, Aside))
            yield Aside(parts, _names(parts))
    if end < len(text):
        yield text[end:]


def _names(parts: Template) -> frozenset[str]:
    places = (part for part in parts if isinstance(part, Place))
    return frozenset(name for place in places for name in place if name)
