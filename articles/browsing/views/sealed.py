"""Where the browsers of one reader leave their collections for one another, sealed by a key that never comes here."""

from __future__ import annotations

import re
from datetime import timedelta
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import SealedCollections

KEY = re.compile(r"[0-9a-f]{32}")
LARGEST = 512 * 1024
"""Bytes: some thousands of articles with some hundreds of long notes."""
MOST_AN_HOUR = 100
"""New ones of all readers together, as of reports."""
MOST_A_DAY = 1000
"""Writings of one."""
DAYS_KEPT = 400
"""Without use; a reader may come back a year later."""


# There is no session that a forged request could use: who knows the key may write, wherever the page came from.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "PUT", "DELETE"])
def sealed(request: HttpRequest, key: str) -> HttpResponse:
    """What is kept under a key. It is written over only by who has seen what is there (`If-Match`), and without
    that made only where nothing is; otherwise 412."""
    if not KEY.fullmatch(key):
        raise Http404
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.get_host():
        raise PermissionDenied
    answer = _written(request, key) if request.method == "PUT" else _answer(request, key)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _answer(request: HttpRequest, key: str) -> HttpResponse:
    """What is there, if anything is; after DELETE nothing."""
    found = SealedCollections.objects.filter(pk=key)
    if request.method == "DELETE":
        found.delete()
        return HttpResponse(status=204)
    row = found.first()
    if row is None:
        return HttpResponse(status=204)
    today = timezone.localdate()
    if row.used_on != today:
        found.update(used_on=today, writes=0)
    return HttpResponse(bytes(row.content), content_type="application/octet-stream", headers={"ETag": _tag(row)})


def _written(request: HttpRequest, key: str) -> HttpResponse:
    try:
        content = request.body
    except RequestDataTooBig:
        return HttpResponse(status=413)
    if len(content) > LARGEST:
        return HttpResponse(status=413)
    today = timezone.localdate()
    SealedCollections.objects.filter(used_on__lt=today - timedelta(days=DAYS_KEPT)).delete()
    values = {"content": content, "version": token_hex(8), "used_on": today}
    seen = request.headers.get("If-Match", "").removeprefix("W/")
    return _rewritten(key, seen, values) if seen else _made(key, values)


def _made(key: str, values: dict[str, Any]) -> HttpResponse:
    if SealedCollections.objects.filter(made_at__gt=timezone.now() - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        return _later()
    row, is_new = SealedCollections.objects.get_or_create(pk=key, defaults=values)
    return _stored(row) if is_new else HttpResponse(status=412)


@transaction.atomic
def _rewritten(key: str, seen: str, values: dict[str, Any]) -> HttpResponse:
    row = SealedCollections.objects.select_for_update().filter(pk=key).first()
    if row is None or seen != _tag(row):
        return HttpResponse(status=412)
    row.writes = row.writes + 1 if row.used_on == values["used_on"] else 1
    if row.writes > MOST_A_DAY:
        return _later()
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return _stored(row)


def _stored(row: SealedCollections) -> HttpResponse:
    return HttpResponse(status=204, headers={"ETag": _tag(row)})


def _later() -> HttpResponse:
    return HttpResponse(status=429, headers={"Retry-After": "3600"})


def _tag(row: SealedCollections) -> str:
    return f'"{row.version}"'
