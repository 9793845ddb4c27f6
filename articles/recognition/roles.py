"""What each official does in the event: the predicate after a name, or after the list that the name is in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import cast

from .findings import Role
from .flat import FlatStory
from .groups import Group, groups_of, is_subject, sentence_end
from .lexicon import ROLE_NAMES, lexicon
from .people import Mention
from .predicates import FIELD_ROLES, hints, pattern, strong_roles

ATTRIBUTE = re.compile(
    "(?:的|关于|就.{1,30}(?:批示|指示)|曾|在[^,。]{1,24}[上中]的|(?:提出|作出|强调)的"
    "|(?:在|莅)[^,。]{0,40}(?:讲话|批示|指示|会议|调研)(?![中时上]).{0,8}(?:精神|要求))"
)
"""Predicates that only say whose words are meant, or what was once said: 书记某某关于…的批示, 某某在会上的追问."""
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
ATTENDING = re.compile("(?:随行|陪同|随同)的\\Z")
ASKED = re.compile("(?:专访|采访)[了到]?\\Z")
INTERVIEWED = re.compile("接受[^,。“”]{0,16}(?:采访|专访)|[对向跟]记者(?:们)?(?:说|表示|介绍|坦言|透露|讲|算)")
RETOLD = re.compile("[^,。:]{0,12}(?:说|介绍|告诉记者|坦言|回忆),")
"""A predicate after which the sentence is the person's own account."""
ADDRESSED = re.compile("(?:^|,)(?:对|就|围绕|针对)[^,]*\\Z")
"""Before a verb of saying, in its clause: what is spoken of (对|考察团来我市考察|表示欢迎)."""
SPEECH_CUE = re.compile("(?:座谈|会上|会议上|仪式上|讲话|会中)[^。]{0,12}\\Z")
OPENS_CLAUSE = re.compile("[,后时并还]\\Z")
"""What stands before a verb that opens a later clause of the same subject: …后|指出, ，|强调."""
QUOTE_ENDS = re.compile("[。,!?…]”\\Z")
QUOTE_FOLLOWS = re.compile("。“[^“”]{6,300}”(?:\n|\\Z)")
"""A paragraph that ends with what somebody says, without a name."""
PRESS = re.compile("发布会|通气会")
OPEN_REPORT = re.compile("[,:。说道“]|\\Z")
"""After 介绍: what is said follows. Else it is a report to the visitors (介绍了|相关情况)."""
STATING = ("说", "表示")
"""Verbs of a speech as well as of an answer to a reporter."""
MEETING_ROLES = frozenset({"主持", "出席", "参加", "列席", "讲话", "签约"})
SPEECH_REACH = 60
"""Characters before a name that may say where it spoke: 座谈会上，"""
QUOTE_REACH = 300
AUXILIARY = 8
"""Characters between a name and its verb: 还, 随后, 在讲话中, 进一步."""


@dataclass(slots=True)
class Deeds:
    """What one person was found doing: clear roles, and verbs that count only where nothing clearer is found."""

    roles: set[str] = field(default_factory=set)
    speaks: bool = False
    speaks_in_meeting: bool = False
    states: bool = False
    answers: bool = False
    tells: bool = False
    reports: bool = False
    looks: bool = False
    meets: bool = False
    chairs: bool = False
    graces: bool = False

    @property
    def in_field(self) -> bool:
        """Whether the person goes and sees, so that the story is the report of that tour."""
        return self.looks or bool(self.roles & FIELD_ROLES)

    def resolved(self, *, toured: bool, attended: bool, press: bool) -> tuple[Role, ...]:
        """The roles as they are shown, in the fixed order; 提及 where nothing is found. `toured` says that somebody
        else goes and sees in the story, `attended` that somebody else does anything in it, `press` that it tells of
        a press conference."""
        roles = set(self.roles)
        tells = self.answers or (self.reports and not attended)
        tells |= (self.tells or self.states) and (press or not (toured or self.speaks_in_meeting))
        if self.chairs and not roles & MEETING_ROLES:
            roles.add("主持")
        if self.meets and not roles - {"讲话", "受访"} and not self.looks:
            roles.add("参加")
        if self._speaks_to_meeting(roles) and not (press and self.states):
            roles.add("讲话")
        if tells and (press or not roles) and not self.looks and "讲话" not in roles:
            roles.add("受访")
        if self.looks and not roles - {"讲话"}:
            roles = {"调研"}
        if self.graces and not roles:
            roles = {"出席"}
        if not roles:
            roles = {"提及"}
        return tuple(cast(Role, role) for role in (*ROLE_NAMES, "提及") if role in roles)

    def _speaks_to_meeting(self, roles: set[str]) -> bool:
        if "受访" in roles:
            return False
        in_meeting = bool(roles & MEETING_ROLES) and not roles & FIELD_ROLES
        if self.speaks_in_meeting or ((self.speaks or self.states) and in_meeting):
            return True
        return self.speaks and not (roles or self.looks)


