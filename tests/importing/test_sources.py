"""Which files are taken, and that nothing dangerous is opened."""

import io
import os
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.importing import sources
from articles.importing.sources import Source, find_sources
from articles.text.errors import UnreadableInput


def names(*paths: Path) -> list[str]:
    return [source.name for source in find_sources(list(paths))]


def test_folders_give_their_pages_sorted_and_files_are_taken_as_named(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "b/1.md", "a.txt", "notes.docx", ".hidden.txt"):
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == ["a.txt", "b/1.md", "b/2.txt"]
    assert names(tmp_path / "notes.docx") == ["notes.docx"]


def test_a_digital_newspaper_is_one_source_a_folder_wherever_it_lies(tmp_path):
    for name in ("2022-03/31/node_1.htm", "2022-03/31/content_1.htm", "2022-04/01/content_2.htm", "b.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert sorted(names(tmp_path)) == ["2022-03/31", "2022-04/01", "b.pdf"]
    assert names(tmp_path / "2022-03" / "31") == ["31"]
    source = next(iter(find_sources([tmp_path / "2022-03" / "31"])))
    assert source.load() == source.load()


def test_pictures_in_a_mirror_of_a_digital_newspaper_are_not_called_passed_over(tmp_path):
    for name in ("html/22/node_1.htm", "images/22/A01.jpg", "notes.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    others: list[Path] = []
    assert [source.root for source in find_sources([tmp_path], others.append)] == [tmp_path]
    assert others == [tmp_path / "notes.docx"]


def test_pictures_that_belong_to_no_mirror_are_scanned_pages(tmp_path):
    for name in ("1.TIF", "2.png", "3.txt"):
        (tmp_path / name).write_text("x")
    assert sorted(names(tmp_path)) == ["1.TIF", "2.png", "3.txt"]


def test_a_link_that_leads_out_of_its_folder_is_passed_over(tmp_path):
    outside = tmp_path / "secret.txt"
    outside.write_text("x")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.txt").symlink_to(outside)
    others: list[Path] = []
    assert list(find_sources([tmp_path / "pages"], others.append)) == []
    assert others == [tmp_path / "pages" / "page.txt"]


def test_a_name_that_is_no_text_can_still_be_stored_and_shown(tmp_path):
    path = os.fsencode(tmp_path) + b"/bad\xff\nname.txt"
    Path(os.fsdecode(path)).write_text("x")
    assert names(tmp_path) == ["bad��name.txt"]


def refusal(path: Path) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        Source(path, path.name).load()
    return caught.value


def test_what_is_no_ordinary_file_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusal(tmp_path / "pipe.txt").code == "not_a_file"


def test_a_missing_file_is_refused_with_the_systems_reason(tmp_path):
    error = refusal(tmp_path / "gone.txt")
    assert (error.code, error.values) == ("unreadable", {"reason": "No such file or directory"})


def test_a_huge_sparse_file_is_refused_unread(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.truncate(10 * 2**30)
    error = refusal(tmp_path / "huge.txt")
    assert (error.code, error.values) == ("too_large", {"size": 10 * 2**30, "limit": sources.MAX_BYTES})


@pytest.mark.django_db
def test_the_import_says_which_files_of_a_folder_it_did_not_read(tmp_path):
    for name in ("a.docx", "b.docx", "c.gif", "LIES"):
        (tmp_path / name).write_text("x")
    output = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("import_pages", str(tmp_path), stdout=output)
    assert "跳过了文件夹里的 4 个其他文件：.docx 2、.gif 1、无后缀 1" in output.getvalue()
