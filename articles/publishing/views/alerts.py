"""Alerts by e-mail: asked for, confirmed, looked at and left, each without an account and without a cookie."""

from __future__ import annotations

from collections.abc import Sequence
from smtplib import SMTPException
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from articles.browsing.filters import ArticleFilter
from articles.browsing.views.articles import errors_of
from articles.models import Alert, Article
from articles.models.alert import LONGEST_QUERY_STRING

from ..alerts import asking
from ..alerts.letters import confirmation, name_of
from ..alerts.news import query_of

RETRY_SECONDS = 3600


class AlertForm(forms.Form):
    """To whom and how often. `website` is for programs that fill in every field; people do not see it."""

    address = forms.EmailField(
        label=_("邮箱地址"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("请写邮箱地址。"), "invalid": _("这不像邮箱地址。")},
    )
    how_often = forms.ChoiceField(
        label=_("多久一封"),
        choices=Alert.HowOften.choices,
        initial=Alert.HowOften.DAILY,
        widget=forms.RadioSelect,
    )
    website = forms.CharField(required=False)


# There is no session that a forged request could use, and a token would need a cookie.
@csrf_exempt
def ask(request: HttpRequest) -> HttpResponse:
    """The form for the list of the address; what is sent is answered alike whether the mailbox is known or not."""
    if not settings.ALERTS:
        raise Http404
    filtered = ArticleFilter(request.GET, Article.objects.none())
    errors = [] if filtered.is_valid() else errors_of(filtered.form)
    query = filtered.query.without("sort")
    if len(str(query)) > LONGEST_QUERY_STRING:
        errors.append(("", str(_("条件太多，一封提醒写不下。"))))
    form = AlertForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "query": query, "chips": list(query.chips), "errors": errors}
    if errors or request.method != "POST" or not form.is_valid():
        return _page(request, "ask", context, status=400 if errors or form.is_bound else 200)
    if asking.is_flooded():
        return _refused(request, context, 429, str(_("现在要订的人太多，请一小时后再试。")))
    asked = form.cleaned_data
    wish = asking.Request(asked["address"], str(query), asked["how_often"], get_language() or settings.LANGUAGE_CODE)
    try:
        if not asked["website"] and asking.may_be_written_to(wish.address):
            confirmation(wish).send()
    except (SMTPException, OSError):
        return _refused(request, context, 503, str(_("现在寄不出邮件，请过一会儿再试。")))
    return _page(request, "ask", context | {"days": asking.DAYS_TO_CONFIRM, "most": asking.MOST_A_DAY})


@csrf_exempt
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """What the link in the mail leads to. Looking changes nothing, as mail servers follow links; a button confirms."""
    if not settings.ALERTS:
        raise Http404
    wish = asking.request_of(token)
    if wish is None:
        return _page(request, "confirm", {"days": asking.DAYS_TO_CONFIRM}, status=404)
    errors: list[str] = []
    if request.method == "POST":
        try:
            return redirect("alert", asking.keep(wish).key)
        except ValidationError as error:
            errors = error.messages
    shown = Alert(address=wish.address, query=wish.query, how_often=wish.how_often)
    return _page(request, "confirm", {"alert": _row(shown), "errors": errors}, status=400 if errors else 200)


@csrf_exempt
def alert(request: HttpRequest, key: UUID) -> HttpResponse:
    """All alerts of the address whose mail led here, and how to leave: one of them, as mailboxes do with one click
    (RFC 8058), or all, and the address with them."""
    own = Alert.objects.filter(address__in=Alert.objects.filter(pk=key).values("address"))
    known = list(own.order_by("query"))
    if request.method != "POST":
        return _own(request, known, status=200 if known else 404)
    leaving = _leaving(request, key, known)
    Alert.objects.filter(pk__in=[each.pk for each in leaving]).delete()
    return _own(request, [each for each in known if each not in leaving], left=True)


def _leaving(request: HttpRequest, key: UUID, known: Sequence[Alert]) -> list[Alert]:
    if "all" in request.POST:
        return list(known)
    wanted = str(key) if "List-Unsubscribe" in request.POST else request.POST.get("leave")
    return [each for each in known if str(each.pk) == wanted]


def _own(request: HttpRequest, alerts: Sequence[Alert], *, left: bool = False, status: int = 200) -> HttpResponse:
    context = {
        "alerts": [_row(each) for each in alerts],
        "address": alerts[0].address if alerts else "",
        "left": left,
    }
    return _page(request, "own", context, status=status)


def _row(alert: Alert) -> dict[str, Any]:
    """An alert with its list in words; without, where its conditions mean nothing any more."""
    try:
        name = name_of(query_of(alert.query))
    except ValidationError:
        name = ""
    return {"alert": alert, "name": name}


def _refused(request: HttpRequest, context: dict[str, Any], status: int, why: str) -> HttpResponse:
    answer = _page(request, "ask", context | {"refused": why}, status=status)
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page that is nobody else's: no cache keeps it, no search engine lists it, and no address of it is passed on."""
    answer = render(request, f"publishing/alerts/{template}.html", context, status=status)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
