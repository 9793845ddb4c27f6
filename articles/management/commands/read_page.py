"""`manage.py read_page FILE…`: show what would be read from page files, without a database."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.text import Text

from articles.importing.messages import explain
from articles.importing.sources import Source, printable
from articles.reading import read
from articles.reading.readings import ArticleReading, Heading, IssueReading, PageReading, SourceReading
from articles.text.errors import UnreadableInput

from .import_pages import day

STYLES = {"news": "bold", "photo": "bold cyan", "notice": "bold magenta", "jump": "bold yellow"}
EXCERPT = 46
"""Characters of a paragraph that tell it from the others on one line of a terminal."""


class Command(BaseCommand):
    help = _("显示从版面文件会读到什么：报道、标题、段落、作者、日期和存疑之处；不用数据库。")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=_("版面文件"))
        parser.add_argument("--format", choices=["outline", "json"], default="outline", help=_("输出格式"))
        parser.add_argument("--date", type=day, help=_("报纸的日期，如 2022-03-31（版面未印日期时用）"))
        parser.add_argument("--newspaper", default="", help=_("报纸名称，如 某某日报"))

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(file=cast(TextIO, self.stdout._out), soft_wrap=True, highlight=False)
        refused = 0
        for path in options["files"]:
            name = printable(path.name)
            try:
                data = Source(path, name).load()
                reading = read(data, name, given_date=options["date"], newspaper=options["newspaper"])
            except UnreadableInput as error:
                refused += 1
                self.stderr.write("✗ {}: {}。{}。".format(name, *explain(error)))
                continue
            if options["format"] == "json":
                self.stdout.write(json.dumps(asdict(reading), ensure_ascii=False, indent=1, default=str))
            else:
                _print_source(console, name, reading)
        if refused:
            sys.exit(1)


def _print_source(console: Console, name: str, reading: SourceReading) -> None:
    console.print(Text(f"{name}  {reading.form} {reading.encoding}", style="bold green"))
    for issue in reading.issues:
        _print_issue(console, issue)


def _print_issue(console: Console, issue: IssueReading) -> None:
    date = issue.date
    shown = date.date.isoformat() if date.date else _("日期不明")
    console.print(Text(f"{issue.newspaper} {shown} ({date.basis}, {date.confidence:.2f})".strip(), style="green"))
    for words in date.evidence:
        console.print(Text(f"  · {words}", style="dim"))
    for doubt in issue.doubts:
        console.print(Text(f"  ? {doubt.reason}", style="red"))
    for page in issue.pages:
        _print_page(console, page)


def _print_page(console: Console, page: PageReading) -> None:
    if page.number or page.name:
        console.print(Text(f"▤ {page.number} {page.name}".rstrip(), style="blue"))
    for piece in page.furniture:
        console.print(Text(f"  {_span(piece.lines)} {piece.kind}: {piece.text[:EXCERPT]}", style="dim"))
    for article in page.articles:
        _print_article(console, article)


def _print_article(console: Console, article: ArticleReading) -> None:
    heading = article.heading
    parts = [Heading.joined(part) for part in (heading.kicker, heading.headline, heading.subheadline) if part]
    title = " ╱ ".join(parts) or _("（无标题）")
    console.print(Text(f"■ [{article.kind}] {title}", style=STYLES[article.kind]))
    for label, names in (
        (_("记者"), article.credits.reporters),
        (_("通讯员"), article.credits.correspondents),
        (_("摄影"), article.credits.photographers),
    ):
        if names:
            console.print(Text(f"    {label}: {'、'.join(names)}", style="cyan"))
    jumps = [f"← {article.jump_from}" * bool(article.jump_from), f"→ {article.jump_to}" * bool(article.jump_to)]
    if any(jumps):
        console.print(Text("    " + " ".join(filter(None, jumps)), style="yellow"))
    for paragraph in article.paragraphs:
        style = "" if paragraph.role == "body" else "italic"
        console.print(Text(f"    {_span(paragraph.lines):>9} {_excerpt(paragraph.text)}", style=style))
    for span in article.duplicates:
        label = _("重复的文字")
        console.print(Text(f"    {_span((span,)):>9} {label}", style="dim"))
    for doubt in article.doubts:
        console.print(Text(f"    ? {doubt.reason} ({doubt.confidence:.1f})", style="red"))


def _span(lines: tuple[tuple[int, int], ...]) -> str:
    return ",".join(f"{first}" if first == last else f"{first}-{last}" for first, last in lines)


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 12]}…{text[-10:]}"
