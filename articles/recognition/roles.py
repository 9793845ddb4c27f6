"""What each official does in the event: the predicate after a name, or after the list that the name is in."""

from __future__ import annotations

import re

from .deeds import Deeds, Sign, Surroundings
from .findings import Role
from .flat import FlatStory
from .groups import Group, groups_of, is_subject, sentence_end
from .lexicon import lexicon
from .people import Mention
from .predicates import FIELD_ROLES, hints, pattern, strong_roles

ATTRIBUTE = re.compile(
    "(?:书记|主席|[省市州县区部]长|同志)?"
    "(?:的|(?:此次|这次)[^,。]{0,8}(?:视察|调研|考察|讲话)|关于|就.{1,30}(?:批示|指示)|曾|在[^,。]{1,24}[上中]的|所?[作做讲提](?:出|过)?的|(?:提出|作出|强调)的"
    "|(?:对此|专门|及时|分别|先后)?(?:[作做]出[^,。]{0,6}批示|批示|致信|致电)"
    "|(?:在|莅)[^,。]{0,40}(?:讲话|批示|指示|会议|调研)(?![中时上]).{0,8}(?:精神|要求)"
    "|[^,。]{0,24}[时中上]的(?:重要|工作)?(?:讲话|指示|批示|要求|部署))"
)
"""Predicates that only say whose words are meant, or what was once said: 书记某某关于…的批示, 某某在会上的追问."""
LISTED = re.compile("(?P<deed>[^。;\n]{2,60})的(?:主要|有关)?(?:领导|同志|人员)?(?:还|分别)?(?:有|是|为|包括):?\\Z")
"""What a list of names is said to do before it begins: 陪同调研的有|…, 在主席台前排就座的是:|…."""
LABELLED = re.compile("(?P<deed>[^。;\n]{2,60})的\\Z")
"""The same before a list's label: 出席会议的|市领导有某某."""
LISTED_REACH = 70
ON_MATTERS = re.compile(
    "(?:同志)?还?(?:就|围绕|结合|对)[^,。]{1,40}?(?:提出|[作做]出?了?|进行了?|讲了?|谈了?)[^,。]{0,12}"
    "(?:要求|部署|讲话|意见|安排|强调|发言|动员|点评|说明|介绍)"
)
"""Speaking to a subject, however long its name: 就贯彻落实会议精神提出要求."""
LED_TEAM = re.compile(
    "(?:带队|率队|带领|率领|牵头)(?:的?[^,。]{0,20}[组团队]|,[^。]{0,50}(?:考察|调研|视察|检查|督导)[组团])"
)
"""Behind 由 and a name: the team goes and sees (由|某某带领的考核组)."""
LEADS_TOUR = re.compile("(?:分别)?(?:带队|率队)(?:,|\\Z)")
"""Behind a name, where the sentence before tells of the tour: 市人大常委会开展执法检查。副主任某某|带队."""
TOUR_REACH = 120
TOURS = re.compile(
    "调研|考察|督导|视察|检查|督查|暗访|巡查|巡视|夜查|现场办公|踏查|走访了?[^,。]{0,6}(?:企业|项目|园区|工地|车间|商户)"
)
"""What only visitors do; everybody looks at something."""
JOINS_TOUR = re.compile("(?:一同|分别)?参加了?(?:" + TOURS.pattern + ")")
"""Behind a name: the tour is another's, whoever speaks on it."""
VILLAGERS = re.compile("(?:村|社区|嘎查)[^,。镇乡县市区道、]{0,6}(?:书记|主任|支书|委员|会计|主席|组长|监督员)\\Z")
ON_DUTY = re.compile("(?:法庭|审判庭|执行局|派出所|[大中]队)[^,。]{0,6}长\\Z|庭长\\Z|民警\\Z|[法检察]官\\Z")
"""Whose work is where they go: a judge who comes to a yard to hear a case tours nothing."""
LED_BY = re.compile("的?带领下,?(?P<deed>[^。]{2,80})")
"""Behind 在 and a name: who leads does it too (在|某某|的带领下，代表们视察了…)."""
ATTENDING = re.compile("(?:随行|陪同|随同|同行|一同前往)(?:检查|调研|考察|视察|督导|走访)?的\\Z")
ASKED = re.compile("(?:专访|采访)[了到]?\\Z")
INTERVIEWED = re.compile("接受[^,。“”]{0,16}(?:采访|专访)|[对向跟给]记者(?:们)?(?:说|表示|介绍|坦言|透露|讲|算)")
RETOLD = re.compile("[^,。:]{0,12}(?:说|介绍|告诉记者|坦言|回忆),")
"""A predicate after which the sentence is the person's own account."""
SPOKEN_OF = re.compile("(?:^|,)(?:对|就|围绕|针对)[^,]*\\Z")
"""Before a verb of saying, in its clause: what is spoken of (对|考察团来我市考察|表示欢迎)."""
THANKS = re.compile("(?:^|,)对[^,。]{1,40}表示[^,。慰]{1,8}")
"""What others did, for which somebody thanks them: 对|考察团来我市考察|表示欢迎."""
GIVES = re.compile("[作做]了?[^,。]{0,8}\\Z")
"""Before 介绍, 说明: somebody speaks to a meeting (作了简要|介绍)."""
SPEECH_CUE = re.compile("(?:座谈|会上|会议上|仪式上|讲话|会中)(?:[^。]{0,12}|,[^。]{0,40},)\\Z")
MEETING_BEFORE = re.compile("(?:座谈|汇报|反馈|推进|调度|交流|见面)会上,(?![^。]{0,12}(?:说|表示|介绍))")
"""In the report of a tour: from there on it tells of the meeting that closed it."""
MEETING_REACH = 300
TOLD = re.compile("(?:激动地|高兴地)?告诉了?[他她]们?|(?:掰着指头|[给为向]记者)?算[了过起]一笔账")
"""Behind a name: somebody of the place answers the visitor (…告诉他，) or tells what it comes to (…算了一笔账：)."""
OPENS_CLAUSE = re.compile("[,后时并还][他她]?\\Z")
"""What stands before a verb that opens a later clause of the same subject: …后|指出, ，|强调, 。他|强调."""
ASIDE = re.compile("一边[^,。]{1,16},?一边\\Z")
"""Before a verb of saying: what the person does meanwhile (“…”某某一边收网,一边|说)."""
QUOTE_ENDS = re.compile("[。,!?…]”\\Z")
QUOTE_FOLLOWS = re.compile("。“[^“”]{6,300}”(?:\n|\\Z)")
"""A paragraph that ends with what somebody says, without a name."""
PRESS = re.compile("发布会|通气会")
OPEN_REPORT = re.compile("[,:。说道“]|\\Z")
"""After 介绍: what is said follows. Else it is a report to the visitors (介绍了|相关情况)."""
STATING = ("说", "表示")
"""Verbs of a speech as well as of an answer to a reporter."""
SIGNS = {"调研弱": Sign.LOOKS, "参加弱": Sign.MEETS, "主持弱": Sign.CHAIRS, "出席弱": Sign.GRACES}
"""What the weak words of a role are signs of."""
SPEECH_REACH = 60
"""Characters before a name that may say where it spoke: 座谈会上，"""
QUOTE_REACH = 300
AUXILIARY = 8
"""Characters between a name and its verb: 还, 随后, 在讲话中, 进一步."""


