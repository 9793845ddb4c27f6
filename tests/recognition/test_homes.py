"""Whose paper an issue is: what its imprint, its name and the places of its stories say, and what is asked where they
disagree or say nothing."""

import pytest

from articles.recognition import Gazetteer, PlaceRow, Story, recognise

ROWS = (
    PlaceRow(1, "云泽省", "province", "98"),
    PlaceRow(2, "白泽市", "city", "9801", 1, home=True),
    PlaceRow(3, "青禾县", "county", "980121", 2),
    PlaceRow(4, "雁城区", "county", "980122", 2),
    PlaceRow(5, "岚川市", "city", "9802", 1),
    PlaceRow(6, "墨泉县", "county", "980221", 5),
    PlaceRow(7, "枫桐县", "county", "980222", 5),
    PlaceRow(8, "溪州市", "county", "980281", 5),
    PlaceRow(9, "砚城区", "county", "980202", 5),
    PlaceRow(9801, "禾县", "county", "980123", 2),
    PlaceRow(10, "砚城区", "county", "980103", 2),
)
CITYS_OWN = Story(headings=(), paragraphs=("市委书记时雨农主持会议。副市长柏文远出席会议。",))
OF_TWO_COUNTIES = Story(headings=(), paragraphs=("墨泉县的桃子熟了。枫桐县、墨泉县的农民正在采摘。",))
OF_ONE_COUNTY = Story(headings=(), paragraphs=("我市春茶开采。溪州市农业局介绍，溪州山地多，溪州茶农忙。",))
ITS_NAME = Story(headings=(), paragraphs=("溪州的茶好，溪州的水更好。",))


@pytest.fixture(scope="module")
def country() -> Gazetteer:
    return Gazetteer(ROWS)


def seat(country: Gazetteer, *stories: Story, **paper: object) -> tuple[str, list[tuple[str, float]]]:
    """Whose 市委书记 it is in the first of the stories, and what is asked about that."""
    found = recognise([CITYS_OWN, *stories], country, **paper)
    asked = [(doubt.kind, doubt.confidence) for one in found for doubt in one.doubts]
    places = {official.jurisdiction_name for official in found[0].officials}
    assert len(places) == 1
    return places.pop(), asked


@pytest.mark.parametrize(
    ("imprint", "place"),
    [
        ("中共岚川市委主管主办", "岚川市"),
        ("中共 溪州市委 机关报", "溪州市"),
        ("中共岚川市委员会主办", "岚川市"),
        ("中共岚川地委机关报", "岚川市"),
    ],
)
@pytest.mark.parametrize("newspaper", ["", "雁城日报", "白泽日报"])
def test_the_imprint_tells_whatever_the_papers_name_is(country, newspaper, imprint, place):
    assert seat(country, newspaper=newspaper, imprint=["今日8版", imprint]) == (place, [])


def test_the_imprint_of_a_countys_paper_tells_whose_county_it_is(country):
    story = Story(headings=(), paragraphs=("县委书记时雨农主持会议。",))
    (found,) = recognise([story], country, newspaper="白泽日报", imprint=["中共墨泉县县委机关报　墨泉日报社出版"])
    assert [official.jurisdiction_name for official in found.officials] == ["墨泉县"]


def test_an_imprint_names_that_of_two_alike_whose_city_the_stories_name(country):
    found = seat(country, OF_TWO_COUNTIES, imprint=["中共砚城区委主办"])
    assert found == ("岚川市", [])


@pytest.mark.parametrize("imprint", ["中共岚川市委宣传部主办", "岚川市印刷厂承印", "中共云泽省委机关报"])
def test_whoever_helps_to_make_a_paper_does_not_own_it(country, imprint):
    place, _asked = seat(country, newspaper="白泽日报", imprint=[imprint])
    assert place == "白泽市"


def test_two_imprints_that_disagree_tell_nothing(country):
    place, _asked = seat(country, newspaper="白泽日报", imprint=["中共岚川市委主办", "中共墨泉县委主办"])
    assert place == "白泽市"


def test_a_name_that_is_a_district_elsewhere_yields_to_the_counties_of_the_page_and_is_asked_about(country):
    assert seat(country, OF_TWO_COUNTIES, OF_TWO_COUNTIES, newspaper="雁城日报") == ("岚川市", [("jurisdiction", 0.5)])


def test_a_name_stays_where_one_county_of_another_city_is_news(country):
    news = Story(headings=(), paragraphs=("墨泉县连降暴雨。墨泉县、墨泉县气象台发布预警。",))
    assert seat(country, news, newspaper="白泽日报") == ("白泽市", [])


def test_a_county_level_city_that_is_named_again_and_again_is_its_papers(country):
    stories = (OF_ONE_COUNTY, ITS_NAME)
    assert seat(country, *stories, newspaper="剡水日报") == ("溪州市", [])
    assert seat(country, *stories) == ("溪州市", [])


def test_a_paper_of_an_unknown_place_is_not_given_to_the_archives_own_city(country):
    place, asked = seat(country, newspaper="剡水日报")
    assert (place, [kind for kind, _confidence in asked]) == ("", ["jurisdiction"])


def test_a_paper_of_an_unknown_place_that_names_the_citys_county_is_the_citys(country):
    story = Story(headings=(), paragraphs=("禾县召开春耕会议。",))
    assert seat(country, story, newspaper="剡水日报") == ("白泽市", [])


def test_the_archives_own_city_is_asked_about_where_nothing_tells(country):
    assert seat(country) == ("白泽市", [("jurisdiction", 0.4)])
    assert seat(country, newspaper="白泽日报") == ("白泽市", [])


def test_one_issue_asks_once_whose_paper_it_is(country):
    _place, asked = seat(country, CITYS_OWN, CITYS_OWN)
    assert len(asked) == 1
