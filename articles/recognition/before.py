"""The names that a title follows: 某某书记, 任命某某为局长, 某某是村支书, 某某、某某等县领导."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import sections
from .lists import LONGEST_LIST, is_common_word
from .names import Name, NameReader
from .places import is_han
from .titles import Chain

APPOINTED = re.compile(
    "被[\u4e00-\u9fff]{0,8}(?:推选|推举|推荐|选举|选|任命|聘任|聘)为\\Z|"
    "(?:等?[0-9一二两三四五六七八九十]{1,2}[名位]同志|同志)?(?:为|任|担任|当选为|当选|兼任|出任|现任|拟任|已?调任|升任|转任|就任|不再担任|辞去|的)\\Z"
)
APPOINTED_REACH = 14
COPULA = re.compile(",?(?:就?是|系|现任|现为|曾任|曾是|时任)(?:[\u4e00-\u9fff]{1,12}的)?\\Z")
"""Between a name and the office that the sentence is about: 某某是|村支书, 某某，是某镇某村的|村支书."""
COPULA_REACH = 18
RELIEVED = re.compile("免去|接受|辞去|撤销")
CANDIDATE = "候选人"


def names_before(text: str, chain: Chain, reader: NameReader, taken: int) -> list[Name]:
    """The names that a title follows; `taken` is where the last name read ended."""
    if chain.is_roster:
        return _roster_before(text, chain, reader, taken)
    if text.startswith(CANDIDATE, chain.end):
        return []
    return _given_it(text, chain, reader, taken) or _subject_before(text, chain, reader, taken)


def _given_it(text: str, chain: Chain, reader: NameReader, taken: int) -> list[Name]:
    """Whom the sentence gives the office or takes it from, or whose title stands right behind the name."""
    appointed = APPOINTED.search(text, max(0, chain.start - APPOINTED_REACH), chain.start)
    end = appointed.start() if appointed is not None else chain.start
    names = _list_before(text, end, reader, taken, is_appointed=appointed is not None)
    if not names:
        return []
    start = names[0].start
    relieved = RELIEVED.search(text, max(0, start - 4), start) is not None or text.startswith("职务", chain.end)
    if appointed is not None:
        is_free = names[0].end == taken or _free_left(text, start) or appointed.group().startswith("被")
        return names if is_free and (appointed.group() != "的" or relieved) else []
    if relieved and text.startswith("职务", chain.end):
        return names
    is_known = chain.offices[0].kind == "national" or names[-1].text in reader.known
    return names[-1:] if is_known else []


def _subject_before(text: str, chain: Chain, reader: NameReader, taken: int) -> list[Name]:
    """The person whom the sentence says to hold the office, where nothing but a mark follows the office."""
    copula = COPULA.search(text, max(0, chain.start - COPULA_REACH), chain.start)
    if copula is None or is_han(text[chain.end : chain.end + 1]) or text.startswith("、", chain.end):
        return []
    name = reader.read_before(copula.start())
    if name is None or name.start < taken or is_common_word(name.text):
        return []
    return [name] if _free_left(text, name.start) or text.endswith("岁的", 0, name.start) else []


def _roster_before(text: str, chain: Chain, reader: NameReader, taken: int) -> list[Name]:
    """The list that ends with its label: 某某、某某等|县领导."""
    names = _list_before(text, chain.start - 1, reader, taken) if text[chain.start - 1 : chain.start] == "等" else []
    return names if len(names) > 1 and not is_han(text[names[0].start - 1 : names[0].start]) else []


def _list_before(text: str, end: int, reader: NameReader, taken: int, *, is_appointed: bool = False) -> list[Name]:
    name = reader.read_before(end, is_appointed=is_appointed)
    if name is None or (name.start < taken != name.end) or is_common_word(name.text):
        return []
    names = [name]
    while text[names[0].start - 1 : names[0].start] in tuple("、和") and len(names) < LONGEST_LIST:
        name = reader.read_before(names[0].start - 1, is_appointed=is_appointed)
        if name is None or name.start < taken:
            break
        names.insert(0, name)
    return names


def _free_left(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start]
    return not before or not is_han(before[-1]) or before.endswith(appointing())


@cache
def appointing() -> tuple[str, ...]:
    """Words before the name of somebody who is given or leaves an office."""
    return tuple(sections("people.txt")["appointing"])
