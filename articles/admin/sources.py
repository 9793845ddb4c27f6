from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from articles.models import Article, ImportRun, SourceFile
from articles.publishing.cited import one_line

from .base import HEAVY_SOURCE_FIELDS, ArchiveAdmin, number_of

REFUSALS_SHOWN = 200
ORIGINALS = "articles.suppress"
"""An original holds what was taken out or masked since: only who may put that back may have it."""


@admin.register(SourceFile)
class SourceFileAdmin(ArchiveAdmin):
    list_display = ("name", "form", "encoding", "size", "articles_held", "added_at")
    list_filter = ("form", "encoding")
    date_hierarchy = "added_at"
    search_fields = ("name", "sha256")
    fields = ("name", "sha256", "form", "encoding", "size", "articles_held", "added_at")
    change_form_template = "admin/articles/change_form.html"

    def get_urls(self) -> list[Any]:
        original = permission_required(ORIGINALS, raise_exception=True)(require_GET(self.original))
        name = "articles_sourcefile_original"
        return [path("<int:pk>/original/", self.admin_site.admin_view(original), name=name), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.has_perm(ORIGINALS):
            url = reverse("admin:articles_sourcefile_original", args=[kwargs["obj"].pk])
            context["operations"] = [(_("下载原件"), url)]
        return super().render_change_form(request, context, *args, **kwargs)

    def original(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The bytes as they came in. The history of the source tells who had them."""
        source = get_object_or_404(SourceFile.objects.only("name", "content"), pk=pk)
        self.log_change(request, source, gettext("下载了原件"))
        answer = HttpResponse(bytes(source.content), content_type="application/octet-stream")
        answer["Content-Disposition"] = content_disposition_header(True, one_line(source.name))
        return answer

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
