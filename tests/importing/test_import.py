"""Importing as its users see it: what goes in, what is refused, what a second run changes, what a crash leaves."""

import io
import os
import signal
import subprocess
import sys
import time
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from articles.importing.reader import Options
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import Appearance, Article, ArticlePlace, ImportRun, Issue, Official, Page, ReviewItem, SourceFile
from tests.places import load_places


def page(day: str, *stories: tuple[str, str]) -> str:
    """A page dump that prints its date and sets each headline above its body."""
    head = f"要闻\n\n{day} 星期{'一二三四五六日'[date.fromisoformat(iso(day)).weekday()]}\n\n"
    return head + "\n\n".join(f"{headline}\n\n{body}" for headline, body in stories) + "\n"


def iso(day: str) -> str:
    year, month, rest = day.replace("年", "-").replace("月", "-").split("-")
    return f"{year}-{int(month):02}-{int(rest.rstrip('日')):02}"


FLOOD = (
    "孟州市召开防汛工作会议",
    "本报讯（记者钱小满） 6月3日上午，孟州市委书记冯远山主持召开防汛工作会议，安排部署全市防汛工作。"
    "孟州市委副书记、市长韩秋云出席会议并讲话。\n\n"
    "冯远山强调，各乡镇要压实责任，落实各项防汛措施，确保人民群众安全度汛。",
)
HARVEST = (
    "温县夏粮丰收在望",
    "本报讯（通讯员郑小禾） 连日来，温县各乡镇组织农机手抢收小麦。\n\n"
    "在祥云镇，种粮大户孙老根说，今年的收成比去年好，全家人都很高兴，过几天就能全部归仓。",
)


@pytest.fixture
def gazetteer(db):
    load_places()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(page("2021年6月4日", FLOOD, HARVEST), encoding="utf-8")
    (tmp_path / "b.txt").write_text(page("2021年6月5日", HARVEST), encoding="utf-8")
    return tmp_path


def run(folder, **options):
    return import_sources(list(find_sources([folder])), Options(**options))


def rows() -> dict[str, list]:
    """Everything an import writes, without the keys that the database deals out."""
    return {
        "sources": list(SourceFile.objects.order_by("sha256").values_list("sha256", "name", "text")),
        "issues": list(Issue.objects.order_by("slug").values_list("slug", "date", "date_basis", "newspaper")),
        "pages": list(Page.objects.order_by("issue__slug", "position").values_list("number", "name", "position")),
        "articles": list(
            Article.objects.order_by("public_id").values_list("public_id", "position", "headline", "paragraphs", "date")
        ),
        "appearances": list(
            Appearance.objects.order_by("article__public_id", "name").values_list("name", "title", "roles", "spans")
        ),
        "officials": sorted(Official.objects.values_list("name", flat=True)),
        "places": list(
            ArticlePlace.objects.order_by("article__public_id", "place__slug").values_list("place__slug", "primary")
        ),
        "review": sorted(ReviewItem.objects.values_list("key", flat=True)),
    }


@pytest.mark.django_db
def test_a_folder_of_pages_becomes_issues_articles_officials_and_places(gazetteer, folder):
    report = run(folder)
    assert [(outcome.status, outcome.articles) for outcome in report.outcomes] == [("new", 2), ("new", 1)]
    assert [issue.slug for issue in Issue.objects.order_by("date")] == ["2021-06-04", "2021-06-05"]
    flood = Article.objects.get(headline=FLOOD[0])
    assert flood.reporters == ["钱小满"]
    assert {(a.name, a.title, a.jurisdiction.name) for a in flood.appearances.all()} == {
        ("冯远山", "孟州市委书记", "孟州市"),
        ("韩秋云", "孟州市委副书记、市长", "孟州市"),
    }
    assert [link.place.name for link in flood.article_places.filter(primary=True)] == ["孟州市"]


@pytest.mark.django_db
def test_people_without_public_office_never_become_officials(gazetteer, folder):
    run(folder)
    assert not Official.objects.filter(name__in=["孙老根", "郑小禾", "钱小满"]).exists()


@pytest.mark.django_db
def test_the_same_bytes_again_change_nothing_under_any_name(gazetteer, folder):
    run(folder)
    before = rows()
    (folder / "a.txt").rename(folder / "c.txt")
    report = run(folder)
    assert [outcome.status for outcome in report.outcomes] == ["same", "same"]
    assert rows() == before


@pytest.mark.django_db
def test_a_dry_run_reports_what_it_would_store_and_stores_nothing(gazetteer, folder):
    report = run(folder, dry_run=True)
    assert [outcome.articles for outcome in report.outcomes] == [2, 1]
    assert not any(model.objects.exists() for model in (SourceFile, Issue, Article, Official, ImportRun))


