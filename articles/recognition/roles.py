"""What each official does in the event: the predicate after a name, or after the list that the name is in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from .findings import Role
from .flat import FlatStory
from .lexicon import ROLE_NAMES, alternation, lexicon
from .people import Mention
from .places import is_han

LINK = re.compile(r"(?:\([^()]{1,10}\))?(?:同志|代表)?(?:、|,|和|与|及|以及|暨|,以及|,和)?(?:无党派(?:代表)?人士、)?")
COMPANY_LINK = re.compile("(?:等)?[,、和与][\u4e00-\u9fff、()]{0,40}")
AND_OTHERS = re.compile("等?(?:(?:市|县|区|州|省)?(?:有关|相关|主要)?(?:领导|同志)|[0-9一二三四五六七八九十]{1,3}人)?")
NEW_SUBJECT = re.compile("(?:会议|大会|全[市县区省]|各级|各县|希望各|要|一要|一是|活动中,|据悉|据了解|截至|目前)")
QUOTED = re.compile(r"“[^“”]{0,60}”|《[^《》]{0,60}》|\"[^\"]{0,60}\"")
MEETING = re.compile("(?:会|会议|活动|仪式|培训班|典礼|论坛|招待会|晚会|联席会|学习|大会)(?:并|的|$)")
ATTRIBUTE = re.compile(
    "(?:的|关于|就.{1,30}(?:批示|指示)|(?:在|莅).{0,40}(?:讲话|批示|指示|会议|调研)(?![中时上]).{0,8}(?:精神|要求))"
)
"""Predicates that only say whose words are meant: 书记某某关于…的批示, 某某莅…调研讲话精神."""
LISTED = re.compile("(?P<deed>[^。;\n]{2,60})的(?:主要|有关)?(?:领导|同志|人员)?(?:还|分别)?(?:有|是|为|包括):?\\Z")
"""What a list of names is said to do before it begins: 陪同调研的有|…, 在主席台前排就座的是:|…."""
LABELLED = re.compile("(?P<deed>[^。;\n]{2,60})的\\Z")
"""The same before a list's label: 出席会议的|市领导有某某."""
LISTED_REACH = 70
ON_MATTERS = re.compile(
    "(?:同志)?(?:就|围绕|结合|对)[^,。]{1,40}?(?:提出|作出?了?|讲了?|谈了?)[^,。]{0,12}"
    "(?:要求|部署|讲话|意见|安排|强调|发言)"
)
"""Speaking to a subject, however long its name: 就贯彻落实会议精神提出要求."""
ATTRIBUTIVE = re.compile("(?:[\u4e00-\u9fff]{1,3}族|女|新任|现任|前任|首任|时任)\\Z")
LED_AWAY = re.compile("(?:主持|出席|参加|列席)")
ASKED = re.compile("(?:专访|采访)[了到]?\\Z")
SPEECH_CUE = re.compile("(?:座谈|会上|会议上|仪式上|讲话|会中)[^。]{0,12}\\Z")
OPENS_CLAUSE = re.compile("[,后时并还]\\Z")
"""What stands before a verb that opens a later clause of the same subject: …后|指出, ，|强调."""
SHORT_CLAUSE = 4
NO_SPEECH = re.compile("重要\\Z|的\\Z")
MEETING_ROLES = frozenset({"主持", "出席", "参加", "列席", "讲话", "签约"})
FIELD_ROLES = frozenset({"调研", "慰问", "宣讲"})
NOT_WORK = "(?<!工(?=作))(?<!合(?=作))"
"""工作汇报 and 合作发言 hold no 作汇报, 作发言."""
MEETS = ("座谈", "会见", "会谈", "观看", "聆听", "收看", "收听")
"""Taking part, where nothing clearer is said."""
WATCHED = ("签约仪式", "见证签约")
"""Being at a signing is no signing."""
LONGEST_CUE = 12
LONGEST_PREDICATE = 160
SPEECH_REACH = 60
"""Characters before a name that may say where it spoke: 座谈会上，"""
AUXILIARY = 8
"""Characters between a name and its verb: 还, 随后, 在讲话中, 进一步."""


