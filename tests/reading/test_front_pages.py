"""What stands around the articles of a front page, and headlines that a dump prints in one stack. All invented."""

from __future__ import annotations

from datetime import date

import pytest

from articles.reading import read
from articles.reading.days import eras
from articles.reading.readings import ArticleReading, Heading, SourceReading

FRONT_PAGE = """\
　　　　云　岭　日　报
　　中共云岭市委机关报　　国内统一刊号CN９９—９９９９
２０１１年１２月２０日　星期二　农历辛卯年十一月廿六　今日８版
今日天气　晴到多云　偏北风３级左右　最高气温９℃　最低气温-２℃

今日导读
▲“小板凳”坐出干群情（第二版）
▲我市命名３０家示范市场（第三版）

　　　　市委召开会议

　　本报１２月１９日讯（记者张　三）
今天上午，市委召开会议，学习贯彻全省
会议精神，部署下一步工作，要求各级各
部门抓紧抓好。
　　会议指出，今年以来，全市上下咬定
目标不放松，各项工作取得新进展。

【国内要闻】
国务院部署有关工作
　　新华社北京１２月１９日电（记者李
四）记者１９日从有关部门获悉，国务院
办公厅近日发出通知，要求各地切实做好
有关工作。

　　关于候选人的公示
　　根据安排，现将候选人公示如下，欢
迎广大市民监督：
　　甲某某，女，４５岁，环卫工人；乙
某某，男，６１岁，退休职工。监督电话：
１２３４５６７。
　　云岭市文明办公室
　　２０１１年１２月１６日

值班编委：王五　责任编辑：赵六　校对：钱　七
"""

STACK = """\
本报讯（记者张三）8月31日下午，全
市秋季安全生产大检查动员会召开，
要求落实党政同责、一岗双责。
本报讯（记者李四）8月30日，市中级
人民法院举行集中发放执行案款活
动，十二名申请人领到案款。
本报讯（记者王五）9月1日，春晖小学
的开学第一课请来了天文台老院长，
他给孩子们讲天文。
李某不慎将身份证遗失，声明作废。

开学第一课 老院长讲“天文”
全市秋季安全生产大检查动员会召开

市法院集中发放执行案款
遗失声明
编辑 吕 雯 校对 毕小锋
"""


def reading_of(text: str) -> SourceReading:
    return read(text.encode(), "page.txt")


def articles_of(text: str) -> list[ArticleReading]:
    return [article for issue in reading_of(text).issues for article in issue.articles]


def headlines(text: str) -> list[str]:
    return [Heading.joined(article.heading.headline) for article in articles_of(text)]


def test_what_stands_around_a_front_page_is_no_headline() -> None:
    assert headlines(FRONT_PAGE) == ["市委召开会议", "国务院部署有关工作", "关于候选人的公示"]


def test_the_label_of_a_column_is_its_banner() -> None:
    _, column, _ = articles_of(FRONT_PAGE)

    assert Heading.joined(column.heading.banner) == "【国内要闻】"


def test_a_day_in_full_width_figures_is_the_papers_and_the_one_under_a_notice_is_not() -> None:
    (issue,) = reading_of(FRONT_PAGE).issues

    assert (issue.date.date, issue.date.basis) == (date(2011, 12, 20), "printed")
    notice = issue.articles[-1]
    assert [paragraph.text for paragraph in notice.paragraphs][-2:] == ["云岭市文明办公室", "２０１１年１２月１６日"]


def test_headlines_stacked_in_another_order_than_their_stories_go_by_wording() -> None:
    assert headlines(STACK) == [
        "全市秋季安全生产大检查动员会召开",
        "市法院集中发放执行案款",
        "开学第一课 老院长讲“天文”",
        "遗失声明",
    ]
    assert all("heading" in {doubt.kind for doubt in article.doubts} for article in articles_of(STACK))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("纪念抗日战争胜利70周年", 2015),
        ("庆祝建党一百周年", 2021),
        ("庆祝改革开放四十周年", 2018),
        ("迎接国庆六十五周年", 2014),
    ],
)
def test_an_anniversary_dates_a_text(text: str, year: int) -> None:
    (era,) = eras.eras_of([text])
    assert (era.first, era.last) == (date(year, 1, 1), date(year, 12, 31))


COUNTY_PAPER = """\
今日云岭
2024年5月17日　星期五　农历甲辰年四月初十
第1版：要闻

白石镇清淤忙

　　本报讯（记者张三）昨天上午，白石镇组织人员清理河
道淤泥，改善水环境，群众纷纷点赞。

【“千万工程”看云岭】
草莓香飘四季　小村变了样

　　本报记者　王帆李萌
　　初夏时节，走进柳河街道，白墙黛瓦的民居掩映在绿树
丛中，连片的草莓大棚里欢声笑语不断。

监督电话
　　市民可拨打以下电话反映：
云岭县城管局：（0391）3569712
白石镇：（0391）3283506
　　　　　　　　　　　2024年5月16日

本版责任编辑：金　鑫　　电话：0572—8066312
"""

