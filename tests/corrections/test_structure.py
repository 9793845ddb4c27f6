"""Articles cut in the wrong place: split, joined, mended, and as they were again."""

import pytest
from django.core.exceptions import ValidationError

from articles import corrections
from articles.corrections import Decision
from articles.models import Article, ReviewItem
from articles.searching import search
from tests import factories

pytestmark = pytest.mark.django_db

FIRST = ("本报讯 县长禾东篱到会。", "会议要求抓好落实。")
SECOND = ("又讯 书记麦西畴下乡。", "他要求备足种子。")


def why(who="编辑甲"):
    return Decision(who=who, reason="断错了")


def blocks(texts, start=1):
    return [
        {"text": text, "role": "body", "lines": [[n, n]], "segments": [[0, n * 100, len(text)]]}
        for n, text in enumerate(texts, start=start)
    ]


@pytest.fixture
def page():
    return factories.page(factories.issue())


@pytest.fixture
def two(page):
    """Two articles with an official each."""
    one = factories.article(page, headline="甲", paragraphs=blocks(FIRST))
    other = factories.article(page, headline="乙", paragraphs=blocks(SECOND, 3), reporters=["钱一鸣"])
    factories.appearance(factories.official("禾东篱"), one)
    factories.appearance(factories.official("麦西畴"), other, "书记")
    return one, other


@pytest.fixture
def long(page):
    """One article that is two, and a following one."""
    article = factories.article(page, headline="甲", paragraphs=blocks(FIRST + SECOND))
    factories.appearance(factories.official("禾东篱"), article)
    factories.appearance(factories.official("麦西畴"), article, "书记")
    factories.article(page, headline="末")
    return article


def state():
    """Everything that a split or join may touch."""
    return [
        (
            article.public_id,
            article.position,
            article.headline,
            article.paragraphs,
            sorted(article.appearances.values_list("name", "title", "official", "spans")),
        )
        for article in Article.objects.order_by("issue", "position")
    ]


def names(article):
    return sorted(article.appearances.values_list("name", flat=True))


def test_a_split_gives_text_lines_officials_and_search_to_the_new_article(long):
    made = corrections.split(long, 2, why())
    long.refresh_from_db()
    assert (long.body, made.body) == (list(FIRST), list(SECOND))
    assert [p["lines"] for p in made.paragraphs] == [[[3, 3]], [[4, 4]]]
    assert (names(long), names(made)) == (["禾东篱"], ["麦西畴"])
    assert made.appearances.get().spans == [[0, 5, 8]]
    assert [a.pk for a in long.issue.articles.order_by("position")][:2] == [long.pk, made.pk]
    assert list(search(Article.objects.all(), "备足种子")) == [made]


def test_undoing_a_split_brings_everything_back_and_the_new_address_leads_home(long):
    before = state()
    decision = why()
    made = corrections.split(long, 2, decision)
    corrections.undo_batch(decision.batch, who="编辑乙")
    assert state() == before
    assert corrections.successor("article", made.public_id) == long.public_id


def test_a_join_brings_text_officials_and_credits_together_and_redirects(two):
    one, other = two
    joined = corrections.join(one, other, why())
    assert joined.body == [*FIRST, *SECOND]
    assert [p["lines"] for p in joined.paragraphs] == [[[1, 1]], [[2, 2]], [[3, 3]], [[4, 4]]]
    assert names(joined) == ["禾东篱", "麦西畴"]
    assert joined.appearances.get(name="麦西畴").spans == [[2, 5, 8]]
    assert joined.reporters == ["钱一鸣"]
    assert corrections.successor("article", other.public_id) == one.public_id
    assert list(search(Article.objects.all(), "备足种子")) == [one]


def test_undoing_a_join_brings_both_back_with_their_addresses(two):
    before = state()
    decision = why()
    corrections.join(*two, decision)
    corrections.undo_batch(decision.batch, who="编辑乙")
    assert state() == before
    assert corrections.successor("article", two[1].public_id) is None


def test_corrections_of_an_article_come_back_with_it(two):
    one, other = two
    corrections.record(other, {"headline": "改过的标题"}, why())
    corrections.record(other.appearances.get(), {"title": "县委书记"}, why())
    before = state()
    decision = why()
    joined = corrections.join(one, other, decision)
    assert joined.appearances.get(name="麦西畴").title == "县委书记"
    corrections.undo_batch(decision.batch, who="编辑乙")
    assert state() == before


def test_paragraphs_move_between_articles_with_their_officials(two):
    one, other = two
    before = state()
    decision = why()
    corrections.move_paragraphs(other, one, [0], 1, decision)
    assert (names(one), names(other)) == (["禾东篱", "麦西畴"], [])
    one.refresh_from_db()
    assert one.body == [FIRST[0], SECOND[0], FIRST[1]]
    assert one.paragraphs[1]["lines"] == [[3, 3]]
    corrections.undo_batch(decision.batch, who="编辑乙")
    assert state() == before


def test_undoing_any_part_undoes_the_whole(long):
    before = state()
    corrections.split(long, 2, why())
    from articles.models import Correction

    corrections.undo(Correction.objects.get(field="paragraphs"), who="编辑乙")
    assert state() == before


def test_a_split_that_was_built_upon_is_not_undone_under_it(long):
    decision = why()
    made = corrections.split(long, 2, decision)
    text = [{"text": "又讯 改过。", "role": "body"}, {"text": SECOND[1], "role": "body"}]
    corrections.record(made, {"paragraphs": text}, why())
    with pytest.raises(ValidationError):
        corrections.undo_batch(decision.batch, who="编辑乙")


def test_open_questions_of_a_joined_article_are_not_lost(two):
    ReviewItem.objects.create(kind="boundary", key="q", reason="?", article=two[1])
    corrections.join(*two, why())
    assert ReviewItem.objects.get().article == two[0]


@pytest.mark.parametrize("at", [0, 4, -1])
def test_a_split_needs_text_on_both_sides(long, at):
    with pytest.raises(ValidationError):
        corrections.split(long, at, why())


def test_articles_of_two_issues_are_not_joined(two):
    other = factories.article(factories.page(factories.issue("2031-06-01")))
    with pytest.raises(ValidationError):
        corrections.join(two[0], other, why())
