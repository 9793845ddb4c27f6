"""The page as printed, in a browser: its picture is loaded, and its articles are reached by pointer and by keyboard."""

from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from articles.reading import drawing
from tests.browser.test_access import COLOURS, EVERYTHING, findings, is_too_wide
from tests.browser.walking import leave_by
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
    leave_by(window)
    expect(window.get_by_role("heading", level=1)).to_have_text(road.headline)
    window.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert is_loaded(window.locator(".plan img")) and not is_too_wide(window)


def middle(view) -> float:
    """How far down the print the middle of the window is."""
    return view.evaluate("(view) => (view.scrollTop + view.clientHeight / 2) / view.scrollHeight")


def test_the_enlarged_print_is_moved_by_keys_and_by_mouse_and_another_size_keeps_the_middle(window, flood, road):
    window.goto(road.get_absolute_url())
    window.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    window.get_by_role("link", name="看大图").click()
    expect(window.locator(f"[id='{road.public_id}']")).to_be_in_viewport()
    view = window.get_by_role("region", name="放大的版面，可以卷动")
    assert is_loaded(view.locator("img").nth(4)) and not is_too_wide(window)
    with window.expect_navigation():
        window.get_by_role("link", name="100%").click()
    expect(window.get_by_role("link", name="100%")).to_have_attribute("aria-current", "true")
    view.evaluate("(view) => view.scrollTo(0, 0)")
    view.press("ArrowRight")
    expect(view).not_to_have_js_property("scrollLeft", 0)
    box = view.bounding_box()
    window.mouse.move(box["x"] + 200, box["y"] + 200)
    window.mouse.down()
    window.mouse.move(box["x"] + 20, box["y"] + 60, steps=4)
    window.mouse.up()
    assert view.evaluate("(view) => view.scrollTop") == 140 and "/print/" in window.url
    view.evaluate("(view) => view.scrollTo(0, view.scrollHeight / 3)")
    before = middle(view)
    with window.expect_navigation():
        window.get_by_role("link", name="50%").click()
    expect(window.get_by_role("link", name="50%")).to_have_attribute("aria-current", "true")
    assert middle(view) == pytest.approx(before, abs=0.01)


def test_squares_that_are_asked_for_at_once_are_drawn_once(live_server, source, monkeypatch):
    drawings = []
    draw = drawing.enlarge
    monkeypatch.setattr(drawing, "enlarge", lambda *told: drawings.append(told) or draw(*told))
    urls = [f"{live_server.url}/pages/{source.sha256}/1/{row}-{column}.webp" for row in (1, 2) for column in (1, 2, 3)]
    with ThreadPoolExecutor(len(urls)) as browser:
        answers = browser.map(lambda url: urlopen(url).read()[:4], urls)
        assert list(answers) == [b"RIFF"] * len(urls)
    assert len(drawings) == 1


def test_the_enlarged_print_needs_no_script(chromium, live_server, flood, road):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/issues/{road.issue.slug}/3/print/?size=100#{road.public_id}")
    expect(page.locator(f"[id='{road.public_id}']")).to_be_in_viewport()
    page.locator(f"[id='{road.public_id}']").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(road.headline)
    context.close()


def test_axe_finds_nothing_on_a_page_with_its_picture(window, flood, road):
    page = f"/issues/{flood.issue.slug}/3/"
    for url in (f"{page}?q=防汛", f"/en{road.get_absolute_url()}", f"{page}print/", f"/en{page}print/?q=防汛&size=25"):
        window.emulate_media(color_scheme="light")
        window.goto(url)
        window.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        assert is_loaded(window.locator(".facsimile img").first) and not is_too_wide(window)
        assert findings(window, EVERYTHING) == []
        window.emulate_media(color_scheme="dark")
        assert findings(window, COLOURS) == []
