"""Split, join, move, merge and take out, in the admin, by who may."""

import re
from html import unescape

import pytest
from django.urls import reverse

from articles import corrections
from articles.models import Appearance, Article, Correction, Suppression
from articles.roles import CHIEF, EDITOR
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    page = factories.page(factories.issue())
    return factories.article(page, "甲一。", "甲二。"), factories.article(page, "乙一。", "乙二。")


def url(row, operation: str) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_{operation}", args=[row.pk])


def test_an_article_is_split_beside_its_source(login, two):
    client = login(EDITOR)
    html = client.get(url(two[0], "split")).content.decode()
    assert "甲二。" in html and "第一行" in html
    client.post(url(two[0], "split"), {"at": 1, "reason": "是两篇"})
    assert [a.body for a in Article.objects.order_by("position")] == [["甲一。"], ["甲二。"], ["乙一。", "乙二。"]]


def test_two_articles_are_joined_and_paragraphs_moved(login, two):
    client = login(EDITOR)
    client.post(url(two[1], "move"), {"numbers": [0], "taker": two[0].pk, "before": 2, "reason": "错置"})
    assert Article.objects.get(pk=two[0].pk).body == ["甲一。", "乙一。", "甲二。"]
    client.post(url(two[0], "join"), {"second": two[1].pk, "reason": "是一篇"})
    assert Article.objects.get().body == ["甲一。", "乙一。", "甲二。", "乙二。"]


def test_a_headline_that_stands_above_the_wrong_article_goes_to_the_other_and_back(login, two):
    client, decision = login(EDITOR), corrections.Decision(who="编辑乙", reason="核对")
    corrections.record(two[1], {"headline": "", "kicker": ""}, decision)
    client.post(url(two[0], "heading"), {"other": two[1].pk, "reason": "标题错位"})
    assert [a.headline for a in Article.objects.order_by("position")] == ["", "云川县召开防汛会议"]
    corrections.undo_batch(Correction.objects.latest("pk").batch, who=EDITOR)
    assert [a.headline for a in Article.objects.order_by("position")] == ["云川县召开防汛会议", ""]


@pytest.mark.parametrize(("step", "field"), [("join", "second"), ("move", "taker"), ("heading", "other")])
def test_the_articles_of_the_page_can_be_read_where_one_is_chosen(login, two, step, field):
    form = login(EDITOR).get(url(two[0], step))
    assert "<li>乙一。</li>" in form.content.decode()
    assert [choice.value for choice, _label in list(form.context["form"].fields[field].choices)[1:]] == [two[1].pk]


def batch_of(client, page) -> list[str]:
    """What was done together, as the link after a step shows it; then the one button takes it back."""
    link = unescape(re.search(r'<a href="([^"]+)">查看或(?:撤销|解除)</a>', page.content.decode())[1])
    html = client.get(link).content.decode()
    form = html[html.index('class="batch"') : html.index("</form>", html.index('class="batch"'))]
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    client.post(link, {name: hidden[name] for name in ("action", "index", "_selected_action")})
    return re.findall(r"field-subject|field-kind", html)


def test_every_step_leads_to_one_button_that_takes_it_back(login, two):
    client = login(CHIEF)
    before = list(Article.objects.order_by("position").values_list("public_id", "paragraphs"))
    asked = {"reason": "核对", "request_number": "7"}
    steps = {"split": {"at": 1}, "join": {"second": two[1].pk}, "delist": {}, "withdraw": {}}
    for step, values in steps.items():
        article = Article.objects.get(public_id=two[0].public_id)
        done = client.post(url(article, step), asked | values, follow=True)
        assert list(Article.objects.order_by("position").values_list("public_id", "paragraphs")) != before
        assert batch_of(client, done)
        assert list(Article.objects.order_by("position").values_list("public_id", "paragraphs")) == before


