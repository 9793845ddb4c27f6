"""A year of issues as months, each with its weeks, so that what is held and what is missing is seen at a glance."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import Issue

WEEKS = calendar.Calendar(firstweekday=calendar.MONDAY)


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
class Month:
    """A month with its issues; `weeks` are rows of seven (day or None, issues of that day)."""

    first: date
    issues: list[Issue]
    weeks: list[list[tuple[date | None, list[Issue]]]]


def months_of(issues: Iterable[Issue]) -> list[Month]:
    """The months of dated issues, in the order in which the issues come."""
    by_month: dict[date, list[Issue]] = defaultdict(list)
    for issue in issues:
        if issue.date:
            by_month[issue.date.replace(day=1)].append(issue)
    return [Month(first, held, _weeks(first, held)) for first, held in by_month.items()]


def _weeks(first: date, held: list[Issue]) -> list[list[tuple[date | None, list[Issue]]]]:
    by_day: dict[date | None, list[Issue]] = defaultdict(list)
    for issue in held:
        by_day[issue.date].append(issue)
    return [
        [(day, by_day.get(day, [])) if day.month == first.month else (None, []) for day in week]
        for week in WEEKS.monthdatescalendar(first.year, first.month)
    ]
