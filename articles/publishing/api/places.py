"""Places: those that the archive covers or that articles name, and one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.browsing.careers import held_posts
from articles.browsing.lists.tallies import MOST_OFFICIALS, officials_of, places_counted
from articles.browsing.views.places import MOST_POSTS
from articles.models import ArticlePlace, Place, Redirect
from articles.models.place import Level

from ..records import named, place_record
from .answers import check, resource
from .lists import LimitForm, SlugField, counted, later, page_of
from .moves import refuse_missing

LEVELS = [choice for choice in Level.choices if choice[0] != Level.CENTRAL]


class PlaceListForm(forms.Form):
    """Of which level, inside which place, of what name, and after which place a page starts."""

    q = forms.CharField(max_length=20, required=False, label=_("名称里的字"))
    level = forms.ChoiceField(choices=LEVELS, required=False, label=_("级别"))
    parent = SlugField(Place.objects.unmerged(), Redirect.Kind.PLACE, label=_("直接上级"))
    after = SlugField(Place.objects.unmerged(), Redirect.Kind.PLACE)


@resource
def place_list(request: HttpRequest) -> dict[str, Any]:
    """Places that are covered or named, in the order of the gazetteer."""
    form, limit = PlaceListForm(request.GET), LimitForm(request.GET)
    check(request, form, limit)
    named_somewhere = Exists(ArticlePlace.objects.filter(place=OuterRef("pk")))
    rows = _matching(form.cleaned_data).filter(Q(is_covered=True) | named_somewhere)
    rows = shown(later(rows, form.cleaned_data["after"])).order_by("pk")[: limit.limit_or_default + 1]
    return page_of(request, rows, limit.limit_or_default, place_item, key=lambda place: place.slug)


@resource
def place(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One place with what lies in it, its posts, and who was last seen in its offices."""
    check(request)
    found = shown(Place.objects.unmerged().filter(slug=slug)).first()
    if found is None:
        refuse_missing(slug, Redirect.Kind.PLACE)
    inside = Exists(ArticlePlace.objects.filter(place=OuterRef("pk")))
    return {
        **place_item(found),
        "children": [named(child) for child in found.children.filter(inside).order_by("pk")],
        "posts": [named(post) for post in held_posts(found)[:MOST_POSTS]],
        "officials": [_official(official) for official in officials_of(found)[:MOST_OFFICIALS]],
    }


def shown(places: QuerySet[Place]) -> QuerySet[Place]:
    """What items need along with them, in one query."""
    return places_counted(places).select_related("parent")


def place_item(place: Any) -> dict[str, Any]:
    last = place.latest.isoformat() if place.latest else ""
    return {**place_record(place), "article_count": counted(place.article_count), "last_seen": last}


def _matching(asked: dict[str, Any]) -> QuerySet[Place]:
    conditions = {
        "name__contains": asked["q"],
        "level": asked["level"],
        "parent": asked["parent"],
    }
    return Place.objects.unmerged().filter(**{name: value for name, value in conditions.items() if value})


def _official(official: Any) -> dict[str, Any]:
    last = official.latest.isoformat() if official.latest else ""
    return {**named(official), "title": official.latest_title or "", "last_seen": last}
