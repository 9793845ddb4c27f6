"""Which places a story names: provinces to counties from the gazetteer, towns and villages also by form and context."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from .flat import FlatStory
from .gazetteer import FULL, SHORT, ZONE, Gazetteer, Place, RawHit, without_row
from .homes import Home
from .lexicon import alternation, sections

HAN = "[\u4e00-\u9fff]"
ROAD = re.compile("路|大道|大街|街(?!道)|段|线|站|籍|高速")
"""After a short name these make a road, a station or a native place of it."""
STATIONED = re.compile("火?车站(?:派出所|公安)")
"""After a short name of any city's: the police there are in that city."""
SO_MANY = tuple(f"{many}{of}区" for many in "两二三四五六" for of in ("", "城", "个", "个城", "县"))
"""What tells that names before it are districts'."""
DISTRICTS = re.compile("[\u4e00-\u9fff]{2}(?:[、和与及][\u4e00-\u9fff]{2}){1,5}\\Z")
"""Two or more districts by their short names."""
SHORT_NAME = re.compile("[^、和与及]{2}")
LONGEST_DISTRICTS = 17
BODY_BEHIND = re.compile(
    "中院|法院|检察院|公安|交警|交管|军分区|政协|人大|[市县区州]委|市政府|纪委|消防|海关|税务|气象"
)
"""What is called by a city's short name: 白泽|中院."""
UNSURE = 0.7


@dataclass(frozen=True, slots=True)
class Hit:
    """A place at a range of the flat text. `place` is None where several places of the name fit equally well."""

    start: int
    end: int
    name: str
    level: str
    place: Place | None
    confidence: float = 1.0


@dataclass(slots=True)
class StoryPlaces:
    """The places of one story in order, and which of them ends where."""

    hits: list[Hit] = field(default_factory=list)
    by_end: dict[int, Hit] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)
    printed: dict[int, str] = field(default_factory=dict)
    """The names that the issue prints of places without a row, by their keys."""

    def add(self, hit: Hit) -> None:
        self.hits.append(hit)
        self.by_end[hit.end] = hit
        self.covered.update(range(hit.start, hit.end))

    def counties(self, gazetteer: Gazetteer) -> list[Place]:
        """The counties that the named places are or lie in, in order of appearance, doubles kept."""
        found = (gazetteer.ancestor(hit.place, "county") for hit in self.hits)
        return [county for county in found if county is not None]


def find_places(flat: FlatStory, raw: list[RawHit], gazetteer: Gazetteer, home: Home) -> StoryPlaces:
    """All places of a story: divisions first, because they tell which of several towns and villages is meant."""
    from .towns import add_towns
    from .villages import add_villages

    found = StoryPlaces()
    _add_divisions(found, flat.text, raw, gazetteer, home)
    add_towns(found, flat.text, raw, gazetteer, home)
    add_villages(found, flat.text, raw, gazetteer, home)
    found.hits.sort(key=lambda hit: hit.start)
    return found


def _add_divisions(found: StoryPlaces, text: str, raw: list[RawHit], gazetteer: Gazetteer, home: Home) -> None:
    trapped = {position for match in traps().finditer(text) for position in range(*match.span())}
    wide = [hit for hit in raw if hit.bearers[0][0].level in ("province", "city", "county")]
    for raw_hit in longest_apart(wide):
        if raw_hit.start in trapped or raw_hit.end - 1 in trapped:
            continue
        hit = _division(raw_hit, text, found, gazetteer, home)
        if hit is not None:
            found.add(hit)
    _add_word_like(found, text, gazetteer, home)
    _add_districts(found, text, gazetteer, home)


def _add_districts(found: StoryPlaces, text: str, gazetteer: Gazetteer, home: Home) -> None:
    """Districts of the home city by short names that are told to be districts: 石桥、麦村两区, 石桥和麦村两城区."""
    for told in (text.find(word) for word in SO_MANY if word in text):
        listed = DISTRICTS.search(text, max(0, told - LONGEST_DISTRICTS), told)
        for name in SHORT_NAME.finditer(text, listed.start(), told) if listed else ():
            place = next((one for one in gazetteer.bearers(name.group() + "区") if home.holds(gazetteer, one)), None)
            if place is not None and name.start() not in found.covered:
                found.add(Hit(*name.span(), place.name, place.level, place))


def _add_word_like(found: StoryPlaces, text: str, gazetteer: Gazetteer, home: Home) -> None:
    """Short names of home counties that are ordinary words (博爱): counties only in a list of counties."""
    starts = {hit.start for hit in found.hits if hit.level == "county"}
    for word, place in gazetteer.word_like:
        for match in re.finditer(word, text) if home.holds(gazetteer, place) else ():
            start, end = match.span()
            before = found.by_end.get(start - 1)
            follows = text[start - 1 : start] == "、" and before is not None and before.level == "county"
            precedes = text.startswith("、", end) and end + 1 in starts
            if start not in found.covered and (follows or precedes):
                found.add(Hit(start, end, place.name, place.level, place))


