"""An editor's journeys in Chromium, under the real Content-Security-Policy: correct, merge and undo, split, review."""

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from articles.corrections import successor
from articles.models import Appearance, Article, ReviewItem
from articles.roles import CHIEF
from tests import factories
from tests.browser.walking import leave_by, reach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long enough pass phrase"


@pytest.fixture
def article():
    article = factories.article(factories.page(factories.issue()), "本报讯 县长禾东篱到会。", "又讯 下乡。")
    factories.appearance(factories.official(), article)
    return article


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def desk(request, chromium, live_server, article, django_user_model):
    """A chief editor's browser, logged in, with scripts and without, that fails the test for what the policy refuses or
    a script trips over."""
    user = django_user_model.objects.create_user("zhubian", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=CHIEF))
    context = chromium.new_context(
        base_url=live_server.url,
        locale="zh-CN",
        viewport={"width": 1280, "height": 900},
        java_script_enabled=request.param,
    )
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/admin/")
    page.get_by_label("用户名").fill("zhubian")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="档案")).to_be_visible()
    yield page
    context.close()
    assert complaints == []


def save(page: Page) -> None:
    page.locator("input[name=_save]").click()


def test_a_headline_is_corrected_shown_in_public_and_undone(desk, article):
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    desk.locator("#id_headline").fill("云川县召开防旱会议")
    save(desk)
    expect(desk.locator(".errornote")).to_be_visible()
    desk.locator("#id_reason").fill("与原报核对")
    save(desk)
    expect(desk.get_by_text("成功")).to_be_visible()
    desk.goto(article.get_absolute_url())
    expect(desk.get_by_role("heading", level=1)).to_have_text("云川县召开防旱会议")
    expect(desk.get_by_text("与原报核对")).to_be_visible()
    desk.goto(f"/admin/articles/article/{article.pk}/history/")
    desk.locator("input.action-select").first.check()
    desk.get_by_label("动作").select_option("undo")
    desk.locator("button[name=index]").click()
    expect(desk.get_by_text("已撤销 1 项更正")).to_be_visible()
    desk.goto(article.get_absolute_url())
    expect(desk.get_by_role("heading", level=1)).to_have_text("云川县召开防汛会议")


def test_two_officials_are_merged_after_a_preview_and_parted_again(desk, article):
    winner, loser = factories.official("禾冬篱"), article.appearances.get().official
    desk.goto(f"/admin/articles/official/{loser.pk}/change/")
    desk.get_by_role("link", name="并入另一位").click()
    desk.locator("#id_winner").fill(str(winner.pk))
    desk.locator("#id_reason").fill("同一人")
    desk.get_by_role("button", name="预览").click()
    expect(desk.get_by_text("移动 1 篇报道")).to_be_visible()
    desk.locator("#id_confirmed").check()
    desk.get_by_role("button", name="执行").click()
    expect(desk.get_by_text("已并入这里")).to_be_visible()
    assert desk.url.endswith(f"/official/{winner.pk}/change/")
    undo = desk.get_by_role("link", name="查看或撤销").get_attribute("href")
    assert Appearance.objects.get().official == winner
    desk.goto(loser.get_absolute_url())
    assert desk.url.endswith(f"/officials/{winner.pk}-%E7%A6%BE%E5%86%AC%E7%AF%B1/")
    desk.goto(undo)
    desk.get_by_role("button", name="整批撤销").click()
    expect(desk.get_by_text("已撤销 1 批更正")).to_be_visible()
    assert Appearance.objects.get().official == loser
    assert successor("official", str(loser.pk)) is None


def test_an_article_is_split_beside_its_source(desk, article):
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    desk.get_by_role("link", name="拆成两篇").click()
    expect(desk.get_by_role("heading", name="原文")).to_be_visible()
    desk.locator("#id_at").select_option("1")
    desk.locator("#id_reason").fill("是两篇")
    desk.get_by_role("button", name="执行").click()
    expect(desk.get_by_text("已拆出新报道")).to_be_visible()
    assert [a.body for a in Article.objects.order_by("position")] == [["本报讯 县长禾东篱到会。"], ["又讯 下乡。"]]


