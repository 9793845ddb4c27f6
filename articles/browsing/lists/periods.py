"""Stretches of time that lead into the articles of a place: the usual ones, its months, and the days of one month."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePlace, Issue, Place

from .queries import Query


@dataclass(frozen=True, slots=True)
class Period:
    """Days from first to last, in words."""

    label: str | Promise
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Cell:
    """A month or a day, by its first day: whether an issue is held, and how many of its articles name the place."""

    date: date
    is_held: bool
    count: int


@dataclass(frozen=True, slots=True)
class Months:
    """One month of a place with its days, the months of its year, and the other years with the month they lead to."""

    first: date
    last: date
    days: list[Cell]
    months: list[Cell]
    years: list[date]


def presets(newest: date | None) -> list[Period]:
    """The last days and the year, as seen from the newest issue: the archive may end years ago."""
    if newest is None:
        return []
    return [
        Period(_("近 7 天"), newest - timedelta(6), newest),
        Period(_("近 30 天"), newest - timedelta(29), newest),
        Period(_("本年"), newest.replace(month=1, day=1), newest),
    ]


def months_of(place: Place, month: date | None) -> Months | None:
    """The month that is asked for, or the latest with articles; None where no dated article names the place.

    A day or month without issue is missing from the archive, whatever happened then.
    """
    named = ArticlePlace.objects.filter(place=place, date__isnull=False).order_by()
    counts = dict(named.annotate(month=TruncMonth("date")).values_list("month").annotate(count=Count("*")))
    if not counts:
        return None
    first = month or max(counts)
    last = last_day(first)
    in_year = Issue.objects.filter(date__year=first.year).order_by()
    held = set(in_year.values_list("date", flat=True).distinct())
    by_day = dict(named.filter(date__range=(first, last)).values_list("date").annotate(count=Count("*")))
    return Months(
        first=first,
        last=last,
        days=[_cell(first.replace(day=day), held, by_day) for day in range(1, last.day + 1)],
        months=[
            _cell(first.replace(month=number), {day.replace(day=1) for day in held if day}, counts)
            for number in range(1, 13)
        ],
        years=_years(counts, first),
    )


def months_held(query: Query) -> Counter[date]:
    """The months of which issues are held, of the newspapers and within the days that are asked for."""
    bounds = {"date__gte": query.first, "date__lte": query.last, "newspaper__in": query.newspapers}
    held = Issue.objects.filter(date__isnull=False, **{name: bound for name, bound in bounds.items() if bound})
    return Counter(held.dates("date", "month"))


def last_day(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _cell(first: date, held: Collection[date | None], counts: dict[date, int]) -> Cell:
    return Cell(first, first in held, counts.get(first, 0))


def _years(counts: Collection[date], shown: date) -> list[date]:
    """Each year with articles, newest first, as its latest month with any; the month shown stands for its own year."""
    latest = {month.year: month for month in sorted(counts)} | {shown.year: shown}
    return [latest[year] for year in sorted(latest, reverse=True)]
