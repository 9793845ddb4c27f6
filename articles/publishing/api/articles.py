"""Articles: those of a list, and one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from articles.browsing.counting import tally
from articles.browsing.fields import ListForm
from articles.browsing.filters import ArticleFilter
from articles.browsing.keyset import slice_after
from articles.corrections import delisted_article
from articles.models import Article, Redirect
from articles.searching import by_index

from ..rows import row, with_row_links
from .answers import check, resource
from .lists import LimitForm, counted, next_url
from .moves import refuse_missing


@resource
def article_list(request: HttpRequest) -> dict[str, Any]:
    """Articles by the filters of the site's list, whole as an export holds them."""
    filtered = ArticleFilter(request.GET, Article.objects.all())
    where, limit = ListForm(request.GET), LimitForm(request.GET)
    check(request, filtered.form, where, limit)
    with by_index():
        shown = slice_after(
            with_row_links(filtered.qs),
            where.cleaned_data["after"],
            oldest_first=filtered.oldest_first,
            size=limit.limit_or_default,
        )
        count = tally(filtered.query).total
    return {
        "results": [article_item(article) for article in shown.articles],
        "count": counted(count),
        "next": next_url(request.path, request.GET, shown.next) if shown.next else None,
    }


@resource
def article(request: HttpRequest, public_id: str) -> dict[str, Any]:
    """One article; one that is no longer listed still answers, as its page does."""
    check(request)
    found = with_row_links(Article.objects.filter(public_id=public_id)).first() or delisted_article(public_id)
    if found is None:
        refuse_missing(public_id, Redirect.Kind.ARTICLE, Redirect.Kind.GONE)
    return article_item(found)


def article_item(article: Article) -> dict[str, Any]:
    """The row of an export with what only the API says: the title that pages show, the issue, and every place by the
    id that filters take."""
    links = article.article_places.all()
    return {
        **row(article),
        "title": article.display_title,
        "issue": article.issue.slug,
        "named_places": [
            {"id": link.place.slug, "name": link.place.name, "level": link.place.level, "primary": link.primary}
            for link in links
        ],
    }


def article_label(article: Article) -> dict[str, Any]:
    """Just enough of an article to name it and to ask for it."""
    return {
        "id": article.public_id,
        "title": article.display_title,
        "date": article.date.isoformat() if article.date else "",
        "kind": article.kind,
    }
