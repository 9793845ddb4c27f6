"""The runs of lines that a dump is made of once its hard wraps are undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import add

from articles.reading.lines import anchors, letters
from articles.reading.lines.anchors import Anchor
from articles.reading.lines.line import Line
from articles.reading.lines.names import lists_names
from articles.reading.lines.tables import is_row
from articles.reading.readings import FurnitureKind

HEADING_LINES = 5
NEVER_IN_HEADINGS = frozenset("。；;")
DASHES = ("——", "--", "—", "──")
"""How a 副题 begins."""
SAYS = ("强调", "指出", "要求", "提出", "表示", "认为", "时说")
"""A heading line that ends so leads to what was said, the 主标题: it is the 引题."""
LEADS_ON = re.compile(
    r"(?:如下|以下|下列|做好准备|予以公[示布]|[任职]前公示)[^。]{0,24}(?:[（(][^（）()]{2,30}[）)])?[:：]$"
)
BULLETS = "●○◆◇★☆■□◎▲△▶►"
"""What begins each of several items under one headline."""
TELEPHONE = re.compile(
    r"(?:(?:电话|热线)[:：]\d{3,5}$|[:：][（(]?\d[\d）)\-－—×]{6,24}(?:、\d{7,8})?)(?:$|[\u4e00-\u9fff]{2,6}[:：]\d|(?:联系人|联系地址|地址|邮箱|电子邮箱)[:：])"
)
"""Somebody's number: a line of a notice."""
SPOKEN = re.compile(r"[（(](?:19|20)\d{2}年\d{1,2}月\d{1,2}日[）)]")
"""The day of a speech, under the name of who gave it."""
PASSED = re.compile(r"[（(](?:19|20)\d{2}年.{4,80}(?:通过|公布|批准|修订|修正)[）)]")
"""By whom and when a decision was passed, under its title."""
APPOINTS = re.compile(r"[^。；]{0,50}(?:任命|免去|撤销|补选|选举|接受)[\u4e00-\u9fff]{0,10}[：:]")
"""What the persons listed below are: a line of a list of appointments."""
CLOSES = re.compile(r"特此(?:公告|通告|通知|公示|声明|启事|讣告|说明|告知|鸣谢|致谢)")
"""The last words of a notice."""
SORTED = re.compile(r"[（(][^（()）]{0,12}(?:姓氏笔[画划]|排名不分先后|姓氏拼音)[^（()）]{0,12}[）)]$")
"""In which order the persons listed below stand."""
APPENDED = re.compile("附表?[:：]|.{0,12}[（(][^（()）]{2,20}[）)]、.{2,200}[（(][^（()）]{2,20}[）)]$")
"""What is appended to a story, or lists persons, each with the school or office in brackets."""
TIME_FIRST = re.compile(r"(?:(?:今年|去年|近年|连日)以?来|日前|昨日|目前|眼下|据悉|据了解|随后)[，,]")
"""How sentences begin, and no heading."""
NARRATES = re.compile("先后(?:来到|深入|走进|前往|赶赴|赴|参观|察看|查看|到)")
DID = re.compile("(?:总结|分析|听取|审议|研究|讨论|介绍|回顾|部署|通报|传达|参观|察看|查看|检查|走访|看望|观看)了")
"""What texts say that somebody did before they say with what."""
OPENS_TEXT = re.compile(
    r"(?:[\u4e00-\u9fff]{0,3}(?:座谈|调研|会谈|交谈|考察|检查|察看|查看|走访|慰问|采访|活动|督导|督查|视察|观摩)(?:会上|现场|期间|中|时|后)"
    r"|会上|其间|期间)[，,]"
    r"|(?:[他她]们?|会议|[双与]方|与会)[\u4e00-\u9fff]{0,4}(?:表示|强调|指出|说|要求|介绍|认为|听取|传达|通报|审议)"
)
"""How texts go on telling of a visit or a meeting, and no heading begins."""
LABELLED = re.compile(
    "[\u4e00-\u9fff]{0,4}(?:时间|地点|范围|区域|原因|方式|地址|对象|条件|内容|电话|热线|邮箱|联系人)[:：]"
)
"""How a line of a notice begins, and the head of an interview; no heading does."""
DOCUMENT = re.compile(r"[\u4e00-\u9fff]{2,14}[〔\[（(](?:19|20)\d{2}[〕\]）)]第?\d{1,5}号")
"""The number of a notice, under its title."""
LEADS_ON_MAX = 60
"""What leads on to a list is text."""
LEAST_COPY = 16
"""Characters with which no text begins that a headline above it has, too: one of the two is a copy."""
LONG_COPY = 30
"""Characters of a copy of what stands right above it; a headline may repeat so many words of its story, not more."""
HEADING_EM = 64.0
"""No heading is longer, its lines taken together."""
COMMAS_EM = 40.0
"""Nor one of several clauses than this."""
TAIL_LINES = 3
"""A name in brackets, a jump or a credit is never wrapped over more lines."""


