"""WebSub (W3C Recommendation, 2018): the hub that the operator chose is told which feeds have something new.

It asks the feeds for it, and hands it on to whoever subscribed there. Addresses of subscribers, their secrets and what
cannot be delivered are the hub's; nothing here ever calls an address that a stranger named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, build_opener

from django.db.models import Q
from django.utils import timezone

from articles.corrections import storing
from articles.models import Announced, Article, Correction

from .alerts.arrivals import arrived, last_arrival
from .topics import topics_with

PATIENCE = 10  # seconds
LATER = 429


class HubAwayError(Exception):
    """The hub cannot be reached, or takes nothing now."""


@dataclass(frozen=True, slots=True)
class News:
    """The feeds with something new since the hub was told last, and what it knows once it has been told of them."""

    topics: list[str]
    told: int
    at: datetime


def news_for(hub: str) -> News:
    """What came, and what editors decided; nothing for a hub of which nobody has heard before."""
    with storing():  # nobody is deciding now, so that nothing can come in later with an earlier time
        told, at = last_arrival(), timezone.now()
    known = Announced.objects.filter(pk=hub).first()
    if known is None:
        return News([], told, at)
    decided = Correction.objects.filter(Q(made_at__gt=known.at) | Q(undone_at__gt=known.at)).exclude(article="")
    if known.told == told and not decided.exists():
        return News([], told, at)
    new = Q(public_id__in=arrived(known.told, told)) | Q(public_id__in=decided.values("article"))
    return News(topics_with(Article.objects.filter(new)), told, at)


def announce(hub: str, topic: str) -> str:
    """Tell the hub of one feed; why it will not have it, or "". Raises HubAwayError.

    Hubs differ in the name of the parameter, which the Recommendation leaves to them, and in whether they take several
    at once: one feed under both names is what all of them understand.
    """
    form = urlencode({"hub.mode": "publish", "hub.topic": topic, "hub.url": topic}).encode()
    try:
        build_opener(_Straight).open(hub, form, timeout=PATIENCE).close()
    except HTTPError as refusal:
        refusal.close()
        if 400 <= refusal.code < 500 and refusal.code != LATER:
            return str(refusal)
        raise HubAwayError(refusal) from refusal
    except OSError as error:
        raise HubAwayError(error) from error
    return ""


def remember(hub: str, news: News) -> None:
    """That the hub was told."""
    Announced.objects.update_or_create(pk=hub, defaults={"told": news.told, "at": news.at})


class _Straight(HTTPRedirectHandler):
    """A redirected announcement would arrive as a mere look at another page, and nobody would notice."""

    def redirect_request(self, *_arguments: Any) -> None:
        return None
