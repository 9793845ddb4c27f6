"""`manage.py recognise`: recognise the stored articles again, after the recogniser or the gazetteer changed."""

from __future__ import annotations

import os
import sys
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from articles.importing.again import Report, outdated, recognise_again
from articles.importing.appearances import Change
from articles.importing.archive import Archive

from .import_pages import say

LONGEST_TABLE = 40  # changed issues, and officials no longer seen, that are listed one by one
ISSUES_FOR_TWO = 500
"""Below so many issues, starting other processes costs more than it saves. More than two never save anything: storing,
which is serial, takes half of the time."""


class Command(BaseCommand):
    help = _("重新识别已入库报道中的官员、地方和日期；编辑的更正不变。中断后再次运行会接着做。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help=_("也重新识别已由当前程序识别过的"))
        parser.add_argument("--jobs", type=int, help=_("同时识别几期（默认按期数和处理器数）"))

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=cast(TextIO, self.stdout._out))
        archive = Archive()
        issues = outdated(archive, options["all"])
        jobs = max(1, options["jobs"] or min(os.cpu_count() or 1, 2 if len(issues) >= ISSUES_FOR_TWO else 1))
        with _progress() as progress:
            bar = progress.add_task(_("识别"), total=len(issues))
            report = recognise_again(issues, archive, jobs, lambda _outcome: progress.advance(bar))
        _print(report, console)
        if any(outcome.error for outcome in report.outcomes):
            sys.exit(1)


def _progress() -> Progress:
    """A progress bar on standard error, so that the report alone goes to standard output."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True))


def _print(report: Report, console: Console) -> None:
    changed = [outcome for outcome in report.outcomes if outcome.changed]
    if changed:
        console.print(_table(report))
    if len(changed) > LONGEST_TABLE:
        say(console, _("……另有 {} 期有变化。").format(len(changed) - LONGEST_TABLE))
    for outcome in report.outcomes:
        if outcome.error:
            say(console, f"✗ {outcome.slug}: {outcome.error}")
    for official in report.unseen[:LONGEST_TABLE]:
        say(console, _("不再出现：{}（编号 {}）；网址保留，名单不再列出。").format(official, official.pk))
    if len(report.unseen) > LONGEST_TABLE:
        say(console, _("……另有 {} 人不再出现。").format(len(report.unseen) - LONGEST_TABLE))
    say(console, _summary(report))


def _table(report: Report) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(_("期"))
    for title in (_("报道"), _("官员 +/-/改"), _("地方 +/-/改")):
        table.add_column(title, justify="right")
    for outcome in [outcome for outcome in report.outcomes if outcome.changed][:LONGEST_TABLE]:
        table.add_row(outcome.slug, str(outcome.articles), _cells(outcome.appearances), _cells(outcome.places))
    return table


def _cells(change: Change) -> str:
    return f"{change.added}/{change.removed}/{change.changed}"


def _summary(report: Report) -> str:
    if not report.outcomes:
        return _("没有要识别的：全部报道都由当前的识别程序和地名库识别过。")
    officials, places = report.total("appearances"), report.total("places")
    return _(
        "识别了 {issues} 期：官员出现新增 {added}，去除 {removed}，改变 {changed}；"
        "地方新增 {places_added}，去除 {places_removed}，改变 {places_changed}。"
    ).format(
        issues=len(report.outcomes),
        added=officials.added,
        removed=officials.removed,
        changed=officials.changed,
        places_added=places.added,
        places_removed=places.removed,
        places_changed=places.changed,
    )