@dataclass(slots=True)
class Unit:
    """A run of lines printed as one: a paragraph, a heading line, or a line of furniture.

    `shape` is text, heading, crosshead, byline, signoff, credit, furniture or duplicate; `label` the dateline or jump
    origin that its `anchor` prints. `cut` says that the dump lost the rest of it, `cut_before` that it goes on in
    mid-sentence; `original` is the unit that a duplicate repeats, `copies` are lines printed twice in a row;
    `vertical` a heading printed downwards, whose lines are one; `again` one whose first line stands right above, too;
    `listed` a row of a table or of a list of persons.
    """

    lines: list[Line]
    shape: str = "text"
    anchor: Anchor = ""
    label: str = ""
    furniture: FurnitureKind | None = None
    doubts: list[str] = field(default_factory=list)
    cut: bool = False
    cut_before: bool = False
    original: Unit | None = None
    copies: list[Line] = field(default_factory=list)
    vertical: bool = False
    again: bool = False
    listed: bool = False

    @property
    def text(self) -> str:
        return self.lines[0].text if len(self.lines) == 1 else "".join([line.text for line in self.lines])

    @property
    def printed(self) -> list[Unit]:
        """A heading's lines as units of their own; one printed downwards is a single line."""
        return [self] if self.vertical else [Unit([line], "heading") for line in self.lines]

    @property
    def is_plain(self) -> bool:
        """Whether it is text that opens nothing."""
        return self.shape == "text" and not self.anchor

    @property
    def tail(self) -> str:
        """The end of its text with the white space that parts names and a newline where a line ends."""
        return "\n".join([line.printed for line in self.lines[-TAIL_LINES:]])[-80:]

    @property
    def ends_story(self) -> bool:
        last = self.lines[-1].text[-1]
        return (last in "）)】]" or last.isdigit()) and anchors.ends_story(self.tail)

    @property
    def open_ended(self) -> bool:
        """Whether it ends in mid-sentence."""
        return not (self.listed or self.lines[-1].stops or self.lines[-1].pauses or self.ends_story)


def reads_like_heading(unit: Unit, below: Sequence[Unit] = ()) -> bool:
    """Whether a text unit is a heading: short, without a full stop, and not cut off by the dump; `below` are the next
    two units, in which the second copy of what was cut off may begin."""
    following = below[0] if below else None
    if unit.anchor or len(unit.lines) > HEADING_LINES or (unit.lines[-1].stops and not _asks(unit, following)):
        return False
    text, width = unit.text, sum(line.width for line in unit.lines)
    commas = text.count("，") + text.count(",")
    if width > HEADING_EM or commas > 3 or (commas > 1 and width > COMMAS_EM):
        return False
    last = text[-1:]
    if (last in ":：" and LEADS_ON.search(text[-LEADS_ON_MAX:])) or (
        last in "）)" and (PASSED.fullmatch(text) or SPOKEN.fullmatch(text))
    ):
        return False
    if letters.SALUTATION.search(text) or TELEPHONE.search(text) or APPOINTS.fullmatch(text) or SORTED.search(text):
        return False
    if (
        TIME_FIRST.match(text)
        or narrates(text)
        or DOCUMENT.fullmatch(text)
        or CLOSES.fullmatch(text)
        or LABELLED.match(text)
        or APPENDED.match(text)
        or all(is_row(line.raw) for line in unit.lines)
    ):
        return False
    if len(text) < 2 or last in "，,、" or not NEVER_IN_HEADINGS.isdisjoint(text):
        return False
    if lists_names(unit.lines[-1].raw):
        return False
    if (unit.again and len(text) >= LONG_COPY) or (
        len(text) >= LEAST_COPY and any(other.text.startswith(text) for other in below)
    ):
        return False
    return not unit.ends_story and (following is None or following.shape != "credit")


def narrates(text: str) -> bool:
    """Whether words tell of a tour, go on with a visit or a meeting, or stop at what somebody did, as texts do and no
    heading does.

    >>> narrates("李四先后来到石桥镇"), narrates("座谈中，李四听取"), narrates("会议听取了"), narrates("村里通水了")
    (True, True, True, False)
    """
    return (
        OPENS_TEXT.match(text) is not None
        or ("先后" in text and NARRATES.search(text) is not None)
        or (text[-1] == "了" and DID.fullmatch(text[-3:]) is not None)
    )


def _asks(unit: Unit, following: Unit | None) -> bool:
    """Whether a line that asks or calls out stands above a 副题 or, not indented, above what is: no text does."""
    if len(unit.lines) > 1 or unit.text[-1] not in "？?！!" or following is None:
        return False
    return following.text.startswith(DASHES) or (following.lines[0].indent and not unit.lines[0].indent)


def bigrams(text: str) -> Counter[str]:
    """How often each pair of characters stands together."""
    return Counter(map(add, text, text[1:]))
