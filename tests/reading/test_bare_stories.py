"""Headlines that do not stand where their page has the others: beside another, far away, inside a story. Invented."""

from __future__ import annotations

from articles.reading import read
from articles.reading.readings import ArticleReading, Heading

RIVER = """\
本报讯（记者张三）3月13日，副县
长李四到云岭镇检查春灌工作，要求
管好每一条水渠。
李四说，水到田头，心里才踏实，春
灌一天也不能耽误。
"""
SQUARE = """\
本报讯（记者王五）3月12日晚，清
水区文化馆前的广场上，上千名居民
随着音乐打起太极拳。
“打一趟，浑身都是劲。”居民赵六
说，太极拳已是邻里的共同爱好。
"""
PAVILION = """\
本报讯（通讯员钱七）3月11日，石
桥县城关镇的凉亭里，居民围坐在一
起商量修车棚的事，社区干部搬来两
条长凳，请大家先把想说的话说完，
小小的凉亭成了议事厅。
大家你一言我一语，有人拿出图纸，
有人算起了账，最后一致同意把车棚
往西挪两米，顶棚换成透明板，费用
由三家合出，凉亭议事真管用。
"""


def test_a_headline_that_names_whose_news_it_is_begins_another_story() -> None:
    """Two headlines stand between two stories of a page that prints them below: each story has its own."""
    page = f"{RIVER}\n李四检查云岭镇春灌工作\n\n{SQUARE}\n千人太极拳打到广场上\n\n石桥县：凉亭成了议事厅\n\n{PAVILION}"
    assert _headlines(page) == ["李四检查云岭镇春灌工作", "千人太极拳打到广场上", "石桥县：凉亭成了议事厅"]


def test_the_title_of_a_notice_takes_no_other_headline_with_it() -> None:
    notice = "因系统升级，各大厅3月20日暂停办理业务。\n敬请谅解。\n清源市社会保险中心 2021年3月15日\n"
    page = (
        f"{RIVER}\n李四检查云岭镇春灌工作\n\n{SQUARE}\n千人太极拳打到广场上\n\n关于暂停办理社保业务的公告\n\n{notice}"
    )
    articles = _articles(page)
    assert [_headline(article) for article in articles][1:] == ["千人太极拳打到广场上", "关于暂停办理社保业务的公告"]
    assert articles[2].paragraphs[-1].text.startswith("清源市社会保险中心")


def test_a_headline_far_from_its_story_is_found_by_its_wording() -> None:
    """Recognised text prints a headline inside the story before; who speaks and what they said stay one headline."""
    page = (
        "# 全市春灌工作会议召开\n\n本报讯（记者张三）3月13日，全市春灌工作会议召开，部署当前工作。\n\n"
        "会议指出，一要管好每一条水渠，责任到人；\n\n## 石桥县凉亭成了居民议事厅\n\n"
        "3月12日，云岭镇的农民在田间浇水。\n本报记者 李四 摄\n\n二要用好每一眼机井，随坏随修。\n\n"
        "## 孙八在检查防火工作时强调\n\n## 守好每一座山头 管好每一处火源\n\n"
        "本报讯（记者周九）昨日，副市长孙八到北山检查防火工作，要求管好火源，守好山头。\n\n"
        "本报讯（通讯员钱七）3月11日，石桥县城关镇的凉亭里，居民商量修车棚的事，凉亭成了居民议事厅。\n\n"
        "大家一致同意，凉亭议事真管用。\n"
    )
    headed = {_headline(article): article.paragraphs[0].text[:12] for article in _articles(page)}
    assert headed["石桥县凉亭成了居民议事厅"] == "本报讯（通讯员钱七）3月"
    assert headed["守好每一座山头 管好每一处火源"] == "本报讯（记者周九）昨日，"


def test_a_headline_between_two_columns_of_its_story_heads_it() -> None:
    page = f"{RIVER}\n李四检查云岭镇春灌工作\n\n{_parted('石桥县：凉亭议事成风')}\n{SQUARE}\n千人太极拳打到广场上\n"
    story = _articles(page)[1]
    assert _headline(story) == "石桥县：凉亭议事成风"
    assert story.paragraphs[-1].text.endswith("凉亭议事真管用。")


def test_what_leads_to_the_next_sentence_is_no_headline() -> None:
    page = f"{RIVER}\n李四检查云岭镇春灌工作\n\n{_parted('钱八就用好凉亭提出')}\n{SQUARE}\n千人太极拳打到广场上\n"
    assert "钱八就用好凉亭提出" not in _headlines(page)


def _parted(line: str) -> str:
    """A story with a line between its two columns."""
    first, second = PAVILION.split("大家你", 1)
    return f"{first}\n{line}\n\n大家你{second}"


def _articles(page: str) -> list[ArticleReading]:
    reading = read(page.encode(), "2021-03-16.txt")
    return [article for issue in reading.issues for one in issue.pages for article in one.articles]


def _headline(article: ArticleReading) -> str:
    return Heading.joined(article.heading.headline)


def _headlines(page: str) -> list[str]:
    return [_headline(article) for article in _articles(page)]


def test_two_headlines_between_stories_without_a_blank_line_are_parted_by_their_wording() -> None:
    """Text of a PDF: the first stands below its story, the second above the next."""
    tour = (
        "本报讯（记者张三）11月7日，县长李",
        "四到石桥镇、白石镇调研重点项目建设，",
        "察看了高铁小镇和电子产业园的工地，要",
        "求盯紧节点，跑出重点项目建设的速度。",
    )
    meeting = (
        "本报讯（通讯员王五）11月8日下午，",
        "县人大常委会主任赵六主持召开主任会",
        "议，听取全县医保基金使用情况的汇报。",
    )
    titles = ("李四在石桥镇白石镇调研时要求", "跑出重点项目建设速度", "县人大常委会主任会议召开", "赵六主持")
    page = "\n".join(("副县长检查云岭镇春灌", *RIVER.splitlines(), *tour, *titles, *meeting))
    assert _headlines(page)[1:] == [
        "跑出重点项目建设速度",
        "县人大常委会主任会议召开 赵六主持",
    ]
