"""Stretches of time that lead into the list of articles: the usual ones, and the days of a month."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePlace, Issue, Place


@dataclass(frozen=True, slots=True)
class Period:
    """Days from first to last, in words."""

    label: str | Promise
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month: whether an issue is held, and how many of its articles name the place."""

    date: date
    is_held: bool
    count: int


def presets(newest: date | None) -> list[Period]:
    """The last days and the year, as seen from the newest issue: the archive may end years ago."""
    if newest is None:
        return []
    return [
        Period(_("近 7 天"), newest - timedelta(6), newest),
        Period(_("近 30 天"), newest - timedelta(29), newest),
        Period(_("本年"), newest.replace(month=1, day=1), newest),
    ]


def days_of_month(place: Place, within: date | None) -> list[Day]:
    """Every day of the month of that day. A day without issue is missing from the archive, whatever happened on it."""
    if within is None:
        return []
    length = calendar.monthrange(within.year, within.month)[1]
    days = [within.replace(day=number) for number in range(1, length + 1)]
    month = (days[0], days[-1])
    held = set(Issue.objects.filter(date__range=month).values_list("date", flat=True))
    named = ArticlePlace.objects.filter(place=place, date__range=month).order_by()
    counts = dict(named.values_list("date").annotate(Count("pk")))
    return [Day(day, day in held, counts.get(day, 0)) for day in days]
