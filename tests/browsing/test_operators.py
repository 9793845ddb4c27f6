"""Fields, distance and boxes: what a search may ask, the same in the list, its files, its feed and the API."""

from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest

from tests.markup import text_of

pytestmark = pytest.mark.django_db

FINDING = [
    "标题:防汛",
    "标题：检查 禾东篱",
    "作者:秋问渠",
    "栏目:在行动",
    "县长 ~4 柳塘镇 -标题:旧闻",
    "县长禾东篱 ~1 柳塘镇",
    "(防汛 | 抗旱) 禾东篱 -(旧闻 | 修路)",
    "标题：（防汛 (检查 | 演练)）",
    "禾冬篱~ 柳塘镇",
]
FAULTY = [
    ("标题:", "须紧跟要找的词"),
    ("防汛 ~10", "须写在两个词之间"),
    ("防汛 ~5 标题:检查", "一次只连两个词"),
    ("-防汛", "还须写一个要找的词"),
    ("(防汛 | (检查 演练)", "第 1 个字符“(”之后，没有与它成对的括号"),
    ("防汛）", "第 3 个字符“）”之前，没有与它成对的括号"),
    ("防汛~", "三到十二个字"),
]
LISTS = ["/articles/", "/articles.jsonl", "/articles.csv", "/articles.atom", "/api/v1/articles"]


def body(answer):
    return b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()


@pytest.mark.parametrize("url", LISTS)
@pytest.mark.parametrize("q", FINDING)
def test_fields_and_distance_find_the_same_everywhere(client, archive, url, q):
    answer = client.get(url, {"q": q})
    assert answer.status_code == 200
    found = body(answer)
    assert archive.main.public_id in found
    assert not any(other.public_id in found for other in (archive.photo, archive.old))


@pytest.mark.parametrize("url", LISTS)
@pytest.mark.parametrize(("q", "says"), FAULTY)
def test_an_expression_that_is_not_one_is_refused_in_words_everywhere(client, archive, url, q, says):
    answer = client.get(url, {"q": q})
    assert answer.status_code == 400
    assert says in body(answer)
    assert archive.main.public_id not in body(answer)


def test_what_was_typed_wrongly_is_there_to_be_mended(client, archive):
    assert 'value="防汛 标题:"' in client.get("/articles/", {"q": "防汛 标题:"}).content.decode()
    assert 'value="-防汛"' in client.get("/trends/", {"w": ["-防汛", "县"]}).content.decode()


def test_the_list_says_how_expressions_are_written(client, archive):
    words = text_of(client.get("/articles/"))
    for example in ("标题:防汛", "防汛 ~10 演练", "防汛 | 抗旱", "防汛 -演练", "防汛指挥部~", "标题:(防汛 | 抗旱)"):
        assert example in words


def test_the_api_says_it_too(client):
    described = client.get("/api/v1/openapi.json").json()["paths"]["/articles"]["get"]["parameters"]
    assert any("“甲 | 乙”" in each["description"] for each in described if each["name"] == "q")


def test_a_word_with_another_letter_is_marked_as_it_is_printed(client, archive):
    assert "<mark>禾东篱</mark>" in client.get("/articles/", {"q": "禾冬篱~"}).content.decode()
    article = client.get(archive.main.get_absolute_url(), {"q": "(禾冬篱~ | 无) -旧闻"}).content.decode()
    assert "<mark>禾东篱</mark>" in article


def test_an_expression_in_brackets_is_followed_over_time_and_leads_back(client, archive):
    asked = "(防汛 | 标题:旧闻) -(无 | 有)"
    page = client.get("/trends/", {"w": asked, "by": "year"})
    assert "2 篇" in text_of(page)
    assert f"/articles/?{urlencode({'q': asked})}&amp;from=2030-01-01" in page.content.decode()
    assert "旧闻一则" in text_of(client.get("/articles/", {"q": asked}))


BOXES = [
    ({"all": "防汛 演练"}, "防汛 演练"),
    ({"phrase": "防汛 演练", "none": "图片 广告"}, "“防汛 演练” -图片 -广告"),
    ({"any": "防汛　抗旱", "title": "县长 会议", "author": "秋问渠"}, "防汛 | 抗旱 标题:县长 标题:会议 作者:秋问渠"),
    ({"all": "-防汛| “演练” ~5)", "phrase": "”", "none": "(旧闻"}, "防汛 演练 5 -旧闻"),  # words, no operators
]


@pytest.mark.parametrize(("boxes", "expression"), BOXES)
def test_boxes_become_the_expression_that_says_the_same(client, boxes, expression):
    answer = client.get("/search/", {**boxes, "place": "hefeng", "author": boxes.get("author", "")})
    assert answer.status_code == 302
    path, asked = urlsplit(answer["Location"]).path, parse_qs(urlsplit(answer["Location"]).query)
    assert (path, asked) == ("/articles/", {"q": [expression], "place": ["hefeng"]})


def test_empty_boxes_lead_to_the_list(client, archive):
    answer = client.get("/search/?all=&none=", follow=True)
    assert answer.redirect_chain == [("/articles/", 302)]
    assert client.get(f"/search/?q={quote('防汛')}").status_code == 301
