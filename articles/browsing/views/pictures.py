"""The picture of a printed page, the squares of an enlarged one, and photographs."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from articles.browsing.printed.facsimiles import UNSEEN
from articles.browsing.printed.photographs import print_of
from articles.browsing.printed.pictures import (
    PHOTOGRAPH_WIDTHS,
    WIDTHS,
    BusyError,
    Print,
    photograph,
    picture,
    print_of_page,
    square,
)
from articles.browsing.printed.veiling import veiling_of
from articles.models import SourceFile

AGAIN = 5  # seconds


@require_safe
def page_picture(request: HttpRequest, sha256: str, number: int, width: int) -> HttpResponse:
    """A page of a source in one of the widths."""
    if width not in WIDTHS:
        raise Http404
    return _answer(request, sha256, number, lambda page: picture(page, width))


@require_safe
def page_square(request: HttpRequest, sha256: str, number: int, row: int, column: int) -> HttpResponse:
    """A square of an enlarged page."""
    return _answer(request, sha256, number, lambda page: square(page, row, column))


def _answer(request: HttpRequest, sha256: str, number: int, drawn: Callable[[Print], bytes | None]) -> HttpResponse:
    """What is drawn of a page, from 1. A source that another version replaced redirects to that one's."""
    source = SourceFile.objects.defer(*UNSEEN).filter(sha256=sha256).first()
    if source is None or not 1 <= number <= len(source.sheets) or not any(source.sheets[number - 1]):
        raise Http404
    if source.replaced_by_id:
        later = SourceFile.objects.only("sha256").get(pk=source.replaced_by_id)
        return redirect(request.path.replace(sha256, later.sha256), permanent=True)
    veiling = veiling_of(source.pk, number - 1)
    if veiling is None:
        raise Http404
    return _drawn(print_of_page(source, number - 1, veiling), drawn)


@require_safe
def article_photograph(_request: HttpRequest, public_id: str, number: int, width: int) -> HttpResponse:
    """A photograph of an article in one of the widths."""
    shown = print_of(public_id, number) if width in PHOTOGRAPH_WIDTHS else None
    if shown is None:
        raise Http404
    return _drawn(shown, lambda each: photograph(each, width))


def _drawn(shown: Print, drawn: Callable[[Print], bytes | None]) -> HttpResponse:
    try:
        data = drawn(shown)
    except BusyError:
        return HttpResponse(status=503, headers={"Retry-After": str(AGAIN), "Cache-Control": "no-store"})
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/webp", headers={"ETag": quote_etag(shown.tag)})
