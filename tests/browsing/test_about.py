"""What the archive says of itself."""

import json
from datetime import date

import pytest
from django.conf import settings

from articles.browsing import measured
from articles.browsing.coverage import MOST_GAPS, Gap, covered, gaps
from tests import factories
from tests.markup import text_of

pytestmark = pytest.mark.django_db
GOLD = settings.BASE_DIR / "tests" / "gold"


def test_coverage_and_gaps_by_year(client, archive):
    factories.issue("2031-05-06", newspaper="石桥报")
    factories.issue("2031-05-10", newspaper="石桥报")
    factories.issue(None)
    html = client.get("/about/").content.decode()
    assert '?year=2031">2031</a></th><td class="number">1</td><td class="number">125</td>' in html
    assert '?year=2030">2030</a></th><td class="number">1</td><td class="number">3</td>' in html
    words = text_of(client.get("/about/"))
    assert "日期不明：1 期" in words
    assert "缺的日子 2030-12-29 — 2031-05-05 128 天" in words  # 云川日报
    assert "缺的日子 2031-05-07 — 2031-05-09 3 天" in words  # 石桥报, which the other paper does not fill
    assert 'href="/about/"' in client.get("/").content.decode()


def days(*numbers):
    return [date(2031, 5, number) for number in numbers]


@pytest.mark.parametrize(
    ("held", "missing"),
    [
        (days(6), []),
        (days(6, 7, 8), []),
        (days(6, 6, 7), []),
        (days(6, 8), [(7, 7)]),
        (days(6, 8, 9, 13), [(7, 7), (10, 12)]),
    ],
)
def test_gaps_are_the_days_between_issues(held, missing):
    assert gaps(held) == [Gap(*days(first, last)) for first, last in missing]


def test_of_very_many_gaps_the_latest_are_named():
    weekly = [date.fromordinal(date(2029, 1, 1).toordinal() + 7 * week) for week in range(MOST_GAPS + 3)]
    found = covered("周报", weekly)
    assert len(found.gaps) == MOST_GAPS and found.more == 2
    assert found.gaps[0].last == weekly[-1].replace(day=weekly[-1].day - 1)


def test_an_empty_archive_still_tells_its_rules(client):
    words = text_of(client.get("/about/"))
    assert "隐私与撤下" in words and "怎样引用" in words
    assert "Privacy" in text_of(client.get("/en/about/"))


def test_the_page_costs_two_queries_however_much_is_held(client, archive, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/about/")


def test_the_figures_are_those_that_the_tests_hold(client):
    published = json.loads(measured.FILE.read_text(encoding="utf-8"))
    floors = json.loads((GOLD / "floors.json").read_text())
    assert all(share <= floors[name] for name, share in published["known"]["agreement"].items())
    assert set(measured.ASPECTS) == set(floors) - {"privacy"}  # which is a promise and not a figure
    pages = [json.loads(path.read_text(encoding="utf-8")) for path in GOLD.glob("0*.json")]
    articles = [article for page in pages for article in page["articles"]]
    assert (published["known"]["pages"], published["known"]["articles"]) == (len(pages), len(articles))
    first = json.loads((GOLD / "unfamiliar" / "first.json").read_text(encoding="utf-8"))
    assert published["first"] == first
    html = client.get("/about/").content.decode()
    for each in measured.measured().agreement:
        cells = f'<td class="number">{each.known}</td><td class="number">{each.first}</td>'
        assert f'<th scope="row">{each.aspect}</th>{cells}' in html
    for each in measured.measured().generated:
        cells = "".join(f'<td class="number">{value}</td>' for value in (each.pages, each.articles, each.share))
        assert f'<th scope="row">{each.form}</th>{cells}' in html


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("", 'href="/articles/">查找报道'),
        ("desk@paper.example", 'href="mailto:desk@paper.example">desk@paper.example'),
        ("https://paper.example/removal?a=1&b=2", 'href="https://paper.example/removal?a=1&amp;b=2">'),
    ],
)
def test_whom_to_ask_for_removal(client, settings, contact, link):
    settings.CONTACT = contact
    assert link in client.get("/about/").content.decode()
