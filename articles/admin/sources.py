from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.models import Article, ImportRun, SourceFile

from .base import HEAVY_SOURCE_FIELDS, ArchiveAdmin, number_of

REFUSALS_SHOWN = 200


@admin.register(SourceFile)
class SourceFileAdmin(ArchiveAdmin):
    list_display = ("name", "form", "encoding", "size", "articles_held", "added_at")
    list_filter = ("form", "encoding")
    date_hierarchy = "added_at"
    search_fields = ("name", "sha256")
    fields = ("name", "sha256", "form", "encoding", "size", "articles_held", "added_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceFile]:
        sources = super().get_queryset(request).defer(*HEAVY_SOURCE_FIELDS)
        return sources.annotate(bytes_held=Length("content"), held=number_of(Article.objects.all(), "source"))

    @admin.display(description=_("字节"))
    def size(self, source: Any) -> int:
        return source.bytes_held

    @admin.display(description=_("报道数"))
    def articles_held(self, source: Any) -> int:
        return source.held


@admin.register(ImportRun)
class ImportRunAdmin(ArchiveAdmin):
    list_display = ("__str__", "finished_at", "tool_version", "new", "changed", "same", "refused")
    date_hierarchy = "started_at"
    fields = ("started_at", "finished_at", "tool_version", "new", "changed", "same", "refused", "refusals")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRun]:
        return super().get_queryset(request).defer("files")

    @admin.display(description=_("拒收的文件"))
    def refusals(self, run: ImportRun) -> SafeString:
        refused = [file for file in run.files if file["status"] == "refused"]
        lines = ((file["name"], file["reason"], file["remedy"]) for file in refused[:REFUSALS_SHOWN])
        return format_html_join("", "<p>{}：{}。{}</p>", lines)
