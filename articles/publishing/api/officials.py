"""The holders of public office whom articles or registers show: the list, one with posts, and where one appears."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from articles.browsing.addresses import UNNAMED
from articles.browsing.careers import offices_of, terms_of
from articles.browsing.lists.fields import ListForm
from articles.browsing.lists.keyset import PAGE_SIZE, Key, slice_after
from articles.browsing.lists.tallies import officials_counted
from articles.browsing.views.officials import OfficialListForm, matching
from articles.corrections import standing_official
from articles.models import Appearance, Article, Official

from ..addresses import permanent_url
from ..records import named, official_record, registered_record, tenure_days
from .answers import Moved, check, resource
from .articles import article_label
from .lists import LimitForm, counted, next_url, page_of
from .moves import refuse_missing

EMPTY: dict[str, Any] = {"results": [], "next": None}


@resource
def official_list(request: HttpRequest) -> dict[str, Any]:
    """Officials in the order of their pinyin."""
    form, limit = OfficialListForm(request.GET), LimitForm(request.GET)
    check(request, form, limit)
    rows = shown(matching(form.cleaned_data)).order_by("pinyin", "pk")[: limit.limit_or_default + 1]
    return page_of(request, rows, limit.limit_or_default, official_item)


@resource
def official(request: HttpRequest, pk: int) -> dict[str, Any]:
    """One official with posts, and the newest appearances."""
    check(request)
    found = _found(pk)
    if found is None:
        return {**nobody(pk), "tenures": [], "registered": [], "appearances": EMPTY}
    return {
        **official_item(found),
        "tenures": [
            {
                "post": named(office.tenure.post),
                **tenure_days(office.tenure),
                "proved_by": office.article.public_id if office.article else "",
            }
            for office in offices_of(found)
        ],
        "registered": [{"post": named(term.post), **registered_record(term)} for term in terms_of(found)],
        "appearances": _appearances(found, QueryDict(), None, PAGE_SIZE),
    }


@resource
def appearances(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Where an official appears, newest first."""
    where, limit = ListForm(request.GET), LimitForm(request.GET)
    check(request, where, limit)
    found = _found(pk)
    return _appearances(found, request.GET, where.cleaned_data["after"], limit.limit_or_default) if found else EMPTY


def shown(officials: QuerySet[Official]) -> QuerySet[Official]:
    """What items need along with them, in two queries."""
    return officials_counted(officials).prefetch_related("names")


def official_item(official: Any) -> dict[str, Any]:
    """An official as counted: the latest title is that of the latest article."""
    return {
        **official_record(official),
        "article_count": counted(official.article_count),
        "last_seen": official.latest.isoformat() if official.latest else "",
        "last_title": official.latest_title or "",
        "last_jurisdiction": official.latest_jurisdiction or "",
    }


def nobody(pk: int) -> dict[str, Any]:
    """What is said of an official whom no article shows any more: nothing but where that is said to people."""
    words = dict.fromkeys(("name", "pinyin", "disambiguator", "last_seen", "last_title", "last_jurisdiction"), "")
    return {"id": pk, "url": permanent_url(Official(pk=pk, name=UNNAMED)), **words, "names": [], "article_count": 0}


def _found(pk: int) -> Official | None:
    """The listed official of that key; None where no article shows that person any more. Raises Moved to who stands for
    an official now, and Refusal where there never was one."""
    if found := shown(Official.objects.listed()).filter(pk=pk).first():
        return found
    if standing := standing_official(pk):
        raise Moved(reverse("api-official", args=[standing.pk]))
    if not Official.objects.filter(pk=pk).exists():
        refuse_missing(pk)
    return None


def _appearances(official: Official, asked: QueryDict, after: Key | None, size: int) -> dict[str, Any]:
    articles = Article.objects.filter(appearances__official=official).select_related("issue").defer("heading_blocks")
    page = slice_after(articles, after, size=size)
    rows = Appearance.objects.filter(official=official, article__in=page.articles).select_related("jurisdiction")
    by_article = {row.article_id: row for row in rows}
    path = reverse("api-appearances", args=[official.pk])
    return {
        "results": [_appearance(article, by_article[article.pk]) for article in page.articles],
        "next": next_url(path, asked, page.next) if page.next else None,
    }


def _appearance(article: Article, seen: Appearance) -> dict[str, Any]:
    return {
        "article": article_label(article),
        "name": seen.name,
        "title": seen.title,
        "titles": seen.titles,
        "jurisdiction": seen.jurisdiction.name if seen.jurisdiction else seen.jurisdiction_name,
        "jurisdiction_id": seen.jurisdiction.slug if seen.jurisdiction else "",
        "level": seen.level,
        "roles": seen.roles,
        "spans": seen.spans,
    }
