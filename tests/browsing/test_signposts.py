"""Readers who search for a place, a person or an office are led to its page, and search inside it."""

import re

import pytest

from articles.models import Post, Tenure
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(archive):
    made = Post.objects.create(place=archive.county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    Tenure.objects.create(official=archive.official, post=made)
    return made


def pointed_to(page):
    """Where the line above the results leads."""
    line = re.findall(r'<p class="tags signposts">.*?</p>', page.content.decode(), re.S)
    return re.findall(r'href="([^"]+)"', line[0]) if line else []


@pytest.mark.parametrize("q", ["禾丰县", "禾丰新区", "禾豐縣", "防汛 禾丰县"])
def test_the_name_of_a_place_leads_to_it(client, archive, q):
    assert pointed_to(client.get("/articles/", {"q": q})) == ["/places/hefeng/"]


def test_the_name_of_an_official_and_of_a_post_leads_to_them(client, archive, post):
    assert pointed_to(client.get("/articles/", {"q": "禾东篱"})) == [archive.official.get_absolute_url()]
    assert pointed_to(client.get("/articles/", {"q": "禾丰县县长"})) == [post.get_absolute_url()]


def test_words_that_name_nothing_lead_nowhere(client, archive):
    factories.official("石见川")  # whom no article shows
    factories.place("远山县", slug="yuanshan", is_covered=False)  # that no article names
    for q in ("防汛", "石见川", "远山县", "木子白"):
        assert pointed_to(client.get("/articles/", {"q": q})) == []


def test_the_list_of_officials_finds_posts_as_well(client, archive, post):
    Post.objects.create(
        place_name="远山县", organisation="政府", role="县长", rank="chief", name="远山县县长"
    )  # unheld
    page = client.get("/officials/", {"q": "县长"})
    assert post.get_absolute_url() in links_of(page) and "远山县县长" not in text_of(page)
    assert "没有这样的官员" not in text_of(page)
    assert post.get_absolute_url() not in links_of(client.get("/officials/", {"q": "长"}))


@pytest.mark.parametrize("page", ["county", "official"])
def test_a_place_and_an_official_can_be_searched_in(client, archive, page):
    html = client.get(getattr(archive, page).get_absolute_url()).content.decode()
    form = re.search(r'<form class="search search-here".*?</form>', html, re.S)[0]
    hidden = re.search(r'<input type="hidden" name="(\w+)" value="([^"]+)">', form)
    found = client.get("/articles/", {hidden[1]: hidden[2], "q": "旧闻"})
    assert "1 篇" in text_of(found) and f"{archive.old.get_absolute_url()}?q=%E6%97%A7%E9%97%BB" in links_of(found)
