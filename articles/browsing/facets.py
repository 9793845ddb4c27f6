"""What a list of articles can be narrowed to: counties, kinds, newspapers, officials and times, with their articles.

Counts are those of the list without the condition itself, because one more value of it widens the list. A list that is
too long to be counted offers the same without counts: they would be those of an arbitrary part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from articles.models import Article, Issue, Official, Place

from . import days
from .counting import Tally, tally
from .periods import last_day, months_held
from .queries import Query

MOST_OFFICIALS = 8  # beside those asked for; more are found by name


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


def narrowing(query: Query) -> Narrowing:
    """The counts of a list, and of each condition that could be added to it."""
    counts = cache(tally)  # most often no facet is chosen, and one question to the database answers for all
    facets = [
        _counties(counts(replace(query, places=())), query.places),
        _kinds(counts(replace(query, kinds=())), query.kinds),
        _newspapers(counts(replace(query, newspapers=())), query.newspapers),
        _officials(counts(replace(query, officials=())), query.officials),
    ]
    found = counts(query)
    return Narrowing(found.total, [facet for facet in facets if facet.is_offered], _times(found, query))


def _kinds(found: Tally, chosen: Iterable[str]) -> Facet:
    counts = _counted(found, found.kinds, Article.Kind.values)
    shown = [(kind, str(kind.label)) for kind in Article.Kind]
    return Facet("kind", _("类型"), _choices(shown, counts, chosen), is_printed=False)


def _newspapers(found: Tally, chosen: Iterable[str]) -> Facet:
    held = Issue.objects.order_by("newspaper").values_list("newspaper", flat=True).distinct()
    counts = _counted(found, found.newspapers, held)
    shown = [(name, name) for name in sorted({*counts, *chosen}) if name]
    return Facet("newspaper", _("报纸"), _choices(shown, counts, chosen))


def _counties(found: Tally, chosen: Iterable[Place]) -> Facet:
    """Every county that the archive covers: that the list has nothing of one is worth knowing, too."""
    shown = list(Place.objects.counties().filter(is_covered=True).values_list("slug", "name"))
    counts = {slug: found.counties[slug] if found.is_whole else None for slug, _name in shown}
    return Facet("place", _("县（市、区）"), _choices(shown, counts, {place.slug for place in chosen}))


def _officials(found: Tally, chosen: Iterable[Official]) -> Facet:
    """Who is seen most in the list, and who is asked for; nobody else of a list that is too long to be counted."""
    most = sorted(found.officials, key=lambda key: (-found.officials[key], key))[:MOST_OFFICIALS]
    known = {each.pk: each for each in [*Official.objects.filter(pk__in=most), *chosen]}
    shown = [(str(key), str(known[key])) for key in dict.fromkeys([*most, *known]) if key in known]
    counts = {str(key): found.officials[key] if found.is_whole else None for key in known}
    return Facet("official", _("官员"), _choices(shown, counts, {str(each.pk) for each in chosen}))


def _counted(found: Tally, counts: Counter[str], every: Iterable[str]) -> dict[str, int | None]:
    """The values of a list with their counts; of a list that is too long, all that there are, without."""
    return dict(counts) if found.is_whole else dict.fromkeys(every)


def _choices(shown: Iterable[tuple[str, str]], counts: dict[str, int | None], chosen: Iterable[str]) -> list[Choice]:
    marked = set(chosen)
    return [
        Choice(value, label, counts.get(value, 0), value in marked)
        for value, label in shown
        if value in counts or value in marked
    ]


def _times(found: Tally, query: Query) -> list[Time]:
    """The years of a list, or where it is within one year its months, newest first; nothing where there is but one."""
    months = found.months if found.is_whole else months_held(query)
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
        Time(words(first), count if found.is_whole else None, query.within(first, last))
        for first, last, count in sorted(spans, reverse=True)
        if len(spans) > 1
    ]
