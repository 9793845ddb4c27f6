"""Text that a dump has twice, cut off, or misread in one of its copies. All is invented."""

from __future__ import annotations

import pytest

from articles.reading import read
from articles.reading.readings import ArticleReading

WHOLE = "采集当天，县红十字会常务副会长张三全程陪护，县卫生局副局长李四专程来到医院，为他送去鲜花和慰问金。"
NEWS = "本报讯（记者王五）9月16日，经过4个多小时的采集，云岭县小伙赵六捐献了造血干细胞。"


def articles_of(*lines: str) -> list[ArticleReading]:
    return list(read("\n\n".join(lines).encode(), "page.txt").issues[0].articles)


def texts(article: ArticleReading) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


@pytest.mark.parametrize(
    "copy",
    [
        (WHOLE[:16], WHOLE[16:32], WHOLE[32:45]),  # printed lines, cut off
        (WHOLE[5:40],),  # begins and ends in mid-sentence
        (WHOLE.replace("医院", "医阮"),),  # a character misread
    ],
)
def test_a_second_copy_is_no_text_and_takes_nothing_from_what_follows(copy: tuple[str, ...]) -> None:
    first, second = articles_of(
        "## 云岭小伙捐献“生命种子”", NEWS, WHOLE, *copy, "## 县政府召开会议", "本报讯（记者钱七）昨日，县政府召开会议。"
    )

    assert texts(first) == [NEWS, WHOLE]
    assert first.duplicates == ((7, 5 + 2 * len(copy)),)
    assert texts(second) == ["本报讯（记者钱七）昨日，县政府召开会议。"]


def test_a_copy_below_a_paragraph_that_the_dump_cut_off_does_not_go_on_with_it() -> None:
    (article,) = articles_of("## 云岭小伙捐献“生命种子”", NEWS, WHOLE[:34], WHOLE)

    assert texts(article) == [NEWS, WHOLE]


def test_two_captions_of_one_mould_are_two() -> None:
    one = "9月6日，白石镇桃园村的农民在采摘草莓，该村大力发展特色种植，带动群众增收致富。（张三 摄）"
    other = "9月6日，白石镇前屯村的农民在采摘番茄，该村大力发展特色种植，带动群众增收致富。（李四 摄）"
    found = articles_of("## 云岭小伙捐献“生命种子”", NEWS, one, other)

    assert [article.kind for article in found] == ["news", "photo", "photo"]


def test_a_copy_of_the_end_of_a_line_that_stands_right_below_is_no_text() -> None:
    cut = "每月第一个星期六，居民、物业、社区民警坐到一起，把"
    copied = "漏水、养犬这些烦心事摆到桌面上说。截至目前，共收集问题127个，解"
    (story,) = articles_of("## 老旧小区有了物业", NEWS, cut, copied, f"停车、{copied}决119个。", "小区将全部覆盖。")

    assert texts(story) == [NEWS, f"{cut}停车、{copied}决119个。", "小区将全部覆盖。"]
    assert story.duplicates == ((7, 7),)


TOUR = (
    "调研中，省政协副主席周八首先来到清河新材料公司的动力电池生产线、技术研究院和中央控制室，察看生产数据实时运行情况，并与技术人员亲切交流。"
    "作为全省氟"
)
TOUR_REST = (
    "化工行业的龙头企业，清河新材料公司依托自主研发的核心专利技术，不断延伸产业链条，推动产品从材料走向动力电池，构建了"
)
COLUMN = (
    "从锂电池材料、动力电池到新能源汽车的完整产业链。今年上半年，清河新材料公司实现销售收入稳步增长，动力电池订单排到了年底。"
    "目前，公司拥有国家认可的实验室和博士后科研工作站，先后承担国家科技计划项目。"
)
TOLD = (
    "公司董事长吴九说，下一步，企业将加大动力电池项目投入，力争年底建成投产，"
    "为新能源汽车产业链作出更大的贡献，不辜负各级的期望。"
)


def test_columns_of_a_rest_without_its_mark_are_put_in_order_and_parted_from_the_story_above() -> None:
    """The dump begins the rest with its second column, and prints that again in narrow lines, misread."""
    narrow = COLUMN.replace("今年上半年，", "今年上半年")
    lines = [narrow[at : at + 13] for at in range(0, 65, 13)]
    story, rest = articles_of("## 云岭小伙捐献“生命种子”", NEWS, WHOLE, COLUMN, TOUR, TOUR_REST, TOLD, *lines)

    assert texts(story) == [NEWS, WHOLE]
    assert rest.kind == "jump"
    assert texts(rest) == [f"{TOUR}{TOUR_REST}{COLUMN}", TOLD]
    assert {"jump", "order"} <= {doubt.kind for doubt in rest.doubts}
    assert rest.duplicates == ((15, 13 + 2 * len(lines)),)


def test_a_copy_that_begins_and_ends_amid_a_paragraph_is_no_text() -> None:
    whole = (
        "本报讯（记者王五）11月20日，消防支队举办市民体验活动，向市民代表赠送家庭消防应急包。"
        "活动现场设置了烟雾逃生、灭火器使用、高空缓降等体验区，吸引了上千人。"
    )
    (story,) = articles_of(
        "## 市民体验“火场逃生”", whole, whole[whole.index("家庭") : -4], "“看着简单，做起来手忙脚乱。”一名市民说。"
    )
    assert texts(story) == [whole, "“看着简单，做起来手忙脚乱。”一名市民说。"]
