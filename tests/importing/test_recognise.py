"""Recognising the archive again: what changes, what stays, what a stopped run leaves to do."""

import io

import factories
import pytest
from django.core.management import call_command

from articles import corrections
from articles.importing import again, archive, recognising
from articles.importing.again import outdated, recognise_again
from articles.importing.archive import Archive
from articles.models import Appearance, Article, ArticlePlace, Issue, Official, Place, Post, ReviewItem, Tenure
from articles.recognition.findings import Findings, OfficialMention
from tests.places import load_places

STORIES = (
    "本报讯 6月3日上午，孟州市委书记冯远山主持召开防汛工作会议。孟州市市长韩秋云出席会议并讲话。",
    "本报讯 6月3日下午，温县县委书记钟离山到祥云镇调研三夏生产。",
)


@pytest.fixture
def pages(db):
    """Two issues whose articles nobody has recognised yet."""
    load_places()
    for day, text in zip(("2021-06-04", "2021-06-05"), STORIES, strict=True):
        factories.article(factories.page(factories.issue(day)), text, headline="三夏时节")


def recognise(*arguments: str) -> str:
    output = io.StringIO()
    call_command("recognise", *arguments, stdout=output)
    return output.getvalue()


def rows() -> dict[str, list]:
    """Every row that recognition writes, with its primary key."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in (Appearance, ArticlePlace, Tenure)}


@pytest.mark.django_db
def test_what_was_never_recognised_is_and_then_nothing_is_left_to_do(pages):
    assert "识别了 2 期：官员出现新增 3" in recognise()
    assert set(Appearance.objects.values_list("name", flat=True)) == {"冯远山", "韩秋云", "钟离山"}
    assert Post.objects.filter(name="孟州市市长", tenures__official__name="韩秋云").exists()
    before = rows()
    assert "没有要识别的" in recognise()
    assert rows() == before


@pytest.mark.django_db
def test_the_newspapers_name_tells_whose_city_it_is():
    load_places()
    issue = factories.issue("2021-06-04", newspaper="许昌日报")
    factories.article(factories.page(issue), "本报讯 6月3日上午，市委书记冯远山到禹州市调研。", headline="三夏时节")
    recognise()
    assert Appearance.objects.get(name="冯远山").jurisdiction_name == "许昌市"


@pytest.mark.django_db
def test_the_imprint_tells_whose_city_it_is_when_the_papers_name_is_a_place_elsewhere():
    load_places()
    issue = factories.issue("2021-06-04", newspaper="温县日报")
    imprint = {"kind": "masthead", "text": "中共许昌市委机关报", "lines": [[1, 1]], "segments": []}
    page = factories.page(issue, furniture=[imprint])
    factories.article(page, "市委书记时鸣远主持召开会议。", headline="三夏时节")
    recognise("--all")
    assert Appearance.objects.get(name="时鸣远").jurisdiction_name == "许昌市"
    assert not ReviewItem.objects.filter(kind="jurisdiction").exists()


@pytest.mark.django_db
def test_an_editor_is_asked_once_whose_paper_it_is_where_nothing_tells():
    load_places()
    page = factories.page(factories.issue("2021-06-04", newspaper=""))
    for headline in ("三夏时节", "防汛备汛"):
        factories.article(page, "市委书记时鸣远主持召开会议。", headline=headline)
    recognise("--all")
    assert set(Appearance.objects.values_list("jurisdiction_name", flat=True)) == {"焦作市"}
    (item,) = ReviewItem.objects.filter(kind="jurisdiction")
    assert "没有说明是何地的报纸" in item.reason


@pytest.mark.django_db
def test_recognising_everything_again_keeps_every_row(pages):
    recognise()
    before = rows()
    assert "新增 0，去除 0，改变 0；地方新增 0，去除 0，改变 0" in recognise("--all")
    assert rows() == before


@pytest.mark.django_db
def test_a_stopped_run_goes_on_with_the_rest(pages):
    engine = Archive()
    first, second = outdated(engine, everything=False)
    recognise_again([first], engine)
    assert outdated(Archive(), everything=False) == [second]


@pytest.mark.django_db
def test_an_issue_that_is_gone_by_then_stops_nothing(pages):
    def due():
        first, second = outdated(engine, everything=False)
        yield first
        yield second
        Article.objects.filter(issue=second).delete()
        Issue.objects.get(pk=second).delete()

    engine = Archive()
    report = recognise_again(due(), engine)
    assert [(str(outcome.day), outcome.error) for outcome in report.outcomes] == [("2021-06-04", "")]
    assert Appearance.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("stopped_after", [0, 1, 2])
def test_wherever_a_run_was_stopped_the_same_is_found_once_a_run_changes_nothing(pages, stopped_after):
    later = factories.page(factories.issue("2021-06-06"))
    factories.article(later, "本报讯 6月4日，韩秋云到祥云镇调研三夏生产。", headline="三夏时节")
    engine = Archive()
    recognise_again(outdated(engine, everything=False)[:stopped_after], engine)
    resumed = recognise()
    known_in_time = stopped_after > 0  # the run that goes on knows whom the stopped one found in the first issue
    assert Appearance.objects.filter(name="韩秋云").count() == (2 if known_in_time else 1)
    assert (
        f"识别了 {3 - stopped_after} 期：官员出现新增 {4 - [0, 2, 3][stopped_after] - (not known_in_time)}" in resumed
    )
    assert f"新增 {0 if known_in_time else 1}，去除 0，改变 0；地方" in recognise("--all")
    assert "新增 0，去除 0，改变 0；地方新增 0，去除 0，改变 0" in recognise("--all")
    assert Appearance.objects.filter(name="韩秋云").count() == 2


@pytest.mark.django_db
def test_a_change_of_the_gazetteer_or_the_recogniser_makes_all_issues_due(pages, monkeypatch):
    recognise()
    Place.objects.filter(name="温县").update(aliases=["温邑"])
    assert len(outdated(Archive(), everything=False)) == 2
    recognise()
    monkeypatch.setattr(archive, "RECOGNISER_VERSION", "next")
    assert len(outdated(Archive(), everything=False)) == 2


def found(*mentions: tuple[str, str]) -> Findings:
    return Findings(
        officials=tuple(
            OfficialMention(name, title, None, "云川县", "county", ("出席",), ((0, 0, 3),), (title,))
            for name, title in mentions
        )
    )


@pytest.fixture
def other_findings(pages, monkeypatch):
    """A recogniser of the next version, which finds other things in every story."""

    def answer(*mentions):
        monkeypatch.setattr(recognising, "recognise", lambda stories, *_, **__: [found(*mentions)] * len(stories))

    return answer


@pytest.mark.django_db
def test_what_a_new_recogniser_does_not_find_goes_and_the_report_names_who_is_no_longer_seen(other_findings):
    recognise()
    lost = Official.objects.get(name="钟离山")
    kept = Appearance.objects.get(name="冯远山")
    other_findings(("冯远山", "县长"), ("禾东篱", "副县长"))
    report = recognise("--all")
    assert f"不再出现：钟离山（编号 {lost.pk}）" in report
    assert Official.objects.filter(pk=lost.pk).exists()
    assert lost not in Official.objects.listed()
    assert not Tenure.objects.filter(official=lost).exists()
    assert Appearance.objects.get(name="冯远山", article=kept.article).title == "县长"
    assert {str(tenure.post) for tenure in Tenure.objects.filter(official__name="冯远山")} == {"云川县县长"}


@pytest.mark.django_db
def test_editors_decisions_stand(other_findings):
    recognise()
    row = Appearance.objects.get(name="冯远山")
    editor = corrections.Decision("editor", "读错了")
    corrections.record(row, {"title": "孟州市委副书记", "titles": ["孟州市委副书记"]}, editor)
    other_findings(("冯远山", "县长"))
    recognise("--all")
    assert Appearance.objects.get(name="冯远山", article=row.article).title == "孟州市委副书记"


@pytest.mark.django_db
def test_one_issue_that_fails_stays_as_it_was_and_the_others_go_on(pages, monkeypatch):
    real = recognising.recognise

    def stumble(stories, *arguments, **options):
        if "冯远山" in stories[0].paragraphs[0]:
            raise ValueError("stumbled")
        return real(stories, *arguments, **options)

    monkeypatch.setattr(recognising, "recognise", stumble)
    output = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("recognise", stdout=output)
    assert "2021-06-04" in output.getvalue() and "ValueError: stumbled" in output.getvalue()
    assert list(Appearance.objects.values_list("name", flat=True)) == ["钟离山"]
    assert Article.objects.filter(recogniser="").count() == 1


@pytest.mark.django_db
def test_a_name_that_only_its_own_issue_proves_does_not_prove_itself(pages):
    article = Article.objects.order_by("date").last()
    article.paragraphs[0]["text"] += "禾东篱检查了麦田。"
    article.save()
    factories.appearance(factories.official(), article, title="县长")
    recognise()
    assert not Appearance.objects.filter(name="禾东篱").exists()


@pytest.mark.django_db(transaction=True)
def test_several_processes_find_what_one_finds(pages):
    engine = Archive()
    recognise_again(outdated(engine, everything=False), engine, jobs=2)
    before = rows()
    assert before["Appearance"]
    engine = Archive()
    report = recognise_again(outdated(engine, everything=True), engine, jobs=1)
    assert rows() == before
    assert report.total("appearances") == again.NOTHING
