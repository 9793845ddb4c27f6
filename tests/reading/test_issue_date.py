"""The day of an issue: printed, given, in the file name, or inferred from what the stories report."""

from __future__ import annotations

from datetime import date

import pytest

from articles.reading import read
from articles.reading.lines.file_names import day_in_name, page_in_name
from articles.reading.readings import DateReading, IssueReading


def issue_of(body: str, name: str = "page.txt", given: date | None = None) -> IssueReading:
    (issue,) = read(body.encode(), name, given_date=given).issues
    return issue


def date_of(body: str, name: str = "page.txt", given: date | None = None) -> DateReading:
    return issue_of(body, name, given).date


STORY = "县里召开会议\n\n本报讯（记者张三）{}，县里召开会议，安排部署下一步工作。\n"


def test_a_printed_date_wins_and_its_weekday_is_checked() -> None:
    day = date_of("2023年3月9日 星期四\n\n" + STORY.format("3月8日"))
    assert (day.date, day.basis, day.confidence) == (date(2023, 3, 9), "printed", 1.0)


def test_a_printed_weekday_that_disagrees_is_doubted() -> None:
    issue = issue_of("2023年3月9日 星期五\n\n" + STORY.format("3月8日"))
    assert issue.date.date == date(2023, 3, 9)
    assert issue.date.confidence < 0.9
    assert [doubt.kind for doubt in issue.doubts] == ["date"]


def test_a_given_date_corrects_a_printed_one_whose_weekday_is_wrong() -> None:
    day = date_of("2023年3月9日 星期五\n\n" + STORY.format("3月8日"), given=date(2023, 3, 10))
    assert (day.date, day.basis) == (date(2023, 3, 10), "given")


def test_a_given_date_that_contradicts_the_page_is_doubted() -> None:
    issue = issue_of("2023年3月9日 星期四\n\n" + STORY.format("3月8日"), given=date(2023, 4, 1))
    assert issue.date.date == date(2023, 3, 9)
    assert [doubt.kind for doubt in issue.doubts] == ["date"]


@pytest.mark.parametrize(
    ("name", "day", "page"),
    [
        ("2022-03-31_A02.txt", date(2022, 3, 31), "A02"),
        ("paper/20220331_03版.txt", date(2022, 3, 31), "03"),
        ("云岭日报2022年3月1日.txt", date(2022, 3, 1), ""),
        ("2022.3.1.txt", date(2022, 3, 1), ""),
        ("2022-12/12", date(2022, 12, 12), ""),
        ("layout/202112/28/node_1.html", date(2021, 12, 28), ""),
        ("2022-0331.txt", date(2022, 3, 31), ""),
        ("2021111.txt", None, ""),
        ("017_57a3882660202203.txt", None, ""),  # digits of a checksum are no date
        ("20221331.txt", None, ""),
        ("page7.txt", None, ""),
    ],
)
def test_file_names(name: str, day: date | None, page: str) -> None:
    assert (day_in_name(name), page_in_name(name)) == (day, page)


def test_the_file_name_dates_a_page_that_prints_no_date() -> None:
    issue = issue_of(STORY.format("昨日"), "2022-03-31_A02.txt")
    assert (issue.date.date, issue.date.basis, issue.pages[0].number) == (date(2022, 3, 31), "given", "A02")


