from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Post, Tenure

from .base import ArchiveAdmin, ReadOnlyInline


class TenureInline(ReadOnlyInline):
    model = Tenure
    fields = ("official", "number", "first_seen", "last_seen", "started", "ended", "over_by")
    readonly_fields = fields


@admin.register(Post)
class PostAdmin(ArchiveAdmin):
    list_display = ("name", "place", "place_name", "organisation", "role", "rank")
    list_filter = ("rank",)
    list_select_related = ("place",)
    search_fields = ("name",)
    fields = ("name", "place", "place_name", "organisation", "role", "rank")
    inlines = (TenureInline,)


@admin.register(Tenure)
class TenureAdmin(ArchiveAdmin):
    """Tenures follow from the appearances that prove them: to change one, correct the appearance."""

    list_display = ("official", "post", "first_seen", "last_seen", "started", "ended", "over_by")
    date_hierarchy = "last_seen"
    search_fields = ("official__names__name", "post__name")
    fields = ("official", "post", "number", "first_seen", "last_seen", "started", "ended", "over_by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tenure]:
        return super().get_queryset(request).select_related("official", "post")
