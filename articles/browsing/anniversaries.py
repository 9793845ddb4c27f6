"""This day in earlier years: the issues that bear today's day and month, or where there are none the nearest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import IntegerField, OuterRef, QuerySet, Value
from django.db.models.functions import Abs, ExtractDay, ExtractMonth, JSONObject, Least

from articles.models import Article, Issue

from .lists.tallies import issues_counted

DAYS = 31  # a month in the reckoning of days below, so that a leap year moves no day
YEAR = 12 * DAYS
MOST_YEARS = 6
MOST_NEAREST = 3
LEADS = 3


@dataclass(frozen=True, slots=True)
class ThisDay:
    """Issues with their `leads`, on the day itself or, where `is_exact` is false, on the days nearest to it."""

    day: date
    is_exact: bool
    issues: list[Issue]


def this_day(today: date) -> ThisDay:
    """What was printed on this day of the year before this year, the newest year first."""
    earlier = Issue.objects.filter(date__lt=today.replace(month=1, day=1)).annotate(away=_days_away(today))
    in_order = _with_leads(issues_counted(earlier)).order_by("away", "-date", "-pk")  # type: ignore[misc]
    nearest = list(in_order[:MOST_YEARS])
    exact = [each for each in nearest if each.date and (each.date.month, each.date.day) == (today.month, today.day)]
    return ThisDay(today, bool(exact), exact or nearest[:MOST_NEAREST])


def _days_away(today: date) -> Least:
    """How far the day of the year is from today's, forwards or backwards across the new year."""
    number = ExtractMonth("date") * DAYS + ExtractDay("date")
    apart = Abs(number - Value(today.month * DAYS + today.day), output_field=IntegerField())
    return Least(apart, Value(YEAR) - apart, output_field=IntegerField())


def _with_leads(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Issues with `leads`, the public id and headline of the first titled articles of each."""
    titled = Article.objects.filter(issue=OuterRef("pk")).exclude(headline="").order_by("position")
    lead: Any = JSONObject(id="public_id", headline="headline")
    return issues.annotate(leads=ArraySubquery(titled.values_list(lead)[:LEADS]))
