"""The mails: plain text and the same as simple HTML, in the language in force, with nothing in them that
reports back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.browsing.lists.cards import Card
from articles.models import Alert
from articles.models.issue import DateBasis

from ..addresses import absolute
from ..cited import one_line
from .asking import DAYS_TO_CONFIRM, Request, token_of
from .news import MOST_TOLD, News, name_of, plain

AUTOMATIC = {"Auto-Submitted": "auto-generated"}
"""Keeps the out-of-office of a mailbox from answering."""


@dataclass(frozen=True, slots=True)
class Told:
    """One article in a mail; `headline` and `excerpt` with hits marked, and as plain text."""

    card: Card
    url: str
    where: str

    @property
    def headline(self) -> str:
        return plain(self.card.headline)

    @property
    def excerpt(self) -> str:
        return plain(self.card.excerpt)


def confirmation(request: Request) -> EmailMultiAlternatives:
    """The mail with the link that confirms a request. It repeats nothing that was typed: anybody can have it sent to
    anybody."""
    context = {"url": absolute(reverse("alert-confirm", args=[token_of(request)])), "days": DAYS_TO_CONFIRM}
    return _mail(_("确认县闻的邮件提醒"), "confirm", context, request.address, AUTOMATIC)


def warning_confirmation(url: str, mailbox: str) -> EmailMultiAlternatives:
    """The mail with the link that confirms that warnings are wanted there. Like the one above it repeats nothing."""
    context = {"url": absolute(url), "days": DAYS_TO_CONFIRM, "is_warning": True}
    return _mail(_("确认县闻的送达告警"), "confirm", context, mailbox, AUTOMATIC)


def warning(alert: Alert, name: str, leave: str) -> EmailMultiAlternatives:
    """The mail that tells who runs a program that it takes nothing, or that it is not tried any more."""
    endpoint, leave = alert.endpoint, absolute(leave)
    context = {
        "name": name,
        "program": shortened(alert.address),
        "endpoint": endpoint,
        "own": absolute(reverse("alert", args=[alert.key])),
        "leave": leave,
    }
    subject = _("停止送达：%(list)s") if endpoint.ended_at else _("没有送到：%(list)s")
    told_of = salted_hmac("articles.alerts.warning", f"{alert.key} {endpoint.ended_at or endpoint.failing_since}")
    headers = AUTOMATIC | {
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Message-ID": f"<{told_of.hexdigest()}@{_host()}>",
    }
    return _mail(subject % {"list": name}, "warning", context, endpoint.mailbox, headers)


def letter(alert: Alert, news: News) -> EmailMultiAlternatives:
    """The mail that tells what came."""
    own = absolute(reverse("alert", args=[alert.key]))
    context = {
        "query": news.query,
        "count": news.count,
        "more": max(0, news.count - MOST_TOLD),
        "told": [_told(card) for card in news.cards],
        "list": absolute(f"{reverse('articles')}?{news.query}"),
        "own": own,
    }
    subject = ngettext("%(list)s：%(count)s 篇新报道", "%(list)s：%(count)s 篇新报道", news.count)
    headers = AUTOMATIC | {
        "List-Unsubscribe": f"<{own}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"<alerts.{_host()}>",
        "Message-ID": f"<{number_of(alert)}@{_host()}>",
    }
    subject %= {"list": name_of(news.query), "count": news.count}
    made = _mail(subject, "letter", context, alert.address, headers)
    made.attach_alternative(render_to_string("publishing/alerts/letter.html", context), "text/html")
    return made


def _told(card: Card) -> Told:
    issue = card.article.issue
    day = card.day
    if issue.date_basis == DateBasis.INFERRED:
        day = _("%(day)s（%(basis)s）") % {"day": day, "basis": issue.get_date_basis_display()}
    return Told(card, absolute(card.url), _joined([issue.newspaper, day, *(name for name, _url in card.places)]))


def _joined(words: Iterable[str]) -> str:
    return " · ".join(filter(None, map(one_line, words)))


def number_of(alert: Alert) -> str:
    """The same for what is sent again, as mail or to a program, and nothing that its reader alone should know."""
    return salted_hmac("articles.alerts.mail", f"{alert.key} {alert.told}").hexdigest()


def shortened(address: str) -> str:
    """The address as a log may hold it.

    >>> shortened("reader@example.org")
    'r…@example.org'
    >>> shortened("https://hooks.example.org/news?key=1")
    'https://hooks.example.org/…'
    """
    if "://" in address:
        return "/".join([*address.split("/")[:3], "…"])
    name, _at, host = address.rpartition("@")
    return f"{name[:1]}…@{host}"


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""


def _mail(
    subject: str, template: str, context: dict[str, object], address: str, headers: dict[str, str]
) -> EmailMultiAlternatives:
    text = render_to_string(f"publishing/alerts/{template}.txt", context)
    sender = formataddr((_("县闻"), settings.DEFAULT_FROM_EMAIL))
    return EmailMultiAlternatives(subject, text, sender, [address], headers=headers)
