"""What editors changed lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

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
