"""The names that a title follows: 某某书记, 任命某某为局长, 某某是村支书, 某某、某某等县领导."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from .departments import word_before
from .endings import STRONG
from .lexicon import has_common_verb, lexicon, sections
from .lists import LONGEST_LIST, is_common_word
from .names import Name, NameReader
from .offices import GENERIC_TAIL
from .places import is_han
from .titles import Chain

PARTICULARS = r"(?:\((?:[男女]|(?:[男女],)?[\u4e00-\u9fff]{1,4}族|兼)\))?"
"""What a list of appointments says of somebody behind the name: （女）, （女，回族）."""
SAID_BEHIND = re.compile(rf"{PARTICULARS}\Z")
LONGEST_BRACKET = 10
APPOINTED = re.compile(
    "被[\u4e00-\u9fff]{0,8}(?:推选|推举|推荐|选举|选|任命|聘任|聘)为\\Z|"
    rf"{PARTICULARS}(?:等?[0-9一二两三四五六七八九十]{{1,3}}(?:[名位]同志|人)|同志)?(?:返乡|回乡|回村)?(?:为|任|担任|(?:以[0-9]{{1,4}}票的?(?:高票)?)?(?:全票|高票)?当选为?|兼任|出任|现任|拟任|已?调任|升任|转任|就任|不再担任|辞去|的)\Z"
)
NAMED_BODY = re.compile(
    "(?<![\u4e00-\u9fff])(?P<generic>[省市县区])[\u4e00-\u9fff]{1,9}(?:局|厅|委|办|中心|支队|大队|院)\\Z"
)
"""A department in short with only 市 or 县 before it: ，市|旅游局|某某局长."""
LONGEST_BODY = 14
GENERIC_HEAD = re.compile("街道|社区|[省市州盟县区旗镇乡村]")
APPOINTED_REACH = 22
COPULA = re.compile(",?(?:就?是|系|现任|现为|曾任|曾是|时任)(?:[\u4e00-\u9fff]{1,12}的)?\\Z")
"""Between a name and the office that the sentence is about: 某某是|村支书, 某某，是某镇某村的|村支书."""
COPULA_REACH = 18
ELECTED = ("当选为", "当选", "任命为")
RELIEVED = re.compile("免去|接受|辞去|撤销")
CANDIDATE = "候选人"
FREE = tuple("在由与和向对把请跟受经据是")
"""What may stand before a name whose bare title follows: 在|某某某省长作的报告中."""
RULERS = re.compile("副?[省市州盟县区旗镇乡]长|副?[局厅司]长|副?检察长|副?巡视员")
"""Titles that make an official also behind the bare name."""


def names_before(text: str, chain: Chain, reader: NameReader, taken: int) -> list[Name]:
    """The names that a title follows; `taken` is where the last name read ended."""
    if chain.is_roster:
        elected = text.endswith(ELECTED, 0, chain.start)
        return _given_it(text, chain, reader, taken) if elected else _roster_before(text, chain, reader, taken)
    if text.startswith(CANDIDATE, chain.end):
        return []
    return (
        _given_it(text, chain, reader, taken)
        or _subject_before(text, chain, reader, taken)
        or _alone_before(text, chain, reader, taken)
    )


@dataclass(frozen=True, slots=True)
class TitledBehind:
    """A name whose title follows it, and where the body begins that the name parts from its head."""

    name: Name
    chain: Chain
    body_start: int | None = None


def titled_behind(text: str, chain: Chain, reader: NameReader, taken: int) -> TitledBehind | None:
    """A name between a body and its head (县水利局|某某|局长), or with a ruler's title behind it (某某某省长)."""
    name = reader.read_before(chain.start) if len(chain.offices) == 1 and not chain.is_roster else None
    if name is None or name.start < taken or is_common_word(name.text) or has_common_verb(name.text):
        return None
    office = chain.offices[0]
    start = _body_start(text, name.start) if office.head in lexicon().heads else name.start
    if start < name.start:
        generic = GENERIC_HEAD.match(text, start)
        office = replace(office, kind="certain", generic=generic.group() if generic else "", confidence=0.9)
        return TitledBehind(name, Chain((office,), is_office=True), start)
    if RULERS.fullmatch(text, chain.start, chain.end) is None or not reader.is_name(name.start, name.end):
        return None
    is_free = not is_han(text[name.start - 1 : name.start]) or text.endswith(FREE, 0, name.start)
    is_sure = len(name.text) > 2 or (reader.is_usual(name.start, name.end) and reader.closes(chain.end) >= STRONG)
    return TitledBehind(name, chain) if is_free and is_sure else None


def _body_start(text: str, end: int) -> int:
    """Where the public body begins that ends here, its 市 or 县 included; `end` where none does."""
    named = NAMED_BODY.search(text, max(0, end - LONGEST_BODY), end)
    if named is not None:
        return named.start()
    start = end
    while (body := word_before(text, start)) and body not in lexicon().graders:
        start -= len(body)
    if end - start < 2 or text.endswith(lexicon().companies, 0, start):
        return end
    generic = GENERIC_TAIL.search(text, max(0, start - 3), start)
    return generic.start() if generic else start


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
        if appointed.group().endswith("拟任") and names[0].end == taken:
            return []
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


def _alone_before(text: str, chain: Chain, reader: NameReader, taken: int) -> list[Name]:
    """Who has a paragraph of a list alone with the title: 某某|清源县柳溪镇党委书记."""
    start = text.rfind("\n", 0, chain.start) + 1
    if text[chain.end : chain.end + 1] not in ("", "\n"):
        return []
    name = reader.read_before(chain.start)
    alone = name is not None and name.start == start >= taken and not is_common_word(name.text)
    return [name] if name is not None and alone else []


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
        end = names[0].start - 1
        said = SAID_BEHIND.search(text, max(0, end - LONGEST_BRACKET), end)
        name = reader.read_before(said.start() if said else end, is_appointed=is_appointed)
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