@dataclass(slots=True)
class Deeds:
    """What one person was found doing: clear roles, and verbs that count only where nothing clearer is found."""

    roles: set[str] = field(default_factory=set)
    speaks: bool = False
    speaks_in_meeting: bool = False
    looks: bool = False
    tells: bool = False

    def resolved(self) -> tuple[Role, ...]:
        """The roles as they are shown, in the fixed order; 提及 where nothing is found."""
        roles = set(self.roles)
        if self.speaks and "受访" not in roles:
            in_meeting = roles & MEETING_ROLES and not roles & FIELD_ROLES
            if in_meeting or self.speaks_in_meeting or not (roles or self.looks):
                roles.add("讲话")
        if self.tells and not roles and not self.speaks and not self.looks:
            roles.add("受访")
        if self.looks and not roles - {"讲话"}:
            roles = {"调研"}
        if not roles:
            roles = {"提及"}
        return tuple(cast(Role, role) for role in (*ROLE_NAMES, "提及") if role in roles)


def deeds(flat: FlatStory, mentions: list[Mention]) -> dict[str, Deeds]:
    """What every official of a story does. `mentions` are all people in order, others included, because a list of
    officials may hold a company's manager and still share one verb."""
    found: dict[str, Deeds] = {}
    listed: set[str] = set()
    listed_end = -1
    for group, limit in _groups(flat.text, mentions):
        start, end = group[0].start, group[-1].end
        if flat.text[listed_end:start] not in (";", ",", "、"):
            listed = _listed(flat.text, group[0])
        listed_end = end
        officials = [mention for mention in group if mention.is_office]
        predicate = _predicate(flat.text, end, limit)
        for mention in officials:
            deed = found.setdefault(mention.name, Deeds())
            deed.roles |= listed
            _judge(flat.text, mention, group, predicate, deed)
    return found


def _listed(text: str, first: Mention) -> set[str]:
    """The roles that are said of a list before its first name, title or label."""
    start = first.start
    begin = max(text.rfind(mark, 0, start) for mark in "。;\n") + 1
    of_label = first.chain is not None and first.chain.is_roster
    said = (LABELLED if of_label else LISTED).search(text, max(begin, start - LISTED_REACH), start)
    said = said or LISTED.search(text, max(begin, start - LISTED_REACH), start)
    return strong_roles(said["deed"]) if said else set()


