"""What readers see of text that is nearly the same, and the drawings of shared text: what they show, and must not."""

import doctest
import gzip
import re

import pytest

from articles import corrections
from articles.browsing.stories import differing, spreads
from articles.corrections import Decision
from articles.models.issue import DateBasis
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db(transaction=True)

BY = Decision(who="zhubian", reason="与原报核对")
CITY = (
    "五月六日清晨，石桥河水位涨到三十一米，沿岸九个村的一千二百名群众连夜转移到镇中学和粮库。"
    "市防汛指挥部要求各县备足沙袋和救生衣，巡堤的人分作三班，日夜不断。"
)
COUNTY = (
    "六日清晨，石桥河水位涨到三十一米，沿岸四个村的六百名群众连夜转移到镇中学。"
    "市防汛指挥部昨日要求各县备足沙袋和救生衣，巡堤的人分作三班，日夜不断。"
)
MORE = "另据气象部门消息，今后三天雨带南移，全县大部有小到中雨，各级值班人员仍须坚守岗位，不得松懈。"
EXACT = "十二月三日夜里，北山一带降下今冬头场大雪，养路工人凌晨两点上路撒盐，早班客车准点开出。"


@pytest.fixture
def papers():
    """A story of the city's paper, and how a county's paper retells it two days later."""
    city = factories.page(factories.issue("2031-05-06", newspaper="云川晨报"))
    county = factories.page(factories.issue("2031-05-08", newspaper="禾丰报"), "02")
    return (
        factories.article(city, CITY, headline="连夜转移"),
        factories.article(county, COUNTY, MORE, headline="石桥河涨水"),
    )


def svgs(answer, figure: str) -> list[str]:
    return re.findall(rf'<figure class="{figure}">.*?</svg>', answer.content.decode(), re.DOTALL)


def test_it_is_marked_as_nearly_the_same_with_what_differs(client, papers):
    _city, county = papers
    page = client.get(county.get_absolute_url()).content.decode()
    body = page.split('<div class="body">')[1].split("</div>")[0]
    assert body.count('<span class="same nearly">六日清晨') == 1 and "略有改动" in body and ">近1</a>" in body
    quoted = page.split("<blockquote")[1].split("</blockquote>")[0]
    assert re.findall(r"<del><span[^>]*>只见于本篇：</span>(.*?)</del>", quoted) == ["四", "六", "昨日"]
    assert re.findall(r"<ins><span[^>]*>只见于那篇：</span>(.*?)</ins>", quoted) == ["九", "一千二", "和粮库。"]
    words = text_of(client.get(county.get_absolute_url()))
    assert "相同的有 62 字，占本篇 58%，字句略有改动" in words


def test_a_whole_that_is_nearly_the_same_says_so_and_what_differs(client, papers):
    city, _county = papers
    factories.article(factories.page(factories.issue("2031-05-09")), CITY.replace("九个", "十个"), headline="重登")
    words = text_of(client.get(city.get_absolute_url()))
    assert "本篇几乎全文都在其中（70 字），字句略有改动" in words
    assert "只见于本篇：九" in words and "只见于那篇：十" in words


def test_english_readers_hear_in_english_what_differs(client, papers):
    page = client.get(f"/en{papers[1].get_absolute_url()}").content.decode()
    assert '<ins><span class="unseen" lang="en">only in the other: </span>九</ins>' in page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_page_leaves_open_what_language_a_part_of_it_is_in(client, every_url, papers, prefix):
    for url in [*every_url, papers[1].get_absolute_url()]:
        assert 'lang=""' not in client.get(f"{prefix}{url}").content.decode(), url


def test_the_page_of_shared_text_has_it_with_the_first_differences(client, papers):
    words = text_of(client.get("/reuse/"))
    assert "2 篇都有，字句略有改动" in words and "禾丰报 02 要闻 对照" in words
    assert "只见于对照的一篇：四" in words and "只见于这篇：九" in words


def test_lists_files_feeds_and_the_api_count_it_alike(client, papers):
    page = factories.page(factories.issue("2031-06-01"))
    for title in ("头场雪", "瑞雪"):
        factories.article(page, EXACT, headline=title)
    factories.article(page, "小麦返青以后怎样浇水施肥，请看农技站的三条建议。", headline="麦田")
    titles = {"连夜转移", "石桥河涨水", "头场雪", "瑞雪"}
    assert "4 篇" in text_of(client.get("/reuse/")) and "4 篇" in text_of(client.get("/articles/?same=1"))
    assert client.get("/api/v1/articles?same=1").json()["count"] == 4
    for url in ("/articles.csv", "/articles.jsonl", "/articles.atom"):
        answer = client.get(f"{url}?same=1")
        text = b"".join(answer).decode()
        assert all(title in text for title in titles) and "麦田" not in text
    told = client.get("/api/v1/reuse").json()["results"]
    assert {each["title"] for text in told for each in text["articles"]} == titles
    assert [text["is_exact"] for text in told] == [True, False]


def test_the_api_has_both_texts(client, papers):
    city, county = papers
    (found,) = client.get(f"/api/v1/articles/{county.public_id}/related").json()["reused"]
    (nearly,) = found["nearly"]
    assert found["article"]["id"] == city.public_id and found["passages"] == [] and found["letters"] == 62
    assert nearly["text"] == COUNTY.removesuffix("。") and nearly["letters"] == 62
    assert nearly["there"] == CITY.removeprefix("五月").removesuffix("。")


