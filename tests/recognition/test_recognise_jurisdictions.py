"""Whose office a title is: the place printed in it, or the one that the story speaks from."""

import pytest

CASES = [
    # the place in the title
    ("石桥区委书记李超讲话。", "石桥区", "county"),
    # the smallest place in the title
    ("青禾县柳溪镇东坡村党支部书记秦川介绍。", "东坡村", "village"),
    # 市 of the paper's city, though the story is about a county-level city
    ("市委副书记刘涛到松坪市调研。", "白泽市", "city"),
    # 市 of the county-level city whose office was printed before
    ("松坪市委书记卢平讲话。市政协主席周奇列席。", "松坪市", "county"),
    # 区 of the zone that the story names, 县 of the county
    ("示范区召开会议。区领导高飞参加。", "城乡一体化示范区", "county"),
    ("青禾县召开会议。县领导高飞参加。", "青禾县", "county"),
    # … of the county in which the named town lies
    ("东风街道开展宣讲。区领导高飞参加。", "石桥区", "county"),
    ("省委书记楼阳调研。", "云泽省", "province"),
    ("习近平总书记强调。", "中央", "central"),
    ("全国人大常委会副秘书长曹卫带队调研。", "中央", "central"),
    # a title that tells no place follows the one before it
    ("青禾县人大常委会主任刘成、党组成员杨枝参加。", "青禾县", "county"),
    # another city's zone, and a county far away
    ("由南屏高新区党工委书记凌兵带领的考察团来访。", "南屏高新区", "county"),
    ("曹县县委书记张千山考察。", "曹县", "county"),
    # … as the paper prints it, which may be older than the list of divisions, or shorter
    ("曹县、邵东县来访。邵东县委书记卢平讲话。", "邵东县", "county"),
    ("邵东市来访。邵东市委书记卢平讲话。", "邵东市", "county"),
    ("威宁自治县副县长卢平讲话。", "威宁自治县", "county"),
    # … also where two places have borne the name
    ("永定县副县长卢平讲话。", "永定县", "county"),
    # of posts in two places the one nearer to the story
    ("白泽市人大常委会副主任、松坪市委书记卢平讲话。", "松坪市", "county"),
]


@pytest.mark.parametrize(("sentence", "place", "level"), CASES)
def test_a_title_belongs_to_a_place(read, sentence, place, level):
    official = read(sentence).officials[-1]
    assert (official.jurisdiction_name, official.level) == (place, level)


def test_a_page_lends_its_county_to_a_story_that_names_none(gazetteer):
    from articles.recognition import Story, recognise

    stories = [
        Story((), ("示范区召开会议，区领导高飞参加。",), dateline="本报讯", page="A02"),
        Story((), ("全区掀起热潮，区领导赵生到场。",), dateline="本报讯", page="A02"),
    ]
    second = recognise(stories, gazetteer)[1]
    assert second.officials[0].jurisdiction_name == "城乡一体化示范区"
    assert [(place.name, place.primary) for place in second.places] == [("城乡一体化示范区", True)]


def test_a_far_county_has_its_printed_name_also_where_a_story_names_its_town_or_office_only(gazetteer):
    from articles.recognition import Story, recognise

    texts = ("邵东县两市塘街道开展巡查。邵东县表示欢迎。县长卢平到场。", "邵东的经验受到关注。邵东县委书记武国带队。")
    found = recognise([Story((), (text,), dateline="本报讯") for text in texts], gazetteer)
    assert [story.officials[0].jurisdiction_name for story in found] == ["邵东县", "邵东县"]
    assert found[0].places[0].name == "邵东县"


def test_titles_that_tell_no_place_become_one_doubt(read):
    found = read("县委书记陆东主持会议，县长顾标出席会议。")
    assert [doubt.kind for doubt in found.doubts] == ["jurisdiction"]
    assert "陆东" in found.doubts[0].reason and "顾标" in found.doubts[0].reason


def test_a_paper_from_elsewhere_is_not_read_as_the_home_citys(gazetteer):
    """The marked city is home, unless the stories name only another one."""
    from articles.recognition import Story, recognise

    text = "许昌市建安区、禹州市、长葛市参加会议。市委书记武国主持会议。"
    assert recognise([Story((), (text,), dateline="本报讯")], gazetteer)[0].officials[0].jurisdiction_name == "许昌市"


def test_a_county_that_several_cities_have_is_told_with_its_city(read):
    found = read("开封市鼓楼区区长罗成、南京市鼓楼区区长米兰出席。")
    assert [(one.jurisdiction_name, one.jurisdiction_parent) for one in found.officials] == [
        ("鼓楼区", "开封市"),
        ("鼓楼区", "南京市"),
    ]
    assert [(place.name, place.parent_name) for place in found.places] == [("鼓楼区", "开封市"), ("鼓楼区", "南京市")]


def test_the_papers_own_places_need_no_city(read):
    (found,) = read("青禾县县长罗成出席。").officials
    assert (found.jurisdiction_name, found.jurisdiction_parent) == ("青禾县", "")
