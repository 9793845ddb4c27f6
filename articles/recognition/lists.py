"""The names that a title stands before: one, or a list that shares the title, with marks between the names or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .endings import STRONG
from .lexicon import lexicon, never_names, not_names
from .names import Name, NameReader
from .places import is_han
from .prefixes import TERMS_BEFORE
from .titles import Chain

ROSTER_INTRODUCTION = re.compile(r"(?:还?有|是|为|分别[是为])?(?:\([^()]{1,14}\))?:?")
AUTONOMOUS = re.compile(
    "旗(?!帜)|(?<!民)盟|自治|苏木|嘎查|州(?=[委政人长])|[藏彝苗壮侗瑶傣白羌回满]族(?=副?[省州县区乡镇])"
)
CANDIDATE = re.compile("(?:提名)?(?:候选人|(?:候选)?人选)")
FORMER = "原"
"""In a title: an office that several held one after another, so that a list shares it (县政协原主席某某、某某)."""
INTERVIEWED = re.compile("(?:在)?接受[^,。]{0,8}采访|告诉记者|对记者说")
"""Behind a title's owner alone, so that a common word before it is a name (高峰)."""
AND_OTHERS = re.compile(
    "等(?:[0-9]{1,3}[名位])?[省市县区]?(?:政协|人大)?(?:委员|代表|专家|学者|教授|企业家|党员|群众|村民|居民)"
)
"""Behind the last name of a list: he is one of these (副主席某某、某某及|某某|等委员)."""
OF = re.compile("(?:时任|曾任|现任|担任|身为|作为|兼任|出任)\\Z")
"""Before a title that 的 ties to the name: 时任某镇党委书记的某某."""
BRACKETS = re.compile(r"\([^()]{1,10}\)")
SEPARATOR = re.compile("、|以及|和|与|及|暨")
Way = tuple[tuple[int, int], ...]
LONGEST_LIST = 200
LONGEST_RUN = 90
"""Characters of a list without marks, as many as thirty names have."""
SPACED, UNIQUE = 0.9, 0.6
"""How sure a list without marks is: split by the white space of the page or by known names, or because its surnames
leave only one way."""


def names_after(text: str, chain: Chain, reader: NameReader, starts: set[int], *, autonomous: bool) -> Iterator[Name]:
    """The names that the title stands before: one, or a list where the title can be shared. `starts` are where other
    titles begin; `autonomous` says that the story speaks of peoples whose names have no Han surname."""
    position = _first(text, chain)
    surname = not (chain.is_office and (autonomous or AUTONOMOUS.search(text, max(0, chain.start - 2), chain.end)))
    shared = chain.is_shared or not chain.is_office or is_former(text, chain)
    for number in range(LONGEST_LIST):
        name = reader.read(position, in_roster=chain.is_roster, surname=surname, in_office=chain.is_office)
        if name is None and chain.is_office:
            name = reader.item(position) if number and shared else _unusual(text, position, reader, starts)
        if shared and chain.is_office and (name is None or reader.closes(name.end) < STRONG):
            run = unmarked(text, position, reader, chain.is_roster)
            yield from run[:-1]
            name = run[-1] if run else (None if chain.is_roster and unparted(text, position, reader) else name)
        if name is not None and name.text in never_names():
            return
        if name is None or (number and AND_OTHERS.match(text, name.end) and text[name.start - 1] in "及和与"):
            return
        if not (INTERVIEWED.match(text, name.end) or _before_title(text, name, starts)):
            is_item = chain.is_roster and _between_marks(text, name)
            if begins_common_word(text, name, reader, shared) or (is_common_word(name.text) and not is_item):
                return
        yield name
        bracket = BRACKETS.match(text, name.end)
        separator = SEPARATOR.match(text, bracket.end() if bracket else name.end)
        if separator is None or separator.end() in starts or not shared:
            return
        position = separator.end()


def _between_marks(text: str, name: Name) -> bool:
    """Whether a name is an inner item of a list, where also 方向 is one."""
    return text[name.start - 1 : name.start] == "、" == text[name.end : name.end + 1]


def _unusual(text: str, position: int, reader: NameReader, starts: set[int]) -> Name | None:
    """A name with a surname that is not listed, between two titles."""
    name = reader.unusual(position)
    return name if name is not None and _before_title(text, name, starts) else None


