"""Reading the archive anew: articles find themselves again, and not one word of an editor is lost."""

import io
import random
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from articles import corrections
from articles.corrections import Decision
from articles.importing import findings as importing_findings
from articles.importing import reader
from articles.importing.reader import Options
from articles.importing.rereading import read_again
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import (
    Appearance,
    Article,
    ArticlePlace,
    Correction,
    ImportRun,
    Issue,
    Page,
    ReviewItem,
    SourceFile,
    Target,
    ValueRead,
)
from tests.places import load_places

WEEKDAYS = "一二三四五六日"
COUNTIES = ("温县", "武陟县", "修武县", "博爱县", "孟州市")
SURNAMES = "赵钱孙李周吴郑王冯陈"
GIVEN = ("远山", "秋云", "立冬", "小满", "长河", "北辰")


@pytest.fixture(autouse=True)
def gazetteer(db):
    load_places()


def why(who="编辑甲"):
    return Decision(who=who, reason="与原报核对")


def day(number: int) -> str:
    printed = date(2021, 6, number)
    return f"2021年6月{number}日 星期{WEEKDAYS[printed.weekday()]}"


def story(number: int) -> tuple[str, str]:
    """An invented story of one county with two officials."""
    county = COUNTIES[number % len(COUNTIES)]
    body = county[-1]
    first = SURNAMES[number % 10] + GIVEN[number % 6]
    second = SURNAMES[(number + 3) % 10] + GIVEN[(number + 1) % 6]
    return (
        f"{county}召开第{number}次防汛工作会议",
        f"本报讯（记者钱一鸣） 近日，{county[:-1]}{body}委书记{first}主持召开第{number}次防汛工作会议，安排部署防汛。"
        f"{county[:-1]}{body}委副书记、{body}长{second}出席会议并讲话。\n\n"
        f"{first}强调，各乡镇要压实责任，落实第{number}次会议确定的各项防汛措施，确保人民群众安全度汛。",
    )


def write(folder, number: int, stories) -> None:
    text = f"要闻\n\n{day(number)}\n\n" + "\n\n".join(f"{headline}\n\n{body}" for headline, body in stories) + "\n"
    (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")


def run(folder):
    return import_sources(list(find_sources([folder])), Options())


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, 1, [story(1), story(2), story(3)])
    return tmp_path


def values() -> dict[str, list]:
    """What readers see, by permanent names."""
    return {
        "issues": list(Issue.objects.order_by("slug").values_list("slug", "date", "date_basis")),
        "articles": list(
            Article.objects.order_by("public_id").values_list(
                "public_id", "position", "headline", "paragraphs", "event_dates", "reporters", "page__number"
            )
        ),
        "appearances": sorted(
            map(repr, Appearance.objects.values_list("article__public_id", "name", "title", "roles", "spans"))
        ),
        "places": sorted(ArticlePlace.objects.values_list("article__public_id", "place__slug", "primary")),
        "review": sorted(ReviewItem.objects.values_list("key", flat=True)),
    }


def test_reading_again_with_the_same_reader_changes_nothing(folder):
    run(folder)
    before = values()
    report = read_again(SourceFile.objects.all())
    assert [(o.status, o.found_again, o.vanished) for o in report.outcomes] == [("changed", 3, 0)]
    assert values() == before


def test_other_bytes_of_the_same_page_are_a_new_version_of_their_source(folder):
    run(folder)
    ids = dict(Article.objects.values_list("headline", "public_id"))
    first = SourceFile.objects.get()
    headline, body = story(2)
    write(folder, 1, [story(9), story(3), (headline, body.replace("安排部署", "研究部署"))])
    report = run(folder)
    assert [(o.status, o.found_again, o.vanished) for o in report.outcomes] == [("changed", 2, 1)]
    assert ImportRun.objects.first().changed == 1
    now = dict(Article.objects.order_by("position").values_list("headline", "public_id"))
    assert list(now) == [story(9)[0], story(3)[0], story(2)[0]]
    assert (now[story(2)[0]], now[story(3)[0]]) == (ids[story(2)[0]], ids[story(3)[0]])
    assert "研究部署" in Article.objects.get(headline=headline).body[0]
    first.refresh_from_db()
    assert first.replaced_by == SourceFile.objects.get(replaced_by=None)
    assert Issue.objects.count() == Page.objects.count() == 1
    gone = ids[story(1)[0]]
    successor = corrections.successor("article", gone)
    assert successor in now.values() or corrections.successor("gone", gone) == "2021-06-01"


def test_a_page_of_another_day_under_the_same_name_is_another_source(folder, tmp_path_factory):
    run(folder)
    other = tmp_path_factory.mktemp("other")
    write(other, 2, [story(7), story(8)])
    (other / "02.txt").rename(other / "01.txt")
    report = run(other)
    assert [o.status for o in report.outcomes] == ["new"]
    assert Article.objects.count() == 5


