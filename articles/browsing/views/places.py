"""The places that the archive covers, and one place."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.browsing.lists.cards import place_cards, with_card_rows
from articles.browsing.lists.fields import MonthListForm
from articles.browsing.lists.gazetteers import SORTS, PlacesForm, found, unasked
from articles.browsing.lists.keyset import capped_count, slice_after
from articles.browsing.lists.periods import last_day, months_of, presets
from articles.browsing.lists.tallies import MOST_OFFICIALS, held_span, officials_of, places_counted
from articles.models import Article, ArticlePlace, Place, Redirect
from articles.models.article import ArticleQuerySet
from articles.models.place import Level

from ..addresses import follows_moves
from ..careers import held_posts, incumbents_of

MOST_POSTS = 40


def places(request: HttpRequest) -> HttpResponse:
    """The places that were asked for; where nothing is asked, all that is covered and what else articles name."""
    form = PlacesForm(request.GET)
    valid = form.is_valid()
    context: dict[str, Any] = {"form": form, "sorts": SORTS}
    if valid and form.is_asked:
        asked = [(name, value) for name, value in form.conditions if name != "page"]
        page = form.cleaned_data["page"] or 1
        shown = found(form.cleaned_data)
        context |= {
            "found": shown,
            "first_query": urlencode(asked),
            "is_first": page == 1,
            "next": urlencode([*asked, ("page", page + 1)]) if shown.has_more else "",
        }
    elif valid:
        context |= _by_county()
    context["offered"] = context.get("found") or unasked()
    return render(request, "browsing/places.html", context, status=200 if valid else 400)


def _by_county() -> dict[str, Any]:
    """The covered counties with their towns, then the other places of their rank that articles name."""
    named = Exists(ArticlePlace.objects.filter(place=OuterRef("pk")))
    ranks = Place.objects.filter(level__in=[Level.PROVINCE, Level.CITY, Level.COUNTY])
    counties = list(places_counted(Place.objects.counties().filter(is_covered=True)))
    towns = places_counted(Place.objects.filter(named, level=Level.TOWN, parent__in=counties).order_by("code", "pk"))
    by_county: dict[int | None, list[Place]] = {county.pk: [] for county in counties}
    for town in towns:
        by_county[town.parent_id].append(town)
    return {
        "counties": [(county, by_county[county.pk]) for county in counties],
        "others": places_counted(ranks.filter(named).exclude(is_covered=True, level=Level.COUNTY)),
    }


@follows_moves(Redirect.Kind.PLACE, parameter="slug")
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """One place: where it lies, what lies in it, who was seen in its offices, and its articles."""
    place = get_object_or_404(Place.objects.unmerged().select_related("parent__parent__parent"), slug=slug)
    where = MonthListForm(request.GET)
    valid = where.is_valid()
    month = where.cleaned_data.get("month")
    found = _articles(place, month) if valid else Article.objects.none()
    shown = slice_after(with_card_rows(found), where.cleaned_data.get("after"))
    newest = held_span()[1]
    incumbents = incumbents_of(place, newest)
    asked = f"month={month:%Y-%m}" if month else ""
    context = {
        "place": place,
        "newest": newest,
        "presets": presets(newest),
        "months": months_of(place, month),
        "month": month,
        "month_count": capped_count(found) if month else None,
        "above": _above(place),
        "children": _named_children(place),
        "incumbents": incumbents,
        "officials": officials_of(place).exclude(pk__in=[each.official.pk for each in incumbents])[:MOST_OFFICIALS],
        "posts": held_posts(place)[:MOST_POSTS],
        "cards": place_cards(shown.articles, place),
        "errors": where.errors,
        "is_first": shown.is_first,
        "first_query": asked,
        "next": f"{asked}&after={shown.next}".lstrip("&") if shown.next else "",
        "total": places_counted(Place.objects.filter(pk=place.pk)).get(),
    }
    return render(request, "browsing/place.html", context, status=200 if valid else 400)


def _articles(place: Place, month: date | None) -> ArticleQuerySet:
    """The articles that name the place, or those of a month."""
    named = Article.objects.filter(article_places__place=place)
    return named.filter(date__range=(month, last_day(month))) if month else named


def _above(place: Place) -> list[Place]:
    """The places that the place lies in, widest first."""
    above: list[Place] = []
    while place.parent:
        place = place.parent
        above.insert(0, place)
    return above


def _named_children(place: Place) -> QuerySet[Place]:
    named = Exists(ArticlePlace.objects.filter(place=OuterRef("pk")))
    return places_counted(place.children.filter(named))
