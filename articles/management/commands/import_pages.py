"""`manage.py import_pages PATH…`: read page files and put them into the archive."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from articles.importing.reader import Options
from articles.importing.report import IssueOutcome, Outcome, Report
from articles.importing.run import import_sources
from articles.importing.sources import Source, find_sources, printable
from articles.reading import rasters

MOST_SUFFIXES = 8  # kinds of files that are named, where a folder holds many
SIGNS = {"new": "+", "changed": "~", "same": "=", "refused": "✗"}


class Command(BaseCommand):
    help = _(
        "读入报纸版面：文本（.txt、.md）、PDF、扫描的图像（.png、.jpg、.tif、.webp）、数字报文件夹、本站导出（.jsonl），或装有它们的文件夹；同样的内容再次导入不会改变任何东西。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=_("文件或文件夹"))
        parser.add_argument("--date", type=day, help=_("报纸的日期，如 2022-03-31（版面未印日期时用）"))
        parser.add_argument("--newspaper", default="", help=_("报纸名称，如 某某日报"))
        parser.add_argument("--dry-run", action="store_true", help=_("只报告，不入库"))
        parser.add_argument("--jobs", type=int, help=_("同时读几个文件（默认按文件数和处理器数）"))

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=cast(TextIO, self.stdout._out))
        others: list[Path] = []
        sources = list(find_sources(options["paths"], others.append))
        choices = Options(
            day=options["date"],
            newspaper=options["newspaper"],
            dry_run=options["dry_run"],
            jobs=max(1, options["jobs"] or _jobs(sources)),
        )
        with _progress() as progress:
            bar = progress.add_task(_("导入"), total=len(sources))
            report = import_sources(sources, choices, lambda _outcome: progress.advance(bar))
        console.print(_table(report))
        for outcome in report.outcomes:
            if outcome.status == "refused":
                say(console, f"✗ {outcome.name}: {outcome.reason}。{outcome.remedy}。")
            elif outcome.known:
                text = _("= {name}：{known} 篇早已在库中，没有再存一遍。")
                say(console, text.format(name=outcome.name, known=outcome.known))
        if others:
            say(console, _passed_over(others))
        say(console, _summary(report, choices.dry_run))
        if not sources:
            say(console, _("这些文件夹里没有能读的版面文件。"))
        if report.count("refused") or not sources:
            sys.exit(1)


def say(console: Console, text: str) -> None:
    """Print a line as it is, also where it is longer than the terminal is wide, so that it can be searched for."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def _passed_over(paths: list[Path]) -> str:
    """That some files of the folders were not read, the suffixes of most of them first."""
    words = (_("链接") if path.is_symlink() else path.suffix.lower() or _("无后缀") for path in paths)
    suffixes = Counter(sorted(words))
    kinds = "、".join(f"{printable(suffix)} {number}" for suffix, number in suffixes.most_common(MOST_SUFFIXES))
    return _("跳过了文件夹里的 {count} 个其他文件：{kinds}。要读其中某个，请直接写出它的路径。").format(
        count=len(paths), kinds=kinds
    )


def day(text: str) -> date:
    """An ISO date of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(_("“{}”不是日期，请写成 2022-03-31 的样子").format(text)) from error


FILES_A_READER = 20
"""Below so many files, starting another reading process costs more than it saves."""


def _jobs(sources: Sequence[Source]) -> int:
    """How many read at once; each scan is worth a reader of its own."""
    scans = sum(source.path.suffix.lower() in rasters.SCANS for source in sources)
    return min(os.cpu_count() or 1, max(1 + len(sources) // FILES_A_READER, scans))


def _progress() -> Progress:
    """A progress bar on standard error, so that the report alone goes to standard output."""
    return Progress(
        SpinnerColumn(),  # a file of scans takes minutes, in which the bar stands still
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


def _table(report: Report) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    table.add_column(_("文件"), overflow="fold")
    table.add_column(_("日期"))
    for title in (_("版"), _("报道"), _("官员"), _("地方"), _("存疑")):
        table.add_column(title, justify="right")
    for outcome in report.outcomes:
        table.add_row(SIGNS[outcome.status], outcome.name, *_cells(outcome))
    return table


def _cells(outcome: Outcome) -> list[str]:
    if outcome.status not in ("new", "changed"):
        return [_("已在库中") if outcome.status == "same" else _("拒收")]
    numbers = (outcome.pages, outcome.articles, outcome.officials, outcome.places, outcome.doubts)
    return ["；".join(_day(issue) for issue in outcome.issues), *map(str, numbers)]


def _day(issue: IssueOutcome) -> str:
    """The issue's day and how it is known, with the window where it was inferred."""
    bases = {"printed": _("印出"), "given": _("给出"), "inferred": _("推断"), "unknown": _("不明")}
    if issue.date is None:
        return bases[issue.basis]
    window = ""
    if issue.basis == "inferred" and issue.window and issue.window[0] != issue.window[1]:
        window = f" {issue.window[0]:%m-%d}～{issue.window[1]:%m-%d}"
    return f"{issue.date}（{bases[issue.basis]}{window}）"


def _summary(report: Report, dry_run: bool) -> str:
    text = _("新增 {new}，更新 {changed}，未变 {same}，拒收 {refused}。").format(
        new=report.count("new"),
        changed=report.count("changed"),
        same=report.count("same"),
        refused=report.count("refused"),
    )
    return text + (_("这是试运行，没有入库。") if dry_run else "")
