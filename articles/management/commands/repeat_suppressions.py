"""`manage.py repeat_suppressions [FILE …]`: after an older backup was restored, take out again what was since."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.corrections import Outcome, Step

MARKS = {"done": "✓", "already": "=", "waiting": "…", "failed": "✗"}
SAID = {
    "done": gettext_lazy("已重做"),
    "already": gettext_lazy("已在库中"),
    "waiting": gettext_lazy("档案里没有这篇报道，读到时即照办"),
    "failed": gettext_lazy("未能重做"),
}
STEPS = {
    "delist": gettext_lazy("不再列出"),
    "mask": gettext_lazy("隐去姓名"),
    "withdraw": gettext_lazy("撤下"),
    "lifted": gettext_lazy("解除"),
}


class Command(BaseCommand):
    help = _("恢复旧备份后，按数据库之外的记录，重做备份之后的撤下、隐去与解除。可以反复执行。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files", nargs="*", type=Path, metavar="FILE", default=[settings.SUPPRESSION_LOG],
            help=_("记录文件；不给时为本机的记录"),
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        steps, unread = self._read(options["files"])
        outcomes = list(corrections.repeat(steps))
        for outcome in outcomes:
            if outcome.status != "already":
                self.stdout.write(_line(outcome))
        for status, said in SAID.items():
            self.stdout.write(f"{said} {sum(outcome.status == status for outcome in outcomes)}")
        if unread or any(outcome.status == "failed" for outcome in outcomes):
            sys.exit(1)

    def _read(self, paths: list[Path]) -> tuple[list[Step], bool]:
        """The steps of all files, and whether there are lines that cannot be read, which are named."""
        steps, unread = [], False
        for path in paths:
            try:
                lines = list(corrections.read_journal(path))
            except OSError as error:
                raise CommandError(_("读不到 {}：{}").format(path, error.strerror)) from error
            for number, step in lines:
                if step:
                    steps.append(step)
                else:
                    unread = True
                    self.stdout.write(_("✗ {} 第 {} 行读不出，请核对那一行。").format(path, number))
        return steps, unread


def _line(outcome: Outcome) -> str:
    """What became of a step; never the masked name, since terminals are logged."""
    step = outcome.step
    said = f"{MARKS[outcome.status]} {STEPS[step.step]} {step.article} {step.request_number} {step.time[:10]}"
    return f"{said}：{outcome.reason or SAID[outcome.status]}"
