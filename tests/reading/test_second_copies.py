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
