"""Walking a page by keyboard."""

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 120


def leave_by(page: Page, key: str = "Enter") -> None:
    """Press a key that leads to another page, and wait until that is there with its scripts."""
    with page.expect_navigation():
        page.keyboard.press(key)


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the target is focused, which must then be seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            expect(target).to_be_in_viewport()
            assert target.evaluate("(element) => getComputedStyle(element).outlineStyle") != "none"
            return
    raise AssertionError(f"{MOST_TABS} tabs do not reach {target}")
