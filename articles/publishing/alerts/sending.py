"""What is due, and how one alert is sent: as mail, or to a program."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
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
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.importing.under_way import is_under_way
from articles.models import Alert, AlertDelivery

from .calling import CallError
from .hooks import Message, host_of, message_of, note, post, put_off
from .letters import letter, shortened
from .news import News, news_of, reach

SENDING = 0x616C73
"""Number of the advisory lock, and the lower half of those of single alerts; any that nothing else in this database
locks."""
EVERYTHING = UUID(int=0)
WEEK = timedelta(days=7)
MOST_MESSAGES = 20
"""To one program in one run; the next one goes on."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one alert; of a failure, to whom, shortened, and why."""

    status: Literal["sent", "nothing", "failed"]
    why: str = ""


@contextmanager
def only_sender(key: UUID = EVERYTHING) -> Iterator[bool]:
    """Whether nobody else is sending what is due, or is sending this alert; nobody else begins meanwhile."""
    number = SENDING + (key.int % 2**31 << 32)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


class NotTakenError(Exception):
    """Why one alert could not be sent."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """How alerts of one sort travel."""

    whose: Q
    most: int
    """Messages of one alert in one run."""
    reach: Callable[[Alert, int], int]
    """How far the next message goes, at most up to a number."""
    host_of: Callable[[Alert], str]
    """The machine that takes it, which is sent one message at a time."""
    carry: Callable[[Alert, News], Iterable[Message]]
    """Sends, or hands out what a thread is to send. Raises NotTakenError for this alert; OSError or SMTPException where
    no other would fare better."""


Steps = Generator[Message | None, AlertDelivery | None, Outcome]
"""Sending one alert: each message that a program is to be sent, of which it is told what came of it, and None where
others may be sent something first."""


def by_mail(server: BaseEmailBackend) -> Carrier:
    """One mail, whatever came, which says what it leaves out."""

    def carry(alert: Alert, news: News) -> Iterable[Message]:
        with translation.override(alert.language):
            made = letter(alert, news)
        try:
            server.send_messages([made])
        except (SMTPException, OSError) as error:
            server.close()
            server.open()
            raise NotTakenError(str(error).replace(alert.address, "…")) from error
        return ()

    return Carrier(Q(endpoint=None), 1, lambda _alert, until: until, lambda _alert: "", carry)


def to_programs() -> Carrier:
    """All that came, in as many messages as that takes."""

    def carry(alert: Alert, news: News) -> Generator[Message, AlertDelivery, None]:
        with translation.override(alert.language):
            message = message_of(alert, news)
        made = yield message
        try:
            note(made)
        except CallError as error:
            put_off(made)
            raise NotTakenError(str(error)) from error

    return Carrier(Q(endpoint__isnull=False), MOST_MESSAGES, reach, host_of, carry)


def due(carrier: Carrier, today: date, until: int) -> list[Alert]:
    """The alerts whose day has come, those told at once, and those of which a mail was begun and perhaps not sent."""
    is_new = Q(how_often=Alert.HowOften.AT_ONCE, told__lt=until)
    is_day = Q(how_often=Alert.HowOften.DAILY, last_sent__lt=today)
    is_week = Q(how_often=Alert.HowOften.WEEKLY, last_sent__lte=today - WEEK)
    return _of(carrier, is_new | is_day | is_week | Q(telling__isnull=False))


def due_at_once(carrier: Carrier, until: int) -> list[Alert]:
    """The alerts told at once of which some may have got something: none while an import is under way, all of which is
    told when it is over. A mail that was begun waits for the next run of `due`, so that none is tried again and again;
    a program has its own times to be tried again.
    """
    if is_under_way():
        return []
    is_new = Q(how_often=Alert.HowOften.AT_ONCE, told__lt=until, telling__isnull=True)
    return _of(carrier, is_new | Q(endpoint__isnull=False, telling__isnull=False))


def _of(carrier: Carrier, wanted: Q) -> list[Alert]:
    """Without programs that are not to be tried now, or not any more."""
    now = timezone.now()
    may_be_tried = Q(endpoint__ended_at=None) & (Q(endpoint__retry_at=None) | Q(endpoint__retry_at__lte=now))
    found = Alert.objects.filter(carrier.whose, may_be_tried, wanted)
    return list(found.order_by("pk"))


def send(key: UUID, until: int, today: date, carrier: Carrier) -> Steps:
    """Tell one alert what came up to a number. What fails for it alone is its outcome, and is tried again by the next
    run; a server that cannot be reached any more raises OSError or SMTPException."""
    with only_sender(key) as alone:
        alert = Alert.objects.select_related("endpoint").filter(pk=key).first()
        if alert is None or not alone:
            return Outcome("nothing")  # left meanwhile, or somebody is having it sent again
        try:
            return (yield from _send(alert, until, today, carrier))
        except (NotTakenError, ValidationError, ValueError, DatabaseError) as error:  # ValueError: of headers
            said = "；".join(error.messages) if isinstance(error, ValidationError) else str(error).strip()
            return Outcome("failed", f"{shortened(alert.address)}：{said}")


def _send(alert: Alert, until: int, today: date, carrier: Carrier) -> Steps:
    """A language is in force for one step alone, because others' steps come in between."""
    mine = Alert.objects.filter(pk=alert.pk)
    has_sent = False
    for _message in range(carrier.most):
        with translation.override(alert.language):
            here = alert.telling or carrier.reach(alert, until)
            news = news_of(alert, here)
        if news.count:
            if not mine.update(telling=here):
                break  # left meanwhile
            yield from carrier.carry(alert, news)
            has_sent = True
        is_last = has_sent and (carrier.most == 1 or here >= until)
        mine.update(told=here, telling=None, **({"last_sent": today} if is_last else {}))
        alert.told, alert.telling = here, None
        if here >= until:
            break
        yield None
    return Outcome("sent" if has_sent else "nothing")


def send_again(key: UUID) -> bool:
    """Send a program now what it did not take, and not when its pause is over; what came since follows with the next
    run. Whether there still was something to send. Raises CallError, and ValidationError like `news_of`."""
    with only_sender(key) as alone:
        if not alone:
            raise CallError(_("正在送，请过一会儿再看。"))
        alert = Alert.objects.select_related("endpoint").filter(pk=key).first()
        if alert is None or alert.telling is None:
            return False  # left, or taken meanwhile
        with translation.override(alert.language):
            news = news_of(alert, alert.telling)
            if news.count:
                note(post(message_of(alert, news)))  # which counts for nothing if it fails again
        Alert.objects.filter(pk=key).update(told=alert.telling, telling=None)
        return bool(news.count)
