"""Paging by keyset: every article once, in order, however the archive changes in between."""

import random

import pytest

from articles.browsing.lists.keyset import Key, slice_after
from articles.models import Article
from tests import factories

pytestmark = pytest.mark.django_db

DAYS = ["2031-01-02", "2031-01-02", "2031-01-01", None, None, "2030-12-31"]


@pytest.fixture
def archive():
    """Six issues, two of one day and two undated, with one to four articles each."""
    dice = random.Random(6)
    for number, day in enumerate(DAYS):
        page = factories.page(factories.issue(day, newspaper=f"第{number}日报"))
        for _ in range(dice.randint(1, 4)):
            factories.article(page)


def walk(size, oldest_first=False):
    seen, after = [], None
    while True:
        shown = slice_after(Article.objects.all(), after, oldest_first=oldest_first, size=size)
        assert len(shown.articles) <= size
        seen += shown.articles
        if shown.next is None:
            return seen
        after = Key.parse(str(shown.next))


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_pages_join_to_the_whole_list(archive, size):
    assert walk(size) == list(Article.objects.newest_first())
    assert walk(size, oldest_first=True) == list(Article.objects.as_printed())


def test_an_exactly_full_page_has_no_next(archive):
    assert slice_after(Article.objects.all(), None, size=Article.objects.count()).next is None


def test_the_next_page_stays_right_when_the_last_article_shown_goes(archive):
    everything = walk(100)
    first = slice_after(Article.objects.all(), None, size=4)
    first.articles[-1].delete()
    second = slice_after(Article.objects.all(), first.next, size=4)
    assert second.articles == everything[4:8]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2031-01-02",
        "2031-02-30-1-1",
        "0000-01-01-1-1",
        "2031-01-02-1-1-1",
        "２０３１-01-02-1-1",
        "undated--1-1",
    ],
)
def test_a_key_that_nobody_wrote_is_refused(text):
    with pytest.raises(ValueError):
        Key.parse(text)
