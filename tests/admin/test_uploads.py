"""Importing from a browser: a trial that stores nothing, then the import of the command, file by file."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.admin import uploads
from articles.admin.stash import Stash
from articles.importing.report import Report
from articles.importing.run import import_each
from articles.models import Article, ImportRun, Issue, SourceFile
from articles.roles import CHIEF, EDITOR, VIEWER
from tests.places import load_places

pytestmark = pytest.mark.django_db

URL = "/admin/import/"
STORY = "清源县召开防汛会议\n\n本报讯（记者钱小满） 6月3日上午，清源县召开防汛工作会议，安排部署全县防汛工作。\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.UPLOADS = tmp_path / "uploads"
    return settings.UPLOADS


@pytest.fixture
def chief(login):
    return login(CHIEF)


def page(day: str = "2021年6月4日 星期五", story: str = STORY) -> bytes:
    return f"要闻\n\n{day}\n\n{story}".encode()


def send(client, *files: tuple[str, bytes], **values: str):
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(URL, {"sources": sent} | values)


def said(answer) -> str:
    """The whole page, streamed or not."""
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def run(client) -> str:
    return said(client.post(URL, {"step": "import"}))


def test_pages_are_tried_first_and_imported_when_the_editor_is_content(chief):
    tried = said(send(chief, ("0604.txt", page()), newspaper="青川日报"))
    assert "0604.txt" in tried and "2021年6月4日" in tried and "这是试读，没有入库" in tried
    assert (SourceFile.objects.count(), ImportRun.objects.count()) == (0, 0)
    assert "0604.txt" in said(chief.get(URL))
    done = run(chief)
    (issue,) = Issue.objects.all()
    assert (issue.newspaper, issue.date) == ("青川日报", date(2021, 6, 4))
    assert Article.objects.get().headline == "清源县召开防汛会议"
    assert f'href="{issue.get_absolute_url()}"' in done and f'href="{reverse("review")}"' in done
    assert (ImportRun.objects.get().new, ImportRun.objects.get().finished_at is None) == (1, False)
    assert "0604.txt" not in said(chief.get(URL))


def test_a_day_that_no_page_prints_is_given(chief):
    send_it = send(chief, ("a.txt", STORY.encode()), newspaper="青川日报", day="2021-06-04")
    assert "导入时给出" in said(send_it)
    run(chief)
    assert [(issue.date, issue.date_basis) for issue in Issue.objects.all()] == [(date(2021, 6, 4), "given")]


def test_what_cannot_be_read_is_refused_by_name_with_a_remedy_while_the_others_go_on(chief):
    hostile = [("a.pdf", b"%PDF-1.7 nothing"), ("b.zip", _bomb()), ("c.txt", b"\x00\x01\x02" * 99), ("d.txt", b"")]
    tried = said(send(chief, *hostile, ("<b>e</b>.txt", page())))
    assert tried.count("<strong>拒收</strong>") == 4
    assert "PDF 已损坏" in tried and "文件是空的" in tried and "<b>e" not in tried
    done = run(chief)
    assert "新增 1 个，更新 0 个；已在库中 0 个，拒收 4 个" in done
    assert Article.objects.count() == 1


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("node_1.html", b" " * (9 << 20))
    return buffer.getvalue()


def test_the_same_file_changes_nothing_and_another_version_goes_on_in_its_place(chief):
    said(send(chief, ("0604.txt", page())))
    run(chief)
    assert "已在库中" in said(send(chief, ("0604.txt", page()))) and "没有可以导入的文件" in said(
        send(chief, ("0604.txt", page()))
    )
    known = Article.objects.get().public_id
    assert "新的版本" in said(send(chief, ("0604.txt", page(story=STORY + "\n会议要求压实责任，备足物资。\n"))))
    run(chief)
    assert Article.objects.get().public_id == known and len(Article.objects.get().body) == 2


def test_two_files_of_one_name_are_two_sources(chief):
    said(send(chief, ("a.txt", page()), ("a.txt", page("2021年6月5日 星期六", STORY.replace("防汛", "抗旱")))))
    run(chief)
    assert SourceFile.objects.filter(name="a.txt").count() == 2


def test_files_that_are_thrown_away_are_neither_imported_nor_kept(chief, folder):
    said(send(chief, ("0604.txt", page())))
    assert chief.post(URL, {"step": "discard"}).status_code == 302
    assert chief.post(URL, {"step": "import"}).status_code == 302
    assert (SourceFile.objects.count(), list(folder.rglob("*.*"))) == (0, [])


def test_what_one_editor_sent_no_other_imports(chief, client, django_user_model):
    said(send(chief, ("0604.txt", page())))
    client.force_login(django_user_model.objects.create_superuser("root"))
    assert "0604.txt" not in said(client.get(URL))
    assert client.post(URL, {"step": "import"}).status_code == 302
    assert SourceFile.objects.count() == 0


@pytest.mark.parametrize("role", [VIEWER, EDITOR])
def test_only_chief_editors_import(login, folder, role):
    client = login(role)
    assert send(client, ("0604.txt", page())).status_code == client.get(URL).status_code == 403
    assert URL not in client.get("/admin/").content.decode() and not folder.exists()


def test_the_front_page_of_the_admin_leads_there(chief):
    assert f'href="{URL}"' in chief.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("files", "values", "why"),
    [
        ([], {}, "这个字段是必填项"),
        ([("a.txt", b"x")] * (uploads.MOST_FILES + 1), {}, "一次最多 40 个文件"),
        ([("a.txt", b"x")], {"day": "昨天"}, "日期"),
    ],
)
def test_what_is_missing_or_too_much_is_said_in_words(chief, files, values, why):
    answer = send(chief, *files, **values)
    assert answer.status_code == 400 and why in said(answer)


def test_more_bytes_than_a_request_should_have_are_refused(chief, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 10)
    assert "这些文件共 1 MB" in said(send(chief, ("a.txt", page())))


def test_whoever_leaves_stops_after_the_file_that_is_being_stored(chief, folder):
    said(send(chief, ("a.txt", page()), ("b.txt", page("2021年6月5日 星期六", STORY.replace("防汛", "抗旱")))))
    stash = Stash(next(folder.iterdir()))
    outcomes = import_each(stash.sources(), stash.options(dry_run=False), Report())
    assert next(outcomes).name == "a.txt"
    outcomes.close()  # as the server closes an answer that nobody reads
    assert [source.name for source in SourceFile.objects.all()] == ["a.txt"]
    assert ImportRun.objects.get().new == 1
    assert "b.txt" in said(chief.get(URL))
    assert "已在库中 1 个" in run(chief)


def test_an_import_that_breaks_off_says_so_and_keeps_the_files(chief, monkeypatch):
    said(send(chief, ("a.txt", page())))

    def gone(*_arguments):
        raise OSError("no space left")

    monkeypatch.setattr(uploads, "import_each", gone)
    assert "中途停下了" in run(chief)
    monkeypatch.undo()
    assert "a.txt" in said(chief.get(URL))


def test_places_and_officials_are_found_as_by_the_command(chief, settings):
    load_places()
    said(send(chief, *[(file.name, file.read_bytes()) for file in sorted((settings.FIXTURES / "pages").iterdir())[:1]]))
    run(chief)
    assert Article.objects.filter(appearances__isnull=False).exists()
