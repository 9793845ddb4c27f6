"""What papers of other provinces taught: whose words stand before a village, what ends no name, and who goes on."""

import pytest

TITLES = [
    # whoever asks a village's secretary is no village
    ("法庭邀请村党支部书记柏长河参加调解。", {"柏长河": "村党支部书记"}),
    ("他就动员村党支部书记江有田先种两亩。", {"江有田": "村党支部书记"}),
    # a department's inspector of food, one who was sent, the heads of a congress's groups
    ("县市场监督管理局食品安全总监岳见微提醒学校。", {"岳见微": "县市场监督管理局食品安全总监"}),
    ("某食品公司食品安全总监岳见微提醒学校。", {}),
    ("该村在省派第一书记岳见微的带领下修路。", {"岳见微": "省派第一书记"}),
    ("提案组组长、市政协提案委员会主任岳见微介绍。", {"岳见微": "提案组组长、市政协提案委员会主任"}),
    ("柳溪镇政协工作室主任岳见微告诉记者。", {"岳见微": "柳溪镇政协工作室主任"}),
    ("阳光心理工作室主任岳见微告诉记者。", {}),
    # a bureau's chief of statistics, the county's cooperatives
    ("市统计局总统计师柏长河介绍。", {"柏长河": "市统计局总统计师"}),
    ("县供销合作联社主任柏长河说。", {"柏长河": "县供销合作联社主任"}),
    # what leaders do
    ("县领导挂点、公司下单、农户种植的做法得到推广。", {}),
    ("他高兴地对村党支部书记柏长河说。", {"柏长河": "村党支部书记"}),
    ("老人拉着县民政局副局长柏长河的手。", {"柏长河": "县民政局副局长"}),
    # a rare surname before what is a verb besides; a mountain's name before what is done at a meeting
    ("副县长权东来出席会议。", {"权东来": "副县长"}),
    ("县交通运输局局长祁连江在会上汇报情况。", {"祁连江": "县交通运输局局长"}),
    ("县长要求来访群众反映问题。", {}),
    # a town and a community whose names begin with what stands before others
    ("昨日，自安镇镇长柏长河介绍", {"柏长河": "自安镇镇长"}),
    ("成了难题。站前社区党支部书记柏长河介绍，", {"柏长河": "站前社区党支部书记"}),
    # a village's mediators
    ("东坡村村民张三找到村调解主任柏长河。", {"柏长河": "村调解主任"}),
    ("柏长河是村人民调解委员会主任，干调解工作已有二十年。", {"柏长河": "村人民调解委员会主任"}),
    # a surname of few
    ("副县长闭疏影出席会议。", {"闭疏影": "副县长"}),
]


@pytest.mark.parametrize(("sentence", "expected"), TITLES)
def test_titles(read, sentence, expected):
    assert {official.name: official.title for official in read(sentence).officials} == expected


PLACES = [
    # towns called by what is counted, or by their market
    ("松坪市三里镇和青禾县八里店镇", ["三里镇", "八里店镇"]),
    ("松坪市二道河镇红石崖村", ["二道河镇", "红石崖村"]),
    ("位于松坪市沙市镇沙市村的园区", ["沙市镇", "沙市村"]),
    # behind a county that the gazetteer has not, a town's name may begin with what stands before others
    ("在云岭藏族自治县打槐沟镇，检察机关听证", ["打槐沟镇"]),
    ("县委书记到打槐沟镇调研，全县向水杉镇学习", []),
    # what a story says of villages is none of their names
    ("小事不出网格，大事不出社区，实现村村、户户通水，县道县管、村道村管", []),
    # a village called 丰村
    ("柳溪镇丰村村的连片稻田", ["柳溪镇", "丰村村"]),
    # right behind its county a town may be called like a village, a verb or a road
    ("青禾县槐村镇、石桥区理化镇的农户", ["槐村镇", "理化镇"]),
    ("石桥区英雄北路街道红光社区居民", ["英雄北路街道", "红光社区"]),
    ("青禾县推进乡镇建设，松坪市特色小镇、各村镇", []),
    # what only a town has
    ("抽查了县医院、水杉乡卫生院", ["水杉乡"]),
    # after a village of another town
    ("到柳溪镇骑龙村和水杉镇石崖村察看", ["柳溪镇", "骑龙村", "水杉镇", "石崖村"]),
    ("全市镇村两级，城市镇区改造", []),
    # officials of villages are no villages
    ("柳溪镇三十名大学生村官下田", ["柳溪镇"]),
    ("柳溪镇某村村民王某", ["柳溪镇"]),
    ("主办单位一栏印着村党总支和村委会，政府和村两级都支持。", []),
    ("她高兴地对村里人说，把村集体的钱用好。", []),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_towns_and_villages(read, text, expected):
    assert [place.name for place in read(text).places if place.level in ("town", "village")] == expected


def test_who_is_said_to_come_from_a_town_names_it(read):
    found = read("松坪市的各代表团审议报告。来自水杉镇党委的代表发言。")
    assert [place.name for place in found.places if place.level == "town"] == ["水杉镇"]


def test_an_office_of_somebody_on_loan_is_where_he_serves(read):
    (official,) = read("青禾县召开大会。副县长、南屏县挂职干部岳见微出席。").officials
    assert (official.title, official.jurisdiction_name) == ("副县长、南屏县挂职干部", "青禾县")


def test_a_unit_is_that_of_the_place_with_which_it_was_printed(read):
    found = read("11月8日，市消防救援支队开放日活动举行。支队政委岳见微颁发证书。在青禾县柳溪镇，宣传员走上街头。")
    assert [official.jurisdiction_name for official in found.officials] == ["白泽市"]


def test_the_end_of_a_line_does_not_part_a_name_from_what_its_bearers_did(read):
    text = "石桥区区长时致远，青禾县副县长权立成分别陪同。"
    found = read(text, gaps=((text.index("成分别"),),))
    assert [official.name for official in found.officials] == ["时致远", "权立成"]


STOPS = [
    ("随后，时望江来到产业园，走进两家企业。他强调，要抓进度。", ["时望江"]),
    ("要压实责任。时望江希望企业抢抓工期，并要求有关部门做好服务。", ["时望江"]),
    ("在改造工地，时望江认真查看进度。他指出，民生无小事。", ["时望江"]),
    # a resident's story goes on without anybody who tells others what to do
    ("随后，时望江来到地里，走进大棚。她说，今年收成好。", []),
    ("丈夫去世后，时望江来到县城打工。", []),
]


@pytest.mark.parametrize(("text", "names"), STOPS)
def test_a_tour_that_goes_on_from_another_page_is_an_officials(read, text, names):
    found = read(text, continued=True, dateline="")
    assert [official.name for official in found.officials] == names
    assert [doubt.kind for doubt in found.doubts] == ["title"] * len(names)


def test_a_name_without_a_title_makes_no_official_where_a_story_begins(read):
    found = read("随后，时望江来到产业园，走进两家企业。他强调，要抓进度。", headings=("产业园里话发展",))
    assert found.officials == ()