@pytest.fixture
def doubts(article):
    """Three of them, the most doubtful first."""
    for number in (1, 2, 3):
        ReviewItem.objects.create(
            kind="boundary", key=f"k{number}", reason=f"第{number}处界线", confidence=number / 10, article=article
        )


@pytest.mark.parametrize("desk", [True], ids=["script"], indirect=True)
def test_the_review_queue_is_worked_through_by_keyboard_alone(desk, doubts):
    desk.goto("/admin/review/")
    question = desk.get_by_role("heading", level=2)
    expect(question.first).to_have_text("第1处界线")
    leave_by(desk, "j")
    expect(question.first).to_have_text("第2处界线")
    leave_by(desk, "k")
    expect(question.first).to_have_text("第1处界线")
    desk.keyboard.press("?")
    expect(desk.get_by_text("1–9 选择处理")).to_be_visible()
    leave_by(desk, "1")
    expect(question.first).to_have_text("第2处界线")
    leave_by(desk, "2")
    expect(question.first).to_have_text("第3处界线")
    leave_by(desk, "u")
    expect(question.first).to_have_text("第2处界线")
    assert [item.reason for item in ReviewItem.objects.open()] == ["第2处界线", "第3处界线"]


@pytest.mark.parametrize("desk", [False], ids=["plain"], indirect=True)
def test_the_review_queue_needs_no_script(desk, doubts):
    desk.goto("/admin/review/")
    question = desk.get_by_role("heading", level=2)
    desk.get_by_role("link", name="下一项").click()
    expect(question.first).to_have_text("第2处界线")
    desk.locator("button[name=choice]").first.click()
    expect(question.first).to_have_text("第1处界线")
    desk.get_by_role("button", name="撤销上一次处理").click()
    expect(desk.get_by_text("已撤销：第2处界线")).to_be_visible()
    assert ReviewItem.objects.open().count() == 3


@pytest.mark.parametrize("desk", [False], ids=["plain"], indirect=True)
def test_a_correction_by_keyboard_alone(desk, article):
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    reach(desk, desk.locator("#id_headline"))
    desk.keyboard.press("Control+a")
    desk.keyboard.type("云川县召开防旱会议")
    reach(desk, desk.locator("#id_reason"))
    desk.keyboard.type("与原报核对")
    reach(desk, desk.locator("input[name=_save]"))
    leave_by(desk)
    expect(desk.get_by_text("成功")).to_be_visible()
    desk.goto(article.get_absolute_url())
    expect(desk.get_by_role("heading", level=1)).to_have_text("云川县召开防旱会议")
    expect(desk.get_by_text("与原报核对")).to_be_visible()


def test_articles_of_a_page_are_arranged_by_keyboard_and_many_edited_after_a_preview(desk, article):
    other = factories.article(article.page, "本报讯 别的会议。", headline="另一次会议")
    desk.goto(f"/admin/articles/issue/{article.issue_id}/change/")
    desk.get_by_role("link", name="调整次序").click()
    desk.get_by_role("button", name="上移：另一次会议").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("移到第 1 篇")
    expect(desk.get_by_role("button", name="下移：另一次会议")).to_be_focused()
    desk.locator("#id_reason").fill("与原报核对")
    with desk.expect_navigation():
        desk.get_by_role("button", name="保存次序").click()
    assert list(Article.objects.order_by("position")) == [other, article]
    desk.goto("/admin/articles/article/?kind__exact=news")
    for box in desk.locator("input.action-select").all():
        box.check()
    desk.get_by_label("动作").select_option("edit_rows")
    desk.get_by_role("button", name="执行").click()
    desk.locator("#id_set_banner").check()
    desk.locator("#id_banner").fill("防汛")
    desk.locator("#id_reason").fill("漏了栏目")
    desk.get_by_role("button", name="预览").click()
    expect(desk.get_by_role("heading", name="将改动 2 处")).to_be_visible()
    desk.get_by_role("button", name="确认修改").click()
    desk.get_by_role("link", name="查看或整批撤销").click()
    desk.get_by_role("button", name="整批撤销").click()
    expect(desk.get_by_text("已撤销 1 批更正")).to_be_visible()
    assert not Article.objects.exclude(banner="").exists()
