"""The order of a page's articles, decided by an editor, stands against new readings and is undone."""

import pytest

from articles import corrections
from articles.corrections import Decision
from articles.importing.reader import Options
from articles.importing.rereading import read_again
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import Article, Page, ReviewItem, SourceFile
from tests import factories
from tests.places import load_places

pytestmark = pytest.mark.django_db


def why():
    return Decision(who="编辑甲", reason="与原报核对")


@pytest.fixture
def page():
    page = factories.page(factories.issue())
    for text in ("甲文。", "乙文。", "丙文。"):
        factories.article(page, text)
    other = factories.page(page.issue, "A02")
    factories.article(other, "丁文。")
    return page


def order(of: Page) -> str:
    return "".join(article.body[0][0] for article in of.issue.articles.order_by("position"))


def arranged(page: Page, wanted: str) -> list:
    ids = {article.body[0][0]: article.public_id for article in page.articles.all()}
    return corrections.record(page, {"order": [ids[char] for char in wanted]}, why())


def test_articles_are_arranged_recorded_and_undone(page):
    (made,) = arranged(page, "丙甲乙")
    assert order(page) == "丙甲乙丁"
    assert list(page.issue.articles.order_by("position").values_list("position", flat=True)) == [1, 2, 3, 4]
    assert (made.target, made.field, len(made.value_read)) == ("page", "order", 3)
    corrections.undo(made, who="编辑乙")
    assert order(page) == "甲乙丙丁"


def test_of_two_arrangements_either_can_be_undone(page):
    (first,) = arranged(page, "丙甲乙")
    (second,) = arranged(page, "乙丙甲")
    corrections.undo(first, who="编辑乙")
    assert order(page) == "乙丙甲丁"
    corrections.undo(second, who="编辑乙")
    assert order(page) == "甲乙丙丁"


def test_an_article_that_comes_later_stays_behind_its_neighbour(page):
    arranged(page, "丙甲乙")
    first = next(article for article in page.articles.all() if article.body == ["甲文。"])
    corrections.record(first, {"paragraphs": [{"text": t, "role": "body"} for t in ("甲文。", "戊文。")]}, why())
    corrections.split(first, 1, why())
    assert order(page) == "丙甲戊乙丁"


class TestReadingAnew:
    STORIES = ("防汛会议召开", "春耕全面展开", "学校开学")

    def write(self, folder, stories) -> None:
        body = "".join(
            f"{head}\n\n本报讯 近日，我县{head}，各单位认真安排，抓好落实，广大群众积极参与，取得了很好的效果。\n\n"
            for head in stories
        )
        (folder / "a.txt").write_text("A01\n要闻\n\n2021年6月4日 星期五\n\n" + body, encoding="utf-8")
        import_sources(list(find_sources([folder])), Options())

    @pytest.fixture
    def folder(self, tmp_path):
        load_places()
        self.write(tmp_path, self.STORIES)
        return tmp_path

    @staticmethod
    def heads() -> list[str]:
        return list(Article.objects.order_by("position").values_list("headline", flat=True))

    def test_the_order_stands_and_is_undone_to_what_is_read_then(self, folder):
        assert self.heads() == list(self.STORIES)
        ids = list(Article.objects.order_by("-position").values_list("public_id", flat=True))
        (made,) = corrections.record(Page.objects.get(), {"order": ids}, why())
        read_again(SourceFile.objects.all())
        assert self.heads() == list(reversed(self.STORIES))
        assert not ReviewItem.objects.filter(kind="conflict").exists()
        corrections.undo(made, who="编辑乙")
        assert self.heads() == list(self.STORIES)

    def test_another_order_read_is_a_conflict(self, folder):
        ids = list(Article.objects.order_by("-position").values_list("public_id", flat=True))
        (made,) = corrections.record(Page.objects.get(), {"order": ids}, why())
        first, second, third = self.STORIES
        self.write(folder, (second, first, third))
        assert self.heads() == list(reversed(self.STORIES))
        assert "报道次序" in ReviewItem.objects.get(kind="conflict").reason
        corrections.undo(made, who="编辑乙")
        assert self.heads() == [second, first, third]
