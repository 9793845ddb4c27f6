"""`manage.py read_again`: read the stored sources anew with today's reader and recogniser."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.importing.report import Outcome
from articles.importing.rereading import read_again
from articles.models import SourceFile


class Command(BaseCommand):
    help = _("用现在的程序重新读取库中的来源文件；编辑的更正保持不变，读法有变之处进入待核。")

    def add_arguments(self, parser: CommandParser) -> None:
        chosen = parser.add_mutually_exclusive_group(required=True)
        chosen.add_argument("--all", action="store_true", help=_("全部来源文件"))
        chosen.add_argument("--source", nargs="+", metavar="NAME", help=_("来源文件名"))

    def handle(self, *args: Any, **options: Any) -> None:
        sources = SourceFile.objects.all()
        if options["source"]:
            sources = sources.filter(name__in=options["source"])
            missing = sorted(set(options["source"]) - set(sources.values_list("name", flat=True)))
            if missing:
                raise CommandError(_("库中没有这些来源文件：{}").format("、".join(missing)))
        report = read_again(sources, self._tell)
        if report.count("refused"):
            sys.exit(1)

    def _tell(self, outcome: Outcome) -> None:
        if outcome.status == "refused":
            self.stdout.write(f"✗ {outcome.name}: {outcome.reason}。{outcome.remedy}。")
            return
        counts = _("{articles} 篇，找回 {found_again}，不再有 {vanished}").format(
            articles=outcome.articles, found_again=outcome.found_again, vanished=outcome.vanished
        )
        self.stdout.write(f"~ {outcome.name}: {counts}")
