from __future__ import annotations

from django.contrib import admin

from articles.models import Correction

from .base import ArchiveAdmin


@admin.register(Correction)
class CorrectionAdmin(ArchiveAdmin):
    """The record of what editors decided. It is written by deciding and undoing, never here."""

    list_display = ("made_at", "target", "key", "field", "reason", "who", "undone_at")
    list_filter = ("target", ("undone_at", admin.EmptyFieldListFilter))
    date_hierarchy = "made_at"
    search_fields = ("key", "reason", "who")
    fields = (
        "target",
        "key",
        "article",
        "field",
        "value_read",
        "value",
        "reason",
        "who",
        "made_at",
        "batch",
        "undone_at",
        "undone_by",
    )
