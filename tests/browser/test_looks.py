"""The pages of places, officials, posts and issues in Chromium: nothing too wide, nothing too small to press."""

import pytest

from articles.models import Post, Tenure, TenureProof
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.2 AA

SMALL = """(least) => [...document.querySelectorAll("main a:not([tabindex]), main summary, main button")]
  .filter((each) => each.checkVisibility() && !each.closest(".proof, .excerpt"))
  .map((each) => [each.getBoundingClientRect(), each])
  .filter(([box]) => box.width > 2 && box.height < least)
  .map(([box, each]) => [Math.round(box.height), each.className, each.textContent.trim().slice(0, 20)])"""


@pytest.fixture
def urls(archive):
    """The pages with everything on them, and with the longest words that the columns allow."""
    long = "禾丰县" * 20
    issue = factories.issue("2031-05-08", newspaper="https://" + "a" * 50, date_basis="inferred")
    factories.page(issue, "B" * 10, name="要闻" * 20, source=factories.source(name="x" * 250))
    place = factories.place(long, slug="long", parent=archive.county, aliases=[long, "a" * 60, "乙县", "丙县"])
    archive.county.aliases = ["甲县", "乙县", "丙县", "丁县"]
    archive.county.save()
    seen = archive.main.appearances.get()
    for number, name in enumerate(("禾丰县县长", "副" * 180)):
        post = Post.objects.create(
            place=archive.county, organisation="政府" * 40, role=f"县长{number}", rank="chief", name=name
        )
        tenure = Tenure.objects.create(
            official=archive.official, post=post, first_seen="2030-12-28", last_seen="2031-05-06", ended="2031-05-07"
        )
        for kind in ("seen", "end"):
            TenureProof.objects.create(tenure=tenure, appearance=seen, kind=kind)
    factories.appearance(factories.official("石" * 20), archive.main, "副" * 120, jurisdiction=place)
    factories.appearance(factories.official(), archive.main, "副" * 120, jurisdiction=archive.county)
    factories.article_place(place, archive.main, primary=True)
    objects = (archive.issue, issue, archive.county, place, archive.official, post)
    return ["/", "/issues/", "/issues/?year=2031&month=5", "/places/", "/officials/", "/places/禾丰县/2031-05-06/"] + [
        each.get_absolute_url() for each in objects
    ]


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_is_too_wide_or_too_small_to_press(chromium, live_server, urls, width):
    context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=live_server.url, bypass_csp=True)
    page = context.new_page()
    for url in urls:
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url
        assert page.evaluate(SMALL, SMALLEST_TARGET) == [], url
    context.close()


def test_every_place_that_the_keyboard_reaches_shows_that_it_is_there(chromium, live_server, urls):
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, base_url=live_server.url, bypass_csp=True)
    page = context.new_page()
    for url in urls:
        page.goto(url)
        for _ in range(12):
            page.keyboard.press("Tab")
            width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
            assert width == "3px", (url, page.evaluate("document.activeElement.outerHTML"))
    context.close()
