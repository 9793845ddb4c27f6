from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.models import Suppression

from .base import ArchiveAdmin


@admin.register(Suppression)
class SuppressionAdmin(ArchiveAdmin):
    """The log of what was taken out on request. Only lifting changes it."""

    list_display = ("made_at", "kind", "article", "request_number", "reason", "who", "lifted_at")
    list_filter = ("kind", ("lifted_at", admin.EmptyFieldListFilter))
    search_fields = ("article", "request_number", "reason")
    actions = ("lift",)
    fields = ("kind", "article", "name", "request_number", "reason", "who", "made_at", "lifted_at", "lifted_by")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.suppress")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.suppress")

    def has_lift_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.suppress")

    @admin.action(description=gettext_lazy("解除所选"), permissions=["lift"])
    def lift(self, request: HttpRequest, chosen: QuerySet[Suppression]) -> None:
        for suppression in chosen.order_by("-pk"):
            try:
                corrections.lift(suppression, cast(Any, request.user).get_username())
            except ValidationError as refused:
                messages.error(request, f"{suppression}: " + " ".join(refused.messages))
        messages.success(request, _("已解除"))
