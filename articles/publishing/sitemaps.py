"""What search engines are told: every article, issue, place and official that has a page, and when it last changed.
Those pages name their other language themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Greatest

from articles.models import (
    Appearance,
    Article,
    ArticlePlace,
    Correction,
    Issue,
    Official,
    Page,
    Place,
    RegisteredTerm,
    SourceFile,
    Target,
)

FILE_LENGTH = 10_000  # addresses a file; the protocol allows 50,000, and all of a file's rows are in memory at once
ADDED = "source__added_at"


class Addresses(Sitemap):
    """One kind of page. The rows fetch no more than their address needs, in an order that does not change.

    A row changed when its newest source came in or when it was last corrected (`changed`).
    """

    limit = FILE_LENGTH

    def lastmod(self, row: Any) -> datetime:
        return row.changed

    def get_latest_lastmod(self) -> datetime | None:
        """When anything at all changed, since no kind of page changes without it: one look instead of all rows."""
        added = SourceFile.objects.aggregate(last=Max("added_at"))["last"]
        corrected = Correction.objects.aggregate(last=Greatest(Max("made_at"), Max("undone_at")))["last"]
        registered = RegisteredTerm.objects.aggregate(last=Max("changed_at"))["last"]
        return max((day for day in (added, corrected, registered) if day), default=None)


class Articles(Addresses):
    def items(self) -> QuerySet[Article]:
        corrected = Correction.objects.filter(article=OuterRef("public_id")).order_by("-pk")
        last = Subquery(corrected.values(day=Greatest("made_at", "undone_at"))[:1])
        return Article.objects.order_by("pk").annotate(changed=Greatest(ADDED, last)).only("public_id")


class Issues(Addresses):
    def items(self) -> QuerySet[Issue]:
        pages = Page.objects.filter(issue=OuterRef("pk")).order_by(f"-{ADDED}")
        return changed(Issue.objects.order_by("pk"), pages.values(ADDED), Target.ISSUE).only("slug")


class Places(Addresses):
    """Places that articles name; the gazetteer has thousands of which the archive says nothing."""

    def items(self) -> QuerySet[Place]:
        links = ArticlePlace.objects.filter(place=OuterRef("pk"))
        named = Place.objects.filter(Exists(links)).order_by("pk")
        return changed(named, newest(links), Target.PLACE).only("slug")


class Officials(Addresses):
    def items(self) -> QuerySet[Official]:
        seen = newest(Appearance.objects.filter(official=OuterRef("pk")))
        terms = RegisteredTerm.objects.filter(official=OuterRef("pk")).order_by("-changed_at").values("changed_at")
        listed = changed(Official.objects.listed().order_by("pk"), seen, Target.OFFICIAL).only("name")
        return listed.annotate(changed=Greatest("changed", Subquery(terms[:1])))


def newest(links: QuerySet[Any]) -> QuerySet[Any]:
    """When the source of the newest article among these came in."""
    return links.order_by(F("date").desc(nulls_last=True), "-article_id").values(f"article__{ADDED}")


def changed(rows: QuerySet[Any], added: QuerySet[Any], target: Target) -> QuerySet[Any]:
    """The rows with the later of when their source came in and when they were last corrected."""
    key = Cast(OuterRef("pk"), Correction._meta.get_field("key"))
    corrected = (
        Correction.objects.filter(target=target, key=key).order_by("-pk").values(day=Greatest("made_at", "undone_at"))
    )
    return rows.annotate(changed=Greatest(Subquery(added[:1]), Subquery(corrected[:1])))


SITEMAPS: dict[str, type[Sitemap]] = {
    "articles": Articles,
    "issues": Issues,
    "places": Places,
    "officials": Officials,
}
