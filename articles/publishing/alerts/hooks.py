"""What programs are sent: signed as Standard Webhooks has it, and proved to be wanted before anything else comes."""

from __future__ import annotations

import hmac
import json
import secrets
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from standardwebhooks.webhooks import Webhook

from articles.browsing.lists.queries import Query
from articles.models import Alert, Article, Endpoint
from articles.models.alert import LONGEST_WHY

from ..addresses import absolute
from ..api.articles import article_items
from ..rows import with_row_links
from .asking import Request
from .calling import Answer, CallError, call
from .letters import number_of
from .news import News, name_of, plain, query_of

NEWS, CHALLENGE, TEST = "articles.new", "challenge", "test"
PAUSES = tuple(timedelta(minutes=each) for each in (5, 30, 120, 300, 600, 840, 1200, 1440))
"""After each failure, three days in all; whoever fails once more is not tried again."""
KEPT = timedelta(days=30)
"""How long an ended one can be taken up again."""


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
    answer = _post(alert.address, alert.endpoint.secret, f"test-{secrets.token_hex(16)}", TEST, told)
    _refuse_unless_taken(answer)
    _restore(alert)


def tell(alert: Alert, news: News) -> None:
    """Send what came. Raises CallError; when it is tried again, or not any more, is noted with the endpoint."""
    sentences = {card.article.pk: plain(card.excerpt) for card in news.cards}
    found = with_row_links(Article.objects.all()).in_bulk(list(sentences))
    shown = [found[key] for key in sentences if key in found]
    items = [
        item | {"sentence": sentences[article.pk]} for article, item in zip(shown, article_items(shown), strict=True)
    ]
    told = _of(alert, news.query) | {"articles": items}
    is_gone = False
    try:
        answer = _post(alert.address, alert.endpoint.secret, number_of(alert), NEWS, told)
        is_gone = answer.status == HTTPStatus.GONE
        _refuse_unless_taken(answer)
    except CallError as error:
        _put_off(alert.endpoint, str(error), is_gone=is_gone)
        raise
    _restore(alert)


def forget_ended() -> None:
    """Those that nobody took up again."""
    Alert.objects.filter(endpoint__ended_at__lt=timezone.now() - KEPT).delete()


def _of(alert: Alert, query: Query) -> dict[str, Any]:
    return {"alert": absolute(reverse("alert", args=[alert.key])), "list": _list(query)}


def _list(query: Query) -> dict[str, str]:
    asked = f"?{query}" if query.parameters else ""
    addresses = {"url": reverse("articles"), "api": reverse("api-articles")}
    return {"name": name_of(query)} | {name: absolute(f"{path}{asked}") for name, path in addresses.items()}


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
        raise CallError(_("程序回答 {}，而不是 2xx。").format(answer.status))


def _put_off(endpoint: Endpoint, why: str, *, is_gone: bool) -> None:
    now, failed = timezone.now(), endpoint.failures
    is_over = is_gone or failed >= len(PAUSES)
    Endpoint.objects.filter(pk=endpoint.pk).update(
        failures=failed + 1,
        why=why[:LONGEST_WHY],
        retry_at=None if is_over else now + PAUSES[failed],
        ended_at=now if is_over else None,
    )


def _restore(alert: Alert) -> None:
    Endpoint.objects.filter(pk=alert.pk).update(failures=0, why="", retry_at=None, ended_at=None)
