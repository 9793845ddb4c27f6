"""Importing pages from a browser: files are sent and read on trial, and imported when the chief editor is content.

Both steps are the import of `manage.py import_pages`. Their answers are streamed: each file's row is sent as soon as it
is known, so that whoever waits sees how far it is, without a script.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, get_args

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.importing.report import Report, Status
from articles.importing.run import import_each
from articles.importing.sources import MAX_BYTES
from articles.models.issue import DateBasis

from .base import ROWS, streamed
from .stash import Stash

UPLOAD = "articles.add_sourcefile"
MOST_FILES = 40
MOST_BYTES = 2 * MAX_BYTES
ACCEPTED = ".txt,.md,.pdf,.png,.jpg,.jpeg,.tif,.tiff,.webp,.htm,.html,.jsonl,.zip"
MEGABYTE = 1 << 20

log = logging.getLogger(__name__)


class SeveralFiles(forms.ClearableFileInput):
    """A choice of several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, none too many. An empty or unreadable one is refused by name when it is read."""

    widget = SeveralFiles(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [super(FilesField, self).clean(each, initial) for each in data or [None]]
        if len(files) > MOST_FILES:
            words = _("一次最多 {} 个文件；请分几次，或请管理员用命令导入整个文件夹。")
            raise forms.ValidationError(words.format(MOST_FILES))
        size = sum(file.size or 0 for file in files)
        if size > MOST_BYTES:
            words = _("一次最多 {most} MB，这些文件共 {size} MB；请分几次，或请管理员用命令导入整个文件夹。")
            raise forms.ValidationError(words.format(most=MOST_BYTES // MEGABYTE, size=size // MEGABYTE + 1))
        return files


class UploadForm(forms.Form):
    """The files, and what the editor knows of them."""

    sources = FilesField(
        label=gettext_lazy("版面文件"),
        allow_empty_file=True,
        help_text=gettext_lazy(
            "可选几个：文本（.txt、.md）、PDF、扫描的图像、数字报的网页、装有数字报文件夹的 .zip、本站导出（.jsonl）。"
        ),
    )
    newspaper = forms.CharField(
        label=gettext_lazy("报纸"), max_length=60, required=False, help_text=gettext_lazy("版面没有印报名时用。")
    )
    day = forms.DateField(
        label=gettext_lazy("日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("版面没有印日期时用；几个文件不是同一天的，请分几次。"),
    )


def upload(request: HttpRequest) -> HttpResponseBase:
    """The form; the trial of what was sent; the import of what was tried, or its end."""
    stash = Stash.of(str(request.user.pk))
    step = request.POST.get("step", "")
    if step == "import" and stash.names:
        return streamed(_report(request, stash, dry_run=False))
    if step == "discard":
        stash.clear()
    if step in ("import", "discard"):
        return redirect("upload")
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        values = form.cleaned_data
        stash.fill(values["sources"], values["newspaper"], values["day"])
        return streamed(_report(request, stash, dry_run=True))
    context = _context(request, _("导入版面")) | {"form": form, "waiting": stash.names}
    context |= {"most_files": MOST_FILES, "most_megabytes": MOST_BYTES // MEGABYTE}
    return render(request, "admin/upload/form.html", context, status=400 if form.errors else 200)


def _context(request: HttpRequest, title: str) -> dict[str, Any]:
    return {**admin.site.each_context(request), "title": title}


def _report(request: HttpRequest, stash: Stash, *, dry_run: bool) -> Iterator[str]:
    """The page of a trial or an import, row by row."""
    context = _context(request, _("试读") if dry_run else _("导入")) | {"total": len(stash.names), "is_trial": dry_run}
    head, foot = render_to_string("admin/upload/report.html", context, request).split(ROWS)
    yield head
    report, failed = Report(), False
    try:
        for outcome in import_each(stash.sources(), stash.options(dry_run=dry_run), report):
            issues = [(issue, DateBasis(issue.basis).label) for issue in outcome.issues]
            row = {"outcome": outcome, "issues": issues, "is_trial": dry_run}
            yield render_to_string("admin/upload/_row.html", row)
    except Exception:
        log.exception("an import from the admin was cut short")
        failed = True
    if not dry_run and not failed:
        stash.clear()
    counts: dict[str, Any] = {status: report.count(status) for status in get_args(Status)}
    results = counts | {"failed": failed, "is_trial": dry_run, "can_import": counts["new"] or counts["changed"]}
    yield f"</tbody></table>{render_to_string('admin/upload/_summary.html', results, request)}{foot}"
