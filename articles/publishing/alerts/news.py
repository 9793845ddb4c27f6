"""What a list has got since it was told of last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import unescape

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.safestring import SafeData
from django.utils.translation import gettext as _

from articles.browsing.lists.cards import Card, cards, proof, with_card_rows
from articles.browsing.lists.filters import ArticleFilter, appearances_asked
from articles.browsing.lists.keyset import slice_after
from articles.browsing.lists.queries import Query
from articles.models import Alert, Appearance, Article, ArticlePlace
from articles.searching import by_index

from ..cited import one_line
from .arrivals import arrived

MOST_TOLD = 50
"""Articles told at once, as in a feed; of the others it says how many they are, and where."""


@dataclass(frozen=True, slots=True)
class News:
    """The list, how many articles came, and the newest of them."""

    query: Query
    count: int
    cards: list[Card]


def name_of(query: Query) -> str:
    """A list in words: the values of its conditions."""
    return one_line(" · ".join(chip.value for chip in query.chips)) or _("全部报道")


def plain(text: str) -> str:
    """What was escaped for HTML, and marked, as the text that it was."""
    return one_line(unescape(strip_tags(text)) if isinstance(text, SafeData) else text)


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


def news_again(alert: Alert, public_ids: Sequence[str]) -> News:
    """Articles of which the alert told, in the same order, as far as they are shown now. Raises ValidationError like
    `query_of`."""
    query = query_of(alert.query)
    found = {each.public_id: each for each in with_card_rows(Article.objects.filter(public_id__in=public_ids))}
    shown = [found[public_id] for public_id in public_ids if public_id in found]
    return News(query, len(shown), _proved(shown, query))


def reach(alert: Alert, until: int) -> int:
    """How far, at most up to a number, one message goes that leaves none out."""
    found = _filter(alert.query).qs.order_by().values("public_id")
    new = arrived(alert.told, until).filter(public_id__in=found).order_by("pk").values_list("pk", flat=True)
    with by_index():
        return next(iter(new[MOST_TOLD - 1 : MOST_TOLD]), until)


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
