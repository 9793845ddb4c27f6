"""The source beside an article, and the whole source of its page: whose each line is, and what is withheld."""

import re

import pytest

from articles import corrections
from articles.browsing.stories.plans import shapes_of
from articles.corrections import Decision
from articles.models import Article
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db

TEXT = "云川日报\n\n防汛会议召开\n本报讯 会议召开。\n\n会议要求抓好落实。\n石桥修路\n石桥县修路三公里。\n责任编辑 某\n"
DECISION = Decision(who="zhubian", reason="本人申请")


@pytest.fixture
def page():
    return factories.page(factories.issue(slug="2031-05-06"), source=factories.source(TEXT))


@pytest.fixture
def article(page):
    return story(page, [("本报讯 会议召开。", 4), ("会议要求抓好落实。", 6)], headline="防汛会议召开", at=3)


@pytest.fixture
def road(page):
    return story(page, [("石桥县修路三公里。", 8)], headline="石桥修路", at=7)


def story(page, paragraphs, headline, at) -> Article:
    """An article whose paragraphs and headline each know their line."""
    lines = [at, *(line for _text, line in paragraphs)]
    return factories.article(
        page,
        headline=headline,
        heading_blocks={"headline": [{"text": headline, "lines": [[at, at]]}]},
        source_lines=[[number, number] for number in sorted(lines)],
        **{"paragraphs": [{"text": text, "role": "body", "lines": [[n, n]], "segments": []} for text, n in paragraphs]},
    )


def runs_of(answer) -> list[tuple[bool, str, list[tuple[str, str]]]]:
    """(whether it is the article's own, what its link or label says, its numbered lines) of each run."""
    found = []
    for own, run in re.findall(r'<div class="run( own)?">(.*?)</div>', answer.content.decode(), re.S):
        label = re.sub(r"<[^>]*>", "", re.search(r'class="whose".*', run)[0].split("<p", 1)[0])
        found.append((bool(own), label.split(">", 1)[1], re.findall(r'data-n="(\d+)">(.*?)</span>', run)))
    return found


def test_the_lines_of_an_article_stand_among_those_of_others(client, article, road):
    assert runs_of(client.get(article.get_absolute_url())) == [
        (False, "不属于报道", [("1", "云川日报")]),
        (True, "标题", [("3", "防汛会议召开")]),
        (True, "第1段", [("4", "本报讯 会议召开。")]),
        (True, "第2段", [("6", "会议要求抓好落实。")]),
        (False, "别篇：石桥修路", [("7", "石桥修路"), ("8", "石桥县修路三公里。")]),
    ]


def test_paragraphs_and_lines_link_to_each_other(client, article, road):
    links = links_of(client.get(article.get_absolute_url()))
    html = client.get(article.get_absolute_url()).content.decode()
    for number, line in ((1, 4), (2, 6)):
        assert f"#L{line}" in links and f'id="L{line}"' in html
        assert f"#p{number}" in links and f'id="p{number}"' in html
    assert road.get_absolute_url() in links


def test_a_line_shows_its_text_and_no_markup(client, archive):
    assert "&lt;b&gt;本报讯&lt;/b&gt;" in client.get(archive.main.get_absolute_url()).content.decode()


def test_anchors_of_a_story_in_parts_are_unique(client, archive):
    html = client.get(archive.main.get_absolute_url()).content.decode()
    anchors = re.findall(r' id="([^"]+)"', html)
    assert len(anchors) == len(set(anchors)) and {"p1", "part2-p1"} <= set(anchors)


def test_a_long_article_is_cut_and_leads_to_the_whole(client):
    lines = [f"第{number}行的文字，写得很长很长很长很长很长很长很长很长。" for number in range(1, 1001)]
    page = factories.page(factories.issue(), source=factories.source("\n".join(lines)))
    long = story(page, [(text, number + 1) for number, text in enumerate(lines[1:], 1)], "很长", 1)
    answer = client.get(long.get_absolute_url())
    shown = [number for _own, _label, lines in runs_of(answer) for number, _text in lines]
    assert 100 < len(shown) < 300 and "其余见整版原文" in text_of(answer)
    assert f"{long.get_absolute_url()}source/?from=898#L900" in links_of(answer)  # where paragraph 899 comes from
    whole = client.get(f"{long.get_absolute_url()}source/", {"from": 898})
    assert runs_of(whole)[2] == (True, "第899段", [("900", lines[899])])


def test_the_whole_source_is_read_page_after_page(client, article, road):
    url = f"{article.get_absolute_url()}source/"
    first = runs_of(client.get(url))
    assert [text for _own, _label, lines in first for _number, text in lines] == [
        line for line in TEXT.split("\n") if line
    ]
    assert runs_of(client.get(url, {"from": 7}))[0][2][0] == ("7", "石桥修路")
    assert url in links_of(client.get(url, {"from": 7}))
    for wrong in ("0", "x", "99999999999999"):
        assert client.get(url, {"from": wrong}).status_code == 404
    assert client.get(url, {"from": 500}).status_code == 200


