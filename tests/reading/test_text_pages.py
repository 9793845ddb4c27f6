"""Dumps of pages to articles: each case one habit of papers or dump tools. All names and events are invented."""

from __future__ import annotations

from datetime import date

import pytest

from articles.reading import read
from articles.reading.readings import ArticleReading, Heading, SourceReading
from articles.text.errors import UnreadableInput


def reading_of(dump: str, name: str = "page.txt") -> SourceReading:
    return read(dump.encode(), name)


def articles_of(dump: str) -> list[ArticleReading]:
    return [article for issue in reading_of(dump).issues for article in issue.articles]


def headline(article: ArticleReading) -> str:
    heading = article.heading
    parts = (heading.kicker, heading.headline, heading.subheadline)
    return " ".join(Heading.joined(part) for part in parts if part)


def outline(dump: str) -> list[tuple[str, str, int]]:
    """(kind, heading, number of paragraphs) of every article."""
    return [(article.kind, headline(article), len(article.paragraphs)) for article in articles_of(dump)]


HEADINGS_BEFORE = """\
云岭县召开春耕生产会议

本报讯（记者张三）3月8日，云岭县召开春耕生产会议，安排部署春耕备播工作。

会议要求，各乡镇要抢抓农时，确保春耕生产顺利进行。

白石镇开展河道清淤

本报讯（通讯员李四）连日来，白石镇组织人员开展河道清淤，改善水环境。
"""

HEADINGS_AFTER = """\
本报讯（记者张三）3月8日，云岭
县召开春耕生产会议，安排部署春
耕备播工作。
会议要求，各乡镇要抢抓农
时，确保春耕生产顺利进行。

云岭县召开春耕生产会议

本报讯（通讯员李四）连日来，白
石镇组织人员开展河道清淤，改善
水环境。

白石镇开展河道清淤
"""

STACKED = """\
## 云岭县召开春耕生产会议

## 白石镇开展河道清淤

本报讯（记者张三）3月8日，云岭县召开春耕生产会议，安排部署春耕备播工作。

本报讯（通讯员李四）连日来，白石镇组织人员开展河道清淤，改善水环境。
"""

TWO = [("news", "云岭县召开春耕生产会议", 2), ("news", "白石镇开展河道清淤", 1)]


@pytest.mark.parametrize("dump", [HEADINGS_BEFORE, HEADINGS_AFTER], ids=["before", "after"])
def test_headings_before_or_after_their_bodies(dump: str) -> None:
    assert outline(dump) == TWO


def test_headings_stacked_before_two_bodies_go_where_their_words_are() -> None:
    assert outline(STACKED) == [("news", "云岭县召开春耕生产会议", 1), ("news", "白石镇开展河道清淤", 1)]


def test_a_lost_headline_is_not_borrowed_from_a_neighbour() -> None:
    first, second = articles_of(HEADINGS_AFTER.replace("云岭县召开春耕生产会议\n", ""))
    assert headline(first) == ""
    assert headline(second) == "白石镇开展河道清淤"
    assert [doubt.kind for doubt in first.doubts] == ["heading"]


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        # the blank line before the quotation mark lies; the short line ends the paragraph
        (
            "本报讯 3月8日，县委书记张三到白石\n镇调研。他强调，要紧盯\n\n“三农”工作重点，抓好落实。\n"
            "在大屯村，张三走进农户家中\n了解生产生活情况，鼓励大家坚定信\n心、勤劳致富。",
            ["本报讯3月8日，县委书记张三到白石镇调研。他强调，要紧盯“三农”工作重点，抓好落实。",
             "在大屯村，张三走进农户家中了解生产生活情况，鼓励大家坚定信心、勤劳致富。"],
        ),
        # a name is cut by the line end, and a justified line is pulled apart
        (
            "本报讯 区领导张三、李\n四、王 五 参 加 会 议 。",
            ["本报讯区领导张三、李四、王五参加会议。"],
        ),
        # Latin words keep one space, figures none
        ("本报讯 该 县 2022 年 引 进 EPC 和 Wi Fi 设 备。", ["本报讯该县2022年引进EPC和Wi Fi设备。"]),
        # questions and answers are paragraphs of the body
        (
            "本报讯 记者近日采访了县卫健委主任李四。\n记者：目前进展如何？\n李四：正在有序推进，请大家放心。",
            ["本报讯记者近日采访了县卫健委主任李四。", "记者：目前进展如何？", "李四：正在有序推进，请大家放心。"],
        ),
    ],
)  # fmt: skip
def test_wrapped_lines_become_printed_paragraphs(body: str, paragraphs: list[str]) -> None:
    (article,) = articles_of(f"县里开会\n\n{body}\n")
    assert [paragraph.text for paragraph in article.paragraphs] == paragraphs


