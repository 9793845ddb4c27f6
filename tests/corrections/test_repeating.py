"""After an older backup was restored, one command takes out again what was taken out since, from a file outside the
database."""

import json
import stat

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection

from articles import corrections
from articles.corrections import Decision
from articles.importing.reader import Options
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import Appearance, Article, Suppression
from tests import factories
from tests.places import load_places

pytestmark = pytest.mark.django_db


def why():
    return Decision(who="主编", reason="本人申请")


@pytest.fixture
def journal(settings, tmp_path):
    settings.SUPPRESSION_LOG = tmp_path / "kept" / "suppressions.jsonl"
    return settings.SUPPRESSION_LOG


@pytest.fixture
def article():
    page = factories.page(factories.issue())
    made = factories.article(page, "本报讯 县长禾东篱到会。", headline="禾东篱到会")
    factories.appearance(factories.official(), made)
    return made


def repeat(capsys, *files) -> str:
    call_command("repeat_suppressions", *files)
    return capsys.readouterr().out


def steps_in(journal) -> list[dict]:
    return [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines() if line]


def test_every_step_is_a_line_that_only_the_owner_reads(journal, article):
    made = corrections.mask(article, "禾东篱", why(), "2031-8")
    corrections.lift(made, "副主编")
    kept = [(step["step"], step["article"], step["name"], step["who"]) for step in steps_in(journal)]
    assert kept == [("mask", article.public_id, "禾东篱", "主编"), ("lifted", article.public_id, "禾东篱", "副主编")]
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600


def test_what_cannot_be_logged_is_not_done(settings, tmp_path, article):
    settings.SUPPRESSION_LOG = tmp_path  # a folder
    with pytest.raises(ValidationError):
        corrections.withdraw(article, why(), "2031-7")
    assert Article.objects.filter(pk=article.pk).exists()
    assert not Suppression.objects.exists()


def test_withdrawing_delisting_masking_and_lifting_are_done_again_in_order(client, journal, article, capsys):
    others = [factories.article(article.page, "麦西畴说。", headline=f"其{number}") for number in range(3)]
    backup = connection.savepoint()
    corrections.withdraw(article, why(), "2031-1")
    corrections.delist(others[0], why(), "2031-2")
    corrections.mask(others[1], "麦西畴", why(), "2031-3")
    corrections.lift(corrections.withdraw(others[2], why(), "2031-4"), "主编")
    done = sorted(
        Suppression.objects.values_list("kind", "article", "name", "request_number", "reason", "who", "batch")
    )
    connection.savepoint_rollback(backup)
    assert client.get(article.get_absolute_url()).status_code == 200
    said = repeat(capsys)
    assert "已重做 5" in said and "麦西畴" not in said
    again = Suppression.objects.values_list("kind", "article", "name", "request_number", "reason", "who", "batch")
    assert sorted(again) == done
    assert client.get(article.get_absolute_url()).status_code == 410
    assert client.get(others[0].get_absolute_url())["X-Robots-Tag"] == "noindex"
    assert Article.objects.get(public_id=others[1].public_id).body == ["麦某某说。"]
    assert Article.objects.filter(public_id=others[2].public_id).exists()
    corrections.lift(Suppression.objects.get(kind="withdraw", article=article.public_id), "主编")
    assert client.get(article.get_absolute_url()).status_code == 200


def test_repeating_twice_and_without_need_changes_nothing(journal, article, capsys):
    corrections.withdraw(article, why(), "2031-1")
    before = list(Suppression.objects.values())
    said = repeat(capsys)
    assert "已在库中 1" in said and "已重做 0" in said
    assert list(Suppression.objects.values()) == before


def test_a_backup_from_before_lifting_is_lifted(journal, article, capsys):
    made = corrections.withdraw(article, why(), "2031-1")
    backup = connection.savepoint()
    corrections.lift(made, "主编")
    connection.savepoint_rollback(backup)
    repeat(capsys)
    assert Article.objects.filter(public_id=article.public_id).exists()


def test_logs_of_several_machines_are_taken_in_the_order_of_time(journal, article, settings, tmp_path, capsys):
    backup = connection.savepoint()
    made = corrections.withdraw(article, why(), "2031-1")
    settings.SUPPRESSION_LOG = tmp_path / "other.jsonl"
    corrections.lift(made, "主编")
    connection.savepoint_rollback(backup)
    repeat(capsys, tmp_path / "other.jsonl", journal)
    assert Article.objects.filter(public_id=article.public_id).exists()


def test_what_cannot_be_done_is_named_and_the_rest_is_done(journal, article, capsys):
    other = factories.article(article.page, "别的报道。")
    backup = connection.savepoint()
    corrections.mask(article, "禾东篱", why(), "2031-1")
    corrections.withdraw(other, why(), "2031-2")
    connection.savepoint_rollback(backup)
    corrections.record(article, {"headline": "到会", "paragraphs": [{"text": "到会。", "role": "body"}]}, why())
    with journal.open("a", encoding="utf-8") as log:
        log.write('\n{"torn')
    with pytest.raises(SystemExit):
        call_command("repeat_suppressions")
    said = capsys.readouterr().out
    assert f"✗ 隐去姓名 {article.public_id} 2031-1" in said and "行读不出" in said
    assert not Article.objects.filter(pk=other.pk).exists()


