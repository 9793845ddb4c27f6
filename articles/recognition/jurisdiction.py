"""Whose office it is: the place printed in a title, or what 市, 区, 该镇 mean in this story."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from .findings import Level
from .flat import FlatStory
from .gazetteer import Gazetteer, Place, bare_zone
from .homes import Home
from .name_starts import has_verb
from .offices import GENERIC
from .places import Hit, StoryPlaces
from .standing import Office
from .titles import NO_OFFICE, Chain

ITEM = re.compile("(?P<name>[\u4e00-\u9fff]{2,4})(?:\\([^()]{1,8}\\))?[、,及和与]")
"""A name that stands between two titles of one list."""
CAME_ALONG = re.compile("[\u4e00-\u9fff]{2,4}(?:等人?)?(?:一同|一起|一道|一并|随团|随同)(?:前?来|到访|来访)")
"""Behind a title: its bearer came with the visitors whose head was named before."""
PROVINCIAL = re.compile("(?<!公)厅(?:长|领导|党)")
"""Only provinces have these departments: 农业农村厅|党组书记."""
SHORTEST_BODY = 3
"""Characters of a body's name with its 市 that are no other's: 市水利局, but not 市委."""
THAT_CITY = "该市"
UNIT = re.compile("[总支大]队(?!长)")
OWNED_UNIT = re.compile("(?P<whose>[省市州县区])[\u4e00-\u9fff]{2,10}?(?P<unit>[总支大]队)")
SENT_FROM = "挂职干部"
"""Behind another office: its place is the one that somebody came from (副县长、昭文市某区挂职干部)."""
OUTER = ("village", "town", "county", "city", "province")


@dataclass(frozen=True, slots=True)
class Seat:
    """The place whose office a title is; `name` is printed where the gazetteer has no row."""

    place: Place | None
    name: str
    level: Level


CENTRAL = Seat(None, "中央", "central")
UNKNOWN = Seat(None, "", "other")


@dataclass(slots=True)
class Viewpoint:
    """From where a story speaks: what its generic words stand for, learnt as its titles are read in order."""

    gazetteer: Gazetteer
    home: Home
    places: StoryPlaces
    flat: FlatStory
    page_county: Place | None = None
    local_city: Place | None = None
    spoken: Place | None = None
    spoken_end: int = 0
    says_home: bool = False
    guests: Place | None = None
    visitors: Place | None = None
    visitors_end: int = 0
    titled: tuple[int, Place] | None = None
    province: Place | None = None
    """The province that another office of the same title names: 湖东省政府副省长、省|文物局局长."""
    own_city: Place | None = None
    """The city whose name an earlier office of the same title prints: 白泽市委书记、市|人大常委会主任."""
    first: Seat | None = None
    _named: dict[str, list[tuple[int, Place]]] = field(default_factory=dict)

    def seat(self, chain: Chain, before: Seat | None) -> Seat:
        """The seat of a title: of its last post that tells one, else that of the title before it in its list."""
        self.own_city = None
        seats = [seat for office in chain.offices if (seat := self._office_seat(office, chain)) is not None]
        if not seats:
            is_its = before is not None and (before.level != "central" or chain.lacks_body)
            return before if before is not None and is_its else self.story_seat(chain.start)
        return self._the_nearest(seats)

    def note(self, chain: Chain) -> None:
        """Remember the county-level city and the province that a title names: after 某市委书记, 市委 is that city's."""
        self.province = None
        for office in chain.offices:
            if office.place is not None and office.kind not in NO_OFFICE:
                if office.place.level == "province":
                    self.province = office.place.place
                county = self.gazetteer.ancestor(office.place.place, "county")
                if county is not None:
                    self.titled = chain.end, county
                is_guest = county is not None and not self._is_ours(seat_of(county))
                self.guests = county if is_guest else self.guests
                is_guest = is_guest and "我市" in self.flat.text
                if office.place.place is not None and (office.place.level == "city" or is_guest):
                    self.visitors, self.visitors_end = county if is_guest else office.place.place, chain.end
                is_members = self.says_home and chain.offices[0].place is None and chain.offices[0].generic == "市"
                if county is not None and county.name.endswith("市") and not (is_members or is_guest):
                    self.spoken, self.spoken_end = county, chain.end
                self._note_small(office.place)

    def _note_small(self, hit: Hit) -> None:
        """Remember a town or village that only a title names: the next 镇长 is its."""
        if hit.place is None or hit.level not in ("town", "village"):
            return
        named = self._places_of(hit.level)
        at = bisect_right(named, hit.start, key=lambda pair: pair[0])
        if at == 0 or named[at - 1][0] != hit.start:
            named.insert(at, (hit.start, hit.place))

    def story_seat(self, position: int) -> Seat:
        """Where no title says whose office it is: that of the story's first office, else the county the story is in,
        else the home city."""
        if self.first is not None and self.first.level in ("town", "county") and self._is_ours(self.first):
            return self.first
        county = self._county_before(position, "") or self.page_county
        place = county or self.home.city
        return seat_of(place) if place is not None else UNKNOWN

    def _is_ours(self, seat: Seat) -> bool:
        """Whether a seat is no visitor's from another city, or from a county that lies in none."""
        city = self.gazetteer.ancestor(seat.place, "city")
        if city is None:
            return seat.place is None or seat.place.key < 0 or self.home.city is None
        return city == self.home.city

    def city_seat(self) -> Seat:
        """The home city's own seat."""
        return seat_of(self.home.city) if self.home.city is not None else UNKNOWN

    def _the_nearest(self, seats: list[Seat]) -> Seat:
        """Of posts of several places the one the story is about: its own county's rather than the city's."""
        return min(reversed(seats), key=lambda seat: OUTER.index(seat.level) if seat.level in OUTER else len(OUTER))

    def _office_seat(self, office: Office, chain: Chain) -> Seat | None:
        if office.kind == "national" or office.is_central or office.generic in ("全国", "国家", "中央"):
            return CENTRAL
        if office.head == SENT_FROM and len(chain.offices) > 1:
            return None
        if office.place is not None:
            place = office.place.place
            if place is not None and place.name.endswith("市"):
                self.own_city = place
            return seat_of(place) if place is not None else Seat(None, office.place.name, _level(office.place.level))
        if office.kind == "village" and not office.generic:
            return self._local("village", chain.start)
        generic = office.generic or (office.head[0] if office.head[0] in GENERIC else "")
        generic = generic or _generic_inside(office.head)
        if not generic and (zone := bare_zone().match(self.flat.text, office.start, office.end)):
            named = self._before(zone.group(), chain.start)
            return seat_of(named) if named is not None else None
        if not generic and (owned := self._unit_before(office.start)) is not None:
            unit = self.places.by_end.get(owned.end("whose"))
            if unit is not None and unit.place is not None:
                return seat_of(unit.place)
            generic = owned["whose"]
        if not generic and PROVINCIAL.search(self.flat.text, office.start, office.end):
            generic = "省"
        if generic == "市" and (city := self._body_named_before(office)) is not None:
            return seat_of(city)
        return self._generic_seat(generic, chain.start, chain.end) if generic else None

    def _unit_before(self, start: int) -> re.Match[str] | None:
        """Where the story printed last whose unit it is that a title begins with: 市消防救援支队…，支队|政委."""
        if (unit := UNIT.match(self.flat.text, start)) is None:
            return None
        owned = [one for one in OWNED_UNIT.finditer(self.flat.text, 0, start) if one["unit"] == unit.group()]
        return owned[-1] if owned else None

    def _body_named_before(self, office: Office) -> Place | None:
        """The city with whose name the story printed the same body last: 松坪市教育局…，市|教育局副局长."""
        body = self.flat.text[office.start : office.end - len(office.head)]
        if len(body) < SHORTEST_BODY or not body.startswith("市"):
            return None
        before = self.places.by_end.get(self.flat.text.rfind(body, 0, office.start) + 1)
        return before.place if before is not None else None

    def _generic_seat(self, word: str, position: int, end: int) -> Seat | None:
        level = GENERIC[word]
        if level == "central":
            return CENTRAL
        if level == "province":
            province = self.province or self.gazetteer.ancestor(self.home.city, "province")
            return seat_of(province) if province is not None else Seat(None, "", "province")
        if word == "市" and self.own_city is not None:
            return seat_of(self.own_city)
        if word == "市" and self._in_list(self.visitors, self.visitors_end, position):
            self.visitors_end, self.own_city = end, self.visitors
            return seat_of(cast(Place, self.visitors))
        if word == "市" and (county := self._spoken_city(position, end)) is not None:
            return seat_of(county)
        self.says_home |= word == "市"
        if level == "city":
            return seat_of(self.home.city) if self.home.city is not None else Seat(None, "", "city")
        if level == "county":
            came_along = self.guests is not None and CAME_ALONG.match(self.flat.text, end) is not None
            county = self.guests if came_along else self._county_before(position, word) or self._only_county()
            return seat_of(county) if county is not None else Seat(None, "", "county")
        return self._local(level, position)

    def _local(self, level: str, position: int) -> Seat:
        place = self._before(level, position)
        return seat_of(place) if place is not None else Seat(None, "", _level(level))

    def _spoken_city(self, position: int, end: int) -> Place | None:
        """The county-level city that an earlier title, or 该市 right here or before, speaks of. Where the home city's
        people came first, it is meant in its own list only."""
        if self.flat.text[max(0, position - 1) : position] == "该":
            return self._county_before(position, "市")
        if self.spoken is None or not self.says_home:
            told_of = self.flat.text.rfind(THAT_CITY, 0, position) if not self.says_home else -1
            return self.spoken or (self._before("市", told_of) if told_of >= 0 else self.local_city)
        if not self._in_list(self.spoken, self.spoken_end, position):
            return self.local_city
        self.spoken_end = end
        return self.spoken

    def _in_list(self, place: Place | None, end: int, position: int) -> bool:
        """Whether only a name stands between the title that names a place and a title that goes on with it."""
        between = ITEM.fullmatch(self.flat.text, end, position) if place is not None else None
        return between is not None and not has_verb(between["name"][-2:])

    def _county_before(self, position: int, suffix: str) -> Place | None:
        """The county of a title before in the sentence, else the one named last before a position, else the first
        after it; of 区 only districts and zones."""
        if self.titled is not None and suffix and self.titled[1].name.endswith(suffix):
            end, county = self.titled
            if end <= position and "。" not in self.flat.text[end:position]:
                return county
        return self._before(suffix, position)

    def _only_county(self) -> Place | None:
        """The page's county; else the home city's only one in the story, which had 县 for 区 in its name before."""
        named = {county.key: county for _, county in self._places_of("") if self.home.holds(self.gazetteer, county)}
        return self.page_county or (next(iter(named.values())) if len(named) == 1 else None)

    def _before(self, kind: str, position: int) -> Place | None:
        named = self._places_of(kind)
        count = bisect_right(named, position, key=lambda pair: pair[0])
        return named[max(count - 1, 0)][1] if named else None

    def _places_of(self, kind: str) -> list[tuple[int, Place]]:
        if kind not in self._named:
            self._named[kind] = list(self._of_kind(kind))
        return self._named[kind]

    def _of_kind(self, kind: str) -> Iterator[tuple[int, Place]]:
        """Where places of a kind are named: `town`, `village`, or counties whose names end so (`""` any)."""
        for hit in self.places.hits:
            if kind in ("town", "village"):
                if hit.level == kind and hit.place is not None:
                    yield hit.start, hit.place
            elif hit.level in ("county", "town", "village"):
                county = self.gazetteer.ancestor(hit.place, "county")
                if county is not None and county.name.endswith(kind):
                    yield hit.start, county


def seat_of(place: Place) -> Seat:
    """A place as the seat of an office."""
    return Seat(place, place.name, _level(place.level))


def _generic_inside(head: str) -> str:
    """区长 → 区, 副县长 → 县, 村支书 → 村."""
    for char in head[:4]:
        if char in "省市州盟县区旗镇乡村":
            return char
    return "社区" if head.startswith("社区") else ""


def _level(level: str) -> Level:
    levels: dict[str, Level] = {
        "province": "province", "city": "city", "county": "county", "town": "town", "village": "village",
        "central": "central",
    }  # fmt: skip
    return levels.get(level, "other")
