"""`manage.py load_register FILE`: offices that are known from elsewhere, with their source."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.importing.registers.files import RegisterError
from articles.importing.registers.loading import Report, load
from articles.models import RegisteredTerm

LONGEST_REGISTER = 100


class Command(BaseCommand):
    help = _("载入别处公布的任职名录（CSV）；同一名录再次载入时，以新的文件为准。格式见 docs/registers.md。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help=_("名录的 CSV 文件"))
        parser.add_argument("--register", default="", help=_("名录的名称；默认取文件名"))
        parser.add_argument("--dry-run", action="store_true", help=_("只报告，不入库"))

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        register = (options["register"].strip() or path.stem)[:LONGEST_REGISTER]
        try:
            report = load(path.read_bytes(), path.name, register, dry_run=options["dry_run"])
        except OSError as error:
            raise CommandError(_("无法打开 {}：{}。请检查路径和读取权限。").format(path, error.strerror)) from error
        except RegisterError as error:
            raise CommandError(str(error)) from error
        for refused in report.refused:
            words = _("✗ {file} 第 {number} 行：{reason}。{remedy}。")
            self.stdout.write(
                words.format(file=path.name, number=refused.number, reason=refused.reason, remedy=refused.remedy)
            )
        self.stdout.write("\n".join(_summary(report, register, dry_run=options["dry_run"])))
        if report.refused:
            sys.exit(1)


def _summary(report: Report, register: str, *, dry_run: bool) -> list[str]:
    counts = _("名录“{register}”：新增 {new}，更新 {changed}，未变 {same}，移除 {removed}，拒收 {refused}。").format(
        register=register,
        new=report.new,
        changed=report.changed,
        same=report.same,
        removed=report.removed,
        refused=len(report.refused),
    )
    lines = [counts + (_("这是试运行，没有入库。") if dry_run else "")]
    if report.kept:
        words = _("文件里没有的 {count} 条暂且保留：它们也许就在拒收的行里。改正后再载入，才会移除。")
        lines.append(words.format(count=report.kept))
    lines += [f"  {report.fits[fit]}　{fit.label}" for fit in RegisteredTerm.Fit if report.fits[fit]]
    words = _("新立官员 {officials} 位；新增待核 {questions} 项，见 /admin/review/。")
    lines.append(words.format(officials=report.officials, questions=report.questions))
    return lines
