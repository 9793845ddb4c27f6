"""Who is named in a story: names with a title before or after them, lists, and later mentions by the name alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from .known import NameTable
from .lexicon import alternation, lexicon, sections
from .names import STRONG, Name, NameReader
from .places import is_han
from .titles import Chain

ROSTER_INTRODUCTION = re.compile(r"(?:还?有|是|为|分别[是为])?(?:\([^()]{1,14}\))?:?")
AUTONOMOUS = re.compile("[旗盟]|自治|苏木|嘎查|州(?=[委政人长])")
PROFILE = re.compile("(?:^|[\n。;])(?P<name>[\u4e00-\u9fff]{2,4}),[男女],")
"""How a notice before an appointment introduces somebody: 某某，男，汉族，…现任…"""
PROFILE_REACH = 300
PRESENT_POST = re.compile("(?:现任|现为|任)\\Z")
CANDIDATE = re.compile("(?:候选)?人选")
QUANTITY = re.compile("[0-9多余几两数百千][名位个][\u4e00-\u9fff]{0,4}\\Z")
"""Before a title: so many of them, none named (12名优秀|村党支部书记)."""
BRACKETS = re.compile(r"\([^()]{1,10}\)")
SEPARATOR = re.compile("、|以及|和|与|及|暨")
APPOINTED = re.compile(
    "(?:等[0-9一二三四五六七八九十]{1,2}[名位]同志|同志)?(?:为|任|担任|当选为|当选|兼任|出任|现任|拟任|不再担任|辞去|的)\\Z"
)
APPOINTED_REACH = 14
RELIEVED = re.compile("免去|接受|辞去|撤销")
CONTINUING = re.compile("(?:随后|会上|会议上|座谈会上|[调研考察检查]中|期间|其间|当[天日]|同时|最后|座谈时)\\Z")
LONGEST_LIST = 200
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

    @property
    def start(self) -> int:
        if self.chain is None or self.title_after or not self.is_first:
            return self.name_start
        return self.chain.start

    @property
    def end(self) -> int:
        return max(self.chain.end, self.name_end) if self.chain and self.title_after else self.name_end


@dataclass(slots=True)
class People:
    """All mentions of a story in order, and the names that hold no public office in it."""

    mentions: list[Mention] = field(default_factory=list)
    others: set[str] = field(default_factory=set)

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
    taken = -1
    for found in chains:
        chain = _as_in_list(text, found, people.mentions[-1] if people.mentions else None)
        names = (
            []
            if QUANTITY.search(text, max(0, chain.start - 8), chain.start)
            else list(_names_after(text, chain, reader, starts))
        )
        after = False
        if not names and chain.is_office:
            names, after = _names_before(text, chain, reader, taken), True
        for number, name in enumerate(names):
            mention = Mention(
                name.text, name.start, name.end, chain, chain.is_office,
                min(name.confidence, *(office.confidence for office in chain.offices)), after, number == 0,
            )  # fmt: skip
            people.mentions.append(mention)
            taken = name.end
            if not chain.is_office:
                people.others.add(name.text)
    _read_profiles(text, chains, people)
    offices = {mention.name for mention in people.mentions if mention.is_office}
    people.others -= offices
    return people


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


def _as_in_list(text: str, chain: Chain, before: Mention | None) -> Chain:
    """A title right behind another person of a list: what it leaves out, that person's title says."""
    between = text[before.name_end : chain.start] if before is not None else ""
    if before is None or before.chain is None or between not in ("、", ","):
        return chain
    if chain.lacks_body and before.is_office and between == "、":
        return Chain(tuple(replace(office, confidence=INHERITED) for office in chain.offices), is_office=True)
    if chain.may_be_a_companys and not before.is_office:
        return replace(chain, is_office=False)
    return chain


def _names_after(text: str, chain: Chain, reader: NameReader, starts: set[int]) -> Iterator[Name]:
    """The names that the title stands before: one, or a list where the title can be shared."""
    position = chain.end
    if chain.is_roster:
        position = _after(ROSTER_INTRODUCTION, text, position)
    elif (bracket := BRACKETS.match(text, position)) is not None:
        position = bracket.end()
    position = _after(CANDIDATE, text, position)
    autonomous = chain.is_office and AUTONOMOUS.search(text, chain.start, chain.end) is not None
    shared = chain.is_shared or not chain.is_office
    for _ in range(LONGEST_LIST):
        name = reader.read(position, in_roster=chain.is_roster, surname=not autonomous)
        if name is None or is_common_word(name.text) or _begins_common_word(text, name, reader, shared):
            return
        yield name
        bracket = BRACKETS.match(text, name.end)
        separator = SEPARATOR.match(text, bracket.end() if bracket else name.end)
        if separator is None or separator.end() in starts or not shared:
            return
        position = separator.end()


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _begins_common_word(text: str, name: Name, reader: NameReader, in_list: bool = False) -> bool:
    """Whether a name is the beginning of a word (高度 of 高度重视), unless a list or a verb closes it."""
    if text[name.start : name.start + 2] not in not_names():
        return False
    after = text[name.end : name.end + 1]
    return not (after == "、" and in_list) and (not is_han(after) or reader.closes(name.end) < STRONG)


def _names_before(text: str, chain: Chain, reader: NameReader, taken: int) -> list[Name]:
    """The names a title follows: 某某书记, 任命某某、某某为副局长, 某某辞去县长职务."""
    appointed = APPOINTED.search(text, max(0, chain.start - APPOINTED_REACH), chain.start)
    end = appointed.start() if appointed is not None else chain.start
    name = reader.read_before(end)
    if name is None or name.start < taken or is_common_word(name.text):
        return []
    names = [name]
    while text[names[0].start - 1 : names[0].start] in tuple("、和") and len(names) < LONGEST_LIST:
        name = reader.read_before(names[0].start - 1)
        if name is None or name.start < taken:
            break
        names.insert(0, name)
    start = names[0].start
    relieved = RELIEVED.search(text, max(0, start - 4), start) is not None
    if appointed is not None:
        return names if _free_left(text, start) and (appointed.group() != "的" or relieved) else []
    if relieved and text.startswith("职务", chain.end):
        return names
    is_known = chain.offices[0].kind == "national" or names[-1].text in reader.known
    return names[-1:] if is_known else []


def _free_left(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start]
    return not before or not is_han(before[-1]) or before.endswith(appointing())


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
    """Names without any title that act as only somebody in office does (某某一行到…, 某某强调)."""
    found: set[str] = set()
    for match in acts().finditer(text):
        name = reader.read_before(match.start())
        if name is None or is_common_word(name.text) or _begins_common_word(text, name, reader):
            continue
        before = text[max(0, name.start - 5) : name.start]
        if before and is_han(before[-1]) and not CONTINUING.search(before):
            continue
        if len(name.text) > 2 or text.count(name.text, 0, 20_000) > 1:
            found.add(name.text)
    return found


def is_common_word(name: str) -> bool:
    return name in not_names()


@cache
def not_names() -> frozenset[str]:
    return frozenset(sections("people.txt")["not_names"])


@cache
def acts() -> re.Pattern[str]:
    return re.compile(alternation(lexicon().official_acts))


@cache
def appointing() -> tuple[str, ...]:
    return tuple(sections("people.txt")["appointing"])
