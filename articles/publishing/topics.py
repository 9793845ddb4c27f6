"""What a feed of articles holds, and which feeds are topics of WebSub: those whose news the hub is told.

A feed names a hub only where that promise is kept. Any filtered list has a feed, and nobody could go through all of
them after each import; so topics are the feeds of the whole archive, and those of one place, one official or one post.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation

from articles.browsing.lists.filters import ArticleFilter
from articles.browsing.lists.keyset import slice_after
from articles.models import Appearance, Article, ArticlePlace, TenureProof
from articles.models.article import ArticleQuerySet
from articles.searching import by_index

from .addresses import absolute

FEED_LENGTH = 50  # more than one issue prints, so that a daily reader misses nothing
ARTICLES = "articles-atom"
WHOLE = (ARTICLES, "issues-atom", "officials-atom", "places-atom", "changes-atom")
ONE_NAMED = re.compile(r"(place|official|post)=[^&]+")


def newest(found: ArticleQuerySet) -> list[Article]:
    """The articles of a list that its feed holds."""
    with by_index():
        return slice_after(found, None, size=FEED_LENGTH).articles


def hub_of(feed: str, query: str) -> str:
    """The hub that is told of what is new in a feed, by its name and the query in its address; "" for none."""
    is_topic = ONE_NAMED.fullmatch(query) if query and feed == ARTICLES else not query
    return settings.WEBSUB_HUB if is_topic else ""


def topics_with(touched: ArticleQuerySet) -> list[str]:
    """The addresses, in each language, of the feeds of the whole archive, and of all others that hold one of these."""
    keys, rows = set(touched.values_list("pk", flat=True)), touched.order_by().values("pk")
    named: dict[str, QuerySet[Any]] = {
        "place": ArticlePlace.objects.filter(article__in=rows).values_list("place__slug", flat=True),
        "official": Appearance.objects.filter(article__in=rows).values_list("official", flat=True),
        "post": TenureProof.objects.filter(appearance__article__in=rows).values_list("tenure__post", flat=True),
    }
    queries = [urlencode({name: key}) for name, found in named.items() for key in found.order_by().distinct()]
    return _addresses([query for query in queries if _holds(query, keys)])


def _holds(query: str, keys: set[int]) -> bool:
    listed = ArticleFilter(QueryDict(query), Article.objects.only("date", "issue", "position")).qs
    return any(article.pk in keys for article in newest(listed))


def _addresses(queries: Iterable[str]) -> list[str]:
    found: list[str] = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found += [absolute(reverse(feed)) for feed in WHOLE]
            found += [f"{absolute(reverse(ARTICLES))}?{query}" for query in queries]
    return found
