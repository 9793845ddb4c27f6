"""axe-core finds nothing on the editors' pages, Django's own among them, and the keyboard is always seen."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import corrections
from articles.corrections import Decision
from articles.models import MailRule, Post, ReviewItem
from articles.roles import CHIEF
from tests import factories
from tests.browser.test_access import COLOURS, TAGS, findings
from tests.letters import PAGE, PASSWORD, VARIABLE, letter, mailbox_table, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Best practices beyond WCAG, such as headers of empty columns, are for the authors of Django's templates.
WCAG = {
    "runOnly": {"type": "tag", "values": [tag for tag in TAGS if tag.startswith("wcag")]},
    "resultTypes": ["violations"],
}
BY = Decision(who="zhubian", reason="与原报核对")


@pytest.fixture
def desk(chromium, live_server, client, django_user_model) -> Iterator[Page]:
    """A chief editor's browser with axe in it wherever it goes."""
    user = django_user_model.objects.create_user("zhubian", is_staff=True)
    user.groups.add(Group.objects.get(name=CHIEF))
    client.force_login(user)
    context = chromium.new_context(base_url=live_server.url, reduced_motion="reduce", bypass_csp=True)
    context.add_init_script(AXE_SCRIPT)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    yield context.new_page()
    context.close()


def change(row, page: str = "change") -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_{page}", args=[row.pk])


