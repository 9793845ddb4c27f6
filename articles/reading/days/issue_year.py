"""The year of an issue that prints no date, told by the days and years that its stories name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log

from articles.reading.days import eras
from articles.reading.days.eras import Era
from articles.reading.days.lunar import LunarDay, animals_in, animals_near, awaited_in, is_near, is_on
from articles.reading.days.reported_days import Event, Lead, day_in, day_of, turns
from articles.text.dates import DateMention


@dataclass(frozen=True, slots=True)
class _Manner:
    """A way in which papers name years: how likely a year named so lies ahead of the issue's, is the issue's, lies one,
    two or three years back, and how likely it lies four years back; farther years are ever less likely."""

    ahead: float
    same: float
    back: tuple[float, float, float]
    beyond: float

    def likely(self, lag: int) -> float:
        """How likely the issue is of the year that comes `lag` years after the one named."""
        if lag < 0:
            return self.ahead * FARTHER_AHEAD ** (-lag - 1)
        if lag > len(self.back):
            return max(self.beyond * FARTHER_BACK ** (lag - len(self.back) - 1), LONG_AGO)
        return (self.same, *self.back)[lag]


FARTHER_AHEAD, FARTHER_BACK, LONG_AGO = 0.5, 0.95, 0.001
DUMPED = 2000
RARE = log(0.05)
"""Pages of earlier years than that are hardly found as text."""

# Judged by the years that some sixty annotated pages name; only the order of magnitude matters.
COUNTED = _Manner(0.15, 0.75, (0.08, 0.01, 0.005), 0.001)
HEADED = _Manner(0.03, 0.85, (0.05, 0.02, 0.01), 0.002)
NAMED = _Manner(0.05, 0.6, (0.15, 0.04, 0.04), 0.015)
DOCUMENT = _Manner(0.002, 0.3, (0.2, 0.12, 0.08), 0.04)
TOLD = _Manner(0.002, 0.03, (0.2, 0.18, 0.16), 0.12)
SINCE = _Manner(0.002, 0.04, (0.16, 0.16, 0.1), 0.07)
COMPARED = _Manner(0.002, 0.03, (0.4, 0.14, 0.12), 0.08)
SPENT = _Manner(0.1, 0.25, (0.55, 0.03, 0.02), 0.004)
SUBSCRIBED = _Manner(0.9, 0.08, (0.005, 0.005, 0.005), 0.001)
PLANNED = _Manner(0.25, 0.2, (0.07, 0.04, 0.03), 0.01)
NEWEST = _Manner(0.0001, 0.4, (0.25, 0.12, 0.08), 0.05)
"""The year in which the newest words of the page came into use: they are in vogue while they are young."""
UNTIL = _Manner(0.005, 0.8, (0.15, 0.02, 0.005), 0.001)
PASSED = _Manner(0.0005, 0.003, (0.6, 0.15, 0.07), 0.01)

FORESEEN = (PLANNED, SUBSCRIBED)
"""Manners that headlines have, too."""

AHEAD = re.compile(r"(?<!截)[到至]$|\d[—–\-~～]{1,2}$|力争$|确保$|征集$|谋划$|申报$|编制$")
LATE, AIMS = 11, re.compile("(?:主要|经济|发展|工作|预期){0,4}(?:目标|任务)|元旦|春节|新年|年画")
"""Behind the next year, in the last months of one."""
REVIEWED, EARLY = ("总结", "回顾"), 3
"""Before the year that has passed, in the first months of the next."""
COMPARES = re.compile("[由比较与]$")
"""Before the year with which the issue's is compared: 由2018年的12%提高到…，比2018年同期…"""
LASTING = re.compile("以来|起|开始|至今")
SUBSCRIPTION = re.compile("度[^。]{0,30}(?:征订|订阅|发行)")
TELLING = re.compile(
    "[，,春夏秋冬也又才就还只到去在被因给跟那起入]|[初底末]，|[^，。；、“”《》]{0,8}(?:[前后时]，|以[前后])|的?一个|参加"
)
"""Behind the year of something told: 2018年，他… 2016年秋天… 2010年到外地打工…"""
BEGAN = re.compile("自|从|截[至止]|以来|起|开工|开始|启动|动工|成立|建成|获|被")
"""Around a month that has passed."""
LASTED = re.compile(r"(连续|至今已?经?有?)(\d{1,2}|[一二三四五六七八九十]{1,3})(?:余|多)?年")
WITHIN = 20
"""Characters behind a year within which its sentence says how long something has lasted since."""
AGED = re.compile(r"((?:19|20)\d\d)年[^。；]{0,8}(?:出生|生)[^。；]{0,30}?今年(\d{2,3})岁")
NUMBERED = re.compile(r"[〔\[［【（(](20[0-4]\d)[〕\]］】）)](?:[\u4e00-\u9fff\d]{0,12}第?)?\d{1,5}号")
"""The year in the number of a document: 某政办〔2021〕12号."""

