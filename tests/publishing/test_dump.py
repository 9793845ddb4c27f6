"""The whole archive as files."""

import json
import subprocess
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Post, Tenure
from tests import factories

# The dump sees one moment of the archive, which only a transaction of its own can promise.
pytestmark = pytest.mark.django_db(transaction=True)


def lines_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def dump(directory):
    said = StringIO()
    call_command("dump_archive", str(directory), stdout=said)
    return said.getvalue()


def check_of(directory):
    """What the usual program says of the checksums."""
    command = ["sha256sum", "-c", "SHA256SUMS"]
    return subprocess.run(command, cwd=directory, capture_output=True, check=False, env={"LC_ALL": "C"})


def test_a_dump_holds_everything_and_its_checksums_hold(tmp_path):
    county = factories.place("禾丰县", slug="hefeng", code="9901")
    factories.place("柳塘镇", "town", slug="liutang", parent=county)
    issue = factories.issue("2030-12-28", slug="2030-12-28", date_basis="inferred", date_evidence=["昨日为12月27日"])
    page = factories.page(issue)
    article = factories.article(page, "禾丰县县长禾东篱出席。")
    official = factories.official("禾东篱")
    factories.appearance(official, article)
    factories.official("无人见")  # whom no article shows
    post = Post.objects.create(place=county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    Tenure.objects.create(official=official, post=post, first_seen="2030-12-28", last_seen="2030-12-28")
    factories.term(official, post, source_url="")
    factories.term(factories.official("不再显示"), post, is_shown=False)

    said = dump(tmp_path / "new" / "dump")

    made = tmp_path / "new" / "dump"
    assert said.splitlines() == [
        "articles.jsonl 1",
        "issues.jsonl 1",
        "officials.jsonl 1",
        "posts.jsonl 1",
        "places.jsonl 2",
    ]
    assert [row["id"] for row in lines_of(made / "articles.jsonl")] == [article.public_id]
    (found,) = lines_of(made / "issues.jsonl")
    assert (found["id"], found["date"], found["date_basis"]) == ("2030-12-28", "2030-12-28", "inferred")
    assert found["pages"] == [{"number": "A01", "name": "要闻", "source": page.source.sha256}]
    (person,) = lines_of(made / "officials.jsonl")
    assert person["name"] == "禾东篱" and person["url"].endswith(official.get_absolute_url())
    days = {"first_seen": "2030-12-28", "last_seen": "2030-12-28", "started": "", "ended": "", "over_by": ""}
    assert person["tenures"] == [{"post": {"id": post.pk, "name": "禾丰县县长"}, **days}]
    (told,) = person["registered"]
    source = {"title": "云川县志", "url": "", "date": "2032-01", "citation": "云川县志[Z]. 2032-01."}
    assert (told["post"]["id"], told["since"], told["until"], told["source"]) == (post.pk, "2029-03", "2031", source)
    assert [(row["id"], row["place"]) for row in lines_of(made / "posts.jsonl")] == [(post.pk, "hefeng")]
    assert [(row["name"], row["parent"]) for row in lines_of(made / "places.jsonl")] == [
        ("禾丰县", ""),
        ("柳塘镇", "hefeng"),
    ]
    assert "- articles.jsonl: 1\n" in (made / "README.md").read_text(encoding="utf-8")
    listed = {line.split("  ")[1] for line in (made / "SHA256SUMS").read_text().splitlines()}
    assert listed == {path.name for path in made.iterdir()} - {"SHA256SUMS"}
    assert check_of(made).returncode == 0
    (made / "places.jsonl").write_text("")
    assert b"places.jsonl: FAILED" in check_of(made).stdout


def test_a_directory_that_exists_is_left_alone(tmp_path):
    (tmp_path / "kept").write_text("x")
    with pytest.raises(CommandError, match="已经存在"):
        dump(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommandError, match="file/dump"):
        dump(tmp_path / "file" / "dump")
