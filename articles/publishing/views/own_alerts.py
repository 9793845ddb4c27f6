"""The page of the alerts of one address: looked at and left, and how the programs among them fare."""

from __future__ import annotations

import json
from collections.abc import Sequence
from smtplib import SMTPException
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from articles.models import Alert, AlertDelivery, Endpoint

from ..alerts import asking, deliveries
from ..alerts.calling import CallError
from ..alerts.hooks import digest_of, sent_again, test
from ..alerts.letters import shortened, warning_confirmation
from ..alerts.sending import send_again
from ..alerts.warnings import forget_mailboxes, keep_mailbox, link_of, wish_of
from .alerts import PROGRAM, TOO_MANY, may_call, offered, page, refused, row


@csrf_exempt
def alert(request: HttpRequest, key: UUID) -> HttpResponse:
    """All alerts of the address whose mail led here, and how to leave: one of them, as mailboxes do with one click
    (RFC 8058), or all, and the address with them. A program can be sent a test, and once more what it did not take,
    and a mailbox be named or taken back that is warned of that."""
    own = Alert.objects.filter(address__in=Alert.objects.filter(pk=key).values("address"))
    known = list(own.select_related("endpoint").order_by("query"))
    if request.method != "POST":
        return _looked_at(request, known)
    for name, work in WORKS.items():
        if name in request.POST:
            return work(request, known, _program(known, request.POST[name]))
    leaving = _leaving(request, key, known)
    Alert.objects.filter(pk__in=[each.pk for each in leaving]).delete()
    return _own(request, [each for each in known if each not in leaving], left=True)


@csrf_exempt
def warnings(request: HttpRequest, token: str) -> HttpResponse:
    """What the links in mails about warnings lead to: a button confirms the mailbox, or has it left, as mailboxes do
    with one click, too."""
    wish = wish_of(token) if settings.ALERTS and settings.WEBHOOKS else None
    if wish is None or not (wish.is_kept or wish.is_fresh):
        return page(request, "warnings", {"days": asking.DAYS_TO_CONFIRM}, status=404)
    if "confirm" in request.POST and wish.is_fresh:
        keep_mailbox(wish)
        return redirect("alert", wish.alert.key)
    has_left = bool({"leave", "List-Unsubscribe"} & set(request.POST)) and wish.is_kept
    if has_left:
        forget_mailboxes(Endpoint.objects.filter(pk=wish.alert.pk))
    return page(request, "warnings", {"wish": wish, "alert": row(wish.alert), "left": has_left})


def _looked_at(request: HttpRequest, known: Sequence[Alert]) -> HttpResponse:
    """The page, and what one delivery brought where that is asked for."""
    if not known or "sent" not in request.GET:
        return _own(request, known, status=200 if known else 404)
    wanted = AlertDelivery.objects.filter(endpoint__in=[each.pk for each in known])
    made = next((each for each in wanted if str(each.pk) == request.GET["sent"] and each.sha256), None)
    if made is None:
        return _own(request, known, failed=_("这一次送达的记录已经不在了。"), status=404)
    try:
        return _own(request, known, sent=_sent(next(each for each in known if each.pk == made.endpoint_id), made))
    except ValidationError as error:
        return _own(request, known, failed="".join(error.messages))


def _sent(alert: Alert, made: AlertDelivery) -> dict[str, Any]:
    """What a program was sent, for reading; how many of its articles are gone, and whether nothing of it changed."""
    with translation.override(alert.language):
        message = sent_again(alert, made)
    return {
        "delivery": made,
        "text": json.dumps(json.loads(message.body), ensure_ascii=False, indent=2),
        "gone": made.articles - len(message.told.get("articles", ())),
        "is_same": digest_of(message.body) == made.sha256,
    }


def _leaving(request: HttpRequest, key: UUID, known: Sequence[Alert]) -> list[Alert]:
    if "all" in request.POST:
        return list(known)
    wanted = str(key) if "List-Unsubscribe" in request.POST else request.POST.get("leave")
    return [each for each in known if str(each.pk) == wanted]