@pytest.fixture
def pages(archive, django_user_model) -> list[str]:
    """A URL of each kind of the editors' pages."""
    article, official = archive.main, archive.official
    seen, named = article.appearances.get(), article.article_places.first()
    issue, page = article.issue, article.page
    (made,) = corrections.record(article, {"headline": "禾丰县检查防旱"}, BY)
    hidden = factories.article(archive.back, "一段。", headline="不列出的一篇")
    delisting = corrections.delist(hidden, Decision(who="zhubian", reason="申请"), "2031-1")
    ReviewItem.objects.create(kind="boundary", key="k", reason="一处界线", confidence=0.5, article=article)
    same = ReviewItem.objects.create(kind="namesake", key="n", reason="两人同名", confidence=0.4)
    same.candidates.set([official, factories.official()])
    (other,) = corrections.record(article, {"kicker": "引题"}, Decision(who="zhubian", reason="核对"))
    ReviewItem.objects.create(
        kind="conflict", key=f"conflict-{other.pk}-x", reason="不符", confidence=0.1, article=article
    )
    user = django_user_model.objects.get()
    post = Post.objects.create(place=archive.county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    told = factories.term(official, post)
    rule = MailRule.objects.create(name="日报", mailbox="信箱", senders=["press@paper.example"])
    lists = ["article", "appearance", "articleplace", "issue", "page", "official", "place", "post", "tenure",
             "registeredterm", "correction", "suppression", "reviewitem", "sourcefile", "importrun",
             "mailrule"]  # fmt: skip
    return [
        "/admin/", "/admin/review/", "/admin/review/?kind=conflict", "/admin/review/?kind=namesake",
        "/admin/review/bulk/?kind=boundary", *(reverse(f"admin:articles_{name}_changelist") for name in lists),
        *(change(row) for row in (
            article, seen, named, issue, page, official, archive.county, made, delisting, told, rule)),
        *(change(article, step) for step in ("split", "join", "move", "heading", "delist", "mask", "withdraw")),
        *(change(official, step) for step in ("merge", "differ")), change(page, "arrange"),
        change(delisting, "correct"), reverse("admin:articles_mailrule_add"),
        *(f"{reverse('admin:articles_correction_changelist')}?{asked}" for asked in (
            f"article={article.public_id}", f"batch={made.batch}")),
        f"{reverse('admin:articles_suppression_changelist')}?batch={delisting.batch}",
        reverse("admin:auth_user_changelist"), reverse("admin:auth_user_change", args=[user.pk]),
        reverse("admin:auth_user_add"), "/admin/password_change/", reverse("upload"),
    ]  # fmt: skip


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_on_any_page(desk, pages, width):
    desk.set_viewport_size({"width": width, "height": 900})
    found = []
    for url in pages:
        desk.emulate_media(color_scheme="light")
        assert desk.goto(url).status == 200, url
        found += findings(desk, WCAG)
        desk.emulate_media(color_scheme="dark")
        found += findings(desk, COLOURS)
    assert found == []


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_in_what_became_of_files(desk, width, tmp_path, settings):
    settings.UPLOADS = tmp_path / "uploads"
    (tmp_path / "0604.txt").write_text(
        "要闻\n\n2021年6月4日 星期五\n\n某县开会\n\n本报讯 6月3日，某县开会。\n", encoding="utf-8"
    )
    (tmp_path / "empty.txt").touch()
    desk.set_viewport_size({"width": width, "height": 900})
    for step, came in (("试读", "这是试读"), ("导入这些文件", "新增")):
        if step == "试读":
            desk.goto(reverse("upload"))
            desk.get_by_label("版面文件").set_input_files([tmp_path / "0604.txt", tmp_path / "empty.txt"])
        desk.get_by_role("button", name=step).click()
        expect(desk.get_by_role("status")).to_contain_text(came)
        assert findings(desk, WCAG) == []
        desk.emulate_media(color_scheme="dark")
        assert findings(desk, COLOURS) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_in_a_trial_of_rules_for_mail(
    desk, width, mailbox, mail_port, tmp_path, settings, monkeypatch
):
    monkeypatch.setenv(VARIABLE, PASSWORD)
    boxes = (("信箱", mail_port), ("关着", 1))
    file = tmp_path / "mailboxes.toml"
    file.write_text("".join(mailbox_table(*box) for box in boxes), encoding="utf-8")
    settings.MAILBOXES = str(file)
    for name, _port in boxes:
        MailRule.objects.create(name=f"{name}的附件", mailbox=name, senders=["*@paper.example"])
    send(mailbox, letter(("要闻.txt", PAGE)))
    send(mailbox, letter(checked=""))
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(reverse("admin:articles_mailrule_changelist"))
    for box in desk.locator("input.action-select").all():
        box.check()
    desk.get_by_label("动作").select_option("try_out")
    desk.get_by_role("button", name="执行").click()
    expect(desk.get_by_role("link", name="回到来信规则")).to_be_visible()
    expect(desk.get_by_text("1-要闻.txt")).to_be_visible()
    assert findings(desk, WCAG) == []
    desk.emulate_media(color_scheme="dark")
    assert findings(desk, COLOURS) == []
    assert desk.evaluate("document.documentElement.scrollWidth") == width


def test_axe_finds_nothing_in_previews_and_refusals(desk, archive):
    def check() -> None:
        for scheme in ("light", "dark"):
            desk.emulate_media(color_scheme=scheme)
            assert findings(desk, WCAG) == []

    desk.goto(change(factories.official("石见川"), "merge"))
    desk.locator("#id_winner").fill(str(archive.official.pk))
    desk.locator("#id_reason").fill("同一人")
    desk.get_by_role("button", name="预览").click()
    expect(desk.get_by_role("status")).to_contain_text("移动")
    check()
    desk.goto(reverse("admin:articles_article_changelist"))
    for box in desk.locator("input.action-select").all():
        box.check()
    desk.get_by_label("动作").select_option("edit_rows")
    desk.get_by_role("button", name="执行").click()
    expect(desk.locator("#id_set_banner")).to_be_visible()
    check()
    desk.locator("#id_set_banner").check()
    desk.locator("#id_banner").fill("防汛")
    desk.locator("#id_reason").fill("漏了栏目")
    desk.get_by_role("button", name="预览").click()
    expect(desk.get_by_role("button", name="确认修改")).to_be_visible()
    check()
    desk.goto(change(archive.main))
    desk.locator("#id_headline").fill("改过")
    desk.locator("input[name=_save]").click()
    expect(desk.locator(".errornote")).to_be_visible()
    check()


def test_who_is_not_logged_in_finds_a_page_to_do_so(desk):
    desk.context.clear_cookies()
    desk.goto("/admin/")
    assert findings(desk, WCAG) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_place_that_the_keyboard_reaches_shows_that_it_is_there(desk, archive, scheme):
    desk.emulate_media(color_scheme=scheme)
    ReviewItem.objects.create(kind="boundary", key="k", reason="一处界线", confidence=0.5, article=archive.main)
    lists = (reverse(f"admin:articles_{name}_changelist") for name in ("article", "correction"))
    for url in ["/admin/", "/admin/review/", *lists, change(archive.main), change(archive.main, "split")]:
        desk.goto(url)
        for _ in range(30):
            desk.keyboard.press("Tab")
            focused = desk.evaluate(FOCUSED)
            assert focused["tag"] == "BODY" or focused["outline"] == "3px solid", (url, focused)


FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const outline = `${style.outlineWidth} ${style.outlineStyle}`;
  return {tag: element.tagName, outline, html: element.outerHTML.slice(0, 200)};
}"""
