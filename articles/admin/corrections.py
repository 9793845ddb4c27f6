from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.models import Correction

from .base import ArchiveAdmin
from .diffs import marked
from .subjects import Subjects


@admin.register(Correction)
class CorrectionAdmin(ArchiveAdmin):
    """The record of what editors decided. It is written by deciding and undoing, never here."""

    list_display = ("made_at", "subject", "field_in_words", "change", "reason", "who", "undone")
    list_filter = ("target", ("undone_at", admin.EmptyFieldListFilter))
    date_hierarchy = "made_at"
    search_fields = ("key", "reason", "who")
    actions = ("undo", "undo_batches")
    fields = (
        "subject",
        "article",
        "field_in_words",
        "read",
        "decided",
        "whole_change",
        "reason",
        "who",
        "made_at",
        "batch",
        "undone_at",
        "undone_by",
    )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CorrectionList

    @admin.display(description=gettext_lazy("对象"), ordering="key")
    def subject(self, correction: Any) -> SafeString:
        known = getattr(correction, "subjects", None) or Subjects([correction])
        return known.of(correction)

    @admin.display(description=gettext_lazy("字段"), ordering="field")
    def field_in_words(self, correction: Correction) -> str:
        return corrections.field_label(correction.target, correction.field)

    @admin.display(description=gettext_lazy("读得"))
    def read(self, correction: Correction) -> str:
        return _in_words(correction)[0]

    @admin.display(description=gettext_lazy("改为"))
    def decided(self, correction: Correction) -> str:
        return _in_words(correction)[1]

    @admin.display(description=gettext_lazy("改动"))
    def change(self, correction: Correction) -> SafeString:
        return marked(*_in_words(correction), excerpt=True)

    @admin.display(description=gettext_lazy("改动"))
    def whole_change(self, correction: Correction) -> SafeString:
        return format_html('<div class="text">{}</div>', marked(*_in_words(correction)))

    @admin.display(description=gettext_lazy("撤销"), ordering="undone_at", empty_value="")
    def undone(self, correction: Correction) -> str | None:
        if correction.undone_at is None:
            return None
        when = date_format(localtime(correction.undone_at), "DATETIME_FORMAT")
        return _("{} 由 {} 撤销").format(when, correction.undone_by)

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_article")

    @admin.action(description=gettext_lazy("撤销所选更正"), permissions=["undo"])
    def undo(self, request: HttpRequest, chosen: QuerySet[Correction]) -> None:
        """The newest first. One that cannot be undone is named, the others are."""
        standing = [correction for correction in chosen.order_by("-pk") if not correction.undone_at]
        undone = sum(self._undo(request, one, partial(corrections.undo, one)) for one in standing)
        messages.success(request, _("已撤销 {} 项更正").format(undone))

    @admin.action(description=gettext_lazy("整批撤销所选更正所在的各批"), permissions=["undo"])
    def undo_batches(self, request: HttpRequest, chosen: QuerySet[Correction]) -> None:
        """All that was decided together with the chosen ones, each batch as a whole or not at all."""
        batches = {one.batch: one for one in chosen.order_by("pk") if not one.undone_at}
        undone = sum(self._undo(request, one, partial(corrections.undo_batch, batch)) for batch, one in batches.items())
        messages.success(request, _("已撤销 {} 批更正").format(undone))

    def _undo(self, request: HttpRequest, correction: Correction, act: Callable[..., None]) -> bool:
        if not may_undo(request, correction):
            messages.error(request, _("合并与撤下只有主编能撤销：{}").format(correction))
            return False
        try:
            act(who=cast(Any, request.user).get_username())
        except corrections.AlreadyUndoneError:
            return False
        except ValidationError as refused:
            messages.error(request, f"{correction}: " + " ".join(refused.messages))
            return False
        return True


class CorrectionList(ChangeList):
    """The page's corrections with the words of all their values and what they are about, fetched together."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows = list(self.result_list)
        words, subjects = corrections.Words(rows), Subjects(rows)
        for row in rows:
            cast(Any, row).words, cast(Any, row).subjects = words, subjects


def may_undo(request: HttpRequest, correction: Correction) -> bool:
    """Who is who is the chief editor's to say, also when it is unsaid."""
    said = Correction.objects.standing().filter(batch=correction.batch)
    identity = said.filter(Q(field="same_as") | Q(field__startswith="different:"))
    return request.user.has_perm("articles.merge") or not identity.exists()


def _in_words(correction: Any) -> tuple[str, str]:
    """What was read and what was decided."""
    words = getattr(correction, "words", None) or corrections.Words([correction])
    read, decided = (
        words.of(correction.target, correction.field, value) for value in (correction.value_read, correction.value)
    )
    return read, decided
