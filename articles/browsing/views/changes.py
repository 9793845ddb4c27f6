"""What editors changed lately, as a page and as a feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.models import Article, Correction

MOST_CHANGES = 100
SHOWN_FIELDS = ("kind", "banner", "kicker", "headline", "subheadline", "dateline", "title", "roles", "date", "name")
"""Fields whose values are short enough to be quoted."""


@dataclass(frozen=True, slots=True)
class Change:
    """One correction as the public sees it: never by whom."""

    key: int
    day: datetime
    what: str
    before: str
    after: str
    reason: str
    undone: bool
    title: str
    url: str


def changes(request: HttpRequest) -> HttpResponse:
    """The latest corrections, newest first."""
    return render(request, "browsing/changes.html", {"changes": latest()})


def latest(public_id: str = "") -> list[Change]:
    """The latest public corrections, of one article or of all."""
    found = corrections.public(Correction.objects.exclude(article=""))
    if public_id:
        found = found.filter(article=public_id)
    rows = list(found.order_by("-pk")[:MOST_CHANGES])
    articles = Article.objects.defer("paragraphs").in_bulk([row.article for row in rows], field_name="public_id")
    return [_change(row, articles[row.article]) for row in rows if row.article in articles]


def _change(row: Correction, article: Article) -> Change:
    quoted = row.field in SHOWN_FIELDS
    return Change(
        key=row.pk,
        day=row.made_at,
        what=corrections.field_label(row.target, row.field),
        before=_text(row.value_read) if quoted else "",
        after=_text(row.value) if quoted else "",
        reason=row.reason,
        undone=row.undone_at is not None,
        title=article.headline or _("（无标题）"),
        url=reverse("article", args=[article.public_id]),
    )


def _text(value: Any) -> str:
    return "；".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)


class ChangesFeed(Feed):
    """The same as Atom."""

    feed_type = Atom1Feed
    title = gettext_lazy("县闻：更正")
    link = reverse_lazy("changes")
    subtitle = gettext_lazy("编辑最近的更正")
    author_name = gettext_lazy("县闻")

    def items(self) -> list[Change]:
        return latest()

    def item_title(self, item: Change) -> str:
        return f"{item.title}：{item.what}"

    def item_description(self, item: Change) -> str:
        quoted = f"{item.before} → {item.after}。" if item.before or item.after else ""
        return quoted + item.reason

    def item_link(self, item: Change) -> str:
        return item.url

    def item_guid(self, item: Change) -> str:
        return f"urn:xianwen:correction:{item.key}"

    def item_pubdate(self, item: Change) -> datetime:
        return item.day
