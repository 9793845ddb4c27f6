"""The calendar of issues: what is held, what is missing, of which newspaper; and the page of one month."""

import re

import pytest

from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db


def cells(response):
    """Each day's class, "" for a plain one, by month and number."""
    found = {}
    for month, table in enumerate(response.content.decode().split('<table class="calendar">')[1:], start=1):
        for cell in re.findall(r"<td.*?</td>", table):
            if number := re.sub("<[^>]*>", "", cell):
                found[month, int(number)] = (re.findall(r'class="([^"]*)"', cell) or [""])[0]
    return found


@pytest.fixture
def held(db):
    for day, basis, paper in (
        ("2031-03-05", "printed", "云川日报"),
        ("2031-03-07", "inferred", "云川日报"),
        ("2031-03-10", "printed", "云川日报"),
        ("2031-03-10", "printed", "禾丰晚报"),
        ("2032-01-02", "given", "禾丰晚报"),
    ):
        factories.article(factories.page(factories.issue(day, date_basis=basis, newspaper=paper)))


def test_each_day_is_held_inferred_missing_or_beyond_what_is_held(client, held):
    page = client.get("/issues/?year=2031")
    days = cells(page)
    assert len(days) == 365
    assert days[3, 4] == ""  # before the first issue
    assert days[3, 5] == "held" and days[3, 7] == "inferred" and days[3, 10] == "held several"
    assert days[3, 6] == days[12, 31] == "missing"
    words = text_of(page)
    assert all(key in words for key in ("收存，日期为推断", "未收存（或当天未出报）", "不在收存的时段内"))
    assert 'aria-label="2031年3月7日，日期为推断"' in page.content.decode()


def test_the_calendar_opens_at_the_latest_year(client, held):
    assert cells(client.get("/issues/"))[1, 2] == "held"


def test_a_newspaper_is_chosen_and_its_own_gaps_are_shown(client, held):
    assert "?newspaper=%E7%A6%BE%E4%B8%B0%E6%99%9A%E6%8A%A5" in links_of(client.get("/issues/"))
    page = client.get("/issues/", {"newspaper": "云川日报"})
    days = cells(page)
    assert days[3, 10] == "held" and days[3, 11] == ""  # its last
    assert "2032年1月2日" not in text_of(page)
    evening = cells(client.get("/issues/", {"newspaper": "禾丰晚报", "year": 2031}))
    assert evening[3, 5] == "" and evening[3, 11] == "missing"
    assert client.get("/issues/", {"newspaper": "没有的报"}).status_code == 404


def test_a_day_with_two_newspapers_leads_to_the_list_of_its_month(client, held):
    link = "?year=2031&amp;month=3#d2031-03-10"
    assert link in links_of(client.get("/issues/?year=2031"))
    month = client.get("/issues/?year=2031&month=3")
    assert 'id="d2031-03-10"' in month.content.decode()
    assert text_of(month).count("2031年3月10日 星期一") == 2
    assert "这个月的报纸没有收存" in text_of(client.get("/issues/?year=2031&month=4"))


def test_a_long_year_lists_its_latest_issues_and_the_rest_by_month(client):
    for day in range(1, 29):
        for month in ("01", "02"):
            factories.page(factories.issue(f"2031-{month}-{day:02}"))
    words = text_of(client.get("/issues/?year=2031"))
    assert "更早的请点日历里的月份" in words
    assert "2031年1月27日" in words and "2031年1月26日" not in words
    month = text_of(client.get("/issues/?year=2031&month=1"))
    assert "2031年1月1日" in month and "更早" not in month
