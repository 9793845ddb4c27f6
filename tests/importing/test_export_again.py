"""An export imported into an empty archive gives the archive that it was written from. All is invented."""

from __future__ import annotations

import io
import json
from pathlib import Path

import factories
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import Count

from articles import corrections
from articles.models import Appearance, Article, ArticlePlace, Official, Place, SourceFile
from articles.reading import read
from articles.text.errors import UnreadableInput
from tests.places import load_places

FIRST = """\
A01版 要闻
2021年5月6日 星期四

云岭县召开春耕生产会议

本报讯（记者张三）5月5日，云岭县召开春耕生产会议，安排部署春耕备播工作。县委书记李四主持会议并讲话。

会议要求，各乡镇要抢抓农时，确（下转第二版①）
"""
SECOND = """\
A02版 综合新闻
2021年5月6日 星期四

（上接A01版①）保春耕生产顺利进行。

县委副书记王五参加会议。

关于征集节水灌溉意见建议的公告

云岭县水利局面向社会公开征集节水灌溉工作意见建议。联系电话：3001234。
"""
UNDATED = """\
白石镇开展河道清淤

本报讯（通讯员赵六）连日来，白石镇组织人员开展河道清淤，改善水环境。
"""
PAGES = {"a.txt": FIRST, "b.txt": SECOND, "c.txt": UNDATED, "d.txt": UNDATED.replace("河道", "沟渠")}


def take_in(*paths: Path) -> str:
    output = io.StringIO()
    call_command("import_pages", *map(str, paths), jobs=1, stdout=output)
    return output.getvalue()


def empty_the_archive() -> None:
    call_command("flush", interactive=False, stdout=io.StringIO())


def exported(path: Path) -> list[dict]:
    call_command("export_articles", output=path, stderr=io.StringIO())
    return [json.loads(line) for line in path.read_text().splitlines()]


def there_and_back(folder: Path) -> tuple[bytes, bytes]:
    """The archive as an export, and the export of an empty archive that took it in."""
    exported(folder / "before.jsonl")
    empty_the_archive()
    load_places()
    take_in(folder / "before.jsonl")
    exported(folder / "after.jsonl")
    return (folder / "before.jsonl").read_bytes(), (folder / "after.jsonl").read_bytes()


BY = corrections.Decision("editor", "checked against the paper")


def correct_findings() -> None:
    """Decide otherwise in every field of officials and places that an export shows."""
    first, second, third, fourth, *_rest = Appearance.objects.exclude(title="").order_by("pk").distinct()
    corrections.record(first, {"title": "云岭县委书记", "titles": ["云岭县委书记"], "roles": ["签约"]}, BY)
    corrections.record(second, {"level": "village", "jurisdiction": Place.objects.filter(level="town")[0].pk}, BY)
    corrections.remove(third, BY)
    loser, winner = Official.objects.listed().order_by("-pk")[:2]
    corrections.merge(loser, winner, BY)
    crowded = Official.objects.annotate(seen=Count("appearances")).order_by("-seen", "pk")[0]
    moved = crowded.appearances.order_by("pk")[0]
    corrections.record(moved, {"official": Official.objects.create(name=moved.name, pinyin="tong ming").pk}, BY)
    article = Article.objects.exclude(event_dates=[]).order_by("pk")[0]
    corrections.record(article, {"event_dates": ["2031-01-02"]}, BY)
    corrections.add_official(article, Official.objects.get(pk=fourth.official_id), BY, title="顾问", level="other")
    corrections.add_place(article, Place.objects.filter(level="county", is_covered=True).order_by("-code")[0], BY)
    corrections.remove(ArticlePlace.objects.filter(place__level="town").order_by("pk")[0], BY)


def correct_texts() -> None:
    """Decide otherwise in the articles themselves."""
    articles = list(Article.objects.order_by("pk"))
    corrections.record(articles[3], {"headline": "云岭春早", "kind": "notice"}, BY)
    corrections.record(articles[4].page, {"name": "云岭新闻"}, BY)
    corrections.record(
        articles[5].page, {"order": [a.public_id for a in articles[5].page.articles.order_by("-pk")]}, BY
    )
    masked = Appearance.objects.order_by("-pk")[0]
    corrections.mask(masked.article, masked.name, BY, "1")
    corrections.split(next(article for article in articles if len(article.body) > 5), 2, BY)
    corrections.delist(articles[-1], BY, "2")
    if continuation := Article.objects.filter(continues__isnull=False).first():
        corrections.record(continuation, {"continues": None}, BY)


