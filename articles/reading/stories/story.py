"""What a page is made of before headings are given out: stories, the gaps of headings between them, and furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.reading.lines import anchors, credits
from articles.reading.lines.lists import TIMED
from articles.reading.paragraphs.captions import CAPTION_MAX
from articles.reading.paragraphs.manner import WIDEST_COLUMN
from articles.reading.paragraphs.units import LABELLED, PASSED, Unit
from articles.reading.readings import ArticleKind, LineRange

COLUMN_LINES = 3
CAPTION_PARAGRAPHS = 3
"""Paragraphs under one photo at most."""
NARROW, NARROW_LINES = 10.0, 3
"""Ems, and lines: text is set so narrow beside a picture."""
MEANWHILE = re.compile("连日来|近年来|今年以来|随着")
"""How a caption opens, too; elsewhere, how any text does."""
NOTICE = re.compile(
    r"举报(?:电话|方式|信箱|邮箱)|值班电话|热线电话|联系电话|咨询电话|监督电话|服务电话|(?:监督|服务|举报|新闻|读者|专家|咨询|维权)热线|(?:警方|温馨|友情|安全)提示|公告|公示|启事|通告|声明|启示|遗失|讣告|招聘|招募|征集(?:令|$|[^，。]{0,6}(?:线索|稿件|意见|作品)$)|告知书|一封信|贺信|感谢信|表扬信|慰问信|倡议书|通知$|注销|更正|勘误|任免名单|拍卖|招标|停电|停水|订阅|天气预报|今日天气|天气(?:提示|与生活)|日程$|开通[^，。]{0,8}热线"
)
"""Words of a notice's heading, or of its first lines."""

TIP = re.compile("(?:警方|温馨|友情|安全|消费|健康|特别)提(?:示|醒)[：:]")
"""How a notice opens, whatever stands above it."""
OPENING = 4
"""Paragraphs that tell what a story is."""
LIST = re.compile(r"名单(?:[（(][^（()）]{4,80}[)）])?$")
TO_RING = re.compile(r"[\u4e00-\u9fff]{0,8}(?:报名|咨询|联系|服务|预约|订票)(?:电话|热线)[:：]")
TO_RING_MAX = 40
TO_SEND = re.compile("(?:报名|征集|投稿|截止|申报)(?:时间|日期|邮箱|方式|地点)[:：]")
"""How the last line begins of what calls for something to be sent in."""
LEAD = 120
"""Characters within which it says so."""
LABELS, NOTICE_PARAGRAPHS = 2, 2
"""Lines that say when or where, which make a notice, and paragraphs of one that ends with whom to ring."""
ANNOUNCES = re.compile(r"定于\d{1,2}月\d{1,2}日[^。]{0,60}(?:举办|举行|开展|实施)")
"""How text without a dateline opens that calls its readers to something."""
OUR_LINE = re.compile("请[^。]{0,6}(?:拨打|致电)本报")
"""What a paper says of itself."""


@dataclass(slots=True)
class Story:
    """One story while it is put together: its units in order and what was found out about it; `resumed` is the story
    that it interrupts, whose rest stands below it."""

    units: list[Unit] = field(default_factory=list)
    headings: list[Unit] = field(default_factory=list)
    banners: list[Unit] = field(default_factory=list)
    anchored: bool = False
    led: bool = False
    dateline: str = ""
    jump_from: str = ""
    continuation: bool = False
    photo: bool = False
    ended: bool = False
    resumed: Story | None = None
    duplicates: list[LineRange] = field(default_factory=list)
    doubts: list[tuple[str, str, float]] = field(default_factory=list)

    @property
    def opening(self) -> str:
        """The text that it begins with: unlike all its text, asked of each paragraph in time that does not grow."""
        return "".join([unit.text for unit in self.units[:OPENING]])

    @property
    def text(self) -> str:
        return "".join([line.text for unit in self.units for line in unit.lines])

    @property
    def column(self) -> float | None:
        """The width of the column it is set in; None where some of its lines are whole paragraphs."""
        if any(line.width > WIDEST_COLUMN for unit in self.units for line in unit.lines):
            return None
        widths = sorted(line.width for unit in self.units for line in unit.lines[:-1])
        return widths[len(widths) // 2] if len(widths) >= COLUMN_LINES else None

    @property
    def bylines_only(self) -> bool:
        return bool(self.units) and self.units[0].shape == self.units[-1].shape == "byline"

    @property
    def looks_captioned(self) -> bool:
        """Whether the story is what is printed under a photo, with or without a credit."""
        text = self.text
        if self.anchored or len(text) > CAPTION_MAX or len(self.units) > CAPTION_PARAGRAPHS or "℃" in text:
            return False
        if TIMED.match(text):
            return False
        if is_narrow(self.units) and MEANWHILE.match(text):
            return True
        return bool(anchors.CAPTION.match(text) or anchors.PICTURED.search(text))


@dataclass(slots=True)
class Gap:
    """Heading units that stand between two stories."""

    units: list[Unit]


Item = Story | Gap | Unit
"""A story, the headings between two stories, or a unit of furniture, in the order of the dump."""


def is_narrow(units: Sequence[Unit]) -> bool:
    """Whether text is set as narrow as beside a picture."""
    widths = [line.width for unit in units for line in unit.lines]
    return len(widths) >= NARROW_LINES and max(widths) <= NARROW


def kind_of(story: Story) -> ArticleKind:
    """News, photo, notice or jump."""
    if story.jump_from or (story.continuation and not story.headings):
        return "jump"
    if story.photo or (not story.headings and story.looks_captioned):
        return "photo"
    return "notice" if _is_notice(story) else "news"


def _is_notice(story: Story) -> bool:
    """Whether a text without a dateline or a writer is headed as notices are, or is one paragraph that ends with whom
    to ring."""
    heading, last = "".join(unit.text for unit in story.headings), story.units[-1]
    if LIST.search(heading) and (PASSED.fullmatch(story.units[0].text) or PASSED.search(heading) or _lists(story)):
        return True
    if story.anchored or last.shape == "signoff" or credits.signers(last.tail):
        return False
    if NOTICE.search(heading or story.text[:40]) or TIP.match(story.text):
        return True
    if (
        ANNOUNCES.search(story.text[:LEAD])
        or sum(LABELLED.match(unit.text) is not None for unit in story.units) >= LABELS
    ):
        return True
    body = [unit for unit in story.units if not (TO_RING.match(unit.text) or TO_SEND.match(unit.text))]
    if not 1 <= len(body) <= NOTICE_PARAGRAPHS or not all(unit.is_plain for unit in body):
        return False
    return TO_RING.search(story.text[-TO_RING_MAX:]) is not None or OUR_LINE.search(story.text) is not None


def _lists(story: Story) -> bool:
    """Whether most of a story are rows of a list."""
    return 2 * sum(unit.listed for unit in story.units) > len(story.units)


def join_caption(story: Story) -> None:
    """Make the sentences under a photo the one paragraph that a caption is, where no blank line parts them."""
    joined: list[Unit] = []
    for unit in story.units:
        if joined and unit.is_plain and joined[-1].is_plain and not unit.lines[0].blanks:
            joined[-1] = Unit(joined[-1].lines + unit.lines)
        else:
            joined.append(unit)
    story.units = joined