@pytest.mark.parametrize(
    ("body", "first", "last"),
    [
        # the year is printed with the day
        (STORY.format("2022年12月30日"), date(2022, 12, 31), date(2023, 1, 3)),
        # the newest day lies in the next year
        (STORY.format("2022年12月30日") + "\n" + STORY.format("1月2日"), date(2023, 1, 3), date(2023, 1, 6)),
        # the year is named elsewhere, 昨日 narrows the window
        (STORY.format("3月8日") + "\n去年以来\n\n本报讯 昨日，2021年全县技能大赛开幕，百人参赛。\n",
         date(2021, 3, 9), date(2021, 3, 10)),
        # a year that is spent is reckoned up in the next one
        (STORY.format("3月8日") + "\n本报讯 近日，2021年度考评揭晓，2021年度先进受到表彰。\n",
         date(2022, 3, 9), date(2022, 3, 12)),
        # New Year's Day lies ahead, and so does its year
        (STORY.format("12月29日") + "会议指出，2021年元旦临近，要抓好安全生产。\n",
         date(2020, 12, 30), date(2020, 12, 31)),
        # a leap day and an epidemic leave one year
        (STORY.format("2月29日") + "会议强调，要做好新冠肺炎疫情防控工作。\n", date(2020, 3, 1), date(2020, 3, 4)),
        # a month of the year named has passed, so the days are those of the year after
        (STORY.format("1月26日") + "工程自2018年11月开工，两个多月建成。\n", date(2019, 1, 27), date(2019, 1, 30)),
        # a day that is counted by years, and the hours of a notice
        (STORY.format("9月11日") + "在第40个教师节来临之际，县里慰问教师。\n\n停水通知\n\n9月14日8时至16日20时停水。\n",
         date(2024, 9, 12), date(2024, 9, 15)),
        # a paper is subscribed to before the year begins
        (STORY.format("10月22日") + "2011年，全乡增收。\n\n2013年度《云岭日报》征订工作正在进行。\n",
         date(2012, 10, 23), date(2012, 10, 26)),
        # nor is a deadline
        (STORY.format("2022年3月8日") + "代表提出议案的截止时间为2022年3月12日18时。\n",
         date(2022, 3, 9), date(2022, 3, 12)),
        # a plenary session's decisions are studied until the next one
        (STORY.format("11月18日") + "会议强调，要深入学习党的十八届四中全会精神。\n",
         date(2014, 11, 19), date(2014, 11, 22)),
        # a day that is marked every year, the day before
        (STORY.format("6月3日") + "2012年，绿化提速。\n\n本报讯 昨日是第41个世界环\n境日，志愿者走上街头。\n",
         date(2012, 6, 6), date(2012, 6, 6)),
        # what will be done on a day is no event, what was done with something is
        (STORY.format("2022年3月8日") + "\n\n本报讯 2022年3月9日、10日，交警部门将在每个考点安排专人。\n",
         date(2022, 3, 9), date(2022, 3, 12)),
        (STORY.format("2022年3月8日") + "\n\n本报讯 2022年3月9日，民警将走失的老人送回家。\n",
         date(2022, 3, 10), date(2022, 3, 13)),
        # how long something has lasted
        (STORY.format("11月21日") + "该公司自2012年以来连续7年开展助学活动，资助了许多孩子。\n",
         date(2018, 11, 22), date(2018, 11, 25)),
        # neither is what a notice announces
        (STORY.format("2022年3月8日") + "\n公示时间：2022年3月10日至3月16日。\n\n自2022年3月11日至3月13日停水。\n",
         date(2022, 3, 9), date(2022, 3, 12)),
        # an office that a reform ended, and one that it made
        (STORY.format("11月21日") + "县卫计委负责人介绍，在民营企业座谈会上的重要讲话发表后，2012年的短板已补上。\n",
         date(2018, 11, 22), date(2018, 11, 25)),
        # the lunar day beside one leaves one year of the plan
        (STORY.format("2月9日，农历正月初七") + "今年是“十二五”开局之年，要开好局。\n",
         date(2011, 2, 10), date(2011, 2, 13)),
        (STORY.format("2月13日") + "2011年新春将至。\n\n本报讯 2月9日（正月初七）上午，商场开门迎客。\n",
         date(2011, 2, 14), date(2011, 2, 17)),
        # the year has turned between the days reported
        (STORY.format("12月31日") + "\n" + STORY.format("1月1日") + "要为迎奥运作贡献，推进家电下乡。\n",
         date(2008, 1, 2), date(2008, 1, 5)),
        # an issue that prints the last day of a year is of the next one
        (STORY.format("12月31日") + "\n2024年度医保缴费开始\n\n本报讯 近日，2024年全县技能大赛报名。\n",
         date(2024, 1, 1), date(2024, 1, 4)),
        # the animal of the year
        (STORY.format("2月9日") + "兔年新春，要落实“十二五”规划。\n", date(2011, 2, 10), date(2011, 2, 13)),
        # what came to an end before the newest words came up is looked back on
        (STORY.format("3月8日") + "原环保局的职责已划转，要推进党史学习教育。2022年全县技能大赛将举行。\n",
         date(2022, 3, 9), date(2022, 3, 12)),
        # years of something told lie behind, a headline's does not
        (STORY.format("7月21日") + "2008年他去救灾，2013年也去过。\n\n2016年县运动会开幕\n\n" + STORY.format("近日"),
         date(2016, 7, 22), date(2016, 7, 25)),
        # how old somebody is who was born in a year
        (STORY.format("7月21日") + "老人1947年出生在山村，今年72岁，身体硬朗。\n",
         date(2019, 7, 22), date(2019, 7, 25)),
        # the day of the week that 昨日 was, and the day of the month that 明日 is
        (STORY.format("2013年6月1日") + "\n本报讯 昨日是星期一，\n志愿者走上街头。\n",
         date(2013, 6, 4), date(2013, 6, 4)),
        (STORY.format("2013年6月2日") + "\n本报讯 明日是6月5日，世界环境日主题活动开展。\n",
         date(2013, 6, 4), date(2013, 6, 4)),
        # what somebody says in quotation marks was said on another day
        (STORY.format("2013年6月1日") + "老张说：“昨日是星期一，我去了县城。”\n",
         date(2013, 6, 2), date(2013, 6, 3)),
        # what has been counted up to a day was counted on it; what goes on from a day may begin on any
        (STORY.format("2022年3月8日") + "\n本报讯（记者张三）截至2022年3月9日，全县完成春灌三万亩。\n",
         date(2022, 3, 10), date(2022, 3, 13)),
        (STORY.format("2022年3月8日") + "\n本报讯（记者张三）春运从2022年3月11日开始，持续四十天。\n",
         date(2022, 3, 9), date(2022, 3, 12)),
        # what a place will offer on some days
        (STORY.format("2022年3月8日") + "\n本报讯 景区将推出夜游活动，2022年3月11日至13日延时闭园。\n",
         date(2022, 3, 9), date(2022, 3, 12)),
        # an anniversary of next year
        (STORY.format("9月13日") + "老人说：“明年就是抗战胜利80周年。”\n", date(2024, 9, 14), date(2024, 9, 17)),
        # words in vogue are young, and plans reach ahead
        (STORY.format("4月22日") + "要落实中央八项规定，2010年春天受旱以后建的渠，到2014年全部改造。\n",
         date(2013, 4, 23), date(2013, 4, 26)),
        # the session of a congress, and what a reform ended is looked back on
        (STORY.format("3月12日") + "十一届全国人大五次会议正在北京召开。\n", date(2012, 3, 13), date(2012, 3, 16)),
        # what day a day is, before the news begin; what somebody has learnt of a day
        (STORY.format("2022年3月8日") + "\n本报讯 2022年3月12日是植树节。昨日，志愿者开始植树，场面热闹。\n",
         date(2022, 3, 9), date(2022, 3, 10)),
        (STORY.format("2022年3月8日") + "\n本报讯 记者从县教育局获悉，全县中小学2022年3月14日正式开学。\n",
         date(2022, 3, 9), date(2022, 3, 12)),
        # several tell of a day, and one of a later one that does not begin with it
        (STORY.format("3月8日") * 2 + "\n本报讯 为期一天的书展上，3月12日，市民冒雨而来，2022年第一季度书展真热闹。\n",
         date(2022, 3, 9), date(2022, 3, 12)),
        # what is planned is no event
        (STORY.format("2022年3月8日") + "活动将于2022年5月1日举行，规定自2022年6月1日起施行。\n",
         date(2022, 3, 9), date(2022, 3, 12)),
    ],
)  # fmt: skip
def test_inferred_days_carry_window_and_evidence(body: str, first: date, last: date) -> None:
    day = date_of(body)
    assert day.basis == "inferred"
    assert day.window == (first, last)
    assert day.date == first
    assert day.evidence
    assert 0 < day.confidence < 1


