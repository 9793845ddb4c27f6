"""What the lunar calendar tells of a year: lunar days printed beside days of the month, festivals that are awaited, and
the animal of the year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from borax.calendars import LunarDate

LunarDay = tuple[int, int]
"""A month and a day of the lunar calendar."""

FIGURES = {figure: number for number, figure in enumerate("一二三四五六七八九", 1)}
TENS = {"初": 0, "十": 10, "二十": 20, "廿": 20}
MONTHS = {"正": 1, "十": 10, "十一": 11, "冬": 11, "十二": 12, "腊": 12} | FIGURES
DAYS = {tens + figure: TENS[tens] + FIGURES[figure] for tens in TENS for figure in FIGURES} | {
    "初十": 10, "二十": 20, "三十": 30,
}  # fmt: skip
NEW_YEARS_EVE = (12, 30)
"""Stands for the last day of the lunar year, also where the month has 29 days."""
FESTIVALS = {
    "除夕": NEW_YEARS_EVE, "大年三十": NEW_YEARS_EVE, "春节": (1, 1), "大年初一": (1, 1), "元宵节": (1, 15),
    "端午节": (5, 5), "七夕": (7, 7), "中元节": (7, 15), "中秋节": (8, 15), "重阳节": (9, 9), "腊八节": (12, 8),
}  # fmt: skip


def _any(names: dict[str, int] | dict[str, LunarDay]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


LUNAR = (
    rf"(?:(?P<month>{_any(MONTHS)})月(?P<day>{_any(DAYS)})"
    rf"|(?P<festival>{_any(FESTIVALS)})(?![前后期假小将临即快在来到之]))"
)
BEHIND = re.compile(
    r"[，（(、]?(?:(?:星期|周)[一二三四五六日天][，、]?)?[正适恰]?[值逢]?也?是?(?:我国|中国)?(?:传统)?(?:节日)?“?(?:农历|阴历)?"
    + LUNAR
)
BEFORE = re.compile(rf"(?:农历|阴历){LUNAR}[”]?[（(，]$")
REACH = 14
"""Characters before a day within which a lunar one stands that it explains."""
ANIMAL = re.compile(
    "([鼠牛虎兔龙蛇马羊猴鸡狗猪])年(?=春节|新春|新年|大吉|吉祥|来临|到来|伊始|第一|首|快乐|元宵|说|贺|的?脚步)"
)
AHEAD = timedelta(days=60)
"""How long before the new year a page greets its animal."""
AWAITED = re.compile(
    "(?P<festival>春节|元宵|端午|中秋|重阳)节?(?:将至|临近|即将到来|即将来临|将近|快到|在即|到来之际|来临之际)"
)
WAITING = timedelta(days=45)
"""How long before a festival a page awaits it."""


def day_beside(text: str, start: int, end: int) -> LunarDay | None:
    """The lunar day printed beside the day of the month at `start` to `end`; None where none is.

    >>> day_beside("2月9日，农历正月初七，上班第一天", 0, 4), day_beside("9月14日，在中秋节来临之际", 0, 5)
    ((1, 7), None)
    """
    match = BEHIND.match(text, end) or BEFORE.search(text, max(0, start - REACH), start)
    if match is None:
        return None
    return FESTIVALS[match["festival"]] if match["festival"] else (MONTHS[match["month"]], DAYS[match["day"]])


def is_on(lunar: LunarDay, day: date) -> bool:
    """Whether the lunar day falls on this one.

    >>> is_on((1, 7), date(2011, 2, 9)), is_on((12, 30), date(2022, 1, 31))
    (True, True)
    """
    if lunar == NEW_YEARS_EVE:
        return is_on((1, 1), day + timedelta(days=1))
    found = LunarDate.from_solar(day)
    return (found.month, found.day, found.leap) == (*lunar, 0)


def animals_in(text: str) -> frozenset[str]:
    """The animals of the years that a text greets.

    >>> sorted(animals_in("兔年新春，市民到鸡年丰收的果园"))
    ['兔']
    """
    return frozenset(ANIMAL.findall(text))


def animals_near(day: date) -> frozenset[str]:
    """The animals of the lunar years of which a paper may speak on a day."""
    return frozenset(LunarDate.from_solar(around).animal for around in (day, day + AHEAD))


def awaited_in(text: str) -> frozenset[LunarDay]:
    """The festivals that a text says are near.

    >>> sorted(awaited_in("春节将至，谨防火灾；中秋节前夕，老人收到月饼"))
    [(1, 1)]
    """
    named = {match["festival"] for match in AWAITED.finditer(text)}
    return frozenset(FESTIVALS.get(name) or FESTIVALS[f"{name}节"] for name in named)


def is_near(festival: LunarDay, day: date) -> bool:
    """Whether a festival comes soon after a day.

    >>> is_near((1, 1), date(2010, 1, 27)), is_near((1, 1), date(2009, 1, 27))
    (True, False)
    """
    year = LunarDate.from_solar(day).year
    coming = (LunarDate(lunar, *festival).to_solar_date() for lunar in (year, year + 1))
    return any(day < other <= day + WAITING for other in coming)
