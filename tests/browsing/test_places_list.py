"""The list of places: by name or pinyin, level, county and time, with counts."""

import re

import pytest

from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(archive):
    """Beside those of the archive: a village of the town, and a town of the other county, in later news."""
    village = factories.place("水磨村", "village", slug="shuimo-cun", parent=archive.town)
    upper = factories.place("上柳镇", "town", slug="shangliu-zhen", parent=archive.other, aliases=["柳河乡"])
    later = factories.page(factories.issue("2031-08-01"))
    for _ in range(3):
        factories.article_place(upper, factories.article(later, "上柳镇通了车。"))
    factories.article_place(village, archive.old)
    factories.place("无人提及村", "village", slug="wuren-cun", parent=archive.town)
    return archive


def names_of(page):
    assert page.status_code == 200
    return re.findall(r'<th scope="row"><a href="[^"]+" lang="zh-Hans">([^<]+)</a>', page.content.decode())


FOUND = [
    ("q=柳", ["上柳镇", "柳塘镇"]),  # most articles first
    ("q=柳河", ["上柳镇"]),  # another name
    ("q=liu", ["柳塘镇"]),  # the beginning of the pinyin
    ("q=Shui mo", ["水磨村"]),
    ("level=village", ["水磨村"]),
    ("county=hefeng", ["禾丰县", "柳塘镇", "水磨村"]),  # with itself and all below
    ("county=hefeng&level=town", ["柳塘镇"]),
    ("since=2031-05-07", ["上柳镇"]),
    ("since=2031-01-01&sort=name", ["禾丰县", "柳塘镇", "上柳镇"]),
    ("sort=latest", ["上柳镇", "禾丰县", "柳塘镇", "水磨村"]),
    ("sort=name", ["禾丰县", "柳塘镇", "上柳镇", "水磨村"]),
    ("q=查无此地", []),
]


@pytest.mark.parametrize(("asked", "expected"), FOUND)
def test_places_are_found(client, places, asked, expected):
    assert names_of(client.get(f"/places/?{asked}")) == expected


def test_numbers_lead_to_the_articles_that_they_count(client, places):
    page = client.get("/places/?since=2031-01-01&county=hefeng")
    assert "/articles/?from=2031-01-01&amp;place=hefeng" in links_of(page)
    assert "禾丰县 云川市" in text_of(page) and "篇数自 2031年1月1日 起" in text_of(page)
    assert re.search(r"禾丰县 云川市\s*县级\s*2\s*2031-05-06", text_of(page).replace("</td>", " "))
    assert "2 篇" in text_of(client.get("/articles/?from=2031-01-01&place=hefeng"))


def test_each_choice_says_how_many_places_it_has(client, places):
    words = text_of(client.get("/places/?county=hefeng&level=town"))
    assert "县级 1" in words and "乡级 1" in words and "村级 1" in words  # in this county
    assert "禾丰县 1" in words and "石桥县 1" in words  # of this level


def test_nothing_asked_shows_the_counties_with_their_towns(client, places):
    page = client.get("/places/?q=&level=&county=&since=&sort=")
    assert '<section class="sheet">' in page.content.decode()
    assert names_of(page) == []


def test_nothing_found_helps_on(client, places):
    assert "没有报道提到这样的地方" in text_of(client.get("/places/?q=查无此地"))
    assert "后面没有更多" in text_of(client.get("/places/?level=town&page=9"))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("level=central", "central"),
        ("county=nowhere", "没有这个地方"),
        ("county=liutang", "没有这个地方"),
        ("since=2031-02-30", "日期请写成"),
        ("sort=size", "size"),
        ("page=0", "1"),
        ("q=" + "很" * 21, "20"),
    ],
)
def test_an_invalid_value_is_said_and_nothing_listed(client, places, asked, says):
    page = client.get(f"/places/?{asked}")
    assert page.status_code == 400
    assert says in text_of(page).split("查找")[1]


def test_a_long_list_has_pages(client, archive):
    for number in range(70):
        factories.article_place(factories.place(f"{number}号村", "village"), archive.old)
    first = client.get("/places/?level=village")
    following = re.search(r'href="(\?[^"]+)" rel="next nofollow"', first.content.decode())[1].replace("&amp;", "&")
    both = names_of(first) + names_of(client.get("/places/" + following))
    assert len(names_of(first)) == 60 and sorted(both) == sorted(f"{number}号村" for number in range(70))
    assert "70 处" in text_of(first)


@pytest.mark.parametrize("more", [0, 5])
def test_queries_do_not_grow(client, places, django_assert_num_queries, more):
    for number in range(more):
        factories.article_place(factories.place(f"{number}号村", "village", parent=places.town), places.old)
    with django_assert_num_queries(4):
        client.get("/places/?level=village&county=hefeng")
