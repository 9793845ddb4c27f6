"""Cards at the names of a text: for the pointer, for the keyboard, and never in anybody's way."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def opened(chromium: Browser, url: str, **options) -> Page:
    page = chromium.new_context(reduced_motion="reduce", **options).new_page()
    page.goto(url)
    return page


def test_a_card_opens_at_the_pointer_stays_under_it_and_goes_with_escape(chromium, live_server, archive):
    page = opened(chromium, live_server.url + archive.main.get_absolute_url())
    name, card = page.locator("#p1").get_by_role("link", name="禾东篱"), page.get_by_role("tooltip")
    name.hover()
    expect(card).to_contain_text("禾丰县县长")
    expect(card).to_contain_text("3 篇，最后见报 2031年5月6日")
    expect(name).to_have_accessible_description("禾东篱 禾丰县县长 3 篇，最后见报 2031年5月6日")
    card.hover()
    page.wait_for_timeout(400)  # longer than a card waits for the pointer
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.locator("#p1").get_by_role("link", name="柳塘镇").hover()
    expect(card).to_contain_text("1 篇")
    page.mouse.move(1, 1)
    expect(card).to_be_hidden()
    page.context.close()


def test_a_finger_follows_the_link_at_once(chromium, live_server, archive):
    page = opened(chromium, live_server.url + archive.main.get_absolute_url(), has_touch=True)
    page.locator("#p1").get_by_role("link", name="禾东篱").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("禾东篱")
    page.context.close()


def test_the_paragraph_under_the_pointer_marks_its_lines(chromium, live_server, archive):
    page = opened(chromium, live_server.url + archive.main.get_absolute_url(), viewport={"width": 1440, "height": 900})
    page.locator("#p3").hover()
    expect(page.locator(".run.lit")).to_contain_text("群众代表")
    page.locator("#p1").hover()
    expect(page.locator(".run.lit")).to_contain_text("本报讯")
    page.context.close()
