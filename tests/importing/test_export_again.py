"""An export imported into an empty archive gives the archive that it was written from. All is invented."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import Article

FIRST = """\
A01版 要闻
2021年5月6日 星期四

云岭县召开春耕生产会议

本报讯（记者张三）5月5日，云岭县召开春耕生产会议，安排部署春耕备播工作。县委书记李四主持会议并讲话。

会议要求，各乡镇要抢抓农时，确（下转第二版①）
"""
SECOND = """\
A02版 综合新闻
2021年5月6日 星期四

（上接A01版①）保春耕生产顺利进行。

县委副书记王五参加会议。

关于征集节水灌溉意见建议的公告

云岭县水利局面向社会公开征集节水灌溉工作意见建议。联系电话：3001234。
"""
UNDATED = """\
白石镇开展河道清淤

本报讯（通讯员赵六）连日来，白石镇组织人员开展河道清淤，改善水环境。
"""
PAGES = {"a.txt": FIRST, "b.txt": SECOND, "c.txt": UNDATED, "d.txt": UNDATED.replace("河道", "沟渠")}


def take_in(*paths: Path) -> None:
    call_command("import_pages", *map(str, paths), jobs=1, stdout=io.StringIO())


def empty_the_archive() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else tables with checks still due cannot be emptied
    call_command("flush", interactive=False, stdout=io.StringIO())


def exported(path: Path) -> list[dict]:
    call_command("export_articles", output=path, stderr=io.StringIO())
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.django_db
def test_an_export_comes_back_whole(tmp_path: Path) -> None:
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text)
    take_in(*(tmp_path / name for name in PAGES))
    Article.objects.filter(source__name="c.txt").update(headline="白石镇清淤忙")  # as an editor leaves it
    before = exported(tmp_path / "before.jsonl")
    assert any(row["continues"] for row in before)
    empty_the_archive()
    take_in(tmp_path / "before.jsonl")
    after = exported(tmp_path / "after.jsonl")
    assert after == before
    assert (tmp_path / "after.jsonl").read_bytes() == (tmp_path / "before.jsonl").read_bytes()
    (tmp_path / "again.jsonl").write_bytes((tmp_path / "after.jsonl").read_bytes() + b"\n")
    take_in(tmp_path / "again.jsonl")
    assert Article.objects.count() == 2 * len(before), "ids that are taken stay with whom they have"
    assert {row["id"] for row in before} < {row["id"] for row in exported(tmp_path / "both.jsonl")}
