"""A collection of articles as a file, from its address alone: rows, or citations of all."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.browsing.collections import articles_of, checked, entries
from articles.models import Article

from .. import citations
from ..cited import cited
from ..export import csv_lines, json_lines
from ..rows import row, with_row_links
from .exports import BYTE_ORDER_MARK

ROWS = {"csv": "text/csv", "jsonl": "application/jsonl"}
FORMS = ROWS | {form: media_type for form, (_write, media_type) in citations.FORMS.items()}
"""By the ending of the address: the media type."""


@require_safe
def as_file(request: HttpRequest, form: str) -> HttpResponse:
    """The articles that the address names (`?a=…&a=…`), in its order, without those that are shown no more."""
    try:
        ids = checked(request.GET.getlist("a"))
    except ValidationError as error:
        return HttpResponse("\n".join(error.messages), status=400, content_type="text/plain; charset=utf-8")
    articles = articles_of(entries(ids, with_row_links(Article.objects.all())))
    answer = HttpResponse(_written(articles, form), content_type=f"{FORMS[form]}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="collection-{len(articles)}.{form}"'
    return answer


def _written(articles: list[Article], form: str) -> str:
    if form == "csv":
        return BYTE_ORDER_MARK + "".join(csv_lines(map(row, articles)))
    if form == "jsonl":
        return "".join(json_lines(map(row, articles)))
    return citations.together(form, [cited(article) for article in articles], timezone.localdate())
