"""Atom feeds: the newest of the list that the page with the same query shows: articles, issues, officials, places,
corrections."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db.models import Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from articles.browsing.lists.filters import ArticleFilter
from articles.browsing.lists.tallies import officials_counted
from articles.browsing.views.changes import latest
from articles.browsing.views.issues import CalendarForm
from articles.browsing.views.officials import OfficialListForm
from articles.browsing.views.officials import matching as officials_matching
from articles.models import Appearance, Article, ArticlePlace, Issue, Official, Page, Place, RegisteredTerm

from ..addresses import absolute, permanent_url
from ..api.issues import matching
from ..cited import one_line
from ..topics import FEED_LENGTH, hub_of, newest
from .exports import refusal

SUMMARY = 200
UNSEEN = ("source__content", "source__text", "source__boxes")
FAR_UNSEEN = ("article__paragraphs", "article__heading_blocks", *(f"article__{name}" for name in UNSEEN))


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """The newest articles of a list, whatever order the page shows them in."""
    filtered = ArticleFilter(request.GET, Article.objects.all())
    if not filtered.is_valid():
        return refusal(filtered.form)
    found = filtered.qs.select_related("issue", "source").defer(*UNSEEN, "heading_blocks")
    feed = _feed([_("报道"), *(chip.value for chip in filtered.query.chips)], "articles", str(filtered.query))
    for article in newest(found):
        feed.add_item(**_entry(article, article.display_title, _summary(article)), updateddate=article.source.added_at)
    return _answer(feed)


@require_safe
def issues(request: HttpRequest) -> HttpResponse:
    """The newest issues, of all newspapers or of one."""
    form = CalendarForm(request.GET)
    if not form.is_valid():
        return refusal(form)
    newspaper = form.cleaned_data["newspaper"]
    sources = Page.objects.filter(issue=OuterRef("pk")).order_by("-source__added_at").values("source__added_at")
    feed = _feed([_("报纸"), *([newspaper] if newspaper else [])], "issues", request.GET.urlencode())
    found: QuerySet[Any] = matching(form).annotate(added=Subquery(sources[:1])).filter(added__isnull=False)
    for issue in found[:FEED_LENGTH]:
        feed.add_item(**_entry(issue, str(issue), ""), updateddate=issue.added)
    return _answer(feed)


@require_safe
def officials(request: HttpRequest) -> HttpResponse:
    """The officials whom the archive came to know last, of all or of a name, each since its first article or
    term of a register came in."""
    form = OfficialListForm(request.GET)
    if not form.is_valid():
        return refusal(form)
    came = Appearance.objects.filter(official=OuterRef("pk")).order_by("article__source__added_at")
    told = RegisteredTerm.objects.filter(official=OuterRef("pk")).order_by("changed_at").values("changed_at")
    first = Coalesce(Subquery(came.values("article__source__added_at")[:1]), Subquery(told[:1]))
    listed = officials_matching(form.cleaned_data).order_by("-pk")
    found: QuerySet[Any] = officials_counted(listed).annotate(added=first)
    q = form.cleaned_data["q"]
    feed = _feed([_("官员"), *([q] if q else [])], "officials", request.GET.urlencode())
    for official in found[:FEED_LENGTH]:
        office = f"{official.latest_jurisdiction or ''} {official.latest_title or official.registered_post or ''}"
        feed.add_item(**_entry(official, str(official), office), updateddate=official.added)
    return _answer(feed)


@require_safe
def places(_request: HttpRequest) -> HttpResponse:
    """The places that articles named last for the first time, each since that article came in."""
    each_first = ArticlePlace.objects.order_by().values("place").annotate(first=Min("pk")).order_by("-first")
    named = ArticlePlace.objects.filter(pk__in=[row["first"] for row in each_first[:FEED_LENGTH]])
    feed = _feed([_("地方")], "places")
    for link in named.select_related("place__parent", "article__source").defer(*FAR_UNSEEN).order_by("-pk"):
        where = f"{link.place.parent or ''} {link.place.get_level_display()}"
        feed.add_item(**_entry(link.place, link.place.name, where), updateddate=link.article.source.added_at)
    return _answer(feed)


@require_safe
def changes(_request: HttpRequest) -> HttpResponse:
    """The latest corrections."""
    feed = _feed([_("更正")], "changes")
    for change in latest():
        quoted = f"{change.before} → {change.after}。" if change.before or change.after else ""
        feed.add_item(
            title=one_line(f"{change.title}：{change.what}"),
            link=absolute(change.url),
            unique_id=f"urn:xianwen:correction:{change.key}",
            description=escape(one_line(quoted + change.reason)),
            pubdate=change.day,
            updateddate=change.day,
        )
    return _answer(feed)


class Feed(Atom1Feed):
    """A feed that names the hub where it is pushed from, if there is one."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("link", "", {"rel": "hub", "href": self.feed["hub"]})


def _feed(names: list[str], shown: str, query: str = "") -> Feed:
    asked = f"?{query}" if query else ""
    return Feed(
        title=one_line(" · ".join([*names, _("县闻")])),
        link=f"{settings.SITE_URL}{reverse(shown)}{asked}",
        description="",
        feed_url=f"{settings.SITE_URL}{reverse(f'{shown}-atom')}{asked}",
        language=get_language(),
        hub=hub_of(f"{shown}-atom", query),
        author_name=_("县闻"),  # Atom wants one, of the feed or of each entry; whom an article names stands in it
    )


def _entry(shown: Article | Issue | Official | Place, title: str, summary: str) -> dict[str, Any]:
    url = permanent_url(shown)
    day = shown.date if isinstance(shown, Article | Issue) else None
    return {
        "title": one_line(title),
        "link": url,
        "unique_id": url,
        "description": escape(one_line(summary)),  # Atom readers take a summary for HTML
        "pubdate": _midnight(day) if day else None,
    }


def _summary(article: Article) -> str:
    return next((block["text"] for block in article.blocks_of("body")), "")[:SUMMARY]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _answer(feed: Feed) -> HttpResponse:
    answer = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    if hub := feed.feed["hub"]:
        answer.headers["Link"] = f'<{hub}>; rel="hub", <{feed.feed["feed_url"]}>; rel="self"'
    return answer
