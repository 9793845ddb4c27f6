"""The places that recognition knows: the caller's gazetteer rows, and the names of China's divisions down to counties.

The rows are what findings refer to by id; the built-in divisions only let an office of another province be understood.
One automaton finds all names in one pass, so that the time does not grow with their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick

from articles.text.fold import fold

from .findings import PlaceRow
from .lexicon import alternation, data_lines, sections

LEVELS = {2: "province", 4: "city", 6: "county"}
MUNICIPALITIES = ("11", "12", "31", "50")
"""北京, 天津, 上海, 重庆: provinces that are cities; their districts lie in them directly."""
PROVINCE_TAIL = re.compile(r"(?:[壮回]族|维吾尔)?自治区$|特别行政区$|[省市]$")
COMMITTEE_TAIL = re.compile(r"(?:村民|居民)?委员会$|(?:居|村)委会$")
CITY_TAIL = re.compile(r"(?:地区|[市盟])$")
SHORT_TAIL = re.compile(r"(?:地区|[市盟]|(?:自治)?[县州旗])$")
FULL, SHORT, ZONE = "full", "short", "zone"


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its row's id (None where the gazetteer lacks it), its name, level, and what it lies in (`parent`, a
    key of the gazetteer's own)."""

    key: int
    row: int | None
    name: str
    level: str
    code: str = ""
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class RawHit:
    """A name found in a text: every place that bears it, with the form in which it does."""

    start: int
    end: int
    bearers: tuple[tuple[Place, str], ...]


class Gazetteer:
    """Places by name, prepared once and then only read.

    >>> gazetteer = Gazetteer([PlaceRow(1, "安丘市", "county", "370784")])
    >>> {hit.bearers[0][0].row for hit in gazetteer.find("安丘市委书记")}
    {1}
    """

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        self.places: list[Place] = []
        self.word_like: list[tuple[str, Place]] = []
        self._names: dict[str, list[tuple[Place, str]]] = {}
        rows = tuple(rows)
        self._add_rows(rows)
        self._add_divisions()
        self.with_towns = frozenset(place.parent for place in self.places if place.level == "town")
        self.cities_with_towns = frozenset(
            city.key
            for key in self.with_towns
            if key is not None and (city := self.ancestor(self.places[key], "city")) is not None
        )
        self.by_row = {place.row: place for place in self.places if place.row is not None}
        self.marked_home = frozenset(self._home_of(self.by_row[row.id]) for row in rows if row.home)
        self._automaton = ahocorasick.Automaton()
        for name, bearers in self._names.items():
            self._automaton.add_word(name, (len(name), tuple(bearers)))
        if self._names:
            self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[RawHit]:
        """Every name in a folded text, also overlapping ones, in order of their ends."""
        for last, (length, bearers) in self._automaton.iter(text):
            yield RawHit(last + 1 - length, last + 1, bearers)

    def knows(self, name: str) -> bool:
        """Whether any place bears a folded name."""
        return name in self._names

    def bearers(self, name: str) -> list[Place]:
        """The places that bear a folded name."""
        return [place for place, _form in self._names.get(name, ())]

    def is_full(self, name: str, place: Place) -> bool:
        """Whether a folded name is a place's full name, today's or an old one."""
        return (place, FULL) in self._names.get(name, ())

    def ancestor(self, place: Place | None, level: str) -> Place | None:
        """The place of that level that a place is or lies in."""
        while place is not None and place.level != level:
            place = self.places[place.parent] if place.parent is not None else None
        return place

    def city_name(self, place: Place | None) -> str:
        """The name of the city, or else the province, that a county or smaller place lies in; `""` where unknown."""
        if place is None or place.level in ("city", "province"):
            return ""
        outer = self.ancestor(place, "city") or self.ancestor(place, "province")
        return outer.name if outer is not None else ""

    def lies_in(self, place: Place, outer: Place) -> bool:
        """Whether a place is `outer` or lies in it."""
        current: Place | None = place
        while current is not None:
            if current.key == outer.key:
                return True
            current = self.places[current.parent] if current.parent is not None else None
        return False

    def _home_of(self, place: Place) -> int:
        return (self.ancestor(place, "city") or place).key

    def _add_rows(self, rows: tuple[PlaceRow, ...]) -> None:
        keys = {row.id: number for number, row in enumerate(rows)}
        for number, row in enumerate(rows):
            parent = keys.get(row.parent) if row.parent is not None else None
            name = village_name(row.name) if row.level == "village" else row.name
            self.places.append(Place(number, row.id, name, row.level, short_code(row.code), parent))
            if row.level == "county" and row.name[:-1] in common_words():
                self.word_like.append((row.name[:-1], self.places[-1]))
        for place, row in zip(self.places, rows, strict=True):
            for name in (row.name, *row.aliases):
                self._add_name(place, name)

    def _add_divisions(self) -> None:
        known = {place.code: place for place in self.places if place.code}
        for code, name in divisions():
            if code in known:
                continue
            parent = known.get(code[:4] if len(code) == 6 else code[:2]) if len(code) > 2 else None
            if parent is None and len(code) == 6:
                parent = known.get(code[:2])
            place = Place(len(self.places), None, name, level_of(code), code, parent.key if parent else None)
            known[code] = place
            self.places.append(place)
            self._add_name(place, name)

    def _add_name(self, place: Place, name: str) -> None:
        name = fold(name)
        for form, spelling in spellings(name, place.level):
            bearers = self._names.setdefault(spelling, [])
            if all(bearer.key != place.key for bearer, _ in bearers):
                bearers.append((place, form))


