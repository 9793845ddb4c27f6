"""Readers report an error: no account, nothing about the reader is kept, and floods stay outside."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from articles.corrections import delisted_article
from articles.models import Article, Redirect, ReviewItem

from ..addresses import follows_moves

KIND = "report"
MOST_OPEN = 10
"""Open reports of one article; with so many, an editor will look anyway."""
MOST_AN_HOUR = 100
"""Reports of all readers together. It counts reports and not readers, so that no address need be remembered."""


class ReportForm(forms.Form):
    """What is wrong. `website` is for programs that fill in every field; people do not see it."""

    message = forms.CharField(
        label=_("哪里有误？"),
        min_length=4,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("请写明哪里有误。"),
            "min_length": _("请写至少四个字，编辑才知道要核对什么。"),
            "max_length": _("请不要超过一千字。"),
        },
    )
    website = forms.CharField(required=False)


# There is no session that a forged request could use, and a token would need a cookie.
@csrf_exempt
@follows_moves(Redirect.Kind.ARTICLE, Redirect.Kind.GONE, parameter="public_id")
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form for one article, and the thanks."""
    if delisted := delisted_article(public_id):
        return redirect(delisted, permanent=True)  # the queue's items hang on articles of the archive
    article = get_object_or_404(Article.objects.select_related("issue"), public_id=public_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 400 if form.is_bound else 200
        return render(request, "browsing/report.html", {"article": article, "form": form}, status=status)
    if is_flooded(article):
        context = {"article": article, "form": form, "flooded": True}
        response = render(request, "browsing/report.html", context, status=429)
        response.headers["Retry-After"] = "3600"
        return response
    if not form.cleaned_data["website"]:
        keep(article, form.cleaned_data["message"])
    return render(request, "browsing/report.html", {"article": article, "thanks": True})


def is_flooded(article: Article) -> bool:
    """Whether enough is reported of the article, or by all readers within an hour."""
    reports = ReviewItem.objects.filter(kind=KIND)
    lately = reports.filter(created_at__gt=timezone.now() - timedelta(hours=1)).count()
    return lately >= MOST_AN_HOUR or reports.open().filter(article=article).count() >= MOST_OPEN


def keep(article: Article, message: str) -> None:
    """Put a report before the editors; the same one twice is one."""
    key = hashlib.sha256(f"{KIND}|{article.public_id}|{message}".encode()).hexdigest()
    values = {"kind": KIND, "reason": message, "confidence": 0.2, "article": article, "issue": article.issue}
    ReviewItem.objects.get_or_create(key=key, defaults=values)
