"""Who runs a program is told by mail that it takes nothing: the mailbox is named on the alert's page and confirmed by a
link. Told is when deliveries began to fail and when they were stopped, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from articles.models import Alert, Endpoint

from .asking import DAYS_TO_CONFIRM
from .letters import shortened, warning
from .news import name_of, query_of
from .sending import Outcome
from .turns import only_sender

SALT = "articles.alerts.warnings"
PAUSE = timedelta(days=1)
"""A program that fails now and then is told of once a day at most; that it was stopped is told at once."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A mailbox for the warnings of one alert; `is_fresh` while the link may still confirm it."""

    alert: Alert
    mailbox: str
    is_fresh: bool

    @property
    def is_kept(self) -> bool:
        return self.alert.endpoint.mailbox == self.mailbox


def link_of(key: UUID, mailbox: str) -> str:
    """The page where a mailbox is confirmed, and where it leaves; the request is in the link alone."""
    return reverse("alert-warnings", args=[signing.dumps([str(key), mailbox], salt=SALT, compress=True)])


def wish_of(token: str) -> Wish | None:
    """What we signed; None for anything else, and where the alert is no more."""
    try:
        key, mailbox = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    alert = Alert.objects.select_related("endpoint").filter(pk=key, endpoint__isnull=False).first()
    return Wish(alert, mailbox, _is_fresh(token)) if alert else None


def _is_fresh(token: str) -> bool:
    try:
        signing.loads(token, salt=SALT, max_age=timedelta(days=DAYS_TO_CONFIRM))
    except signing.SignatureExpired:
        return False
    return True


def keep_mailbox(wish: Wish) -> None:
    """From now on the mailbox is told, also of what fails already."""
    Endpoint.objects.filter(pk=wish.alert.pk).update(mailbox=wish.mailbox, warned_at=None)


def forget_mailboxes(endpoints: QuerySet[Endpoint]) -> int:
    """How many of them had a mailbox, which none has any more."""
    return endpoints.exclude(mailbox="").update(mailbox="", warned_at=None)


def due_warnings() -> QuerySet[Alert]:
    """The alerts of whose program something is to be told that was not told yet."""
    is_new = Q(warned_at=None) | Q(warned_at__lt=F("failing_since"), warned_at__lte=timezone.now() - PAUSE)
    has_begun = Q(ended_at=None, failing_since__isnull=False) & is_new
    is_over = Q(ended_at__isnull=False) & (Q(warned_at=None) | Q(warned_at__lt=F("ended_at")))
    endpoints = Endpoint.objects.exclude(mailbox="").filter(has_begun | is_over)
    return Alert.objects.select_related("endpoint").filter(endpoint__in=endpoints)


def warn(server: BaseEmailBackend) -> Iterator[Outcome]:
    """Send what is due, one after the other. What a mailbox refuses is tried again by the next run; a server that
    cannot be reached any more raises OSError or SMTPException."""
    for key in list(due_warnings().values_list("pk", flat=True)):
        with only_sender(str(key)) as alone:
            alert = due_warnings().filter(pk=key).first() if alone else None
            if alert:  # and not left, taken up again or told by another run meanwhile
                yield _warn(server, alert)


def _warn(server: BaseEmailBackend, alert: Alert) -> Outcome:
    mailbox = alert.endpoint.mailbox
    with translation.override(alert.language):
        made = warning(alert, _name(alert), link_of(alert.key, mailbox))
    try:
        server.send_messages([made])
    except (SMTPException, OSError) as error:
        server.close()
        server.open()
        return Outcome("failed", f"{shortened(mailbox)}：{str(error).replace(mailbox, '…')}")
    Endpoint.objects.filter(pk=alert.pk).update(warned_at=timezone.now())
    return Outcome("sent")


def _name(alert: Alert) -> str:
    try:
        return name_of(query_of(alert.query))
    except ValidationError:
        return alert.query
