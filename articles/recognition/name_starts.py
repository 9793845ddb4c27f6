"""Where the name of a town or village begins: behind an outer place, a mark, or a word that stands before names."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import alternation, lexicon, sections
from .places import StoryPlaces, is_han

CONNECTORS = tuple("和与及或同")
VILLAGE_AND = re.compile("(?:村|社区)[和与及](?=[\u4e00-\u9fff]{2})")
"""Between a village and the next town: 东坡村和|云岭乡."""
SHORTEST = 2
"""Characters of a name that a word before it leaves, if it is one (去|前步村)."""
LONG_ENOUGH_AFTER_OF = 3
"""Characters behind 的 that are a name's: 最远的|松垛沟村, but 这样的小村."""
OF_SOMEBODY = re.compile(
    "村(?:村民|党支部|党总支|村委|(?:种粮|种植|养殖|种养)大户|老党员|脱贫户)|[镇乡](?:党委|党政|政府|人民政府|也|则)"
)
"""Behind a name of two characters and 的: whoever follows is there (来卖粮的|许庄村种粮大户, 邻近的|云溪镇也…)."""
LONGEST_VILLAGE = 6
"""Characters of a village's name before 村, more than any but a handful in the country."""
LONGEST_FREE = 4
"""Characters of a name before 村 where neither a town before it nor the gazetteer vouches for it."""
NAME_STOP = re.compile(
    "[请他她它某到的了着是在和与等个各该全每些这那哪其县市乡镇区、\\d]|街道|党总?支|政府|通过|为了|组织"
    "|走访|开展|党员|群众|干部|村民|居民|志愿|矛盾|[依傍因临][山水竹河湖林矿煤路]"
)
NUMERALS = "二三四五六七八九十"
"""With what is counted no verb, but in the names of many towns: 八里|铺."""
UNLISTED_COUNTY = re.compile(r"自治县(?![委城里级区直域乡镇到在来从至赴由])(?=[\u4e00-\u9fff]{2,3}\Z)")
"""A county that the gazetteer lacks, before the name of a town in it: 云岭藏族自治县|打槐沟镇."""
REACH = 8
"""Characters before a name's end in which such a county ends."""
NEVER_IN_NAMES = "在到由对向从与和将据经让"
"""Words that stand before names and begin none, as 自 or 打 may."""


def name_start(text: str, end: int, tail: str, found: StoryPlaces) -> int | None:
    """Where the name that ends with `tail` at `end` begins: after a town or county, a mark, or a word that can
    stand before a name; None where it begins nowhere."""
    stem_end = end - len(tail)
    start = stem_end
    while start > 0 and stem_end - start < LONGEST_VILLAGE and is_han(text[start - 1]) and start not in found.by_end:
        start -= 1
    if text.find("区", start, stem_end) > start and (
        zone := zone_inside().search(text, start, stem_end - SHORTEST + 1)
    ):
        return zone.end()
    if outer := UNLISTED_COUNTY.search(text, max(0, stem_end - REACH), stem_end):
        return outer.end()
    if start == stem_end and start in found.by_end and found.by_end[start].level in ("province", "city"):
        start = found.by_end[start].start
    if start == stem_end or text[start - 1 : start].isdigit():
        return None
    if start in found.by_end and text[start] in CONNECTORS and text[start : start + 2] not in common_nouns("begins_so"):
        return start + 1
    if start in found.by_end and found.by_end[start].level == "town":
        return joined.end() if (joined := VILLAGE_AND.search(text, start, stem_end)) else start
    is_free = start == 0 or start in found.by_end or not is_han(text[start - 1])
    if not is_free and left_word_end().search(text, max(0, start - 4), start) is None:
        return after_last_left_word(text, max(0, start - 3), stem_end)
    begun, start = start, after_left_words(text, start, stem_end)
    if start == begun + 1 == stem_end - 1 and text.startswith(tail + "长", end) and text[begun] not in NEVER_IN_NAMES:
        start = begun
    if stem_end - start > LONGEST_FREE:
        return after_last_left_word(text, start, stem_end)
    if NAME_STOP.search(text, start, stem_end - SHORTEST):
        start = after_last_left_word(text, start, stem_end) or start
    return start if start < stem_end and text[start:stem_end] not in CONNECTORS else None


def after_last_left_word(text: str, start: int, end: int) -> int | None:
    """Where the last word in a range that stands before names (听, 深入) ends; None where there is none."""
    words = left_word().finditer(text, start, end)
    ends = [word.end() for word in words if text[word.start() : word.start() + 2] not in common_nouns("begins_so")]
    if ends and ends[-1] == end:
        return None
    ends = [left for left in ends if end - left >= SHORTEST] or ends
    of = text.rfind("的", start, end) + 1
    is_long = end - of == LONG_ENOUGH_AFTER_OF or (end - of == SHORTEST and OF_SOMEBODY.match(text, end))
    if of and is_long and (not ends or ends[-1] < of):
        return of
    return ends[-1] if ends else None


def after_left_words(text: str, start: int, end: int) -> int:
    """The first position from `start` on where no word that stands before names (到, 走访, 近日) begins."""
    if text[start : start + 1] in CONNECTORS and not is_han(text[start - 1 : start]):
        return start
    while start < end and text[start : start + 2] not in common_nouns("begins_so"):
        match = left_word().match(text, start, end)
        if match is None:
            break
        start = match.end()
    return start


def has_verb(text: str) -> bool:
    """Whether two characters of a short text are a common verb or the like, so that it is no place's name."""
    words = lexicon().common_verbs
    return any(text[i : i + 2] in words and text[i] not in NUMERALS for i in range(len(text) - 1))


def is_common(name: str, section: str) -> bool:
    return name in common_nouns(section)


@cache
def common_nouns(section: str) -> frozenset[str]:
    return frozenset(sections("places.txt")[section])


@cache
def zone_inside() -> re.Pattern[str]:
    """A bare zone's name (高新区, 经开区) before the name of a town in it."""
    return re.compile(alternation(common_nouns("town_zones")))


@cache
def left_word() -> re.Pattern[str]:
    return re.compile(alternation(common_nouns("left")))


@cache
def left_word_end() -> re.Pattern[str]:
    return re.compile(alternation(common_nouns("left")) + r"\Z")
