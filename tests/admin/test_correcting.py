"""Editing in the admin is correcting: recorded, with a reason, never over another editor, by who may."""

import json
import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from articles import corrections
from articles.corrections import Decision
from articles.models import Appearance, Article, ArticlePlace, Correction, Issue
from articles.roles import CHIEF, CODES, EDITOR, VIEWER
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return factories.article(factories.page(factories.issue()), "本报讯 县长禾东篱到会。", "会议要求抓好落实。")


def url(row) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def form_values(client, row) -> dict[str, str]:
    """What a browser would post if nothing were changed."""
    form = client.get(url(row)).context["adminform"].form
    values = {}
    for name in form.fields:
        value = form[name].value()
        prepared = form.fields[name].prepare_value(value)
        values[name] = "" if prepared is None else prepared
    if isinstance(row, Issue):
        values |= {"pages-TOTAL_FORMS": 0, "pages-INITIAL_FORMS": 0}
    if isinstance(row, Article):
        values |= {f"{p}-{n}_FORMS": 0 for p in ("appearances", "article_places") for n in ("TOTAL", "INITIAL")}
    return values


def test_saving_writes_only_the_changed_field_with_reason_and_author(login, article):
    client = login(EDITOR)
    response = client.post(url(article), form_values(client, article) | {"headline": "改过", "reason": "与原报核对"})
    assert response.status_code == 302
    article.refresh_from_db()
    assert article.headline == "改过"
    assert [(c.field, c.value_read, c.value, c.reason, c.who) for c in Correction.objects.all()] == [
        ("headline", "云川县召开防汛会议", "改过", "与原报核对", EDITOR)
    ]


def test_saving_without_a_change_records_nothing(login, article):
    client = login(EDITOR)
    assert client.post(url(article), form_values(client, article)).status_code == 302
    assert not Correction.objects.exists()


def test_text_is_edited_as_paragraphs_with_marked_crossheads(login, article):
    client = login(EDITOR)
    text = "本报讯 县长禾东篱昨日到会。\r\n\r\n## 抓落实\r\n\r\n会议要求抓好落实。"
    client.post(url(article), form_values(client, article) | {"paragraphs": text, "reason": "漏了小标题"})
    article.refresh_from_db()
    assert [(p["text"], p["role"]) for p in article.paragraphs] == [
        ("本报讯 县长禾东篱昨日到会。", "body"),
        ("抓落实", "crosshead"),
        ("会议要求抓好落实。", "body"),
    ]


def test_two_editors_who_collide_see_both_versions_and_nothing_is_lost(login, article):
    client = login(EDITOR)
    mine = form_values(client, article) | {"headline": "我的", "kicker": "引", "reason": "核对"}
    corrections.record(article, {"headline": "别人的"}, Decision(who="编辑乙", reason="核对"))
    response = client.post(url(article), mine)
    form = response.context["adminform"].form
    assert "别人的" in form.errors["headline"][0] and "云川县召开防汛会议" in form.errors["headline"][0]
    assert form["headline"].value() == "我的"
    article.refresh_from_db()
    assert (article.headline, article.kicker) == ("别人的", "")


def test_two_editors_of_different_fields_both_save(login, article):
    client = login(EDITOR)
    mine = form_values(client, article) | {"kicker": "引", "reason": "核对"}
    corrections.record(article, {"headline": "别人的"}, Decision(who="编辑乙", reason="核对"))
    assert client.post(url(article), mine).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.kicker) == ("别人的", "引")


def test_an_undated_issue_is_given_its_day(login):
    issue = factories.issue(None)
    client = login(EDITOR)
    client.post(url(issue), form_values(client, issue) | {"date": "2031-05-09", "reason": "报头"})
    issue.refresh_from_db()
    assert (issue.slug, issue.date_basis) == ("2031-05-09", "given")


def test_a_day_that_is_taken_is_refused_with_the_reason(login):
    factories.issue("2031-05-09", slug="2031-05-09")
    issue = factories.issue("2031-05-06")
    client = login(EDITOR)
    posted = form_values(client, issue) | {"date": "2031-05-09", "reason": "报头"}
    assert "2031-05-09" in client.post(url(issue), posted, follow=True).content.decode()
    assert Issue.objects.filter(date="2031-05-09").count() == 1