FULL_DAY = STORY.format("2021年11月29日")


@pytest.mark.parametrize(
    ("begins", "first", "last"),
    [
        ("30日上午", date(2021, 12, 1), date(2021, 12, 4)),
        ("1日", date(2021, 12, 2), date(2021, 12, 5)),  # of the month after
        ("28日", date(2021, 11, 30), date(2021, 12, 3)),  # older than the newest day
        ("15日上午", date(2021, 11, 30), date(2021, 12, 3)),  # no month puts it near
        ("30日起", date(2021, 11, 30), date(2021, 12, 3)),  # a plan
        ("30日将", date(2021, 11, 30), date(2021, 12, 3)),
        ("截至30日", date(2021, 11, 30), date(2021, 12, 3)),
    ],
)
def test_a_bare_day_counts_right_after_a_full_one(begins: str, first: date, last: date) -> None:
    day = date_of(f"{FULL_DAY}\n{STORY.format(begins)}")
    assert (day.date, day.window) == (first, (first, last))


def test_a_bare_day_makes_the_date_less_sure_and_says_so() -> None:
    without, with_bare = date_of(FULL_DAY), date_of(f"{FULL_DAY}\n{STORY.format('30日上午')}")
    assert with_bare.confidence < without.confidence
    assert (
        with_bare.evidence[0]
        == "第 7 行只印日、未印月：30日上午，县里召开会议，安排部署下一，按同版最近的事件日推为 2021-11-30"
    )
    assert set(without.evidence) < set(with_bare.evidence)