LAST_DAY = (12, 31)
PLANNED_DAYS = 120
"""Farther ahead no plan's day is taken for granted."""
MISTAKEN = 12
"""Years before its newest word came into use that a page may be from, at the most, should the list be mistaken."""
MOST_CERTAIN = 0.85
LEAST_CERTAIN = 0.5
"""Below it a year is a guess, and the date stays unknown."""


def year_of(
    days: list[Event],
    ahead: Sequence[Event],
    bodies: Sequence[Lead],
    headings: Sequence[Lead],
    spoken: Sequence[Era],
) -> tuple[int | None, float, str]:
    """The year that most of the reported days belong to, how sure that is, and why; `ahead` are days of plans.

    Of the years in which all reported days fit and whose words the page speaks (`spoken`), the one that makes the years
    that it names likeliest, each by the manner in which it is named.
    """
    misfits = _misfits(days, ahead, bodies, spoken)
    fewest = min(misfits.values(), default=0)
    leading = [year for event in days if event.lead and (year := event.mention.year or 0) in misfits]
    if leading := [year for year in leading if misfits[year] <= fewest + eras.MISFIT]:
        counts = {year: leading.count(year) for year in leading}
        top = max(year for year, count in counts.items() if count >= 0.3 * max(counts.values()))
        return top, 0.95, f"{top} 年与事件日同印 {counts[top]} 次"
    candidates = [year for year, misfit in misfits.items() if misfit == fewest]
    if len(candidates) == 1:
        words = "、".join(era.words for era in spoken if _bounds(era, candidates[0]))
        return candidates[0], MOST_CERTAIN, f"所提到的日子和大事（{words[:40]}）只在 {candidates[0]} 年相合"
    named = list(_named(days, bodies, headings))
    current = [era for era in spoken if candidates and not era.again and era.first.year <= candidates[-1]]
    if current:
        newest = max(current, key=lambda era: era.first)
        named.append((newest.first.year, NEWEST, newest.words))
    return _likeliest(candidates, named, _ends_the_year(days)) if candidates and named else (None, 0.0, "")


def _likeliest(
    candidates: Sequence[int], named: Sequence[tuple[int, _Manner, str]], printed_later: bool
) -> tuple[int | None, float, str]:
    """The one of several years that makes the years named likeliest, how sure that is, and why; `printed_later` where
    the issue is of the year after the reported days."""
    weights = {year: _weight(year + printed_later, named) for year in candidates}
    top = max(weights, key=lambda year: weights[year])
    sure = min(MOST_CERTAIN, 1 / sum(exp(weight - weights[top]) for weight in weights.values()))
    if sure < LEAST_CERTAIN:
        return None, 0.0, ""
    quotes = "、".join(dict.fromkeys(quote for year, _, quote in named if abs(year - top) <= 1))
    return top, round(sure, 2), f"文中提到的年份最合 {top + printed_later} 年：{quotes[:60]}"


def _bounds(era: Era, year: int) -> bool:
    """Whether words came into use in a year, or went out of it."""
    return era.first.year == year or (era.last is not None and era.last.year == year)


def _ends_the_year(days: list[Event]) -> bool:
    """Whether the newest reported day is the year's last, so that the issue is of the next year."""
    leading = [(event.mention.month or 0, event.mention.day or 0) for event in days if event.lead]
    return max(leading, default=None) == LAST_DAY and not turns(days)


def _weight(year: int, named: Sequence[tuple[int, _Manner, str]]) -> float:
    """The logarithm of how likely the years named are on a page of this year; repetition proves little."""
    counts = Counter((other, manner) for other, manner, _ in named)
    prior = RARE if year < DUMPED else 0.0
    return prior + sum(min(count, 2) * log(manner.likely(year - other)) for (other, manner), count in counts.items())


