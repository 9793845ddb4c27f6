"""`manage.py announce_feeds`: tell the WebSub hub which feeds have something new."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import track

from articles.importing.under_way import is_under_way
from articles.publishing.announcing import HubAwayError, announce, news_for, remember


class Command(BaseCommand):
    help = _("告诉 WebSub 中枢哪些订阅源有了新内容。可随时重来：没有告诉完的，下次从头再说。")

    def handle(self, *args: Any, **options: Any) -> None:
        hub = settings.WEBSUB_HUB
        if not hub:
            raise CommandError(_("没有设置 WEBSUB_HUB。见 docs/operations.md。"))
        if is_under_way():
            self.stdout.write(_("正在导入，导完再说。"))
            return
        news = news_for(hub)
        topics = track(news.topics, _("告知"), console=Console(stderr=True), disable=not news.topics)
        try:
            refused = [announce(hub, topic) for topic in topics]
        except HubAwayError as error:
            raise CommandError(_("中枢 {} 没有应答：{}。下次从头再说。").format(hub, error)) from error
        remember(hub, news)
        self.stdout.write(_("告诉中枢 {} 个订阅源有了新内容。").format(len(news.topics)))
        for topic, why in zip(news.topics, refused, strict=True):
            if why:
                self.stderr.write(f"✗ {topic}: {why}")
        if any(refused):
            raise CommandError(_("中枢不肯收其中 {} 个。").format(sum(map(bool, refused))))
