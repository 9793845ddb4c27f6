"""The recipes of docs/api.md, run as they stand against a real server, and the client they use."""

import re
from pathlib import Path
from urllib.error import URLError

import pytest
from xianwen import Archive, Refused

from articles.models import Article, Post, Tenure, TenureProof
from articles.reading.miniatures import miniature_of
from articles.searching import index
from tests import factories
from tests.photographing import photograph

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[2]
COOKBOOK = ROOT / "docs" / "api.md"
RECIPES = re.findall(r"```python\n(.*?)```", COOKBOOK.read_text(encoding="utf-8"), re.S)
FLOOD = "五月六日清晨，石桥河水位涨到三十一米，沿岸九个村的一千二百名群众连夜转移到镇中学和粮库。"


@pytest.fixture
def archive():
    """A county whose head is seen on two days, once with another official; and a dispatch in two papers."""
    county, head, other = factories.place("禾丰县", slug="hefeng"), factories.official(), factories.official("石见川")
    post = Post.objects.create(place=county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    tenure = Tenure.objects.create(official=head, post=post, first_seen="2031-05-05", last_seen="2031-06-07")
    for day, newspaper in (("2031-05-05", "云川日报"), ("2031-05-06", "云川晚报"), ("2031-06-07", "云川日报")):
        made = factories.article(factories.page(factories.issue(day, newspaper=newspaper)), f"禾东篱说防汛。{FLOOD}")
        factories.article_place(county, made, primary=True)
        seen = factories.appearance(head, made, roles=["调研"])
        TenureProof.objects.create(tenure=tenure, appearance=seen, kind="seen")
    factories.appearance(other, made)
    kept = {"miniature": miniature_of(photograph(1)), "page": 0, "box": [30, 80, 270, 240], "file": "", "width": 0}
    made.photographs = [kept]
    made.save()
    index([made])


@pytest.fixture
def server(live_server, settings, archive):
    settings.SITE_URL = live_server.url
    return live_server.url


def test_each_recipe_prints_what_it_promises(server, capsys):
    kitchen, printed = {}, []
    for recipe in RECIPES:
        exec(recipe.replace("http://127.0.0.1:8000", server), kitchen)
        printed.append(capsys.readouterr().out)
    pictured = Article.objects.exclude(photographs=[]).get().public_id
    assert printed == [
        "",
        "禾丰县县长 ['禾东篱']\n",
        "2031-05 2\n2031-06 1\n",
        "禾东篱 [('石见川', 1)]\n",
        f"{pictured} {server}/photographs/{pictured}/1-960.webp \n",
        "47 禾东篱说防汛。五月六日清 ['2031-05-05', '2031-05-06', '2031-06-07']\n",
        "304\n",
    ]


def test_pages_of_a_list_are_all_read(server):
    page = factories.page(factories.issue("2031-07-01"))
    for number in range(101):
        factories.article(page, f"第{number}篇。", position=number + 1)
    assert len({article["id"] for article in Archive(server).every("articles")}) == 104
    assert len(list(Archive(server).every("articles", limit=40, from_="2031-07-01"))) == 101
    assert Archive(f"{server}/").count(place=["hefeng"], to="2031-05-31") == 2


def test_what_is_refused_is_told_with_the_parameter_at_fault(server):
    with pytest.raises(Refused, match=r"^400 .*; colour: 没有这个参数。$"):
        Archive(server).get("articles", colour="red")
    with pytest.raises(Refused, match=r"^400 .*; place: There is no such place\.$"):
        next(Archive(server, english=True).every("articles", place="nowhere"))
    with pytest.raises(Refused, match=r"^404") as refused:
        Archive(server).get("articles/none")
    assert (refused.value.status, refused.value.errors) == (404, [])
    with pytest.raises(URLError):
        Archive("http://127.0.0.1:9").get("articles")


def test_an_answer_that_is_not_the_apis_is_no_riddle(server):
    with pytest.raises(Refused, match=r"^404 Not Found$"):
        Archive(f"{server}/no-archive").get("articles")


def test_the_page_of_the_api_gives_the_client_away(client):
    assert '<a href="/static/xianwen.py" download="xianwen.py">' in client.get("/api/docs").content.decode()
