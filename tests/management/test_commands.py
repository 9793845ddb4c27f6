"""What commands do for whoever uses them in a shell."""

import io
import subprocess
import sys

import factories
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command


def test_a_reader_who_has_seen_enough_of_the_output_gets_no_traceback() -> None:
    pages = map(str, (settings.FIXTURES / "pages").iterdir())
    command = [sys.executable, "manage.py", "read_page", "--format", "json", *pages]
    with subprocess.Popen(
        command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as reading:
        assert reading.stdout is not None and reading.stderr is not None
        assert reading.stdout.readline() == "{\n"
        reading.stdout.close()
        assert "Traceback" not in reading.stderr.read()
    assert reading.returncode == 141


@pytest.mark.django_db
def test_an_export_that_cannot_be_written_leaves_nothing_behind(tmp_path) -> None:
    factories.article(factories.page(factories.issue()))
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(CommandError, match="是文件夹"):
        call_command("export_articles", output=folder, stderr=io.StringIO())
    with pytest.raises(CommandError, match="无法写入"):
        call_command("export_articles", output=tmp_path / "nowhere" / "a.jsonl", stderr=io.StringIO())
    assert list(tmp_path.iterdir()) == [folder]
