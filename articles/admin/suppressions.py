from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.models import Article, Suppression
from articles.rights import UNPROTECTED, may_alter_log

from .base import ArchiveAdmin
from .correcting import history_url
from .delisted import Correct
from .operating import OperatingAdmin
from .operations import Mask, Withdraw


@admin.register(Suppression)
class SuppressionAdmin(OperatingAdmin, ArchiveAdmin):
    """The log of what was taken out on request. Only lifting changes it; from here a delisted article is corrected."""

    operations = (Correct, Mask, Withdraw)
    list_display = ("made_at", "kind", "article", "request_number", "reason", "who", "lifted_at")
    list_filter = ("kind", ("lifted_at", admin.EmptyFieldListFilter))
    search_fields = ("article", "request_number", "reason")
    actions = ("lift",)
    fields = (
        "kind",
        "article",
        "about",
        "name",
        "request_number",
        "reason",
        "who",
        "made_at",
        "lifted_at",
        "lifted_by",
    )

    def subject_of(self, row: Suppression) -> Article | None:
        return corrections.delisted_article(row.article)

    @admin.display(description=gettext_lazy("报道"))
    def about(self, row: Suppression) -> SafeString | None:
        """Its title, where the archive still shows it: of a delisted one at its address alone."""
        shown = Article.objects.filter(public_id=row.article).first() or corrections.delisted_article(row.article)
        return format_html('<a href="{}">{}</a>', shown.get_absolute_url(), shown.display_title) if shown else None

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The record of corrections of its article."""
        made = self.get_object(request, object_id)
        if made is None or not self.has_view_permission(request, made):
            return super().history_view(request, object_id, extra_context)
        return redirect(history_url(Article(public_id=cast(Suppression, made).article)))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Says so where the database would let the site alter the log."""
        if may_alter_log():
            messages.warning(request, UNPROTECTED)
        return super().changelist_view(request, extra_context)

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