@pytest.mark.parametrize("take_out", [corrections.withdraw, corrections.delist])
def test_what_was_taken_out_is_in_no_difference_and_no_drawing(client, papers, take_out):
    city, county = papers
    made = take_out(city, BY, "2031-7")
    for url in ("/reuse/", county.get_absolute_url()):
        answer = client.get(url)
        assert not svgs(answer, "spread") and not svgs(answer, "shares")
        assert "连夜转移" not in text_of(answer).replace("连夜转移到", "") and "粮库" not in text_of(answer)
    corrections.lift(made, "zhubian")
    assert svgs(client.get("/reuse/"), "spread")


def test_a_masked_name_is_in_no_difference(client):
    pages = [factories.page(factories.issue(day)) for day in ("2031-05-06", "2031-05-07")]
    one = factories.article(pages[0], CITY.replace("要求", "的禾东篱要求"))
    other = factories.article(pages[1], CITY)
    assert "禾东篱" in text_of(client.get(other.get_absolute_url())) and "禾东篱" in text_of(client.get("/reuse/"))
    corrections.mask(one, "禾东篱", BY, "2031-8")
    assert "禾东篱" not in text_of(client.get(other.get_absolute_url()))
    assert "禾东篱" not in text_of(client.get("/reuse/"))


def test_prints_are_drawn_by_newspaper_and_day_the_earliest_filled(client, papers):
    (drawing,) = svgs(client.get("/reuse/"), "spread")
    assert re.findall(r'<text x="0"[^>]*>([^<]*)<', drawing) == ["云川晨报", "禾丰报"]
    marks = re.findall(r"<title>(\S+) (\S+) .*?</title><circle( class=\"first\")? cx=\"([\d.]+)\"", drawing)
    assert marks == [
        ("2031-05-06", "云川晨报", ' class="first"', "7.0"),
        ("2031-05-08", "禾丰报", "", "393.0"),
    ]
    assert 'aria-hidden="true"' in drawing and papers[0].get_absolute_url() in drawing
    words = text_of(client.get("/reuse/"))
    assert "先后相隔 2 天" in words and words.index("最早 ") < words.index("选石桥河涨水")
    assert svgs(client.get(papers[1].get_absolute_url()), "spread")


def test_prints_of_one_day_are_not_drawn_and_none_is_the_earliest(client):
    for newspaper in ("云川日报", "云川晚报"):
        factories.article(factories.page(factories.issue("2031-05-06", newspaper=newspaper)), EXACT)
    answer = client.get("/reuse/")
    assert not svgs(answer, "spread") and "最早" not in text_of(answer)


def test_a_drawing_says_which_days_were_inferred_and_what_it_leaves_out(client, papers):
    guessed = {"date_basis": DateBasis.INFERRED, "date_from": "2031-05-07", "date_to": "2031-05-07"}
    factories.article(factories.page(factories.issue("2031-05-07", newspaper="云川晚报", **guessed)), CITY)
    factories.article(factories.page(factories.issue(None, newspaper="")), CITY)
    (drawing, *_others) = svgs(client.get("/reuse/"), "spread")
    assert drawing.count("<circle") == 3 and drawing.count("stroke-dasharray") == 1
    words = text_of(client.get("/reuse/"))
    assert "虚线圈的日期是推断的" in words and "日期不明的 1 篇没有画" in words


def test_an_article_shows_how_much_of_it_stands_elsewhere_and_in_what_order_it_was_printed(client, papers):
    _city, county = papers
    snow = factories.article(factories.page(factories.issue("2031-05-10")), MORE, headline="今后三天有雨")
    answer = client.get(county.get_absolute_url())
    (drawing,) = svgs(answer, "shares")
    assert drawing.count('class="track"') == 2 and drawing.count('class="bar nearly"') == 1
    assert drawing.count('class="bar"') == 1 and snow.get_absolute_url() in drawing
    words = text_of(answer)
    assert "本篇 107 字，有 103 字（96%）也见于下列各篇" in words
    rows = words.split("本篇和有同样文字的各篇")[1]
    assert rows.index("连夜转移") < rows.index("02 要闻本篇") < rows.index("今后三天有雨")
    assert {"#p1", "#p2"} <= set(links_of(answer))


def test_a_page_full_of_changed_copies_is_light_and_of_few_queries(client, django_assert_max_num_queries):
    days = [factories.page(factories.issue(f"2031-01-0{day}")) for day in range(1, 9)]
    for number in range(10):
        text = "".join(chr(0x4E00 + number * 600 + at) for at in range(500))
        for copy, page in enumerate(days):
            changed = "".join(text[at : at + 40] + chr(0x9000 + copy) * (at % 7) for at in range(0, 500, 40))
            factories.article(page, changed, headline=f"关于第{number}号项目环境影响评价的公告")
    with django_assert_max_num_queries(20):
        answer = client.get("/reuse/")
    assert len(svgs(answer, "spread")) == 10
    assert len(gzip.compress(answer.content)) < 30 * 1024


def test_examples_of_the_docstrings():
    assert doctest.testmod(spreads).failed == doctest.testmod(differing).failed == 0
