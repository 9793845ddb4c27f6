"""Rules for mail, kept by who may import pages, and their trial: what would be taken, while no letter is touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.postgres.fields import ArrayField
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.importing.mail.fetching import FAILURES, Letter, look
from articles.importing.mail.mailboxes import MailboxesError, mailbox_names, read_mailboxes
from articles.importing.mail.rules import fate_in_words, strays, with_rules
from articles.models import MailRule
from articles.models.mail import LONGEST_PATTERN
from newsroom.mailing import Inbox

from .base import ROWS, ROWS_A_PAGE, streamed
from .correcting import LinesField
from .uploads import UPLOAD

MOST_LETTERS = 200
"""Letters of a mailbox that a trial looks at."""


def _lines(name: str) -> LinesField:
    """A field for the patterns of a column, one a line."""
    column = cast(ArrayField, MailRule._meta.get_field(name))
    return LinesField(LONGEST_PATTERN, label=column.verbose_name, help_text=column.help_text)


class MailRuleForm(forms.ModelForm):
    """The mailbox is one of the operator's; one that is there no more stays until another is chosen."""

    senders, subjects, attachments = _lines("senders"), _lines("subjects"), _lines("attachments")

    class Meta:
        model = MailRule
        fields = (
            "name", "is_active", "mailbox", "order", "folder", "senders", "subjects", "takes", "attachments",
            "newspaper", "taken", "taken_folder", "refused", "refused_folder",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["senders"].required = True
        mailbox, own = cast(forms.ChoiceField, self.fields["mailbox"]), self.instance.mailbox
        names, _why = _mailboxes()
        gone = [(own, _("{}（现在没有这个信箱）").format(own))] if own and own not in names else []
        mailbox.choices = [*((name, name) for name in names), *gone]


def _mailboxes() -> tuple[tuple[str, ...], str]:
    """What the operator's mailboxes are called, or why there is none."""
    if not settings.MAILBOXES:
        return (), _("还没有信箱：请服务器管理员把信箱写进一个文件，用 MAILBOXES 指明，见 docs/operations.md。")
    try:
        return mailbox_names(Path(settings.MAILBOXES)), ""
    except MailboxesError as error:
        return (), str(error)


@admin.register(MailRule)
class MailRuleAdmin(admin.ModelAdmin):
    """Whoever keeps rules says whose letters are published, and so must be allowed to publish."""

    form = MailRuleForm
    list_display = ("name", "is_active", "mailbox", "order", "whose", "takes", "newspaper")
    list_filter = ("is_active", "mailbox")
    search_fields = ("name", "newspaper")
    list_per_page = ROWS_A_PAGE
    show_full_result_count = False
    save_as = True
    actions = ("try_out",)
    fieldsets = (
        (None, {"fields": ("name", "is_active", "mailbox", "order")}),
        (gettext_lazy("收哪些信"), {"fields": ("folder", "senders", "subjects")}),
        (gettext_lazy("收什么"), {"fields": ("takes", "attachments", "newspaper")}),
        (gettext_lazy("信怎样处理"), {"fields": ("taken", "taken_folder", "refused", "refused_folder")}),
    )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(UPLOAD)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(UPLOAD)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(UPLOAD)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(UPLOAD)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(UPLOAD)

    @admin.display(description=gettext_lazy("发件人"))
    def whose(self, rule: MailRule) -> str:
        return "、".join(rule.senders)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "mailbox":
            return forms.ChoiceField(label=db_field.verbose_name, help_text=db_field.help_text)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Says so where there is no mailbox to choose."""
        _names, why = _mailboxes()
        if why:
            messages.warning(request, why)
        return super().render_change_form(request, *args, **kwargs)

    @admin.action(description=gettext_lazy("试取：会收哪些信（不动信箱）"))
    def try_out(self, request: HttpRequest, chosen: QuerySet[MailRule]) -> HttpResponseBase | None:
        """What the mailboxes of these rules would give by them and all active ones."""
        if why := _mailboxes()[1]:
            messages.error(request, why)
            return None
        try:
            mailboxes = read_mailboxes(Path(settings.MAILBOXES), os.environ)
        except MailboxesError as error:
            messages.error(request, str(error))
            return None
        asked, lost = {rule.mailbox for rule in chosen}, strays(mailboxes, chosen)
        inboxes = with_rules(mailboxes, MailRule.objects.filter(Q(is_active=True) | Q(pk__in=chosen)))
        return streamed(_trial(request, [inbox for inbox in inboxes if inbox.name in asked], lost))


def _trial(request: HttpRequest, inboxes: list[Inbox], lost: list[MailRule]) -> Iterator[str]:
    """The page of a trial, letter by letter."""
    context = {**admin.site.each_context(request), "title": _("试取"), "opts": MailRule._meta, "lost": lost}
    head, foot = render_to_string("admin/mailrules/trial.html", context, request).split(ROWS)
    yield head
    for inbox in inboxes:
        top, bottom = render_to_string("admin/mailrules/_mailbox.html", {"name": inbox.name}).split(ROWS)
        yield top
        seen, strangers, why = 0, 0, ""
        try:
            for letter in islice(look(inbox), MOST_LETTERS):
                seen += 1
                strangers += letter.is_strangers
                if not letter.is_strangers:  # what strangers wrote to the mailbox's owner is no business of editors
                    yield _row(letter)
        except FAILURES as error:
            why = str(error)
        counts = {"seen": seen, "strangers": strangers, "why": why, "most": MOST_LETTERS}
        yield bottom + render_to_string("admin/mailrules/_seen.html", counts)
    yield foot


def _row(letter: Letter) -> str:
    return render_to_string("admin/mailrules/_letter.html", {"letter": letter, "fate": fate_in_words(letter.fate)})
