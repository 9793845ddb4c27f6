"""What programs are sent: signed as Standard Webhooks has it, and proved to be wanted before anything else comes."""

from __future__ import annotations

import hmac
import json
import secrets
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from time import monotonic
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from standardwebhooks.webhooks import Webhook

from articles.browsing.lists.queries import Query
from articles.models import Alert, AlertDelivery, Article, Endpoint
from articles.models.alert import FARES_WELL, LONGEST_WHY

from ..addresses import absolute
from ..api.articles import article_items
from ..rows import with_row_links
from .asking import Request
from .calling import Answer, CallError, call
from .deliveries import log
from .letters import number_of
from .news import News, name_of, plain, query_of

CHALLENGE = "challenge"
PAUSES = tuple(timedelta(minutes=each) for each in (5, 30, 120, 300, 600, 840, 1200, 1440))
"""After each failure, three days in all; whoever fails once more is not tried again."""
KEPT = timedelta(days=30)
"""How long an ended one can be taken up again."""


class RefusedError(CallError):
    """The program answered, and not with 2xx."""

    def __init__(self, status: int) -> None:
        super().__init__(_("程序回答 {}，而不是 2xx。").format(status))
        self.status = status


def challenge(request: Request) -> None:
    """Have the program prove that it knows the secret, which only who asked was shown: so nobody can have a stranger's
    machine written to. Raises CallError."""
    asked = secrets.token_urlsafe(24)
    number = f"challenge-{secrets.token_hex(16)}"
    told = {"challenge": asked, "list": _list(query_of(request.query))}
    answer = _post(request.address, request.secret, number, CHALLENGE, told)
    _refuse_unless_taken(answer)
    if not hmac.compare_digest(answer.text.strip().encode(), proof_of(request.secret, asked).encode()):
        raise CallError(_("程序的回答不是密钥对 challenge 算出的那一个。"))


def proof_of(secret: str, asked: str) -> str:
    """The answer to a challenge. Its key is not that of signatures: an answer must never pass for one."""
    key = b64decode(secret.removeprefix("whsec_")) + b"challenge"
    return hmac.new(key, asked.encode(), "sha256").hexdigest()


def test(alert: Alert) -> None:
    """Send something without articles. One that takes it is told again from where it stood. Raises CallError."""
    told = _of(alert, query_of(alert.query))
    _deliver(alert, AlertDelivery.Kind.TEST, f"test-{secrets.token_hex(16)}", told)


def tell(alert: Alert, news: News) -> None:
    """Send what came. Raises CallError; when it is tried again, or not any more, is noted with the endpoint."""
    try:
        tell_at_wish(alert, news)
    except CallError as error:
        _put_off(alert, error)
        raise


def tell_at_wish(alert: Alert, news: News) -> None:
    """The same because somebody asked for it now, which counts for nothing if it fails again. Raises CallError."""
    sentences = {card.article.pk: plain(card.excerpt) for card in news.cards}
    found = with_row_links(Article.objects.all()).in_bulk(list(sentences))
    shown = [found[key] for key in sentences if key in found]
    items = [
        item | {"sentence": sentences[article.pk]} for article, item in zip(shown, article_items(shown), strict=True)
    ]
    _deliver(alert, AlertDelivery.Kind.NEWS, number_of(alert), _of(alert, news.query) | {"articles": items})


def forget_ended() -> None:
    """Those that nobody took up again."""
    Alert.objects.filter(endpoint__ended_at__lt=timezone.now() - KEPT).delete()


def _of(alert: Alert, query: Query) -> dict[str, Any]:
    return {"alert": absolute(reverse("alert", args=[alert.key])), "list": _list(query)}


def _list(query: Query) -> dict[str, str]:
    asked = f"?{query}" if query.parameters else ""
    addresses = {"url": reverse("articles"), "api": reverse("api-articles")}
    return {"name": name_of(query)} | {name: absolute(f"{path}{asked}") for name, path in addresses.items()}


def _deliver(alert: Alert, kind: AlertDelivery.Kind, number: str, told: dict[str, Any]) -> None:
    """Post, and note in the log what came of it. One that takes it is no more failing. Raises CallError."""
    made = AlertDelivery(endpoint=alert.endpoint, kind=kind, number=number, articles=len(told.get("articles", ())))
    began = monotonic()
    try:
        answer = _post(alert.address, alert.endpoint.secret, number, kind, told)
        made.status = answer.status
        _refuse_unless_taken(answer)
    except CallError as error:
        made.why = str(error)[:LONGEST_WHY]
        raise
    finally:
        made.milliseconds = round((monotonic() - began) * 1000)
        log(made)
    Endpoint.objects.filter(pk=alert.pk).update(**FARES_WELL)


def _post(url: str, secret: str, number: str, kind: str, told: dict[str, Any]) -> Answer:
    """Signed; the same number and the same content whenever it is sent again."""
    body = json.dumps({"type": kind, "data": told}, ensure_ascii=False, separators=(",", ":"))
    now = datetime.now(UTC)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"xianwen (+{settings.SITE_URL})",
        "webhook-id": number,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(number, now, body),
    }
    return call(url, headers, body.encode())


def _refuse_unless_taken(answer: Answer) -> None:
    if not answer.is_taken:
        raise RefusedError(answer.status)


def _put_off(alert: Alert, error: CallError) -> None:
    endpoint = Endpoint.objects.filter(pk=alert.pk).first()  # as it is now: of several messages some were taken
    if endpoint is None:
        return  # left meanwhile
    now, failed = timezone.now(), endpoint.failures
    is_gone = isinstance(error, RefusedError) and error.status == HTTPStatus.GONE
    is_over = is_gone or failed >= len(PAUSES)
    Endpoint.objects.filter(pk=endpoint.pk).update(
        failures=failed + 1,
        why=str(error)[:LONGEST_WHY],
        failing_since=endpoint.failing_since or now,
        retry_at=None if is_over else now + PAUSES[failed],
        ended_at=now if is_over else None,
    )
