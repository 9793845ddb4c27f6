"""Towns: those of the gazetteer where the context allows, and others by the form of their names."""

from __future__ import annotations

import re
from functools import cache

from .gazetteer import Gazetteer, RawHit, without_row
from .homes import Home
from .lexicon import alternation
from .name_starts import NAME_STOP, common_nouns, has_verb, is_common, left_word_end, name_start
from .places import UNSURE, Hit, StoryPlaces, is_han, longest_apart

TOWN_END = re.compile("(?P<tail>街道|苏木|镇(?![长村域区企级上])|乡(?![长村镇亲土愁情贤级下]))(?:办事处)?")
TOWN_ACTS = re.compile(
    "召开|举行|举办|党委|党政|人民政府|人大|卫生院|中心小学|中心校|敬老院|派出所|司法所|财政所|[\u4e00-\u9fff]{2,3}(?:村(?![里民庄])|社区)"
)
"""What only a town does or has: with nothing before its name, that makes an unknown town one."""
COMMUNITY = re.compile("[\u4e00-\u9fff]{2,3}(?:村(?![里民庄])|社区)")
"""Behind 镇 with one character before it that makes a town (侯镇|河畔社区)."""

AFTER_IN_COUNTY = re.compile("[、,。的等]|\\Z|" + TOWN_ACTS.pattern)
"""What follows a town's name right behind its county's, where a verb's object (推进|乡镇…) does not end so."""
NOT_IN_COUNTY = re.compile(
    "[各全该本每个条座][^\\W]?\\Z|^(?:和|与|及|各|全|所有|下辖|辖|两|三个)|[城小名重强市农]\\Z|特色|中心|重点|沿"
)
"""What makes 乡, 镇 and 街道 common words there, too."""
MAY_BEGIN = frozenset("自打")
"""Words before a name that are its first character as often: 自安镇."""
LONGEST_IN_COUNTY = 4
MARKET = re.compile("[^\\W我全本该各外邻地省县城集都超门上夜早股楼]市")
"""What many towns are called that were market places: 沙市|镇."""


def add_towns(found: StoryPlaces, text: str, raw: list[RawHit], gazetteer: Gazetteer, home: Home) -> None:
    """Towns of the home city, towns named right after their county, and by form where the gazetteer has no towns."""
    counties = {county.key for county in found.counties(gazetteer)}
    for raw_hit in longest_apart([hit for hit in raw if hit.bearers[0][0].level == "town"]):
        if raw_hit.start in found.covered or raw_hit.end - 1 in found.covered:
            continue
        hit = _town(raw_hit, text, found, gazetteer, home, counties)
        if hit is not None:
            found.add(hit)
    _add_unlisted_towns(found, text, gazetteer, home)


def _add_unlisted_towns(found: StoryPlaces, text: str, gazetteer: Gazetteer, home: Home) -> None:
    """Towns by the form of their names: right behind a county, beside a listed one, where a village
    bears its name still, or where the gazetteer has none of the home city."""
    listed = home.city is not None and home.city.key in gazetteer.cities_with_towns
    towns = [hit for hit in found.hits if hit.level == "town"]
    starts, ends = {hit.start for hit in towns}, {hit.end for hit in towns}
    for match in TOWN_END.finditer(text):
        end, tail = match.end("tail"), _whole_tail(match)
        if match.start() in found.covered:
            continue
        start = name_start(text, end, tail, found)
        name = text[start:end] if start is not None else ""
        before = found.by_end.get(start) if start is not None else None
        in_county = before is not None and before.level == "county" and AFTER_IN_COUNTY.match(text, end) is not None
        is_short = len(name) == 2 and tail == "镇" and COMMUNITY.match(text, end) is not None
        is_short = is_short and text[end - 3 : end - 2] not in MAY_BEGIN
        is_named = _is_town_name(name, tail) or (in_county and _is_named_in_county(name, tail))
        if start is None or not (is_named or (is_short and not is_common(name, "not_towns"))):
            continue
        county = before.place if before is not None and before.level == "county" else None
        is_clear = (before is not None and before.level == "county") or text.endswith("自治县", 0, start)
        is_free = not is_han(text[start - 1 : start]) or left_word_end().search(text, max(0, start - 4), start)
        beside = match.end() + 1 if text.startswith("、", match.end()) else -1
        is_sure = beside in starts or (text[start - 1] == "、" and start - 1 in ends)
        is_sure |= TOWN_ACTS.match(text, end) is not None or _left_a_village(name, tail, gazetteer, home)
        is_clear |= bool(is_free) and is_sure
        if not listed or is_clear:
            found.add(Hit(start, match.end(), name, "town", without_row(name, "town", county), UNSURE))


def _whole_tail(match: re.Match[str]) -> str:
    """What kind of town it is, the people included whose township it is: 满族|乡."""
    people = (word for word in common_nouns("ethnic") if match.string.endswith(word, 0, match.start()))
    return (next(people, "") if match["tail"] == "乡" else "") + match["tail"]


def _left_a_village(name: str, tail: str, gazetteer: Gazetteer, home: Home) -> bool:
    """Whether a village of the home city still bears the name of a township that is listed no more."""
    villages = gazetteer.bearers(name.removesuffix(tail) + "村")
    return any(place.level == "village" and home.holds(gazetteer, place) for place in villages)


def _is_town_name(name: str, tail: str) -> bool:
    stem = name.removesuffix(tail)
    is_market = MARKET.fullmatch(stem) is not None
    usual = 2 <= len(stem) <= 3 and (is_market or NAME_STOP.search(stem) is None) and not has_verb(stem)
    return usual and not is_common(name, "not_towns") and not not_town_end().search(name)


def _is_named_in_county(name: str, tail: str) -> bool:
    """Whether a name right behind its county's is a town's, though it ends like a common word (梁村|镇), is one
    (大同|镇), or is a road's (英雄南路|街道)."""
    stem = name.removesuffix(tail)
    is_long = len(stem) == LONGEST_IN_COUNTY and tail == "街道" and stem.endswith("路")
    return (len(stem) in (2, 3) or is_long) and not is_common(name, "not_towns") and NOT_IN_COUNTY.search(stem) is None


def _town(
    raw: RawHit, text: str, found: StoryPlaces, gazetteer: Gazetteer, home: Home, counties: set[int]
) -> Hit | None:
    bearers = [place for place, _ in raw.bearers if place.level == "town"]
    before = found.by_end.get(raw.start)
    if before is not None and before.place is not None:
        outer = before.place
        inside = [place for place in bearers if gazetteer.lies_in(place, outer)]
        bearers = inside or [place for place in bearers if home.holds(gazetteer, place)]
    else:
        bearers = [place for place in bearers if home.holds(gazetteer, place)]
    if not bearers or (before is None and text.startswith("村", raw.end)):
        return None
    fitting = [place for place in bearers if place.parent in counties] or bearers
    printed = text[raw.start : raw.end]
    name = printed if printed.endswith(("街道", "镇", "乡")) else fitting[0].name
    if len(fitting) > 1:
        return Hit(raw.start, raw.end, name, "town", None, UNSURE)
    return Hit(raw.start, raw.end, name, "town", fitting[0])


@cache
def not_town_end() -> re.Pattern[str]:
    return re.compile(alternation(common_nouns("not_town_ends")) + r"\Z")
