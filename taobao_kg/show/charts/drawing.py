"""Drawings: what a picture shows, before it is laid out to a width and written to a format."""

from collections.abc import Collection
from dataclasses import dataclass

from taobao_kg.ask.results import Rows
from taobao_kg.ask.statements import Statement
from taobao_kg.show.charts.series import Series
from taobao_kg.show.charts.spans import Span


@dataclass(frozen=True)
class Panel:
    """Numbers in one unit over the years.

    Attributes:
        heading: what is counted, in which unit.
        unit: name of the unit.
        series: in the order of the legend.
        log: whether the scale is logarithmic.
    """

    heading: str
    unit: str
    series: tuple[Series, ...]
    log: bool = False


@dataclass(frozen=True)
class Entry:
    """One policy in a lane.

    Attributes:
        name: of the policy.
        span: when.
        contested: whether that is.
        said: all of it in words.
        statements: IRIs of what dates it or names the issuer.
        policy: its IRI.
    """

    name: str
    span: Span
    contested: bool
    said: str
    statements: tuple[str, ...] = ()
    policy: str = ""


@dataclass(frozen=True)
class Tie:
    """One kind of link between two policies.

    Attributes:
        policy: IRI of the one that implements, rests on, belongs to or comes after the other.
        other: IRI of that.
        kind: a key of `taobao_kg.show.charts.lines.DASHES`; ``beside`` has no direction.
        sentences: what is said of it.
        statements: that say so.
    """

    policy: str
    other: str
    kind: str
    sentences: tuple[str, ...]
    statements: tuple[Statement, ...]

    @property
    def said(self) -> str:
        """All that is said of it, a sentence a line."""
        return "\n".join(self.sentences)

    def lies_in(self, policies: Collection[str]) -> bool:
        """Return whether both of its policies are among some."""
        return self.policy in policies and self.other in policies


@dataclass(frozen=True)
class Lane:
    """The policies of one issuer, by time."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Drawing:
    """A picture with all that is told around it.

    Attributes:
        name: the slug a file may bear.
        lang: ``en``, ``id`` or ``zh``.
        title: one line.
        sentence: what the picture shows.
        notes: the lines under it: unit, signs, what is not drawn, sources, lens, licence.
        tables: heading and rows; every number and policy is in one of them, drawn or not.
        years: begin and end of the axis.
        panels: from top to bottom.
        lanes: above the panels; often none.
        ties: between policies of the lanes and others.
    """

    name: str
    lang: str
    title: str
    sentence: str
    notes: tuple[str, ...]
    tables: tuple[tuple[str, Rows], ...]
    years: tuple[float, float]
    panels: tuple[Panel, ...]
    lanes: tuple[Lane, ...] = ()
    ties: tuple[Tie, ...] = ()

    def marks(self) -> dict[str, list[str]]:
        """Return the IRIs of the statements behind each mark, by its description in the SVG."""
        found: dict[str, list[str]] = {}
        for lane in self.lanes:
            for entry in lane.entries:
                found.setdefault(entry.said, []).extend(entry.statements)
        for tie in self.ties:
            found.setdefault(tie.said, []).extend(one.iri for one in tie.statements)
        for panel in self.panels:
            for series in panel.series:
                for point in series.points:
                    found.setdefault(series.words(point, self.lang), []).append(point.said.iri)
        return found

    @property
    def drawn_ties(self) -> list[Tie]:
        """The ties whose policies both stand in a lane."""
        there = {entry.policy for lane in self.lanes for entry in lane.entries}
        return [tie for tie in self.ties if tie.lies_in(there)]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it can be placed in time."""
        return not self.panels and not self.lanes