def deeds(flat: FlatStory, mentions: list[Mention]) -> dict[str, tuple[Role, ...]]:
    """The roles of every official of a story. `mentions` are all people in order, others included, because a list of
    officials may hold a company's manager and still share one verb."""
    text = flat.text
    found: dict[str, Deeds] = {mention.name: Deeds() for mention in mentions if mention.is_office}
    listed: set[str] = set()
    listed_end = retold_until = -1
    groups = groups_of(text, mentions)
    for number, group in enumerate(groups):
        end = group.people[-1].end
        if text[listed_end : group.start] not in (";", ",", "、"):
            listed = _listed(text, group.people[0])
        listed_end = end
        done = Deeds(set(listed))
        is_public = any(mention.is_office for mention in group.people)
        if is_public and group.start >= retold_until and not _in_quote(text, group.people[0].name_start):
            done.add(_judged(text, groups, number))
        if RETOLD.match(group.predicate):
            retold_until = sentence_end(text, end)
        for mention in group.people:
            if mention.is_office:
                found[mention.name].add(done)
                found[mention.name].at_home |= _is_at_home(text, mention)
    return _resolved(found, PRESS.search(text) is not None)


def _resolved(found: dict[str, Deeds], press: bool) -> dict[str, tuple[Role, ...]]:
    for deed in found.values():
        deed.settle()
    touring = {name for name, deed in found.items() if deed.in_field}
    active = {name for name, deed in found.items() if deed.roles} | touring
    accompanied = any("陪同" in deed.roles for deed in found.values())
    return {
        name: deed.resolved(Surroundings(bool(touring - {name}), bool(active - {name}), accompanied, press))
        for name, deed in found.items()
    }


def _is_at_home(text: str, mention: Mention) -> bool:
    """Whether somebody's office is in a village or a neighbourhood, or makes him go where he works."""
    if mention.chain is None:
        return False
    start, end = mention.chain.start, mention.chain.end
    return (VILLAGERS.search(text, start, end) or ON_DUTY.search(text, start, end)) is not None


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


