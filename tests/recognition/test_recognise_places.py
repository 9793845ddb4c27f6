"""Counties, towns and villages: what is named, what is only alike, and what the story is about."""

from datetime import date

import pytest

from articles.recognition import Gazetteer, PlaceRow, Story, recognise

HOME = (3, 4, 5, 6, 7)
"""The counties of the paper's own city."""

COUNTIES = [
    ("青禾县开展植树活动。", ["青禾县"]),
    # an alias, alone after a word that can stand before it, and with its bracket
    ("专家莅临示范区考察。示范区（高新区）召开会议。", ["城乡一体化示范区"]),
    # common nouns that end like the zone's alias
    ("推动创新驱动发展示范区建设，打造国家级农业示范区。", []),
    # another city's zone is another place
    ("南屏高新区考察团到来。", []),
    # the short name of a county-level city; a road of that name is none
    ("松坪：党员下沉一线", ["松坪市"]),
    ("松坪路改造完工。", []),
    # the county of a named town is meant
    ("柳溪镇召开大会。", ["青禾县"]),
]


@pytest.mark.parametrize(("sentence", "expected"), COUNTIES)
def test_counties(read, sentence, expected):
    assert [p.name for p in read(sentence).places if p.level == "county" and p.place in HOME] == expected


SMALL = [
    # a town and a village right after one another
    ("位于青禾县柳溪镇东坡村的超市", ["柳溪镇", "东坡村"]),
    # a village that the gazetteer lacks
    ("到柳溪镇骑龙庄村走访", ["柳溪镇", "骑龙庄村"]),
    ("该镇北洼村的王某", ["北洼村"]),
    # communities
    ("东风街道和谐里社区居民", ["东风街道", "和谐里社区"]),
    # a street office in its long form
    ("东风街道办事处组织", ["东风街道"]),
    # a township that has become a town
    ("云岭镇开展活动", ["云岭镇"]),
    # villages that are none
    ("麦村区集中村居环境整治，城中村改造，驻村入村，全镇12个村", []),
    ("社区工作者走进社区，与社区居民、村民交谈", []),
    ("柳溪镇各村、农村社区和重点村", ["柳溪镇"]),
    # a health centre is no community
    ("文景社区卫生服务中心", []),
    # two villages side by side, the second without its town
    ("柳溪镇坞头村、西岭村踊跃报名", ["柳溪镇", "坞头村", "西岭村"]),
    # a listed village of a named town, whatever stands before it
    ("柳溪镇修了路，山脚下的东坡村热闹起来", ["柳溪镇", "东坡村"]),
    # a community that keeps its village's name; what is only the village's
    ("柳溪镇坞头村社区和西岭村村口", ["柳溪镇", "坞头村社区", "西岭村"]),
    ("座谈会开在西岭村村部", ["西岭村"]),
    # a township that is gone, whose village is still listed
    ("一行沿着旅游公路来到东坡乡", ["东坡乡"]),
    # a name that begins like a word before names
    ("来到朝阳社区和回龙村", ["朝阳社区", "回龙村"]),
    # a township of a people
    ("南屏县石盘满族乡姚家庄村的玉米地", ["石盘满族乡", "姚家庄村"]),
    # an unlisted town beside a listed one
    ("先后来到南柳镇、柳溪镇察看", ["南柳镇", "柳溪镇"]),
    # what ends like a village and is none
    ("了解传统村落，帮邻村收麦，服务队走村入户，住在村、干在村，老人不出村就能体检", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SMALL)
def test_towns_and_villages(read, sentence, expected):
    assert [p.name for p in read(sentence).places if p.level in ("town", "village")] == expected


def test_namesakes_are_told_apart_by_their_county(read):
    found = read("松坪市朝霞街道开展活动。")
    assert [p.place for p in found.places if p.level == "town"] == [14]


def test_namesakes_without_a_county_stay_open(read):
    found = read("朝霞街道开展活动。")
    assert [(p.place, p.confidence < 1) for p in found.places if p.level == "town"] == [(None, True)]


def test_a_village_of_two_towns_is_the_named_towns(read):
    found = read("云岭乡东坡村喜获丰收。")
    assert [p.place for p in found.places if p.level == "village"] == [22]


def test_an_unlisted_village_knows_its_town(read):
    found = read("柳溪镇骑龙庄村喜获丰收。")
    assert [(p.place, p.parent) for p in found.places if p.level == "village"] == [(None, 10)]


def test_the_county_in_the_headline_is_what_the_story_is_about(read):
    found = read("督导青禾县、松坪市落实制度。", headings=("松坪市：筑牢防线",))
    assert {p.name: p.primary for p in found.places} == {"青禾县": False, "松坪市": True}


def test_a_county_named_only_in_an_officials_title_is_not(read):
    """A city's press conference with one county's official among the city's."""
    found = read("市财政局局长方舟、青禾县副县长罗成出席发布会。")
    assert [(p.name, p.primary) for p in found.places] == [("青禾县", False)]


def test_the_county_of_the_first_official_is(read):
    found = read("青禾县委书记马林主持会议。")
    assert [(p.name, p.primary) for p in found.places] == [("青禾县", True)]


def test_towns_by_form_where_the_gazetteer_has_none(gazetteer):
    """A paper from another province: its counties are known, its towns only by their form."""
    from articles.recognition import Story, recognise

    text = "成武县、郓城县、鄄城县开展活动。曹县青菏街道和普连集镇李庄村先行。"
    places = recognise([Story((), (text,), dateline="本报讯")], gazetteer)[0].places
    assert [p.name for p in places if p.level != "county"] == ["青菏街道", "普连集镇", "李庄村"]


def test_event_dates_are_the_days_of_the_event(read):
    printed = date(2022, 3, 31)
    assert read("3月30日上午，青禾县召开会议，传达3月29日的精神。", printed=printed).event_dates == (date(2022, 3, 30),)
    assert read("昨日下午，市领导到访。", printed=printed).event_dates == (date(2022, 3, 30),)
    assert read("截至3月20日，共开工9家。", printed=printed).event_dates == ()
    days = (date(2021, 12, 27), date(2021, 12, 28), date(2021, 12, 29))
    assert read("12月27日至29日，大会召开。", printed=printed).event_dates == days


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在南屏县石盘乡姚家庄村的玉米地。", {"石盘乡", "姚家庄村"}),
        ("在柳溪镇湖山村打谷场上。", {"柳溪镇", "湖山村"}),
        ("东风街道跃进社区老年助餐点。", {"东风街道", "跃进社区"}),
        ("今天他要去前步村给老人换药。", {"前步村"}),
        ("最远的松岭沟村离法庭48公里。", {"松岭沟村"}),
        ("昨日，凤凰社区居民郭阿姨送来锦旗。", {"凤凰社区"}),
        # a town that was a township when the paper was printed
        ("在青禾县柳溪乡举行仪式。", {"柳溪乡"}),
        # words, not names
        ("昔日的“散乱村”变了样，俺们村修了路，做到村不漏户，百企帮百村。", set()),
        ("县里要求下沉到村、落实到村，小病不出镇，听取了村里的意见。", set()),
    ],
)
def test_names_that_the_gazetteer_lacks_and_words_that_are_none(read, text, names):
    found = read(text)
    assert {place.name for place in found.places if place.level in ("town", "village")} == names


def test_what_comes_before_a_village_office_is_no_villages_name(read):
    found = read("青禾县委书记江一帆嘱咐村党支部书记耿玉兰加快进度，当场请社区党支部书记秦文山帮忙。")
    assert {one.name: one.title for one in found.officials if one.name != "江一帆"} == {
        "耿玉兰": "村党支部书记",
        "秦文山": "社区党支部书记",
    }


def test_a_county_named_like_a_word_is_one_in_a_list_of_counties():
    rows = [
        PlaceRow(1, "白泽市", "city", "9801", home=True),
        PlaceRow(2, "青禾县", "county", "980121", 1),
        PlaceRow(3, "博爱县", "county", "980122", 1),
    ]
    stories = [Story((), (text,)) for text in ("青禾、博爱等县要守好山头。", "青禾县弘扬博爱、奉献精神。")]
    found = recognise(stories, Gazetteer(rows))
    assert [[place.name for place in one.places] for one in found] == [["青禾县", "博爱县"], ["青禾县"]]
