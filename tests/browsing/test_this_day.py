"""This day in earlier years, on the front page."""

from datetime import date

import pytest
from django.utils import timezone

from articles.browsing.anniversaries import this_day
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db


def printed(*days):
    for day in days:
        factories.article(factories.page(factories.issue(day)), headline=f"{day} 的事")


def test_the_day_in_every_earlier_year_newest_first_and_not_this_year():
    printed("2030-03-05", "2028-03-05", "2031-03-05", "2030-03-06")
    found = this_day(date(2031, 3, 5))
    assert found.is_exact
    assert [str(issue.date) for issue in found.issues] == ["2030-03-05", "2028-03-05"]


def test_where_the_day_is_missing_the_nearest_days_stand_in_also_across_the_new_year():
    printed("2029-12-30", "2030-01-04", "2030-06-01", "2028-01-20", None)
    found = this_day(date(2031, 1, 1))
    assert not found.is_exact
    assert [str(issue.date) for issue in found.issues] == ["2029-12-30", "2030-01-04", "2028-01-20"]


def test_the_29th_of_february_is_nearest_to_the_1st_of_march_in_common_years():
    printed("2030-03-01", "2030-02-20")
    assert str(this_day(date(2032, 2, 29)).issues[0].date) == "2030-03-01"


def test_the_front_page_leads_to_the_issues_and_articles_of_the_day(client):
    day = timezone.localdate()
    issue = factories.issue(str(day.replace(year=day.year - 4)))
    article = factories.article(factories.page(issue), headline="那天的事")
    factories.article(factories.page(factories.issue("2020-01-01")), headline="别天的事")
    page = client.get("/")
    assert "没有收存" not in text_of(page) and "那天的事" in text_of(page)
    assert "别天的事" not in text_of(page)
    assert {issue.get_absolute_url(), article.get_absolute_url()} <= set(links_of(page))
    assert "On this day in earlier years" in text_of(client.get("/en/"))


def test_the_front_page_says_when_the_day_is_not_held(client):
    far = timezone.localdate().replace(day=1, year=2020)
    factories.article(factories.page(factories.issue(str(far.replace(month=far.month % 12 + 1)))))
    assert "没有收存" in text_of(client.get("/"))


def test_an_archive_without_earlier_years_has_no_such_section(client):
    printed(str(timezone.localdate()))
    assert "往年今日" not in text_of(client.get("/"))
