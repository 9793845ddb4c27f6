"""The page that lists what stands word for word in several articles of the archive."""

import gzip
import re

import pytest

from articles import corrections
from articles.browsing.stories.clusters import CLUSTERS_A_PAGE
from articles.corrections import Decision
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db

BY = Decision(who="zhubian", reason="与原报核对")
FLOOD = "五月六日清晨，石桥河水位涨到三十一米，沿岸九个村的一千二百名群众连夜转移到镇中学和粮库。"
SNOW = "十二月三日夜里，北山一带降下今冬头场大雪，养路工人凌晨两点上路撒盐，早班客车准点开出。"


@pytest.fixture
def papers():
    """A dispatch in a daily, and on the next day in an evening paper; and another text, printed twice on one day."""
    daily = factories.page(factories.issue("2031-05-06"))
    evening = factories.page(factories.issue("2031-05-07", newspaper="云川晚报"))
    winter = factories.page(factories.issue("2030-12-04"))
    return {
        "first": factories.article(daily, FLOOD, headline="连夜转移"),
        "again": factories.article(evening, "本报讯", FLOOD + "另据了解，堤上有人值守。", headline="石桥河涨水"),
        "snow": factories.article(winter, SNOW, headline="头场雪"),
        "snow again": factories.article(winter, SNOW, headline="瑞雪"),
        "alone": factories.article(daily, "小麦返青以后怎样浇水施肥，请看农技站的三条建议。", headline="麦田"),
    }


def told(answer) -> list[list[str]]:
    """The headlines of each cluster, in order."""
    parts = answer.content.decode().split("<blockquote")[1:]
    return [re.findall(r'<p class="title"[^>]*><a href="[^"]*">([^<]*)</a>', part) for part in parts]


def test_each_text_is_told_once_with_its_articles_as_they_were_printed(client, papers):
    answer = client.get("/reuse/")
    assert told(answer) == [["连夜转移", "石桥河涨水"], ["头场雪", "瑞雪"]]
    words = text_of(answer)
    assert FLOOD.removesuffix("。") in words and "麦田" not in words
    assert "云川晚报" in words and "相同 41 字" in words
    assert "/issues/2031-05" in "".join(links_of(answer)) and papers["again"].get_absolute_url() in links_of(answer)


def test_the_page_is_found_from_lists_articles_and_every_page(client, papers):
    assert "/reuse/" in links_of(client.get("/"))
    assert "/reuse/?q=%E8%BD%AC%E7%A7%BB" in links_of(client.get("/articles/?q=转移"))
    assert "看全档案里见于几篇的文字" in text_of(client.get(papers["first"].get_absolute_url()))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("newspaper=云川日报", [["连夜转移", "石桥河涨水"], ["头场雪", "瑞雪"]]),
        ("newspaper=云川晚报", [["连夜转移", "石桥河涨水"]]),
        ("to=2030-12-31", [["头场雪", "瑞雪"]]),
        ("from=2031-05-06&to=2031-05-06", [["连夜转移", "石桥河涨水"]]),
        ("q=标题:瑞雪", [["头场雪", "瑞雪"]]),
        ("q=麦田", []),
    ],
)
def test_one_article_of_a_text_must_meet_the_conditions(client, papers, query, found):
    answer = client.get(f"/reuse/?{query}")
    assert told(answer) == found
    assert found or "没有也见于别篇的文字" in text_of(answer)


def test_places_and_officials_are_conditions_too(client, papers):
    county, official = factories.place("石桥县", slug="shiqiao"), factories.official("石见川")
    factories.article_place(county, papers["again"], primary=True)
    factories.appearance(official, papers["snow"])
    assert told(client.get("/reuse/?place=shiqiao")) == [["连夜转移", "石桥河涨水"]]
    assert told(client.get(f"/reuse/?official={official.pk}")) == [["头场雪", "瑞雪"]]


def test_pages_tell_everything_once_and_end(client):
    days = [factories.page(factories.issue(day)) for day in ("2031-01-01", "2031-02-01", "2031-03-01")]
    for number in range(CLUSTERS_A_PAGE + 5):
        for page in days:
            text = f"第{number}号通告：" + chr(0x4E00 + number) * 40
            factories.article(page, text, headline=f"通告{number}")
    found, url = [], "/reuse/"
    while url:
        answer = client.get(url)
        found += told(answer)
        more = re.search(r'<a class="next" href="(\?[^"]*)"', answer.content.decode())
        url = more and "/reuse/" + more[1].replace("&amp;", "&")
    assert sorted(found) == sorted([f"通告{number}"] * 3 for number in range(CLUSTERS_A_PAGE + 5))
    assert "没有更多了" in text_of(client.get("/reuse/?after=1900-01-01-1-1"))


def test_what_was_taken_out_is_not_told(client, papers):
    corrections.withdraw(papers["snow again"], BY, "2031-1")
    corrections.delist(papers["again"], BY, "2031-2")
    answer = client.get("/reuse/")
    assert told(answer) == [] and "石桥河" not in text_of(answer)
    assert "还没有见于两篇报道的文字" in text_of(answer)


def test_a_masked_name_is_in_no_passage(client):
    text = "，记者从柳塘镇获悉，三日前他在自家门前种下第一百棵树苗并为它们挂上写有日期的木牌。"
    page = factories.page(factories.issue())
    one, _other = factories.article(page, "禾东篱" + text), factories.article(page, "禾东篱" + text)
    assert "禾东篱" in text_of(client.get("/reuse/"))
    corrections.mask(one, "禾东篱", BY, "2031-3")
    answer = client.get("/reuse/")
    assert len(told(answer)) == 1 and "禾东篱" not in text_of(answer)


def test_parts_of_one_story_are_no_two_articles(client):
    page = factories.page(factories.issue())
    one = factories.article(page, FLOOD)
    factories.article(page, FLOOD, kind="jump", continues=one)
    assert told(client.get("/reuse/")) == []


@pytest.mark.parametrize("wrong", ["after=x", "from=x", "official=0", "same=2&from=2031-13-01"])
def test_what_cannot_be_asked_is_said_in_words(client, papers, wrong):
    answer = client.get(f"/reuse/?{wrong}")
    assert answer.status_code == 400 and told(answer) == [] and 'role="alert"' in answer.content.decode()


def test_a_full_page_is_light_and_of_few_queries(client, django_assert_max_num_queries):
    days = [factories.page(factories.issue(f"2031-01-0{day}")) for day in range(1, 9)]
    for number in range(CLUSTERS_A_PAGE):
        for page in days:
            text = f"第{number}号通告：" + chr(0x4E00 + number) * 400
            factories.article(page, text, headline=f"关于第{number}号项目环境影响评价的公告")
    with django_assert_max_num_queries(20):
        answer = client.get("/reuse/")
    assert len(told(answer)) == CLUSTERS_A_PAGE
    assert len(gzip.compress(answer.content)) < 30 * 1024


def test_the_api_has_the_same_texts_whole_and_page_by_page(client, papers):
    answer = client.get("/api/v1/reuse?limit=1").json()
    (flood,) = answer["results"]
    assert flood["passage"] == FLOOD.removesuffix("。") and flood["letters"] == 41
    assert [each["id"] for each in flood["articles"]] == [papers["first"].public_id, papers["again"].public_id]
    (snow,) = client.get(answer["next"]).json()["results"]
    assert [each["title"] for each in snow["articles"]] == ["头场雪", "瑞雪"]
    assert client.get("/api/v1/reuse?newspaper=云川晚报").json()["results"] == [flood]
    assert client.get("/api/v1/reuse?sort=oldest").status_code == 400
