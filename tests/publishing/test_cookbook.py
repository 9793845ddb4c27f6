"""The recipes of docs/api.md, run as they stand there against a real server."""

import re
from pathlib import Path

import pytest

from articles.models import Post, Tenure
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

COOKBOOK = Path(__file__).parents[2] / "docs" / "api.md"
RECIPES = re.findall(r"```python\n(.*?)```", COOKBOOK.read_text(encoding="utf-8"), re.S)
FLOOD = "五月六日清晨，石桥河水位涨到三十一米，沿岸九个村的一千二百名群众连夜转移到镇中学和粮库。"


@pytest.fixture
def archive():
    """A county whose head is seen on two days, once with another official; and a dispatch in two papers."""
    county, head, other = factories.place("禾丰县", slug="hefeng"), factories.official(), factories.official("石见川")
    post = Post.objects.create(place=county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    Tenure.objects.create(official=head, post=post, first_seen="2031-05-05", last_seen="2031-06-07")
    for day, newspaper in (("2031-05-05", "云川日报"), ("2031-05-06", "云川晚报"), ("2031-06-07", "云川日报")):
        made = factories.article(factories.page(factories.issue(day, newspaper=newspaper)), f"禾东篱说防汛。{FLOOD}")
        factories.article_place(county, made, primary=True)
        factories.appearance(head, made)
    factories.appearance(other, made)


@pytest.fixture
def server(live_server, settings, archive):
    settings.SITE_URL = live_server.url
    return live_server.url


def test_each_recipe_prints_what_it_promises(server, capsys):
    kitchen, printed = {}, []
    for recipe in RECIPES:
        exec(recipe.replace("http://127.0.0.1:8000", server), kitchen)
        printed.append(capsys.readouterr().out)
    assert printed == [
        "",
        "禾丰县县长 ['禾东篱']\n",
        "2031-05 2\n2031-06 1\n",
        "禾东篱 [('石见川', 1)]\n",
        "47 禾东篱说防汛。五月六日清 ['2031-05-05', '2031-05-06', '2031-06-07']\n",
        "304\n",
    ]


def test_pages_of_a_list_are_all_read(server, capsys):
    page = factories.page(factories.issue("2031-07-01"))
    for number in range(101):
        factories.article(page, f"第{number}篇。", position=number + 1)
    kitchen = {}
    exec(RECIPES[0].replace("http://127.0.0.1:8000", server), kitchen)
    assert len({article["id"] for article in kitchen["every"]("articles")}) == 104
