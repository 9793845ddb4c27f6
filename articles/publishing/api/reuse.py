"""Texts that stand in several articles, word for word or nearly so, as their page lists them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from articles.browsing.lists.fields import ListForm
from articles.browsing.lists.filters import SharedTextList
from articles.browsing.stories.clusters import Cluster, clusters_after
from articles.models import Article
from articles.searching import by_index

from .answers import check, resource
from .articles import article_label
from .lists import LimitForm, next_url


@resource
def reuse(request: HttpRequest) -> dict[str, Any]:
    """The texts of which one article at least meets the conditions, the newest first."""
    filtered = SharedTextList(request.GET, Article.objects.all())
    where, limit = ListForm(request.GET), LimitForm(request.GET)
    check(request, filtered.form, where, limit)
    with by_index():
        shown = clusters_after(filtered.qs, where.cleaned_data["after"], limit.limit_or_default)
    return {
        "results": [_shared(cluster) for cluster in shown.clusters],
        "next": next_url(request.path, request.GET, shown.next) if shown.next else None,
    }


def _shared(cluster: Cluster) -> dict[str, Any]:
    return {
        "passage": cluster.passage,
        "letters": cluster.letters,
        "is_exact": cluster.is_exact,
        "articles": [article_label(bearer.article) for bearer in cluster.bearers],
    }
