"""A paper of a county that the gazetteer and the list of all counties lack: its offices and towns are its own."""

from articles.recognition import Story, recognise

PAGE = (
    "本报讯 5月15日，县长沈小琳到新溪镇调研。副县长吴建德、新溪镇党委书记费雪芳陪同。",
    "本报讯 县人大常委会主任马志远来到我县企业。梧溪县副县长金小红陪同。",
    "本报讯 《梧溪县改革要点》公布，梧溪的做法受到好评。县委书记俞国安主持会议。",
)
VISIT = (
    "本报讯 白泽市副市长夏文静到青禾县调研。",
    "本报讯 梧溪县副县长金小红来我市考察。梧溪的做法值得学习，梧溪人热情。副县长马志远陪同。",
)


def seats(gazetteer, page):
    stories = [Story(headings=(), paragraphs=(text,), dateline="本报讯") for text in page]
    return [{one.name: one.jurisdiction_name for one in found.officials} for found in recognise(stories, gazetteer)]


def test_the_unknown_countys_offices_are_its_own_on_every_story(gazetteer):
    assert seats(gazetteer, PAGE) == [
        {"沈小琳": "梧溪县", "吴建德": "梧溪县", "费雪芳": "新溪镇"},
        {"马志远": "梧溪县", "金小红": "梧溪县"},
        {"俞国安": "梧溪县"},
    ]


def test_its_towns_are_taken_by_form(gazetteer):
    stories = [Story(headings=(), paragraphs=(text,), dateline="本报讯") for text in PAGE]
    assert [place.name for place in recognise(stories, gazetteer)[0].places] == ["新溪镇"]


def test_a_town_behind_an_attribute_is_taken_where_it_acts(gazetteer):
    page = (*PAGE, "本报讯 梧溪县的梨园结了果，邻近的云坪镇也把梨树栽到荒坡上，美丽的小镇也热闹了。")
    stories = [Story(headings=(), paragraphs=(text,), dateline="本报讯") for text in page]
    assert "云坪镇" in [place.name for place in recognise(stories, gazetteer)[-1].places]


def test_a_visitor_from_there_makes_no_other_paper_of_it(gazetteer):
    assert seats(gazetteer, VISIT)[1]["马志远"] == "青禾县"


FAR_AWAY = (
    "本报讯 11月6日，县委书记蔡明贤出席会议，副县长纪清源主持。全县各乡镇参加。",
    "本报讯 曹县的水能酿酒，曹县商会会长来访。县委副书记师军到青菏镇走访。",
    "本报讯 何某遗失曹县农村信用社存单。",
)


def test_a_paper_of_a_far_county_with_a_short_name_is_that_countys(gazetteer):
    assert seats(gazetteer, FAR_AWAY)[:2] == [{"蔡明贤": "曹县", "纪清源": "曹县"}, {"师军": "曹县"}]


def test_a_short_county_beside_our_own_takes_nothing_over(gazetteer):
    page = (*FAR_AWAY, "本报讯 青禾县委书记马成林到柳溪镇走访。")
    assert seats(gazetteer, page)[0] == {"蔡明贤": "青禾县", "纪清源": "青禾县"}


FAR_CITY = (
    "本报讯 昨天下午，我市召开动员大会。市委书记何立出席，市委副书记、市长王晓澜主持。",
    "本报讯 邹城市农户喜获丰收，邹城市人民医院开诊，邹城市民政局走访。",
)


def test_a_paper_of_a_far_county_level_city_is_that_citys_where_its_prefecture_is_never_named(gazetteer):
    assert seats(gazetteer, FAR_CITY)[0] == {"何立": "邹城市", "王晓澜": "邹城市"}


def test_where_the_prefecture_is_named_the_paper_is_the_prefectures(gazetteer):
    assert seats(gazetteer, (*FAR_CITY, "本报讯 济宁市召开会议。"))[0] == {"何立": "济宁市", "王晓澜": "济宁市"}