@pytest.mark.django_db(transaction=True)
def test_five_pages_come_back_to_the_byte_with_all_that_editors_decided(tmp_path: Path) -> None:
    load_places()
    take_in(settings.FIXTURES / "pages")
    correct_findings()
    correct_texts()
    before, after = there_and_back(tmp_path)
    assert after.decode().splitlines() == before.decode().splitlines()
    call_command("read_again", "--all", stdout=io.StringIO())
    call_command("recognise", "--all", stdout=io.StringIO())
    exported(tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == before, "what an export told stands against later readings"


@pytest.mark.django_db(transaction=True)
def test_an_export_comes_back_whole(tmp_path: Path) -> None:
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text)
    take_in(*(tmp_path / name for name in PAGES))
    Article.objects.filter(source__name="c.txt").update(headline="白石镇清淤忙")  # as an editor leaves it
    before = exported(tmp_path / "before.jsonl")
    assert any(row["continues"] for row in before)
    empty_the_archive()
    take_in(tmp_path / "before.jsonl")
    after = exported(tmp_path / "after.jsonl")
    assert after == before
    assert (tmp_path / "after.jsonl").read_bytes() == (tmp_path / "before.jsonl").read_bytes()


@pytest.mark.django_db
def test_an_export_read_into_its_own_archive_adds_only_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST)
    take_in(tmp_path / "a.txt")
    corrections.record(Article.objects.get(), {"headline": "云岭春早"}, BY)
    (row,) = exported(tmp_path / "before.jsonl")
    assert "早已在库中" in take_in(tmp_path / "before.jsonl")
    assert not SourceFile.objects.filter(form="export").exists()
    other = row | {"paragraphs": ["云岭县召开秋收会议。"], "officials": []}
    (tmp_path / "more.jsonl").write_text("\n".join(map(json.dumps, (row, other, row | {"id": "abcdefgh23"}))))
    take_in(tmp_path / "more.jsonl")
    call_command("read_again", "--all", stdout=io.StringIO())
    after = exported(tmp_path / "after.jsonl")
    assert len(after) == 3 and after[0]["id"] == row["id"] and after[0]["headline"] == "云岭春早"
    assert after[1]["id"] != row["id"], "an id that is taken stays with whom it has"
    assert after[2]["id"] == "abcdefgh23"


def story(text: str, officials: list[dict], number: int = 1) -> dict:
    """A row of an export, from another program's hands as far as this archive knows."""
    spans = {one["name"]: [[0, at := text.index(one["name"]), at + len(one["name"])]] for one in officials}
    told = {"jurisdiction": "温县", "level": "county", "roles": ["出席"]}
    return {
        "id": f"aaaaaaaa{number + 1}a",
        "newspaper": "云岭日报",
        "issue_date": f"2031-05-0{number}",
        "issue_date_basis": "printed",
        "headline": "温县要闻",
        "paragraphs": [text],
        "officials": [told | {"spans": spans[one["name"]]} | one for one in officials],
        "counties": [{"code": "410825", "name": "温县", "primary": True}],
        "places": [],
        "event_dates": [],
    }


def take_in_rows(folder: Path, *rows: dict, name: str = "told.jsonl") -> None:
    (folder / name).write_text("\n".join(map(json.dumps, rows)))
    assert "✗" not in take_in(folder / name)


@pytest.fixture
def gazetteer(db: None) -> None:
    load_places()


def who(name: str) -> list[int]:
    """The officials whom the appearances of a name belong to, oldest article first."""
    return list(Appearance.objects.filter(name=name).order_by("date", "pk").values_list("official_id", flat=True))


