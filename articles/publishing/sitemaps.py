"""What search engines are told: every article, issue, place and official that has a page. Those pages name their other
language themselves."""

from __future__ import annotations

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Article, ArticlePlace, Issue, Official, Place

FILE_LENGTH = 10_000  # addresses a file; the protocol allows 50,000, and all of a file's rows are in memory at once


class Addresses(Sitemap):
    """One kind of page. The rows fetch no more than their address needs, in an order that does not change."""

    limit = FILE_LENGTH


class Articles(Addresses):
    def items(self) -> QuerySet[Article]:
        return Article.objects.order_by("pk").only("public_id")


class Issues(Addresses):
    def items(self) -> QuerySet[Issue]:
        return Issue.objects.order_by("pk").only("slug")


class Places(Addresses):
    """Places that articles name; the gazetteer has thousands of which the archive says nothing."""

    def items(self) -> QuerySet[Place]:
        named = Exists(ArticlePlace.objects.filter(place=OuterRef("pk")))
        return Place.objects.filter(named).order_by("pk").only("slug")


class Officials(Addresses):
    def items(self) -> QuerySet[Official]:
        return Official.objects.listed().order_by("pk").only("name")


SITEMAPS: dict[str, type[Sitemap]] = {
    "articles": Articles,
    "issues": Issues,
    "places": Places,
    "officials": Officials,
}
