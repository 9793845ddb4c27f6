"""`manage.py dump_archive DIR`: the whole archive as files with checksums."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from articles.publishing.dump import dump_archive


class Command(BaseCommand):
    help = _("把整个档案写成一个目录：报道、各期、官员、地方，附说明与校验和。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR", help=_("要新建的目录"))

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["directory"]
        try:
            counts = dump_archive(target)
        except FileExistsError as error:
            raise CommandError(_("{} 已经存在；请换一个目录，或先移走它。").format(error.filename or error)) from error
        except OSError as error:
            raise CommandError(_("无法写入 {}：{}").format(target, error.strerror)) from error
        for name, count in counts.items():
            self.stdout.write(f"{name} {count}")
