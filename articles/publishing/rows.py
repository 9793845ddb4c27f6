"""Articles as plain rows: one dict an article, its keys and values as docs/export-format.md promises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from articles.models import Appearance, Article, ArticlePlace, Place
from articles.models.article import ArticleQuerySet

from .addresses import permanent_url

BATCH = 200  # articles whose links are loaded together; bounds the memory of an export of any length

COLUMNS = (
    "id", "url", "newspaper", "issue_date", "issue_date_basis", "page", "page_name", "position", "kind",
    "banner", "kicker", "headline", "subheadline", "paragraphs", "crossheads", "dateline",
    "reporters", "correspondents", "photographers", "jump_to", "jump_from", "continued_by", "continues",
    "event_dates", "officials", "counties", "places", "source",
)  # fmt: skip


def rows(articles: ArticleQuerySet) -> Iterator[dict[str, Any]]:
    """The articles of a queryset as rows, in its order, a batch at a time."""
    for article in with_row_links(articles).iterator(chunk_size=BATCH):
        yield row(article)


def with_row_links(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Fetch what rows need along with the articles, in three queries."""
    linked = articles.select_related("issue", "page", "source", "continues", "continued_by").prefetch_related(
        Prefetch("appearances", Appearance.objects.select_related("official", "jurisdiction").order_by("pk")),
        Prefetch("article_places", ArticlePlace.objects.select_related("place__parent__parent").order_by("pk")),
    )
    # The source's bytes and text are never part of a row, and are the largest columns of the archive.
    return linked.defer("source__content", "source__text", "source__boxes", "continues__paragraphs")


def row(article: Article) -> dict[str, Any]:
    """One article as a row."""
    places = list(article.article_places.all())
    return {
        "id": article.public_id,
        "url": permanent_url(article),
        "newspaper": article.issue.newspaper,
        "issue_date": article.issue.date.isoformat() if article.issue.date else "",
        "issue_date_basis": article.issue.date_basis,
        "page": article.page.number,
        "page_name": article.page.name,
        **{key: getattr(article, key) for key in ("position", "kind", "banner", "kicker", "headline", "subheadline")},
        "paragraphs": article.body,
        "crossheads": [piece["text"] for piece in article.blocks_of("crosshead")],
        **{key: getattr(article, key) for key in ("dateline", "reporters", "correspondents", "photographers")},
        "jump_to": article.jump_to,
        "jump_from": article.jump_from,
        "continued_by": _id(getattr(article, "continued_by", None)),
        "continues": _id(article.continues),
        "event_dates": [day.isoformat() for day in article.event_dates],
        "officials": [_official(appearance) for appearance in article.appearances.all()],
        "counties": [_county(link) for link in places if link.place.level == "county" and link.place.is_covered],
        "places": [_settlement(link.place) for link in places if link.place.level in ("town", "village")],
        "source": _source(article),
    }


def _source(article: Article) -> dict[str, Any]:
    """The input that an article was read from; for one that came out of an export, the input that it was first read
    from."""
    first = article.origin
    return {
        "file": first.get("file", article.source.name),
        "sha256": first.get("sha256", article.source.sha256),
        "lines": first.get("lines", article.source_lines),
    }


def _id(article: Article | None) -> str:
    return article.public_id if article else ""


def _official(appearance: Appearance) -> dict[str, Any]:
    return {
        "id": appearance.official_id,
        "name": appearance.name,
        "title": appearance.title,
        "jurisdiction": appearance.jurisdiction.name if appearance.jurisdiction else appearance.jurisdiction_name,
        "level": appearance.level,
        "roles": appearance.roles,
        "spans": appearance.spans,
    }


def _county(link: ArticlePlace) -> dict[str, Any]:
    return {"code": link.place.code or "", "name": link.place.name, "primary": link.primary}


def _settlement(place: Place) -> dict[str, Any]:
    return {
        "code": place.code or "",
        "name": place.name,
        "level": place.level,
        "county": county_of(place),
    }


def county_of(place: Place) -> str:
    """The name of the county that a town or village lies in, `""` where the gazetteer does not tell."""
    parent = place.parent
    while parent and parent.level != "county":
        parent = parent.parent
    return parent.name if parent else ""
