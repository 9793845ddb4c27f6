"""`manage.py fetch_mail FOLDER`: put pages that came by mail into a folder."""

from __future__ import annotations

from imaplib import IMAP4
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from imap_tools import ImapToolsError

from articles.importing.mail import fetch


class Command(BaseCommand):
    help = _("从信箱取来信所附的版面，放进一个文件夹，供 import_pages 导入。只收 INBOX_SENDERS 里的人的信。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help=_("放版面的文件夹"))

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.INBOX is None:
            raise CommandError(_("没有设置 INBOX_URL。见 docs/operations.md。"))
        if not options["folder"].is_dir():
            raise CommandError(_("{} 不是文件夹。").format(options["folder"]))
        try:
            for letter in fetch(settings.INBOX, options["folder"]):
                sign, said = ("✗", letter.why) if letter.why else ("+", "、".join(letter.files) or _("没有附版面"))
                self.stdout.write(f"{sign} {letter.sender}：{said}")
        except (ImapToolsError, IMAP4.error, OSError) as error:
            raise CommandError(_("信箱没有取成：{}。没有取的，下次再取。").format(error)) from error
