"""A column of a story printed above its beginning, and text printed twice around a headline. All invented."""

from __future__ import annotations

from articles.reading import read
from articles.reading.readings import ArticleReading, Heading

LEAD = """\
本报讯（记者张三）3月20日上
午，石桥县委召开常委会会议，研
究贯彻落实措施，县委书记李四主
持会议并讲话。
会议指出，各级党组织要把学
习贯彻会议精神作为重要政治任
务，领导干部先
"""
COLUMN = """\
学一步、学深一层，组织宣讲小分
队走进乡村和企业，用听得懂的话
把会议精神送到群众身边，让好政
策家喻户晓。
会议强调，要抓牢安全稳定，
盯紧化工企业，排查隐患，盯紧森
"""
REST = """\
林防火和危化品运输等环节，隐患
不查清不放过。
李四要求，县委常委会成员要
带头转作风，少开会、多跑路。
"""
OTHER = """\
本报讯（记者王五）3月19日，
副县长赵六到云岭镇调研春灌工
作，要求管好每一条水渠，让水早
一天流进麦田。
云岭镇今年修通了三条支渠，
两万亩麦田提前一周浇上了水。
"""
TOUR = OTHER.replace("赵六", "周九").replace("云岭", "南山")


def test_a_column_above_its_story_goes_where_words_were_parted() -> None:
    """先|学一步 and 盯紧森|林防火: the column belongs inside, and its story takes the headline below the column."""
    page = (
        f"{COLUMN}\n石桥县委召开常委会会议\n\n{OTHER}\n赵六到云岭镇调研春灌工作\n\n{LEAD}\n{REST}\n{TOUR}\n"
        "周九到南山镇调研春灌工作\n"
    )
    first = next(article for article in _articles(page) if _headline(article) == "石桥县委召开常委会会议")
    assert "领导干部先学一步" in first.paragraphs[1].text
    assert "盯紧森林防火" in first.paragraphs[2].text
    assert [doubt.kind for doubt in first.doubts] == ["order"]
    assert [paragraph.lines for paragraph in first.paragraphs][1] == ((1, 4), (23, 25))


def test_the_end_of_a_story_above_its_beginning_is_joined_to_it() -> None:
    tail = (
        "公示一次，年底评选文明家庭，并\n与贷款授信等挂钩，让有德者有得\n实惠，让积分真正管用、真正能换\n"
        "来好日子。\n（钱 七）\n"
    )
    head = (
        "本报讯 打扫楼道得2分，调\n解邻里纠纷得5分，近日，清水街\n道的居民用攒下的积分换回了一桶\n"
        "食用油，心里乐开了花。\n"
        "清水街道推行积分管理，居民\n家里有什么好事都能记上积分，左\n邻右舍都来作证，积分员登门核实，\n当天记到本子上，积分榜每月\n"
    )
    page = (
        f"{OTHER}\n赵六到云岭镇调研春灌工作\n\n3月18日，农民在大棚里采摘番茄。\n孙八 摄\n\n{tail}\n"
        f"小积分换来好日子\n\n{head}\n{TOUR}\n周九到南山镇调研春灌工作\n"
    )
    story = next(article for article in _articles(page) if _headline(article) == "小积分换来好日子")
    assert story.paragraphs[0].text.startswith("本报讯打扫楼道")
    assert "积分榜每月公示一次" in story.paragraphs[1].text
    assert story.credits.correspondents == ("钱七",)


def test_a_whole_story_without_a_dateline_stays_where_it_stands() -> None:
    """Its first line is indented, as that of the paragraphs around it is."""
    whole = "进入三月，山里的杏花都开\n" + COLUMN.split("\n", 1)[1].replace("盯紧森", "盯紧山林。")
    page = f"{whole}\n南山杏花开\n\n{OTHER}\n赵六到云岭镇调研春灌工作\n\n{LEAD}\n{TOUR}\n周九到南山镇调研春灌工作\n"
    first = _articles(page)[0]
    assert (_headline(first), first.doubts) == ("南山杏花开", ())


def test_a_headline_above_a_second_copy_is_no_part_of_it() -> None:
    """What a dump prints again below a headline, without its paragraph's beginning, stays with its first copy."""
    quoted = (
        "他说，汛期不等人，宁可把石头堆\n在岸上用不着，也不能等水来了找\n不到石头，备汛必须往前赶，一刻\n也拖不起。\n"
    )
    tour = "本报讯（记者王五）3月22日，\n县委书记李四到云岭镇巡河，察看\n了石料储备和根石加固情况。\n" + quoted
    copy = "也不能等水来了找不到石头，备汛必须往前赶，一刻也拖不起。"
    town = OTHER.replace("一周浇上了水。", "一周浇上返青\n水。")
    page = (
        f"{tour}\n李四到云岭镇巡河\n\n{town}\n赵六到云岭镇调研春季灌溉工作\n\n{copy}\n\n"
        "本报讯（记者钱七）3月21日，\n清水街道组织理发师为老人义务理\n发，忙到天黑。\n\n"
        "清水街道：理发师上门来\n"
    )
    articles = _articles(page)
    assert [_headline(article) for article in articles] == [
        "李四到云岭镇巡河",
        "赵六到云岭镇调研春季灌溉工作",
        "清水街道：理发师上门来",
    ]
    assert articles[0].paragraphs[-1].text.endswith("一刻也拖不起。")


def _articles(page: str) -> list[ArticleReading]:
    reading = read(page.encode(), "2023-03-23.txt")
    return [article for issue in reading.issues for one in issue.pages for article in one.articles]


def _headline(article: ArticleReading) -> str:
    return Heading.joined(article.heading.headline)
