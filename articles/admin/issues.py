from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Issue, Page

from .base import ReadOnlyInline, number_of, with_source
from .bulk import BulkAdmin
from .correcting import CorrectingAdmin
from .operating import OperatingAdmin
from .ordering import Arrange
from .settable import Column


class PageInline(ReadOnlyInline):
    model = Page
    fields = ("position", "number", "name", "source", "order")
    readonly_fields = ("order",)

    @admin.display(description=_("报道次序"))
    def order(self, page: Page) -> SafeString:
        url = reverse("admin:articles_page_arrange", args=[page.pk])
        return format_html('<a href="{}">{}</a>', url, _("调整次序"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        return with_source(super().get_queryset(request))


@admin.register(Issue)
class IssueAdmin(BulkAdmin, CorrectingAdmin):
    settable = (Column(Issue, "newspaper"), Column(Issue, "edition"))
    editable = ("newspaper", "date", "edition")
    list_display = (
        "__str__",
        "edition",
        "date_basis",
        "date_from",
        "date_to",
        "date_confidence",
        "articles_held",
        "public_page",
    )
    list_filter = ("date_basis",)
    date_hierarchy = "date"
    search_fields = ("newspaper", "slug")
    inlines = (PageInline,)
    fieldsets = (
        (None, {"fields": ("newspaper", "date", "edition", "slug")}),
        (
            _("日期从何而来"),
            {"fields": ("date_basis", "date_from", "date_to", "date_evidence", "date_confidence")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Issue]:
        return super().get_queryset(request).annotate(held=number_of(Article.objects.all(), "issue"))

    @admin.display(description=_("报道数"))
    def articles_held(self, issue: Any) -> int:
        return issue.held


@admin.register(Page)
class PageAdmin(BulkAdmin, OperatingAdmin, CorrectingAdmin):
    operations = (Arrange,)
    settable = (Column(Page, "number"), Column(Page, "name"))
    editable = ("issue", "number", "name")
    autocomplete_fields = ("issue",)
    list_display = ("__str__", "issue", "position", "articles_held")
    list_select_related = ("issue",)
    search_fields = ("number", "name", "issue__slug")
    fields = ("issue", "number", "name", "position", "source", "furniture")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        pages = with_source(super().get_queryset(request)).select_related("issue")
        return pages.annotate(held=number_of(Article.objects.all(), "page"))

    @admin.display(description=_("报道数"))
    def articles_held(self, page: Any) -> int:
        return page.held
