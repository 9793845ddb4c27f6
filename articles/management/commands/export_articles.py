"""`manage.py export_articles`: the whole archive as JSON lines or CSV."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.models import Article
from articles.publishing.export import write_csv, write_jsonl
from articles.publishing.rows import rows

WRITERS = {"jsonl": write_jsonl, "csv": write_csv}


class Command(BaseCommand):
    help = _("导出全部报道，每行一篇，从最早的一期起按版面次序排列。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=sorted(WRITERS), default="jsonl", help=_("格式"))
        parser.add_argument("--output", type=Path, metavar="FILE", help=_("写入的文件（默认：标准输出）"))

    def handle(self, *args: Any, **options: Any) -> None:
        write = WRITERS[options["format"]]
        articles = rows(Article.objects.as_printed())
        target: Path | None = options["output"]
        if target is None:
            write(articles, cast(TextIO, self.stdout._out))
            return
        if target.is_dir():
            raise CommandError(_("{} 是文件夹；请写出文件名。").format(target))
        # A byte-order mark makes Excel read the Chinese of a CSV file; JSON must not have one.
        encoding = "utf-8-sig" if options["format"] == "csv" else "utf-8"
        partial = target.with_name(target.name + ".part")
        try:
            with partial.open("w", encoding=encoding, newline="") as stream:
                count = write(articles, stream)
            partial.replace(target)
        except OSError as error:
            with suppress(OSError):
                partial.unlink()
            raise CommandError(_("无法写入 {}：{}").format(target, error.strerror)) from error
        self.stderr.write(_("已导出 {} 篇到 {}").format(count, target))
