"""A chief editor imports pages in Chromium, with scripts and without: try, look, import, and go on to the issue."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_editors import article, desk

__all__ = ["article", "desk"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = """要闻

2021年6月4日 星期五

清源县召开防汛会议

本报讯（记者钱小满） 6月3日上午，清源县召开防汛工作会议，安排部署全县防汛工作。
"""


def test_pages_are_imported_without_a_command_line(desk, tmp_path, settings):
    settings.UPLOADS = tmp_path / "uploads"
    (tmp_path / "0604.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "坏的.pdf").write_bytes(b"%PDF-1.7 nothing")
    desk.get_by_role("link", name="导入版面").click()
    desk.get_by_label("版面文件").set_input_files([tmp_path / "0604.txt", tmp_path / "坏的.pdf"])
    desk.get_by_label("报纸").fill("青川日报")
    desk.get_by_role("button", name="试读").click()
    expect(desk.get_by_role("row").filter(has_text="坏的.pdf")).to_contain_text("PDF 已损坏")
    expect(desk.get_by_role("status")).to_contain_text("这是试读，没有入库")
    desk.get_by_role("button", name="导入这些文件").click()
    expect(desk.get_by_role("status")).to_contain_text("新增 1 个")
    desk.get_by_role("row").filter(has_text="0604.txt").get_by_role("link").click()
    expect(desk.get_by_role("link", name="清源县召开防汛会议").last).to_be_visible()
