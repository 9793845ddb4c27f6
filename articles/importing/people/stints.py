"""Where the proofs of one person in one post show that he or she left it and came back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

LAG = timedelta(days=31)
"""So long after an end or a successor's beginning papers still print the old title, or tell of the days before."""
SETTLED = timedelta(days=28)
"""From the first sighting of another holder to the last. One sighting alone may be a misprint or misread."""


class Event(NamedTuple):
    """What one proof (by its key) says: `seen`, `start`, `end` or `former`, and of which day."""

    proof: int
    kind: str
    day: date | None


class Holder(NamedTuple):
    """Another official in a post that one person holds at a time, from the first day seen there to the last; `firm`
    where that is more than a single sighting."""

    official: int
    first: date
    last: date
    firm: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Days between two sightings that something speaks against, without saying that the person left and came back;
    the other holder, if that is what does."""

    last: date
    again: date
    other: int | None = None


@dataclass(slots=True)
class Stints:
    """The days on which the second stint and further ones begin, and the gaps that stay doubtful."""

    starts: list[date] = field(default_factory=list)
    doubts: list[Gap] = field(default_factory=list)

    def number(self, day: date | None) -> int:
        """The stint that a day belongs to, from 1 on; an unknown day counts for the first."""
        return 1 + (bisect_right(self.starts, day) if day else 0)


def part(events: Iterable[Event], others: Sequence[Holder]) -> Stints:
    """Part what is proved of one person in one post into stints. `others` are the post's other holders where only one
    person holds it at a time.

    A new stint begins where a text announced the end and the person is elected again, or is still seen more than LAG
    later; where the person is called a former holder and elected again; and where another holder was there between two
    sightings. The same events give the same stints in whatever order they come.
    """
    days = {(event.kind, event.day) for event in events if event.day}
    starts = {day for kind, day in days if kind == "start"}
    seen = sorted({day for kind, day in days if kind in ("seen", "start")})
    found = Stints()
    left = [day for kind, day in days if kind == "end"]
    begun = date.min
    if seen and any(_came_back(end, seen[0], starts) for end in left):
        found.starts.append(seen[0])
        begun = seen[0]
    for before, day in pairwise(seen):
        ends = [end for end in left if begun <= end < day]
        former = any(kind == "former" and before < called < day for kind, called in days)
        between = [other for other in others if before <= other.first and other.last <= day]
        after = [other for other in others if before < other.first < day - LAG and other.last > day]
        if (
            any(_came_back(end, day, starts) for end in ends)
            or (former and day in starts)
            or any(other.firm for other in between)
        ):
            found.starts.append(day)
            begun = day
        elif former or between or after:
            found.doubts.append(Gap(before, day, next((other.official for other in (*between, *after)), None)))
    return found


def _came_back(end: date, day: date, starts: set[date]) -> bool:
    return end < day and (day in starts or day - end > LAG)