def _judged(text: str, groups: list[Group], number: int) -> Deeds:
    """What the people of a group do there."""
    group = groups[number]
    before, predicate = group.before, group.predicate
    is_asked = predicate.startswith(":“") or (predicate.startswith(":") and group.people[0].chain is None)
    if is_asked or ASKED.search(before):
        return Deeds({"受访"})
    if ATTENDING.search(before):
        return Deeds({"陪同"})
    if predicate == "参加" and number and _is_on_tour(text, groups[number - 1], group):
        return Deeds({"陪同"})
    if before.endswith("在") and (led := LED_BY.match(predicate)):
        return Deeds(strong_roles(led["deed"]) & FIELD_ROLES)
    quoted = _quoted(text, group) if len(group.people) == 1 and is_subject(group) else ""
    done = Deeds(signs={Sign.TELLS} if quoted == "。" else set())
    if group.leader is not None:
        leaders = groups[group.leader].predicate
        if strong_roles(leaders) & FIELD_ROLES or "调研弱" in hints(leaders):
            done.roles.add("陪同")
    elif is_subject(group) and ATTRIBUTE.match(predicate) is None:
        said = pattern("讲话弱").search(predicate)
        _note_deeds(text, group, said, done)
        if said is not None and not _is_cited(group):
            _note_speech(text, group, said, bool(quoted), done)
    return done


def _is_cited(group: Group) -> bool:
    """Whether it is a leader of the country with his office: a paper tells what he once said (习近平总书记指出)."""
    chain = group.people[0].chain
    return chain is not None and chain.offices[0].kind == "national"


def _is_on_tour(text: str, before: Group, group: Group) -> bool:
    """Whether the sentence says before a group that somebody tours: 县长某某到乡镇检查，|副县长某某参加."""
    return "。" not in text[before.start : group.start] and "调研" in strong_roles(before.predicate)


def _note_deeds(text: str, group: Group, said: re.Match[str] | None, done: Deeds) -> None:
    """Note what the predicate says before its verb of saying."""
    predicate = group.predicate
    if group.before.endswith("由") and LED_TEAM.match(predicate):
        done.roles.add("调研")
    if pattern("受访").search(predicate) or INTERVIEWED.search(predicate) or TOLD.match(predicate):
        done.roles.add("受访")
    if LEADS_TOUR.match(predicate) and TOURS.search(text, max(0, group.start - TOUR_REACH), group.start):
        done.roles.add("调研")
    if ON_MATTERS.match(predicate):
        done.roles.add("讲话")
    if TOURS.search(predicate):
        done.signs.add(Sign.TOURS)
    if JOINS_TOUR.match(predicate):
        done.signs.add(Sign.JOINS)
    if said is not None and GIVES.search(predicate, 0, said.start()):
        done.roles.add("讲话")
    own = THANKS.sub("", SPOKEN_OF.sub("", predicate[: said.start()]) if said else predicate)
    done.roles |= strong_roles(own)
    done.signs |= {SIGNS[hint] for hint in hints(own)}


def _quoted(text: str, group: Group) -> str:
    """The mark that ends words quoted beside a name, whatever the verb (“…。”|某某拉开抽屉); `""` where none are."""
    sentence = max(text.rfind(mark, max(0, group.start - SPEECH_REACH), group.start) for mark in "。\n”") + 1
    if QUOTE_ENDS.search(text, max(0, sentence - 2), sentence):
        opened = text.rfind("“", max(0, sentence - QUOTE_REACH), sentence)
        is_whole = opened == 0 or text[opened - 1 : opened] in ("。", "\n", "”")
        return text[sentence - 2] if is_whole else ""
    return "。" if QUOTE_FOLLOWS.match(text, sentence_end(text, group.people[0].end)) else ""


def _note_speech(text: str, group: Group, said: re.Match[str], quoted: bool, done: Deeds) -> None:
    """Note the verb of saying, which tells a role only together with where it is said: 指出, 表示, 介绍."""
    word, before = said.group(), group.predicate[: said.start()]
    is_near = len(before) <= AUXILIARY or ASIDE.match(before) is not None
    if not is_near and not OPENS_CLAUSE.search(before):
        return
    in_meeting = _in_meeting(text, group.start) or SPEECH_CUE.search(before) is not None
    in_meeting = in_meeting or (word not in STATING and _in_closing_meeting(text, group.start))
    if word == "介绍" and OPEN_REPORT.match(group.predicate, said.end()) is None:
        done.signs.add(Sign.REPORTS)
    elif word in lexicon().roles["受访弱"]:
        done.signs.add(Sign.TELLS)
        in_meeting = False
    else:
        done.signs.add(Sign.STATES if word in STATING else Sign.SPEAKS)
    if in_meeting:
        done.signs.add(Sign.SPEAKS_IN_MEETING)
    if quoted and is_near:
        done.signs.add(Sign.ANSWERS)


def _in_meeting(text: str, start: int) -> bool:
    """Whether the sentence says before a name that it is a meeting where the person speaks."""
    earliest = max(0, start - SPEECH_REACH)
    sentence = max(text.rfind(mark, earliest, start) for mark in "。\n") + 1 or earliest
    return SPEECH_CUE.search(text, sentence, start) is not None


def _in_closing_meeting(text: str, start: int) -> bool:
    """Whether the story told before of a meeting that closed a tour, and of no further stop since."""
    first = max(0, start - MEETING_REACH)
    at = max((match.end() for match in MEETING_BEFORE.finditer(text, first, start)), default=-1)
    return at >= 0 and "调研弱" not in hints(text[at:start])
