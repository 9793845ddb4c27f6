"""`manage.py fetch_mail FOLDER`: take pages that came by mail; `--check` tells what would be taken."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.importing.mail.fetching import FAILURES, Letter, fetch, look
from articles.importing.mail.mailboxes import MailboxesError, read_mailboxes
from articles.importing.mail.rules import fate_in_words, strays, with_rules
from articles.models import MailRule
from newsroom.mailing import Inbox


class Command(BaseCommand):
    help = _(
        "从信箱取来信所附的版面，或信的正文，放进一个文件夹；后台的规则收的随即导入，INBOX_URL 的留给 import_pages。"
        "只收规则或 INBOX_SENDERS 里的人的信。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", nargs="?", help=_("放版面的文件夹"))
        parser.add_argument("--check", action="store_true", help=_("只说每条规则会收哪些信，信箱和文件夹都不动"))

    def handle(self, *args: Any, **options: Any) -> None:
        (inboxes, failures), folder, is_check = _inboxes(), options["folder"], options["check"]
        if not (is_check or folder):
            raise CommandError(_("请写出放版面的文件夹：fetch_mail FOLDER，或只查看：fetch_mail --check。"))
        if not is_check and not folder.is_dir():
            raise CommandError(_("{} 不是文件夹。").format(folder))
        for inbox in inboxes:
            if settings.MAILBOXES:
                self.stdout.write(_("信箱 {}").format(inbox.name))
            if not inbox.rules:
                self.stdout.write(_("没有启用的规则，什么也不取。请主编在后台的“来信规则”里写。"))
                continue
            try:
                self._tell(look(inbox) if is_check else fetch(inbox, folder), is_check=is_check)
            except FAILURES as error:
                text = _("信箱没有取成（{name}）：{error}。没有取的，下次再取。")
                failures.append(text.format(name=inbox.name, error=error))
        if failures:
            raise CommandError("\n".join(failures))

    def _tell(self, letters: Iterator[Letter], *, is_check: bool) -> None:
        for letter in letters:
            sign, said = ("✗", letter.why) if letter.why else ("+", "、".join(letter.files) or _("没有版面"))
            line = f"{sign} {letter.sender}：{said}"
            if is_check:
                text = (
                    _("（《{subject}》，规则“{rule}”，{fate}）")
                    if letter.rule
                    else _("（《{subject}》，没有规则，{fate}）")
                )
                line += text.format(subject=letter.subject, rule=letter.rule, fate=fate_in_words(letter.fate))
            self.stdout.write(line)


def _inboxes() -> tuple[tuple[Inbox, ...], list[str]]:
    """The mailboxes with their rules, and what is wrong with other rules."""
    if settings.MAILBOXES and settings.INBOX:
        text = _("MAILBOXES 和 INBOX_URL 都设了。请把 INBOX_URL 的信箱也写进 {}，再去掉 INBOX_URL。")
        raise CommandError(text.format(settings.MAILBOXES))
    if settings.MAILBOXES:
        try:
            mailboxes = read_mailboxes(Path(settings.MAILBOXES), os.environ)
        except MailboxesError as error:
            raise CommandError(str(error)) from error
        rules = list(MailRule.objects.active())
        text = _("规则“{name}”：没有信箱“{mailbox}”。请主编给它另选一个信箱，或把这个信箱写进 {file}。")
        lost = strays(mailboxes, rules)
        told = [text.format(name=rule.name, mailbox=rule.mailbox, file=settings.MAILBOXES) for rule in lost]
        return with_rules(mailboxes, rules), told
    if settings.INBOX is None:
        raise CommandError(_("没有设置 MAILBOXES 或 INBOX_URL。见 docs/operations.md。"))
    return (settings.INBOX,), []
