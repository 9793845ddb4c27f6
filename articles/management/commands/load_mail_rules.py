"""`manage.py load_mail_rules FILE`: bring the rules for mail, which stood in a file before, over to the admin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.importing.mail.mailboxes import MailboxesError
from articles.importing.mail.rules import load_former_rules


class Command(BaseCommand):
    help = _("把从前写在 MAIL_RULES 文件里的来信规则搬进后台；同名的规则不动。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help=_("信箱和规则的文件"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_former_rules(options["file"])
        except MailboxesError as error:
            raise CommandError(str(error)) from error
        for rule, is_new in loaded:
            self.stdout.write(f"{'+' if is_new else '='} {rule}")
        text = _("{new} 条搬进后台，{same} 条早已在那里。现在请从 {file} 里删去全部 [[mailbox.rule]]。")
        new = sum(is_new for _rule, is_new in loaded)
        self.stdout.write(text.format(new=new, same=len(loaded) - new, file=options["file"]))
