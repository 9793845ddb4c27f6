from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import Post, RegisteredTerm, Tenure

from .base import ArchiveAdmin, ReadOnlyInline
from .correcting import CorrectingAdmin


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


@admin.register(RegisteredTerm)
class RegisteredTermAdmin(CorrectingAdmin):
    """What registers from elsewhere tell; to change what the register says, load it anew."""

    editable = ("official", "since", "until", "is_shown")
    autocomplete_fields = ("official",)
    list_display = ("name", "post", "since", "until", "register", "fit", "is_shown", "public_page")
    list_filter = ("register", "fit", "is_shown")
    search_fields = ("name", "post__name", "register")
    fields = (
        "register",
        "name",
        "office",
        "post",
        "official",
        "fit",
        "since",
        "until",
        "source_title",
        "source_url",
        "source_date",
        "is_shown",
        "changed_at",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[RegisteredTerm]:
        return super().get_queryset(request).select_related("official", "post")

    def view_on_site(self, term: RegisteredTerm) -> str:
        return term.official.get_absolute_url()
