"""Articles: those of a list, and one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from articles.browsing.lists.counting import tally
from articles.browsing.lists.fields import ListForm
from articles.browsing.lists.filters import ArticleFilter
from articles.browsing.lists.keyset import slice_after
from articles.browsing.printed.photographs import Photograph, figures_of, photographs_of
from articles.corrections import delisted_article
from articles.models import Article, Redirect
from articles.searching import by_index

from ..addresses import absolute
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
        "results": article_items(shown.articles),
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
    return article_items([found])[0]


def article_items(articles: Sequence[Article]) -> list[dict[str, Any]]:
    """Each article with what only the API says of it."""
    shown = photographs_of(articles)
    return [_item(article, shown.get(article.pk, ())) for article in articles]


def _item(article: Article, shown: Sequence[Photograph]) -> dict[str, Any]:
    """The row of an export with the title that pages show, the issue, every place by the id that filters take, and the
    photographs."""
    links = article.article_places.all()
    return {
        **row(article),
        "title": article.display_title,
        "issue": article.issue.slug,
        "named_places": [
            {"id": link.place.slug, "name": link.place.name, "level": link.place.level, "primary": link.primary}
            for link in links
        ],
        "photographs": [
            {
                "url": absolute(photograph.large),
                "thumbnail": absolute(photograph.small),
                "width": photograph.width,
                "height": photograph.height,
                "caption": "\n".join(article.body[number] for number in figure.caption),
            }
            for figure in figures_of(article, shown)
            for photograph, _alt in figure.pictures
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
