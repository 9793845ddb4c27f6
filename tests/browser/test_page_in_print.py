"""The page as printed, in a browser: its picture is loaded, and its articles are reached by pointer and by keyboard."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.test_access import COLOURS, EVERYTHING, findings, is_too_wide
from tests.browsing.test_page_pictures import flood, road, source

__all__ = ["flood", "road", "source"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[390, 820, 1440])
def window(request, chromium, live_server):
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": request.param, "height": 900}, reduced_motion="reduce"
    )
    context.add_init_script(AXE_SCRIPT)
    yield context.new_page()
    context.close()


def is_loaded(picture) -> bool:
    picture.scroll_into_view_if_needed()
    return picture.evaluate("(image) => image.decode().then(() => image.naturalWidth > 0)")


def test_the_printed_page_leads_to_each_article_and_the_article_shows_its_place(window, flood, road):
    window.goto(f"/issues/{flood.issue.slug}/3/")
    assert is_loaded(window.locator(".facsimile img")) and not is_too_wide(window)
    leaf = window.get_by_role("group", name="版面上的各篇")
    image, overlay = window.locator(".facsimile img").bounding_box(), leaf.bounding_box()
    assert all(abs(image[side] - overlay[side]) < 1 for side in image)
    leaf.get_by_role("link", name=road.headline).focus()
    window.keyboard.press("Enter")
    expect(window.get_by_role("heading", level=1)).to_have_text(road.headline)
    window.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert is_loaded(window.locator(".plan img")) and not is_too_wide(window)


def test_axe_finds_nothing_on_a_page_with_its_picture(window, flood, road):
    for url in (f"/issues/{flood.issue.slug}/3/", f"/en{road.get_absolute_url()}"):
        window.emulate_media(color_scheme="light")
        window.goto(url)
        window.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        assert is_loaded(window.locator(".facsimile img"))
        assert findings(window, EVERYTHING) == []
        window.emulate_media(color_scheme="dark")
        assert findings(window, COLOURS) == []