FEATURE_AFTER_NEWS = """\
本报讯（记者张三）3月17日，县人大
常委会举行会议，决定任命若干人员。
会议要求，要深入基层，让人民群众看
得见、摸得着、得实惠。

本报记者 王四
本报通讯员 杨五 周建明

3月的山区，乍暖还寒。一辆摩托车沿着
盘山小道突突前行，车后座上绑着一枚
国徽。
"""


def test_a_county_papers_day_counts_and_not_the_one_under_its_notice() -> None:
    (issue,) = reading_of(COUNTY_PAPER).issues

    assert (issue.date.date, issue.date.basis) == (date(2024, 5, 17), "printed")


def test_labels_of_columns_and_lists_of_numbers_keep_to_themselves() -> None:
    news, feature, notice = articles_of(COUNTY_PAPER)

    assert headlines(COUNTY_PAPER) == ["白石镇清淤忙", "草莓香飘四季 小村变了样", "监督电话"]
    assert Heading.joined(feature.heading.banner) == "【“千万工程”看云岭】"
    assert len(news.paragraphs) == 1
    assert [paragraph.text for paragraph in notice.paragraphs] == [
        "市民可拨打以下电话反映：",
        "云岭县城管局：（0391）3569712",
        "白石镇：（0391）3283506",
        "2024年5月16日",
    ]


def test_a_large_day_below_its_month_dates_the_issue() -> None:
    head = "云岭日报\nYUNLING RIBAO\n中共云岭市委主管主办\n2018 年 6 月\n12\n星期二\n戊戌年四月廿九\n\n导　读\n"
    teasers = "五月全市空气质量优良率达93.5%　　２版\n●高温天如何护好“老寒腿” 详见第六版\n\n"
    text = f"{head}{teasers}云岭县召开会议\n\n本报讯（记者张三）6月11日，云岭县召开防汛工作会议，部署下一步工作。\n"
    (issue,) = reading_of(text).issues

    assert (issue.date.date, issue.date.basis) == (date(2018, 6, 12), "printed")
    assert headlines(text) == ["云岭县召开会议"]


def test_a_letter_left_over_from_a_headline_is_no_story() -> None:
    text = "云岭县开会\n\n本报讯（记者张三）6月3日，云岭县召开会议。\n\n 贺\n\n本报评论员\n\n春潮拍岸，万象更新。\n"
    assert [article.paragraphs[0].text[:4] for article in articles_of(text)] == ["本报讯（", "本报评论"]


def test_whom_to_ring_is_the_last_line_of_a_notice() -> None:
    notice = "本报招募读者\n\n本报现面向全县招募读者监督员30名，均可报名。\n\n报名电话：（0391）3569712　联系人：小桑\n"
    *_, article = articles_of(f"白石镇清淤忙\n\n本报讯（记者张三）6月3日，白石镇组织群众清理河道淤泥。\n\n{notice}")

    assert article.kind == "notice"
    assert [paragraph.text for paragraph in article.paragraphs][1:] == ["报名电话：（0391）3569712联系人：小桑"]


def test_two_short_names_whose_space_was_lost_are_two_reporters() -> None:
    assert articles_of(COUNTY_PAPER)[1].credits.reporters == ("王帆", "李萌")


def test_a_byline_over_two_lines_belongs_to_the_story_below() -> None:
    news, feature = articles_of(FEATURE_AFTER_NEWS)

    assert (news.credits.reporters, feature.credits.reporters) == (("张三",), ("王四",))
    assert feature.credits.correspondents == ("杨五", "周建明")


SIGNED_ONLY = """\
# 关于道路封闭施工的通告

因管网改造，云岭路将于10月20日起封闭施工，请过往车辆绕行。截至2019年9月底，已改造管网三公里。

云岭县公安局交通警察大队

2019年10月15日

# 白石镇秋收忙

本报讯（记者张三）10月17日，白石镇组织人员帮助农户抢收玉米。
①5
"""


def test_the_day_under_a_notice_dates_an_issue_by_inference_only() -> None:
    (issue,) = reading_of(SIGNED_ONLY).issues

    assert (issue.date.date, issue.date.basis) == (date(2019, 10, 18), "inferred")
    assert issue.articles[0].paragraphs[-1].text == "2019年10月15日"


def test_an_editors_code_on_a_line_of_its_own_ends_the_paragraph_above() -> None:
    assert [paragraph.text[-7:] for paragraph in articles_of(SIGNED_ONLY)[1].paragraphs] == ["抢收玉米。①5"]


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("以优异成绩迎接党的二十大胜利召开", (date(2021, 11, 11), date(2022, 10, 22))),
        ("全面贯彻党的二十大精神", (date(2022, 10, 16), None)),
        ("做好安全生产和疫情防控工作", (date(2020, 1, 20), date(2023, 6, 30))),
        ("做好动物疫情防控工作", None),
        ("今年下半年将召开党的二十大", (date(2021, 11, 11), date(2022, 10, 22))),
        ("明年是“十四五”规划收官之年", (date(2024, 1, 1), date(2024, 12, 31))),
        ("力争明年喜迎党的二十大", None),
    ],
)
def test_words_date_a_text_by_the_time_in_which_they_were_current(
    text: str, window: tuple[date, date | None] | None
) -> None:
    found = [(era.first, era.last) for era in eras.eras_of([text])]
    assert found == ([window] if window else [])
