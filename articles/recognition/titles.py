"""Titles: the office words of a text, each read backwards to where its title begins, and joined into chains.

`县委副书记、县长` is one chain of two offices. An office is public when its words say so; a company's 党委书记 is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick

from .gazetteer import without_row
from .lexicon import lexicon
from .places import Hit, StoryPlaces, is_han
from .villages import after_left_words, village_start

GENERIC = {
    "省": "province", "自治区": "province", "市": "city", "州": "city", "盟": "city", "县": "county", "区": "county",
    "旗": "county", "镇": "town", "乡": "town", "街道": "town", "苏木": "town", "村": "village", "社区": "village",
    "嘎查": "village", "自治县": "county", "自治州": "city", "自治旗": "county", "全国": "central", "国家": "central", "中央": "central",
}  # fmt: skip
"""Words for a place that do not say which: the story tells whose 区委 it is. 市 may also be a county-level city."""
GENERIC_TAIL = re.compile("(?:自治[区县州旗]|街道|苏木|社区|嘎查|全国|国家|中央|[省市州盟县区旗镇乡村])\\Z")
LONGEST_WORD = 14
ANCHOR_REACH = 18
"""How far before a department's last word (…局) the place may stand that makes it a public one."""
GOVERNMENTAL = ("局", "厅", "署", "管委会", "派出所", "法庭", "大队", "司法所", "税务所", "财政所")
"""Ends of departments that are public even where the place before them is left out."""
TEACHING_OR_HEALING = re.compile("(?:医院|学校|中学|小学|高中|学院|大学|卫生院|保健院)\\Z")
JOINT = re.compile("、|兼|暨|及|,兼|、兼")
LEADING_PLACE = re.compile("街道|社区|[村镇乡]")
LONGEST_COMPANY = 24
DETERMINERS = "该我全本各"
NO_NAME_CHARS = re.compile("[的了在是被把让使,。、:;!?\"“”‘’《》<>()\\[\\]\\s]")
SCHOOL = ("校", "学院", "大学", "医院", "中学", "小学", "院")
MEMBERSHIP = ("党组", "班子", "两委", "委", "党委", "党工委", "纪委", "支部", "总支", "常委会", "委员会")
SHARED = re.compile("副|委员|常委|成员|调研员|巡视员|干部|科员|代表|警长")
"""Offices that several people hold at once, so that a list of names after them shares the title."""


@dataclass(frozen=True, slots=True)
class Office:
    """One office of a title. `place` is the place printed in it (the one nearest to the head), `generic` the word
    (市, 区, 镇 …) that stands for a place the story knows, `""` where neither is printed. `kind` is the section of
    `offices` that the head comes from, `none` where the title is no public office."""

    start: int
    end: int
    head: str
    kind: str
    place: Hit | None
    generic: str
    confidence: float = 1.0
    is_central: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Offices of one person printed as one title: `市委常委、宣传部长`. Each is itself, at one place of one story."""

    offices: tuple[Office, ...]
    is_office: bool

    @property
    def start(self) -> int:
        return self.offices[0].start

    @property
    def end(self) -> int:
        return self.offices[-1].end

    @property
    def lacks_body(self) -> bool:
        """Whether its only fault is that it names no body (副主任): the list it stands in may name it."""
        return all(office.kind == "bare" for office in self.offices)

    @property
    def may_be_a_companys(self) -> bool:
        """Whether it names a party body and no place: right after a company's man it is the company's too."""
        return self.offices[0].place is None and not self.offices[0].generic

    @property
    def is_roster(self) -> bool:
        return self.offices[-1].kind == "roster"

    @property
    def is_shared(self) -> bool:
        return self.is_roster or SHARED.search(self.offices[-1].head) is not None


PARTIES = ("中共", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "共青团", "中国共产党")
"""What stands before the place in the full name of a party's committee."""
FORMERLY = re.compile("(?:^|[^\u4e00-\u9fff]|时任|[和与及、])原\\Z")
NO_OFFICE = ("none", "bare")


