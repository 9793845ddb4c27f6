"""The year of an issue that prints no date, told by the days and years that its stories name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from articles.reading import eras
from articles.reading.reported_days import Event, Lead, day_of
from articles.text.dates import DateMention, find_dates

SUBSCRIPTION = re.compile("度[^。]{0,30}(?:征订|订阅|发行)")
"""Behind a year: papers are subscribed to before it begins."""
BEGAN = re.compile("自|从|以来|起|开工|开始|启动|动工|成立|建成|获|被")
"""Around a month that has passed."""
PLANNED_BEFORE = re.compile(r"(?<!截)[到至]$|\d[—–\-~～]{1,2}$")

SURE_NAMED, SURE_ONCE = 0.85, 0.6
"""How sure the year is that a page names several times, and once, which may be one that it looks back on."""
SINCE = re.compile("以来|起|开始|至今")
IN_A_ROW = re.compile(r"连续(\d{1,2}|[一二三四五六七八九十]{1,3})年")
LASTING = 20
"""Characters behind a year within which its sentence says how long something has lasted since."""


def year_of(
    days: list[Event], bodies: Sequence[Lead], window: tuple[date, date | None]
) -> tuple[int | None, float, str]:
    """The year that most of the reported days belong to, how sure that is, and why."""
    leading = Counter(event.mention.year for event in days if event.lead and event.mention.year is not None)
    if leading:
        top = max(year for year, count in leading.items() if count >= 0.3 * max(leading.values()))
        return top, 0.95, f"{top} 年与事件日同印 {leading[top]} 次"
    candidates = _possible_years(days, window)
    named = Counter({year: count for year, count in _named_years(days, bodies).items() if year in candidates})
    if named:
        top = max(year for year, count in named.items() if count >= 0.4 * max(named.values()))
        passed = _month_passed(top, days, bodies)
        if passed and top + 1 in candidates:
            return top + 1, 0.8, f"文中说到 {passed}，比 {top} 年的这些日子晚"
        return top, SURE_NAMED if named[top] > 1 else SURE_ONCE, f"文中提到 {top} 年 {named[top]} 次"
    if len(candidates) == 1:
        return candidates[0], 0.75, f"所提到的日子和大事只在 {candidates[0]} 年相合"
    return None, 0.0, ""


def _named_years(days: list[Event], bodies: Sequence[Lead]) -> Counter[int]:
    """How often each year is named, a full date counting double; years that a plan reaches for do not count."""
    named: Counter[int] = Counter()
    for event in days:
        if event.mention.year is not None:
            named[event.mention.year] += 2
    for body in bodies:
        for mention in find_dates(body.text):
            planned = PLANNED_BEFORE.search(body.text, max(0, mention.start - 2), mention.start)
            if mention.year is not None and mention.kind in ("year", "month") and not planned:
                since = _since(body.text, mention) if mention.kind == "year" else None
                if since is not None:
                    if since:
                        named[since] += 1
                    continue
                ahead = SUBSCRIPTION.match(body.text, mention.end)
                named[mention.year - 1 if ahead else mention.year] += 2 if ahead else 1
    return named


def _since(text: str, mention: DateMention) -> int | None:
    """The year of print where one is named in which something began (自2012年以来连续7年: 2018), 0 where that does not
    tell how long ago; None where the year is named otherwise."""
    match = SINCE.match(text, mention.end, mention.end + LASTING)
    if match is None and not text.endswith(("自", "从", "早在"), 0, mention.start):
        return None
    lasted = IN_A_ROW.search(text, mention.end, mention.end + LASTING)
    years = eras.number(lasted.group(1)) if lasted else 0
    return (mention.year or 0) + years - 1 if years else 0


def _month_passed(year: int, days: list[Event], bodies: Sequence[Lead]) -> str:
    """The month of that year that the text looks back on though the days it reports would come before it; `""` where
    there is none: 工程自2018年11月开工 on a page of 1月26日 is a page of 2019."""
    leading = [event for event in days if event.lead] or days
    newest = max((event.mention.month or 0) for event in leading)
    for body in bodies:
        for mention in find_dates(body.text):
            if mention.kind == "month" and mention.year == year and (mention.month or 0) > newest:
                around = body.text[max(0, mention.start - 2) : mention.end + 6]
                before = body.text[max(0, mention.start - 2) : mention.start]
                if BEGAN.search(around) and not PLANNED_BEFORE.search(before):
                    return body.text[mention.start : mention.end]
    return ""


def _possible_years(days: list[Event], window: tuple[date, date | None]) -> list[int]:
    """The years in which every day named exists, falls on the weekday printed, and lies in the era of the text."""
    first, last = window[0], window[1] or date.today()
    years = []
    for year in range(max(first.year, eras.OLDEST.year), last.year + 1):
        placed = [(day_of(year, event.mention.month or 0, event.mention.day or 0), event) for event in days]
        if any(day is None for day, _ in placed):
            continue
        leading = [day for day, event in placed if day is not None and event.lead] or [day for day, _ in placed if day]
        if not first <= max(leading) <= last:
            continue
        if all(event.weekday is None or (day and day.weekday() == event.weekday) for day, event in placed):
            years.append(year)
    return years
