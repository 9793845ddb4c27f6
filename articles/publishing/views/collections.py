"""A collection of articles as a file, from its address alone: rows, or citations of all. A form adds the reader's
notes, which are in the file and nowhere else."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.browsing.collections import articles_of, checked, entries, notes_on
from articles.models import Article

from .. import citations
from ..cited import cited, one_line
from ..export import csv_lines, json_lines
from ..rows import COLUMNS, row, with_row_links
from .exports import BYTE_ORDER_MARK

ROWS = {"csv": "text/csv", "jsonl": "application/jsonl"}
FORMS = ROWS | {form: media_type for form, (_write, media_type) in citations.FORMS.items()}
"""By the ending of the address: the media type."""


# What a form asks for is written into the answer and changes nothing, whichever site sent it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def as_file(request: HttpRequest, form: str) -> HttpResponse:
    """The articles that the address or the form names (`a`), in its order, without those that are shown no more."""
    asked = request.POST if request.method == "POST" else request.GET
    try:
        ids = checked(asked.getlist("a"))
        notes = notes_on(ids, request.POST)
    except ValidationError as error:
        return HttpResponse("\n".join(error.messages), status=400, content_type="text/plain; charset=utf-8")
    articles = articles_of(entries(ids, with_row_links(Article.objects.all())))
    answer = HttpResponse(_written(articles, notes, form), content_type=f"{FORMS[form]}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="collection-{len(articles)}.{form}"'
    return answer


def _written(articles: list[Article], notes: dict[str, str], form: str) -> str:
    if form in ROWS:
        columns = [*COLUMNS, *(["note"] if notes else [])]
        rows = [row(article) | ({"note": notes.get(article.public_id, "")} if notes else {}) for article in articles]
        return BYTE_ORDER_MARK + "".join(csv_lines(rows, columns)) if form == "csv" else "".join(json_lines(rows))
    sources = [replace(cited(article), remark=one_line(notes.get(article.public_id, ""))) for article in articles]
    return citations.together(form, sources, timezone.localdate())
