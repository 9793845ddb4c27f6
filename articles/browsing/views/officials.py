"""The holders of public office whom articles or registers name, and one of them."""

from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles.browsing.lists.cards import official_cards, with_card_rows
from articles.browsing.lists.fields import ListForm
from articles.browsing.lists.keyset import slice_after
from articles.browsing.lists.tallies import (
    activities_of,
    companions_of,
    officials_counted,
    places_of,
    sightings_of,
    titles_of,
)
from articles.models import Article, Official, Post
from articles.models.official import SEEN_WITH_ARTICLES

from ..addresses import unlisted_official
from ..careers import offices_of, spans_of, spans_of_terms, terms_of
from ..timelines import months_of, timeline

OFFICIALS_A_PAGE = 60
MOST_NAMESAKES = 8
MOST_POSTS = 20
SHORTEST_POST = 2  # characters: 市 stands in the name of every second post


class OfficialListForm(forms.Form):
    """A name, or the beginning of its pinyin, and after whom the page starts."""

    q = forms.CharField(max_length=20, required=False)
    after = forms.ModelChoiceField(Official.objects.all(), required=False)


def officials(request: HttpRequest) -> HttpResponse:
    """Officials in the order of their pinyin, with the latest title and day."""
    form = OfficialListForm(request.GET)
    found = matching(form.cleaned_data) if form.is_valid() else Official.objects.none()
    rows = list(officials_counted(found.order_by("pinyin", "pk"))[: OFFICIALS_A_PAGE + 1])
    shown = rows[:OFFICIALS_A_PAGE]
    q = form.cleaned_data.get("q", "")
    asked = {"q": q} if q else {}
    context = {
        "form": form,
        "officials": shown,
        "q": q,
        "is_first": not form.cleaned_data.get("after"),
        "first_query": urlencode(asked),
        "next": urlencode({**asked, "after": shown[-1].pk}) if len(rows) > OFFICIALS_A_PAGE else "",
        "posts": posts_named(q),
    }
    return render(request, "browsing/officials.html", context, status=200 if form.is_valid() else 400)


def matching(asked: dict) -> QuerySet[Official]:
    """Listed officials of the name or beginning of its pinyin, behind `after`."""
    found = Official.objects.listed()
    if q := asked["q"]:
        found = found.filter(Q(pinyin__istartswith=q) | Q(pk__in=Official.objects.filter(names__name__contains=q)))
    if after := asked["after"]:
        later = Q(pinyin__gt=after.pinyin) | Q(pinyin=after.pinyin, pk__gt=after.pk)
        found = found.filter(later, pinyin__gte=after.pinyin)
    return found


def posts_named(words: str) -> QuerySet[Post]:
    """The posts in whose names the words stand and which somebody is known to have held, heads first."""
    if len(words) < SHORTEST_POST:
        return Post.objects.none()
    return Post.objects.held().filter(name__contains=words).order_by("rank", "name", "pk")[:MOST_POSTS]


def official(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One official: offices in order of appearance, and the articles with the sentence that proves each."""
    official = Official.objects.listed().filter(pk=pk).first()
    if official is None:
        return unlisted_official(request, pk)
    if name != official.name:
        return redirect(official, permanent=True)
    where = ListForm(request.GET)
    valid = where.is_valid()
    found = Article.objects.filter(appearances__official=official) if valid else Article.objects.none()
    shown = slice_after(with_card_rows(found), where.cleaned_data.get("after"))
    offices, terms = offices_of(official), terms_of(official)
    spans = [
        *spans_of(offices, lambda tenure: tenure.post),
        *spans_of_terms(terms, lambda term: term.post),
    ]
    context = {
        "official": official,
        "seen": sightings_of(official),
        "offices": offices,
        "terms": terms,
        "timeline": timeline(spans, months_of(official)),
        "namesakes": namesakes_of(official),
        "activities": activities_of(official),
        "titles": titles_of(official),
        "names": [form.name for form in official.names.all() if form.name != official.name],
        "companions": companions_of(official),
        "places": places_of(official),
        "newest": SEEN_WITH_ARTICLES,
        "cards": official_cards(shown.articles, official),
        "errors": where.errors,
        "is_first": shown.is_first,
        "next": f"after={shown.next}" if shown.next else "",
    }
    return render(request, "browsing/official.html", context, status=200 if valid else 400)


def namesakes_of(official: Official) -> QuerySet[Official]:
    """Others of the same name, with their latest title, so that nobody takes one for another."""
    others = Official.objects.listed().filter(name=official.name).exclude(pk=official.pk).order_by("pk")
    return officials_counted(others)[:MOST_NAMESAKES]
