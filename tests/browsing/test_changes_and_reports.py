"""Readers see what was corrected, and tell what is wrong."""

import pytest
from django.urls import reverse

from articles import corrections
from articles.corrections import Decision
from articles.models import ReviewItem
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return factories.article(factories.page(factories.issue()))


def report_url(article) -> str:
    return reverse("report", args=[article.public_id])


def test_a_correction_shows_in_the_articles_note_on_the_changes_page_and_in_the_feed(client, article):
    corrections.record(article, {"headline": "改过的标题"}, Decision(who="编辑甲", reason="与原报核对"))
    for url in (article.get_absolute_url(), reverse("changes"), reverse("changes-atom")):
        html = client.get(url).content.decode()
        assert all(part in html for part in ("云川县召开防汛会议", "改过的标题", "与原报核对"))
        assert "编辑甲" not in html


def test_a_change_page_without_changes_answers(client, db):
    assert "还没有更正" in client.get(reverse("changes")).content.decode()


def test_a_report_reaches_the_queue_and_keeps_nothing_of_the_reader(client, article):
    response = client.post(report_url(article), {"message": "标题少了一个字"}, REMOTE_ADDR="10.1.2.3")
    assert "谢谢" in response.content.decode()
    item = ReviewItem.objects.get()
    assert (item.kind, item.reason, item.article) == ("report", "标题少了一个字", article)
    assert "10.1.2.3" not in str(vars(item))
    assert not response.cookies


def test_the_same_report_twice_is_one(client, article):
    for _time in range(2):
        client.post(report_url(article), {"message": "标题少了一个字"})
    assert ReviewItem.objects.count() == 1


def test_empty_reports_and_those_of_programs_are_not_kept(client, article):
    assert client.post(report_url(article), {"message": "  "}).status_code == 400
    client.post(report_url(article), {"message": "买一送一一一", "website": "http://x"})
    assert not ReviewItem.objects.exists()


def test_floods_stay_outside(client, article, monkeypatch):
    monkeypatch.setattr("articles.browsing.views.reports.MOST_OPEN", 3)
    answers = [client.post(report_url(article), {"message": f"第{number}处有误"}).status_code for number in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    assert ReviewItem.objects.count() == 3


def test_a_report_of_an_article_that_is_not_there_is_not_found(client, db):
    assert client.get(reverse("report", args=["nothing"])).status_code == 404
