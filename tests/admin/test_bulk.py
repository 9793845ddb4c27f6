"""Editing many rows of a list at once: a preview first, one correction each, undone as one, by who may."""

import re

import pytest
from django.urls import reverse

from articles.models import Appearance, Article, ArticlePlace, Correction, Page
from articles.roles import CHIEF, EDITOR, VIEWER
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles():
    page = factories.page(factories.issue())
    factories.page(page.issue, "A02")
    found = [factories.article(page, f"第{number}篇。", headline=f"标题{number}") for number in range(3)]
    factories.article(factories.page(factories.issue("2031-06-01")), kind="photo")
    return found


def listing(model, query="") -> str:
    return reverse(f"admin:articles_{model._meta.model_name}_changelist") + query


def bulk(client, url, rows, across=False, **posted):
    chosen = {"action": "edit_rows", "_selected_action": [row.pk for row in rows], "select_across": int(across)}
    return client.post(url, chosen | posted)


def edit(client, url, rows, across=False, **posted):
    """Look at the preview, then confirm what it shows."""
    shown = bulk(client, url, rows, across, stage="preview", **posted)
    again = {"stage": "apply", "seal": shown.context["seal"], "confirmed": "on"}
    return shown, bulk(client, url, rows, across, **posted, **again)


def test_the_action_asks_what_to_change_and_changes_nothing_yet(login, articles):
    shown = bulk(login(EDITOR), listing(Article), articles[:2])
    assert "一起修改 2 项" in shown.content.decode()
    assert not Correction.objects.exists()


def test_a_preview_shows_each_change_with_count_and_rows_that_stay_are_not_recorded(login, articles):
    Article.objects.filter(pk=articles[0].pk).update(kind="notice")
    client = login(EDITOR)
    shown = bulk(client, listing(Article), articles, stage="preview", set_kind="on", kind="notice", reason="是公告")
    html = shown.content.decode()
    assert "将改动 2 处，涉及 2 项（共选 3 项）" in html
    assert ">消息</del>" in html.replace('<span class="visually-hidden">删去：</span>', "")
    assert not Correction.objects.exists()


def test_all_that_match_a_filter_are_changed_and_undone_as_one(login, articles):
    client, url = login(EDITOR), listing(Article, "?kind__exact=news")
    _shown, done = edit(client, url, articles[:1], across=True, set_banner="on", banner="防汛", reason="栏目漏了")
    assert [a.banner for a in Article.objects.order_by("pk")] == ["防汛", "防汛", "防汛", ""]
    made = Correction.objects.all()
    assert {(c.field, c.value, c.reason, c.who) for c in made} == {("banner", "防汛", "栏目漏了", EDITOR)}
    assert len({c.batch for c in made}) == 1
    batch = re.search(r'href="([^"]+batch=[^"]+)"', client.get(done["Location"]).content.decode())[1]
    assert len(client.get(batch).context["cl"].result_list) == 3
    client.post(batch, {"action": "undo_batches", "_selected_action": [made[0].pk]})
    assert not Article.objects.exclude(banner="").exists()


def test_nothing_is_changed_without_a_reason_or_without_a_choice(login, articles):
    client = login(EDITOR)
    for posted in ({"set_kind": "on", "kind": "photo"}, {"kind": "photo", "reason": "核对"}):
        bulk(client, listing(Article), articles, stage="apply", seal="x", **posted)
    assert not Correction.objects.exists()


def test_what_was_not_shown_is_not_done(login, articles):
    client, posted = login(EDITOR), {"set_banner": "on", "banner": "防汛", "reason": "核对"}
    shown = bulk(client, listing(Article), articles, stage="preview", **posted)
    Article.objects.filter(pk=articles[1].pk).update(banner="别人改的")
    again = bulk(client, listing(Article), articles, stage="apply", seal=shown.context["seal"], **posted)
    assert "请再看一遍" in again.content.decode()
    assert not Correction.objects.exists()


