"""A year of issues as a calendar, so that what is held and what is missing is seen at a glance."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import Issue
from articles.models.issue import DateBasis

WEEKS = calendar.Calendar(firstweekday=calendar.MONDAY)
KNOWN = (DateBasis.PRINTED, DateBasis.GIVEN)

WEEKDAYS = [
    (_("星期一"), pgettext_lazy("星期", "一")),
    (_("星期二"), pgettext_lazy("星期", "二")),
    (_("星期三"), pgettext_lazy("星期", "三")),
    (_("星期四"), pgettext_lazy("星期", "四")),
    (_("星期五"), pgettext_lazy("星期", "五")),
    (_("星期六"), pgettext_lazy("星期", "六")),
    (_("星期日"), pgettext_lazy("星期", "日")),
]


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its issues; `is_missing` where there are none between the first and the last that are held."""

    date: date
    issues: list[Issue]
    is_missing: bool

    @property
    def is_inferred(self) -> bool:
        """Whether no issue of the day says that it is of this day."""
        return bool(self.issues) and not any(issue.date_basis in KNOWN for issue in self.issues)


@dataclass(frozen=True, slots=True)
class Month:
    """A month; `weeks` are rows of seven days, None beyond its ends. `count` is the number of its issues."""

    first: date
    count: int
    weeks: list[list[Day | None]]


def calendar_of(year: int, issues: Iterable[Issue], span: tuple[date, date]) -> list[Month]:
    """The twelve months of a year with its issues; `span` is the first and the last day of which any is held."""
    by_day: dict[date | None, list[Issue]] = defaultdict(list)
    for issue in issues:
        by_day[issue.date].append(issue)

    def day_of(day: date) -> Day:
        held = by_day.get(day, [])
        return Day(day, held, not held and span[0] < day < span[1])

    def month_of(number: int) -> Month:
        weeks = [
            [day_of(day) if day.month == number else None for day in week]
            for week in WEEKS.monthdatescalendar(year, number)
        ]
        count = sum(len(day.issues) for week in weeks for day in week if day)
        return Month(date(year, number, 1), count, weeks)

    return [month_of(number) for number in range(1, 13)]