def find_chains(text: str, places: StoryPlaces) -> list[Chain]:
    """Every title of a folded text, in order; titles without a public office (经理, 教授) have `is_office` false."""
    chains: list[list[Office]] = []
    for start, end, kind in _heads(text):
        office = _read_office(text, start, end, kind, places)
        if chains and _joined(text, chains[-1][-1], office):
            chains[-1].append(office)
        elif not chains or office.start >= chains[-1][-1].end:
            chains.append([office])
        elif chains[-1][-1].kind == "none":
            chains[-1] = [*(before for before in chains[-1] if before.end <= office.start), office]
    return [Chain(tuple(chain), any(office.kind not in NO_OFFICE for office in chain)) for chain in map(_trimmed, chains)]


def _trimmed(chain: list[Office]) -> list[Office]:
    """A chain without a 代表 that only follows a name: 某某代表、党组成员某某."""
    return chain[1:] if len(chain) > 1 and chain[0].head == "代表" and chain[0].start == chain[0].end - 2 else chain


def _joined(text: str, left: Office, right: Office) -> bool:
    if right.start < left.end or JOINT.fullmatch(text[left.end : right.start]) is None:
        return False
    return (left.kind == "roster") == (right.kind == "roster") or right.kind == "none"


def _heads(text: str) -> Iterator[tuple[int, int, str]]:
    """Office words from left to right, the longest at each place, none inside another."""
    end_before = -1
    found = ((last + 1 - len(word), last + 1, kind) for last, (word, kind) in head_automaton().iter(text))
    for start, end, kind in sorted(found, key=lambda head: (head[0], -head[1])):
        if start >= end_before:
            if kind != "skip":
                yield start, end, kind
            end_before = end


@cache
def head_automaton() -> ahocorasick.Automaton:
    """Finds heads of offices, collective labels and words for people without office. A word in two lists (主任) is an
    office's head: its title decides."""
    words = dict.fromkeys(lexicon().no_office, "none") | dict.fromkeys(lexicon().rosters, "roster") | lexicon().heads
    automaton = ahocorasick.Automaton()
    for word, kind in words.items():
        automaton.add_word(word, (word, kind))
    automaton.make_automaton()
    return automaton


@dataclass(slots=True)
class _Reading:
    """What was read so far of one title, from its head to the left."""

    position: int
    place: Hit | None = None
    generic: str = ""
    bodies: tuple[str, ...] = ()
    institution: bool = False
    anchored: bool = False


def _read_office(text: str, start: int, end: int, kind: str, places: StoryPlaces) -> Office:
    head = text[start:end]
    reading = _Reading(start)
    while _step(text, reading, places):
        pass
    confidence = 0.0
    if kind != "none":
        _reach_anchor(text, reading, places)
        _take_leading_place(text, reading, places)
        confidence = _standing(text, reading, head, kind)
    if not confidence:
        is_bare = kind == "bodied" and not reading.bodies and not is_han(text[start - 1 : start])
        kind = "bare" if is_bare else "none"
        _take_company(text, reading)
    else:
        party = next((party for party in PARTIES if text.endswith(party, 0, reading.position)), "")
        reading.position -= len(party)
        if FORMERLY.search(text, max(0, reading.position - 2), reading.position):
            reading.position -= 1
    is_central = any(body in lexicon().central for body in reading.bodies)
    return Office(reading.position, end, head, kind, reading.place, reading.generic, confidence or 1.0, is_central)


def _step(text: str, reading: _Reading, places: StoryPlaces) -> bool:
    """Read one more word to the left; False where the title begins."""
    position = reading.position
    if position == 0:
        return False
    hit = places.by_end.get(position)
    fused = places.by_end.get(position + 1) if text[position : position + 1] in GENERIC else None
    if fused is not None and fused.start < position:
        hit = fused
    if hit is not None:
        _take_place(reading, hit)
        return True
    if reading.anchored:
        return _step_to_outer(text, reading)
    fused_body = _word_before(text, position + 1) if not reading.bodies and text[position] in "局厅部委院" else ""
    if len(fused_body) > 2:
        reading.position -= len(fused_body) - 1
        reading.bodies += (fused_body,)
        return True
    word = _word_before(text, position)
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
    return _step_over_generic(text, reading, places) or _step_over_brackets(text, reading, places)


