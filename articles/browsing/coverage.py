"""Of each newspaper, the years that are held and the days that are missing between."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from articles.models import Issue

MOST_GAPS = 40  # the latest of a newspaper; of a weekly every week has one


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without an issue, from first to last."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Year:
    """The issues of a year, and the days without one between the first and the last that are held."""

    number: int
    issues: int
    missing: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is held of a newspaper: its first and last day, its years and its gaps, the latest first. `more` gaps are
    not among these."""

    newspaper: str
    first: date
    last: date
    years: list[Year]
    gaps: list[Gap]
    more: int


def coverage() -> list[Coverage]:
    """Of each newspaper with dated issues, in the order of their names."""
    by_newspaper: dict[str, list[date]] = defaultdict(list)
    dated = Issue.objects.filter(date__isnull=False).order_by("newspaper", "date")
    for newspaper, day in dated.values_list("newspaper", "date"):
        if day:
            by_newspaper[newspaper].append(day)
    return [covered(newspaper, days) for newspaper, days in by_newspaper.items()]


def covered(newspaper: str, issues: list[date]) -> Coverage:
    """The coverage of a newspaper by the days of its issues, oldest first."""
    found = gaps(issues)[::-1]
    return Coverage(newspaper, issues[0], issues[-1], _years(issues), found[:MOST_GAPS], len(found[MOST_GAPS:]))


def gaps(days: Iterable[date]) -> list[Gap]:
    """The stretches between days that do not follow one another, oldest first."""
    one = timedelta(days=1)
    return [Gap(before + one, after - one) for before, after in pairwise(days) if after - before > one]


def _years(issues: list[date]) -> list[Year]:
    counts = Counter(day.year for day in issues)
    held = Counter(day.year for day in set(issues))
    first, last = issues[0], issues[-1]
    return [
        Year(year, count, (min(last, date(year, 12, 31)) - max(first, date(year, 1, 1))).days + 1 - held[year])
        for year, count in sorted(counts.items(), reverse=True)
    ]
