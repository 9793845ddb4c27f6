"""axe-core finds nothing on any page type: WCAG 2.2 AA, both languages, light and dark, telephone and desk."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import Page

from articles import corrections
from articles.corrections import Decision
from articles.models import Alert, AlertDelivery, Endpoint, Post, ReviewItem, Tenure, TenureProof
from articles.publishing.alerts.asking import Request, token_of
from articles.publishing.alerts.warnings import link_of
from articles.roles import CHIEF
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = [390, 1440]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
# The rules that a colour scheme can break; whatever else a page breaks, it breaks in both.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.fixture
def pages(archive, settings) -> list[str]:
    """A URL of each page type, and of its states that look different."""
    article, official = archive.main.get_absolute_url(), archive.official.get_absolute_url()
    post = Post.objects.create(place=archive.county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    tenure = Tenure.objects.create(
        official=archive.official, post=post, first_seen="2031-05-06", last_seen="2031-05-06", ended="2031-06-30"
    )
    TenureProof.objects.create(tenure=tenure, appearance=archive.main.appearances.get(), kind="seen")
    alone = factories.official("石见川", pinyin="shi jian chuan")
    for told in (archive.official, alone):
        factories.term(told, post)
    archive.main.source.boxes = {"2": [0, 10, 10, 90, 30], "4": [0, 100, 10, 190, 30]}
    archive.main.source.form = "pdf"
    archive.main.source.save()
    same = "五月六日清晨，禾丰县县长禾东篱在柳塘镇查看汛情，水位涨到三十一米，沿岸九个村的群众连夜转移到镇中学。"
    rest = "堤上备足沙袋，灯一直亮到天明，巡堤的人分作三班，日夜不断。"
    twins = [factories.article(archive.back, same, rest, f"其{number}，另有部署。") for number in "一二"]
    evening = factories.page(factories.issue("2031-05-08", newspaper="云川晚报"))
    factories.article(evening, same + rest.replace("三班", "两班"))
    for twin in twins:
        factories.appearance(archive.official, twin, spans=factories.spans_of("禾东篱", twin))
        factories.article_place(archive.town, twin)
    stocked = factories.article(factories.page(factories.issue("2031-09-01")), "防汛物资到位。")
    for number in range(13):  # more than a list shows unfolded
        factories.appearance(factories.official(f"石{number:02}"), stocked, roles=["主持"], level="city")
    gone = factories.article(archive.back, "一段。", headline="撤下的一篇")
    decision = Decision(who="zhubian", reason="与原报核对")
    corrections.record(archive.old, {"headline": "旧闻一则"}, decision)
    corrections.withdraw(gone, decision, "2031-1")
    settings.ALERTS = True
    alert = Alert.objects.create(address="reader@example.org", query="place=hefeng", told=0, last_sent="2031-05-06")
    asked = token_of(Request("reader@example.org", "q=防汛", Alert.HowOften.WEEKLY, "zh-hans"))
    settings.WEBHOOKS = True
    hook = Alert.objects.create(address="https://hook.example/", query="place=hefeng", told=0, last_sent="2031-05-06")
    failing = {"failures": 9, "why": "程序回答 503。", "ended_at": timezone.now()}
    program = Endpoint.objects.create(alert=hook, secret="whsec_", **failing)
    sent = {"endpoint": program, "articles": 3, "number": "9f" * 32, "milliseconds": 480}
    for attempt in range(1, 10):
        AlertDelivery.objects.create(**sent, kind="articles.new", attempt=attempt, status=503, why="程序回答 503。")
    of_three = [archive.main.public_id, archive.old.public_id, "gone"]
    opened = AlertDelivery.objects.create(
        **sent, kind="articles.new", attempt=10, status=200, sha256="0" * 64, public_ids=of_three
    )
    to_program = token_of(Request("https://hook.example/", "", Alert.HowOften.DAILY, "zh-hans", "nonce"))
    return [
        "/", "/about/", "/changes/", "/issues/", "/issues/?year=2031", archive.issue.get_absolute_url(),
        archive.earlier.get_absolute_url(), "/issues/2031-05-06/A01/", "/articles/", "/articles/?q=防汛&place=hefeng",
        "/articles/?role=主持&level=city&doubt=none&dateline=other",
        "/articles/?q=无此事&place=hefeng&from=2031-01-01", "/articles/?from=x", article, f"{article}source/",
        f"{article}report/", archive.photo.get_absolute_url(), archive.rest.get_absolute_url(),
        archive.old.get_absolute_url(), "/places/", archive.county.get_absolute_url(), archive.town.get_absolute_url(),
        "/articles/?q=禾丰县&kind=news&newspaper=云川日报", "/articles/?q=标题:", twins[0].get_absolute_url(),
        "/trends/", "/trends/?w=防汛&w=禾丰县&w=禾东篱&w=柳塘镇&show=share", "/trends/?place=hefeng&w=防汛&by=year",
        "/trends/?w=-防汛", "/reuse/", "/reuse/?place=hefeng&newspaper=云川日报", "/reuse/?q=无此事&from=2031-01-01",
        "/places/?q=柳", "/places/?q=查无此地&county=hefeng", "/places/?level=x", "/collection/#follow=0",
        "/collection/", f"/collection/?name=防汛&a={archive.main.public_id}&a={gone.public_id}",
        "/collection/?" + "&".join(f"a=unknown{number:03}" for number in range(90)),
        "/officials/", "/officials/?q=县长", "/officials/?q=无此人", official, alone.get_absolute_url(),
        post.get_absolute_url(), "/api/docs",
        "/nothing/", "/photographs/", "/alerts/?q=防汛&place=hefeng", "/alerts/?place=x", f"/alerts/{alert.key}/",
        f"/alerts/confirm/{asked}/", f"/alerts/{hook.key}/?sent={opened.pk}", f"/alerts/confirm/{to_program}/",
        link_of(hook.key, "ops@hook.example"), "/alerts/warnings/x/", "/alerts/confirm/x/", gone.get_absolute_url(),
    ]  # fmt: skip


def is_too_wide(page: Page) -> bool:
    """Whether a reader must scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def findings(page: Page, options: dict) -> list[str]:
    """What axe finds, one line for each element."""
    result = page.evaluate("options => axe.run(options).then((results) => results.violations)", options)
    return [f"{page.url} {found['id']} {node['html'][:200]}" for found in result for node in found["nodes"]]


