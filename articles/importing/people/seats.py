"""A seat: what a mention says of the office, as coarse as one person's change of title inside it does not matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from articles.importing.places.lineage import Lineage, PlaceKey, PrintedPlace
from articles.recognition.posts import PostName, is_label, split_title

from .together import company, kind_of

Circle = Literal["leaders", "department", "station", "village", "untitled"]

CENTRAL = PrintedPlace("中央")
STATIONS = ("所", "站", "中队", "卫生院", "学校", "小学", "中学")
"""Ends of bodies so small and so many that a name is no evidence beyond them: 派出所, 财政所, 卫生院."""


@dataclass(frozen=True, slots=True)
class Titled:
    """What a mention or an appearance says of somebody's offices."""

    title: str
    titles: tuple[str, ...]
    jurisdiction: int | None
    jurisdiction_name: str
    level: str
    exported_as: str = ""
    """Who an export says that this is; see `Appearance.exported_as`."""
    jurisdiction_parent: str = ""
    """The city of a county that the gazetteer lacks, where it is told."""

    @property
    def own(self) -> PlaceKey | None:
        """The place whose office it is, by gazetteer id or as printed; a county also by its city.

        What lies in a county is not told apart by the city: two of one name are as often in one city as in two.
        """
        if self.jurisdiction is not None or not self.jurisdiction_name:
            return self.jurisdiction
        city = self.jurisdiction_parent if self.level == "county" else ""
        return PrintedPlace(self.jurisdiction_name.removeprefix(city), city)


@dataclass(frozen=True, slots=True)
class Office:
    """A post at the place that it belongs to."""

    post: PostName
    place: PlaceKey


@dataclass(frozen=True, slots=True)
class Seat:
    """A place and a circle of offices in it.

    `leaders` are the posts that lead a place, a seat for each kind of them (`together.py`), which `body` names; ""
    is the seat of the collective labels (区领导). `department` and `station` are one body each, named by `body`. In a
    `village` all offices are one seat. `untitled` is a name whose title, if any, says nothing of its body.

    Where an export told who it was (`exported_as`), each of its persons has a seat of their own.
    """

    place: PlaceKey | None
    circle: Circle
    level: str
    body: str = ""
    exported_as: str = ""

    @property
    def sort_key(self) -> tuple[str, ...]:
        return (str(self.place), self.circle, self.body, *filter(None, [self.exported_as]))

    @property
    def export(self) -> str:
        """The export that told who it was, "" where none did."""
        return self.exported_as.partition(":")[0]


@dataclass(slots=True)
class Stay:
    """What the archive has seen of one name in one seat. `principal` where a post was among it that only one person
    holds at a time."""

    first: date | None = None
    last: date | None = None
    seen: int = 0
    titles: set[str] = field(default_factory=set)
    principal: bool = False

    def add(self, other: Stay) -> None:
        """Take in more sightings of the same seat."""
        days = [day for day in (self.first, self.last, other.first, other.last) if day]
        self.first, self.last = (min(days), max(days)) if days else (None, None)
        self.seen += other.seen
        self.titles |= other.titles
        self.principal |= other.principal


def offices_of(titled: Titled, lineage: Lineage) -> tuple[Office, ...]:
    """The posts that the titles name, each at its place; those whose place stays open are left out.

    One title may name posts of two places. Another title of the same article counts only for the places of the
    longest one: beyond them it may be a namesake's.
    """
    longest = list(_offices(titled.title, titled, lineage))
    known = {titled.own, *(office.place for office in longest)}
    others = [office for title in titled.titles for office in _offices(title, titled, lineage)]
    return tuple(dict.fromkeys([*longest, *(office for office in others if office.place in known)]))


def _offices(title: str, titled: Titled, lineage: Lineage) -> Iterator[Office]:
    own = titled.own
    name = titled.jurisdiction_name or lineage.name(own)
    if isinstance(own, PrintedPlace):
        name = str(own) if str(own) in title else own.name
    for post in split_title(title, name, lineage.names):
        place = lineage.meant(post.place, own)
        if place is not None:
            yield Office(post, place)


def seats_of(titled: Titled, day: date | None, lineage: Lineage) -> dict[Seat, Stay]:
    """The seats that one sighting shows, at least one, the decisive one first; with the sighting as a stay in each.

    An office given up (原) or not yet taken up (拟任) shows its seat at no known time. Of posts of one place the one
    that goes with fewer others decides: of 县委常委、副县长 the latter.
    """
    titles = {title for title in (titled.title, *titled.titles) if title}
    found: dict[Seat, Stay] = {}
    for office in _decisive_first(offices_of(titled, lineage)):
        seat = replace(seat_at(office, _level(office.place, titled, lineage)), exported_as=titled.exported_as)
        when = day if office.post.standing == "held" else None
        found.setdefault(seat, Stay(seen=1, titles=titles)).add(Stay(when, when, principal=office.post.principal))
    if not found or any(map(is_label, titles)):
        circle: Circle = "leaders" if any(map(is_label, titles)) else "untitled"
        level = _level(titled.own, titled, lineage)
        circle = "village" if level == "village" else circle
        seat = Seat(titled.own, circle, level, exported_as=titled.exported_as)
        found.setdefault(seat, Stay(seen=1, titles=titles)).add(Stay(day, day))
    return found


def _decisive_first(offices: tuple[Office, ...]) -> list[Office]:
    places = [office.place for office in offices]

    def rank(office: Office) -> tuple[bool, int, int]:
        return (office.post.standing != "held", places.index(office.place), company(kind_of(office.post)))

    return sorted(offices, key=rank)


def seat_at(office: Office, level: str) -> Seat:
    """The seat of an office in a place of that level."""
    post = office.post
    if level == "village":
        return Seat(office.place, "village", level)
    if level == "central":
        return Seat(office.place, "leaders", level)
    if post.leading:
        return Seat(office.place, "leaders", level, kind_of(post))
    small = level == "town" or post.organisation.endswith(STATIONS)
    return Seat(office.place, "station" if small else "department", level, post.organisation)


def _level(place: PlaceKey | None, titled: Titled, lineage: Lineage) -> str:
    """The level of a place; of one outside the gazetteer the sighting's own, or what its name ends with."""
    if isinstance(place, int):
        return lineage.level(place)
    if place == titled.own or place is None:
        return titled.level
    if place == CENTRAL:
        return "central"
    if place.name.endswith(("村", "社区")):
        return "village"
    return "town" if place.name.endswith(("镇", "乡", "街道")) else "other"