def spellings(name: str, level: str) -> Iterator[tuple[str, str]]:
    """The forms in which a paper prints a place's name.

    >>> list(spellings("安丘市", "county"))
    [('full', '安丘县'), ('full', '安丘市'), ('short', '安丘')]
    >>> list(spellings("溪州市", "city"))
    [('full', '溪州市'), ('short', '溪州')]

    A county-level city was a county, and old papers call it so.
    """
    if level == "village":
        yield FULL, village_name(name)
        return
    if level == "county" and name.endswith(("市", "区")) and len(name) == 3:
        yield FULL, name[:-1] + "县"
    zone = level == "county" and bare_zone().fullmatch(name) is not None
    yield (ZONE if zone else FULL), name
    if level == "province":
        yield SHORT, PROVINCE_TAIL.sub("", name)
    elif level in ("city", "county") and not zone:
        plain = ethnic().sub("", name)
        if plain != name and len(plain) > 3:
            yield FULL, plain
            yield FULL, plain.replace("自治", "")
        short = SHORT_TAIL.sub("", plain)
        if len(short) >= 2 and short != plain and short not in common_words():
            yield SHORT, short
    elif level == "town":
        yield from town_variants(name)


def town_variants(name: str) -> Iterator[tuple[str, str]]:
    """A street office's other forms, and the form of a township that has become a town since (or had been none)."""
    if name.endswith("街道"):
        yield FULL, name + "办事处"
        yield FULL, name[:-2] + "办事处"
    elif name.endswith("乡"):
        yield FULL, name[:-1] + "镇"


def village_name(name: str) -> str:
    """A statistical village name as it is used: without its committee, with 村.

    >>> village_name("东坡村民委员会"), village_name("云水社区居民委员会"), village_name("南岭村村民委员会")
    ('东坡村', '云水社区', '南岭村')
    """
    stem = COMMITTEE_TAIL.sub("", name)
    if stem == name or stem.endswith(("村", "社区", "嘎查")):
        return stem
    return stem + ("村" if "村" in name[len(stem) :] else "社区")


def short_code(code: str) -> str:
    """A statistical code of two, four or six digits without the zeros that fill it up; longer ones as they are.

    >>> short_code("410000"), short_code("4108"), short_code("410800000000"), short_code("410802")
    ('41', '4108', '4108', '410802')
    """
    if len(code) == 12 and code.endswith("000000"):
        code = code[:6]
    while len(code) in (4, 6) and code.endswith("00"):
        code = code[:-2]
    return code


def level_of(code: str) -> str:
    """The level of a division by its code."""
    return "city" if code in MUNICIPALITIES else LEVELS[len(code)]


def divisions() -> Iterator[tuple[str, str]]:
    """Code and name of every province, city and county, outer ones first."""
    lines = [line.split(",") for line in data_lines("divisions.csv")][1:]
    yield from sorted(((code, name) for code, name in lines), key=lambda pair: (len(pair[0]), pair[0]))


def without_row(name: str, level: str, parent: Place | None) -> Place:
    """A place known by its form only. It has no key of its own, so what lies in it lies in what it lies in."""
    outer = parent.parent if parent is not None and parent.key < 0 else parent.key if parent is not None else None
    return Place(-1, None, name, level, "", outer)


@cache
def bare_zone() -> re.Pattern[str]:
    """A zone's name that does not say whose it is: 高新区, 示范区(高新区)."""
    zones = alternation(frozenset(sections("places.txt")["zones"]))
    return re.compile(rf"(?:市)?{zones}(?:\({zones}\))?")


@cache
def ethnic() -> re.Pattern[str]:
    return re.compile(alternation(frozenset(sections("places.txt")["ethnic"])) + "(?=.{0,12}自治[州县旗区])")


@cache
def common_words() -> frozenset[str]:
    return frozenset(sections("places.txt")["common"])
