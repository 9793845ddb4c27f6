"""An official's posts and appearances month by month on one axis, drawn on the server."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from articles.models import Official, Tenure

WIDTH = 400  # units of the drawing; on a telephone about one pixel each
YEAR = 28  # width of four digits
LANE = 8  # height of a post's line and the space below it
CHART = 70  # height of the greatest number of a month
MOST_YEARS = 8  # that are written; of more, every second or third
FOOT = 18  # for the years


@dataclass(frozen=True, slots=True)
class Month:
    """A month with appearances, from its first to its last day."""

    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of the drawing."""

    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: lines of posts above, columns of months below, and where each year begins."""

    width: int
    height: int
    ground: int
    posts: list[Bar]
    columns: list[Bar]
    years: list[tuple[float, int]]
    months: list[Month]


def months_of(official: Official) -> list[Month]:
    """The months in which dated articles name the official, oldest first."""
    dated = official.appearances.filter(date__isnull=False).order_by()
    rows = dated.annotate(month=TruncMonth("date")).values_list("month").annotate(Count("pk")).order_by("month")
    return [Month(month, _last_day(month), count) for month, count in rows]


def timeline(months: list[Month], tenures: Iterable[Tenure]) -> Timeline | None:
    """Months and posts on one axis; None where there is a single month, of which a drawing would tell nothing."""
    if len(months) < 2:
        return None
    start, most = _number(months[0].first), max(month.count for month in months)
    step = WIDTH / (_number(months[-1].first) - start + 1)
    seen = [tenure for tenure in tenures if tenure.first_seen and tenure.last_seen]

    def across(day: date) -> float:
        return max(0.0, round((_number(day) - start) * step, 1))

    posts = [
        Bar(
            x := across(each.first_seen),
            lane * LANE,
            round(across(each.last_seen) - x + step, 1),
            LANE / 2,
            str(each.post),
        )
        for lane, each in enumerate(seen)
        if each.first_seen and each.last_seen
    ]
    ground = len(seen) * LANE + CHART
    columns = [
        Bar(across(month.first), round(ground - high, 1), round(step * 0.85, 1), round(high, 1), str(month.count))
        for month in months
        for high in [month.count / most * CHART]
    ]
    first, last = months[0].first.year, months[-1].first.year
    years = [(min(across(date(year, 1, 1)), WIDTH - YEAR), year) for year in range(first, last + 1)][
        :: 1 + (last - first) // MOST_YEARS
    ]
    return Timeline(WIDTH, ground + FOOT, ground, posts, columns, years, months)


def _number(day: date) -> int:
    """Months counted from the year 0."""
    return day.year * 12 + day.month


def _last_day(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
