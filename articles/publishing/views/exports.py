"""The list of articles as a file: what the page with the same query shows, all of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.browsing.lists.filters import ArticleFilter
from articles.browsing.lists.keyset import Key, slice_after
from articles.models import Article
from articles.searching import by_index

from ..export import csv_lines, json_lines
from ..rows import BATCH, row, with_row_links
from ..slots import Slot, take_slot

Lines = Callable[[Iterable[dict[str, Any]]], Iterator[str]]
RETRY_SECONDS = 60
BYTE_ORDER_MARK = "\ufeff"
"""Makes Excel read the Chinese of a CSV file."""


class Export:
    """The bytes of an export; closing it, which the server does in any case, frees its slot."""

    def __init__(self, lines: Iterable[str], slot: Slot) -> None:
        self.lines = lines
        self.slot = slot

    def __iter__(self) -> Iterator[bytes]:
        return (line.encode() for line in self.lines)

    def close(self) -> None:
        self.slot.release()


@require_safe
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """A table for spreadsheets."""
    return _export(request, lambda rows: _marked(csv_lines(rows)), "csv", "text/csv; charset=utf-8")


@require_safe
def as_jsonl(request: HttpRequest) -> HttpResponseBase:
    """One JSON object a line, as docs/export-format.md describes it."""
    return _export(request, json_lines, "jsonl", "application/jsonl; charset=utf-8")


def refusal(form: BaseForm) -> HttpResponse:
    """400 with a line for each invalid value."""
    why = [f"{name}: {error}\n" for name, errors in form.errors.items() for error in errors]
    return HttpResponse("".join(why), status=400, content_type="text/plain; charset=utf-8")


def _export(request: HttpRequest, lines: Lines, ending: str, content_type: str) -> HttpResponseBase:
    filtered = ArticleFilter(request.GET, Article.objects.all())
    if not filtered.is_valid():
        return refusal(filtered.form)
    with by_index():
        count = filtered.qs.order_by().count()
    slot = take_slot(connections[DEFAULT_DB_ALIAS])
    if slot is None:
        why = _("已有两个导出在进行，请稍后再试。")
        headers = {"Retry-After": str(RETRY_SECONDS)}
        return HttpResponse(why, status=429, content_type="text/plain; charset=utf-8", headers=headers)
    answer = StreamingHttpResponse(Export(lines(_rows(filtered)), slot), content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="articles-{count}.{ending}"'
    answer.headers["X-Total-Count"] = str(count)
    return answer


def _rows(filtered: ArticleFilter) -> Iterator[dict[str, Any]]:
    """The list's articles as rows, in its order. Each batch is a query of its own, so that a slow reader keeps no
    transaction open."""
    articles = with_row_links(filtered.qs)
    after: Key | None = None
    while True:
        with by_index():
            batch = slice_after(articles, after, oldest_first=filtered.oldest_first, size=BATCH)
        yield from map(row, batch.articles)
        if batch.next is None:
            return
        after = batch.next


def _marked(lines: Iterator[str]) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    yield from lines
