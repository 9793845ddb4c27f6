"""`manage.py send_alerts`: tell readers by e-mail what their lists have got."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import track

from articles.publishing.alerts.arrivals import last_arrival
from articles.publishing.alerts.asking import forget_requests
from articles.publishing.alerts.sending import Outcome, due, due_at_once, only_sender, send


class Command(BaseCommand):
    help = _("给订了邮件提醒的读者寄出新报道。可随时重来：中断之后接着寄，同一篇不会再说一遍。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at-once", action="store_true", help=_("只寄“一收进就寄”的；正在导入时不寄，导完再说"))

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ALERTS:
            raise CommandError(_("没有设置 EMAIL_URL，邮件提醒没有开。见 docs/operations.md。"))
        forget_requests()
        with only_sender() as alone:
            if not alone:
                self.stdout.write(_("另一个 send_alerts 正在寄，这一次不寄。"))
                return
            try:
                outcomes = self._send(at_once=options["at_once"])
            except (SMTPException, OSError) as error:
                why = _("寄信的服务器连不上：{}。没有寄出的，下次接着寄。").format(error)
                raise CommandError(why) from error
        self._report(outcomes)

    def _send(self, *, at_once: bool) -> list[Outcome]:
        today, until = timezone.localdate(), last_arrival()
        wanted = due_at_once(until) if at_once else due(today, until)
        if not wanted:
            return []
        with get_connection() as server:
            sending = (send(key, until, today, server) for key in wanted)
            return list(track(sending, _("寄信"), len(wanted), console=Console(stderr=True)))

    def _report(self, outcomes: list[Outcome]) -> None:
        count = [outcome.status for outcome in outcomes].count
        said = _("寄出 {sent} 封，{nothing} 个提醒没有新报道，{failed} 个没有寄成。")
        self.stdout.write(said.format(**{status: count(status) for status in ("sent", "nothing", "failed")}))
        failed = [outcome.why for outcome in outcomes if outcome.status == "failed"]
        for why in failed:
            self.stderr.write(f"✗ {why}")
        if failed:
            raise CommandError(_("没有寄成的，下次再寄；地址已不能用的，用 forget_alerts 删掉。"))