def _take_place(reading: _Reading, hit: Hit) -> None:
    if reading.place is None and not reading.generic:
        reading.place = hit
    reading.position = hit.start
    reading.anchored = True


def _step_to_outer(text: str, reading: _Reading) -> bool:
    """A generic word right before a place (市某某区委) still belongs to the title."""
    position = reading.position
    if text[position - 1] in "省市县" and (position == 1 or not is_han(text[position - 2])):
        reading.position -= 1
        return True
    return False


def _word_before(text: str, position: int) -> str:
    words = lexicon()
    for length in range(min(LONGEST_WORD, position), 0, -1):
        word = text[position - length : position]
        if word in words.bodies or word in words.graders or word in words.institutions:
            return word
    return ""


def _is_place_end(text: str, position: int, places: StoryPlaces) -> bool:
    return position in places.by_end or text[position - 1 : position] in tuple("省市县区州旗盟地镇乡")


def _step_over_generic(text: str, reading: _Reading, places: StoryPlaces) -> bool:
    match = GENERIC_TAIL.search(text, max(0, reading.position - 3), reading.position)
    if match is None:
        return False
    word, level = match.group(), GENERIC[match.group()]
    if level in ("town", "village", "county", "city") and len(word) < 3:
        place = _named_by_form(text, reading.position, word, places)
        if place is not None:
            _take_place(reading, place)
            return True
    if reading.place is None and not reading.generic:
        reading.generic = word
    reading.position = match.start()
    reading.anchored = True
    return True


def _take_leading_place(text: str, reading: _Reading, places: StoryPlaces) -> None:
    """The place inside the title's first word: 东坡|村委会主任 is 东坡村's."""
    match = LEADING_PLACE.match(text, reading.position)
    if reading.anchored or match is None:
        return
    place = _named_by_form(text, match.end(), match.group(), places)
    if place is not None:
        _take_place(reading, place)
    else:
        reading.generic = match.group()


def _take_company(text: str, reading: _Reading) -> None:
    """The name of the company whose man this is, so that lists go on behind it."""
    before = text[max(0, reading.position - LONGEST_COMPANY) : reading.position]
    if before.endswith(lexicon().companies):
        name = re.split(NO_NAME_CHARS, before)[-1]
        reading.position -= len(name)


def _named_by_form(text: str, end: int, tail: str, places: StoryPlaces) -> Hit | None:
    """A town or village that the gazetteer lacks, named in a title: 东坡村|党支部书记."""
    start = village_start(text, end, tail, places)
    if start is None or not 1 <= end - start - len(tail) <= 5:
        return None
    name = text[start:end]
    is_wide = GENERIC[tail] in ("county", "city")
    if is_wide and (not 3 <= len(name) <= 4 or has_verb(name[:-1]) or name[:-1].endswith(lexicon().subjects)):
        return None
    if NO_NAME_CHARS.search(name) or name[0] in DETERMINERS:
        return None
    outer = places.by_end.get(start)
    place = without_row(name, GENERIC[tail], outer.place if outer else None)
    return Hit(start, end, name, GENERIC[tail], place, 0.7)


def has_verb(text: str) -> bool:
    """Whether two characters of a short text are a common verb or the like, so that it is no place's name."""
    words = lexicon().common_verbs
    return any(text[i : i + 2] in words for i in range(len(text) - 1))


def _step_over_brackets(text: str, reading: _Reading, places: StoryPlaces) -> bool:
    if text[reading.position - 1] != ")":
        return False
    opening = text.rfind("(", max(0, reading.position - 12), reading.position)
    if opening <= 0 or not _step(text, _Reading(opening), places):
        return False
    reading.position = opening
    return True