def test_a_merge_is_previewed_then_confirmed(login, two):
    one, other = factories.official(), factories.official("禾冬篱")
    factories.appearance(other, two[0])
    client = login(CHIEF)
    posted = {"winner": one.pk, "reason": "同一人"}
    asked = client.get(url(other, "merge")).content.decode()
    assert "预览" in asked and 'name="confirmed"' not in asked
    html = client.post(url(other, "merge"), posted).content.decode()
    assert "移动 1 篇报道" in html and 'name="confirmed"' in html
    assert Appearance.objects.get().official == other
    done = client.post(url(other, "merge"), posted | {"confirmed": "on"}, follow=True)
    assert Appearance.objects.get().official == one
    assert done.redirect_chain[-1][0] == reverse("admin:articles_official_change", args=[one.pk])
    batch_of(client, done)
    assert Appearance.objects.get().official == other


def test_whom_to_merge_into_is_named_where_only_one_bears_the_name(login):
    one, third, client = factories.official("石见川"), factories.official(), login(CHIEF)
    factories.official("禾冬篱")
    assert "并入“禾冬篱”" in client.post(url(one, "merge"), {"winner": "禾冬篱", "reason": "同一人"}).content.decode()
    factories.official()
    refused = client.post(url(one, "merge"), {"winner": "禾东篱", "reason": "同一人"}).content.decode()
    assert f"有几个同名：{third.pk} 禾东篱" in refused and not Correction.objects.exists()


def test_two_are_declared_different(login):
    one, other = factories.official(), factories.official()
    login(CHIEF).post(url(one, "differ"), {"other": other.pk, "reason": "两人"})
    assert corrections.declared_different() == {frozenset({one.pk, other.pk})}


def test_what_cannot_be_done_is_said_beside_the_form(login):
    one = factories.official()
    response = login(CHIEF).post(url(one, "merge"), {"winner": one.pk, "reason": "?", "confirmed": "on"})
    assert "不能与自己合并" in response.content.decode()
    assert client_has_no_record()


def client_has_no_record() -> bool:
    return not Correction.objects.exists()


def test_a_name_is_masked_an_article_withdrawn_and_lifted(login, two):
    client = login(CHIEF)
    client.post(url(two[0], "mask"), {"person": "甲一", "request_number": "7", "reason": "申请"})
    assert Article.objects.get(pk=two[0].pk).body[0] == "甲某。"
    client.post(url(two[1], "withdraw"), {"request_number": "8", "reason": "申请"})
    assert Article.objects.count() == 1
    chosen = {"action": "lift", "_selected_action": list(Suppression.objects.values_list("pk", flat=True))}
    client.post(reverse("admin:articles_suppression_changelist"), chosen)
    assert [a.body for a in Article.objects.order_by("position")] == [["甲一。", "甲二。"], ["乙一。", "乙二。"]]


def test_articles_of_a_page_are_moved_by_buttons_and_stored_when_saved(login, two):
    client, page = login(EDITOR), two[0].page
    html = client.get(url(page, "arrange")).content.decode()
    assert "上移：" in html and "第一行" in html
    order = ",".join(article.public_id for article in two)
    moved = client.post(url(page, "arrange"), {"order": order, "up": two[1].public_id, "reason": ""})
    assert "移到第 1 篇" in moved.content.decode()
    assert not Correction.objects.exists()
    wanted = moved.context["form"]["order"].value()
    client.post(url(page, "arrange"), {"order": wanted, "reason": "与原报核对"})
    assert list(Article.objects.order_by("position")) == [two[1], two[0]]


def test_what_was_taken_out_on_request_does_not_come_back_by_undoing_a_correction(login, two):
    client = login(CHIEF)
    client.post(url(two[1], "withdraw"), {"request_number": "8", "reason": "申请"})
    client.post(url(two[0], "mask"), {"person": "甲一", "request_number": "7", "reason": "申请"})
    for action in ("undo", "undo_batches"):
        chosen = {"action": action, "_selected_action": list(Correction.objects.values_list("pk", flat=True))}
        client.post(reverse("admin:articles_correction_changelist"), chosen)
    assert [a.body for a in Article.objects.all()] == [["甲某。", "甲二。"]]