def test_the_word_of_an_export_counts_whatever_the_rules_would_say(gazetteer: None, tmp_path: Path) -> None:
    one = {"id": 7, "name": "冯远山", "title": "温县副县长"}
    take_in_rows(
        tmp_path,
        story("温县副县长冯远山出席。", [one]),
        story("温县副县长冯远山讲话。", [one | {"id": 9}], 2),
        story("冯运山到村里走访。", [one | {"name": "冯运山", "title": ""}], 3),
        story("温县政协副主席冯远山调研。", [one | {"title": "温县政协副主席"}], 4),
    )
    assert who("冯远山") == [7, 9, 7] and who("冯运山") == [7]
    later = factories.page(factories.issue("2031-05-20"))
    factories.article(later, "本报讯 温县副县长冯远山主持召开会议。")
    for _again in range(2):
        call_command("recognise", "--all", jobs=1, stdout=io.StringIO())
        assert who("冯远山")[:3] == [7, 9, 7], "no later page takes apart or joins whom an export tells apart or joins"
        assert who("冯远山")[3] not in (7, 9), "which of the two the later page means, nobody can know"


def test_a_later_page_means_the_person_whom_an_export_tells_of(gazetteer: None, tmp_path: Path) -> None:
    take_in_rows(tmp_path, story("温县县长冯远山出席。", [{"id": 7, "name": "冯远山", "title": "温县县长"}]))
    factories.article(factories.page(factories.issue("2031-05-20")), "本报讯 温县县长冯远山主持召开会议。")
    call_command("recognise", "--all", jobs=1, stdout=io.StringIO())
    assert who("冯远山") == [7, 7]
    factories.article(factories.page(factories.issue("2031-05-21")), "本报讯 温县县长韩秋云出席会议。")
    call_command("recognise", jobs=1, stdout=io.StringIO())
    assert who("韩秋云")[0] > 7, "new officials get numbers that no export used"


def test_a_number_that_somebody_has_here_is_not_given_to_another(gazetteer: None, tmp_path: Path) -> None:
    factories.article(factories.page(factories.issue("2031-04-01")), "本报讯 温县县长韩秋云出席会议。")
    call_command("recognise", jobs=1, stdout=io.StringIO())
    (here,) = who("韩秋云")
    take_in_rows(tmp_path, story("温县副县长冯远山出席。", [{"id": here, "name": "冯远山", "title": "温县副县长"}]))
    assert who("韩秋云") == [here]
    assert who("冯远山") != [here]
    take_in_rows(
        tmp_path,
        story("温县县长韩秋云到会。", [{"id": here + 90, "name": "韩秋云", "title": "温县县长"}], 2),
        name="2.jsonl",
    )
    assert who("韩秋云") == [here, here], "one office, one person, whatever number another archive gives"


def test_what_was_taken_out_and_brought_back_is_as_it_was_told(gazetteer: None, tmp_path: Path) -> None:
    row = story("温县县长冯远山出席。", [{"id": 7, "name": "冯远山", "title": "温县县长"}])
    source = {"file": "a.txt", "sha256": "0" * 64, "lines": [[3, 4]]}
    take_in_rows(tmp_path, row | {"event_dates": ["2031-05-01"], "source": source})
    before = exported(tmp_path / "before.jsonl")
    corrections.lift(corrections.delist(Article.objects.get(), BY, "1"), "editor")
    assert exported(tmp_path / "after.jsonl") == before


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("officials", [{"id": 7}], "line 1, officials"),
        ("officials", [{"id": True}], "id 'True'"),
        ("officials", "冯远山", "officials"),
        ("event_dates", ["yesterday"], "event_dates 'yesterday'"),
        ("counties", [{"code": "410825", "name": "", "primary": True}], "name"),
        ("headline", "\0", "headline"),
        ("headline", "\ud800", "headline"),
        ("headline", "长" * 301, "headline"),
    ],
)
def test_a_value_that_the_format_does_not_allow_is_named(part: str, value: object, said: str) -> None:
    row = story("温县县长冯远山出席。", [{"id": 7, "name": "冯远山", "title": "温县县长"}]) | {part: value}
    with pytest.raises(UnreadableInput) as refused:
        read(json.dumps(row).encode(), "told.jsonl")
    assert refused.value.code == "broken_export"
    assert said in f"{refused.value.place} {refused.value.values['reason']}"


@pytest.mark.parametrize("span", [[0, 0, 99], [1, 0, 1], [0, 3, 3], [0, 1], "0"])
def test_a_place_of_a_name_that_is_not_in_the_text_is_refused(span: object) -> None:
    row = story("温县县长冯远山出席。", [{"id": 7, "name": "冯远山", "title": "温县县长", "spans": [span]}])
    with pytest.raises(UnreadableInput, match="spans"):
        read(json.dumps(row).encode(), "told.jsonl")
