"""Who is named in a story: names with a title before or after them, lists, and later mentions by the name alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from .before import names_before, titled_behind
from .known import NameTable
from .lexicon import alternation, lexicon
from .lists import begins_common_word, ethnic_names, is_common_word, names_after, unread
from .names import NameReader
from .places import is_han
from .titles import Chain

PROFILE = re.compile("(?:^|[\n。;:])(?P<name>[\u4e00-\u9fff]{2,4}),[男女],")
"""How a notice before an appointment introduces somebody: 某某，男，汉族，…现任…"""
PROFILE_REACH = 300
PRESENT_POST = re.compile("(?:现任|现为|(?<![拟提])任|(?:[岁族生]|党员|出生|学历|学位|文化|毕业|程度|职称),)\\Z")
QUANTITY = re.compile("[0-9多余几两数百千][名位个][\u4e00-\u9fff]{0,4}\\Z")
"""Before a title: so many of them, none named (12名优秀|村党支部书记)."""
CONTINUING = re.compile("(?:随后|会上|会议上|座谈会上|[调研考察检查]中|期间|其间|当[天日]|同时|最后|座谈时)\\Z")
TELLS_OTHERS = re.compile(
    "[他她还并,](?:强调|指出|叮嘱|勉励|鼓励|要求各|要求有关|要求相关)|希望(?:企业|各级|全市|全县)"
)
"""What the head of a tour does on it."""
ATTENDING = re.compile("等?的?陪同下")
DEPUTY = re.compile("(?:常务|专职|第一|党外|执行)?副")
CHIEFS = ("主席", "主任", "省长", "市长", "州长")
SECRETARIES = {"秘书长": CHIEFS, "副秘书长": (*CHIEFS, "秘书长"), "联络员": ("组长",)}
"""Whose staff these are, where the title leaves it out."""
PROFESSIONS = ("医师", "教授", "研究员", "工程师", "博士")
"""What an official may be besides: 市医院院长，主任医师某某."""
COLLECTIVE = ("全体", "各位", "其他", "其余", "有关", "相关", "部分", "各级", "各", "的", "和", "与", "、")
"""Before an office these make it many people's, who are not named."""
LIST_MARKS = ("、", "及", "以及", "和", "与", "暨")
INHERITED = 0.8
"""Confidence of a title whose body only the person before it in the list names."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named: with a title (`chain`) or without. `start` is where the title begins, in a
    list for its first name only (`is_first`)."""

    name: str
    name_start: int
    name_end: int
    chain: Chain | None
    is_office: bool
    confidence: float
    title_after: bool = False
    is_first: bool = True
    body_start: int | None = None
    """Where the body begins that stands before a name whose title follows: |市旅游局某某局长."""

    @property
    def start(self) -> int:
        if self.body_start is not None:
            return self.body_start
        if self.chain is None or self.title_after or not self.is_first:
            return self.name_start
        return self.chain.start

    @property
    def end(self) -> int:
        return max(self.chain.end, self.name_end) if self.chain and self.title_after else self.name_end


@dataclass(slots=True)
class People:
    """All mentions of a story in order, the names that hold no public office in it, and where names of a roster stand
    that could not be told apart."""

    mentions: list[Mention] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    unparted: list[tuple[int, int]] = field(default_factory=list)

    def drop_places(self, covered: set[int]) -> None:
        """Forget the names without office that are places: 驻|孟安市."""
        self.mentions = [one for one in self.mentions if one.is_office or one.name_start not in covered]
        self.others &= {one.name for one in self.mentions}

    def officials(self) -> dict[str, list[Mention]]:
        """The mentions of each person who is an official here, in order of first mention."""
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            if mention.is_office:
                found.setdefault(mention.name, []).append(mention)
        return found


def titled(text: str, chains: list[Chain], reader: NameReader) -> People:
    """The people whom the story names with a title: offices make officials, other titles (经理, 居民) others."""
    people = People()
    starts = {chain.start for chain in chains}
    autonomous = ethnic_names(chains, text)
    taken = -1
    lone: Chain | None = None
    for found in chains:
        chain = _as_in_list(text, found, people.mentions)
        names = (
            []
            if QUANTITY.search(text, max(0, chain.start - 8), chain.start) or _is_a_works(text, chain)
            else list(names_after(text, chain, reader, starts, autonomous=autonomous))
        )
        after = False
        if not names and chain.is_office:
            names, after = names_before(text, chain, reader, taken), True
        body_start = None
        if not names and (behind := titled_behind(text, chain, reader, taken)) is not None:
            chain, names, after, body_start = behind.chain, [behind.name], True, behind.body_start
        if len(names) == 1 and not after and lone is not None and _goes_on(text, lone, chain):
            chain = Chain((*lone.offices, *chain.offices), is_office=True)
        lone = chain if not names else None
        if not names and (run := unread(text, chain, reader)) is not None:
            people.unparted.append(run)
        if names and "·" in names[0].text and is_han(text[chain.start - 1 : chain.start]):
            chain = replace(chain, is_office=False)
        for number, name in enumerate(names):
            mention = Mention(
                name.text, name.start, name.end, chain, chain.is_office,
                min(name.confidence, *(office.confidence for office in chain.offices)), after, number == 0, body_start,
            )  # fmt: skip
            people.mentions.append(mention)
            taken = name.end
            if not chain.is_office:
                people.others.add(name.text)
    _read_profiles(text, chains, people)
    offices = {mention.name for mention in people.mentions if mention.is_office}
    people.others -= offices
    return people


