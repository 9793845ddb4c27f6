"""What a reader asks for, before it is confirmed and after: nothing is stored until the reader opens the link in the
mail, which holds the whole request, signed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from articles.models import Alert, AlertRequest

from .arrivals import last_arrival

SALT = "articles.alerts"
DAYS_TO_CONFIRM = 7
MOST_AN_HOUR = 100
"""Requests of all readers together, each of which sends a mail; see `browsing.views.reports`."""
MOST_A_DAY = 3
"""Mails a day to one address that has confirmed nothing."""
BUCKETS = 4096
MOST_ALERTS = 50
"""Alerts of one address."""


@dataclass(frozen=True, slots=True)
class Request:
    """An alert that somebody asked for: whether the address is theirs, only its mailbox can tell."""

    address: str
    query: str
    how_often: str
    language: str


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
    forget_requests()
    bucket = int(salted_hmac(SALT, address.lower()).hexdigest(), 16) % BUCKETS
    AlertRequest.objects.create(bucket=bucket)
    return AlertRequest.objects.filter(bucket=bucket).count() <= MOST_A_DAY


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
    return alert
