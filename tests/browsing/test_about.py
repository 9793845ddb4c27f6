"""What the archive says of itself."""

import json

import pytest
from django.conf import settings

from articles.browsing.views.about import AGREEMENT, MEASURED
from tests import factories
from tests.markup import text_of

pytestmark = pytest.mark.django_db


def test_coverage_and_gaps_by_year(client, archive):
    factories.issue("2031-05-06", newspaper="石桥报")
    factories.issue(None)
    html = client.get("/about/").content.decode()
    assert '?year=2031">2031</a></th><td class="number">2</td><td class="number">125</td>' in html
    assert '?year=2030">2030</a></th><td class="number">1</td><td class="number">3</td>' in html
    assert "日期不明：1 期" in text_of(client.get("/about/"))
    assert 'href="/about/"' in client.get("/").content.decode()


def test_an_empty_archive_still_tells_its_rules(client):
    words = text_of(client.get("/about/"))
    assert "隐私与撤下" in words and "怎样引用" in words
    assert "Privacy" in text_of(client.get("/en/about/"))


def test_the_figures_are_those_of_the_gold():
    floors = json.loads((settings.BASE_DIR / "tests/gold/floors.json").read_text())
    assert {round(100 * floors[name]) for _label, name in MEASURED} == {AGREEMENT}
