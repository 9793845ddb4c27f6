from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles.importing.places.gazetteer import GazetteerReport, load
from articles.importing.places.gazetteer_files import GazetteerError


class Command(BaseCommand):
    help = _("载入地名：省、市、县、乡、村及其别名。可以反复运行，不删除任何地方。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=settings.FIXTURES / "gazetteer", help=_("存放地名 CSV 的文件夹")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load(options["folder"])
        except GazetteerError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_summary(report))


def _summary(report: GazetteerReport) -> str:
    counts = _("地名：新增 {new}，更新 {changed}，未变 {same}；本地 {covered}。").format(
        new=report.new, changed=report.changed, same=report.same, covered=report.covered
    )
    if not report.unlisted:
        return counts
    return counts + _("另有 {count} 个地方的代码已不在文件中，保留原样。").format(count=report.unlisted)