def _before_title(text: str, name: Name, starts: set[int]) -> bool:
    """Whether a mark and the next title follow a name, so that also 温暖 is one."""
    return text[name.end : name.end + 1] in ("、", ",") and name.end + 1 in starts


def is_former(text: str, chain: Chain) -> bool:
    """Whether several held the office one after another: 县政协原主席, 往届县政协主席."""
    return FORMER in text[chain.start : chain.end] or text.startswith(TERMS_BEFORE, chain.start)


def unread(text: str, chain: Chain, reader: NameReader) -> tuple[int, int] | None:
    """The names behind a roster's label that stand without marks and can be parted in several ways."""
    return unparted(text, _first(text, chain), reader) if chain.is_office and chain.is_roster else None


def _first(text: str, chain: Chain) -> int:
    """Where the first name may begin."""
    position = chain.end
    if chain.is_roster:
        position = _after(ROSTER_INTRODUCTION, text, position)
    elif (bracket := BRACKETS.match(text, position)) is not None:
        position = bracket.end()
    elif text.startswith("的", position) and OF.search(text, max(0, chain.start - 2), chain.start):
        return position + 1
    return _after(CANDIDATE, text, position)


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def unmarked(text: str, start: int, reader: NameReader, is_roster: bool) -> list[Name]:
    """Names one after another without marks, where only one way of parting them has evidence; else none.

    The page's white space is evidence, and so are known names. In a roster surnames alone are, if they leave one way.
    """
    tests: list[tuple[Callable[[int, int], bool], float]] = [
        (lambda first, last: _is_spaced(first, last, start, reader), SPACED),
        (lambda first, last: text[first:last] in reader.known, SPACED),
    ]
    if is_roster:
        tests.append((reader.is_usual, UNIQUE))
    for end in _run_ends(text, start, reader):
        for is_name, confidence in tests:
            ways = _ways(start, end, is_name)
            if len(ways) == 1 and len(ways[0]) > 1:
                return [Name(first, last, text[first:last], confidence) for first, last in ways[0]]
    return []


def unparted(text: str, start: int, reader: NameReader) -> tuple[int, int] | None:
    """Where names stand without marks that can be parted in more than one way."""
    for end in _run_ends(text, start, reader):
        if len(_ways(start, end, reader.is_usual)) > 1:
            return start, end
    return None


def _run_ends(text: str, start: int, reader: NameReader) -> Iterator[int]:
    """Where a run of names may end: at its first mark, and before words that follow names."""
    for end in range(start + 4, min(len(text), start + LONGEST_RUN) + 1):
        is_mark = end == len(text) or not is_han(text[end])
        if is_mark or reader.follower(end):
            yield end
        if is_mark:
            return


def _ways(start: int, end: int, is_name: Callable[[int, int], bool]) -> list[Way]:
    """At most two ways to part a range into names."""
    ways: dict[int, list[Way]] = {start: [()]}
    for last in range(start + 2, end + 1):
        found = [
            (*way, (first, last))
            for first in range(max(start, last - 4), last - 1)
            if first in ways and is_name(first, last)
            for way in ways[first]
        ]
        if found:
            ways[last] = found[:2]
    return ways.get(end, [])


def _is_spaced(first: int, last: int, start: int, reader: NameReader) -> bool:
    """Whether a name stands between white space, with none inside but between the two characters of a short one."""
    gaps = reader.gaps
    if not reader.is_name(first, last) or (first != start and first not in gaps):
        return False
    return last - first == 2 or not any(position in gaps for position in range(first + 1, last))


def begins_common_word(text: str, name: Name, reader: NameReader, in_list: bool = False) -> bool:
    """Whether a name is the beginning of a word (高度 of 高度重视), unless a list or a verb closes it."""
    if text[name.start : name.start + 2] not in not_names():
        return False
    if text[name.start : name.start + 2] in lexicon().compound_surnames and text[name.end - 1] not in "省市县区":
        return False
    after = text[name.end : name.end + 1]
    if after == "把" and reader.is_name(name.start, name.end) and len(name.text) > 2:
        return False
    return not (after == "、" and in_list) and (not is_han(after) or reader.closes(name.end) < STRONG)


def is_common_word(name: str) -> bool:
    return name in not_names()


def ethnic_names(chains: list[Chain], text: str) -> bool:
    """Whether a story speaks of an autonomous place, by any of its titles."""
    return any(chain.is_office and AUTONOMOUS.search(text, chain.start, chain.end) for chain in chains)