def _named(days: list[Event], bodies: Sequence[Lead], headings: Sequence[Lead]) -> Iterator[tuple[int, _Manner, str]]:
    """The years that the text names, each with the manner in which it does and its words."""
    newest = max((event.mention.month or 0) for event in [event for event in days if event.lead] or days)
    for lead, headed in [*((body, False) for body in bodies), *((heading, True) for heading in headings)]:
        for mention in lead.mentions:
            if mention.year is not None:
                lasted = -1 if newest >= LATE and AIMS.match(lead.text, mention.end) else _lasted(lead.text, mention)
                manner = COUNTED if lasted else _manner(lead.text, mention, newest)
                if headed and manner not in FORESEEN:
                    manner = HEADED
                yield mention.year + lasted, manner, lead.text[mention.start : mention.end + 8]
        for match in AGED.finditer(lead.text):
            yield int(match.group(1)) + int(match.group(2)), COUNTED, match.group()
        for match in NUMBERED.finditer(lead.text):
            yield int(match.group(1)), DOCUMENT, match.group()


def _manner(text: str, mention: DateMention, newest: int) -> _Manner:
    """How a text names a year; `newest` is the month of the newest days that the page reports."""
    before = text[max(0, mention.start - 2) : mention.start]
    if AHEAD.search(before):
        return PLANNED
    if mention.kind == "month" and (mention.month or 0) > newest and BEGAN.search(before + text[mention.end :][:6]):
        return PASSED
    if before in REVIEWED and newest <= EARLY:
        return PASSED
    if before.endswith(("截至", "截止")):
        return UNTIL
    if SUBSCRIPTION.match(text, mention.end):
        return SUBSCRIBED
    if mention.kind == "day":
        return NAMED
    if text.startswith("度", mention.end):
        return SPENT
    if before.endswith(("自", "从", "早在")) or LASTING.match(text, mention.end, mention.end + WITHIN):
        return SINCE
    if COMPARES.search(before) and mention.kind == "year":
        return COMPARED
    return TOLD if TELLING.match(text, mention.end) or mention.kind == "month" else NAMED


def _lasted(text: str, mention: DateMention) -> int:
    """How many years ago a year is said to be (自2012年以来连续7年: 6), 0 where that is not said."""
    lasted = LASTED.search(text, mention.end, mention.end + WITHIN)
    return eras.number(lasted.group(2)) - (lasted.group(1) == "连续") if lasted else 0


def _misfits(
    days: list[Event], ahead: Sequence[Event], bodies: Sequence[Lead], spoken: Sequence[Era]
) -> dict[int, int]:
    """The years in which every day named exists and falls on the day of the week and of the lunar calendar printed
    beside it, and of whose animal the text speaks, each with how little its words and awaited festivals are that
    year's."""
    animals = frozenset[str]().union(*(animals_in(body.text) for body in bodies))
    awaited = frozenset[LunarDay]().union(*(awaited_in(body.text) for body in bodies))
    turning, misfits = turns(days), dict[int, int]()
    days = [event for event in days if event.mention.year is None] or days
    newest = max((era.first.year for era in spoken), default=0)
    for year in range(max(eras.OLDEST.year, newest - MISTAKEN), date.today().year + 1):
        placed = [(day_in(year, event, turning), event) for event in days]
        leading = [day for day, event in placed if day and event.lead] or [day for day, _ in placed if day]
        if (
            leading
            and max(leading) <= date.today()
            and all(day is not None and _fits(event, day) for day, event in placed)
            and all(_fits_ahead(event, max(leading)) for event in ahead)
            and (not animals or animals <= animals_near(max(leading)))
        ):
            misfits[year] = sum(era.misfit(max(leading)) for era in spoken)
            misfits[year] += sum(not is_near(festival, max(leading)) for festival in awaited)
    return misfits


def _fits_ahead(event: Event, newest: date) -> bool:
    """Whether a day of a plan, the next such one after the newest reported day, falls on what is printed beside it."""
    month, day = event.mention.month or 0, event.mention.day or 0
    coming = (day_of(year, month, day) for year in (event.mention.year or newest.year, newest.year + 1))
    following = next((day for day in coming if day is not None and day >= newest), None)
    return following is None or (following - newest).days > PLANNED_DAYS or _fits(event, following)


def _fits(event: Event, day: date) -> bool:
    weekday = event.weekday is None or event.weekday == day.weekday()
    return weekday and (event.lunar is None or is_on(event.lunar, day))
