"""What a list of articles can be narrowed to, with how many of its articles each value has, and its years or months.

Counts are those of the list without the condition itself, because one more value of it widens the list. A list that is
too long to be counted offers the same without counts: they would be those of an arbitrary part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from articles.browsing import days
from articles.models import Issue, Official, Place
from articles.models.place import Level

from .counting import Tally, tally
from .fields import LONGEST_NAME
from .periods import last_day, months_held
from .queries import CONDITIONS, FLAGS, Condition, Query

SHOWN = 8  # values of a condition that has more than fit; the others are folded behind them
FIT = 12  # values
MOST = 30  # values of a condition that are offered, the most frequent
LINKED = ("with", "post")
"""Conditions to which links lead, and which the form keeps."""
OPEN = ("place", "official", "kind", "newspaper")
"""What most readers look for; other conditions unfold."""


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
        return len(self.choices) > 1 or self.is_asked

    @property
    def is_asked(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)

    @property
    def is_open(self) -> bool:
        return self.name in OPEN or self.is_asked

    @property
    def first(self) -> list[Choice]:
        """The choices that are seen at once, and those made."""
        return [choice for at, choice in enumerate(self.choices) if at < self._seen or choice.is_chosen]

    @property
    def rest(self) -> list[Choice]:
        return [choice for choice in self.choices[self._seen :] if not choice.is_chosen]

    @property
    def _seen(self) -> int:
        return FIT if len(self.choices) <= FIT else SHOWN


@dataclass(frozen=True, slots=True)
class Facets:
    """All that a form offers: conditions with values, what is asked for or not by the name of its parameter, and the
    parameters that were asked otherwise, which it must not lose."""

    several: list[Facet]
    flags: list[tuple[str, Choice]]
    kept: list[tuple[str, str]]


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
    facets: Facets
    times: list[Time]


def narrowing(query: Query) -> Narrowing:
    """The counts of a list, and of each condition that could be added to it."""
    counts = cache(tally)  # most often no facet is chosen, and one question to the database answers for all
    found = counts(query)
    offered = [
        _facet(each, counts(query.without(each.field)).of(each.name), query)
        for each in CONDITIONS
        if each.name not in LINKED
    ]
    several = [facet for facet in offered if facet.is_offered]
    flags = [(name, _flag(name, found.of(name), query)) for name in FLAGS]
    choices = {(facet.name, choice.value) for facet in several for choice in facet.choices}
    names = {condition.name for condition in CONDITIONS}
    kept = [pair for pair in query.parameters if pair[0] in names and pair not in choices]
    flags = [(name, flag) for name, flag in flags if flag.count != 0 or flag.is_chosen]
    return Narrowing(found.total, Facets(several, flags, kept), _times(found, query))


def _facet(condition: Condition, counts: Counter[str] | None, query: Query) -> Facet:
    """The values that a list has of a condition, and those asked for."""
    asked = {str(condition.key(value)): condition.shown(value) for value in getattr(query, condition.field)}
    if condition.name == "place":
        # Every county that the archive covers: that the list has nothing of one is worth knowing, too.
        counties = Place.objects.counties().filter(is_covered=True).values_list("slug", "name")
        return Facet(condition.name, _("县（市、区）"), _choices(dict(counties), counts, asked))

    known = {value: str(words) for value, words in (condition.words or {}).items()}
    labels = known or LABELS.get(condition.name, _named)(counts, query)
    choices = [each for each in _choices(labels | asked, counts, asked) if each.count != 0 or each.is_chosen]
    return Facet(condition.name, str(condition.label), choices, is_printed=not condition.words)


def _choices(labels: Mapping[str, str], counts: Counter[str] | None, asked: Container[str]) -> list[Choice]:
    return [
        Choice(value, label, None if counts is None else counts[value], value in asked)
        for value, label in labels.items()
    ]


def _flag(name: str, counts: Counter[str] | None, query: Query) -> Choice:
    *_chip, offered = FLAGS[name]
    return Choice("1", str(offered), None if counts is None else counts["1"], bool(getattr(query, name)))


def _named(counts: Counter[str] | None, _query: Query) -> dict[str, str]:
    """Names as they are printed, the most frequent first; none of a list that is too long to tell."""
    return {name: name for name in _most(counts) if len(name) <= LONGEST_NAME}


def _newspapers(counts: Counter[str] | None, _query: Query) -> dict[str, str]:
    held = Issue.objects.order_by("newspaper").values_list("newspaper", flat=True).distinct()
    return {name: name for name in sorted(held if counts is None else counts) if name}


def _officials(counts: Counter[str] | None, _query: Query) -> dict[str, str]:
    most = _most(counts)
    known = Official.objects.in_bulk([int(key) for key in most])
    return {key: str(known[int(key)]) for key in most if int(key) in known}


def _towns(counts: Counter[str] | None, query: Query) -> dict[str, str]:
    """Towns and streets of the counties asked for, or of all; with the county where two have one name."""
    rows = Place.objects.filter(slug__in=counts or ()).select_related("parent")
    within = {place.pk for place in query.places if place.level == Level.COUNTY}
    towns = {each.slug: each for each in rows if not within or each.parent_id in within}
    names = Counter(each.name for each in towns.values())
    most = _most(Counter({slug: count for slug, count in (counts or {}).items() if slug in towns}))
    return {
        slug: f"{town.name}（{town.parent}）" if names[town.name] > 1 and town.parent else town.name
        for slug, town in ((slug, towns[slug]) for slug in most)
    }


LABELS = {"newspaper": _newspapers, "official": _officials, "town": _towns}
"""The values to offer of a condition, as they are shown and in order; of any other its names."""


def _most(counts: Counter[str] | None) -> list[str]:
    """The most frequent values; of equal ones keys in their order."""
    return sorted(counts or (), key=lambda value: (-(counts or {})[value], len(value), value))[:MOST]


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
