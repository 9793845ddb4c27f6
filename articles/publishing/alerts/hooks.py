"""What programs are sent: signed as Standard Webhooks has it, and proved to be wanted before anything else comes."""

from __future__ import annotations

import hmac
import json
import secrets
from base64 import b64decode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
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
from .news import News, name_of, news_again, plain, query_of

CHALLENGE = "challenge"
PAUSES = tuple(timedelta(minutes=each) for each in (5, 30, 120, 300, 600, 840, 1200, 1440))
"""After each failure, three days in all; whoever fails once more is not tried again."""
KEPT = timedelta(days=30)
"""How long an ended one can be taken up again."""


@dataclass(frozen=True, slots=True)
class Message:
    """All that it takes to call one program, so that it can be called by a thread that asks no database."""

    alert: Alert
    kind: AlertDelivery.Kind
    number: str
    told: dict[str, Any]

    @property
    def body(self) -> str:
        return _body(self.kind, self.told)


def challenge(request: Request) -> None:
    """Have the program prove that it knows the secret, which only who asked was shown: so nobody can have a stranger's
    machine written to. Raises CallError."""
    asked = secrets.token_urlsafe(24)
    number = f"challenge-{secrets.token_hex(16)}"
    told = {"challenge": asked, "list": _list(query_of(request.query))}
    answer = _post(request.address, request.secret, number, _body(CHALLENGE, told))
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
    note(post(Message(alert, AlertDelivery.Kind.TEST, f"test-{secrets.token_hex(16)}", told)))


def message_of(alert: Alert, news: News) -> Message:
    """What came, in the language in force."""
    return Message(alert, AlertDelivery.Kind.NEWS, number_of(alert), _told(alert, news))


def sent_again(alert: Alert, made: AlertDelivery) -> Message:
    """What a program was sent, of articles that are shown now and as they read now, in the language in force. Raises
    ValidationError like `query_of`."""
    if made.kind == AlertDelivery.Kind.TEST:
        told = _of(alert, query_of(alert.query))
    else:
        told = _told(alert, news_again(alert, made.public_ids))
    return Message(alert, AlertDelivery.Kind(made.kind), made.number, told)


def _told(alert: Alert, news: News) -> dict[str, Any]:
    sentences = {card.article.pk: plain(card.excerpt) for card in news.cards}
    found = with_row_links(Article.objects.all()).in_bulk(list(sentences))
    shown = [found[key] for key in sentences if key in found]
    items = [
        item | {"sentence": sentences[article.pk]} for article, item in zip(shown, article_items(shown), strict=True)
    ]
    return _of(alert, news.query) | {"articles": items}


def post(message: Message) -> AlertDelivery:
    """Call the program, from any thread; what came of it, as yet unsaved."""
    alert, number, body = message.alert, message.number, message.body
    made = AlertDelivery(endpoint=alert.endpoint, kind=message.kind, number=number, sha256=digest_of(body))
    made.public_ids = [article["id"] for article in message.told.get("articles", ())]
    made.articles = len(made.public_ids)
    began = monotonic()
    with translation.override(alert.language):
        try:
            answer = _post(alert.address, alert.endpoint.secret, number, body)
            made.status = answer.status
            _refuse_unless_taken(answer)
        except CallError as error:
            made.why = str(error)[:LONGEST_WHY]
    made.milliseconds = round((monotonic() - began) * 1000)
    return made


def note(made: AlertDelivery) -> None:
    """Keep in the log what came of it. One that took it is no more failing. Raises CallError where it did not."""
    log(made)
    if made.why:
        raise CallError(made.why)
    Endpoint.objects.filter(pk=made.endpoint_id).update(**FARES_WELL)


def put_off(made: AlertDelivery) -> None:
    """Note with the endpoint when a program that took nothing is tried again, or that it is not any more."""
    endpoint = Endpoint.objects.filter(pk=made.endpoint_id).first()  # as it is now: of several messages some were taken
    if endpoint is None:
        return  # left meanwhile
    now, failed = timezone.now(), endpoint.failures
    is_over = made.status == HTTPStatus.GONE or failed >= len(PAUSES)
    Endpoint.objects.filter(pk=endpoint.pk).update(
        failures=failed + 1,
        why=made.why,
        failing_since=endpoint.failing_since or now,
        retry_at=None if is_over else now + PAUSES[failed],
        ended_at=now if is_over else None,
    )


def host_of(alert: Alert) -> str:
    """The machine where the program runs, as far as its address tells."""
    return (urlsplit(alert.address).hostname or "").rstrip(".")


def forget_ended() -> None:
    """Those that nobody took up again."""
    Alert.objects.filter(endpoint__ended_at__lt=timezone.now() - KEPT).delete()


def _of(alert: Alert, query: Query) -> dict[str, Any]:
    return {"alert": absolute(reverse("alert", args=[alert.key])), "list": _list(query)}


def _list(query: Query) -> dict[str, str]:
    asked = f"?{query}" if query.parameters else ""
    addresses = {"url": reverse("articles"), "api": reverse("api-articles")}
    return {"name": name_of(query)} | {name: absolute(f"{path}{asked}") for name, path in addresses.items()}


def _body(kind: str, told: dict[str, Any]) -> str:
    return json.dumps({"type": kind, "data": told}, ensure_ascii=False, separators=(",", ":"))


def digest_of(body: str) -> str:
    return sha256(body.encode()).hexdigest()


def _post(url: str, secret: str, number: str, body: str) -> Answer:
    """Signed; the same number and the same content whenever it is sent again."""
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
        raise CallError(_("程序回答 {}，而不是 2xx。").format(answer.status))