COLUMN = """\
　　本报讯 昨日，全县各级各部门负
责人参加会议，安排部署下一步工作。
会议要求，要强化责任，细化措施，把
各项工作抓实抓细，确保完成任务。
　　会议强调，要抓好落实，确保各项
任务按期完成，向全县人民交出一份满
意的答卷。
　　会议还研究了其他事项。
"""


def test_a_full_line_that_ends_a_sentence_goes_on_unless_the_next_is_indented() -> None:
    (article,) = articles_of("县里开会\n\n" + COLUMN)
    assert [paragraph.text[:6] for paragraph in article.paragraphs] == ["本报讯昨日，", "会议强调，要", "会议还研究了"]


@pytest.mark.parametrize(
    ("text", "reporters", "correspondents", "photographers"),
    [
        ("本报讯（记者张三）昨日召开会议。", ("张三",), (), ()),
        ("本报讯(记者张三 通讯员李四、王五) 昨日召开会议。", ("张三",), ("李四", "王五"), ()),
        ("本报讯（记 者 张三\n丰、李四）昨日召开会议。", ("张三丰", "李四"), (), ()),
        ("本报讯 昨日召开会议。（王五）", (), ("王五",), ()),
        ("本报讯 昨日召开会议。\n\n（王 五 赵六六）", (), ("王五", "赵六六"), ()),
        ("本报记者 张 三\n本报通讯员 李四\n\n昨日召开会议。", ("张三",), ("李四",), ()),
        ("□ 本报记者 张三 李四\n\n昨日召开会议。", ("张三", "李四"), (), ()),
        ("本报讯 记者张三 通讯员李四报道 昨日召开会议。", ("张三",), ("李四",), ()),
        ("本报讯（记者张三 文/图）昨日召开会议。", ("张三",), (), ()),
    ],
)
def test_bylines(text: str, reporters: tuple, correspondents: tuple, photographers: tuple) -> None:
    (article,) = articles_of(f"县里开会\n\n{text}\n")
    credits = article.credits
    assert (credits.reporters, credits.correspondents, credits.photographers) == (
        reporters,
        correspondents,
        photographers,
    )


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("3月8日，大屯村村民在采摘草莓。\n本报记者 张三 摄", "张三"),
        ("图为村民在采摘草莓。李四 摄", "李四"),
        ("昨日，村民在采摘草莓。王\n五五 摄", "王五五"),
        ("日前，村民在采摘草莓。\n\n（张三\n摄）", "张三"),
        ("图为村民在采摘草莓。\n张三摄（资料图片）", "张三"),
    ],
)
def test_a_photo_with_its_caption_is_an_article_of_its_own(caption: str, name: str) -> None:
    story = HEADINGS_BEFORE.partition("\n\n白石镇")[0]
    news, photo = articles_of(f"{story}\n\n{caption}\n")
    assert (news.kind, photo.kind, headline(photo)) == ("news", "photo", "")
    assert photo.credits.photographers == (name,)
    assert len(news.paragraphs) == 2


def test_jumps_are_read_with_their_figures() -> None:
    first, second = articles_of(
        "本报讯（记者张三）昨日，县里召开会议，要\n求抓好落实。（下转第三版①）\n\n县里召开会议\n\n"
        "（上接A01版②）要强化措施，确保完成任务。\n随后，大家进行了讨论。\n"
    )
    assert (first.kind, first.jump_to, headline(first)) == ("news", "第三版①", "县里召开会议")
    assert (second.kind, second.jump_from, headline(second)) == ("jump", "A01版②", "")


def test_an_editors_code_ends_a_story_and_is_no_jump() -> None:
    first, second = articles_of("本报讯 昨日，县里召开会议。①5\n本报讯 今日，镇里召开会议。\n")
    assert first.jump_to == ""
    assert second.paragraphs[0].text == "本报讯今日，镇里召开会议。"


def test_more_on_the_same_story_stays_in_it() -> None:
    (article,) = articles_of("县里开会\n\n本报讯 昨日，县里召开会议。\n\n又讯 昨日，镇里也召开会议。\n")
    assert len(article.paragraphs) == 2


def test_crossheads_are_paragraphs_of_their_story() -> None:
    dump = """\
县里办好三件事

本报讯（记者张三）今年以来，全县着力为群众办实事，投入资金三千多万元，受到群众的普遍好评。

道路修到家门口

走进大屯村，一条条水泥路通到了家家户户，村民出行更加方便，农产品也运得出去了。

饭菜送到老人手里

在白石镇，日间照料中心每天为八十岁以上的老人送餐上门，老人们足不出户就能吃上热饭热菜。

镇里召开春耕会议

本报讯（记者李四）昨日，镇里召开春耕会议，安排部署春耕生产，要求各村抢抓农时。
"""
    first, second = articles_of(dump)
    roles = [paragraph.role for paragraph in first.paragraphs]
    assert roles == ["body", "crosshead", "body", "crosshead", "body"]
    assert headline(second) == "镇里召开春耕会议"


