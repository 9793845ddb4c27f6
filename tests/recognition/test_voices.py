"""Whose 市 is meant follows from the newspaper's name, from who brings a story, and from what its titles print."""

import pytest

from articles.recognition import Story, recognise
from articles.recognition.mastheads import place_of

ABOUT_A_COUNTY = Story((), ("禹州市委副书记、市长林远到禹州市鸿畅镇调研，禹州市副市长陈平参加。",), dateline="本报讯")
OF_THE_CITY = Story((), ("市委书记江一帆主持召开会议并讲话。",), dateline="本报讯")


@pytest.mark.parametrize(
    ("newspaper", "place"),
    [
        ("许昌日报", "许昌市"),
        ("许昌日报数字报", "许昌市"),
        ("大同日报", "大同市"),
        ("郑州晚报", "郑州市"),
        ("今日禹州", "禹州市"),
        ("禹州日报", "禹州市"),
        ("滑县报", "滑县"),
        ("吉林日报", None),
        ("新华日报", None),
        ("东方早报", None),
        ("江南晚报", None),
        ("人民日报", None),
        ("光明日报", None),
        ("", None),
    ],
)
def test_a_newspapers_name_tells_whose_it_is(gazetteer, newspaper, place):
    found = place_of(newspaper, gazetteer)
    assert (found.name if found else None) == place


@pytest.mark.parametrize(
    ("newspaper", "city"),
    [("许昌日报", "许昌市"), ("禹州日报", "禹州市"), ("白泽日报", "白泽市"), ("河南日报", "许昌市")],
)
def test_the_papers_city_is_meant_though_a_county_is_named_more_often(gazetteer, newspaper, city):
    found = recognise([ABOUT_A_COUNTY, ABOUT_A_COUNTY, OF_THE_CITY], gazetteer, newspaper=newspaper)[-1]
    assert found.officials[0].jurisdiction_name == city


@pytest.mark.parametrize(
    "opening",
    ["松坪网消息 ", "云上松坪消息 ", "今日松坪网讯 ", "松坪市融媒体中心讯 ", "白泽日报社松坪融媒讯 "],
)
def test_a_story_of_a_small_citys_newsroom_speaks_as_that_city(read, opening):
    found = read(f"{opening}9月18日，市委书记马成林主持会议，副市长王大伟参加。")
    assert {one.name: one.jurisdiction_name for one in found.officials} == {"马成林": "松坪市", "王大伟": "松坪市"}


def test_visitors_of_a_small_city_come_to_us(read):
    text = "省政协提案委员会副主任张宏来我市调研，市领导王大伟陪同。调研中，王大伟表示将在白泽市政协指导下继续努力。"
    found = read(text, headings=("省政协领导来松坪市调研",))
    assert {one.name: one.jurisdiction_name for one in found.officials}["王大伟"] == "松坪市"


@pytest.mark.parametrize(
    ("headline", "text", "city"),
    [
        ("松坪市召开防汛推进会", "10月9日，松坪市召开防汛推进会。市委书记马成林主持。", "松坪市"),
        # the large city is named, or spoken for, or its leaders come to what is opened
        ("松坪市召开防汛推进会", "10月9日，松坪市召开防汛推进会。白泽人关心汛情，市委书记马成林主持。", "白泽市"),
        ("松坪市召开防汛推进会", "10月9日，松坪市召开防汛推进会。我市入汛较早，市委书记马成林到会。", "白泽市"),
        ("松坪市举行大桥开工仪式", "10月9日，松坪市举行大桥开工仪式。市委书记马成林出席。", "白泽市"),
    ],
)
def test_a_small_citys_own_meeting_is_led_by_its_own_leaders(read, headline, text, city):
    assert read(text, headings=(headline,)).officials[0].jurisdiction_name == city


def test_a_prefecture_paper_that_comes_to_a_small_city_stays_the_prefectures(read):
    text = "省政协提案委员会副主任张宏来我市调研，市领导王大伟陪同。"
    found = read(text, headings=("省政协领导来松坪市调研",))
    assert {one.name: one.jurisdiction_name for one in found.officials}["王大伟"] == "白泽市"


def test_a_story_of_the_large_city_on_a_small_citys_page_stays_the_large_citys(gazetteer):
    small = [
        Story((), (f"松坪市委书记马成林到企业调研。市委副书记王大伟参加，为松坪人民谋福祉，我市{deed}。",), page="3")
        for deed in ("发展快", "环境好", "项目多")
    ]
    large = Story((), ("昨日，市长林远对白泽的绿化工作作出批示，石桥、麦村两区干部敢打硬仗。",), page="3")
    found = recognise([*small, large], gazetteer)
    assert found[0].officials[1].jurisdiction_name == "松坪市"
    assert found[-1].officials[0].jurisdiction_name == "白泽市"
    assert [place.name for place in found[-1].places] == ["石桥区", "麦村区"]