def test_what_was_given_at_import_is_given_again(tmp_path):
    headline, body = story(1)
    (tmp_path / "a.txt").write_text(f"{headline}\n\n{body}\n", encoding="utf-8")
    import_sources(list(find_sources([tmp_path])), Options(day=date(2021, 6, 4), newspaper="某某日报"))
    read_again(SourceFile.objects.all())
    issue = Issue.objects.get()
    assert (issue.date, issue.date_basis, issue.newspaper) == (date(2021, 6, 4), "given", "某某日报")


@pytest.fixture
def other_reader(monkeypatch):
    """A reader that reads every headline with a mark of its own."""

    def change(mark: str) -> None:
        read = reader.read

        def changed(*args, **kwargs):
            found = read(*args, **kwargs)
            return replace(found, issues=tuple(_issue(issue, mark) for issue in found.issues))

        monkeypatch.setattr(reader, "read", changed)

    return change


def _issue(issue, mark):
    return replace(issue, pages=tuple(_page(page, mark) for page in issue.pages))


def _page(page, mark):
    return replace(page, articles=tuple(_article(article, mark) for article in page.articles))


def _article(article, mark):
    headline = article.heading.headline
    if not headline:
        return article
    marked = (replace(headline[0], text=headline[0].text + mark), *headline[1:])
    return replace(article, heading=replace(article.heading, headline=marked))


def test_where_a_new_reading_differs_the_correction_stands_and_the_queue_asks_once(folder, other_reader):
    run(folder)
    article = Article.objects.first()
    was = article.headline
    (made,) = corrections.record(article, {"headline": "编辑定的标题"}, why())
    other_reader("！")
    read_again(SourceFile.objects.all())
    read_again(SourceFile.objects.all())
    article.refresh_from_db()
    assert article.headline == "编辑定的标题"
    conflict = ReviewItem.objects.get(kind="conflict")
    assert conflict.article == article
    assert all(part in conflict.reason for part in (was, "编辑定的标题", was + "！"))
    corrections.undo(made, who="编辑乙")
    article.refresh_from_db()
    assert article.headline == was + "！"
    assert not ReviewItem.objects.filter(kind="conflict").exists()


def test_a_corrected_article_that_is_read_no_more_is_kept_and_asked_about(folder):
    run(folder)
    article = Article.objects.get(headline=story(1)[0])
    corrections.record(article, {"headline": "编辑定的标题"}, why())
    write(folder, 1, [story(2), story(3)])
    run(folder)
    article.refresh_from_db()
    assert article.headline == "编辑定的标题"
    assert ReviewItem.objects.get(kind="conflict").article == article


def test_a_corrected_day_stands_when_the_page_is_read_again(folder):
    run(folder)
    corrections.record(Issue.objects.get(), {"date": "2021-06-20"}, why())
    read_again(SourceFile.objects.all())
    issue = Issue.objects.get()
    assert (issue.slug, {a.date.day for a in issue.articles.all()}) == ("2021-06-20", {20})
    assert {a.date.day for a in Appearance.objects.all()} == {20}


def test_the_command_names_sources_that_it_does_not_know(folder):
    run(folder)
    out = io.StringIO()
    call_command("read_again", source=["01.txt"], stdout=out)
    assert "01.txt" in out.getvalue()
    with pytest.raises(CommandError, match="没有这些来源"):
        call_command("read_again", source=["none.txt"])


