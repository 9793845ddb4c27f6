"""The front page."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.browsing.lists.cards import cards, with_card_rows
from articles.browsing.lists.tallies import WEEK, held_span, issues_counted, places_counted, with_week
from articles.models import Article, Issue, Place

from ..anniversaries import this_day
from ..maps import county_map

LATEST_ISSUES = 7
LATEST_ARTICLES = 8


def home(request: HttpRequest) -> HttpResponse:
    """This day in earlier years, the latest issue and those before it, and what is held of each county."""
    issues = list(issues_counted(Issue.objects.newest_first())[:LATEST_ISSUES])
    latest = issues[0] if issues else None
    articles = with_card_rows(Article.objects.filter(issue=latest).order_by("position"))[:LATEST_ARTICLES]
    first, last = held_span()
    held = places_counted(Place.objects.counties().filter(is_covered=True))
    counties = list(with_week(held, last))
    context = {
        "latest": latest,
        "this_day": this_day(timezone.localdate()),
        "cards": cards(articles) if latest else [],
        "earlier": issues[1:],
        "counties": counties,
        "map": county_map(counties),
        "week": (last - timedelta(WEEK - 1), last) if last else None,
        "span": (first, last),
    }
    return render(request, "browsing/home.html", context)
