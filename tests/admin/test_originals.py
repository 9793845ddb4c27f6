"""Source files and runs of the importer: originals for who may have them, and the time as it was on the clock."""

from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import ImportRun, SourceFile
from articles.roles import CHIEF, EDITOR
from tests import factories

pytestmark = pytest.mark.django_db

BYTES = "本报讯 县长禾东篱到会。<script>".encode("gb18030")


@pytest.fixture
def source() -> SourceFile:
    source = factories.page(factories.issue()).source
    SourceFile.objects.filter(pk=source.pk).update(content=BYTES, name='第1版\n"甲".txt')
    return source


def url(source: SourceFile) -> str:
    return reverse("admin:articles_sourcefile_original", args=[source.pk])


def test_a_chief_editor_downloads_the_bytes_as_they_came_and_the_history_says_so(login, source):
    client = login(CHIEF)
    change = reverse("admin:articles_sourcefile_change", args=[source.pk])
    assert url(source) in client.get(change).content.decode()
    answer = client.get(url(source))
    assert answer.content == BYTES
    assert answer["Content-Type"] == "application/octet-stream" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment;") and "no-store" in answer["Cache-Control"]
    assert (LogEntry.objects.get().user.username, LogEntry.objects.get().object_id) == (CHIEF, str(source.pk))
    assert "下载了原件" in client.get(reverse("admin:articles_sourcefile_history", args=[source.pk])).content.decode()


def test_who_may_not_put_back_what_was_taken_out_is_not_offered_the_original(login, source):
    change = login(EDITOR).get(reverse("admin:articles_sourcefile_change", args=[source.pk]))
    assert change.status_code == 200 and url(source) not in change.content.decode()


def test_an_unknown_source_is_not_found(login):
    assert login(CHIEF).get("/admin/articles/sourcefile/999/original/").status_code == 404


def test_a_run_is_named_by_the_time_on_the_clock():
    run = ImportRun.objects.create(tool_version="1")
    run.started_at = datetime(2031, 5, 6, 17, 30, tzinfo=UTC)
    assert str(run) == "2031-05-07 01:30"
