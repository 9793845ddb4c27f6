"""The picture of a printed page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from articles.models import SourceFile

from ..facsimiles import UNSEEN
from ..pictures import WIDTHS, BusyError, Print, picture
from ..veiling import veiling_of

AGAIN = 5  # seconds


@require_safe
def page_picture(_request: HttpRequest, sha256: str, number: int, width: int) -> HttpResponse:
    """A page of a source in one of the widths. A source that another version replaced redirects to that one's page."""
    source = SourceFile.objects.defer(*UNSEEN).filter(sha256=sha256).first()
    if source is None or width not in WIDTHS or not 1 <= number <= len(source.sheets):
        raise Http404
    if source.replaced_by_id:
        later = SourceFile.objects.only("sha256").get(pk=source.replaced_by_id)
        return redirect("page-picture", later.sha256, number, width, permanent=True)
    veiling = veiling_of(source.pk, number - 1)
    if veiling is None:
        raise Http404
    shown = Print(source, number - 1, veiling)
    try:
        data = picture(shown, width)
    except BusyError:
        return HttpResponse(status=503, headers={"Retry-After": str(AGAIN), "Cache-Control": "no-store"})
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/webp", headers={"ETag": quote_etag(f"{shown.tag}-{width}")})
