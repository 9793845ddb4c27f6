"""The review queue at /admin/review/: what the machine was unsure of, least certain first, with keys and without."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import corrections
from articles.browsing.careers import Office, offices_of, terms_of
from articles.browsing.lists.cards import proof
from articles.models import Appearance, Official, ReviewItem

from .beside import source_of
from .choices import answer, choices_of, correction_of, is_withheld, plain_answer, take_back
from .diffs import marked
from .filters import KINDS

LISTED = 30
MOST_AT_ONCE = 200
"""Items that one bulk answer closes; more than a person can have looked at is no answer."""
DECIDE = "articles.change_reviewitem"


def queue(request: HttpRequest) -> HttpResponse:
    """The open items of a kind, or of all, and one of them with all that helps to decide it."""
    kind = request.GET.get("kind", "")
    asked = request.GET.get("item", "")
    rows = _around(asked, open_items(kind).select_related("article__page", "issue"))
    current = next((item for item in rows if str(item.pk) == asked), rows[0] if rows else None)
    place = rows.index(current) if current else 0
    context = {
        **admin.site.each_context(request),
        "title": _("待核"),
        "kinds": counts(),
        "kind": kind,
        "items": [(item, KINDS.get(item.kind, item.kind)) for item in rows],
        "current": current,
        "previous": rows[place - 1] if place else None,
        "following": rows[place + 1] if place + 1 < len(rows) else None,
        "choices": choices_of(current, request.user) if current else [],
        "is_for_chiefs": current is not None and is_withheld(current, request.user),
        "candidates": [(each, *_evidence(each), terms_of(each)) for each in current.candidates.all()]
        if current
        else [],
        "source": source_of(current.article) if current and current.article else [],
        "conflict": conflict_of(current) if current else None,
    }
    return render(request, "admin/review/queue.html", context)


def _around(asked: str, items: QuerySet[ReviewItem]) -> list[ReviewItem]:
    """The items about the one that is asked for, or the first ones."""
    keys = [str(key) for key in items.values_list("pk", flat=True)] if asked else []
    place = keys.index(asked) if asked in keys else 0
    first = max(0, place - LISTED // 2)
    return list(items[first : first + LISTED])


def _evidence(official: Official) -> tuple[list[Office], Appearance | None, str]:
    """The posts of somebody who may be another, each with the sentences that prove it; where there is none, the newest
    appearance with its sentence."""
    offices = offices_of(official)
    newest = official.appearances.select_related("article").order_by("-date", "pk").first()
    if offices or newest is None:
        return offices, None, ""
    return [], newest, proof(newest.article, newest.title_spans or newest.spans)


def conflict_of(item: ReviewItem) -> dict[str, Any] | None:
    """For a conflict: the field in words, and how the new reading differs from the old one and from the correction."""
    if not item.key.startswith("conflict-"):
        return None
    correction = correction_of(item)
    words = corrections.Words([correction])
    values = (correction.value_read, correction.value, corrections.read_now(correction))
    before, decided, now = (words.of(correction.target, correction.field, value) for value in values)
    return {
        "field": corrections.field_label(correction.target, correction.field),
        "reading": marked(before, now),
        "decision": marked(now, decided),
        "correction": correction,
    }


def open_items(kind: str) -> QuerySet[ReviewItem]:
    """Open items, least certain first."""
    items = ReviewItem.objects.open().order_by("confidence", "pk")
    return items.filter(kind=kind) if kind else items


def counts() -> list[tuple[str, Any, int]]:
    """(kind, its name, open items) of each kind that has any."""
    found = ReviewItem.objects.open().order_by().values_list("kind").annotate(number=Count("pk")).order_by("-number")
    return [(kind, KINDS.get(kind, kind), number) for kind, number in found]


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer one item and go on to the next."""
    item = get_object_or_404(ReviewItem, pk=pk)
    word = request.POST.get("choice", "")
    choice = next((one for one in choices_of(item, request.user) if one.word == word), None)
    if choice is None:
        messages.error(request, _("不能这样处理。"))
    else:
        try:
            if answer(item, choice, _who(request)):
                messages.success(request, _("已处理：{}。按 u 撤销。").format(choice.label))
            else:
                messages.error(request, _("这一项刚被别人处理，或因重新读取而撤回，没有再做什么。"))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
    return redirect(_address(request.POST.get("kind", "")))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back one's own last answer."""
    try:
        item = take_back(_who(request))
        messages.info(request, _("已撤销：{}").format(item.reason) if item else _("没有可撤销的处理。"))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        item = None
    return redirect(_address(request.POST.get("kind", ""), item))


def bulk(request: HttpRequest) -> HttpResponse:
    """Confirm many items of one kind: first all of them are shown, then those still ticked are closed."""
    kind = request.POST.get("kind", "") or request.GET.get("kind", "")
    items = list(open_items(kind).select_related("article")[:MOST_AT_ONCE]) if kind else []
    if request.method == "POST":
        chosen = set(request.POST.getlist("item"))
        confirmed = [item for item in items if str(item.pk) in chosen]
        closed = sum(answer(item, plain_answer(kind), _who(request)) for item in confirmed)
        messages.success(request, _("已确认 {} 项").format(closed))
        return redirect(_address(kind))
    context = {**admin.site.each_context(request), "title": _("批量确认"), "kind": kind, "items": items}
    return render(request, "admin/review/bulk.html", context)


def _who(request: HttpRequest) -> str:
    return cast(Any, request.user).get_username()


def _address(kind: str, item: ReviewItem | None = None) -> str:
    query = {"kind": kind} if kind else {}
    if item:
        query["item"] = str(item.pk)
    return reverse("review") + (f"?{urlencode(query)}" if query else "")


def guarded(view: Any, permission: str) -> Any:
    """A view of the admin for whom has the permission; others are sent to the login or refused."""
    return admin.site.admin_view(permission_required(permission, raise_exception=True)(view))
