from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.models import Correction

from .base import ArchiveAdmin


@admin.register(Correction)
class CorrectionAdmin(ArchiveAdmin):
    """The record of what editors decided. It is written by deciding and undoing, never here."""

    list_display = ("made_at", "target", "key", "field", "before", "after", "reason", "who", "undone_at")
    list_filter = ("target", ("undone_at", admin.EmptyFieldListFilter))
    date_hierarchy = "made_at"
    search_fields = ("key", "reason", "who")
    actions = ("undo",)
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

    @admin.display(description=gettext_lazy("读得"))
    def before(self, correction: Correction) -> str:
        return _brief(correction.value_read)

    @admin.display(description=gettext_lazy("改为"))
    def after(self, correction: Correction) -> str:
        return _brief(correction.value)

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_article")

    @admin.action(description=gettext_lazy("撤销所选更正"), permissions=["undo"])
    def undo(self, request: HttpRequest, chosen: QuerySet[Correction]) -> None:
        """The newest first. One that cannot be undone is named, the others are."""
        who = cast(Any, request.user).get_username()
        undone = 0
        for correction in chosen.order_by("-pk"):
            if not may_undo(request, correction):
                messages.error(request, _("合并与撤下只有主编能撤销：{}").format(correction))
                continue
            try:
                corrections.undo(correction, who=who)
                undone += 1
            except corrections.AlreadyUndoneError:
                continue
            except ValidationError as refused:
                messages.error(request, f"{correction}: " + " ".join(refused.messages))
        messages.success(request, _("已撤销 {} 项更正").format(undone))


def may_undo(request: HttpRequest, correction: Correction) -> bool:
    """Merges are the chief editor's, also when they are undone."""
    return correction.field != "same_as" or request.user.has_perm("articles.merge")


def _brief(value: Any) -> str:
    text = "\n".join(piece["text"] for piece in value) if _is_text(value) else str("" if value is None else value)
    return text if len(text) <= 60 else text[:60] + "…"


def _is_text(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "text" in value[0]
