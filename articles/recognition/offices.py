"""One office, read backwards from its head to where its title begins: 县 | 人大常委会 | 副主任."""

from __future__ import annotations

import re

from .departments import (
    DETERMINERS,
    NO_NAME_CHARS,
    ends_central,
    ends_office,
    follows_office,
    free_generic,
    take_department,
    take_zone_name,
    word_before,
    word_outside,
)
from .gazetteer import without_row
from .lexicon import lexicon
from .name_starts import after_left_words, common_nouns, has_verb, name_start
from .places import Hit, StoryPlaces, is_han
from .prefixes import OWN_PARTY, said_before, step_over_own_body, step_over_quotes, step_over_session
from .standing import TEACHING_OR_HEALING, Office, Reading, is_companys, standing

GENERIC = {
    "省": "province", "自治区": "province",
    "市": "city", "州": "city", "盟": "city", "自治州": "city",
    "县": "county", "区": "county", "旗": "county", "自治县": "county", "自治旗": "county",
    "镇": "town", "乡": "town", "街道": "town", "苏木": "town",
    "村": "village", "社区": "village", "嘎查": "village",
    "全国": "central", "国家": "central", "中央": "central",
}  # fmt: skip
"""Words for a place that do not say which: the story tells whose 区委 it is. 市 may also be a county-level city."""
GENERIC_TAIL = re.compile("(?:自治[区县州旗]|街道|苏木|社区|嘎查|全国|国家|中央|[省市州盟县区旗镇乡村])\\Z")
ANCHOR_REACH = 22
"""How far before a department's last word (…局) the place may stand that makes it a public one."""
LONGEST_DEPARTMENT = 10
LONGEST_COMPANY = 24
SHORTEST_NAMED = 3
"""Characters between an office and the next title, if its owner and 和 stand there: 副所长|某某和|社区党委副书记."""
GOVERNMENTAL = (
    "局", "厅", "署", "管委会", "派出所", "法庭", "庭", "中队", "大队", "支队", "总队", "司法所", "税务所", "财政所",
)  # fmt: skip
"""Ends of departments that are public even where the place before them is left out."""
FORCES = ("支队", "大队", "总队", "中队", "分局")
"""What has a party committee of its own: 支队|党委常委."""
LEADING_PLACE = re.compile("街道|社区|[村镇乡]")
AND = ("及", "和", "与", "暨")
PARTIES = (
    "中共", "中国共产党", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "共青团", "武警",
    "国家税务总局", "国家统计局", "中国人民政治协商会议",
)  # fmt: skip
"""What stands before the place in the full name of a party's committee, an armed police unit or a national office."""
POSTED = re.compile("(?:派驻|选派到|选派|派到|驻|挂职)\\Z")
"""Between the office that somebody comes from and the village he is sent to: 县税务局|派驻|东坡村第一书记."""
CITIES_ALIKE = ("新乡", "萍乡", "桐乡", "宁乡", "湘乡", "景德镇")
"""Short names of cities that end like a town's."""
OURS = re.compile("[我本]([省市县区镇乡村])副?\\1")
"""我市|市长: the first 市 is none of the title's."""
THAT = ("该", "各", "我", "对", "把", "让", "给", "跟", "找", "问", "叫")
"""Right before 镇 or 村 these name no place: 嘱咐|该镇党委书记."""
DOUBLED = re.compile(f"[^{DETERMINERS}\\W]([省市县区州旗镇乡])\\1\\Z")
"""昭文市|市委: the second 市 only repeats the first; in 该市|市委 the first is none of the title's."""
BRANCHES = ("公安", "分局", "法院", "检察院", "法庭", "派出所")
"""Behind a district's short name that ends like a prefecture's: 商州|分局."""


def read_office(text: str, start: int, end: int, kind: str, places: StoryPlaces) -> Office:
    """The office whose head stands at a range; `kind` is the list that the head is in."""
    head = text[start:end]
    is_quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
    reading = Reading(start - is_quoted)
    while _step(text, reading, places):
        pass
    confidence, companys = 0.0, False
    if kind != "none":
        _reach_anchor(text, reading, places)
        _take_leading_place(text, reading, places)
        confidence = standing(text, reading, start, head, kind)
    if not confidence:
        before = text[reading.position - 1 : reading.position]
        is_bare = kind == "bodied" and not reading.bodies and (not is_han(before) or before in AND)
        kind = "bare" if is_bare else "none"
        companys = is_companys(text, reading, start)
        _take_company(text, reading)
    else:
        party = next((party for party in PARTIES if text.endswith(party, 0, reading.position)), "")
        reading.position -= len(party)
        reading.position -= said_before(text, reading, end)
    if reading.position == start - 1 and OURS.match(text, reading.position - 1):
        reading.position = start
    end += is_quoted
    is_central = any(body in lexicon().central or body == "中央" for body in reading.bodies)
    return Office(
        reading.position, end, head, kind, reading.place, reading.generic, confidence or 1.0, is_central, companys
    )


