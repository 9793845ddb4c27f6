"""Whether two seats of one name can be one person's: a table in which the first row from above that fits decides.

The columns:

- `places`: `same`, also two of one name that the gazetteer lacks, unless they are told with two cities; `siblings`
  (two counties of a prefecture, two towns of a county); `city-county` and `county-town` (the one lies in the other);
  `elsewhere` (different prefectures, or a place that the gazetteer lacks); `far` (anything else inside a prefecture or
  province).
- `offices`: the circles of the two seats, see `seats.Seat`; `small` where one is a village or a station; `police` is
  the department that a vice mayor heads as a rule. Of leading posts of one place `together` are those that one person
  holds at a time (`together.py`), `ranks` the chief and the deputies of one body, `rivals` the others. For all other
  rows the leaders of a place are one seat.
- `time`: `undated` where one has no days; `overlap` where the sightings of both interleave; `unclear` where they do not
  but were watched for less than WATCHED; else `apart`, or `promoted` where the department came before the leaders.
- `name`: `rare`; `principal` for a frequent name where both seats hold a post that only one person holds at a time
  (so few are these that chance hardly makes namesakes of them); else `common`.

The verdicts: `join` (one person, unless something else speaks against it); `ask` (open: they stay apart, an editor is
asked); `doubt` (they are never joined, an editor is asked); `part` (never joined, nobody is asked); `none` (it says
nothing either way).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Literal, NamedTuple

from articles.importing.places.lineage import Lineage, PlaceKey, may_be_one

from .seats import Seat, Stay
from .together import are_ranks, go_together

Verdict = Literal["join", "ask", "doubt", "part", "none"]

WATCHED = timedelta(days=150)
"""From the first sighting in either seat to the last. Where a shorter time shows officials of one name one after the
other in two counties, they may as well be two whom chance did not show together."""

HANDOVER = timedelta(days=31)
"""So long papers still call somebody by an old post who has another one of the same place: no overlap yet."""

POLICE = ("公安局", "公安分局")
ANY = ""


class Rule(NamedTuple):
    """One row: words separated by spaces are alternatives, ANY fits all."""

    places: str
    offices: str
    time: str
    name: str
    verdict: Verdict


RULES = (
    # A name and a small office say nothing of offices elsewhere.
    Rule(ANY, "small", ANY, ANY, "part"),
    # One place: two leading posts that nobody holds at one time are two people's, or one after the other one's.
    Rule("same", "together", ANY, ANY, "join"),
    Rule("same", "ranks rivals", "overlap", ANY, "doubt"),
    Rule("same", "rivals", "unclear", "common", "doubt"),
    Rule("same", "ranks rivals", ANY, ANY, "join"),
    # One place: a department's head becomes a leader, a vice mayor heads the police, nobody else is both at a time.
    Rule("same", "leaders+police", ANY, "rare", "join"),
    Rule("same", "leaders+police", ANY, ANY, "ask"),
    Rule("same", "leaders+department", "promoted", "rare", "join"),
    Rule("same", "leaders+department", "overlap", ANY, "doubt"),
    Rule("same", "department+department", "apart", "rare", "join"),
    Rule("same", "department+department", "overlap", "rare", "doubt"),
    Rule("same", "department+department", "overlap", ANY, "part"),
    Rule("same", ANY, ANY, ANY, "ask"),
    # Leaders of two counties of a prefecture, of a county and its prefecture, of two towns: the usual career.
    Rule("siblings city-county", "leaders+leaders", "apart", "rare principal", "join"),
    Rule("siblings city-county", "leaders+leaders", "overlap", "rare", "doubt"),
    Rule("city-county", "leaders+leaders", "overlap", ANY, "doubt"),
    Rule("siblings city-county county-town", ANY, "overlap", ANY, "part"),
    Rule("siblings city-county", "leaders+leaders", ANY, ANY, "ask"),
    # Who leaves place and circle at once is asked about, if the name is rare and the times allow it.
    Rule("siblings city-county county-town", ANY, "apart promoted", "rare", "ask"),
    # Leaders do move to other prefectures; two of one rare name who follow one another are shown to an editor.
    Rule("elsewhere", "leaders+leaders", "apart", "rare", "doubt"),
    Rule("elsewhere", ANY, ANY, ANY, "part"),
)


class Stays:
    """The sightings of one name by seat; those of all leading posts of a place also as one."""

    def __init__(self, stays: Mapping[Seat, Stay]) -> None:
        self._own = stays
        self._leading: dict[tuple[PlaceKey | None, str], Stay] = {}
        for seat, stay in stays.items():
            if seat.circle == "leaders":
                self._leading.setdefault((seat.place, seat.exported_as), Stay()).add(stay)

    def pair(self, one: Seat, other: Seat) -> tuple[Stay, Stay]:
        """The sightings to compare: of two leading posts of one place each its own, else those of the whole circle."""
        if are_colleagues(one, other):
            return self._own[one], self._own[other]
        return self._whole(one), self._whole(other)

    def _whole(self, seat: Seat) -> Stay:
        return self._leading[seat.place, seat.exported_as] if seat.circle == "leaders" else self._own[seat]


def are_told_apart(one: Seat, other: Seat) -> bool:
    """Whether one export says that these are two persons."""
    return one.export == other.export != "" and one.exported_as != other.exported_as


def are_colleagues(one: Seat, other: Seat) -> bool:
    """Whether both are leading posts of one place."""
    return one.circle == other.circle == "leaders" and may_be_one(one.place, other.place)


def are_alike(one: Seat, other: Seat) -> bool:
    """Whether nothing tells two seats apart but an export, or that a place is printed with its city only in one."""
    anywhere = (replace(seat, place=None, exported_as="") for seat in (one, other))
    return may_be_one(one.place, other.place) and next(anywhere) == next(anywhere)


def verdict(one: Seat, other: Seat, stays: Stays, common: bool, lineage: Lineage) -> Verdict:
    """What the table says of two different seats of one name. An untitled one says nothing by itself.

    Before the table comes what an export tells: two whom it gives different numbers are two, whatever their posts.
    """
    if are_told_apart(one, other):
        return "part"
    if "untitled" in (one.circle, other.circle):
        return "none"
    if are_alike(one, other):
        return "join"
    mine, theirs = stays.pair(one, other)
    case = (
        places(one, other, lineage),
        offices(one, other, mine, theirs),
        time(one, other, mine, theirs),
        _name(mine, theirs, common),
    )
    return next((rule.verdict for rule in RULES if _fits(rule, case)), "none")


def _fits(rule: Rule, case: tuple[str, str, str, str]) -> bool:
    return all(column == ANY or value in column.split() for column, value in zip(rule[:4], case, strict=True))


def places(one: Seat, other: Seat, lineage: Lineage) -> str:
    """How the places of two seats lie to one another."""
    if may_be_one(one.place, other.place):
        return "same"
    if not isinstance(one.place, int) or not isinstance(other.place, int):
        return "elsewhere"
    small, large = (one, other) if lineage.lies_in(one.place, other.place) else (other, one)
    if lineage.lies_in(small.place, large.place):
        step = f"{large.level}-{small.level}"
        return step if step in ("city-county", "county-town") else "far"
    if lineage.city(one.place) != lineage.city(other.place):
        return "elsewhere"
    parents = {lineage.parent(one.place), lineage.parent(other.place)}
    return "siblings" if one.level == other.level in ("county", "town") and len(parents) == 1 else "far"


def offices(one: Seat, other: Seat, mine: Stay, theirs: Stay) -> str:
    """The circles of two seats, leaders first."""
    if are_colleagues(one, other):
        if go_together(one.body, other.body):
            return "together"
        return "ranks" if are_ranks(one.body, other.body) else "rivals"
    circles = {one.circle, other.circle}
    if circles & {"village", "station"}:
        return "small"
    if circles == {"leaders", "department"}:
        leader, department = (mine, other) if one.circle == "leaders" else (theirs, one)
        police = department.body in POLICE and not leader.principal
        return "leaders+police" if police else "leaders+department"
    return f"{one.circle}+{other.circle}"


def time(one: Seat, other: Seat, mine: Stay, theirs: Stay) -> str:
    """How the sightings in two seats lie to one another."""
    if not (mine.first and mine.last and theirs.first and theirs.last):
        return "undated"
    (first, end), (start, last) = sorted([(mine.first, mine.last), (theirs.first, theirs.last)])
    watched = max(end, last) - first >= WATCHED
    handed_over = are_colleagues(one, other) and watched and first < start <= end < last and end - start <= HANDOVER
    if start <= end and not handed_over:
        return "overlap"
    if not watched:
        return "unclear"
    earlier, later = (one, other) if mine.first < theirs.first else (other, one)
    return "promoted" if (earlier.circle, later.circle) == ("department", "leaders") else "apart"


def _name(one: Stay, other: Stay, common: bool) -> str:
    if not common:
        return "rare"
    return "principal" if one.principal and other.principal else "common"
