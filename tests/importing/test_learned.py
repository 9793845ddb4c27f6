"""What editors decide improves later readings of other pages, and being undone is unlearned."""

import pytest

from articles import corrections
from articles.admin.choices import MENDED, answer, plain_answer
from articles.corrections import Decision
from articles.importing.again import outdated, recognise_again
from articles.importing.archive import Archive
from articles.importing.learned import topic_of
from articles.importing.reader import Options
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import Appearance, Article, ArticlePlace, Correction, Issue, Place, ReviewItem
from tests.places import load_places

pytestmark = pytest.mark.django_db


def why():
    return Decision(who="编辑甲", reason="核对")


@pytest.fixture
def take(tmp_path):
    """Import a page of one story of its own day; returns the article."""
    load_places()

    def take(text: str, day: str = "4", head: str = "县里召开防汛工作会议") -> Article:
        number = len(list(tmp_path.iterdir()))
        dated = f"2021年6月{day}日\n\n" if day else ""
        page = f"A01\n要闻\n\n{dated}{head}\n\n本报讯 {text}会议指出，第{number}项工作要抓紧落实，确保取得实效。\n"
        (tmp_path / f"p{number}.txt").write_text(page, encoding="utf-8")
        import_sources(list(find_sources([tmp_path])), Options(newspaper="云川日报"))
        return Article.objects.latest("pk")

    return take


def officials(article: Article) -> list[int]:
    return list(article.appearances.values_list("official", flat=True))


class TestNoOfficial:
    WORDS = "近日，温县县长苗东篱主持召开防汛工作会议。"

    def test_the_same_words_elsewhere_make_no_official_again(self, take):
        first = take(self.WORDS)
        made = corrections.remove(first.appearances.get(), why())
        later = take(self.WORDS, "5")
        assert officials(later) == []
        corrections.undo(made, who="编辑甲")
        archive = Archive()
        recognise_again(outdated(archive, everything=True), archive)
        assert officials(first) == officials(later) != []

    def test_another_title_does(self, take):
        corrections.remove(take(self.WORDS).appearances.get(), why())
        assert officials(take("近日，温县县委书记苗东篱主持召开防汛工作会议。", "5"))

    def test_where_the_same_words_stand_of_an_official_the_decision_was_of_one_article(self, take):
        take(self.WORDS)
        corrections.remove(take(self.WORDS, "5").appearances.get(), why())
        assert officials(take(self.WORDS, "6"))

    def test_what_was_masked_on_request_says_nothing_of_others(self, take):
        corrections.mask(take(self.WORDS), "苗东篱", why(), "2031-7")
        assert officials(take(self.WORDS, "5"))


class TestWhoItIs:
    def test_a_post_given_to_somebody_is_theirs_on_later_pages(self, take):
        one = take("近日，温县县长苗东篱主持召开防汛工作会议。").appearances.get()
        other = take("近日，沁阳市教育局局长苗东篱主持召开会议。", "5").appearances.get()
        assert one.official != other.official
        corrections.record(other, {"official": one.official_id}, why())
        later = take("近日，沁阳市教育局局长苗东篱到学校调研。", "6")
        assert officials(later) == [one.official_id]

    def test_a_misprint_given_to_somebody_is_a_form_of_the_name(self, take):
        one = take("近日，温县县长苗东篱主持召开防汛工作会议。").appearances.get()
        other = take("近日，温县县长苗冬篱主持召开春耕工作会议。", "5").appearances.get()
        (made,) = corrections.record(other, {"official": one.official_id}, why())
        assert officials(take("近日，温县县长苗冬篱到乡镇调研。", "6")) == [one.official_id]
        assert made.value == one.official_id


class TestPlaces:
    def test_a_word_that_meant_another_place_means_it_on_later_pages(self, take):
        first = take("近日，温县召开防汛工作会议。")
        read, meant = Place.objects.get(name="温县"), Place.objects.get(name="沁阳市")
        corrections.record(ArticlePlace.objects.get(article=first, place=read), {"place": meant.pk}, why())
        later = take("近日，温县召开春耕工作会议。", "5")
        assert set(later.article_places.values_list("place__name", flat=True)) == {"沁阳市"}

    def test_where_editors_decided_both_ways_it_is_read_as_ever(self, take):
        read = Place.objects.get(name="温县")
        for day, name in (("4", "沁阳市"), ("5", "武陟县")):
            link = ArticlePlace.objects.get(article=take("近日，温县召开会议。", day), place__in=[read.pk, *_meant()])
            corrections.record(link, {"place": Place.objects.get(name=name).pk}, why())
        assert set(take("近日，温县召开会议。", "6").article_places.values_list("place", flat=True)) == {read.pk}


def _meant() -> list[int]:
    return list(Place.objects.filter(name="沁阳市").values_list("pk", flat=True))


class TestDoubts:
    WORDS = "近日，副县长苗东篱主持召开防汛工作会议。"

    def ask(self, take) -> ReviewItem:
        take(self.WORDS)
        return ReviewItem.objects.filter(kind="jurisdiction").get()

    def test_one_answered_is_not_asked_again_elsewhere(self, take):
        answer(self.ask(take), plain_answer("jurisdiction"), "编辑甲")
        take(self.WORDS, "5")
        assert ReviewItem.objects.filter(kind="jurisdiction").count() == 1

    def test_one_that_was_an_error_is(self, take):
        answer(self.ask(take), MENDED, "编辑甲")
        take(self.WORDS, "5")
        assert ReviewItem.objects.filter(kind="jurisdiction").count() == 2

    def test_a_confirmed_day_is_a_known_one_that_later_pages_join(self, take):
        take("6月3日，温县召开防汛工作会议。", day="")
        issue = Issue.objects.get()
        Issue.objects.filter(pk=issue.pk).update(date="2021-06-04", date_basis="inferred")
        item = ReviewItem.objects.create(kind="date", key="d", topic=topic_of("d"), reason="?", issue=issue)
        answer(item, plain_answer("date"), "编辑甲")
        later = take("近日，武陟县召开春耕工作会议。", "4")
        assert later.issue == issue
        assert not corrections.public(Correction.objects.all()).exists()

    def test_a_confirmed_heading_stands(self, take):
        article = take("近日，温县县长苗东篱主持召开防汛工作会议。")
        item = ReviewItem.objects.create(kind="heading", key="h", reason="?", article=article)
        answer(item, plain_answer("heading"), "编辑甲")
        assert set(Correction.objects.values_list("field", flat=True)) == {
            "banner",
            "kicker",
            "headline",
            "subheadline",
        }
        assert Appearance.objects.get().article == article
