"""Days that stories report as past, with where and how they are named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from articles.reading.days.lunar import LunarDay, day_beside
from articles.reading.lines.word_lists import words
from articles.text.dates import WEEKDAYS, DateMention, find_dates

WEEKDAY = re.compile(r"[（(]?(?:[，,]?(?:正?[是为值逢]|[适恰]逢)?星期|[是为]?周)([一二三四五六日天])")
"""Behind a day: （星期一）, 是星期天."""
WEEKDAY_BEFORE = re.compile(r"(?:星期|周)([一二三四五六日天])[（(]$")
FUTURE_BEFORE = re.compile(
    r"(?:将于?|将在|拟于?|定于|计划于?|预计|截至到?明|力争|确保|争取|(?<!截)[到至]|截止(?:时间|日期)?[为是]?)[在于到]?$"
    r"|(?:明[日天]|后天)[是为]?[（(，]?$|[本下](?:周|星期)[一二三四五六日天][（(]$|(?:时间|期限|日期)[为是]?[:：]?$|公示(?:如下)?[（(]$"
    r"|(?:获悉|了解到|发布消息|发布通知)[，,:：][^。；]{0,24}$"
    r"|(?:即日起|报名)[^。；]{0,20}$"
    r"|将(?:推出|举行|举办|开展|开放|组织|安排|迎来)[^。；]{0,30}$"
)
FUTURE_AFTER = re.compile(
    r"(?:[（(](?:星期|周).[)）])?\d{1,2}(?:时|:\d\d)[^，。]{0,4}[至到—-]"  # a notice's hours: 9月14日8时至20时停水
    r"|[（(][本下](?:周|星期)"
    r"|[至到]\d{1,2}(?:月\d{1,2})?日[^。；]{0,40}(?:临时|停运|停水|停电|封闭|绕行|报名|改道)"
    r"|(?:起|前|之前|以前|底前|止|截止|开始报名|将)(?:施行|实施|执行|正式|，|。|完成|$)?"
    r"|是[^。，；]{1,16}[日节气年][^；]{0,60}?(?:将|昨[日天]|\d月\d{1,2}日)"  # what day it is, before the news begins
    r"|恢复(?:正常)?(?:出版|上班|办公|上课|营业|开放|通行|通车|运营|供水|供电|供气)(?!了)"
    r"|“[^，。”]{1,12}[日节]”当[天日]"  # a plan more often than not
    r"|[^，。；]{0,8}以来"  # 6月20日集训以来: begun then, and going on
    r"|[^。；]{0,18}?将(?:在|于|会|有|陆续|继续|举行|举办|召开|开展|开始|迎来|出现|正式|全面|启动)"
)
SPAN = re.compile(r"[至到—-]\d")
"""Behind the first day of a span."""
OFFERED = re.compile(r"[^。；]{4,40}(?:报名|领取|购买|申请|办理|递交|提交|竞买|登记|咨询|异议|反映|公示)")
"""Behind it: what a notice asks for in the span (9月18日至9月20日到某处领取…)."""
BEGINS = re.compile(r"(?:[零\d]{1,2}时(?:\d{1,2}分)?)?(?:开始|起|启动)|[^，。；]{1,6}起[，,]")
"""Behind a day from which something goes on: it may lie on either side of the issue's."""
AHEAD = 64
"""Characters behind a day within which its sentence says that it lies ahead."""
BEFORE = 36
"""Characters before a day in which its sentence says so."""
LAST_MONTHS, FIRST_MONTHS = {11, 12}, {1, 2}
OPENING = ("", "）", ")", "讯", "电")
"""What stands before the day with which news begin: 本报讯（记者张三）|3月8日."""
YESTERDAY = re.compile("昨[日天]")
LEAD = 70
"""Characters. The day of the event stands in a story's first clauses."""


@dataclass(frozen=True)
class Lead:
    """The beginning of one story, and the source line it begins on."""

    text: str
    line: int

    @cached_property
    def mentions(self) -> tuple[DateMention, ...]:
        """The dates that it names: looked for once, because days, years and the day of print are each asked of them."""
        return find_dates(self.text)


