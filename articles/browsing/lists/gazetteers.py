"""The places that articles name, by name or pinyin, level, county and time, with the articles of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePlace, Place
from articles.models.place import Level

from .facets import Choice
from .fields import DayField

PLACES_A_PAGE = 60
MOST_PAGES = 1000
LEVELS = [choice for choice in Level.choices if choice[0] != Level.CENTRAL]
SORTS = [("", _("篇数多的在前")), ("latest", _("最近见报的在前")), ("name", _("按拼音"))]


class PlacesForm(forms.Form):
    """What is asked of the places."""

    q = forms.CharField(max_length=20, required=False, label=_("地名或拼音"))
    level = forms.ChoiceField(choices=[("", ""), *LEVELS], required=False, label=_("级别"))
    county = forms.ModelChoiceField(
        Place.objects.counties().filter(is_covered=True),
        to_field_name="slug",
        required=False,
        label=_("所在县（市、区）"),
        error_messages={"invalid_choice": _("没有这个地方。")},
    )
    since = DayField(required=False, label=_("这天以后有报道"))
    sort = forms.ChoiceField(choices=SORTS, required=False, label=_("排序"))
    page = forms.IntegerField(min_value=1, max_value=MOST_PAGES, required=False)

    @property
    def is_asked(self) -> bool:
        """Whether anything is asked, and not all places by counties."""
        return bool(self.conditions)

    @property
    def conditions(self) -> list[tuple[str, str]]:
        """The parameters that ask anything, as they came."""
        return [(name, self.data[name]) for name in self.fields if self.cleaned_data.get(name)]


@dataclass(frozen=True, slots=True)
class Row:
    """A place with the articles that name it; `within` are the keys of the place and of those it lies in."""

    name: str
    slug: str
    level: str
    parent: str
    spellings: tuple[str, ...]
    within: frozenset[int]
    count: int
    latest: date | None

    @property
    def level_name(self) -> str:
        return str(Level(self.level).label)

    def is_called(self, words: str) -> bool:
        """Whether the words are in one of its names, or begin their pinyin, of which its address is made."""
        latin = words.replace(" ", "").replace("-", "").lower()
        spelt = self.slug.replace("-", "").startswith(latin) if latin.isascii() else False
        return spelt or any(words in name for name in self.spellings)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the places that were asked for, how many there are, and what else could be asked of them."""

    rows: list[Row]
    total: int
    levels: list[Choice]
    counties: list[Choice]
    has_more: bool


def found(asked: dict[str, Any]) -> Found:
    """The places that meet what a valid form asks. Counts are those of the list without the condition itself."""
    named = [row for row in _rows(asked["since"]) if row.is_called(asked["q"])]
    county, level = asked["county"], asked["level"]
    here = [row for row in named if county is None or county.pk in row.within]
    of_level = [row for row in named if not level or row.level == level]
    rows = [row for row in here if not level or row.level == level]
    rows.sort(key=ORDERS[asked["sort"]])
    start = ((asked["page"] or 1) - 1) * PLACES_A_PAGE
    return Found(
        rows=rows[start : start + PLACES_A_PAGE],
        total=len(rows),
        levels=_levels(Counter(row.level for row in here), level),
        counties=_counties(of_level, county),
        has_more=len(rows) > start + PLACES_A_PAGE,
    )


def unasked() -> Found:
    """What can be asked where nothing is yet, without counts."""
    levels = [Choice(value, str(label), None, is_chosen=False) for value, label in LEVELS]
    counties = Place.objects.counties().filter(is_covered=True)
    return Found(
        [], 0, levels, [Choice(each.slug, each.name, None, is_chosen=False) for each in counties], has_more=False
    )


def _newest_first(row: Row) -> tuple[Any, ...]:
    return -(row.latest or date.min).toordinal(), -row.count, row.slug


ORDERS: dict[str, Callable[[Row], tuple[Any, ...]]] = {
    "": lambda row: (-row.count, row.slug),
    "latest": _newest_first,
    "name": lambda row: (row.slug,),
}


def _rows(since: date | None) -> list[Row]:
    """Every place that an article names, or one of those days."""
    links = ArticlePlace.objects.filter(**({"date__gte": since} if since else {})).order_by()
    each = links.values_list("place").annotate(count=Count("*"), last=Max("date"))
    counted = {place: (count, last) for place, count, last in each}
    above = ("parent", "parent__parent", "parent__parent__parent")
    places = Place.objects.filter(pk__in=counted).values_list(
        "pk", "name", "slug", "level", "aliases", "parent__name", *above
    )
    return [
        Row(
            name=name,
            slug=slug,
            level=level,
            parent=parent or "",
            spellings=(name, *aliases),
            within=frozenset({pk, *filter(None, chain)}),
            count=counted[pk][0],
            latest=counted[pk][1],
        )
        for pk, name, slug, level, aliases, parent, *chain in places
    ]


def _levels(counts: Counter[str], chosen: str) -> list[Choice]:
    return [
        Choice(value, str(label), counts[value], value == chosen)
        for value, label in LEVELS
        if counts[value] or value == chosen
    ]


def _counties(rows: Sequence[Row], chosen: Place | None) -> list[Choice]:
    counts = Counter(pk for row in rows for pk in row.within)
    counties = Place.objects.counties().filter(is_covered=True)
    return [Choice(each.slug, each.name, counts[each.pk], each == chosen) for each in counties]
