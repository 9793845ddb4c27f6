"""A county's page by time: presets, the days of its latest month, and articles that only name it."""

import re

import pytest

from articles.models import Post, Tenure
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
    assert re.search(r"5 没有收存 6 2 7 0 8 没有收存", words)
    assert "/articles/?from=2031-05-06&amp;to=2031-05-06&amp;place=hefeng" in links_of(page)
    assert 'aria-label="2031年5月6日，2 篇"' in page.content.decode()
    assert "没有收存" not in text_of(client.get("/places/shiqiao/"))  # a county without articles has no month


def test_a_month_is_chosen_and_its_articles_alone_are_listed(client, archive):
    words = text_of(client.get("/places/hefeng/"))
    assert "旧闻一则" in words and "5月 2 6月" in words  # of the year of the latest article
    assert "?month=2031-05" in links_of(client.get("/places/hefeng/?month=2030-12"))  # the other year's latest month
    page = client.get("/places/hefeng/?month=2030-12")
    assert "2030年12月 1 篇" in text_of(page) and "旧闻一则" in text_of(page)
    assert "禾丰县检查防汛" not in text_of(page)
    assert re.search(r"27 没有收存 28 1 29 没有收存", text_of(page))
    assert "/places/hefeng/" in links_of(page)
    none = client.get("/places/hefeng/?month=1999-02")
    assert none.status_code == 200 and "28 没有收存" in text_of(none) and "这个月没有提到这里的报道" in text_of(none)
    assert client.get("/places/hefeng/?month=2031-13").status_code == 400


def test_later_pages_stay_in_the_month(client, archive):
    for _ in range(25):
        factories.article_place(archive.county, factories.article(archive.back, headline="五月的事"))
    page = client.get("/places/hefeng/?month=2031-05")
    following = re.search(r'rel="next" href|href="([^"]+)" rel="next"', page.content.decode())[1].replace("&amp;", "&")
    later = client.get("/places/hefeng/" + following)
    assert "month=2031-05" in following and "五月的事" in text_of(later) and "旧闻一则" not in text_of(later)
    assert "?month=2031-05" in links_of(later)  # back to the first page of the month


def test_articles_stand_under_the_day_of_their_issue(client, archive):
    html = client.get("/places/hefeng/").content.decode().split('id="articles"')[1]
    parts = re.findall(r"<h3[^>]*>|<h4[^>]*>", html)
    assert [part[:3] for part in parts] == ["<h3", "<h4", "<h4", "<h3", "<h4"]
    assert html.index("2031年5月6日 星期二") < html.index("禾丰县检查防汛") < html.index("2030年12月28日 星期六")


def test_those_in_office_are_told_from_those_who_left_or_were_followed(client, archive):
    def office(name, post, seen, **values):
        official = factories.official(name)
        factories.appearance(official, archive.main, post.name, jurisdiction=archive.county)
        Tenure.objects.create(official=official, post=post, first_seen="2029-01-01", last_seen=seen, **values)

    values = {"place": archive.county, "organisation": "政府"}
    mayor = Post.objects.create(role="县长", rank="chief", name="禾丰县县长", **values)
    deputy = Post.objects.create(role="副县长", rank="deputy", name="禾丰县副县长", **values)
    office("前任人", mayor, "2031-01-01")
    office("现任人", mayor, "2031-05-06")
    office("甲副县", deputy, "2031-05-06")
    office("乙副县", deputy, "2031-04-06")
    office("离任人", deputy, "2031-03-03", ended="2031-03-03")
    office("久未见", deputy, "2029-01-02")
    words = text_of(client.get("/places/hefeng/"))
    now, others = words.split("在任官员 截至 2031年5月6日")[1].split("其他见报的任职者")
    assert [name for name in ("现任人", "甲副县", "乙副县") if name in now] == ["现任人", "甲副县", "乙副县"]
    assert all(name not in now and name in others for name in ("前任人", "离任人", "久未见"))


def test_an_article_about_the_city_or_another_place_says_so(client, archive):
    for title, about in (("全市防汛会议", archive.city), ("石桥来访", archive.other), ("柳塘插秧", archive.town)):
        story = factories.article(archive.back, "会议也提到禾丰县。", headline=title)
        factories.article_place(archive.county, story)
        factories.article_place(about, story, primary=True)
    factories.article_place(archive.county, factories.article(archive.back, headline="不专写一县"))
    words = text_of(client.get("/places/hefeng/"))
    titles = ("全市防汛会议", "石桥来访", "柳塘插秧", "旧闻一则", "不专写一县")
    before = {title: words.split(title)[0][-12:] for title in titles}
    assert "全市报道" in before["全市防汛会议"] and "全市报道" in before["不专写一县"]
    assert "提到" in before["石桥来访"]
    assert "提到" not in before["柳塘插秧"] and "提到" not in before["旧闻一则"]


def test_many_other_names_are_folded_away(client, archive):
    archive.county.aliases = ["丰县", "禾县", "新丰", "老丰"]
    archive.county.save()
    html = client.get("/places/hefeng/").content.decode()
    folded = html.split("<details")[1].split("</details>")[0]
    assert all(name in folded for name in archive.county.aliases)


def test_a_city_without_articles_of_its_own_leads_to_its_counties(client, archive):
    page = client.get(archive.city.get_absolute_url())
    assert "请从所辖各县进入" in text_of(page)
    assert "/places/hefeng/" in links_of(page)
