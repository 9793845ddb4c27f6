"""One office of a title, and whether it is a public one: what its body says, and what stands before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lexicon import lexicon
from .places import Hit, is_han

TEACHING_OR_HEALING = re.compile("(?:医院|学校|中学|小学|高中|学院|大学|卫生院|保健院)\\Z")
SCHOOL = ("校", "学院", "大学", "医院", "中学", "小学", "院")
MEMBERSHIP = ("党组", "班子", "两委", "委", "党委", "党工委", "纪委", "支部", "总支", "常委会", "委员会", "中心组")
"""Bodies whose 委员 and 成员 hold an office; members of a 政协 are deputies."""
CHIEFS = ("书记", "院长", "校长", "馆长", "场长", "林长", "台长", "主任", "所长")
"""Who counts as an official of a hospital, a school or another public institution: its head, not its staff."""
SPEAKS_FOR_ITSELF = (
    "主席",
    "大会",
    "执行主席",
    "常务主席",
    "常委会",
    "四大",
    "四套",
    "四个",
    "五大",
    "五套",
    "法检",
    "两院",
    "党政",
    "厅级",
    "市级",
    "区级",
    "县级",
    "处级",
    "厅领导",
    "局领导",
)
"""Collective labels that are public without a place."""
OPENING_ROSTER = re.compile("(?:出席|参加|列席|到会|就座|就坐|陪同)[^。,;\n]{0,16}的\\Z")
ROSTER_REACH = 22
"""Before 领导: 出席开幕式的|领导有:…."""
NAMED_AFTER_PLACES = ("法庭", "派出所", "司法所", "税务所", "财政所", "中队")
"""Bodies whose own name may end like a company's, for it is a place's: 张店|法庭."""
WORKERS_BODIES = frozenset({"工会", "妇联", "团委", "科协", "机关", "支部"})
"""Bodies that companies have too."""
COMPANYS_OFFICE = re.compile("(?:公司|集团|企业|银行|厂)驻[\u4e00-\u9fff]{1,6}\\Z")
"""Before or around 办事处: a company's, though public ones are called so too."""
SWORN_BODIES = ("公安局", "分局", "公安厅", "派出所", "大队", "支队", "总队", "法院", "法庭", "检察院")
"""Whose 民警, 法官 and 检察官 hold an office."""
COURT_REACH = 600
"""How far before 该院 the court may stand that it means."""
BODIES_BEFORE = {
    "所长": re.compile("(?:派出|司法|财政|税务|国土|国土资源|自然资源|市场监管|工商)所"),
    "队长": re.compile("(?:公安|警|消防|执法|稽查|监察)[^,。;\n]{0,12}[支大中]队"),
    "院长": re.compile("(?:法|检察)院(?![^\n]{0,300}(?:医|学|生|究|校|老|利)院)"),
}
"""Stations, units and courts that a story names before it calls their head by the bare title."""
TO = "到在由向请"
"""Single characters before a bare title: 送到|所长某某手里."""
BODY_REACH = 300
NEEDED = {
    ("校长",): ("党校", "行政学院"),
    ("院长", "庭长"): ("法院", "检察院", "中院", "庭", "党校", "行政学院"),
    ("社长",): ("报社", "供销"),
}
"""Heads that are public only with these bodies; a school's or hospital's are institutions and judged before."""


@dataclass(frozen=True, slots=True)
class Office:
    """One office of a title. `place` is the place printed in it (the one nearest to the head), `generic` the word
    (市, 区, 镇 …) that stands for a place the story knows, `""` where neither is printed. `kind` is the section of
    `offices` that the head comes from, `none` where the title is no public office."""

    start: int
    end: int
    head: str
    kind: str
    place: Hit | None
    generic: str
    confidence: float = 1.0
    is_central: bool = False
    is_companys: bool = False


