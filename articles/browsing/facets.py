"""What a list of articles can be narrowed to: counties, kinds, newspapers and times, with how many articles each has.

Counts are those of the list without the condition itself, because one more value of it widens the list. A list that is
longer than lists are counted offers the same without counts: they would be those of an arbitrary part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from articles.models import Article, ArticlePlace, Issue, Place

from . import days
from .filters import ArticleFilter
from .keyset import COUNT_LIMIT
from .periods import last_day, months_held
from .queries import Query


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a condition; `count` is None where the list is too long to be counted."""

    value: str
    label: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A condition, by the name of its parameter, with its values. `is_printed` where these are words of the paper."""

    name: str
    label: str
    choices: list[Choice]
    is_printed: bool = True

    @property
    def is_offered(self) -> bool:
        """Whether there is a choice, or one was made."""
        return len(self.choices) > 1 or any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Time:
    """A year or a month of the list, and the query for it alone."""

    label: str
    count: int | None
    query: Query


@dataclass(frozen=True, slots=True)
class Narrowing:
    """How many articles a list has, counted as lists are, and what it can be narrowed to where there is a choice."""

    count: int
    facets: list[Facet]
    times: list[Time]


class Row(NamedTuple):
    """What must be known of an article."""

    pk: int
    kind: str
    newspaper: str
    day: date | None


def narrowing(query: Query) -> Narrowing:
    """The counts of a list, and of each condition that could be added to it."""
    rows = cache(_rows)  # most often no facet is chosen, and one question to the database answers for all
    facets = [
        _counties(rows(replace(query, places=())), query.places),
        _kinds(rows(replace(query, kinds=())), query.kinds),
        _newspapers(rows(replace(query, newspapers=())), query.newspapers),
    ]
    found = rows(query)
    return Narrowing(len(found), [facet for facet in facets if facet.is_offered], _times(found, query))


def _rows(query: Query) -> list[Row]:
    """As many articles of a list as are counted, and one more where there are more."""
    found = ArticleFilter(query.as_data(), Article.objects.all()).qs.order_by()
    return [Row(*row) for row in found.values_list("pk", "kind", "issue__newspaper", "date")[: COUNT_LIMIT + 1]]


def _kinds(rows: Sequence[Row], chosen: Iterable[str]) -> Facet:
    counts = _counted(rows, "kind", Article.Kind.values)
    shown = [(kind, str(kind.label)) for kind in Article.Kind]
    return Facet("kind", _("类型"), _choices(shown, counts, chosen), is_printed=False)


def _newspapers(rows: Sequence[Row], chosen: Iterable[str]) -> Facet:
    held = Issue.objects.order_by("newspaper").values_list("newspaper", flat=True).distinct()
    counts = _counted(rows, "newspaper", held)
    shown = [(name, name) for name in sorted({*counts, *chosen}) if name]
    return Facet("newspaper", _("报纸"), _choices(shown, counts, chosen))


def _counties(rows: Sequence[Row], chosen: Iterable[Place]) -> Facet:
    """Every county that the archive covers: that the list has nothing of one is worth knowing, too."""
    counties = list(Place.objects.counties().filter(is_covered=True))
    counts: dict[str, int | None] = dict.fromkeys(county.slug for county in counties)
    if len(rows) <= COUNT_LIMIT:
        links = ArticlePlace.objects.filter(place__in=counties, article__in=[row.pk for row in rows]).order_by()
        found = Counter(links.values_list("place__slug", flat=True))
        counts = {slug: found[slug] for slug in counts}
    shown = [(county.slug, county.name) for county in counties]
    return Facet("place", _("县（市、区）"), _choices(shown, counts, {place.slug for place in chosen}))


def _counted(rows: Sequence[Row], field: str, every: Iterable[str]) -> dict[str, int | None]:
    """The values among the rows with their counts; of a list that is too long, all that there are, without."""
    if len(rows) > COUNT_LIMIT:
        return dict.fromkeys(every)
    return dict(Counter(getattr(row, field) for row in rows))


def _choices(shown: Iterable[tuple[str, str]], counts: dict[str, int | None], chosen: Iterable[str]) -> list[Choice]:
    marked = set(chosen)
    return [
        Choice(value, label, counts.get(value, 0), value in marked)
        for value, label in shown
        if value in counts or value in marked
    ]


def _times(rows: Sequence[Row], query: Query) -> list[Time]:
    """The years of a list, or where it is within one year its months, newest first; nothing where there is but one."""
    is_counted = len(rows) <= COUNT_LIMIT
    months = Counter(row.day.replace(day=1) for row in rows if row.day) if is_counted else months_held(query)
    years = Counter[int]()
    for month, count in months.items():
        years[month.year] += count
    if len(years) > 1:
        spans = [(date(year, 1, 1), date(year, 12, 31), count) for year, count in years.items()]
        words = days.year_in_words
    else:
        spans = [(month, last_day(month), count) for month, count in months.items()]
        words = days.month_in_words
    return [
        Time(words(first), count if is_counted else None, query.within(first, last))
        for first, last, count in sorted(spans, reverse=True)
        if len(spans) > 1
    ]
