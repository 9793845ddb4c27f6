"""Alerts by e-mail and to programs: asked for and confirmed, each without an account and without a cookie."""

from __future__ import annotations

from dataclasses import replace
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from articles.browsing.lists.filters import ArticleFilter
from articles.browsing.views.articles import errors_of
from articles.models import Alert, Article
from articles.models.alert import LONGEST_ADDRESS, LONGEST_QUERY_STRING

from ..alerts import asking
from ..alerts.asking import DAYS_TO_CONFIRM as DAYS
from ..alerts.calling import CallError, checked
from ..alerts.hooks import challenge
from ..alerts.letters import confirmation
from ..alerts.news import name_of, query_of

RETRY_SECONDS = 3600
TOO_MANY = _("要核实和试送的太多，请一小时后再试；同一台主机一天也只有几十次。")


MAIL, PROGRAM = "mail", "program"
CARRIERS = {MAIL: _("邮箱"), PROGRAM: _("程序（webhook）")}
ADDRESSES: dict[tuple[str, ...], tuple[Any, forms.Widget]] = {
    (MAIL,): (_("邮箱地址"), forms.EmailInput(attrs={"autocomplete": "email"})),
    (PROGRAM,): (_("程序的网址"), forms.URLInput()),
    (MAIL, PROGRAM): (_("邮箱地址，或程序的网址"), forms.TextInput(attrs={"autocomplete": "email"})),
}
"""What is asked for, by what the site offers."""


def offered() -> tuple[str, ...]:
    """By what readers can be told."""
    return (MAIL,) * settings.ALERTS + (PROGRAM,) * settings.WEBHOOKS


class AlertForm(forms.Form):
    """To whom and how often. `website` is for programs that fill in every field; people do not see it."""

    carrier = forms.ChoiceField(label=_("送到"), required=False, widget=forms.RadioSelect)
    address = forms.CharField(max_length=LONGEST_ADDRESS, error_messages={"required": _("请写地址。")})
    how_often = forms.ChoiceField(
        label=_("多久一次"),
        choices=Alert.HowOften.choices,
        initial=Alert.HowOften.DAILY,
        widget=forms.RadioSelect,
    )
    website = forms.CharField(required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        carrier: Any = self.fields["carrier"]
        carrier.choices = [(each, CARRIERS[each]) for each in offered()]
        self.fields["address"].label, self.fields["address"].widget = ADDRESSES[offered()]

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or {}
        asked["carrier"] = asked.get("carrier") or offered()[0]
        try:
            if "address" in asked and asked["carrier"] == MAIL:
                validate_email(asked["address"])
            elif "address" in asked:
                checked(asked["address"])
        except ValidationError:
            self.add_error("address", _("这不像邮箱地址。"))
        except CallError as error:
            self.add_error("address", str(error))
        return asked


# There is no session that a forged request could use, and a token would need a cookie.
@csrf_exempt
def ask(request: HttpRequest) -> HttpResponse:
    """The form for the list of the address; what is sent is answered alike whether the mailbox is known or not."""
    if not offered():
        raise Http404
    filtered = ArticleFilter(request.GET, Article.objects.none())
    errors = [] if filtered.is_valid() else errors_of(filtered.form)
    query = filtered.query.without("sort")
    if len(str(query)) > LONGEST_QUERY_STRING:
        errors.append(("", str(_("条件太多，一封提醒写不下。"))))
    initial = {"carrier": PROGRAM if PROGRAM in request.GET else offered()[0]}
    form = AlertForm(request.POST if request.method == "POST" else None, initial=initial)
    context = {"form": form, "query": query, "chips": list(query.chips), "errors": errors}
    if errors or request.method != "POST" or not form.is_valid():
        return page(request, "ask", context, status=400 if errors or form.is_bound else 200)
    asked = form.cleaned_data
    wish = asking.Request(asked["address"], str(query), asked["how_often"], get_language() or settings.LANGUAGE_CODE)
    if asked["carrier"] == PROGRAM:
        wish = replace(wish, nonce=asking.new_nonce())
        return page(request, "program", context | {"wish": wish, "token": asking.token_of(wish), "days": DAYS})
    if asking.is_flooded():
        return refused(request, "ask", context | {"refused": _("现在要订的人太多，请一小时后再试。")}, 429)
    try:
        if not asked["website"] and asking.may_be_written_to(wish.address):
            confirmation(wish).send()
    except (SMTPException, OSError):
        return refused(request, "ask", context | {"refused": _("现在寄不出邮件，请过一会儿再试。")}, 503)
    return page(request, "ask", context | {"days": DAYS, "most": asking.MOST_A_DAY})


@csrf_exempt
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """What the link in the mail leads to. Looking changes nothing, as mail servers follow links; a button confirms.
    For a program it has that asked whether it knows the secret."""
    if not offered():
        raise Http404
    wish = asking.request_of(token)
    if wish is None:
        return page(request, "confirm", {"days": DAYS}, status=404)
    if (PROGRAM if wish.nonce else MAIL) not in offered():
        raise Http404
    shown = {"alert": row(Alert(address=wish.address, query=wish.query, how_often=wish.how_often)), "wish": wish}
    if request.method != "POST":
        return page(request, "confirm", shown)
    if wish.nonce and not may_call(wish.address):
        return refused(request, "confirm", shown | {"errors": [TOO_MANY]}, 429)
    try:
        if wish.nonce:
            challenge(wish)
        return redirect("alert", asking.keep(wish).key)
    except CallError as error:
        return page(request, "confirm", shown | {"errors": [str(error)]}, status=400)
    except ValidationError as error:
        return page(request, "confirm", shown | {"errors": error.messages}, status=400)


def may_call(address: str) -> bool:
    return not asking.is_flooded() and asking.may_be_called(urlsplit(address).hostname or "")


def row(alert: Alert) -> dict[str, Any]:
    """An alert with its list in words; without, where its conditions mean nothing any more."""
    try:
        name = name_of(query_of(alert.query))
    except ValidationError:
        name = ""
    return {"alert": alert, "name": name}


def refused(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    answer = page(request, template, context, status=status)
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page that is nobody else's: no cache keeps it, no search engine lists it, and no address of it is passed on."""
    answer = render(request, f"publishing/alerts/{template}.html", context, status=status)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
