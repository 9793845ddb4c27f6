"""Villages and communities: those of the gazetteer where the context allows, and others by the form of their names."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from .gazetteer import Gazetteer, Place, RawHit, without_row
from .homes import Home
from .lexicon import alternation, lexicon
from .name_starts import LONGEST_FREE, NAME_STOP, common_nouns, has_verb, is_common, name_start
from .places import UNSURE, Hit, StoryPlaces, is_han

VILLAGE_END = re.compile(
    "村(?!官(?![庄塘渡桥堰]))"
    "(?:[一二三四五六七八九十东西南北中]{1,2}街?村|村(?=[的、，,。；])|社区(?!卫生|服务|干部|工作|矫正|治理|建设))?"
    "|社区|嘎查"
)
"""What a village's name ends with, which in 大学生村官 is none; a large one is parted by streets: 某村一街村. A
community may keep the village's name: 东坡村社区."""
OWN_PLACES = re.compile("[口头边里内民委部干]")
"""Behind a village's name and 村 these are the village's: 东坡村|村口."""
LONGEST_NAMED = 3
"""Characters before 村 that can be a name though the last two are a verb; of more it is none (法庭邀请|村支书)."""
LONGEST_LISTED = 8
CLEAR_NAME = 4
"""Characters of a listed name that is a village's whatever stands before it (活力|西云溪村)."""
SHORTEST_ADMINISTRATIVE = 5
"""Characters of a village's name that is printed with what it is: 大槐行政村."""
NAMES_IN_TOWNS = ("山村", "进社区", "入社区")
"""Ends of common words that may end a name behind its town: 湖山村, 跃进社区."""
NOT_AFTER_VILLAGE = re.compile(
    "[(民级两集居容规务史医情里内镇乡区落]|庄(?!稼)|卫生服务|服务中心|警务|民警|养老|矫正|治理|干部|工作者|团购|工厂"
)
"""What makes 村 or 社区 the first half of a common word (村民, 社区卫生服务) unless a town stands before the name."""
ABOUT_COMMUNITIES = re.compile("管理|建设|治理|服务|发展|机制|模式|工作")
"""Behind a verb and 社区 these are what is done (创新社区|管理)."""


def add_villages(found: StoryPlaces, text: str, raw: list[RawHit], gazetteer: Gazetteer, home: Home) -> None:
    """Villages and communities: a name right after its town, or one that stands free and is known or well-formed."""
    context = _Context.of(found, raw, gazetteer, home)
    accepted: dict[str, Hit] = {}
    pending: list[tuple[int, int]] = []
    last_end = -1
    for match in VILLAGE_END.finditer(text):
        if match.start() <= last_end or match.start() in found.covered:
            continue
        if text[match.start() - 1 : match.start()] == "村" and OWN_PLACES.match(text, match.end()):
            continue
        start = name_start(text, match.end(), match.group(), found)
        if match.group() == "村村" and (start not in found.by_end or found.by_end[start].level != "town"):
            start = None
        listed = context.listed_start(match.end())
        is_clear = listed is not None and context.is_clear(listed, match.end())
        if listed is not None and (listed in found.by_end or (start is None and is_clear)):
            start = listed
        if start is None:
            continue
        longer = (
            earlier
            for earlier in (start - 2, start - 1)
            if text[max(0, earlier) : match.end()] in accepted or context.is_homes(earlier, match.end())
        )
        start = next(longer, start)
        start += text[start + 1 : match.end()] in accepted
        hit = _village(start, match.end(), text, context)
        if hit is None and listed is not None and is_clear:
            hit = _village(listed, match.end(), text, context)
        if hit is None:
            pending.append((start, match.end()))
            continue
        accepted.setdefault(hit.name, hit)
        found.add(hit)
        last_end = hit.end
    for start, end in pending:
        earlier = accepted.get(text[start:end])
        if earlier is not None:
            found.add(Hit(start, end, earlier.name, "village", earlier.place, earlier.confidence))