def _program(known: Sequence[Alert], wanted: str) -> Alert:
    if PROGRAM in offered():
        for each in known:
            if str(each.pk) == wanted and hasattr(each, "endpoint"):
                return each
    raise Http404


def _tested(request: HttpRequest, known: Sequence[Alert], program: Alert) -> HttpResponse:
    """Send the program a test, and say what came of it."""
    if not may_call(program.address):
        return _own(request, known, failed=TOO_MANY, status=429)
    try:
        test(program)
    except CallError as error:
        return _own(request, known, failed=error)
    except ValidationError as error:
        return _own(request, known, failed="".join(error.messages))
    return _own(request, known, done=_("程序收下了试送的一条。"))


def _sent_again(request: HttpRequest, known: Sequence[Alert], program: Alert) -> HttpResponse:
    """Send the program what it did not take, and say what came of it."""
    if not may_call(program.address):
        return _own(request, known, failed=TOO_MANY, status=429)
    try:
        has_sent = send_again(program)
    except CallError as error:
        return _own(request, known, failed=error)
    except ValidationError as error:
        return _own(request, known, failed="".join(error.messages))
    done = _("程序收下了再送的一条；以后新收的，照常送。") if has_sent else _("没有要再送的了。")
    return _own(request, known, done=done)


def _mailbox_asked(request: HttpRequest, known: Sequence[Alert], program: Alert) -> HttpResponse:
    """Write to the mailbox that shall be warned; what is answered does not tell whether it is known."""
    mailbox = request.POST.get("mailbox", "").strip()
    if not settings.ALERTS:
        raise Http404
    try:
        validate_email(mailbox)
    except ValidationError:
        return _own(request, known, failed=_("这不像邮箱地址。"), status=400)
    if asking.is_flooded():
        return _own(request, known, failed=_("现在要订的人太多，请一小时后再试。"), status=429)
    try:
        if asking.may_be_written_to(mailbox):
            warning_confirmation(link_of(program.pk, mailbox), mailbox).send()
    except (SMTPException, OSError):
        return _own(request, known, failed=_("现在寄不出邮件，请过一会儿再试。"), status=503)
    return _own(request, known, done=_("确认信正在寄往这个邮箱：打开信里的链接，按“确认”，告警才算数。"))


def _mailbox_left(request: HttpRequest, known: Sequence[Alert], program: Alert) -> HttpResponse:
    forget_mailboxes(Endpoint.objects.filter(pk=program.pk))
    return _own(request, known, done=_("不再寄告警，邮箱也删掉了。"))


WORKS = {"test": _tested, "again": _sent_again, "warn": _mailbox_asked, "unwarn": _mailbox_left}


def _own(request: HttpRequest, alerts: Sequence[Alert], *, status: int = 200, **more: Any) -> HttpResponse:
    """The page as things are now, with what was done or why not."""
    now = Alert.objects.select_related("endpoint").prefetch_related("endpoint__deliveries")
    rows = [_row(each) for each in now.filter(pk__in=[each.pk for each in alerts]).order_by("query")]
    context = {
        "alerts": rows,
        "address": alerts[0].address if alerts else "",
        "most": deliveries.MOST_KEPT,
        "days": deliveries.KEPT.days,
        "warns": settings.ALERTS,
    }
    answer = refused if status in {429, 503} else page
    return answer(request, "own", context | more, status)


def _row(alert: Alert) -> dict[str, Any]:
    """An alert, with what its program was sent lately, which of that is to be sent again, and who is warned."""
    shown = row(alert)
    if not hasattr(alert, "endpoint"):
        return shown
    sent = list(alert.endpoint.deliveries.all())
    news = next((each for each in sent if each.kind == AlertDelivery.Kind.NEWS), None)
    pending = news if alert.telling is not None and news and news.why else None
    mailbox = alert.endpoint.mailbox and shortened(alert.endpoint.mailbox)
    return shown | {"deliveries": sent, "pending": pending, "mailbox": mailbox}
