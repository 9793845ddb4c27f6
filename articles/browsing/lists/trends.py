"""Words over time: how many articles of each month or year hold them, and what share of all articles that is.

The share is of the articles that meet the other conditions: of a county's, where a county is asked for. Without words,
the conditions themselves are followed, as a share of all that is held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count

from articles.browsing import days
from articles.models import Article

from .filters import ArticleFilter
from .periods import last_day, months_held
from .queries import Query

MOST_WORDS = 4  # lines that can still be told apart in one drawing
MOST_MONTHS = 60  # that are drawn one by one: five years; of a longer time its years


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year; `is_held` where an issue of it is. `total` articles meet the other conditions."""

    first: date
    last: date
    label: str
    is_held: bool
    total: int


@dataclass(frozen=True, slots=True)
class Value:
    """How many of a period's articles hold the words, and the query that lists them."""

    count: int
    total: int
    query: Query

    @property
    def percent(self) -> float:
        return 100 * self.count / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Series:
    """Words with their values, period by period; the number tells their line from others."""

    number: int
    words: str
    query: Query
    values: list[Value]

    @property
    def count(self) -> int:
        return sum(value.count for value in self.values)


@dataclass(frozen=True, slots=True)
class Trend:
    """All that is drawn, month by month or year by year."""

    periods: list[Period]
    series: list[Series]
    is_by_month: bool
    can_be_by_month: bool

    @property
    def rows(self) -> list[tuple[Period, list[Value]]]:
        """Each period with the values of all words."""
        return [(period, [each.values[at] for each in self.series]) for at, period in enumerate(self.periods)]


def trend(words: Sequence[str], conditions: Query, *, is_by_year: bool = False) -> Trend | None:
    """The words, or the conditions where there are none, over the time that is held; None where nothing is dated.

    By month, unless the time is too long for that or years are asked for.
    """
    held = months_held(conditions)
    totals = months_of(conditions if words else Query(first=conditions.first, last=conditions.last))
    if not held and not totals:
        return None
    months = _months(min({*held, *totals}), max({*held, *totals}))
    is_by_month = len(months) <= MOST_MONTHS and not is_by_year
    starts = {month: month if is_by_month else month.replace(month=1) for month in months}
    in_held, in_all = {starts[month] for month in held}, _grouped(totals, starts)
    periods = [_period(first, first in in_held, in_all[first], is_by_month) for first in dict.fromkeys(starts.values())]
    asked = [replace(conditions, q=each) for each in words] or [conditions]
    counts = [_grouped(months_of(query), starts) for query in asked]
    series = [_series(at + 1, query, periods, counts[at]) for at, query in enumerate(asked)]
    return Trend(periods, series, is_by_month, len(months) <= MOST_MONTHS)


def months_of(query: Query) -> Counter[date]:
    """The dated articles of a list, month by month. Days are counted, because an index has them as they are."""
    dated = ArticleFilter(query.as_data(), Article.objects.all()).qs.order_by().filter(date__isnull=False)
    months = Counter[date]()
    for day, count in dated.values_list("date").annotate(count=Count("*")):
        months[day.replace(day=1)] += count
    return months


def _grouped(months: Counter[date], starts: dict[date, date]) -> Counter[date]:
    """The counts of months by the beginnings of their periods."""
    found = Counter[date]()
    for month, count in months.items():
        found[starts[month]] += count
    return found


def _months(first: date, last: date) -> list[date]:
    """Every month from the one to the other."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _period(first: date, is_held: bool, total: int, is_month: bool) -> Period:
    last = last_day(first if is_month else first.replace(month=12))
    label = days.month_in_words(first) if is_month else days.year_in_words(first)
    return Period(first, last, label, is_held or total > 0, total)


def _series(number: int, query: Query, periods: Sequence[Period], counts: Counter[date]) -> Series:
    values = [Value(counts[period.first], period.total, query.within(period.first, period.last)) for period in periods]
    return Series(number, query.q, query, values)
