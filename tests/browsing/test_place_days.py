"""A county's page by time: presets, the days of its latest month, and articles that only name it."""

import re

import pytest

from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db


def test_presets_end_with_the_newest_issue_and_lead_to_its_articles(client, archive):
    links = links_of(client.get("/places/hefeng/"))
    for first in ("2031-04-30", "2031-04-07", "2031-01-01"):
        link = f"/articles/?from={first}&amp;to=2031-05-06&amp;place=hefeng"
        assert link in links
        assert "2 篇" in text_of(client.get(link.replace("&amp;", "&")))


def test_the_month_tells_days_with_articles_days_without_and_missing_issues(client, archive):
    factories.page(factories.issue("2031-05-07"))
    page = client.get("/places/hefeng/")
    words = text_of(page)
    assert "2031年5月" in words
    assert re.search(r"5 没有收存 6 2 篇 7 0 8 没有收存", words)
    assert "/articles/?from=2031-05-06&amp;to=2031-05-06&amp;place=hefeng" in links_of(page)
    assert "没有收存" not in text_of(client.get("/places/shiqiao/"))  # a county without articles has no month


def test_an_article_about_the_city_or_another_place_says_so(client, archive):
    for title, about in (("全市防汛会议", archive.city), ("石桥来访", archive.other), ("柳塘插秧", archive.town)):
        story = factories.article(archive.back, "会议也提到禾丰县。", headline=title)
        factories.article_place(archive.county, story)
        factories.article_place(about, story, primary=True)
    words = text_of(client.get("/places/hefeng/"))
    before = {title: words.split(title)[0][-12:] for title in ("全市防汛会议", "石桥来访", "柳塘插秧", "旧闻一则")}
    assert "全市报道" in before["全市防汛会议"]
    assert "提到" in before["石桥来访"]
    assert "提到" not in before["柳塘插秧"] and "提到" not in before["旧闻一则"]
