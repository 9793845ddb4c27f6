"""What a list has got since the last mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.http import QueryDict

from articles.browsing.cards import Card, cards, proof, with_card_rows
from articles.browsing.filters import ArticleFilter, appearances_asked
from articles.browsing.keyset import slice_after
from articles.browsing.queries import Query
from articles.models import Alert, Appearance, Article, ArticlePlace
from articles.searching import by_index

from .arrivals import arrived

MOST_TOLD = 50
"""Articles in one mail, as in a feed; of the others it says how many they are, and where."""


@dataclass(frozen=True, slots=True)
class News:
    """The list, how many articles came, and the newest of them."""

    query: Query
    count: int
    cards: list[Card]


def query_of(asked: str) -> Query:
    """The list of an alert. Raises ValidationError where a condition means nothing any more."""
    return _filter(asked).query


def news_of(alert: Alert, until: int) -> News:
    """What came behind what the alert was told, up to a number, and is shown now. Raises ValidationError like
    `query_of`."""
    filtered = _filter(alert.query)
    found = filtered.qs.filter(public_id__in=arrived(alert.told, until))
    with by_index():
        newest = slice_after(with_card_rows(found), None, size=MOST_TOLD).articles
        count = found.order_by().count()
    return News(filtered.query, count, _proved(newest, filtered.query))


def _filter(asked: str) -> ArticleFilter:
    filtered = ArticleFilter(QueryDict(asked), Article.objects.all())
    if not filtered.is_valid():
        raise ValidationError([error for errors in filtered.form.errors.values() for error in errors])
    return filtered


def _proved(articles: Sequence[Article], query: Query) -> list[Card]:
    """Each article with the sentence for which it is in the list: with the words; with who or where was asked for;
    otherwise its first."""
    shown = cards(articles, query.q)
    if query.q:
        return shown
    spans = _spans(articles, query)
    return [replace(card, excerpt=proof(card.article, spans.get(card.article.pk, []))) for card in shown]


def _spans(articles: Sequence[Article], query: Query) -> dict[int, list[list[int]]]:
    """Where the persons or else the places stand that were asked for, by article."""
    people = appearances_asked(query)
    if people is None:
        people = Appearance.objects.filter(official__in=query.companions)
    places = ArticlePlace.objects.filter(place__in=[*query.places, *query.towns])
    inside = {"article__in": [article.pk for article in articles]}
    named = places.filter(**inside).order_by("-pk").values_list("article", "spans")
    seen = people.filter(**inside).order_by("-pk").values_list("article", "spans")
    return dict(named) | dict(seen)