@pytest.mark.django_db
def test_bad_files_are_refused_by_name_and_the_others_go_in(gazetteer, folder):
    (folder / "0-empty.txt").write_bytes(b"")
    (folder / "1-binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "2-novel.txt").write_text("一\n二\n三\n", encoding="utf-8")
    report = run(folder)
    assert {o.name: o.status for o in report.outcomes} == {
        "0-empty.txt": "refused",
        "1-binary.txt": "refused",
        "2-novel.txt": "refused",
        "a.txt": "new",
        "b.txt": "new",
    }
    assert all(o.reason and o.remedy for o in report.outcomes if o.status == "refused")
    assert SourceFile.objects.count() == 2
    recorded = ImportRun.objects.get()
    assert (recorded.new, recorded.refused) == (2, 3)
    assert recorded.files[0]["reason"] == report.outcomes[0].reason


@pytest.mark.django_db
def test_pages_of_one_printed_day_meet_in_one_issue_in_page_order(gazetteer, tmp_path):
    for name, number, story in (("1.txt", "A03", HARVEST), ("2.txt", "A02", FLOOD)):
        text = page("2021年6月4日", story).replace("要闻", f"{number}版 要闻", 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
    run(tmp_path)
    issue = Issue.objects.get()
    assert [(p.number, p.position) for p in issue.pages.all()] == [("A02", 1), ("A03", 2)]
    assert [a.headline for a in issue.articles.order_by("position")] == [FLOOD[0], HARVEST[0]]


@pytest.mark.django_db
def test_a_given_day_is_used_where_the_page_prints_none(gazetteer, tmp_path):
    (tmp_path / "a.txt").write_text(f"{FLOOD[0]}\n\n{FLOOD[1]}\n", encoding="utf-8")
    run(tmp_path, day=date(2021, 6, 4), newspaper="某某日报")
    issue = Issue.objects.get()
    assert (issue.date, issue.date_basis, issue.newspaper) == (date(2021, 6, 4), "given", "某某日报")


@pytest.mark.django_db
def test_inferred_days_never_pull_sources_together(gazetteer, tmp_path):
    for name, story in (("a.txt", FLOOD), ("b.txt", HARVEST)):
        body = story[1].replace("连日来", "6月3日").replace("6月3日", "2021年6月3日")
        (tmp_path / name).write_text(f"{story[0]}\n\n{body}\n", encoding="utf-8")
    run(tmp_path)
    assert {issue.date_basis for issue in Issue.objects.all()} == {"inferred"}
    assert Issue.objects.count() == 2


@pytest.mark.django_db
def test_the_command_names_refused_files_and_says_so_in_its_exit_status(gazetteer, folder):
    (folder / "empty.txt").write_bytes(b"")
    out = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("import_pages", folder, jobs=2, stdout=out)
    assert stopped.value.code == 1
    assert "empty.txt" in out.getvalue()
    assert "2021-06-04" in out.getvalue()


def command(folder) -> subprocess.Popen:
    """An import in a process of its own, working on the test database."""
    code = (
        "import django; django.setup();"
        "from django.conf import settings; from django.db import connection;"
        f"connection.settings_dict['NAME'] = {connection.settings_dict['NAME']!r};"
        "from django.core.management import call_command;"
        f"call_command('import_pages', {str(folder)!r}, jobs=1)"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.fixture
def many(tmp_path):
    """Twelve pages, each with its own day."""
    for number in range(1, 13):
        (tmp_path / f"{number:02}.txt").write_text(page(f"2021年6月{number}日", FLOOD, HARVEST), encoding="utf-8")
    return tmp_path


@pytest.fixture
def clean(transactional_db, many):
    """The rows of an undisturbed import, then an empty archive again."""
    load_places()
    run(many)
    expected = rows()
    call_command("flush", interactive=False, stdout=io.StringIO())
    load_places()
    return expected


def test_an_import_killed_at_any_moment_and_run_again_ends_as_a_clean_one(clean, many):
    killed = 0
    for share in (1, 5, 9):
        process = command(many)
        while process.poll() is None and SourceFile.objects.count() < share:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed += SourceFile.objects.count() < len(clean["sources"])
    assert killed, "no run was stopped half way, so this test showed nothing"
    assert command(many).wait() == 0
    assert rows() == clean


def test_two_imports_of_one_folder_at_once_end_as_one(clean, many):
    first, second = command(many), command(many)
    assert (first.wait(), second.wait()) == (0, 0)
    assert rows() == clean
