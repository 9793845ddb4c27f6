"""The places that the archive covers, and one place."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.models import Article, ArticlePlace, Place, Post, Redirect
from articles.models.place import Level

from ..addresses import follows_moves
from ..cards import place_cards, with_card_rows
from ..fields import ListForm
from ..keyset import slice_after
from ..periods import days_of_month, presets
from ..tallies import held_span, officials_of, places_counted

MOST_POSTS = 40


def places(request: HttpRequest) -> HttpResponse:
    """The covered counties with their towns, then the other places of their rank that articles name."""
    named = Exists(ArticlePlace.objects.filter(place=OuterRef("pk")))
    ranks = Place.objects.filter(level__in=[Level.PROVINCE, Level.CITY, Level.COUNTY])
    counties = list(places_counted(Place.objects.counties().filter(is_covered=True)))
    towns = places_counted(Place.objects.filter(named, level=Level.TOWN, parent__in=counties).order_by("code", "pk"))
    by_county: dict[int | None, list[Place]] = {county.pk: [] for county in counties}
    for town in towns:
        by_county[town.parent_id].append(town)
    context = {
        "counties": [(county, by_county[county.pk]) for county in counties],
        "others": places_counted(ranks.filter(named).exclude(is_covered=True, level=Level.COUNTY)),
    }
    return render(request, "browsing/places.html", context)


@follows_moves(Redirect.Kind.PLACE, parameter="slug")
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """One place: where it lies, what lies in it, who was seen in its offices, and its articles."""
    place = get_object_or_404(Place.objects.select_related("parent__parent__parent"), slug=slug)
    where = ListForm(request.GET)
    valid = where.is_valid()
    found = Article.objects.filter(article_places__place=place) if valid else Article.objects.none()
    shown = slice_after(with_card_rows(found), where.cleaned_data.get("after"))
    total = places_counted(Place.objects.filter(pk=place.pk)).get()
    newest = held_span()[1]
    context = {
        "place": place,
        "newest": newest,
        "presets": presets(newest),
        "days": days_of_month(place, getattr(total, "latest", None)),
        "above": _above(place),
        "children": _named_children(place),
        "officials": officials_of(place),
        "posts": Post.objects.filter(place=place).order_by("rank", "organisation", "pk")[:MOST_POSTS],
        "cards": place_cards(shown.articles, place),
        "errors": where.errors,
        "is_first": shown.is_first,
        "next": f"after={shown.next}" if shown.next else "",
        "total": total,
    }
    return render(request, "browsing/place.html", context, status=200 if valid else 400)


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