def test_the_sheets_of_a_long_source_miss_no_line(client):
    page = factories.page(factories.issue(), source=factories.source("字" + "\n" * 2_500 + "末"))
    url = f"{story(page, [('字', 1)], '字', 1).get_absolute_url()}source/"
    following = re.search(r'rel="next nofollow" href="([^"]+)"', client.get(url).content.decode())[1]
    assert "末" in text_of(client.get(url + following))


def test_the_source_of_one_page_shows_nothing_of_the_next(client, article, road):
    other = factories.page(article.issue, "A02", source=article.source)
    story(other, [("责任编辑 某", 9)], "另版", 9)
    shown = text_of(client.get(f"{article.get_absolute_url()}source/"))
    assert "石桥修路" in shown and "责任编辑" not in shown


def test_nothing_of_a_withdrawn_article_is_shown_in_its_neighbours_source(client, article, road):
    corrections.withdraw(road, DECISION, "2031-1")
    for url in (article.get_absolute_url(), f"{article.get_absolute_url()}source/"):
        html = client.get(url).content.decode()
        assert "会议要求抓好落实" in html and "石桥" not in html
    assert client.get(f"{road.get_absolute_url()}source/").status_code == 410


def test_a_delisted_article_shows_its_own_source_and_no_other_shows_it(client, article, road):
    corrections.delist(road, DECISION, "2031-2")
    assert "石桥" not in client.get(article.get_absolute_url()).content.decode()
    for url in (road.get_absolute_url(), f"{road.get_absolute_url()}source/"):
        assert (True, "标题", [("7", "石桥修路")]) in runs_of(client.get(url))


def test_a_masked_name_is_masked_in_every_source_that_shows_the_line(client, page, article):
    page.source.text = TEXT.replace("石桥修路\n石桥县修路", "修路\n石\n桥县修路").replace("责任编辑 某", "石桥县人说")
    page.source.save()
    road = story(page, [("石桥县修路三公里。", 8)], "修路", 7)
    corrections.mask(road, "石桥县", DECISION, "2031-3")
    for url in (road.get_absolute_url(), f"{article.get_absolute_url()}source/"):
        html = client.get(url).content.decode()
        assert "石桥" not in html and "桥县" not in html and "石某某" in html
    rest = client.get(f"{article.get_absolute_url()}source/?from=9").content.decode()
    assert "桥县" not in rest and "某某修路" in rest


def test_a_masked_name_that_goes_on_in_the_next_column_is_masked(client, page):
    page.source.text = "修路\n石桥\n另一栏的一行\n县修路。\n"
    page.source.save()
    road = story(page, [("石桥县修路。", 2)], "修路", 1)
    road.paragraphs[0]["lines"] = [[2, 2], [4, 4]]
    road.save()
    corrections.mask(road, "石桥县", DECISION, "2031-4")
    html = client.get(f"{road.get_absolute_url()}source/").content.decode()
    assert "石某" in html and "某修路" in html and "另一栏的一行" in html and "石桥" not in html


def test_where_the_article_stands_is_drawn_from_the_boxes(client, article, road):
    boxes = {"3": [0, 10, 10, 90, 30], "4": [0, 10, 34, 90, 44], "8": [0, 120, 10, 190, 30], "9": [1, 500, 9, 600, 20]}
    type(article.source).objects.update(form="pdf", boxes=boxes)
    html = client.get(article.get_absolute_url()).content.decode()
    assert '<rect class="own" x="10" y="10" width="80" height="34"/>' in html
    assert '<rect x="120" y="10" width="70" height="20"/>' in html
    assert html.count("<rect") == 3  # the leaf, the article, and the other; nothing of the next page


def test_columns_of_one_article_are_shapes_of_their_own():
    boxes = {"1": [0, 10, 10, 90, 20], "2": [0, 100, 10, 190, 20], "3": [0, 100, 24, 190, 34]}
    assert [(shape.x, shape.bottom) for shape in shapes_of(boxes, {1, 2, 3})] == [(10, 20), (100, 34)]


def test_officials_of_all_parts_are_listed_once(client, archive):
    other = factories.official("石见川", pinyin="shi jian chuan")
    factories.appearance(other, archive.rest, title="镇长")
    html = client.get(archive.main.get_absolute_url()).content.decode()
    people = html.split('<ul class="people">')[1].split("</ul>")[0]
    assert people.count("禾东篱") == 1 and people.count("石见川") == 1


def test_cards_of_names_say_office_count_and_last_day(client, archive):
    html = client.get(archive.main.get_absolute_url()).content.decode()
    card = html.split(f'data-for="{archive.official.get_absolute_url()}"')[1].split("</div>")[0]
    assert re.sub(r"<[^>]*>", "|", card).replace("||", "|") == ">|禾东篱|禾丰县县长|3 篇，最后见报 2031年5月6日|"
