"""All mails that are due, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from smtplib import SMTPException
from typing import Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, connection
from django.db.models import Q
from django.utils import translation

from articles.importing.under_way import is_under_way
from articles.models import Alert

from .letters import letter
from .news import news_of

SENDING = 0x616C73
"""Number of the advisory lock; any that nothing else in this database locks."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one alert; of a failure, to whom, shortened, and why."""

    status: Literal["sent", "nothing", "failed"]
    why: str = ""


@contextmanager
def only_sender() -> Iterator[bool]:
    """Whether nobody else is sending; nobody else begins meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [SENDING])
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [SENDING])


def due(today: date, until: int) -> list[UUID]:
    """The alerts whose day has come, those told at once, and those of which a mail was begun and perhaps not sent."""
    is_new = Q(how_often=Alert.HowOften.AT_ONCE, told__lt=until)
    is_day = Q(how_often=Alert.HowOften.DAILY, last_sent__lt=today)
    is_week = Q(how_often=Alert.HowOften.WEEKLY, last_sent__lte=today - WEEK)
    found = Alert.objects.filter(is_new | is_day | is_week | Q(telling__isnull=False))
    return list(found.order_by("pk").values_list("pk", flat=True))


def due_at_once(until: int) -> list[UUID]:
    """The alerts told at once of which some may have got something: none while an import is under way, all of which is
    told when it is over. A mail that was begun waits for the next run of `due`, so that none is tried again and again.
    """
    if is_under_way():
        return []
    found = Alert.objects.filter(how_often=Alert.HowOften.AT_ONCE, told__lt=until, telling__isnull=True)
    return list(found.order_by("pk").values_list("pk", flat=True))


def send(key: UUID, until: int, today: date, server: BaseEmailBackend) -> Outcome:
    """Tell one alert what came up to a number. What fails for it alone is its outcome, and is tried again by the next
    run; a server that cannot be reached any more raises OSError or SMTPException."""
    alert = Alert.objects.filter(pk=key).first()
    if alert is None:
        return Outcome("nothing")  # left meanwhile
    try:
        with translation.override(alert.language):
            return _send(alert, until, today, server)
    except (SMTPException, OSError) as error:
        server.close()
        server.open()
        return Outcome("failed", f"{_shortened(alert.address)}：{str(error).replace(alert.address, '…')}")
    except (ValidationError, ValueError, DatabaseError) as error:  # ValueError: what cannot be a header
        said = "；".join(error.messages) if isinstance(error, ValidationError) else str(error).strip()
        return Outcome("failed", f"{_shortened(alert.address)}：{said}")


def _send(alert: Alert, until: int, today: date, server: BaseEmailBackend) -> Outcome:
    until = alert.telling or until
    mine = Alert.objects.filter(pk=alert.pk)
    news = news_of(alert, until)
    if not news.count:
        mine.update(told=until, telling=None)
        return Outcome("nothing")
    if not mine.update(telling=until):
        return Outcome("nothing")
    server.send_messages([letter(alert, news)])
    mine.update(told=until, telling=None, last_sent=today)
    return Outcome("sent")


def _shortened(address: str) -> str:
    """The address as a log may hold it.

    >>> _shortened("reader@example.org")
    'r…@example.org'
    """
    name, _at, host = address.rpartition("@")
    return f"{name[:1]}…@{host}"