def _is_a_works(text: str, chain: Chain) -> bool:
    """Whether a word for somebody without office begins the title of a work: 《总编有约》."""
    return not chain.is_office and text[chain.start - 1 : chain.start] == "《"


def _read_profiles(text: str, chains: list[Chain], people: People) -> None:
    """Give the present office of a notice's profile to the person whom the profile is about."""
    taken = {mention.chain for mention in people.mentions}
    for profile in PROFILE.finditer(text):
        start, end = profile.span("name")
        reach = text.find("\n", end, end + PROFILE_REACH)
        first = bisect_right(chains, end, key=lambda chain: chain.start)
        for chain in chains[first : first + 9]:
            near = chain.start < (reach if reach >= 0 else end + PROFILE_REACH)
            if near and chain.is_office and chain not in taken and PRESENT_POST.search(text, 0, chain.start):
                people.mentions.append(Mention(profile["name"], start, end, chain, True, 0.9, title_after=True))
                break
    people.mentions.sort(key=lambda mention: mention.name_start)


def _goes_on(text: str, left: Chain, right: Chain) -> bool:
    """Whether a comma parts two offices of one person: 县委常委，|副县长某某."""
    if not left.is_office or left.is_roster or right.is_roster:
        return False
    if not right.is_office and not right.offices[-1].head.endswith(PROFESSIONS):
        return False
    return text[left.end : right.start] == "," and not text.endswith(COLLECTIVE, 0, left.start)


def _as_in_list(text: str, chain: Chain, mentions: list[Mention]) -> Chain:
    """A title behind other people of its list or sentence: what it leaves out, their titles say."""
    before = mentions[-1] if mentions else None
    if before is None or before.chain is None:
        return chain
    between = text[before.name_end : chain.start]
    if chain.lacks_body and ((between in LIST_MARKS and before.is_office) or _is_deputy_of_one(text, chain, mentions)):
        return Chain(tuple(replace(office, confidence=INHERITED) for office in chain.offices), is_office=True)
    if chain.may_be_a_companys and not before.is_office and between in ("、", ","):
        return replace(chain, is_office=False)
    return chain


def _is_deputy_of_one(text: str, chain: Chain, mentions: list[Mention]) -> bool:
    """Whether the sentence, or in its paragraph the one before, names the head of the body whose deputy this is:
    县政协主席某某主持，|副主席|某某出席."""
    paragraph = text.rfind("\n", 0, chain.start)
    sentence = text.rfind("。", 0, chain.start)
    if sentence == chain.start - 1:
        sentence = text.rfind("。", 0, sentence)
    sentence = max(paragraph, sentence)
    head = chain.offices[0].head
    chiefs = SECRETARIES.get(head) or ((DEPUTY.sub("", head),) if DEPUTY.match(head) else ())
    for mention in reversed(mentions):
        if mention.name_start < sentence or not chiefs:
            return False
        offices = mention.chain.offices if mention.is_office and mention.chain is not None else ()
        if any(office.head.endswith(chiefs) for office in offices):
            return True
    return False


def bare(text: str, people: People, names: Iterable[str], reader: NameReader, *, is_office: bool = True) -> None:
    """Add the places where the given names stand without a title."""
    inside = {position for mention in people.mentions for position in range(mention.name_start, mention.name_end)}
    for start, name in NameTable(names).find(text):
        if start not in inside and _stands_alone(text, start, name, reader):
            people.mentions.append(Mention(name, start, start + len(name), None, is_office, 0.95))
    people.mentions.sort(key=lambda mention: mention.name_start)


def _stands_alone(text: str, start: int, name: str, reader: NameReader) -> bool:
    """Whether a name is no part of another word: 高远 in 高远山, or a name in the name of a doctrine."""
    if text.startswith(lexicon().doctrines, start + len(name)):
        return False
    return len(name) > 2 or reader.closes(start + len(name)) > 0


def acting(text: str, reader: NameReader) -> set[str]:
    """Names without any title that act as only somebody in office does (某某一行到…, 某某强调), or make a stop of a
    tour on which others are told what to do (随后，某某来到…。他强调…)."""
    found: set[str] = set()
    stops = tour_stops().finditer(text) if TELLS_OTHERS.search(text) else ()
    for match in (*acts().finditer(text), *stops):
        name = reader.read_before(match.start())
        if name is None or is_common_word(name.text) or begins_common_word(text, name, reader):
            continue
        if name.text[1:] in lexicon().heads:
            continue
        before = text[max(0, name.start - 5) : name.start]
        if before and is_han(before[-1]) and not CONTINUING.search(before):
            continue
        if len(name.text) > 2 or text.count(name.text, 0, 20_000) > 1:
            found.add(name.text)
    return found | _attending(text, reader)


def _attending(text: str, reader: NameReader) -> set[str]:
    """Who attends another: 某某在|某某|陪同下…."""
    names = (reader.read_before(match.start()) for match in ATTENDING.finditer(text))
    return {name.text for name in names if name and len(name.text) > 2 and text.endswith("在", 0, name.start)}


@cache
def tour_stops() -> re.Pattern[str]:
    return re.compile(alternation(lexicon().tour_stops))


@cache
def acts() -> re.Pattern[str]:
    return re.compile(alternation(lexicon().official_acts))