def _groups(text: str, mentions: list[Mention]) -> list[tuple[list[Mention], int]]:
    """Mentions that share a predicate, each list with where the next subject begins."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and _linked(text, groups[-1][-1], mention):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    starts = [group[0].start for group in groups][1:] + [len(text)] * bool(groups)
    return list(zip(groups, starts, strict=True))


def _linked(text: str, left: Mention, right: Mention) -> bool:
    between = text[left.end : max(right.start, left.end)]
    if between == "":
        return right.start >= left.end
    if LINK.fullmatch(between):
        return "," not in between or right.chain is not None
    if right.chain is not None and not right.is_office:
        return COMPANY_LINK.fullmatch(between) is not None and not LED_AWAY.search(between)
    return False


def _predicate(text: str, start: int, limit: int) -> str:
    """The text that says what the people did: to the end of the sentence or the next person."""
    end = min(start + LONGEST_PREDICATE, limit, len(text))
    piece = text[start:end]
    for mark in "。\n!?;":
        cut = piece.find(mark)
        if cut >= 0:
            piece = piece[:cut]
    piece = AND_OTHERS.sub("", piece, count=1) if piece.startswith("等") else piece
    return QUOTED.sub("“”", piece)


def _judge(text: str, mention: Mention, group: list[Mention], predicate: str, deed: Deeds) -> None:
    before = text[max(0, group[0].start - LONGEST_CUE) : group[0].start]
    if ASKED.search(before) or predicate.startswith(":“") or (predicate.startswith(":") and mention.chain is None):
        deed.roles.add("受访")
        return
    if not _is_subject(before, group[0]) or ATTRIBUTE.match(predicate):
        return
    if role_patterns()["受访"].search(predicate):
        deed.roles.add("受访")
    if ON_MATTERS.match(predicate):
        deed.roles.add("讲话")
    said = weak_pattern("讲话弱").search(predicate)
    deed.roles |= strong_roles(predicate[: said.start()] if said else predicate)
    _weak(text, mention, predicate, deed)


def _is_subject(before: str, first: Mention) -> bool:
    """Whether the people are who acts: after a mark, a time, 由, and not after a verb that takes them as object."""
    before = ATTRIBUTIVE.sub("", before.rstrip("该我"))
    if not before or not is_han(before[-1]) or before.endswith(lexicon().subjects):
        return True
    if first.is_office:
        return before[-1] == "的"
    clause = re.split("[,。:;\n]", before)[-1]
    return not clause.endswith(lexicon().objects)


def strong_roles(predicate: str) -> set[str]:
    """The roles that a predicate states.

    >>> sorted(strong_roles("主持会议并讲话")), sorted(strong_roles("参加走访慰问"))
    (['主持', '讲话'], ['参加', '慰问'])
    """
    roles: set[str] = set()
    for number, clause in enumerate(predicate.split(",")):
        if number and NEW_SUBJECT.match(clause):
            break
        roles |= _clause_roles(clause)
    return roles


def _clause_roles(clause: str) -> set[str]:
    found = {role: match for role, pattern in role_patterns().items() if (match := pattern.search(clause))}
    if "陪同" in found:
        return {"陪同"}
    leads = [found[role].start() for role in ("主持", "列席", "出席", "参加") if role in found]
    if leads:
        meeting = MEETING.search(clause, min(leads)) is not None or "主持" in found
        kept = {"主持", "讲话", "签约", "出席", "列席"} | ({"参加"} if "出席" not in found else set())
        if not meeting:
            kept |= FIELD_ROLES
        found = {role: match for role, match in found.items() if role in kept or match.start() < min(leads)}
    if "参加" in found and found["参加"].group() in MEETS and len(found) > 1:
        del found["参加"]
    if "讲话" in found and not _speaks(clause, found["讲话"]):
        del found["讲话"]
    if "慰问" in found and "调研" in found and clause[found["调研"].start() : found["慰问"].end()].startswith("走访"):
        del found["调研"]
    if "签约" in found and found["签约"].group() in WATCHED:
        del found["签约"]
    return set(found)


def _speaks(clause: str, match: re.Match[str]) -> bool:
    if NO_SPEECH.search(clause, max(0, match.start() - 2), match.start()):
        return "发表重要" in clause[max(0, match.start() - 4) : match.end()]
    return True


def _weak(text: str, mention: Mention, predicate: str, deed: Deeds) -> None:
    """Note the verbs that tell a role only where nothing clearer does: 指出, 说, 了解."""
    speech = weak_pattern("讲话弱").search(predicate)
    if speech is not None and (speech.start() <= AUXILIARY or OPENS_CLAUSE.search(predicate, 0, speech.start())):
        telling = speech.group() in lexicon().roles["受访弱"]
        deed.tells |= telling
        deed.speaks |= not telling or (speech.group() == "表示" and text[mention.start - 1 : mention.start] != "”")
        if _in_meeting(text, mention.start) or "讲话中" in predicate[: speech.start()]:
            deed.speaks = deed.speaks_in_meeting = True
    first, _, _ = predicate.partition(",")
    deed.looks |= weak_pattern("调研弱").search(first if len(first) > SHORT_CLAUSE else predicate) is not None


def _in_meeting(text: str, start: int) -> bool:
    """Whether the sentence says before a name that it is a meeting where the person speaks."""
    earliest = max(0, start - SPEECH_REACH)
    sentence = max(text.rfind(mark, earliest, start) for mark in "。\n") + 1 or earliest
    return SPEECH_CUE.search(text, sentence, start) is not None


@cache
def role_patterns() -> dict[str, re.Pattern[str]]:
    tails = {
        "讲话": "(?!精神|指示|批示|要求|的|和|稿|说|内容)",
        "调研": "(?!团|组|室|报告|站|工作会|点|单)",
        "主持": "(?!人|词)",
        "宣讲": "(?!团|员|会(?!议))",
        "慰问": "(?!品|金|信|团|演出)",
        "签约": "(?!落地|项目|率|额)",
    }
    words = lexicon().roles
    return {name: re.compile(NOT_WORK + alternation(words[name]) + tails.get(name, "")) for name in ROLE_NAMES}


@cache
def weak_pattern(name: str) -> re.Pattern[str]:
    return re.compile(alternation(lexicon().roles[name]))
