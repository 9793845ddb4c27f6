"""`manage.py fetch_mail FOLDER`: take pages that came by mail; `--check` tells what would be taken."""

from __future__ import annotations

import os
from collections.abc import Iterator
from imaplib import IMAP4
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from imap_tools import ImapToolsError

from articles.importing.mail.fetching import Letter, fetch, look
from articles.importing.mail.rules import MailRulesError, read_rules
from articles.importing.mail.tokens import TokenError
from newsroom.mailing import Fate, Inbox


class Command(BaseCommand):
    help = _(
        "从信箱取来信所附的版面，放进一个文件夹；MAIL_RULES 的规则收的随即导入，INBOX_URL 的留给 import_pages。"
        "只收规则或 INBOX_SENDERS 里的人的信。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", nargs="?", help=_("放版面的文件夹"))
        parser.add_argument("--check", action="store_true", help=_("只说每条规则会收哪些信，信箱和文件夹都不动"))

    def handle(self, *args: Any, **options: Any) -> None:
        inboxes, folder, is_check = _inboxes(), options["folder"], options["check"]
        if not (is_check or folder):
            raise CommandError(_("请写出放版面的文件夹：fetch_mail FOLDER，或只查看：fetch_mail --check。"))
        if not is_check and not folder.is_dir():
            raise CommandError(_("{} 不是文件夹。").format(folder))
        failures = []
        for inbox in inboxes:
            if settings.MAIL_RULES:
                self.stdout.write(_("信箱 {}").format(inbox.name))
            try:
                self._tell(look(inbox) if is_check else fetch(inbox, folder), is_check=is_check)
            except (ImapToolsError, IMAP4.error, OSError, TokenError) as error:
                text = _("信箱没有取成（{name}）：{error}。没有取的，下次再取。")
                failures.append(text.format(name=inbox.name, error=error))
        if failures:
            raise CommandError("\n".join(failures))

    def _tell(self, letters: Iterator[Letter], *, is_check: bool) -> None:
        for letter in letters:
            sign, said = ("✗", letter.why) if letter.why else ("+", "、".join(letter.files) or _("没有附版面"))
            line = f"{sign} {letter.sender}：{said}"
            if is_check:
                text = (
                    _("（《{subject}》，规则 {rule}，{fate}）")
                    if letter.rule
                    else _("（《{subject}》，没有规则，{fate}）")
                )
                line += text.format(subject=letter.subject, rule=letter.rule, fate=_becomes(letter.fate))
            self.stdout.write(line)


def _inboxes() -> tuple[Inbox, ...]:
    if settings.MAIL_RULES and settings.INBOX:
        raise CommandError(
            _("MAIL_RULES 和 INBOX_URL 都设了。请把 INBOX_URL 的信箱也写进 {}，再去掉 INBOX_URL。").format(
                settings.MAIL_RULES
            )
        )
    if settings.MAIL_RULES:
        try:
            return read_rules(Path(settings.MAIL_RULES), os.environ)
        except MailRulesError as error:
            raise CommandError(str(error)) from error
    if settings.INBOX is None:
        raise CommandError(_("没有设置 MAIL_RULES 或 INBOX_URL。见 docs/operations.md。"))
    return (settings.INBOX,)


def _becomes(fate: Fate) -> str:
    words = {
        "leave": _("信留着不动"),
        "seen": _("信标为已读"),
        "flag": _("信标为已读，加旗标"),
        "move": _("信移到“{}”").format(fate.folder),
        "delete": _("信删去"),
    }
    return words[fate.what]