def test_no_bare_day_reaches_past_what_the_text_allows() -> None:
    ahead = STORY.format("2021年12月30日") + "会议指出，元旦临近，要抓好安全生产。\n"
    assert date_of(f"{ahead}\n{STORY.format('31日上午')}").date == date(2021, 12, 31)


@pytest.mark.parametrize("words", ["近日", "30日上午", "昨日", "3月8日"])
def test_an_unknown_date_stays_unknown(words: str) -> None:
    day = date_of(STORY.format(words))
    assert (day.date, day.basis) == (None, "unknown")


def test_years_that_a_page_only_looks_back_on_tell_no_year() -> None:
    assert date_of(STORY.format("4月14日") + "2008年，他参加高考，次年外出打工。\n").date is None


def test_the_words_that_leave_one_year_are_named_as_evidence() -> None:
    day = date_of(STORY.format("3月8日") + "要喜迎党的二十大，推进能力作风建设年活动。\n")
    assert day.date == date(2022, 3, 9)
    assert any("能力作风建设年" in reason for reason in day.evidence)


@pytest.mark.parametrize("words", ["第二一届世界水日", "第十十个教师节", "建党百百周年"])
def test_a_number_that_is_none_dates_nothing(words: str) -> None:
    assert date_of(STORY.format("9月11日") + f"{words}来临之际，县里召开会议。\n").date is None


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ("面向社会公开征集2024年民生实事项目，比2019年同期多出一倍，2022年度的项目均已完工。", 2023),
        ("会议传达第二批主题教育精神。种植面积由2020年的12%提高到36%，较2019年同期增长两成。", 2023),
    ],
)
def test_a_year_compared_with_or_called_for_is_not_the_issues(told: str, year: int) -> None:
    day = date_of(STORY.format("10月11日") + told + "\n")
    assert day.date == date(year, 10, 12)


@pytest.mark.parametrize(
    "planned",
    [
        "自2021年3月15日首班车起，109路公交线路临时调整。",
        "有意者请于2021年3月13日至2021年3月26日到县里领取文件。",
        "选手即日起接受报名，3月13日启动初赛。",
        "因印刷设备检修，本报停刊一期，3月13日恢复正常出版。",
    ],
)
def test_a_day_of_what_is_to_come_is_no_event(planned: str) -> None:
    assert date_of(f"{STORY.format('2021年3月11日')}\n公告\n\n{planned}\n").date == date(2021, 3, 12)


def test_the_day_among_the_buttons_of_a_digital_newspaper_is_printed() -> None:
    head = "首页 | 版面导航 | 标题导航\n2023年11月29日 星期三 农历癸卯年十月十七\n上一版 下一版\n\n"
    day = date_of(head + STORY.format("11月28日") + "上一篇 下一篇\n")
    assert (day.date, day.basis) == (date(2023, 11, 29), "printed")


def test_the_path_above_a_digital_page_dates_it() -> None:
    head = "云岭日报电子版\n首页 > 数字报 > 2024-12-10 > 第02版：综合新闻\nPDF下载　版面图　本版目录\n\n"
    day = date_of(head + STORY.format("12月9日") + "字号：大 中 小　打印本文\n")
    assert (day.date, day.basis) == (date(2024, 12, 10), "printed")