def longest_apart(hits: list[RawHit]) -> list[RawHit]:
    """Hits that do not overlap: from left to right, the longest at each place."""
    chosen: list[RawHit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not chosen or hit.start >= chosen[-1].end:
            chosen.append(hit)
    return chosen


def _division(raw: RawHit, text: str, found: StoryPlaces, gazetteer: Gazetteer, home: Home) -> Hit | None:
    local = [pair for pair in raw.bearers if home.holds(gazetteer, pair[0]) or _above(pair[0], home, gazetteer)]
    bearers = local or list(raw.bearers)
    place, form = bearers[0]
    is_city = place.level == "city" or (place.level == "county" and gazetteer.ancestor(place, "city") is None)
    zone = zone_after().match(text, raw.end) if is_city and form != ZONE else None
    if zone is not None and (local or form in (FULL, SHORT)):
        name = text[raw.start : zone.end()]
        return Hit(raw.start, zone.end(), name, "county", without_row(name, "county", place))
    if not local:
        return _foreign(raw, text, bearers, found, gazetteer)
    if form == ZONE and not zone_meant(text, raw.start, found, gazetteer, place):
        return None
    if form == SHORT and ROAD.match(text, raw.end):
        return None
    return Hit(raw.start, raw.end, place.name, place.level, place)


def _above(place: Place, home: Home, gazetteer: Gazetteer) -> bool:
    return home.city is not None and gazetteer.lies_in(home.city, place)


def _foreign(
    raw: RawHit, text: str, bearers: list[tuple[Place, str]], found: StoryPlaces, gazetteer: Gazetteer
) -> Hit | None:
    full = [place for place, form in bearers if form == FULL]
    before = found.by_end.get(raw.start)
    if before is not None and before.place is not None:
        outer = before.place
        inside = [place for place in full if gazetteer.lies_in(place, outer)]
        full = inside or full
    if not full and STATIONED.match(text, raw.end):
        full = [place for place, _ in bearers]
    if not full and before is None and _is_short_of_court(text, raw):
        full = [place for place, _ in bearers if place.level == "city"] or [place for place, _ in bearers]
        place = full[0] if len(full) == 1 else None
        return Hit(raw.start, raw.end, full[0].name, full[0].level, place, 1.0 if place else UNSURE)
    is_common = raw.end - raw.start < 3 or text[raw.start : raw.end] in common_districts()
    if not full or (is_common and before is None and not _titular(text, raw) and not STATIONED.match(text, raw.end)):
        return None
    place = full[0] if len(full) == 1 else None
    name = place.name if place else text[raw.start : raw.end]
    return Hit(raw.start, raw.end, name, full[0].level, place, 1.0 if place else UNSURE)


def _is_short_of_court(text: str, raw: RawHit) -> bool:
    """Whether a short name stands free before a body that is called by it: ，白泽|中院, 到松坪|法院."""
    left = text[raw.start - 1 : raw.start]
    return BODY_BEHIND.match(text, raw.end) is not None and (not is_han(left) or left in "到赴在由与和及向")


def _titular(text: str, raw: RawHit) -> bool:
    """Whether a name of two characters, or one that is a common noun (曹县, 老城区), stands free before an office."""
    return not is_han(text[raw.start - 1 : raw.start]) and text[raw.end : raw.end + 1] in tuple("委人政县区")


def zone_meant(text: str, start: int, found: StoryPlaces, gazetteer: Gazetteer, zone: Place) -> bool:
    """Whether a bare zone name at `start` is the home city's zone and no common noun or another city's zone.

    发展示范区 is a common noun, 某市高新区 another place; 在示范区, 到高新区, ，示范区 are meant.
    """
    before = found.by_end.get(start)
    if before is not None:
        return before.place is not None and gazetteer.lies_in(zone, before.place)
    return not is_han(text[start - 1 : start]) or zone_left().search(text, max(0, start - 4), start) is not None


def is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


@cache
def zone_after() -> re.Pattern[str]:
    return re.compile(alternation(frozenset(sections("places.txt")["zones"])))


@cache
def zone_left() -> re.Pattern[str]:
    return re.compile(alternation(frozenset(sections("places.txt")["zone_left"])) + r"\Z")


@cache
def common_districts() -> frozenset[str]:
    return frozenset(sections("places.txt")["common_districts"])


@cache
def traps() -> re.Pattern[str]:
    return re.compile(alternation(frozenset(sections("places.txt")["traps"])))