@dataclass(slots=True)
class Reading:
    """What was read so far of one title, from its head to the left."""

    position: int
    place: Hit | None = None
    generic: str = ""
    bodies: tuple[str, ...] = ()
    institution: bool = False
    anchored: bool = False


def standing(text: str, reading: Reading, start: int, head: str, kind: str) -> float:
    """How sure it is that the title, whose head begins at `start`, is a public office: 0 where it is none."""
    before = text[max(0, reading.position - 12) : reading.position]
    words = lexicon()
    if before.endswith(SCHOOL) and not before.endswith("该院") and not reading.anchored:
        return 0
    if is_companys(text, reading, start):
        return 0
    if before.endswith(words.historical):
        return 0
    if kind == "roster":
        is_whose = reading.anchored or reading.bodies or head.startswith(SPEAKS_FOR_ITSELF)
        return 1 if is_whose or OPENING_ROSTER.search(text, max(0, start - ROSTER_REACH), start) else 0
    if reading.institution:
        is_staffs = reading.bodies[0] in WORKERS_BODIES
        return 0.7 if head.endswith(CHIEFS) and reading.anchored and not is_staffs else 0
    if kind == "sworn":
        return 0.8 if reading.anchored and any(body.endswith(SWORN_BODIES) for body in reading.bodies) else 0
    if kind in ("national", "certain", "village") or _is_courts_own(text, reading, head):
        return 1
    return _bodied(reading, head) if reading.bodies else _of_body_before(text, reading, head)


def is_companys(text: str, reading: Reading, start: int) -> bool:
    """Whether a company or society owns the title, whose head begins at `start`."""
    before, whole = text[max(0, reading.position - 12) : reading.position], text[max(0, reading.position - 12) : start]
    words = lexicon()
    if "驻" in whole and (COMPANYS_OFFICE.search(before) or COMPANYS_OFFICE.search(whole)):
        return True
    local = bool(reading.bodies) and reading.bodies[0].endswith(NAMED_AFTER_PLACES)
    owners = (before, whole) if local else (before, whole, *reading.bodies)
    return any(owner.endswith(words.companies) and not owner.endswith(words.exempt) for owner in owners)


def _bodied(reading: Reading, head: str) -> float:
    """Whether a head that needs a public body (主任, 院长) has one that fits."""
    whole = "".join(reading.bodies)
    needed = next((bodies for ends, bodies in NEEDED.items() if head.endswith(ends)), None)
    if needed is not None and not any(body in whole for body in needed):
        return 0
    if head in ("委员", "成员") and (not reading.bodies[0].endswith(MEMBERSHIP) or "政协" in whole):
        return 0
    if not reading.anchored and set(reading.bodies) <= WORKERS_BODIES:
        return 0
    if head.endswith("负责人"):
        return 0.75
    return 1 if reading.anchored or len(reading.bodies) > 1 or len(reading.bodies[0]) > 1 else 0.8


def _of_body_before(text: str, reading: Reading, head: str) -> float:
    """Whether a head without a body is that of the station or unit that the story named before: 派出所接警后，所长…"""
    body = next((bodies for ends, bodies in BODIES_BEFORE.items() if head.endswith(ends)), None)
    before = text[max(0, reading.position - 1) : reading.position]
    if body is None or (is_han(before) and before not in TO):
        return 0
    return 0.7 if body.search(text, max(0, reading.position - BODY_REACH), reading.position) else 0


def _is_courts_own(text: str, reading: Reading, head: str) -> bool:
    """Whether a title is that of 该院, and the story last spoke of a court or a procuratorate: 该院|副院长."""
    if not head.endswith(CHIEFS) or reading.bodies or not text.endswith("该院", 0, reading.position):
        return False
    start, end = max(0, reading.position - COURT_REACH), reading.position - 2
    court = max(text.rfind(word, start, end) for word in ("法院", "检察院"))
    return court > max(text.rfind(word, start, end) for word in ("医院", "学院", "卫生院", "研究院", "学校"))
