"""Counts and latest days beside issues, places and officials: one query for a whole list, each count capped."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Func, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery

from articles.models import Appearance, Article, ArticlePlace, Issue, Official, Page, Place, RegisteredTerm
from articles.models.official import SEEN_WITH_ARTICLES

from .keyset import COUNT_LIMIT

LEADS = 3
WEEK = 7
MOST_OFFICIALS = 40
MOST_TITLES = 60
MOST_COMPANIONS = MOST_PLACES = 12


class CappedCount(Subquery):
    """Rows of a subquery, counted no further than COUNT_LIMIT + 1."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS capped)"

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("pk")[: COUNT_LIMIT + 1], output_field=IntegerField())


def issues_counted(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Issues with `page_count` and `article_count`."""
    return issues.annotate(
        page_count=CappedCount(Page.objects.filter(issue=OuterRef("pk"))),
        article_count=CappedCount(Article.objects.filter(issue=OuterRef("pk"))),
    )


def with_leads(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Issues with `leads`, the first headlines of each."""
    titled = Article.objects.filter(issue=OuterRef("pk")).exclude(headline="").order_by("position")
    return issues.annotate(leads=ArraySubquery(titled.values("headline")[:LEADS]))


def places_counted(places: QuerySet[Place]) -> QuerySet[Place]:
    """Places with `article_count` and the day of the `latest` article."""
    links = ArticlePlace.objects.filter(place=OuterRef("pk"))
    return places.annotate(article_count=CappedCount(links), latest=_latest(links, "date"))


def with_week(places: QuerySet[Place], last: date | None) -> QuerySet[Place]:
    """Places with `week_count`, the articles of the seven days that end with `last`; none where that is unknown."""
    links = ArticlePlace.objects.filter(place=OuterRef("pk"))
    week = links.filter(date__gt=last - timedelta(WEEK), date__lte=last) if last else links.none()
    return places.annotate(week_count=CappedCount(week))


def officials_counted(officials: QuerySet[Official]) -> QuerySet[Official]:
    """Officials with `article_count`, the day of the `latest` article, and the title printed there and whose it is; and
    the post that registers give them last (`registered_post`)."""
    seen = Appearance.objects.filter(official=OuterRef("pk"))
    terms = RegisteredTerm.objects.shown().filter(official=OuterRef("pk")).order_by("-since", "pk")
    return officials.annotate(
        article_count=CappedCount(seen),
        latest=_latest(seen, "date"),
        latest_title=_latest(seen, "title"),
        latest_jurisdiction=_latest(seen, "jurisdiction_name"),
        registered_post=Subquery(terms.values("post__name")[:1]),
    )


def _latest(rows: QuerySet[Any], field: str) -> Subquery:
    return Subquery(rows.order_by(F("date").desc(nulls_last=True), "-article_id").values(field)[:1])


def held_span() -> tuple[date | None, date | None]:
    """The first and the last day of which the archive holds an issue."""
    held = Issue.objects.aggregate(first=Min("date"), last=Max("date"))
    return held["first"], held["last"]


def officials_of(place: Place) -> QuerySet[Official]:
    """Who was seen in an office of the place, most recently seen first, with the latest title there."""
    here = Appearance.objects.filter(jurisdiction=place, official=OuterRef("pk"))
    return (
        Official.objects.filter(appearances__jurisdiction=place)
        .annotate(latest=Max("appearances__date"), latest_title=_latest(here, "title"))
        .order_by(F("latest").desc(nulls_last=True), "pinyin", "pk")
    )


def titles_of(official: Official) -> QuerySet[Appearance, Any]:
    """Each title and place the official was printed with, in order of appearance, with the first and the last day."""
    return (
        official.appearances.values("title", "jurisdiction_name", "jurisdiction__name", "jurisdiction__slug")
        .annotate(first=Min("date"), last=Max("date"))
        .order_by(F("first").asc(nulls_last=True), F("last").asc(nulls_last=True), "title")[:MOST_TITLES]
    )


def sightings_of(official: Official) -> dict[str, Any]:
    """`count`, `first` and `last`: in how many articles the official appears, and when."""
    return official.appearances.aggregate(count=Count("*"), first=Min("date"), last=Max("date"))


def activities_of(official: Official) -> QuerySet[Appearance, Any]:
    """(activity, number of articles), most first."""
    each = official.appearances.annotate(role=Func(F("roles"), function="unnest")).order_by()
    return each.values_list("role").annotate(count=Count("*")).order_by("-count", "role")


def companions_of(official: Official) -> QuerySet[Official]:
    """Who appears with the official in the newest articles, with `shared`, their number, and the latest title."""
    seen = Appearance.objects.filter(official=OuterRef("pk"))
    together = Official.objects.seen_with(official).annotate(latest_title=_latest(seen, "title"))
    return together[:MOST_COMPANIONS]


def places_of(official: Official) -> QuerySet[Place]:
    """The places that the newest articles with the official are about, with `shared`, their number, most first."""
    newest = official.appearances.order_by(F("date").desc(nulls_last=True), "-article_id").values("article")
    about = Q(article_places__primary=True, article_places__article__in=newest[:SEEN_WITH_ARTICLES])
    found = Place.objects.filter(about).annotate(shared=Count("article_places"))
    return found.order_by("-shared", "pk")[:MOST_PLACES]