def test_a_notice_keeps_its_signature_and_day() -> None:
    printed = "停水通知\n\n因设备检修，明日停水。联系电话：1234567。\n\n云岭县自来水公司\n2023年3月8日\n"
    notice = articles_of(f"{HEADINGS_BEFORE}\n{printed}")[-1]
    assert (notice.kind, headline(notice)) == ("notice", "停水通知")
    assert notice.paragraphs[-1].text.endswith("2023年3月8日")


def test_furniture_belongs_to_no_article_and_is_not_lost() -> None:
    dump = (
        "云岭日报\n2023年3月9日 星期四 农历癸卯年二月十八\n责任编辑：王五 校对：赵六\n新闻热线：1234567\n要闻\n\n"
        + HEADINGS_BEFORE
    )
    (issue,) = reading_of(dump).issues
    (page,) = issue.pages
    assert [(piece.kind, piece.lines) for piece in page.furniture] == [
        ("masthead", ((1, 1),)),
        ("date", ((2, 2),)),
        ("staff", ((3, 3),)),
        ("hotline", ((4, 4),)),
        ("page", ((5, 5),)),
    ]
    assert (issue.newspaper, issue.date.date, page.name) == ("云岭日报", date(2023, 3, 9), "要闻")
    assert len(page.articles) == 2


def test_several_pages_and_issues_in_one_file() -> None:
    story = "县里召开会议\n\n本报讯 3月{}日，县里召开会议，部署工作。\n\n"
    dump = (
        "第01版 要闻\n2023年3月9日 星期四\n\n" + story.format(8) + "第02版 综合新闻\n\n" + story.format(7)
        + "第01版 要闻\n2023年3月10日 星期五\n\n" + story.format(9)
    )  # fmt: skip
    issues = reading_of(dump).issues
    assert [(issue.date.date, [(page.number, page.name) for page in issue.pages]) for issue in issues] == [
        (date(2023, 3, 9), [("01", "要闻"), ("02", "综合新闻")]),
        (date(2023, 3, 10), [("01", "要闻")]),
    ]


def test_text_printed_twice_is_kept_once_and_the_copy_remembered() -> None:
    copy = "会议要求，各乡镇要抢抓农时，确保春耕生产顺利进行，努力实现全年粮食丰收。"
    dump = HEADINGS_BEFORE.replace("会议要求，各乡镇要抢抓农时，确保春耕生产顺利进行。", f"{copy}\n\n{copy}")
    first, _ = articles_of(dump)
    assert [paragraph.text for paragraph in first.paragraphs].count(copy) == 1
    assert len(first.duplicates) == 1


def test_headings_that_only_look_like_markdown_are_text() -> None:
    (article,) = articles_of("# 县里开会\n\n## 本报讯 昨日，县里召开会议，部署春耕生产工作，要求抓好落实。\n")
    assert headline(article) == "县里开会"
    assert article.paragraphs[0].text.startswith("本报讯昨日")


@pytest.mark.parametrize(
    "dump",
    ["只有一行标题\n", "2023年3月9日 星期四\n第01版\n", "。。。\n***\n", "def main():\n    return 1\n" * 20],
)
def test_a_dump_without_an_article_is_refused(dump: str) -> None:
    with pytest.raises(UnreadableInput) as refusal:
        reading_of(dump)
    assert refusal.value.code == "no_article"


OF_RECOGNITION = """\
# 云岭日报

2021年12月28日 星期二 第02版 要闻

## 清源县部署防汛

本报讯（记者 张三）12月27日，清源县召开防汛工作会议，总结前一阶段工作。<br>会后检查了堤防。

会议指出，要**压实责任**、备足物资，确保安全。

<div align="center">图为会议现场。</div>

![图1](https://example.com/a.png)

### 李四 摄

## 云岭县开展植树

本报讯（通讯员 王五）12月27日，云岭县千名干部群众参加义务植树。

| 乡镇 | 数量 |
| --- | --- |
| 清源镇 | 30 |

- 第一，要抓紧。
- 第二，要抓好。
"""


def test_markup_of_character_recognition_is_no_text_and_parts_paragraphs() -> None:
    furniture = [f.text for issue in reading_of(OF_RECOGNITION).issues for page in issue.pages for f in page.furniture]
    assert "|清源镇|30|" in furniture
    assert outline(OF_RECOGNITION) == [
        ("news", "清源县部署防汛", 2),
        ("photo", "", 2),
        ("news", "云岭县开展植树", 3),
    ]
    news, photo, planting = articles_of(OF_RECOGNITION)
    assert news.paragraphs[0].text.endswith("总结前一阶段工作。会后检查了堤防。")
    assert (photo.paragraphs[0].text, photo.credits.photographers) == ("图为会议现场。", ("李四",))
    assert [p.text for p in planting.paragraphs[1:]] == ["-第一，要抓紧。", "-第二，要抓好。"]
