"""`manage.py send_alerts`: tell readers by e-mail, and programs, what their lists have got."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
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
from articles.publishing.alerts.deliveries import forget_deliveries
from articles.publishing.alerts.dispatching import send_all
from articles.publishing.alerts.hooks import forget_ended
from articles.publishing.alerts.sending import (
    Carrier,
    Outcome,
    by_mail,
    due,
    due_at_once,
    to_programs,
)
from articles.publishing.alerts.warnings import due_warnings, warn


class Command(BaseCommand):
    help = _("给订了提醒的读者和程序寄出新报道。可随时重来，也可几个同时跑：中断之后接着寄，同一篇不会再说一遍。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at-once", action="store_true", help=_("只寄“一收进就寄”的；正在导入时不寄，导完再说"))

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ALERTS and not settings.WEBHOOKS:
            raise CommandError(_("没有设置 EMAIL_URL 或 WEBHOOKS，提醒没有开。见 docs/operations.md。"))
        forget_requests()
        forget_ended()
        forget_deliveries()
        outcomes, away = self._send_all(at_once=options["at_once"])
        self._report(outcomes, away)

    def _send_all(self, *, at_once: bool) -> tuple[list[Outcome], Exception | None]:
        """What became of each, and why mail was given up, if it was: programs are told all the same."""
        outcomes: list[Outcome] = []
        away = None
        server = get_connection() if settings.ALERTS else None
        if server:
            try:
                outcomes += self._send(by_mail(server), server, at_once=at_once)
            except (SMTPException, OSError) as error:
                away = error
        if settings.WEBHOOKS:
            outcomes += self._send(to_programs(), nullcontext(), at_once=at_once)
        if server and settings.WEBHOOKS and not away and due_warnings().exists():
            try:
                with server:
                    outcomes += warn(server)
            except (SMTPException, OSError) as error:
                away = error
        return outcomes, away

    def _send(self, carrier: Carrier, opened: AbstractContextManager[Any], *, at_once: bool) -> list[Outcome]:
        today, until = timezone.localdate(), last_arrival()
        wanted = due_at_once(carrier, until) if at_once else due(carrier, today, until)
        number = wanted.count()
        if not number:
            return []
        with opened:
            sending = send_all(wanted, until, today, carrier)
            return list(track(sending, _("寄信"), number, console=Console(stderr=True)))

    def _report(self, outcomes: list[Outcome], away: Exception | None) -> None:
        count = [outcome.status for outcome in outcomes].count
        failed = [outcome.why for outcome in outcomes if outcome.status == "failed"]
        said = _("寄出 {sent} 封，{nothing} 个提醒没有新报道，{failed} 个没有寄成。")
        self.stdout.write(said.format(**{status: count(status) for status in ("sent", "nothing", "failed")}))
        if settled := count("settled"):
            self.stdout.write(_("{} 个轮到时已由另一个 send_alerts 寄了，或者刚退订。").format(settled))
        for why in failed:
            self.stderr.write(f"✗ {why}")
        if away:
            raise CommandError(_("寄信的服务器连不上：{}。没有寄出的，下次接着寄。").format(away)) from away
        if failed:
            raise CommandError(_("没有寄成的，下次再寄；地址已不能用的，用 forget_alerts 删掉。"))
