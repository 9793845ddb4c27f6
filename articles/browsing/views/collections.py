"""A reader's own collection: shown from its address or from the reader's cookie, and changed by forms."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from articles.browsing.lists.cards import page_url
from articles.models import Article

from ..codes import code_of
from ..collections import (
    COOKIE,
    COOKIE_SECONDS,
    LONGEST_NAME,
    LONGEST_NOTE,
    articles_of,
    checked,
    entries,
    named,
    query_of,
)

SALT = "articles.collection"
LONGEST_BACK = 1000  # characters
SHOWN = (
    "public_id", "date", "kind", "kicker", "headline", "subheadline", "dateline", "paragraphs", "reporters",
    "correspondents", "photographers", "issue", "issue__newspaper", "issue__date_basis", "issue__slug", "page__issue",
    "page__number", "page__name", "page__position",
)  # fmt: skip
"""What a row of the list and its citation need."""


class SeeOther(HttpResponseRedirect):
    """Where the result of a form is shown."""

    status_code = 303


# A token would need a cookie on every page; instead, what another site sends is refused by its origin.
@csrf_exempt
def collection(request: HttpRequest) -> HttpResponse:
    """The collection of an address (`?name=…&a=…&a=…`), the same for everybody; without ids, the reader's own."""
    if request.method == "POST":
        return _change(request)
    if "a" not in request.GET:
        return _own(request, _kept(request))
    try:
        return _page(request, checked(request.GET.getlist("a")), name=named(request.GET.get("name")))
    except ValidationError as error:
        return _page(request, [], errors=error.messages)


def _change(request: HttpRequest) -> HttpResponse:
    """Add, remove, empty, or put others in the place of all; then the own collection is shown, with a way back."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.get_host():
        raise PermissionDenied
    kept, asked = _kept(request), request.POST
    try:
        wanted = checked([*([] if "empty" in asked else kept), *asked.getlist("add")])
    except ValidationError as error:
        return _own(request, kept, errors=error.messages)
    wanted = [each for each in wanted if each not in asked.getlist("remove")]
    back = urlencode({"back": _back(asked.get("back"))})
    answer = SeeOther(f"{reverse('collection')}?{back}", headers={"Cache-Control": "no-store"})
    kinds = {"secure": settings.HTTPS, "httponly": True, "samesite": "Lax"}
    answer.set_signed_cookie(COOKIE, ".".join(wanted), SALT, max_age=COOKIE_SECONDS, **kinds)
    return answer


def _kept(request: HttpRequest) -> list[str]:
    """The ids in the reader's cookie; none where there is no cookie, or not one of ours."""
    kept = request.get_signed_cookie(COOKIE, default="", salt=SALT)
    return kept.split(".") if kept else []


def _back(address: str | None) -> str:
    """An address of this site to go back to; "" for any other, and for one of a length that servers refuse."""
    address = address or ""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, None)
    return address if is_ours and len(address) <= LONGEST_BACK else ""


def _own(request: HttpRequest, ids: Sequence[str], errors: Sequence[str] = ()) -> HttpResponse:
    """What the reader's own cookie holds, which no cache may keep."""
    answer = _page(request, ids, errors, is_own=True)
    answer.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(answer, ["Cookie"])
    return answer


def _page(
    request: HttpRequest, ids: Sequence[str], errors: Sequence[str] = (), *, name: str = "", is_own: bool = False
) -> HttpResponse:
    rows = Article.objects.select_related("issue", "page")
    found = entries(ids, rows.only(*SHOWN))
    for article in articles_of(found):
        article.page.issue = article.issue
    now = [entry.public_id for entry in found]
    address = f"{reverse('collection')}?{query_of(now, name)}"
    context = {
        "entries": [(entry, page_url(entry.article.page) if entry.article else "") for entry in found],
        "articles": articles_of(found),
        "ids": now,
        "is_own": is_own,
        "errors": errors,
        "name": name,
        "longest_name": LONGEST_NAME,
        "longest_note": LONGEST_NOTE,
        "back": _back(request.GET.get("back")),
        "asked": query_of(now),
        "address": address,
        "permalink": request.build_absolute_uri(address),
        "code": code_of(request.build_absolute_uri(address)) if now else None,
    }
    return render(request, "browsing/collection.html", context, status=400 if errors else 200)