def test_a_line_after_a_torn_one_is_read(journal, article, capsys):
    journal.parent.mkdir()
    journal.write_text('{"torn', encoding="utf-8")
    backup = connection.savepoint()
    corrections.withdraw(article, why(), "2031-1")
    connection.savepoint_rollback(backup)
    with pytest.raises(SystemExit):
        call_command("repeat_suppressions")
    assert not Article.objects.filter(pk=article.pk).exists()


def test_a_line_whose_time_lost_its_zone_by_hand_is_named_and_the_rest_is_done(journal, article, capsys):
    other = factories.article(article.page, "别的报道。")
    backup = connection.savepoint()
    corrections.withdraw(article, why(), "2031-1")
    corrections.withdraw(other, why(), "2031-2")
    connection.savepoint_rollback(backup)
    journal.write_text(journal.read_text(encoding="utf-8").replace("+00:00", "", 1), encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("repeat_suppressions")
    assert f"{journal} 第 2 行读不出" in capsys.readouterr().out
    assert list(Article.objects.all()) == [article]


def test_a_missing_log_is_an_error_that_names_it(journal):
    with pytest.raises(CommandError, match=r"suppressions\.jsonl"):
        call_command("repeat_suppressions")


class TestArticlesThatCameAfterTheBackup:
    """They are not in the restored archive; what was taken out of them is taken out as soon as they are read again."""

    STORY = "温县召开防汛会议\n\n本报讯 近日，温县县委书记禾东篱主持召开防汛会议，安排部署防汛工作，并到一线检查。\n"

    @pytest.fixture
    def folder(self, tmp_path, journal):
        load_places()
        (tmp_path / "pages").mkdir()
        (tmp_path / "pages" / "a.txt").write_text("要闻\n\n2021年6月4日 星期五\n\n" + self.STORY, encoding="utf-8")
        return tmp_path / "pages"

    def take(self, folder) -> None:
        import_sources(list(find_sources([folder])), Options())

    def repeated_before_reading(self, folder, capsys, take_out) -> str:
        """The public id of an article that was read and taken out, both after the backup."""
        backup = connection.savepoint()
        self.take(folder)
        public_id = Article.objects.get().public_id
        take_out(Article.objects.get())
        connection.savepoint_rollback(backup)
        assert "读到时即照办 1" in repeat(capsys)
        self.take(folder)
        return public_id

    def test_withdrawn(self, client, folder, capsys):
        public_id = self.repeated_before_reading(folder, capsys, lambda row: corrections.withdraw(row, why(), "7"))
        assert not Article.objects.exists()
        assert client.get(f"/articles/{public_id}/").status_code == 410
        made = Suppression.objects.get()
        corrections.lift(made, "主编")
        assert Article.objects.get().public_id == public_id

    def test_masked(self, folder, capsys):
        self.repeated_before_reading(folder, capsys, lambda row: corrections.mask(row, "禾东篱", why(), "8"))
        article = Article.objects.get()
        assert "禾某某" in "".join(article.body) and "禾东篱" not in "".join(article.body)
        assert not Appearance.objects.filter(name="禾东篱").exists()
        corrections.lift(Suppression.objects.get(), "主编")
        assert Appearance.objects.get().name == "禾东篱"

    def test_masked_delisted_and_then_withdrawn_until_all_is_lifted(self, client, folder, capsys):
        backup = connection.savepoint()
        self.take(folder)
        public_id = Article.objects.get().public_id
        corrections.mask(Article.objects.get(), "禾东篱", why(), "7")
        corrections.delist(Article.objects.get(), why(), "8")
        corrections.withdraw(corrections.delisted_article(public_id), why(), "9")
        connection.savepoint_rollback(backup)
        assert "读到时即照办 3" in repeat(capsys)
        self.take(folder)
        url = f"/articles/{public_id}/"
        assert client.get(url).status_code == 410
        corrections.lift(Suppression.objects.get(kind="withdraw"), "主编")
        unlisted = client.get(url)
        assert unlisted["X-Robots-Tag"] == "noindex" and "禾东篱" not in unlisted.content.decode()
        corrections.lift(Suppression.objects.get(kind="delist"), "主编")
        assert "禾东篱" not in client.get(url).content.decode()
        corrections.lift(Suppression.objects.get(kind="mask"), "主编")
        assert "禾东篱" in client.get(url).content.decode()

    def test_what_a_reading_takes_out_by_its_text_is_a_line_once_it_is_stored(
        self, folder, journal, django_capture_on_commit_callbacks
    ):
        self.take(folder)
        corrections.withdraw(Article.objects.get(), why(), "8")
        (folder / "b.txt").write_text("二版\n\n2021年6月4日 星期五\n\n" + self.STORY, encoding="utf-8")
        with django_capture_on_commit_callbacks(execute=True):
            import_sources(list(find_sources([folder])), Options(dry_run=True))
        assert len(steps_in(journal)) == 1
        with django_capture_on_commit_callbacks(execute=True):
            self.take(folder)
        assert [step["article"] for step in steps_in(journal)] == list(
            Suppression.objects.order_by("pk").values_list("article", flat=True)
        )
        assert len(steps_in(journal)) == 2

    def test_masked_in_another_file_with_the_same_text(self, folder, journal):
        self.take(folder)
        corrections.mask(Article.objects.get(), "禾东篱", why(), "8")
        (folder / "b.txt").write_text("二版\n\n2021年6月4日 星期五\n\n" + self.STORY, encoding="utf-8")
        self.take(folder)
        assert Article.objects.count() == 2
        assert not any("禾东篱" in "".join(article.body) for article in Article.objects.all())
        assert not Appearance.objects.filter(name="禾东篱").exists()
        assert Suppression.objects.count() == 2
