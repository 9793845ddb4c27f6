"""What a reader asks for, before it is confirmed and after: nothing is stored until the reader opens the link in the
mail, which holds the whole request, signed, or until the program that shall be told has proved that it wants it."""

from __future__ import annotations

import secrets
from base64 import b64encode
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from articles.models import Alert, AlertRequest, Endpoint
from articles.models.alert import FARES_WELL

from .arrivals import last_arrival

SALT = "articles.alerts"
DAYS_TO_CONFIRM = 7
MOST_AN_HOUR = 100
"""Requests of all readers together, each of which sends a mail; see `browsing.views.reports`."""
MOST_A_DAY = 3
"""Mails a day to one address that has confirmed nothing."""
BUCKETS = 4096
MOST_CALLS_A_DAY = 30
"""Of one host, at the wish of whoever names it: to verify a program, and to test it."""
MOST_ALERTS = 50
"""Alerts of one address."""


@dataclass(frozen=True, slots=True)
class Request:
    """An alert that somebody asked for: whether the address is theirs, only its mailbox can tell, or the program there.

    `nonce` is what the secret of a program is made from, "" for a mailbox.
    """

    address: str
    query: str
    how_often: str
    language: str
    nonce: str = ""

    @property
    def secret(self) -> str:
        """What the program is to know, in the form of Standard Webhooks. Until it proves that, the secret is kept
        nowhere, and cannot be had from a link."""
        key = salted_hmac(f"{SALT}.secret", self.nonce, algorithm="sha256").digest()
        return f"whsec_{b64encode(key).decode()}"


def new_nonce() -> str:
    return secrets.token_urlsafe(12)


def token_of(request: Request) -> str:
    """The request, signed, as a part of an address."""
    return signing.dumps(asdict(request), salt=SALT, compress=True)


def request_of(token: str) -> Request | None:
    """The request that we signed; None for anything else, and for one of more than DAYS_TO_CONFIRM ago."""
    try:
        return Request(**signing.loads(token, salt=SALT, max_age=timedelta(days=DAYS_TO_CONFIRM)))
    except signing.BadSignature:
        return None


def is_flooded() -> bool:
    """Whether enough was asked for within an hour."""
    lately = AlertRequest.objects.filter(asked_at__gt=timezone.now() - timedelta(hours=1))
    return lately.count() >= MOST_AN_HOUR


def forget_requests() -> None:
    """Those of more than a day ago, which nothing asks for any more."""
    AlertRequest.objects.filter(asked_at__lt=timezone.now() - timedelta(days=1)).delete()


def may_be_written_to(address: str) -> bool:
    """Whether the address was not written to often today, of which note is taken."""
    return _noted(_bucket(address), MOST_A_DAY)


def may_be_called(host: str) -> bool:
    """Whether the host was not called often today at somebody's wish, of which note is taken."""
    return _noted(BUCKETS + _bucket(host), MOST_CALLS_A_DAY)


def _bucket(address: str) -> int:
    return int(salted_hmac(SALT, address.lower()).hexdigest(), 16) % BUCKETS


def _noted(bucket: int, most: int) -> bool:
    forget_requests()
    AlertRequest.objects.create(bucket=bucket)
    return AlertRequest.objects.filter(bucket=bucket).count() <= most


@transaction.atomic
def keep(request: Request) -> Alert:
    """The confirmed request as an alert of what comes from now on; one that the address has already goes on, as often
    as asked for now. Raises ValidationError for too many."""
    own = Alert.objects.filter(address=request.address)
    if own.exclude(query=request.query).count() >= MOST_ALERTS:
        raise ValidationError(_("一个地址最多订 %(most)s 个提醒；请先退订一些。"), params={"most": MOST_ALERTS})
    wanted = {"how_often": request.how_often, "language": request.language}
    start = {"told": last_arrival(), "last_sent": timezone.localdate()}
    alert, _made = Alert.objects.update_or_create(
        address=request.address, query=request.query, defaults=wanted, create_defaults=wanted | start
    )
    if request.nonce:
        Endpoint.objects.update_or_create(alert=alert, defaults=FARES_WELL | {"secret": request.secret})
    return alert
