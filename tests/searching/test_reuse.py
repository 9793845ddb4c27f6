"""Which passages of an article are found in others, and which are not."""

import doctest
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from hypothesis import given
from hypothesis import strategies as st

from articles import searching
from articles.models import Article, ArticleSearch
from articles.searching import common, prints, reuses
from articles.searching.common import LONG_ENOUGH_NEARLY, Pair
from articles.searching.prints import LONG_ENOUGH, prints_of
from tests import factories

pytestmark = pytest.mark.django_db

MIGRATION = "0018_prints_of_passages"
SENTENCE = "五月六日清晨，石桥河水位涨到三十一米，沿岸九个村的一千二百名群众连夜转移到镇中学和粮库。"
OWN = "本报讯 县里的防汛指挥部昨夜灯火通明，值班员每隔半小时通报一次雨情。"
OTHER = "另据了解，全县已备足沙袋和救生衣，巡堤的人分作三班，日夜不断。"


@pytest.fixture
def page():
    return factories.page(factories.issue())


def texts(found):
    return [[passage.text for passage in each.passages] for each in found]


def test_a_passage_that_another_article_has_word_for_word_is_found(page):
    one = factories.article(page, OWN, SENTENCE + OTHER)
    other = factories.article(page, "晚报消息。", "据报道，" + SENTENCE)
    factories.article(page, "与此无关的一篇，说的是小麦返青以后怎样浇水施肥，和防汛没有什么关系。")
    (found,) = reuses([one])
    assert found.article == other
    assert texts([found]) == [[SENTENCE.removesuffix("。")]]
    assert (found.passages[0].part, found.passages[0].paragraph) == (0, 1)
    assert 0.3 < found.share < 0.6 and not found.is_whole
    assert texts(reuses([other])) == [[SENTENCE.removesuffix("。")]]


def test_it_is_found_however_the_other_paper_sets_it(page):
    """In other paragraphs, with other marks, in traditional characters and full-width digits."""
    one = factories.article(
        page, "5月6日清晨，石桥河水位涨到31米，沿岸9个村的1200名群众连夜转移到镇中学和粮库。" + OTHER
    )
    set_otherwise = ["５月６日清晨，石橋河水位漲到３１米，沿岸９個村的", "1200名群眾“連夜”轉移到鎮中學和糧庫，", OWN]
    other = factories.article(page, *set_otherwise)
    assert [each.article for each in reuses([one])] == [other]
    assert len(reuses([other])[0].passages) == 2  # one in each of its paragraphs


def test_the_same_text_as_a_whole_is_said_to_be_that(page):
    one, other = (factories.article(page, OWN, SENTENCE, OTHER) for _ in range(2))
    (found,) = reuses([one])
    assert found.article == other and found.is_whole and found.share == 1


def test_names_with_offices_and_turns_of_speech_are_too_short(page):
    short = "禾丰县委书记禾东篱、县长石见川、县政协主席木子白出席了会议"
    one = factories.article(page, short + "，讨论防汛。")
    factories.article(page, short + "；部署春耕。")
    assert len(short) <= LONG_ENOUGH
    assert reuses([one]) == []


def test_what_stands_in_many_articles_is_a_formula(page):
    formula = "会议要求各级各部门提高站位压实责任把各项工作抓细抓实抓出成效以优异成绩向大会献礼"
    one = factories.article(page, formula + "，" + SENTENCE)
    for number in range(9):
        factories.article(page, f"第{number}次会议。{formula}。")
    assert reuses([one]) == []
    both = factories.article(page, SENTENCE + "。" + formula)
    assert texts(reuses([one])) == [[SENTENCE.removesuffix("。")]]  # of an article with both, what is its own
    assert [each.article for each in reuses([one])] == [both]


def test_parts_of_one_story_are_no_others(page):
    one = factories.article(page, OWN)
    two = factories.article(page, SENTENCE, continues=one)
    other = factories.article(page, SENTENCE)
    found = reuses([one, two])
    assert [each.article for each in found] == [other]
    assert found[0].passages[0].part == 1


def test_corrections_of_a_text_are_followed_at_once(page):
    one, other = factories.article(page, SENTENCE), factories.article(page, SENTENCE)
    assert reuses([one])
    other.paragraphs = [{"text": OTHER, "role": "body", "lines": [], "segments": []}]
    other.save()
    searching.index([other])
    assert reuses([one]) == []


def test_an_archive_that_was_indexed_before_there_were_prints_is_indexed_anew(page):
    one, other = factories.article(page, SENTENCE), factories.article(page, SENTENCE, headline="石桥河水位")
    ArticleSearch.objects.update(prints=[], text="", tsv="")
    then = MigrationLoader(connection).project_state(("articles", MIGRATION)).apps
    import_module(f"articles.migrations.{MIGRATION}").index_again(then, None)
    assert [each.article for each in reuses([one])] == [other]
    assert list(searching.search(Article.objects.all(), "标题:石桥河 粮库")) == [other]


def test_an_article_without_text_or_row_has_none(page):
    assert reuses([factories.article(page, headline="图", paragraphs=[])]) == []
    kept = factories.article(page, SENTENCE)
    kept.pk = None
    assert reuses([kept]) == []


@given(
    st.text("一二三四", max_size=60),
    st.text("一二三四五", min_size=LONG_ENOUGH, max_size=80),
    st.text("五六", max_size=60),
)
def test_each_common_stretch_that_is_long_enough_leaves_a_print_in_common(before, same, behind):
    one, other = before + same, same + behind
    assert set(prints_of(one)) & set(prints_of(other))
    assert sum(passage.letters for passage in Pair(one, other).passages()) >= LONG_ENOUGH


@given(st.text("一二三", max_size=150), st.text("一二三", max_size=150))
def test_passages_are_really_in_both_and_four_fifths_of_them_the_same(one, other):
    for passage in Pair(one, other).passages():
        for at, there, length in passage.blocks:
            assert one[at : at + length] == other[there : there + length] and length
        for start, end in (passage.span, passage.span_there):
            assert end - start >= (LONG_ENOUGH if passage.is_exact else LONG_ENOUGH_NEARLY)
            assert passage.letters >= 0.8 * (end - start)


def test_examples_of_the_docstrings():
    assert doctest.testmod(prints).failed == doctest.testmod(common).failed == 0