def _step(text: str, reading: Reading, places: StoryPlaces) -> bool:
    """Read one more word to the left; False where the title begins."""
    position = reading.position
    if position == 0:
        return False
    hit = places.by_end.get(position)
    fused = places.by_end.get(position + 1) if text[position : position + 1] in GENERIC else None
    if fused is not None and fused.start < position:
        hit = fused
    if hit is not None:
        _take_place(text, reading, hit)
        return True
    if reading.anchored:
        return _step_to_outer(text, reading, places) or _step_to_sender(text, reading)
    if not reading.bodies and _take_fused_body(text, reading):
        return True
    word = word_outside(text, position, places.by_end)
    if word:
        reading.position -= len(word)
        if word not in lexicon().graders:
            reading.bodies += (word,)
            reading.institution |= word in lexicon().institutions
        return True
    if text[position - 1] == "委" and _is_place_end(text, position - 1, places):
        reading.position -= 1
        reading.bodies += ("委",)
        return True
    return (
        _step_over_generic(text, reading, places)
        or _step_over_brackets(text, reading, places)
        or step_over_quotes(text, reading)
        or step_over_session(text, reading)
        or step_over_own_body(text, reading)
    )


def _take_fused_body(text: str, reading: Reading) -> bool:
    """A body whose last character is the head's first: 县教育|局长, 县教育|副局长."""
    position = reading.position
    last = text[position + 1 : position + 2] if text[position] == "副" else text[position]
    if not last or last not in "局厅部委院":
        return False
    for length in lexicon().title_lengths.get(last, ()):
        body = text[max(0, position - length + 1) : position] + last
        if length > 2 and body in lexicon().title_words:
            reading.position -= length - 1
            reading.bodies += (body,)
            return True
    return False


def _take_place(text: str, reading: Reading, hit: Hit) -> None:
    if reading.place is None and not reading.generic:
        reading.place = hit
    if text.endswith("办事处", hit.start, hit.end):
        reading.bodies += ("办事处",)
    reading.position = hit.start
    reading.anchored = True


def _step_to_sender(text: str, reading: Reading) -> bool:
    """The office that sent somebody to a village is part of the title: 县税务局派驻|东坡村第一书记."""
    position = reading.position
    posted = POSTED.search(text, max(0, position - 3), position)
    if posted is None or not word_before(text, posted.start()):
        return False
    reading.position = posted.start()
    reading.anchored = False
    return True


def _step_to_outer(text: str, reading: Reading, places: StoryPlaces) -> bool:
    """A generic word right before a place (市某某区委) still belongs to the title."""
    position = reading.position
    province = next((name for name in lexicon().provinces if text.endswith(name, 0, position)), "")
    if province and reading.place is not None:
        reading.position -= len(province)
        return True
    if text.endswith("公安局", 0, position) and (city := places.by_end.get(position - 3)) is not None:
        reading.position = city.start
        return True
    if text.endswith("市公安局", 0, position):
        reading.position -= 4
        return True
    if text[position - 1] in "省市县" and (position == 1 or not is_han(text[position - 2])):
        reading.position -= 1
        return True
    return False


def _is_place_end(text: str, position: int, places: StoryPlaces) -> bool:
    return position in places.by_end or text[position - 1 : position] in tuple("省市县区州旗盟地镇乡")


def _step_over_generic(text: str, reading: Reading, places: StoryPlaces) -> bool:
    match = GENERIC_TAIL.search(text, max(0, reading.position - 3), reading.position)
    if match is None:
        return False
    word, level = match.group(), GENERIC[match.group()]
    is_branch = word == "州" and text.startswith(BRANCHES, match.end())
    if is_branch and not free_generic(text, match.end(), places):
        return False
    if text.endswith((*common_nouns("not_counties"), *CITIES_ALIKE), 0, reading.position):
        return False
    is_doubled = text[match.start() - 1 : match.start()] == word
    if is_doubled and DOUBLED.search(text, max(0, match.start() - 3), match.end()):
        reading.position = match.start()
        return True
    if level in ("town", "village", "county", "city") and len(word) < 3:
        place = _named_by_form(text, reading.position, word, places)
        if place is not None:
            _take_place(text, reading, place)
            return True
    if reading.place is None and not reading.generic:
        reading.generic = word
    reading.position = match.start()
    reading.anchored = True
    return True


