"""Where a photograph was printed: readers show a picture, of which nothing is kept, and no person is looked for."""

from __future__ import annotations

import re
import time
from collections import deque
from threading import BoundedSemaphore
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from articles.browsing.lists.cards import pictured_cards, with_card_rows
from articles.models import Article, Photograph
from articles.reading.epaper.photographs import glance
from articles.reading.rasters import MOST_PIXELS
from articles.searching import showing
from articles.text.errors import UnreadableInput

MOST_BYTES = 8 << 20
FRAME = 4096
"""Bytes of a form around its file."""
FORMS = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|RIFF[\x00-\xff]{4}WEBP")
MOST_SHOWN = 50
MOST_AN_HOUR = 600
"""Pictures that each server process looks at, of all readers together, so that no address need be remembered."""
HOUR, PATIENCE = 3600, 15.0  # seconds
REFUSALS = {
    "broken_picture": _("这张图片打不开，可能没有传完整。请另存为 JPEG 或 PNG 再试。"),
    "too_many_pixels": _("图片的像素太多，最多 5000 万。请缩小后再试。"),
}
UNREADABLE = _("这张图片读起来太费力，没有读完。请缩小，或另存为 JPEG 再试。")

_turn = BoundedSemaphore(1)
_looked: deque[float] = deque(maxlen=MOST_AN_HOUR)


class InMemory(MemoryFileUploadHandler):
    """Keeps what is uploaded in memory, whatever its size, which is judged before: nothing comes to the disk."""

    def handle_raw_input(self, *_args: Any, **_more: Any) -> None:
        self.activated = True


class PictureForm(forms.Form):
    """A picture, of which the miniature is taken."""

    picture = forms.FileField(
        label=_("选一张图片"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "aria-describedby": "picture-help"}),
        error_messages={
            "required": _("请先选一张图片。"),
            "empty": _("这个文件是空的。请另选一张图片。"),
            "invalid": _("没有收到文件。请重新选一张图片。"),
        },
    )

    def clean_picture(self) -> str:
        uploaded: UploadedFile = self.cleaned_data["picture"]
        data = uploaded.read()
        if not FORMS.match(data):
            raise forms.ValidationError(_("这不是 JPEG、PNG 或 WebP 图片。请另存为其中一种再试。"))
        try:
            miniature = glance(data)
        except UnreadableInput as refusal:
            raise forms.ValidationError(REFUSALS.get(refusal.code, UNREADABLE)) from refusal
        if not miniature:
            raise forms.ValidationError(
                _("这张图片太小、太窄，或者太平淡，认不出是哪张照片：每边须有 120 个像素，不能只是一片颜色或图表。")
            )
        return miniature


# Nothing is changed, there is no session that a forged request could use, and a token would need a cookie.
@csrf_exempt
def photographs(request: HttpRequest) -> HttpResponse:
    """The form, and the articles that show the photograph of a picture."""
    if request.method != "POST":
        return _page(request, PictureForm(label_suffix=""))
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + FRAME:
        return _page(request, PictureForm(label_suffix=""), 413, too_large=True)
    if len(_looked) == MOST_AN_HOUR and time.monotonic() - _looked[0] < HOUR:
        return _page(request, PictureForm(label_suffix=""), 429, retry=HOUR, flooded=True)
    if not _turn.acquire(timeout=PATIENCE):
        return _page(request, PictureForm(label_suffix=""), 503, retry=int(PATIENCE), busy=True)
    try:
        _looked.append(time.monotonic())
        request.upload_handlers = [InMemory(request)]
        form = PictureForm(request.POST, request.FILES, label_suffix="")
        if not form.is_valid():
            return _page(request, form, 400)
        numbers = showing(form.cleaned_data["picture"])
    finally:
        _turn.release()
    rows = with_card_rows(Article.objects.filter(pk__in=numbers).as_printed())[:MOST_SHOWN]
    return _page(request, form, cards=pictured_cards(rows, numbers=numbers), count=len(numbers), searched=True)


def _page(request: HttpRequest, form: PictureForm, status: int = 200, *, retry: int = 0, **found: Any) -> HttpResponse:
    showing_any = Article.objects.filter(pk__in=Photograph.objects.order_by().values("article"))
    context = {
        "form": form,
        "held": Photograph.objects.count(),
        **showing_any.aggregate(first=Min("date"), last=Max("date")),
        "megabytes": MOST_BYTES >> 20,
        "millions": MOST_PIXELS // 1_000_000,
        "most": MOST_SHOWN,
        **found,
    }
    answer = render(request, "browsing/photographs.html", context, status=status)
    if request.method == "POST":
        answer.headers["Cache-Control"] = "no-store"
    if retry:
        answer.headers["Retry-After"] = str(retry)
    return answer
