"""`manage.py read_page`: what people see who tune their input files. It needs no database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command

PAGE = """\
2023年3月9日 星期四

县里召开春耕会议

本报讯（记者张三）3月8日，县里召开春耕会议，要求抓好落实。（下转第三版①）
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_the_outline_names_what_was_read(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("read_page", page)
    shown = capsys.readouterr().out
    for words in ("2023-03-09 (printed, 1.00)", "[news] 县里召开春耕会议", "张三", "→ 第三版①"):
        assert words in shown


def test_json_holds_the_whole_reading(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("read_page", page, format="json")
    reading = json.loads(capsys.readouterr().out)
    (article,) = reading["issues"][0]["pages"][0]["articles"]
    assert article["credits"]["reporters"] == ["张三"]
    assert article["paragraphs"][0]["lines"] == [[5, 5]]


def test_a_refused_file_is_named_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    with pytest.raises(SystemExit):
        call_command("read_page", path)
    assert "empty.txt" in capsys.readouterr().err