@pytest.fixture
def window(chromium, live_server) -> Iterator[Page]:
    """A page that has axe in it wherever it goes."""
    context = chromium.new_context(base_url=live_server.url, reduced_motion="reduce")
    context.add_init_script(AXE_SCRIPT)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_axe_finds_nothing_on_any_page_and_none_is_too_wide(window, pages, prefix):
    found = []
    for url in pages:
        window.goto(prefix + url)
        window.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        for width in WIDTHS:
            window.set_viewport_size({"width": width, "height": 900})
            found += [f"{window.url} is too wide"] if is_too_wide(window) else []
            found += findings(window, EVERYTHING)
            if not prefix:  # a language changes no colour
                window.emulate_media(color_scheme="dark")
                found += findings(window, COLOURS)
                window.emulate_media(color_scheme="light")
    assert found == []


def test_axe_finds_nothing_on_a_card(window, archive):
    window.goto(archive.main.get_absolute_url())
    window.locator(".body a.official").first.hover()
    window.get_by_role("tooltip").wait_for()
    assert findings(window, EVERYTHING) == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_axe_finds_nothing_at_the_code_for_another_device(window, archive, prefix):
    window.set_viewport_size({"width": 320, "height": 900})
    window.goto(f"{prefix}/collection/?name=防汛&a={archive.main.public_id}")
    window.locator("#keep").click()
    window.locator("[data-do=start]").click()
    window.locator(".handing-on summary").click()
    window.locator(".handing-on canvas").wait_for()
    cut = window.locator(".following button:visible").evaluate_all(
        "all => all.map((b) => b.scrollWidth > b.clientWidth)"
    )
    assert findings(window, EVERYTHING) == [] and not is_too_wide(window) and not any(cut)
    window.emulate_media(color_scheme="dark")
    assert findings(window, COLOURS) == []


def test_axe_finds_nothing_in_the_review_queue(window, archive, client, django_user_model):
    user = django_user_model.objects.create_user("zhubian", is_staff=True)
    user.groups.add(Group.objects.get(name=CHIEF))
    client.force_login(user)
    ReviewItem.objects.create(kind="boundary", key="k", reason="一处界线", confidence=0.5, article=archive.main)
    window.goto("/healthz")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": window.url}
    window.context.add_cookies([cookie])
    window.goto("/admin/review/")
    assert "/admin/review/" in window.url
    assert findings(window, EVERYTHING) == []