class RandomEditor:
    """Makes one random correction after the other and remembers what each field must show from then on."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.expected: dict[tuple[str, str, str], object] = {}

    def correct(self, number: int) -> None:
        model = self.random.choice([Article, Article, Appearance, Appearance, ArticlePlace, Page])
        row = self.random.choice(list(model.objects.order_by("pk")))
        field, value = self.random.choice(list(self.choices(row, number).items()))
        for made in corrections.record(row, {field: value}, why()):
            self.expected[made.target, made.key, made.field] = made.value

    def choices(self, row, number: int) -> dict[str, object]:
        if isinstance(row, Article):
            texts = [{"text": p["text"], "role": p["role"]} for p in row.paragraphs]
            texts[0] = texts[0] | {"text": texts[0]["text"] + f"更正{number}。"}
            return {
                "headline": f"标题{number}", "kicker": f"引题{number}", "subheadline": f"副题{number}",
                "banner": f"栏目{number}", "reporters": [f"记者{number}"], "event_dates": ["2021-05-20"],
                "kind": self.random.choice(["news", "notice"]), "paragraphs": texts,
            }  # fmt: skip
        if isinstance(row, Appearance):
            return {
                "title": f"职务{number}", "roles": [self.random.choice(["主持", "讲话", "调研"])],
                "level": self.random.choice(["county", "town"]), "jurisdiction_name": f"辖区{number}",
            }  # fmt: skip
        if isinstance(row, ArticlePlace):
            return {"primary": not row.primary}
        return {"name": f"版名{number}"}


def shown(target: str, key: str, field: str) -> object:
    """What the row of a correction shows, however the row came about."""
    public_id, _slash, own = key.partition("/")
    if target == Target.ARTICLE:
        return corrections.plain(Article.objects.get(public_id=key), field)
    if target == Target.APPEARANCE:
        return corrections.plain(Appearance.objects.get(article__public_id=public_id, key=own), field)
    if target == Target.ARTICLE_PLACE:
        return corrections.plain(ArticlePlace.objects.get(article__public_id=public_id, key=own), field)
    return corrections.plain(Page.objects.get(pk=key), field)


def other_recogniser(recognise):
    """A recogniser that finds other titles, misses every fourth official and turns primary places round."""

    def changed(stories, *args, **kwargs):
        return [
            replace(
                found,
                officials=tuple(
                    replace(official, title=official.title + "等职")
                    for number, official in enumerate(found.officials)
                    if (number + index) % 4
                ),
                places=tuple(replace(place, primary=not place.primary) for place in found.places),
                event_dates=(),
            )
            for index, found in enumerate(recognise(stories, *args, **kwargs))
        ]

    return changed


def unanswered_conflicts() -> list[Correction]:
    """Corrections whose field is now read otherwise and that no item asks about, or the other way round."""
    found = []
    for correction in Correction.objects.standing():
        newest = Correction.objects.standing().of(correction.target, correction.key).filter(field=correction.field)
        if newest.first() != correction:
            continue
        now = read_now(correction)
        asked = ReviewItem.objects.filter(kind="conflict", key__startswith=f"conflict-{correction.pk}-").exists()
        if asked != (now not in (correction.value_read, correction.value)):
            found.append(correction)
    return found


def read_now(correction: Correction) -> object:
    if correction.target in (Target.APPEARANCE, Target.ARTICLE_PLACE):
        kept = ValueRead.objects.get(target="article", key=correction.article, field="findings").value
        own = correction.key.partition("/")[2]
        finding = next(one for one in kept[correction.target] if one["key"] == own)
        return None if finding.get("gone") else finding[correction.field]
    kept = ValueRead.objects.get(target=correction.target, key=correction.key, field=correction.field).value
    return corrections.plain_of(correction.field, kept)


def test_500_random_corrections_outlive_a_changed_recogniser_and_changed_input(tmp_path, other_reader, monkeypatch):
    for number in range(1, 13):
        write(tmp_path, number, [story(number * 4 + part) for part in range(4)])
    run(tmp_path)
    editor = RandomEditor(seed=20210604)
    number = 0
    while len(editor.expected) < 500:
        number += 1
        editor.correct(number)
    monkeypatch.setattr(importing_findings, "recognise", other_recogniser(importing_findings.recognise))
    other_reader("？")
    for number in range(1, 13):
        stories = [story(number * 4 + part) for part in (2, 0, 3, 1)]
        changed = [(headline, body.replace("安全度汛", "平安度汛")) for headline, body in stories]
        write(tmp_path, number, [story(number + 100), *changed])
    report = run(tmp_path)
    assert report.count("changed") == 12
    read_again(SourceFile.objects.all())
    lost = [name for name, value in editor.expected.items() if shown(*name) != value]
    assert lost == []
    assert ReviewItem.objects.filter(kind="conflict").count() > 100
    assert unanswered_conflicts() == []


def arranged() -> list[tuple[str, str, list[str]]]:
    return [(a.public_id, a.headline, a.body) for a in Article.objects.order_by("issue__slug", "position")]


def test_splits_and_joins_survive_reading_again_and_another_version(folder):
    run(folder)
    first, second, third = Article.objects.order_by("position")
    corrections.join(first, second, why())
    made = corrections.split(third, 1, why())
    before = arranged()
    read_again(SourceFile.objects.all())
    assert arranged() == before
    (folder / "01.txt").write_text("天气 晴\n" + (folder / "01.txt").read_text("utf-8"), encoding="utf-8")
    assert run(folder).outcomes[0].status == "changed"
    assert arranged() == before
    made.refresh_from_db()
    text = SourceFile.objects.get(replaced_by=None).text
    for offset, source, length in made.paragraphs[0]["segments"]:
        assert made.body[0][offset : offset + length] == text[source : source + length]
    assert corrections.successor("article", second.public_id) == first.public_id


def test_a_join_is_undone_after_reading_again(folder):
    run(folder)
    before = arranged()
    first, second, _third = Article.objects.order_by("position")
    decision = why()
    corrections.join(first, second, decision)
    read_again(SourceFile.objects.all())
    corrections.undo_batch(decision.batch, who="编辑乙")
    assert arranged() == before


def test_merged_and_different_officials_stay_so_when_all_is_read_again(folder):
    run(folder)
    officials = list(dict.fromkeys(a.official for a in Appearance.objects.order_by("pk")))
    corrections.merge(officials[1], officials[0], why())
    before = sorted(Appearance.objects.values_list("article__public_id", "official", "titles"))
    read_again(SourceFile.objects.all())
    assert sorted(Appearance.objects.values_list("article__public_id", "official", "titles")) == before
