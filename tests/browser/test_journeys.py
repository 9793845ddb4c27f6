"""Readers' journeys in Chromium: on a telephone without JavaScript, at a desk with it, and by keyboard alone."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.walking import leave_by, reach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VIEWS = [(390, False), (1440, True)]
"""Width of the window, and whether scripts run."""
SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.2 AA


@pytest.fixture(params=VIEWS, ids=["telephone", "desk"])
def page(request, chromium, live_server, archive):
    """A page that fails the test for what it logs or asks of other hosts."""
    width, script = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        java_script_enabled=script,
        base_url=live_server.url,
        locale="zh-CN",
        reduced_motion="reduce",
    )
    complaints = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda each: each.url.startswith(live_server.url) or complaints.append(each.url))
    yield page
    context.close()
    assert complaints == []


def fits(page: Page) -> None:
    """The page is no wider than the window."""
    widths = page.locator("html").evaluate("(html) => [html.scrollWidth, window.innerWidth]")
    assert widths[0] <= widths[1], page.url


def test_a_journalist_knows_the_county_and_not_the_day(page):
    page.goto("/")
    fits(page)
    page.get_by_role("table").get_by_role("link", name="禾丰县").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("禾丰县")
    fits(page)
    page.get_by_role("link", name="禾丰县检查防汛").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("禾丰县检查防汛")
    fits(page)
    if page.viewport_size["width"] < 900:
        page.get_by_text("看原文的行").click()
        fits(page)
    page.locator("#p3").get_by_role("link", name=re.compile("原文行号：\\s*5")).click()
    expect(page.locator("#L5")).to_be_in_viewport()
    page.locator("#source").get_by_role("link", name="第1段").click()
    expect(page.locator("#p1")).to_be_in_viewport()
    page.get_by_role("link", name="整版原文").first.click()
    expect(page.get_by_text("别的报道")).to_be_visible()
    fits(page)
    page.get_by_role("navigation", name="所在位置").get_by_role("link", name="A01 要闻").click()
    expect(page).to_have_url(re.compile("/issues/2031-05-06/A01/$"))
    fits(page)
    page.get_by_role("navigation", name="所在位置").get_by_role("link", name="2031年5月6日").click()
    expect(page).to_have_url(re.compile("/issues/2031-05-06/$"))
    fits(page)
    page.get_by_role("link", name="上一期").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2030年12月28日")
    page.get_by_text("日期依据").click()
    expect(page.get_by_text("文中称昨日为12月27日")).to_be_visible()
    page.get_by_role("navigation", name="主要栏目").get_by_role("link", name="报纸").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("报纸")
    fits(page)
    page.get_by_role("table").get_by_role("link", name="2031年5月6日").click()
    expect(page).to_have_url(re.compile("/issues/2031-05-06/$"))


def test_a_journalist_searches_inside_the_county_and_sees_when_it_was(page):
    page.goto("/places/hefeng/")
    page.get_by_role("search", name="在禾丰县的报道里检索").get_by_role("searchbox").fill("禾东篱")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="3 篇")).to_be_visible()
    expect(page.get_by_role("link", name="禾东篱 官员")).to_be_visible()
    fits(page)
    page.get_by_role("navigation", name="按时间").get_by_role("link", name="2030年 1").click()
    expect(page.get_by_role("heading", name="1 篇")).to_be_visible()
    page.get_by_role("link", name="旧闻一则").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("旧闻一则")


def test_a_researcher_follows_an_official_and_takes_exactly_that_home(page):
    page.goto("/officials/")
    fits(page)
    page.get_by_label("姓名、拼音或职位").fill("he dong")
    page.get_by_role("button", name="查找").click()
    expect(page).to_have_url(re.compile(r"/officials/\?q="))
    page.get_by_role("table").get_by_role("link", name="禾东篱").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("禾东篱")
    fits(page)
    page.get_by_role("link", name="检索与筛选").click()
    expect(page.get_by_role("heading", name="3 篇")).to_be_visible()
    if page.viewport_size["width"] < 900 and not page.get_by_label("从").is_visible():
        page.get_by_text("更多条件").click()
    page.get_by_label("从").fill("2031-01-01")
    page.get_by_role("button", name="检索").click()
    expect(page.get_by_role("heading", name="2 篇")).to_be_visible()
    fits(page)
    shown = page.locator(".card .title a").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["headline"] or "禾东篱要求，柳塘镇备足沙袋。" for row in rows] == shown
    page.get_by_role("link", name="去掉这个条件").first.click()
    expect(page.get_by_role("heading", name="3 篇")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="3 articles")).to_be_visible()
    page.get_by_role("link", name="Places").first.click()
    expect(page).to_have_url(re.compile("/en/places/$"))
    fits(page)


def test_a_researcher_sees_when_a_word_was_in_the_paper_and_what_stands_twice(page, archive):
    same = "五月六日清晨，石桥河水位涨到三十一米，沿岸九个村的一千二百名群众连夜转移到镇中学和粮库。"
    evening = factories.page(factories.issue("2031-05-07", newspaper="云川晚报"))
    factories.article(archive.back, same, "本报将继续报道汛情与救灾的进展。", headline="连夜转移")
    factories.article(evening, f"晚报讯。{same}", "市里另派船只，药品也已送到堤上。", headline="九村无恙")
    page.goto("/articles/?q=连夜转移")
    page.get_by_role("link", name="走势", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("词语走势")
    fits(page)
    page.get_by_label("第 2 个词").fill("标题:九村")
    page.get_by_role("button", name="画出来").click()
    expect(page.get_by_role("link", name="标题:九村")).to_be_visible()
    page.get_by_text("数据表").click()
    fits(page)
    page.get_by_role("row", name="2031年5月").get_by_role("link", name="2", exact=True).click()
    expect(page.get_by_role("heading", name="2 篇")).to_be_visible()
    page.get_by_role("link", name="连夜转移", exact=True).click()
    page.get_by_role("link", name="同1").click()
    expect(page.locator("#same-1")).to_be_in_viewport()
    fits(page)
    page.locator("#same-1").get_by_role("link", name="九村无恙").click()
    expect(page.locator(".same")).to_have_text(re.compile("^五月六日清晨.*粮库$"))


@pytest.mark.parametrize("page", [(1440, False), (1440, True)], ids=["plain", "script"], indirect=True)
def test_the_journalists_way_by_keyboard_alone(page):
    page.goto("/")
    reach(page, page.get_by_role("table").get_by_role("link", name="禾丰县"))
    leave_by(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("禾丰县")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the masthead
    reach(page, page.get_by_role("link", name="禾丰县检查防汛"))
    leave_by(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("禾丰县检查防汛")
    reach(page, page.locator("#p1").get_by_role("link", name="禾东篱"))
    card = page.get_by_role("tooltip").filter(has_text="禾东篱")
    if page.locator("[aria-describedby=card-0]").count():
        expect(card).to_contain_text("3 篇，最后见报 2031年5月6日")
        page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    reach(page, page.locator("#p3").get_by_role("link", name=re.compile("原文行号：\\s*5")))
    page.keyboard.press("Enter")
    expect(page.locator("#L5")).to_be_in_viewport()
    reach(page, page.locator("summary", has_text="引用本篇"))
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("link", name="BibTeX"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert "禾丰县检查防汛" in Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [(1440, False)], ids=["plain"], indirect=True)
def test_the_researchers_way_by_keyboard_alone(page):
    page.goto("/officials/")
    reach(page, page.get_by_label("姓名、拼音或职位"))
    page.keyboard.type("he dong")
    leave_by(page)
    reach(page, page.get_by_role("table").get_by_role("link", name="禾东篱"))
    leave_by(page)
    reach(page, page.get_by_role("link", name="检索与筛选"))
    leave_by(page)
    reach(page, page.get_by_role("searchbox", name="检索词"))
    page.keyboard.type("沙袋")
    leave_by(page)
    expect(page.get_by_role("heading", name="1 篇")).to_be_visible()
    reach(page, page.get_by_role("link", name="JSON Lines"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert "柳塘镇备足沙袋" in Path(download.value.path()).read_text(encoding="utf-8")


def test_filters_are_set_in_the_form_and_a_dead_end_offers_a_way_out(page):
    page.goto("/articles/")
    if page.viewport_size["width"] < 800:
        page.get_by_text("更多条件").click()
    page.get_by_label("石桥县").check()
    page.get_by_label("从").fill("2031-01-01")
    page.get_by_role("button", name="检索").click()
    expect(page).to_have_url(re.compile("from=2031-01-01.*place=shiqiao"))
    expect(page.get_by_text("没有报道同时合乎这些条件")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="去掉“地方 石桥县”").click()
    expect(page.get_by_role("heading", name="4 篇")).to_be_visible()


def test_the_first_tab_skips_to_the_content(page):
    page.goto("/articles/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_what_to_press_is_large_enough(page, archive):
    urls = ["/", "/issues/", "/articles/", "/places/", "/places/?level=town", "/trends/?w=防汛", "/officials/"]
    for url in [*urls, archive.main.get_absolute_url()]:
        page.goto(url)
        for target in page.locator("nav a, button, .tags a, .chips a, .ledger a, .card .title a").all():
            box = target.bounding_box()
            if box and target.is_visible():
                assert box["height"] >= SMALLEST_TARGET, (url, target.inner_text(), box)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_with_the_longest_words(chromium, live_server, archive, scheme):
    long = "禾丰县" * 20
    page_ = factories.page(factories.issue("2031-08-08", newspaper="https://" + "a" * 50), "A" * 10, name="要闻" * 20)
    article = factories.article(page_, "x" * 300, long * 5, headline=long, kicker="W" * 120, banner=long)
    factories.appearance(factories.official(long[:20]), article, "副" * 120, jurisdiction=archive.county)
    urls = [
        "/",
        "/issues/",
        page_.issue.get_absolute_url(),
        article.get_absolute_url(),
        "/officials/",
        "/articles/?q=x",
    ]
    for width in (320, 390, 820, 1920):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        for url in ["/", "/issues/", "/articles/?q=x", "/officials/", "/nothing/", *urls]:
            page.goto(live_server.url + url)
            fits(page)
        context.close()


INKS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  const rgb = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const colour = rgb(getComputedStyle(element).backgroundColor);
      if (!getComputedStyle(element).backgroundColor.includes("rgba(0, 0, 0, 0)")) return colour;
    }
    return rgb("white");
  };
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const texts = [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() &&
    [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()));
  return texts.map((e) => {
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))];
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.className, e.textContent.trim().slice(0, 20)];
  }).filter(([contrast]) => contrast < 4.5);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(chromium, live_server, archive, scheme):
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    urls = [
        "/",
        "/issues/",
        "/articles/?q=防汛",
        "/articles/?q=无&place=hefeng",
        "/articles/?from=x",
        "/trends/?w=防汛&w=县&w=镇&w=无",
        "/places/?q=柳",
        "/officials/",
        "/x",
    ]
    urls += [each.get_absolute_url() for each in (archive.main, archive.photo, archive.issue, archive.county)]
    for url in [*urls, archive.official.get_absolute_url()]:
        page.goto(live_server.url + url)
        assert page.evaluate(INKS) == [], url
    context.close()


@pytest.mark.parametrize("page", [(1440, False)], ids=["plain"], indirect=True)
def test_paper_keeps_what_cites_the_article_and_nothing_to_press(page, archive):
    page.goto(archive.main.get_absolute_url())
    page.emulate_media(media="print")
    expect(page.locator("#cite dd").first).to_be_visible()
    expect(page.get_by_text("堤坝修好了")).to_be_visible()
    for pressed in ("#source .line", ".sections", ".neighbours", "#cite summary", ".mending a", ".proof-lines"):
        expect(page.locator(pressed).first).to_be_hidden()
