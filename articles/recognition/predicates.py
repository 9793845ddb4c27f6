"""What the words of one predicate say that somebody does: clear roles clause by clause, and weak hints."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import ROLE_NAMES, alternation, lexicon

NEW_SUBJECT = re.compile("(?:会议|大会|双方|全[市县区省]|各级|各县|希望各|要|一要|一是|活动中,|据悉|据了解|截至|目前)")
OTHERS_ACT = re.compile(
    "(?:负责人|责任人|负责同志|人员|成员|代表|干部|群众|职工|单位|部门|企业|公司|学校|师生|家长|嘉宾|队员|监督员|陪审员|村民|居民|市民|民警|专家|委员|党员"
    "|主任|书记|主席|组长|[局院所市县区镇乡村]长|[0-9余多]人|[局办委院厅部镇乡村县区市队]|街道|领导|同志)(?:等)?(?:分别|先后|也|均|都|依次|共同|陆续|应邀|在线|现场)?(?:作了?)?\\Z"
)
"""Before a verb: somebody else than the person named before does it (…, |各乡镇负责人|参加会议)."""
LED_TO = re.compile("在(?!线)|[到赴对向率带往为给由深走进入来下驻听陪]|(?:^|[并还后])[与和同]")
"""Words that make those others the object or the place: 到各乡镇|调研, 与企业负责人|座谈."""
LIST_GOES_ON = re.compile("(?:[^,]{0,20}(?:领导|同志|负责人|人员|代表|委员|干部|等))?")
"""Right behind a name: a list of others follows with whom the verb is shared."""
MEETING = re.compile("(?:会|会议|活动|仪式|培训班|典礼|论坛|招待会|晚会|联席会|学习|大会)(?:并|的|$)")
ATTRIBUTIVE_EVENT = re.compile("(?:看望|慰问|会见|接见|走访|拜会|接待|欢迎|感谢|组织|[为向对给])[^,]{0,12}\\Z")
"""Before 出席, 参加: it says of others that they attend (看望|出席会议的代表)."""
AND_THEN = re.compile("[并后]|随后|还")
REPORTED = re.compile("(?:通报|汇报|介绍|听取|传达|宣读|研究|部署|审议|解读|总结|反馈)[^,]{0,40}\\Z")
MATTERS = re.compile("[^,、]{0,10}(?:情况|工作|结果|问题|报告|方案|精神|名单|成效|进展|意见|建议)")
"""Between these two a verb is only what a report is about: 通报了|暗访|情况."""
ATTENDS_COMFORT = re.compile("陪同(?:走访)?慰问")
"""Comforts as well; who 陪同调研 only goes along."""
AND_ATTENDS = re.compile("陪同[^,。]{0,12}并(?:出席|讲话)")
COMFORTS = re.compile("参加了?(?:走访|看望)?慰问(?:活动)?\\Z")
"""Who takes part in comforting comforts."""
RECEIVED = re.compile("(?:会见|会晤|接待|欢迎)[^,]{0,12}\\Z")
"""Before 考察, 调研: guests do it (会见了来焦|考察的某某一行)."""
COURTESY = re.compile("看望了?[^,]{0,16}(?:一行|组|团)")
"""Calling on visitors comforts nobody."""
ACCOMPANIED = re.compile("(?:在|由)[^,。]{1,30}陪同下?|[陪随]同(?:检查|调研|考察|视察|督导|走访)?的")
"""Who is accompanied does not accompany, nor who speaks to those that do (叮嘱陪同检查的县长)."""
WATCHED = re.compile("(?:出席|参加|见证|主持|观看)[^,]{0,12}签约")
"""Being at a signing is no signing."""
NO_SPEECH = re.compile("重要\\Z|的\\Z")
HELD = re.compile("(?:发表|作)了?(?:重要|[^,。的]{0,12}的)\\Z")
"""Before 讲话 or 致辞: somebody holds it (发表了热情洋溢的|讲话)."""
SPOKEN_OF = re.compile("(?:^|,)[就对][^,。]{1,40}?[作做]出?了?[^,。]{0,8}(?:要求|部署|安排|动员|点评|说明|介绍)")
"""What somebody speaks about, and does not do: 就开展排查|作了安排."""
HINTS = ("调研弱", "参加弱", "主持弱", "出席弱")
FIELD_ROLES = frozenset({"调研", "慰问", "宣讲"})
NOT_WORK = "(?<!工(?=作))(?<!合(?=作))"
"""工作汇报 and 合作发言 hold no 作汇报, 作发言."""
SHORT_TAIL = 12
"""Characters before a verb in which 并 makes it a second deed."""
OPEN = {
    "出席弱": "宣布[^,。]{0,40}(?:开始|启动|开工|开幕|开赛)|传达了?(?!学习)[^,。]{0,30}精神",
    "陪同": "一同(?:观摩|[调检考走慰视督察查巡暗夜指看前活踏评])|一起[调检考慰视督巡]",
    "宣讲": "讲起?了?[^,。]{0,10}课(?![题程])|讲授[^,。]{0,16}课|作了?一[场次堂][^,。]{0,20}报告"
    "|讲[^,。]{1,8}党课|上[^,。]{1,10}课|作[^,。]{1,10}(?:辅导|宣讲|法治)报告"
    "|[为给][^,。]{0,10}(?:学生|群众|党员|干部|青年|师生|村民)[^,。]{0,6}(?:授课|作讲座|宣讲)",
    "讲话": "[作做]了?[^,。好]{1,6}动员(?!工作|会)"
    "|发表[^,。]{0,30}演讲|[作做](?!宣讲)[^,。]{1,12}(?:报告|发言|讲话|致辞|介绍|推介|通报)|[作做]了?说明"
    "|致[^,。]{1,6}(?:贺词|贺辞|祝词|祝辞|欢迎词|欢迎辞|答谢词|答谢辞)"
    "|(?<!采访时)谈了[^,。]{0,6}体会|[作做][^,。]{0,6}(?:部署|安排)",
    "慰问": "[为给向][^,。]{0,14}(?:困难|贫困|老人|老党员|低保|军属|退役|残疾|孤儿|留守|学生|考生|一线|工人|职工|官兵"
    "|医护|教师)[^,。]{0,14}送[去上来]|[为给与和][^,。]{0,16}老人们?[^,。]{0,10}(?:发放|包[粽饺]|过[^,。]{0,4}节)"
    "|送[到去来上]了?[^,。]{0,20}(?:助学金|慰问[金品]|救助金|捐款|棉[被衣]|面粉|大米|食用油|书包|鲜花)"
    "|[将把][^,。]{1,30}送到[^,。]{0,12}(?:残疾|老|困难|贫困|低保|孤)[^,。]{0,8}手[中里]|陪[^,。]{0,6}老人"
    "|(?:送去|送上|致以)[^,。]{0,12}(?:祝福|问候|慰问[品金]|温暖|关怀|清凉)",
}
"""Phrases with something between their words: 讲廉政党课, 送上节日的祝福."""
TAILS = {
    "讲话": "(?!精神|指示|批示|要求|的|和|稿|说|内容)",
    "调研": "(?!团|组|室|报告|站|员|整改|反馈|工作会|会|点|单|情况|结果|成果)",
    "主持": "(?!人|词)",
    "宣讲": "(?!团|员|会(?!议))",
    "慰问": "(?!品|金|信|团|演出)",
    "签约": "(?!落地|项目|率|额|客商|企业|单位|代表|嘉宾)",
    "讲话弱": "(?!(?<=说)[明法服]|(?<=表示)(?:亲切|诚挚|衷心|热烈|崇高|深切|由衷)?的?"
    "(?:慰问|感谢|欢迎|祝贺|敬意|肯定|赞赏|满意|问候|悼念|认可))",
    "参加弱": "(?!会|发言|经验|(?<=一起)(?:[,。]|[^,。]{0,24}(?:案|纠纷|争议|事故|事件)))",
    "调研弱": "(?!(?<=指导)(?:机手|农户|农民|群众|村民|果农|菜农|学生|养殖户|种植户|社员|工人)"
    "|会场|交流|探讨|学习|贯彻|推进|研究|分析|讨论|沟通|人心|实施|意见"
    "|[^,。]{0,20}(?:开展|举行|举办|宣传|发放))",
    "主持弱": "[^,。]{0,40}会(?!场)",
}


def strong_roles(predicate: str) -> set[str]:
    """The roles that a predicate states.

    >>> sorted(strong_roles("主持会议并讲话")), sorted(strong_roles("参加走访慰问"))
    (['主持', '讲话'], ['参加', '慰问'])
    >>> strong_roles("出席,各乡镇负责人参加会议")
    {'出席'}
    """
    roles: set[str] = set()
    clauses = ACCOMPANIED.sub("", predicate).split(",")
    is_list = LIST_GOES_ON.fullmatch(clauses[0]) is not None
    for number, clause in enumerate(clauses):
        if number and NEW_SUBJECT.match(clause):
            break
        found = _clause_roles(clause)
        if number and not is_list and any(_is_others(clause, match) for match in found.values()):
            break
        roles |= set(found)
    return roles


def hints(predicate: str) -> list[str]:
    """The roles for which a predicate has weak words, which count where nothing clearer is said.

    >>> hints("来到工地,与工人交谈")
    ['调研弱']
    """
    if any_of(HINTS).search(predicate) is None:
        return []
    predicate = SPOKEN_OF.sub("", predicate)
    return [name for name in HINTS if pattern(name).search(predicate)]


def _is_others(clause: str, match: re.Match[str]) -> bool:
    """Whether a clause has a subject of its own before its verb."""
    before = clause[: match.start()]
    return OTHERS_ACT.search(before) is not None and LED_TO.search(before) is None


def _clause_roles(clause: str) -> dict[str, re.Match[str]]:
    if any_of(ROLE_NAMES).search(clause) is None:
        return {}
    found = {role: match for role in ROLE_NAMES if (match := pattern(role).search(clause))}
    if "陪同" in found:
        return {
            role: match
            for role, match in found.items()
            if role == "陪同"
            or ATTENDS_COMFORT.search(clause)
            or (role in ("出席", "讲话") and AND_ATTENDS.search(clause))
        }
    found = {role: match for role, match in found.items() if _is_done(clause, role, match)}
    leads = [found[role].start() for role in ("主持", "列席", "出席", "参加") if role in found]
    if leads:
        found = _beside_meeting(clause, found, min(leads))
    if "慰问" in found and "调研" in found and clause[found["调研"].start() : found["慰问"].end()].startswith("走访"):
        del found["调研"]
    return found


def _beside_meeting(clause: str, found: dict[str, re.Match[str]], lead: int) -> dict[str, re.Match[str]]:
    """What else a clause says that tells of taking part: what the meeting is about is no deed of its own."""
    kept = {"主持", "讲话", "签约", "出席", "列席"} | ({"参加"} if "出席" not in found else set())
    if COMFORTS.search(clause, lead):
        kept.add("慰问")
    if MEETING.search(clause, lead) is None and "主持" not in found:
        kept |= FIELD_ROLES - ({"调研"} if "参加" in found else set())  # 参加调研: the tour is another's
    return {
        role: match
        for role, match in found.items()
        if role in kept
        or match.start() < lead
        or (role in FIELD_ROLES and AND_THEN.search(clause, max(lead, match.start() - SHORT_TAIL), match.start()))
    }


def _is_done(clause: str, role: str, match: re.Match[str]) -> bool:
    """Whether a word for a role is the person's own deed there, not what a speech, a report or a guest is about."""
    before = clause[: match.start()]
    if role == "讲话":
        return NO_SPEECH.search(before) is None or HELD.search(before) is not None
    if role in ("出席", "参加", "列席"):
        return not before.endswith("为") and not (ATTRIBUTIVE_EVENT.search(before) and "的" in clause[match.end() :])
    if role == "调研" and before.endswith(("对照", "自我", "个人")):
        return False
    if role == "调研" and RECEIVED.search(before):
        return "的" not in clause[match.end() :]
    if role == "慰问" and COURTESY.match(clause, match.start()):
        return False
    if role == "签约" and WATCHED.search(clause):
        return False
    return not (REPORTED.search(before) and MATTERS.match(clause, match.end()))


@cache
def any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Finds nothing where no pattern of these does: most clauses tell no role."""
    return re.compile("|".join(pattern(name).pattern for name in names))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The words of a role, or its weak words (`调研弱`), that are not part of other words."""
    strong = NOT_WORK if name in ROLE_NAMES else ""
    words = strong + alternation(lexicon().roles[name]) + TAILS.get(name, "")
    return re.compile(f"{OPEN[name]}|{words}" if name in OPEN else words)
