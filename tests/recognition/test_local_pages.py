"""The page of a county-level city inside the prefecture's paper, where 市 is the small city's; and pages that only
report on it."""

from articles.recognition import Story, recognise

OWN_PAGE = (
    "本报讯 4月2日下午，松坪市委书记王大伟主持召开会议，市委副书记、市长李建国出席。全市要抓好落实。",
    "本报讯 4月2日上午，市委书记王大伟到朝霞街道调研，市委常委、组织部部长张志强陪同。",
    "本报讯 白泽市人大常委会副主任赵国华到松坪市调研，市领导孙红梅陪同。",
    "本报讯 我市森林防火形势平稳，松坪市有效降水偏少。市应急管理局局长周建军说，要防患未然。",
)
VISIT = (
    "本报讯 4月2日，市委书记王大伟到松坪市调研，松坪市委书记李建国陪同。全市要抓好落实。",
    "本报讯 4月2日，市长张志强到青禾县调研。我市将继续努力。",
    "本报讯 4月3日，市领导孙红梅到松坪市慰问。",
    "本报讯 松坪市朝霞街道开展志愿服务活动。",
)


def seats(gazetteer, page):
    stories = [Story(headings=(), paragraphs=(text,), dateline="本报讯") for text in page]
    return [
        {official.name: official.jurisdiction_name for official in found.officials}
        for found in recognise(stories, gazetteer)
    ]


def test_on_its_own_page_a_county_level_citys_offices_need_no_name(gazetteer):
    assert seats(gazetteer, OWN_PAGE) == [
        {"王大伟": "松坪市", "李建国": "松坪市"},
        {"王大伟": "松坪市", "张志强": "松坪市"},
        {"赵国华": "白泽市", "孙红梅": "松坪市"},
        {"周建军": "松坪市"},
    ]


def test_a_story_of_that_page_that_says_our_city_is_about_the_small_city(gazetteer):
    stories = [
        Story(headings=(), paragraphs=(text,), dateline="本报讯") for text in (*OWN_PAGE, "本报讯 我市召开会议。")
    ]
    last = recognise(stories, gazetteer)[-1]

    assert [(place.name, place.primary) for place in last.places] == [("松坪市", True)]


def test_a_page_that_reports_visits_there_stays_the_large_citys(gazetteer):
    assert seats(gazetteer, VISIT)[0] == {"王大伟": "白泽市", "李建国": "松坪市"}
    assert seats(gazetteer, VISIT)[2] == {"孙红梅": "白泽市"}