def test_a_large_change_needs_a_second_word(login, articles, monkeypatch):
    monkeypatch.setattr("articles.admin.bulk.LARGE", 2)
    client, posted = login(EDITOR), {"set_banner": "on", "banner": "防汛", "reason": "核对"}
    shown = bulk(client, listing(Article), articles, stage="preview", **posted)
    assert "改动很多" in shown.content.decode()
    bulk(client, listing(Article), articles, stage="apply", seal=shown.context["seal"], **posted)
    assert not Correction.objects.exists()
    edit(client, listing(Article), articles, **posted)
    assert Correction.objects.count() == 3


def test_too_many_rows_are_refused(login, articles, monkeypatch):
    monkeypatch.setattr("articles.admin.bulk.MOST_ROWS", 2)
    answer = bulk(login(EDITOR), listing(Article), articles)
    assert answer.status_code == 302


def test_articles_move_to_another_page_of_their_issue_and_those_that_cannot_are_named(login, articles):
    other = Article.objects.get(kind="photo")
    posted = {"set_page_number": "on", "page_number": "A02", "reason": "版号错"}
    shown, _done = edit(login(EDITOR), listing(Article), [*articles[:1], other], **posted)
    assert "没有版号为“A02”的版" in shown.content.decode()
    assert [a.page.number for a in Article.objects.order_by("pk")] == ["A02", "A01", "A01", "A01"]


def test_one_county_becomes_the_one_that_articles_are_about(login, articles):
    one, other = factories.place("云川县"), factories.place("石桥县")
    factories.article_place(one, articles[0], primary=True)
    factories.article_place(other, articles[0])
    posted = {"set_primary_county": "on", "primary_county": "石桥县", "reason": "核对"}
    edit(login(EDITOR), listing(Article), articles[:2], **posted)
    links = ArticlePlace.objects.order_by("article", "place")
    assert [(link.place.name, link.primary) for link in links] == [
        ("云川县", False),
        ("石桥县", True),
        ("石桥县", True),
    ]


def test_appearances_get_title_jurisdiction_and_roles_or_go(login, articles):
    county, official = factories.place("云川县"), factories.official()
    rows = [factories.appearance(official, article) for article in articles]
    client = login(EDITOR)
    posted = {"set_jurisdiction": "on", "jurisdiction": "云川县", "set_roles": "on", "roles": "主持、讲话"}
    edit(client, listing(Appearance), rows[:2], **posted, reason="核对")
    assert [(r.jurisdiction, r.roles) for r in Appearance.objects.order_by("pk")] == [
        (county, ["主持", "讲话"]),
        (county, ["主持", "讲话"]),
        (None, []),
    ]
    shown = list(Appearance.objects.order_by("pk"))[1:]
    edit(client, listing(Appearance), shown, set_remove="on", remove="on", reason="不是官员")
    assert Appearance.objects.count() == 1


def test_a_name_that_several_bear_is_not_guessed(login, articles):
    factories.place("新城", "town")
    factories.place("新城", "town")
    rows = [factories.appearance(factories.official(), articles[0])]
    posted = {"stage": "preview", "set_jurisdiction": "on", "jurisdiction": "新城", "reason": "核对"}
    assert "有几个同名" in bulk(login(EDITOR), listing(Appearance), rows, **posted).content.decode()


def test_pages_are_named(login, articles):
    edit(login(EDITOR), listing(Page), list(Page.objects.all()), set_name="on", name="综合", reason="核对")
    assert set(Page.objects.values_list("name", flat=True)) == {"综合"}


@pytest.mark.parametrize(("role", "may"), [(VIEWER, False), (EDITOR, True), (CHIEF, True), ("无组", False)])
@pytest.mark.parametrize("name", ["article", "appearance", "articleplace", "issue", "page", "official", "place"])
def test_only_who_may_correct_edits_in_bulk(login, articles, role, may, name):
    row = {
        "article": lambda: articles[0],
        "appearance": lambda: factories.appearance(factories.official(), articles[0]),
        "articleplace": lambda: factories.article_place(factories.place(), articles[0]),
        "issue": lambda: articles[0].issue,
        "page": lambda: articles[0].page,
        "official": factories.official,
        "place": factories.place,
    }[name]()
    answer = bulk(login(role), listing(type(row)), [row])
    assert (answer.status_code == 200 and "改什么" in answer.content.decode()) == may