def _reach_anchor(text: str, reading: _Reading, places: StoryPlaces) -> None:
    """Extend a department's title to the place before it: 县|地质灾害防治中心|主任."""
    if reading.anchored or reading.position == 0 or not is_han(text[reading.position - 1]):
        return
    before = text[max(0, reading.position - ANCHOR_REACH) : reading.position]
    department = reading.bodies[-1] if reading.bodies else before
    if not department.endswith(lexicon().suffixes) and TEACHING_OR_HEALING.search(before) is None:
        return
    for position in range(reading.position, reading.position - len(before), -1):
        if NO_NAME_CHARS.match(text[position - 1]):
            is_whole = department.endswith(GOVERNMENTAL) or _follows_office(text, position)
            position = after_left_words(text, position, reading.position)
            if is_whole and reading.position - position <= 10:
                _take_department(text, reading, position)
            return
        if position in places.by_end or _free_generic(text, position, places):
            _take_department(text, reading, position)
            while _step(text, reading, places):
                pass
            return


def _follows_office(text: str, position: int) -> bool:
    """Whether the title before a list mark ends here: 常委会委员、|内务司法委|委员."""
    if text[position - 1] != "、":
        return False
    return any(text[position - 1 - length : position - 1] in lexicon().heads for length in range(2, 6))


def _free_generic(text: str, position: int, places: StoryPlaces) -> bool:
    if text[position - 1] not in "省市县区镇乡州":
        return False
    before = text[position - 2 : position - 1]
    return not is_han(before) or before in DETERMINERS or (position - 1) in places.by_end


def _take_department(text: str, reading: _Reading, start: int) -> None:
    department = text[start : reading.position]
    reading.institution |= TEACHING_OR_HEALING.search(department) is not None
    reading.bodies += (department,) if department else ()
    reading.position = start


def _standing(text: str, reading: _Reading, head: str, kind: str) -> float:
    """How sure it is that the title is a public office: 0 where it is none."""
    before = text[max(0, reading.position - 12) : reading.position]
    words = lexicon()
    if before.endswith(SCHOOL) and not reading.anchored:
        return 0
    if any(body.endswith(words.companies) and not body.endswith(words.exempt) for body in (before, *reading.bodies)):
        return 0
    if kind == "roster":
        return 1 if reading.anchored or reading.bodies or "主席" in head else 0
    if reading.institution:
        is_chief = head.endswith(("书记", "院长", "校长", "馆长", "场长", "林长", "台长", "主任", "所长"))
        return 0.7 if is_chief and reading.anchored else 0
    if kind in ("national", "certain", "village"):
        return 1
    return _bodied(reading, head)


def _bodied(reading: _Reading, head: str) -> float:
    """Whether a head that needs a public body (主任, 院长) has one that fits."""
    if not reading.bodies:
        return 0
    whole = "".join(reading.bodies)
    needed = next((bodies for ends, bodies in NEEDED.items() if head.endswith(ends)), None)
    if needed is not None and not any(body in whole for body in needed):
        return 0
    if head in ("委员", "成员") and (not reading.bodies[0].endswith(MEMBERSHIP) or "政协" in whole):
        return 0
    if not reading.anchored and set(reading.bodies) <= WORKERS_BODIES:
        return 0
    if head.endswith("负责人"):
        return 0.75
    return 1 if reading.anchored or len(reading.bodies) > 1 or len(reading.bodies[0]) > 1 else 0.8


WORKERS_BODIES = frozenset({"工会", "妇联", "团委", "科协", "机关", "支部"})
"""Bodies that companies have too."""
NEEDED = {
    ("校长",): ("党校", "行政学院"),
    ("院长", "庭长"): ("法院", "检察院", "中院", "庭", "党校", "行政学院"),
    ("社长",): ("报社", "供销"),
}
"""Heads that are public only with these bodies; a school's or hospital's are institutions and judged before."""
