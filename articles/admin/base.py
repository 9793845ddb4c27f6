"""What all pages of the admin share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

ROWS_A_PAGE = 50
HEAVY_SOURCE_FIELDS = ("content", "text", "boxes")
"""A source file may have megabytes: no page of the admin needs more than its name."""

ROWS = "<!-- rows -->"
"""Where a page of which the rows are sent one by one is cut in two."""


class ArchiveAdmin(admin.ModelAdmin):
    """Rows that the importer made: nobody adds or deletes them here, and only the `editable` fields can be changed."""

    editable: tuple[str, ...] = ()
    list_per_page = ROWS_A_PAGE
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(self.editable) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        return [field for field in fields if field not in self.editable]

    @admin.display(description=_("公开页"))
    def public_page(self, obj: Model) -> SafeString | str:
        url = self.get_view_on_site_url(obj)
        return format_html('<a href="{}">{}</a>', url, _("查看")) if url else ""


class ReadOnlyInline(admin.TabularInline):
    """Rows below their owner, to look at and to open."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def with_source(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with their source file, but without its bytes and text."""
    heavy = [f"source__{field}" for field in HEAVY_SOURCE_FIELDS]
    return queryset.select_related("source").defer(*heavy)


def number_of(rows: QuerySet[Any], owner: str) -> Coalesce:
    """How many of the rows belong to each object; counted only for the objects that a page shows."""
    counted = rows.filter(**{owner: OuterRef("pk")}).order_by().values(owner).annotate(number=Count("*"))
    return Coalesce(Subquery(counted.values("number")), 0)


def streamed(pieces: Iterator[str]) -> StreamingHttpResponse:
    """An answer that is sent piece by piece, as each is known."""
    answer = StreamingHttpResponse(pieces)
    # Compression would hold rows back until many of them are there.
    answer.headers["Content-Encoding"] = "identity"
    return answer