@dataclass(frozen=True, slots=True)
class _Context:
    """What helps to tell which village is meant: the gazetteer's candidates, and the story's towns and counties."""

    found: StoryPlaces
    gazetteer: Gazetteer
    home: Home
    known: dict[tuple[int, int], list[Place]]
    towns: tuple[Hit, ...]
    counties: frozenset[int]

    @classmethod
    def of(cls, found: StoryPlaces, raw: list[RawHit], gazetteer: Gazetteer, home: Home) -> _Context:
        known = {(hit.start, hit.end): [place for place, _ in hit.bearers if place.level == "village"] for hit in raw}
        towns = sorted((hit for hit in found.hits if hit.level == "town"), key=lambda hit: hit.start)
        counties = frozenset(county.key for county in found.counties(gazetteer))
        return cls(found, gazetteer, home, known, tuple(towns), counties)

    def is_homes(self, start: int, end: int) -> bool:
        """Whether a village of the home city stands at a range."""
        return any(self.home.holds(self.gazetteer, place) for place in self.known.get((start, end), ()))

    def listed_start(self, end: int) -> int | None:
        """Where the longest name of a village of the home city begins that ends here."""
        return next((start for start in range(end - LONGEST_LISTED, end - 2) if self.is_homes(start, end)), None)

    def is_clear(self, start: int, end: int) -> bool:
        """Whether a listed village is meant whatever stands before its name: the name is long, or lies in a town or
        county that the story names."""
        if end - start >= CLEAR_NAME:
            return True
        towns = {hit.place.key for hit in self.towns if hit.place is not None}
        counties = (self.gazetteer.ancestor(place, "county") for place in self.known[start, end])
        near = {county.key for county in counties if county is not None} & self.counties
        return bool(near) or any(place.parent in towns for place in self.known[start, end])

    def nearest_town(self, position: int) -> Place | None:
        """The town named last before a position; where none is, the story's only county."""
        before = bisect_right(self.towns, position, key=lambda hit: hit.start)
        if before:
            return self.towns[before - 1].place
        (county, *others) = (*self.counties, -1)
        return self.gazetteer.places[county] if county >= 0 and others == [-1] else None


def _village(start: int, end: int, text: str, context: _Context) -> Hit | None:
    name = text[start:end]
    known = context.known.get((start, end), [])
    before = context.found.by_end.get(start)
    after_town = before is not None and before.level == "town"
    if not known and (_is_no_name(name, after_town) or (text[start - 1 : start] == "“" and text[end : end + 1] == "”")):
        return None
    if not known and not after_town and ABOUT_COMMUNITIES.match(text, end) and is_named_so(name):
        return None
    if not after_town and NOT_AFTER_VILLAGE.match(text, end) and not _is_residents(text, start, end):
        return None
    if not known and after_town and NOT_AFTER_VILLAGE.match(text, end) and _tells_what_is_done(name):
        return None  # who went to a town for its communities' sake: 到某街道|看望慰问社区民警
    place, sure = _which(known, before, context)
    if place is not None:
        return Hit(start, end, name, "village", place, 1.0 if sure else UNSURE)
    if not after_town and (not 3 <= len(name) <= LONGEST_FREE + 2 or (len(name) > 4 and has_verb(name[:-2]))):
        return None
    parent = before.place if before is not None else context.nearest_town(start)
    return Hit(start, end, name, "village", without_row(name, "village", parent), 0.9 if after_town else UNSURE)


def _is_no_name(name: str, after_town: bool) -> bool:
    """Whether a word on 村 or 社区 names none (示范村, 进社区); behind a town it may be a name (某镇跃进社区)."""
    if is_common(name, "not_villages") or NAME_STOP.search(name[:-2]):
        return True
    if name.endswith(("行政村", "自然村")):
        return not after_town or len(name) < SHORTEST_ADMINISTRATIVE or has_verb(name[:-3])
    stem = name.removesuffix("社区").removesuffix("村")
    if is_named_so(name) or (after_town and name.endswith(NAMES_IN_TOWNS) and len(stem) > 1):
        return False
    return (not after_town and _tells_what_is_done(name)) or not_village_end().search(name) is not None


def _tells_what_is_done(name: str) -> bool:
    """Whether a verb stands before 村 or 社区 where a name would: 调研社区."""
    stem = name.removesuffix("社区").removesuffix("村")
    words, last = lexicon(), stem[-2:]
    is_long = len(stem) > LONGEST_NAMED and last in words.common_verbs and last not in common_nouns("named_so")
    return stem in words.common_verbs or last in words.followers or is_long


def is_named_so(name: str) -> bool:
    """Whether a village or community is called by a verb: 创新社区."""
    return name.removesuffix("社区").removesuffix("村") in common_nouns("named_so")


def _is_residents(text: str, start: int, end: int) -> bool:
    """Whether a community's name opens a clause before its residents: ，朝霞社区|居民某某."""
    return text.startswith("居民", end) and not is_han(text[start - 1 : start])


def _which(known: list[Place], before: Hit | None, context: _Context) -> tuple[Place | None, bool]:
    """The known village that the context means, and whether the context says so."""
    gazetteer = context.gazetteer
    if before is not None and before.place is not None:
        outer = before.place
        inside = [place for place in known if gazetteer.lies_in(place, outer)]
        return (inside[0], True) if len(inside) == 1 else (None, False)
    towns = {hit.place.key for hit in context.towns if hit.place is not None} if known else set()
    in_town = [place for place in known if place.parent in towns]
    if len(in_town) == 1:
        return in_town[0], True
    counties = [(place, gazetteer.ancestor(place, "county")) for place in known]
    in_county = [place for place, county in counties if county is not None and county.key in context.counties]
    if len(in_county) == 1:
        return in_county[0], True
    is_only = len(known) == 1 and not context.counties and context.home.holds(gazetteer, known[0])
    return (known[0], False) if is_only else (None, False)


@cache
def not_village_end() -> re.Pattern[str]:
    return re.compile(alternation(common_nouns("not_village_ends")) + r"\Z")
