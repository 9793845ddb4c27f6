"""What stands inside a title before its head: words for bodies, departments, and where a department's name begins."""

from __future__ import annotations

import re
from collections.abc import Container

from .lexicon import lexicon
from .name_starts import after_last_left_word, after_left_words, has_verb
from .places import StoryPlaces, is_han
from .standing import TEACHING_OR_HEALING, Reading

SCENIC = ("景区", "风景区", "风景名胜区", "保护区", "度假区", "开发区", "集聚区", "示范区", "新区", "园区", "合作区")
"""Ends of zones whose own names stand before them: 云台湖|风景名胜区|管理局局长."""
COMPANIES = ("公司", "集团", "企业")
LONGEST_ZONE = 5
"""Characters of a scenic area's own name."""
DETERMINERS = "该我全本各外邻"
BEFORE_TITLES = "兼任暨为原是系"
"""Single characters before a title that begins with 市 or 县: 任命某某为|市文物局局长."""
NO_NAME_CHARS = re.compile('[着兼请他她它与的了在是被把让使,。、:;!?"“”‘’《》<>()\\[\\]\\s]')


def follows_office(text: str, position: int) -> bool:
    """Whether the title before a list mark ends here: 常委会委员、|内务司法委|委员."""
    if text[position - 1] != "、":
        return False
    return any(text[position - 1 - length : position - 1] in lexicon().heads for length in range(2, 6))


def ends_office(text: str, position: int) -> bool:
    """Whether an office of three characters or more ends here: 副所长|."""
    heads = lexicon().heads
    return any(heads.get(text[max(0, position - length) : position]) in ("certain", "bodied") for length in (3, 4))


def ends_central(text: str, position: int) -> bool:
    return any(text[max(0, position - length) : position] in lexicon().central for length in range(3, 9))


def free_generic(text: str, position: int, places: StoryPlaces) -> bool:
    if text.endswith(("中央", "国家", "全国"), 0, position):
        return True
    if text[position - 1] not in "省市县区镇乡州":
        return False
    before = text[position - 2 : position - 1]
    return not is_han(before) or before in DETERMINERS + BEFORE_TITLES or (position - 1) in places.by_end


def take_department(text: str, reading: Reading, start: int) -> None:
    department = text[start : reading.position]
    reading.institution |= TEACHING_OR_HEALING.search(department) is not None
    reading.bodies += (department,) if department else ()
    reading.position = start


def take_zone_name(text: str, reading: Reading) -> None:
    """Extend a title that begins with a zone's kind to the zone's own name: 云台湖|风景名胜区管理局局长."""
    if reading.anchored or not reading.bodies or not reading.bodies[-1].endswith(SCENIC):
        return
    before = text[max(0, reading.position - LONGEST_ZONE - 1) : reading.position]
    longest = len(NO_NAME_CHARS.split(before)[-1])
    start = after_left_words(text, reading.position - longest, reading.position)
    start = after_last_left_word(text, start, reading.position) or start
    name = text[start : reading.position]
    if 2 <= len(name) <= LONGEST_ZONE and not has_verb(name) and not name.endswith(COMPANIES):
        reading.position = start


def word_before(text: str, position: int) -> str:
    words = lexicon()
    for length in words.title_lengths.get(text[position - 1 : position], ()):
        word = text[max(0, position - length) : position]
        if word in words.title_words:
            return word
    return ""


def word_outside(text: str, position: int, ends: Container[int]) -> str:
    """The word of titles that ends at a position, or what is left of it behind a place's name that ends (`ends`) inside
    it: 红旗社区|党支部."""
    word = word_before(text, position)
    start = next((start for start in range(position - len(word) + 1, position) if start in ends), position)
    rest = text[start:position]
    return rest if rest in lexicon().title_words else word