def _take_leading_place(text: str, reading: Reading, places: StoryPlaces) -> None:
    """The place inside the title's first word: 东坡|村委会主任 is 东坡村's."""
    match = LEADING_PLACE.match(text, reading.position)
    if reading.anchored or match is None:
        return
    place = _named_by_form(text, match.end(), match.group(), places)
    if place is not None:
        _take_place(text, reading, place)
    else:
        reading.generic = match.group()


def _take_company(text: str, reading: Reading) -> None:
    """The name of the company or society whose man this is, so that titles and lists go on behind it."""
    before = text[max(0, reading.position - LONGEST_COMPANY) : reading.position]
    name = NO_NAME_CHARS.split(before)[-1]
    start = reading.position - len(name)
    if before.endswith(lexicon().companies) or (start > 0 and follows_office(text, start)):
        reading.position = start


def _named_by_form(text: str, end: int, tail: str, places: StoryPlaces) -> Hit | None:
    """A town or village that the gazetteer lacks, named in a title: 东坡村|党支部书记."""
    start = name_start(text, end, tail, places)
    if start is None or not 1 <= end - start - len(tail) <= 5:
        return None
    name = text[start:end]
    is_wide = GENERIC[tail] in ("county", "city")
    if GENERIC[tail] == "village" and has_verb(name.removesuffix(tail)) and name[:2] not in common_nouns("named_so"):
        return None
    if is_wide and (not 3 <= len(name) <= 4 or has_verb(name[:-1]) or name[:-1].endswith(lexicon().subjects)):
        return None
    is_common = name in common_nouns("not_villages") or name in common_nouns("not_towns") or name.startswith("新一届")
    is_common |= name.removesuffix(tail).endswith(THAT)
    is_common |= is_wide and (name.startswith(PARTIES) or name[-2] in "任为" or "等" in name)
    if is_common or NO_NAME_CHARS.search(name) or name[0] in DETERMINERS:
        return None
    outer = places.by_end.get(start)
    place = without_row(name, GENERIC[tail], outer.place if outer else None)
    return Hit(start, end, name, GENERIC[tail], place, 0.7)


def _step_over_brackets(text: str, reading: Reading, places: StoryPlaces) -> bool:
    if text[reading.position - 1] != ")":
        return False
    opening = text.rfind("(", max(0, reading.position - 12), reading.position)
    if opening <= 0 or not _step(text, Reading(opening), places):
        return False
    reading.position = opening
    return True


def _reach_anchor(text: str, reading: Reading, places: StoryPlaces) -> None:
    """Extend a department's title to the place before it: 县|地质灾害防治中心|主任, 县委|党的建设工作领导小组|组长."""
    if reading.anchored or reading.position == 0 or not is_han(text[reading.position - 1]):
        return
    before = text[max(0, reading.position - ANCHOR_REACH) : reading.position]
    is_forces = reading.bodies in OWN_PARTY and before.endswith(FORCES)
    department = reading.bodies[-1] if reading.bodies and not is_forces else before
    is_institution = TEACHING_OR_HEALING.search(before) or TEACHING_OR_HEALING.search(department)
    if not department.endswith(lexicon().suffixes) and not is_institution:
        return
    for position in range(reading.position, reading.position - len(before), -1):
        if NO_NAME_CHARS.match(text[position - 1]) and not text.endswith("党的", 0, position):
            is_committee = department.endswith("委") and not reading.bodies
            is_whole = department.endswith(GOVERNMENTAL) or is_committee or follows_office(text, position)
            start = position if follows_office(text, position) else after_left_words(text, position, reading.position)
            if is_whole and reading.position - start <= LONGEST_DEPARTMENT:
                take_department(text, reading, start)
            else:
                take_zone_name(text, reading)
            return
        if reading.position - position >= SHORTEST_NAMED and ends_office(text, position):
            return
        is_body = position < reading.position and len(word_before(text, position)) > 2
        if is_body or position in places.by_end or free_generic(text, position, places) or ends_central(text, position):
            take_department(text, reading, position)
            while _step(text, reading, places):
                pass
            take_zone_name(text, reading)
            return
