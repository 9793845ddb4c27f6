"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article, Issue, Place

from ..cards import cards, with_card_rows
from ..tallies import held_span, issues_counted, places_counted

LATEST_ISSUES = 7
LATEST_ARTICLES = 8


def home(request: HttpRequest) -> HttpResponse:
    """The latest issue with its first articles, the issues before it, and what is held of each county."""
    issues = list(issues_counted(Issue.objects.newest_first())[:LATEST_ISSUES])
    latest = issues[0] if issues else None
    articles = with_card_rows(Article.objects.filter(issue=latest).order_by("position"))[:LATEST_ARTICLES]
    context = {
        "latest": latest,
        "cards": cards(articles) if latest else [],
        "earlier": issues[1:],
        "counties": places_counted(Place.objects.counties().filter(is_covered=True)),
        "span": held_span(),
    }
    return render(request, "browsing/home.html", context)
