"""`manage.py forget_alerts ADDRESS`: delete an address, whose mail comes back or whose owner asked for it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from articles.models import Alert, Endpoint
from articles.publishing.alerts.warnings import forget_mailboxes


class Command(BaseCommand):
    help = _("删掉一个邮箱地址和它订的全部提醒，例如寄去的信被退回来。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", metavar="ADDRESS", help=_("邮箱地址"))

    def handle(self, *args: Any, **options: Any) -> None:
        number, _each = Alert.objects.filter(address__iexact=options["address"]).delete()
        number += forget_mailboxes(Endpoint.objects.filter(mailbox__iexact=options["address"]))
        self.stdout.write(_("删掉了 {} 个提醒。").format(number))
