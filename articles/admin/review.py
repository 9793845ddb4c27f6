from __future__ import annotations

from typing import cast

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import ReviewItem

from .base import ArchiveAdmin, with_source
from .filters import KINDS, KindFilter, UndecidedFilter


@admin.register(ReviewItem)
class ReviewItemAdmin(ArchiveAdmin):
    """The least certain first. Deciding an item is recorded with who did it; what was read stays as it is."""

    list_display = ("reason", "kind_in_words", "confidence", "subject", "created_at", "public_page")
    list_filter = (UndecidedFilter, KindFilter)
    ordering = ("confidence", "pk")
    search_fields = ("reason", "key")
    actions = ("decide", "reopen")
    fields = (
        "kind_in_words",
        "reason",
        "confidence",
        "article",
        "issue",
        "source",
        "lines",
        "key",
        "created_at",
        "decided_at",
        "decided_by",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReviewItem]:
        return with_source(super().get_queryset(request)).select_related("article", "issue")

    @admin.display(description=gettext_lazy("种类"), ordering="kind")
    def kind_in_words(self, item: ReviewItem) -> str:
        return str(KINDS.get(item.kind, item.kind))

    @admin.display(description=gettext_lazy("关于"))
    def subject(self, item: ReviewItem) -> str:
        return str(item.article or item.issue or item.source or "")

    def view_on_site(self, item: ReviewItem) -> str:
        subject = item.article or item.issue
        return subject.get_absolute_url() if subject else ""

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_reviewitem")

    @admin.action(description=gettext_lazy("标为已处理"), permissions=["decide"])
    def decide(self, request: HttpRequest, items: QuerySet[ReviewItem]) -> None:
        self._set(request, items.filter(decided_at__isnull=True), decided=True)

    @admin.action(description=gettext_lazy("重新打开"), permissions=["decide"])
    def reopen(self, request: HttpRequest, items: QuerySet[ReviewItem]) -> None:
        self._set(request, items.filter(decided_at__isnull=False), decided=False)

    def _set(self, request: HttpRequest, items: QuerySet[ReviewItem], *, decided: bool) -> None:
        chosen = list(items)
        message = _("标为已处理") if decided else _("重新打开")
        LogEntry.objects.log_actions(cast(int, request.user.pk), chosen, CHANGE, change_message=message)
        ReviewItem.objects.filter(pk__in=[item.pk for item in chosen]).update(
            decided_at=timezone.now() if decided else None,
            decided_by=request.user.get_username() if decided else "",
        )
        self.message_user(
            request, _("{action}：{count} 项").format(action=message, count=len(chosen)), messages.SUCCESS
        )
