"""Taking an article or a name out reaches everything at once, survives every reading, and can be lifted."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from articles import corrections
from articles.corrections import Decision
from articles.importing.reader import Options
from articles.importing.rereading import read_again
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import Appearance, Article, Official, SourceFile, Suppression
from articles.publishing.rows import rows
from articles.searching import search
from tests import factories
from tests.places import load_places

pytestmark = pytest.mark.django_db


def why():
    return Decision(who="主编", reason="本人申请")


@pytest.fixture
def article():
    article = factories.article(
        factories.page(factories.issue(), source=factories.source("本报讯 县长禾东\n篱到会。\n")),
        "本报讯 县长禾东篱到会。",
        headline="禾东篱到会",
    )
    factories.appearance(factories.official(), article)
    factories.article(article.page, "别的报道说禾东篱。")
    return article


def everything(client, article) -> str:
    """All that the public gets to see: pages, lists, search, exports."""
    urls = [
        reverse("home"),
        reverse("articles"),
        reverse("articles") + "?q=禾东篱",
        article.issue.get_absolute_url(),
        article.get_absolute_url(),
        reverse("officials"),
        reverse("changes"),
        reverse("changes-atom"),
    ]
    shown = [client.get(url).content.decode() for url in urls]
    return "\n".join(shown) + json.dumps(list(rows(Article.objects.all())), ensure_ascii=False)


def test_a_withdrawn_article_is_gone_everywhere_and_its_address_says_so(client, article):
    corrections.withdraw(article, why(), "2031-7")
    assert client.get(article.get_absolute_url()).status_code == 410
    assert "禾东篱到会" not in everything(client, article)
    assert not Appearance.objects.exists()
    assert not search(Article.objects.all(), "禾东篱到会").exists()
    assert list(Official.objects.listed()) == []


def test_a_delisted_article_is_in_no_list_and_its_address_still_shows_it(client, article):
    corrections.delist(article, why(), "2031-9")
    shown = client.get(article.get_absolute_url())
    assert shown.status_code == 200
    assert shown["X-Robots-Tag"] == "noindex"
    assert "县长禾东篱到会。" in shown.content.decode()
    article.get_absolute_url = lambda: reverse("home")
    assert "禾东篱到会" not in everything(client, article)
    assert not search(Article.objects.all(), "禾东篱到会").exists()
    assert list(Official.objects.listed()) == []
    assert article.public_id not in client.get("/sitemap-articles.xml").content.decode()


def test_it_can_still_be_cited_and_shows_what_editors_decided_of_it(client, article):
    corrections.record(article, {"headline": "禾东篱来了"}, why())
    corrections.mask(article, "禾东篱", why(), "2031-8")
    corrections.delist(article, why(), "2031-9")
    shown = client.get(article.get_absolute_url()).content.decode()
    assert "禾某某来了" in shown and "禾东" not in shown.replace("别的报道说禾东篱", "")
    cited = client.get(article.get_absolute_url().rstrip("/") + ".bib")
    assert (cited.status_code, cited["X-Robots-Tag"]) == (200, "noindex")
    assert client.get(reverse("report", args=[article.public_id]))["Location"] == article.get_absolute_url()


@pytest.mark.parametrize("form", ["bib", "ris", "json", "txt"])
def test_what_was_withdrawn_is_gone_in_every_form(client, article, form):
    corrections.withdraw(article, why(), "2031-7")
    for url in (f"/articles/{article.public_id}.{form}", reverse("report", args=[article.public_id])):
        assert client.get(url).status_code == 410


def test_a_lifted_delisting_lists_it_again_where_it_stood_with_what_continues_it(client, article):
    rest = factories.article(article.page, "续文。", continues=article)
    made = corrections.delist(article, why(), "2031-9")
    corrections.lift(made, "主编")
    back = Article.objects.get(public_id=article.public_id)
    assert (back.position, Article.objects.get(pk=rest.pk).continues) == (1, back)
    assert "X-Robots-Tag" not in client.get(article.get_absolute_url())
    assert "禾东篱到会" in client.get(reverse("articles")).content.decode()


def test_every_suppression_is_also_logged_outside_the_database(article, caplog):
    made = corrections.delist(article, why(), "2031-9")
    corrections.lift(made, "主编")
    assert [line.getMessage().partition(" ")[0] for line in caplog.records] == ["delist", "lifted"]
    assert f"article={article.public_id} request='2031-9'" in caplog.text


def test_lifting_brings_it_back_as_it_was(client, article):
    columns = ("headline", "paragraphs", "position", "public_id")
    before = Article.objects.filter(pk=article.pk).values(*columns).get()
    made = corrections.withdraw(article, why(), "2031-7")
    corrections.lift(made, "主编")
    assert (
        Article.objects.filter(headline="禾东篱到会").values("headline", "paragraphs", "position", "public_id").get()
        == before
    )
    assert Appearance.objects.get().official.name == "禾东篱"
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_masked_name_is_nowhere_in_the_article_not_even_in_its_source(client, article):
    other = Article.objects.exclude(pk=article.pk).get()
    corrections.mask(article, "禾东篱", why(), "2031-8")
    article.refresh_from_db()
    assert (article.headline, article.body) == ("禾某某到会", ["本报讯 县长禾某某到会。"])
    shown = client.get(article.get_absolute_url()).content.decode()
    assert "禾某某" in shown
    assert "禾东" not in shown.replace(other.display_title, "")
    assert not article.appearances.exists()
    assert list(search(Article.objects.all(), "禾东篱")) == [other]


def test_who_is_recognised_only_after_the_mask_does_not_appear_either(article):
    official = Official.objects.get()
    Appearance.objects.all().delete()
    corrections.mask(article, "禾东篱", why(), "2031-8")
    factories.appearance(official, article, spans=[[0, 6, 9]])  # as recognised in the text without the mask
    corrections.replay_findings([Article.objects.get(pk=article.pk)])
    assert not Appearance.objects.filter(article=article).exists()


def test_nor_in_another_print_whose_text_an_editor_has_rid_of_the_name(article):
    corrections.mask(article, "禾东篱", why(), "2031-8")
    copy = factories.article(factories.page(factories.issue("2031-05-07")), "本报讯 县长禾东篱到会。")
    Article.objects.filter(pk=copy.pk).update(fingerprint=article.fingerprint)
    corrections.record(copy, {"paragraphs": [{"text": "本报讯 县长到会。", "role": "body"}]}, why())
    factories.appearance(Official.objects.get(), copy, spans=[])
    corrections.replay_findings([Article.objects.get(pk=copy.pk)])
    assert not Appearance.objects.filter(article=copy).exists()


def test_a_mask_is_lifted(article):
    made = corrections.mask(article, "禾东篱", why(), "2031-8")
    corrections.lift(made, "主编")
    article.refresh_from_db()
    assert article.headline == "禾东篱到会"
    assert article.appearances.get().spans == [[0, 6, 9]]


def test_a_mask_of_a_name_that_is_not_there_is_refused(article):
    with pytest.raises(ValidationError):
        corrections.mask(article, "麦西畴", why(), "2031-8")


def test_a_suppression_without_a_request_is_refused(article):
    with pytest.raises(ValidationError):
        corrections.withdraw(article, why(), " ")
    assert Article.objects.filter(pk=article.pk).exists()


class TestReadingAnew:
    STORY = "温县召开防汛会议\n\n本报讯 近日，温县县委书记禾东篱主持召开防汛会议，安排部署防汛工作，并到一线检查。\n"

    @pytest.fixture
    def folder(self, tmp_path):
        load_places()
        (tmp_path / "a.txt").write_text("要闻\n\n2021年6月4日 星期五\n\n" + self.STORY, encoding="utf-8")
        self.take(tmp_path)
        return tmp_path

    @staticmethod
    def take(folder) -> None:
        import_sources(list(find_sources([folder])), Options())

    def test_a_withdrawn_article_stays_away(self, folder):
        corrections.withdraw(Article.objects.get(), why(), "2031-7")
        read_again(SourceFile.objects.all())
        assert not Article.objects.exists()

    def test_also_where_its_text_comes_in_another_file(self, folder):
        corrections.withdraw(Article.objects.get(), why(), "2031-7")
        (folder / "b.txt").write_text("二版\n\n2021年6月4日 星期五\n\n" + self.STORY, encoding="utf-8")
        self.take(folder)
        assert SourceFile.objects.count() == 2
        assert not Article.objects.exists()

    def test_a_delisted_article_stays_unlisted_here_and_in_another_file_and_shows_what_is_read_now(
        self, client, folder
    ):
        article = Article.objects.get()
        corrections.delist(article, why(), "2031-9")
        read_again(SourceFile.objects.all())
        (folder / "b.txt").write_text("二版\n\n2021年6月4日 星期五\n\n" + self.STORY, encoding="utf-8")
        self.take(folder)
        assert not Article.objects.exists()
        assert "主持召开防汛会议" in client.get(article.get_absolute_url()).content.decode()
        assert Suppression.objects.delisted().count() == 2

    def test_a_masked_name_stays_masked(self, folder):
        corrections.mask(Article.objects.get(), "禾东篱", why(), "2031-8")
        read_again(SourceFile.objects.all())
        assert "禾东篱" not in "".join(Article.objects.get().body)
        assert not Appearance.objects.filter(name="禾东篱").exists()