def test_titles_of_an_appearance_and_the_main_place_are_corrected(login, article):
    appearance = factories.appearance(factories.official(), article)
    link = factories.article_place(factories.place(), article)
    client = login(EDITOR)
    client.post(url(appearance), form_values(client, appearance) | {"title": "县委书记", "reason": "核对"})
    client.post(url(link), form_values(client, link) | {"primary": "on", "reason": "核对"})
    assert Appearance.objects.get().title == "县委书记"
    assert ArticlePlace.objects.get().primary


def test_history_lists_the_corrections_of_an_article_and_its_officials_and_undoes_them(login, article):
    by = Decision(who="编辑乙", reason="核对")
    corrections.record(article, {"headline": "改过"}, by)
    corrections.record(factories.appearance(factories.official(), article), {"title": "书记"}, by)
    client = login(EDITOR)
    history = client.get(reverse("admin:articles_article_history", args=[article.pk]), follow=True)
    rows = list(history.context["cl"].result_list)
    assert {row.field for row in rows} == {"headline", "title"}
    chosen = {"action": "undo", "_selected_action": [row.pk for row in rows]}
    client.post(reverse("admin:articles_correction_changelist"), chosen)
    article.refresh_from_db()
    assert (article.headline, Appearance.objects.get().title) == ("云川县召开防汛会议", "县长")


class TestRoles:
    """What each role may; tests/admin/test_roles.py has all pages."""

    def test_groups_hold_the_permissions_of_the_table(self):
        for role, codes in CODES.items():
            assert set(Group.objects.get(name=role).permissions.values_list("codename", flat=True)) == set(codes)

    def test_only_the_chief_editor_undoes_a_merge(self, login):
        one, other = factories.official(), factories.official("麦西畴")
        made = corrections.merge(one, other, Decision(who="主编", reason="同一人"))
        chosen = {"action": "undo", "_selected_action": [made.pk]}
        login(EDITOR).post(reverse("admin:articles_correction_changelist"), chosen)
        made.refresh_from_db()
        assert made.undone_at is None
        login(CHIEF).post(reverse("admin:articles_correction_changelist"), chosen)
        made.refresh_from_db()
        assert made.undone_at is not None

    def test_a_tampered_seen_value_is_no_error(self, login, article):
        client = login(EDITOR)
        for seen in ("not json", json.dumps({"nonsense": 1}), ""):
            posted = form_values(client, article) | {"as_seen": seen, "kicker": f"引{len(seen)}", "reason": "核对"}
            assert client.post(url(article), posted).status_code == 302

    def test_no_inline_scripts(self, login, article):
        html = login(EDITOR).get(url(article)).content.decode()
        assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+=|javascript:", html) == []


class TestHistory:
    def test_it_shows_what_changed_character_by_character_in_words(self, login, article):
        county = factories.place("云川县")
        seen = factories.appearance(factories.official(), article)
        by = Decision(who="编辑甲", reason="核对")
        corrections.record(article, {"headline": "云川县召开防旱会议", "kind": "notice"}, by)
        corrections.record(seen, {"jurisdiction": county.pk}, by)
        client = login(VIEWER)
        html = client.get(reverse("admin:articles_article_history", args=[article.pk]), follow=True).content.decode()
        plain = re.sub(r'<span class="visually-hidden">[^<]*</span>', "", html)
        assert "召开防<del>汛</del><ins>旱</ins>会议" in plain
        assert "<del>消息</del><ins>公告</ins>" in plain
        assert "<ins>云川县</ins>" in plain
        for word in ("标题", "类型", "辖区"):
            assert f'<td class="field-field_in_words">{word}</td>' in html

    def test_the_page_of_a_correction_shows_the_whole_text(self, login, article):
        text = [{"text": "本报讯 县长禾东篱未到会。", "role": "body"}, {"text": "会议要求抓好落实。", "role": "body"}]
        (made,) = corrections.record(article, {"paragraphs": text}, Decision(who="编辑甲", reason="核对"))
        html = login(VIEWER).get(url(made)).content.decode()
        assert "未</ins>到会" in html and "会议要求抓好落实。" in html
