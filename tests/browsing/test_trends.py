"""Words over time: what is counted, what it is a share of, and where the archive has nothing."""

import csv
import doctest
import io
import re
from html import unescape

import pytest

from articles.browsing.lists import curves
from articles.browsing.lists.queries import Query
from articles.browsing.lists.trends import trend
from articles.corrections import Decision, delist
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db

DAYS = {
    "2031-01-05": ["防汛一", "春耕", "开会"],
    "2031-02-03": ["春耕"],
    "2031-04-02": ["防汛二", "防汛三，春耕"],  # nothing is held of March
}


@pytest.fixture
def year():
    county = factories.place("禾丰县", slug="hefeng")
    made = {}
    for day, texts in DAYS.items():
        page = factories.page(factories.issue(day))
        for text in texts:
            made[text] = factories.article(page, text, headline="一则")
    factories.article_place(county, made["防汛一"])
    factories.article_place(county, made["春耕"])
    factories.article(factories.page(factories.issue(None)), "防汛，日期不明")
    return made


def rows_of(answer):
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))


def table_of(page):
    """The words of each cell, row by row."""
    rows = re.findall(r"<tr[ >].*?</tr>", page.content.decode(), re.S)
    return [[re.sub("<[^>]*>", "", each).strip() for each in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


def test_words_are_counted_month_by_month_and_what_is_not_held_is_no_zero(client, year):
    assert rows_of(client.get("/trends.csv?w=防汛&w=春耕")) == [
        ["月份", "全部", "防汛", "防汛 %", "春耕", "春耕 %"],
        ["2031-01", "3", "1", "33.33", "1", "33.33"],
        ["2031-02", "1", "0", "0.0", "1", "100.0"],
        ["2031-03"],
        ["2031-04", "2", "2", "100.0", "1", "50.0"],
    ]


def test_the_page_draws_it_and_each_number_leads_to_its_articles(client, year):
    page = client.get("/trends/?w=防汛&w=春耕")
    html = page.content.decode()
    assert re.findall(r'class="line line-1" d="([^"]+)"', html)[0].count("M") == 2  # the line is parted in March
    assert html.count('class="gap"') == 1
    assert table_of(page)[1:] == [
        ["2031年1月", "3", "1 33.3%", "1 33.3%"],
        ["2031年2月", "1", "0 0.0%", "1 100.0%"],
        ["2031年3月", "没有收存"],
        ["2031年4月", "2", "2 100.0%", "1 50.0%"],
    ]
    found = re.findall(r'<td class="number"><a href="([^"]+)"[^>]*>(\d+)</a>', html)
    assert len(found) == 5
    for link, count in found:
        assert f"{count} 篇" in text_of(client.get(unescape(link)))


def test_expressions_are_those_of_the_search(client, year):
    assert rows_of(client.get("/trends.csv", {"w": "防汛 | 春耕"}))[1][2] == "2"
    assert rows_of(client.get("/trends.csv", {"w": "标题:一则 -防汛"}))[1][2] == "2"


def test_a_share_is_of_what_meets_the_other_conditions(client, year):
    assert rows_of(client.get("/trends.csv?w=防汛&place=hefeng"))[1] == ["2031-01", "1", "1", "100.0"]


def test_conditions_without_words_are_a_share_of_all(client, year):
    assert rows_of(client.get("/trends.csv?place=hefeng"))[:2] == [
        ["月份", "全部", "合乎条件的报道", "合乎条件的报道 %"],
        ["2031-01", "3", "1", "33.33"],
    ]


def test_days_bound_the_time(client, year):
    rows = rows_of(client.get("/trends.csv?w=防汛&from=2031-02-01&to=2031-04-01"))
    assert [row[0] for row in rows[1:]] == ["2031-02"]


def test_years_stand_for_months_where_they_are_asked_for_or_there_are_too_many(client, year):
    assert [row[:3] for row in rows_of(client.get("/trends.csv?w=防汛&by=year"))] == [
        ["年份", "全部", "防汛"],
        ["2031", "6", "3"],
    ]
    factories.article(factories.page(factories.issue("2025-12-31")), "防汛")
    assert [row[0] for row in rows_of(client.get("/trends.csv?w=防汛&by=month"))][1:] == [
        str(y) for y in range(2025, 2032)
    ]
    assert "时段超过五年" in text_of(client.get("/trends/?w=防汛"))
    assert ["2025年", "1", "1 100.0%"] in table_of(client.get("/trends/?w=防汛"))


def test_one_period_is_a_table_and_no_line(client, year):
    page = client.get("/trends/?w=防汛&by=year")
    assert 'class="line line-1" d="M0 5H36"' in page.content.decode() and 'class="ground"' not in page.content.decode()
    assert table_of(page)[1:] == [["2031年", "6", "3 50.0%"]]


def test_shares_are_drawn_in_per_cent(client, year):
    page = client.get("/trends/?w=防汛&show=share")
    assert ">100%</text>" in page.content.decode()
    assert "/trends/?w=%E9%98%B2%E6%B1%9B" not in links_of(page)
    assert "?w=%E9%98%B2%E6%B1%9B" in links_of(page)  # back to counts


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("w=-防汛", "还须写一个要找的词"),
        ("w=一&w=二&w=三&w=四&w=五", "最多比较 4 个词"),
        ("w=防汛&by=day", "day"),
        ("w=防汛&from=2031-13-01", "日期请写成"),
        ("w=防汛&place=nowhere", "没有这个地方"),
    ],
)
def test_what_is_invalid_is_said(client, year, asked, says):
    page = client.get(f"/trends/?{asked}")
    assert page.status_code == 400 and says in text_of(page)
    answer = client.get(f"/trends.csv?{asked}")
    assert answer.status_code == 400 and says in answer.content.decode()


def test_nothing_asked_or_held_helps_on(client, year):
    words = text_of(client.get("/trends/"))
    assert "缺报的月份画斜线" in words and "招商引资" in words
    assert "没有收存日期明确的报纸" in text_of(client.get("/trends/?w=防汛&from=2040-01-01"))
    assert "0 篇" in text_of(client.get("/trends/?w=查无此事"))


def test_searches_officials_and_places_lead_there(client, archive):
    listed = client.get("/articles/?q=防汛&place=hefeng&sort=oldest")
    assert "/trends/?w=%E9%98%B2%E6%B1%9B&place=hefeng" in map(unescape, links_of(listed))
    assert "/trends/?place=hefeng" in links_of(client.get("/places/hefeng/"))
    assert f"/trends/?official={archive.official.pk}" in links_of(client.get(archive.official.get_absolute_url()))


def test_a_cell_is_no_formula(client, year):
    assert rows_of(client.get("/trends.csv", {"w": "=防汛"}))[0][2] == "'=防汛"


@pytest.mark.django_db(transaction=True)
def test_what_is_delisted_is_counted_no_more(client, year):
    delist(year["防汛一"], Decision(who="chief", reason="on request"), "2031-7")
    assert rows_of(client.get("/trends.csv?w=防汛"))[1] == ["2031-01", "2", "0", "0.0"]


def test_queries_do_not_grow_with_time(year, django_assert_num_queries):
    with django_assert_num_queries(3):
        trend(["防汛"], Query())


def test_examples_of_the_docstrings():
    assert doctest.testmod(curves).failed == 0
