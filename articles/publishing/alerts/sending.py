"""What is due, and how one alert is sent: as mail, or to a program."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from smtplib import SMTPException
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.importing.under_way import is_under_way
from articles.models import Alert, AlertDelivery

from .calling import CallError
from .hooks import Message, host_of, message_of, note, post, put_off
from .letters import letter, shortened
from .news import News, news_of, reach
from .turns import only_sender, turn_at

WEEK = timedelta(days=7)
MOST_MESSAGES = 20
"""To one program in one run; the next one goes on."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one alert; of a failure, to whom, shortened, and why. `settled` is one that was due no more when
    its turn came: another run had told it, or its reader left."""

    status: Literal["sent", "nothing", "settled", "failed"]
    why: str = ""


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
    """The machine or mailbox that takes it, which is sent one message at a time."""
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

    return Carrier(Q(endpoint=None), 1, lambda _alert, until: until, lambda alert: alert.address, carry)


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


def due(carrier: Carrier, today: date, until: int) -> QuerySet[Alert]:
    """The alerts whose day has come, those told at once, and those of which a mail was begun and perhaps not sent."""
    is_new = Q(how_often=Alert.HowOften.AT_ONCE, told__lt=until)
    is_day = Q(how_often=Alert.HowOften.DAILY, last_sent__lt=today)
    is_week = Q(how_often=Alert.HowOften.WEEKLY, last_sent__lte=today - WEEK)
    return _of(carrier, until, is_new | is_day | is_week | Q(telling__isnull=False))


def due_at_once(carrier: Carrier, until: int) -> QuerySet[Alert]:
    """The alerts told at once of which some may have got something: none while an import is under way, all of which is
    told when it is over. A mail that was begun waits for the next run of `due`, so that none is tried again and again;
    a program has its own times to be tried again.
    """
    if is_under_way():
        return Alert.objects.none()
    is_new = Q(how_often=Alert.HowOften.AT_ONCE, told__lt=until, telling__isnull=True)
    return _of(carrier, until, is_new | Q(endpoint__isnull=False, telling__isnull=False))


def _of(carrier: Carrier, until: int, wanted: Q) -> QuerySet[Alert]:
    """Without programs that are not to be tried now, or not any more, and without what a later run told further."""
    now = timezone.now()
    may_be_tried = Q(endpoint__ended_at=None) & (Q(endpoint__retry_at=None) | Q(endpoint__retry_at__lte=now))
    return Alert.objects.select_related("endpoint").filter(carrier.whose, may_be_tried, wanted, told__lte=until)


def send(alert: Alert, due: QuerySet[Alert], until: int, today: date, carrier: Carrier) -> Steps:
    """Tell one alert what came up to a number, each message in a turn of its own, and only while it is due: another run
    may have told it meanwhile. What fails for it alone is its outcome, and is tried again by the next run; a server
    that cannot be reached any more raises OSError or SMTPException, and a host that others do not let go BusyError."""
    has_sent = False
    for _message in range(carrier.most):
        with (yield from turn_at(carrier.host_of(alert))):
            now = due.filter(pk=alert.pk).first()
            if now is None:
                return Outcome("sent" if has_sent else "settled")
            try:
                here, is_told = yield from _tell(now, until, carrier)
            except (NotTakenError, ValidationError, ValueError, DatabaseError) as error:  # ValueError: of headers
                said = "；".join(error.messages) if isinstance(error, ValidationError) else str(error).strip()
                return Outcome("failed", f"{shortened(alert.address)}：{said}")
            has_sent = has_sent or is_told
            is_last = has_sent and (carrier.most == 1 or here >= until)
            last_sent = {"last_sent": today} if is_last else {}
            Alert.objects.filter(pk=alert.pk).update(told=here, telling=None, **last_sent)
            if here >= until:
                break
        yield None
    return Outcome("sent" if has_sent else "nothing")


def _tell(alert: Alert, until: int, carrier: Carrier) -> Generator[Message, AlertDelivery, tuple[int, bool]]:
    """The next message: how far it goes, and whether it had anything to tell. A language is in force for one step
    alone, because others' steps come in between."""
    with translation.override(alert.language):
        here = alert.telling or carrier.reach(alert, until)
        news = news_of(alert, here)
    if not news.count or not Alert.objects.filter(pk=alert.pk).update(telling=here):
        return here, False  # or left meanwhile
    yield from carrier.carry(alert, news)
    return here, True


def send_again(alert: Alert) -> bool:
    """Send a program now what it did not take, and not when its pause is over; what came since follows with the next
    run. Whether there still was something to send. Raises CallError, and ValidationError like `news_of`."""
    with only_sender(host_of(alert)) as alone:
        if not alone:
            raise CallError(_("那台主机正在收别的一条，请过一会儿再试。"))
        now = Alert.objects.select_related("endpoint").filter(pk=alert.pk).first()
        if now is None or now.telling is None:
            return False  # left, or taken meanwhile
        with translation.override(now.language):
            news = news_of(now, now.telling)
            if news.count:
                note(post(message_of(now, news)))  # which counts for nothing if it fails again
        Alert.objects.filter(pk=now.pk).update(told=now.telling, telling=None)
        return bool(news.count)
