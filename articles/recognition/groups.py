"""People of a story in lists that share a predicate, and the text that says what they do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lexicon import lexicon
from .people import Mention
from .places import is_han
from .titles import NO_OFFICE

LINK = re.compile(
    r"(?:\([^()]{1,10}\))?(?:同志|代表)?(?:、|,|和|与|及|以及|暨|,以及|,和)?(?:无党派(?:代表)?人士、)?(?:拟任|时任|新任)?"
)
COMPANY_LINK = re.compile("(?:等)?[,、和与][\u4e00-\u9fff、()]{0,40}")
AND_OTHERS = re.compile("等?(?:(?:市|县|区|州|省)?(?:有关|相关|主要)?(?:领导|同志)|[0-9一二三四五六七八九十]{1,3}人)?")
QUOTED = re.compile(r"“[^“”]{0,60}(?:”|\Z)|《[^《》]{0,60}》|\"[^\"]{0,60}\"")
ATTRIBUTIVE = re.compile(
    "(?:[\u4e00-\u9fff]{1,3}族|女|新任|现任|前任|首任|时任|[该我][省市州盟县区旗镇乡村院局校]?)\\Z"
)
LED_AWAY = re.compile("(?:主持|出席|参加|列席)")
LEADING = re.compile("(?:带领|率领|领着|带着|率|带|偕同|会同|带上|携)\\Z")
"""Before people whom the one named before takes along: 县长某某带领|县水利局局长某某."""
JOINING = re.compile("(?:^|[,并还])(?:和|与|同|会同|联合)\\Z")
"""Before people with whom the one named before does what follows: …,和|副乡长某某一起参加验收."""
ATTENDED = re.compile("(?:等[^,。;]{0,12}?)?的?陪同下,?")
"""Behind people who attend another: 县长某某等|陪同下，."""
WITH = ("与", "跟")
"""Before somebody in a list of his own, with whom another does it: 县长到村里,与|村党支部书记某某交流."""
SPOKEN_TO = re.compile("(?:^|[,地])(?:对|向)[^,。]{0,10}\\Z")
SAID = re.compile("[。!?,]”[^,。“”]{0,10}\\Z")
"""Before who said it, with words between that the title does not hold: “…。”来自山后村的|村支书某某说."""
AWARDED = re.compile("[向为给][^,。]{0,11}\\Z")
AWARDS = re.compile("颁发|颁奖|授予|授牌|送上|赠送|献")
"""Behind somebody to whom it is given: 向荣立二等功的民警某某|颁发奖章."""
SAYS = re.compile("说|讲|表示|介绍")
"""Behind somebody to whom it is said: 激动地对前来的县长某某|说."""
PRONOUN = re.compile("。[他她](?!们|的)")
"""A sentence that goes on with the person of the one before."""
REPORT = re.compile("《[^《》]{0,60}报告》")
"""The name of a report, which stays readable as one where other names of works are left out."""
MARKS = re.compile("[。\n!?;]")
LONGEST_CUE = 12
LONGEST_PREDICATE = 160


@dataclass(frozen=True, slots=True)
class Group:
    """People who share a predicate, and the predicate."""

    people: list[Mention]
    predicate: str
    before: str
    leader: int | None = None
    """The group whose leader takes these people along."""

    @property
    def start(self) -> int:
        return self.people[0].start


def groups_of(text: str, mentions: list[Mention]) -> list[Group]:
    """Mentions that share a predicate, each list with what it is said to do."""
    lists: list[list[Mention]] = []
    for mention in mentions:
        if lists and _linked(text, lists[-1][-1], mention):
            lists[-1].append(mention)
        else:
            lists.append([mention])
    groups = []
    for number, people in enumerate(lists):
        start = people[0].start
        before = text[max(0, start - LONGEST_CUE) : start]
        led = number > 0 and LEADING.search(before) is not None
        led = led and MARKS.search(text, lists[number - 1][-1].end, start) is None
        groups.append(Group(people, _predicate(text, lists, number), before, number - 1 if led else None))
    return groups


def _linked(text: str, left: Mention, right: Mention) -> bool:
    if left.chain is not None and left.chain is right.chain:
        return True
    between = text[left.end : max(right.start, left.end)]
    if between == "":
        return right.start >= left.end
    if LINK.fullmatch(between):
        return "," not in between or right.chain is not None
    if right.chain is not None and not right.is_office:
        return COMPANY_LINK.fullmatch(between) is not None and not LED_AWAY.search(between)
    return False


def _predicate(text: str, lists: list[list[Mention]], number: int) -> str:
    """The text that says what the people did, without what is quoted in it."""
    piece, stop = _said_of(text, lists, number)
    if len(lists[number]) == 1 and PRONOUN.match(text, stop):
        beyond = lists[number + 1][0].start if number + 1 < len(lists) else len(text)
        piece += "," + text[stop + 1 : min(stop + LONGEST_PREDICATE, sentence_end(text, stop + 1), beyond)]
    piece = AND_OTHERS.sub("", piece, count=1) if piece.startswith("等") else piece
    piece = QUOTED.sub("“”", REPORT.sub("工作报告", piece))
    return "陪同" if ATTENDED.match(piece) else piece


def _said_of(text: str, lists: list[list[Mention]], number: int) -> tuple[str, int]:
    """What stands behind the people to the end of the sentence or to the next who do something, and where it ends. It
    goes on over those whom they take along, with whom they do it, who attend them and to whom they go."""
    start = lists[number][-1].end
    stop = min(start + LONGEST_PREDICATE, sentence_end(text, start))
    piece = ""
    for following in range(number + 1, len(lists)):
        others = lists[following]
        if others[0].start >= stop:
            break
        piece += text[start : others[0].start]
        after = _goes_on_at(text, piece, others, stop)
        if after is None:
            return piece, others[0].start
        start = after
    return piece + text[start:stop], stop


def _goes_on_at(text: str, between: str, people: list[Mention], stop: int) -> int | None:
    """Where the predicate goes on behind other people in it; None where these begin a predicate of their own."""
    end = people[-1].end
    if LEADING.search(between) or JOINING.search(between):
        return end
    if between.endswith("在") and (attended := ATTENDED.match(text, end, stop)):
        return attended.end()
    before = ATTRIBUTIVE.sub("", between)
    if not before or not is_han(before[-1]) or before.endswith(lexicon().subjects):
        return None
    comma = text.find(",", end, stop)
    return comma if comma >= 0 else stop


def sentence_end(text: str, start: int) -> int:
    """Where the sentence ends that goes on at `start`."""
    mark = MARKS.search(text, start)
    return mark.start() if mark else len(text)


def is_subject(group: Group) -> bool:
    """Whether a group is who acts: after a mark, a time, 由, and not after a verb that takes it as object."""
    before = ATTRIBUTIVE.sub("", group.before)
    if AWARDED.search(before) and AWARDS.match(group.predicate):
        return False
    if before.endswith(WITH) or (SPOKEN_TO.search(before) and SAYS.match(group.predicate)):
        return False
    if not before or not is_han(before[-1]) or before.endswith(lexicon().subjects) or SAID.search(before):
        return True
    chain = group.people[0].chain
    if group.people[0].is_office and (chain is None or chain.offices[0].kind not in NO_OFFICE):
        return before[-1] == "的"
    clause = re.split("[,。:;\n]", before)[-1]
    return not clause.endswith(lexicon().objects)