def deeds(flat: FlatStory, mentions: list[Mention]) -> dict[str, tuple[Role, ...]]:
    """The roles of every official of a story. `mentions` are all people in order, others included, because a list of
    officials may hold a company's manager and still share one verb."""
    text = flat.text
    found: dict[str, Deeds] = {}
    listed: set[str] = set()
    listed_end = retold_until = -1
    groups = groups_of(text, mentions)
    for group in groups:
        end = group.people[-1].end
        if text[listed_end : group.start] not in (";", ",", "、"):
            listed = _listed(text, group.people[0])
        listed_end = end
        is_retold = group.start < retold_until
        if RETOLD.match(group.predicate):
            retold_until = sentence_end(text, end)
        for mention in group.people:
            if mention.is_office:
                deed = found.setdefault(mention.name, Deeds())
                deed.roles |= listed
                if not is_retold and not _in_quote(text, mention.name_start):
                    _judge(text, mention, group, groups, deed)
    return _resolved(found, PRESS.search(text) is not None)


def _resolved(found: dict[str, Deeds], press: bool) -> dict[str, tuple[Role, ...]]:
    touring = {name for name, deed in found.items() if deed.in_field}
    active = {name for name, deed in found.items() if deed.roles} | touring
    return {
        name: deed.resolved(toured=bool(touring - {name}), attended=bool(active - {name}), press=press)
        for name, deed in found.items()
    }


def _listed(text: str, first: Mention) -> set[str]:
    """The roles that are said of a list before its first name, title or label."""
    start = first.start
    begin = max(text.rfind(mark, 0, start) for mark in "。;\n") + 1
    of_label = first.chain is not None and first.chain.is_roster
    said = (LABELLED if of_label else LISTED).search(text, max(begin, start - LISTED_REACH), start)
    said = said or LISTED.search(text, max(begin, start - LISTED_REACH), start)
    return strong_roles(said["deed"]) if said else set()


def _in_quote(text: str, position: int) -> bool:
    """Whether a name stands in what somebody else says."""
    first = max(text.rfind("\n", 0, position) + 1, position - QUOTE_REACH)
    opened = text.rfind("“", first, position)
    if opened < 0 or text.find("”", opened, position) >= 0:
        return False
    closed = text.find("”", position, position + QUOTE_REACH)
    return closed >= 0 and text.find("“", position, closed) < 0 and "\n" not in text[position:closed]


def _judge(text: str, mention: Mention, group: Group, groups: list[Group], deed: Deeds) -> None:
    before, predicate = group.before, group.predicate
    if ASKED.search(before) or predicate.startswith(":“") or (predicate.startswith(":") and mention.chain is None):
        deed.roles.add("受访")
        return
    if ATTENDING.search(before):
        deed.roles.add("陪同")
        return
    quoted = _is_quoted(text, mention, group)
    deed.tells |= quoted
    if group.leader is not None:
        if strong_roles(groups[group.leader].predicate) & FIELD_ROLES or hints(
            "调研弱", groups[group.leader].predicate
        ):
            deed.roles.add("陪同")
        return
    if not is_subject(group) or ATTRIBUTE.match(predicate):
        return
    if pattern("受访").search(predicate) or INTERVIEWED.search(predicate):
        deed.roles.add("受访")
    if ON_MATTERS.match(predicate):
        deed.roles.add("讲话")
    said = pattern("讲话弱").search(predicate)
    own = ADDRESSED.sub("", predicate[: said.start()]) if said else predicate
    deed.roles |= strong_roles(own)
    deed.looks |= hints("调研弱", own)
    deed.meets |= hints("参加弱", own)
    deed.chairs |= hints("主持弱", own)
    deed.graces |= hints("出席弱", own)
    if said:
        _note_speech(text, mention, predicate, said, deed)
        deed.answers |= quoted and said.start() <= AUXILIARY


def _is_quoted(text: str, mention: Mention, group: Group) -> bool:
    """Whether words are quoted beside a name, whatever the verb: “…。”|某某拉开抽屉."""
    sentence = max(text.rfind(mark, max(0, group.start - SPEECH_REACH), group.start) for mark in "。\n”") + 1
    if QUOTE_ENDS.search(text, max(0, sentence - 2), sentence):
        opened = text.rfind("“", max(0, sentence - QUOTE_REACH), sentence)
        return opened == 0 or text[opened - 1 : opened] in ("。", "\n", "”")
    return QUOTE_FOLLOWS.match(text, sentence_end(text, mention.end)) is not None


def _note_speech(text: str, mention: Mention, predicate: str, said: re.Match[str], deed: Deeds) -> None:
    """Note the verbs of saying, which tell a role only together with where it is said: 指出, 表示, 介绍."""
    if said.start() > AUXILIARY and not OPENS_CLAUSE.search(predicate, 0, said.start()):
        return
    word = said.group()
    in_meeting = _in_meeting(text, mention.start) or "讲话中" in predicate[: said.start()]
    if word == "介绍" and OPEN_REPORT.match(predicate, said.end()) is None:
        deed.speaks_in_meeting |= in_meeting
        deed.reports = True
    elif word in lexicon().roles["受访弱"]:
        deed.tells = True
    else:
        deed.states |= word in STATING
        deed.speaks |= word not in STATING
        deed.speaks_in_meeting |= in_meeting


def _in_meeting(text: str, start: int) -> bool:
    """Whether the sentence says before a name that it is a meeting where the person speaks."""
    earliest = max(0, start - SPEECH_REACH)
    sentence = max(text.rfind(mark, earliest, start) for mark in "。\n") + 1 or earliest
    return SPEECH_CUE.search(text, sentence, start) is not None
