"""The counts of a list are remembered, and never those of a former archive."""

import pytest
from django.db import connection, transaction

from articles import corrections
from articles.browsing.lists.counting import tally
from articles.browsing.lists.queries import Query
from articles.corrections import Decision
from articles.models import Article
from tests.markup import text_of

pytestmark = pytest.mark.django_db(transaction=True)

TAKEN_OUT = {
    "withdrawn": (lambda archive, why: corrections.withdraw(archive.main, why, "2031-7"), "", "5 篇", "4 篇"),
    "delisted": (lambda archive, why: corrections.delist(archive.main, why, "2031-7"), "防汛", "1 篇", "0 篇"),
    "masked": (lambda archive, why: corrections.mask(archive.old, "禾东篱", why, "2031-7"), "禾东篱", "3 篇", "2 篇"),
}


@pytest.fixture
def elsewhere():
    """Another session of the database, as another worker has it."""
    other = connection.copy()
    yield other
    other.close()


def found(client, q="", **asked):
    return text_of(client.get("/articles/", {"q": q, **asked}))


def test_a_list_is_counted_once_as_long_as_nothing_is_written(archive):
    asked, in_other_order = Query(q="防汛"), Query(q="防汛", sort="oldest")
    # Tests that run beside this one write to the same server, so it is tried more than once.
    assert any(tally(asked) is tally(in_other_order) for _ in range(50))
    counts = tally(asked)
    archive.main.save()
    assert tally(asked) is not counts


@pytest.mark.parametrize("how", TAKEN_OUT)
def test_what_was_taken_out_is_counted_no_more_at_once(client, archive, how):
    take_out, q, before, after = TAKEN_OUT[how]
    assert before in found(client, q)
    take_out(archive, Decision(who="主编", reason="本人申请"))
    assert after in found(client, q)


def test_what_another_session_writes_counts_as_soon_as_it_is_committed(client, archive, elsewhere):
    elsewhere.set_autocommit(False)
    with elsewhere.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET kind = 'notice' WHERE id = %s", [archive.main.pk])
    assert "公告 1" not in found(client)
    elsewhere.commit()
    assert "公告 1" in found(client)


def test_a_transaction_counts_what_it_wrote_itself(client, archive):
    assert "5 篇" in found(client)
    with transaction.atomic():
        Article.objects.filter(pk=archive.main.pk).update(kind="notice")
        assert "公告 1" in found(client)
        transaction.set_rollback(True)
    assert "公告 1" not in found(client)


def test_the_api_counts_as_the_page_does(client, archive, monkeypatch):
    assert client.get("/api/v1/articles", {"q": "防汛"}).json()["count"] == 1
    monkeypatch.setattr("articles.browsing.lists.counting.COUNT_LIMIT", 3)
    monkeypatch.setattr("articles.publishing.api.lists.COUNT_LIMIT", 3)
    archive.main.save()
    assert client.get("/api/v1/articles").json()["count"] is None
