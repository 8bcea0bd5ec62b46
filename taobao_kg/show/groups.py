"""Groups: which lane, colour and shape stand for which kind of thing."""

from collections.abc import Iterable
from typing import NamedTuple


class Group(NamedTuple):
    """One kind of thing in a picture.

    Attributes:
        name: the word used in files, filters and addresses.
        classes: local names of the `tkg:` classes that belong here, subclasses not repeated.
        shape: a shape the page can draw; one a group, so colour is never the only sign.
        light: fill on a light page, from the colours of Okabe and Ito (2008), safe for the
            colour-blind.
        dark: fill on a dark page.
        lane: the lane it lies in; several groups may share one.
    """

    name: str
    classes: tuple[str, ...]
    shape: str
    light: str
    dark: str
    lane: str


#: In the order of the lanes, top to bottom. A thing in several groups lies in the first that fits
#: after `PREFERENCE`.
GROUPS: tuple[Group, ...] = (
    Group("actor", ("Actor",), "circle", "#0072B2", "#3D9BD6", "actor"),
    Group("policy", ("Policy",), "square", "#E69F00", "#F0AE2B", "policy"),
    Group("instrument", ("Instrument",), "triangle", "#56B4E9", "#7CC7F2", "aim"),
    Group("goal", ("Goal",), "star", "#009E73", "#22B98D", "aim"),
    Group("problem", ("Problem",), "wedge", "#D55E00", "#EF7D24", "aim"),
    Group("outcome", ("Outcome",), "hexagon", "#CC79A7", "#DF94BE", "outcome"),
    Group("platform", ("Platform",), "diamond", "#F0E442", "#F0E442", "platform"),
    Group("event", ("Event",), "cross", "#222222", "#EEEEEE", "platform"),
    Group("place", ("Place",), "pentagon", "#8A8A8A", "#A6A6A6", "place"),
    Group("concept", ("Concept",), "ellipse", "#9AB8C9", "#6E93A8", "concept"),
    Group("indicator", ("Indicator",), "bars", "#5D7F99", "#8FB0C7", "indicator"),
    Group("source", ("Source",), "sheet", "#B8A77A", "#CDBB8B", "source"),
    Group("time", ("TemporalEntity", "Year", "Period"), "circle", "#999999", "#999999", "time"),
    Group("unit", ("Unit",), "circle", "#999999", "#999999", "unit"),
)
GROUP_BY_NAME = {group.name: group for group in GROUPS}

#: A thing may be a goal and an outcome; what came of it says more than what was meant.
PREFERENCE = (
    *("outcome", "goal", "problem", "instrument"),
    *(g.name for g in GROUPS if g.lane not in {"aim", "outcome", "concept"}),
    "concept",
)

#: Drawn only in the middle of rings: years and periods are columns, units belong to numbers.
UNDRAWN = frozenset({"time", "unit"})

#: Drawn in the overview when nobody asks for other types.
OVERVIEW = frozenset(
    ("actor", "policy", "instrument", "goal", "problem", "outcome", "platform", "event", "place")
)


def group_of(classes: Iterable[str]) -> str:
    """Return the group of a thing from the local names of all its classes, derived ones too.

    >>> group_of(["Concept", "Goal", "Outcome"])
    'outcome'
    >>> group_of(["Actor", "StateBody"])
    'actor'
    >>> group_of([])
    'concept'
    """
    known = set(classes)
    for name in PREFERENCE:
        if known.intersection(GROUP_BY_NAME[name].classes):
            return name
    return "concept"
