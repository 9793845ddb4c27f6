"""Lines above the stories of other papers, and names in forms that are easily taken for something else."""

import pytest

from articles.reading.lines import credits, furniture, names
from articles.reading.readings import Credits


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("清河融媒2024年5月17日星期五第3版民生", "date"),  # a paper that is no 报, its day and page on one line
        ("2023年2月8日星期三", "date"),
        ("农历癸卯年二月十五", "masthead"),
        ("总第12345期今日8版", "masthead"),
        ("第01版：要闻", "page"),
        ("责任编辑：甲乙丙美编：丁戊", "staff"),
        ("今天晴转多云", "masthead"),
        ("西北风3到4级2℃—13℃", "masthead"),
        ("今天我市有大雨", None),  # a headline
        ("|~|", "other"),  # a rule and a stain, as character recognition reads them
        ("—ee", "other"),
        ("云岭日报社地址：云岭市太平路1号", "hotline"),
        ("云岭新闻网www.ylxw.com", "hotline"),
        ("全市2023年2月8日召开会议", None),  # a heading that names a day
        ("2024年5月17日市第三届运动会开幕", None),
    ],
)
def test_furniture_is_told_from_headings(line, kind):
    assert furniture.kind_of(line) == kind


def test_a_folio_names_its_page():
    assert furniture.page_within("清河融媒2024年5月17日星期五第3版民生") == ("3", "民生")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("会议圆满结束。（张三）", Credits(correspondents=("张三",))),  # who is signed without a role sent it in
        ("会议圆满结束。（县融媒体中心记者 李四）", Credits(reporters=("李四",))),
        ("会议圆满结束。（记者 李四 通讯员 王五）", Credits(("李四",), ("王五",))),
        ("图为春耕。（李四 摄）", Credits()),
    ],
)
def test_the_brackets_that_end_a_story_say_who_wrote_it(text, found):
    assert credits.signed(text) == found


@pytest.mark.parametrize("name", ["古月", "王延年", "孙明月", "田野"])
def test_names_that_end_like_a_day_are_names(name):
    assert names.split_names(name) == (name,)


@pytest.mark.parametrize("word", ["去年", "昨日", "三月", "十二月", "近日"])
def test_days_are_no_names(word):
    assert names.split_names(word) == ()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("本报记者 张 三 丰", Credits(("张三丰",))),
        ("本报记者 张三 丰 通讯员 李 四", Credits(("张三丰",), ("李四",))),
        ("记者 张 三丰、李 四五", Credits(("张三丰", "李四五"))),
        ("记者 张三 李 四", Credits(("张三", "李四"))),  # set wide, as names of two characters are
        ("记者 张三 等", Credits(("张三",))),
        ("记者 和立春", Credits(("和立春",))),  # a surname
        ("记者 张三和李四五", Credits(("张三", "李四五"))),
    ],
)
def test_names_that_white_space_tears_apart_are_whole(line, found):
    assert credits.parse_byline(line) == found