@dataclass(frozen=True, slots=True)
class Event:
    """One day named in the text as past: which story names it, whether at its beginning, the words quoted, and the day
    of the week and of the lunar calendar that are printed beside it; `opens` where the news begin with it. `ahead`: the
    day is a plan's, and tells the year by what is printed beside it."""

    mention: DateMention
    line: int
    lead: bool
    quote: str
    weekday: int | None = None
    lunar: LunarDay | None = None
    opens: bool = False
    ahead: bool = False


def events_in(lead: Lead, is_lead: bool) -> list[Event]:
    """The days that a text names; of those that lie ahead, the ones with a day of the week or the moon beside them."""
    text, events = lead.text, []
    for mention in lead.mentions:
        before, after = text[max(0, mention.start - BEFORE) : mention.start], text[mention.end : mention.end + AHEAD]
        is_span = SPAN.match(after) and (before.endswith("自") or OFFERED.match(after))
        begins = before.endswith(("自", "从")) and BEGINS.match(after)
        if is_span or begins:
            continue
        ahead = bool(FUTURE_BEFORE.search(before) or FUTURE_AFTER.match(after))
        if mention.kind in ("day", "bare_day"):
            weekday = WEEKDAY.match(after) or WEEKDAY_BEFORE.search(before)
            quote = text[max(0, mention.start - 4) : mention.end + 16]
            number = WEEKDAYS[weekday.group(1)] if weekday else None
            lunar = day_beside(text, mention.start, mention.end)
            if ahead and number is None and lunar is None:
                continue
            leads = is_lead and mention.start < LEAD
            opens = is_lead and before[-1:] in OPENING
            events.append(Event(mention, lead.line, leads, quote, number, lunar, opens, ahead))
    return events + list(_marked_in(lead, is_lead))


def _marked_in(lead: Lead, is_lead: bool) -> Iterator[Event]:
    """The days that a text names by what is marked on them every year: 昨日是第41个世界环境日."""
    text = lead.text
    for yesterday in YESTERDAY.finditer(text):
        if marked := marked_day(text, yesterday.end()):
            (month, day), words_of_it = marked
            mention = DateMention(yesterday.start(), yesterday.end(), month=month, day=day)
            yield Event(mention, lead.line, is_lead and yesterday.start() < LEAD, yesterday.group() + words_of_it)


def marked_day(text: str, start: int) -> tuple[tuple[int, int], str] | None:
    """Month and day of what the text says there to be marked every year, with its words; None where it says nothing.

    >>> marked_day("今日是第40个教师节", 2)
    ((9, 10), '是第40个教师节')
    """
    pattern, days = _fixed_days()
    match = pattern.match(text, start)
    return (days[match["what"]], match.group()) if match else None


@cache
def _fixed_days() -> tuple[re.Pattern[str], dict[str, tuple[int, int]]]:
    rows = (line.split("\t") for line in words("fixed_days.txt"))
    days = {what: (int(month), int(day)) for what, on in rows for month, day in [on.split("-")]}
    longest_first = "|".join(sorted(days, key=len, reverse=True))
    return re.compile(rf"是[^，。；！？]{{0,12}}?(?P<what>{longest_first})"), days


def exact(mention: DateMention) -> date | None:
    """The day of an expression that is printed with its year; None of any other."""
    if mention.kind != "day" or mention.year is None:
        return None
    return day_of(mention.year, mention.month or 0, mention.day or 0)


def turns(days: Sequence[Event]) -> bool:
    """Whether the year turns between the days that stories begin with: some are of its end and all others of the next
    year's beginning."""
    months = {event.mention.month or 0 for event in days if event.lead and event.mention.year is None}
    return bool(months & LAST_MONTHS) and bool(months & FIRST_MONTHS) and months <= LAST_MONTHS | FIRST_MONTHS


def day_in(year: int, event: Event, turning: bool) -> date | None:
    """The event's day on a page of that year; with `turning`, the end of a year is the year before's."""
    month = event.mention.month or 0
    return day_of(year - (turning and month in LAST_MONTHS), month, event.mention.day or 0)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day; None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