def test_the_source_beside_shows_editors_no_more_than_the_public(login):
    """Lines of an article that was taken out stay hidden beside its neighbour, and a masked name that is broken across
    lines stays masked."""
    text = "甲一。\n县长禾东\n篱到会。\n乙一。\n"
    page = factories.page(factories.issue(), source=factories.source(text))
    pieces = [{"text": "县长禾东篱到会。", "role": "body", "lines": [[2, 3]], "segments": []}]
    masked = factories.article(page, source_lines=[[1, 4]], paragraphs=pieces)
    gone = [{"text": "乙一。", "role": "body", "lines": [[4, 4]], "segments": []}]
    withdrawn = factories.article(page, source_lines=[[4, 4]], paragraphs=gone)
    decision = corrections.Decision(who="主编", reason="申请")
    corrections.mask(masked, "禾东篱", decision, "7")
    corrections.withdraw(withdrawn, corrections.Decision(who="主编", reason="申请"), "8")
    client = login(CHIEF)
    for html in (client.get(url(masked, "split")), client.get(url(page, "arrange"))):
        shown = html.content.decode()
        assert "县长禾某" in shown and "某到会" in shown
        assert "禾东" not in shown and "乙一" not in shown


class TestDelisted:
    """A delisted article is corrected, masked and withdrawn from its entry among the suppressions."""

    @pytest.fixture
    def made(self, two):
        return corrections.delist(two[0], corrections.Decision(who="主编", reason="申请"), "7")

    def test_the_entry_leads_to_what_can_be_done(self, login, made):
        html = login(CHIEF).get(reverse("admin:articles_suppression_change", args=[made.pk])).content.decode()
        assert all(url(made, operation) in html for operation in ("correct", "mask", "withdraw"))
        assert f'<a href="/articles/{made.article}/">云川县召开防汛会议</a>' in html

    def test_the_entry_of_a_withdrawn_one_shows_nothing_of_it(self, login, two):
        made = corrections.withdraw(two[0], corrections.Decision(who="主编", reason="申请"), "7")
        html = login(CHIEF).get(reverse("admin:articles_suppression_change", args=[made.pk])).content.decode()
        assert two[0].headline not in html

    def test_its_headline_is_corrected_with_a_reason_and_undone_in_the_record(self, login, made):
        client = login(CHIEF)
        form = client.get(url(made, "correct")).context["form"]
        values = {name: form.fields[name].prepare_value(form[name].value()) or "" for name in form.fields}
        refused = client.post(url(made, "correct"), values | {"headline": "改过"})
        assert "请写明理由" in refused.content.decode()
        client.post(url(made, "correct"), values | {"headline": "改过", "reason": "与原报核对"})
        assert "改过" in client.get(f"/articles/{made.article}/").content.decode()
        history = client.get(reverse("admin:articles_suppression_history", args=[made.pk]), follow=True)
        chosen = [row.pk for row in history.context["cl"].result_list if row.field == "headline"]
        undone = {"action": "undo", "_selected_action": chosen}
        client.post(reverse("admin:articles_correction_changelist"), undone)
        assert "改过" not in client.get(f"/articles/{made.article}/").content.decode()

    def test_two_editors_who_collide_see_both_versions(self, login, made):
        client = login(CHIEF)
        form = client.get(url(made, "correct")).context["form"]
        values = {name: form.fields[name].prepare_value(form[name].value()) or "" for name in form.fields}
        other = corrections.Decision(who="编辑乙", reason="核对")
        corrections.record(corrections.delisted_article(made.article), {"headline": "别人的"}, other)
        answer = client.post(url(made, "correct"), values | {"headline": "我的", "reason": "核对"})
        assert "别人的" in answer.context["form"].errors["headline"][0]

    def test_a_name_is_masked_and_it_is_withdrawn(self, login, made):
        client = login(CHIEF)
        client.post(url(made, "mask"), {"person": "甲一", "request_number": "8", "reason": "申请"})
        assert "甲某。" in client.get(f"/articles/{made.article}/").content.decode()
        client.post(url(made, "withdraw"), {"request_number": "9", "reason": "申请"})
        assert client.get(f"/articles/{made.article}/").status_code == 410

    def test_what_is_not_delisted_has_nothing_to_correct(self, login, two, made):
        corrections.lift(made, "主编")
        page = reverse("admin:articles_suppression_change", args=[made.pk])
        assert login(CHIEF).get(url(made, "correct"))["Location"] == page
