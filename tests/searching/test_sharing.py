"""Which articles have text that stands in others, too: kept with the archive, through all that happens to it."""

from collections import defaultdict
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from articles import searching
from articles.corrections import Decision, lift, mask, withdraw
from articles.models import Article, ArticleSearch, SharedPrint
from articles.searching import with_shared_text
from articles.searching.sharing import FORMULA
from tests import factories

pytestmark = pytest.mark.django_db

MIGRATION = "0020_shared_prints"
BY = Decision(who="zhubian", reason="与原报核对")
SENTENCE = "五月六日清晨，石桥河水位涨到三十一米，沿岸九个村的一千二百名群众连夜转移到镇中学和粮库。"
OTHER = "另据了解，全县已备足沙袋和救生衣，巡堤的人分作三班，日夜不断，堤上的灯一直亮到天明。"


@pytest.fixture
def page():
    return factories.page(factories.issue())


def sharing() -> set[Article]:
    return set(with_shared_text(Article.objects.all()))


def kept() -> set[tuple[int, int]]:
    return set(SharedPrint.objects.values_list("print", "article"))


def as_the_texts_say() -> set[tuple[int, int]]:
    rows = defaultdict(set)
    for article, prints in ArticleSearch.objects.values_list("article", "prints"):
        for number in prints:
            rows[number].add(article)
    few = {number: articles for number, articles in rows.items() if 1 < len(articles) <= FORMULA + 1}
    return {(number, article) for number, articles in few.items() for article in articles}


def rewrite(article: Article, text: str) -> None:
    article.paragraphs = [{"text": text, "role": "body", "lines": [], "segments": []}]
    article.save()
    searching.index([article])


def test_only_articles_with_text_of_another_are_found(page):
    one, other = factories.article(page, SENTENCE), factories.article(page, "晚报消息。" + SENTENCE)
    factories.article(page, OTHER)
    assert sharing() == {one, other}


def test_names_with_offices_and_turns_of_speech_are_too_short(page):
    """Though two articles that both have them have prints in common."""
    short = "禾丰县委书记禾东篱、县长石见川、县政协主席木子白出席了会议"
    factories.article(page, short + "，讨论防汛。")
    factories.article(page, short + "；部署春耕。")
    factories.article(page, "另有一事。" + short[:-2] + "座谈，" + SENTENCE)
    one = factories.article(page, OTHER + SENTENCE)
    assert as_the_texts_say() > kept()
    assert len(sharing()) == 2 and one in sharing()


def test_what_stands_in_many_is_kept_of_none(page):
    for number in range(FORMULA + 1):
        factories.article(page, f"第{number}次。{SENTENCE}")
    assert len(sharing()) == FORMULA + 1
    factories.article(page, f"末次。{SENTENCE}")
    assert not sharing() and not kept() and not as_the_texts_say()


def test_it_follows_each_text_and_each_article_that_goes(page):
    one, two, three = (factories.article(page, SENTENCE, OTHER) for _ in range(3))
    rewrite(three, OTHER)
    assert sharing() == {one, two, three} and kept() == as_the_texts_say()
    two.delete()
    assert sharing() == {one, three} and kept() == as_the_texts_say()
    rewrite(one, SENTENCE)
    assert not sharing() and not kept()
    rewrite(one, OTHER + SENTENCE)
    assert sharing() == {one, three} and kept() == as_the_texts_say()


def test_what_is_taken_out_on_request_shares_nothing_until_it_is_back(page):
    one, other = factories.article(page, SENTENCE), factories.article(page, SENTENCE, headline="重登")
    made = withdraw(other, BY, "2031-7")
    assert not sharing()
    lift(made, who="zhubian")
    assert {article.headline for article in sharing()} == {one.headline, "重登"}


def test_a_masked_name_parts_the_passage(page):
    text = "记者从柳塘镇获悉，三日前禾东篱在自家门前种下第一百棵树苗并为它们挂上写有日期的木牌。"
    one, other = factories.article(page, text), factories.article(page, text)
    assert sharing() == {one, other}
    mask(one, "禾东篱", BY, "2031-8")
    assert kept() == as_the_texts_say()
    assert not any("禾东篱" in row.text for row in ArticleSearch.objects.filter(article=one))


def test_an_archive_from_before_is_filled_as_if_it_had_always_been_kept(page):
    for number in range(FORMULA + 2):
        factories.article(page, SENTENCE, *([OTHER] if number < 2 else []))
    before = kept()
    SharedPrint.objects.all().delete()
    then = MigrationLoader(connection).project_state(("articles", MIGRATION)).apps
    import_module(f"articles.migrations.{MIGRATION}").share_again(then, None)
    assert before and kept() == before


@pytest.mark.parametrize("query", ["same=2", "same=1&same=x"])
def test_the_condition_says_what_it_takes(client, query):
    assert client.get(f"/articles/?{query}").status_code == 400


def test_lists_files_feeds_and_the_api_take_it_as_a_condition(client, page):
    one = factories.article(page, SENTENCE, headline="甲路通了")
    factories.article(page, SENTENCE, headline="乙路通了")
    factories.article(page, OTHER, headline="丙路通了")
    assert "也见于别篇" in client.get("/articles/?same=1").content.decode()
    answer = client.get("/api/v1/articles?same=1").json()
    assert answer["count"] == 2 and one.public_id in {each["id"] for each in answer["results"]}
    for url in ("/articles/", "/articles.jsonl", "/articles.atom"):
        text = b"".join(client.get(f"{url}?same=1")).decode()
        assert "甲路" in text and "乙路" in text and "丙路" not in text
