"""Straight quotation marks are told apart, without a character more or less."""

import pytest

from articles.reading import read
from articles.text.quotes import paired


@pytest.mark.parametrize(
    ("straight", "told"),
    [
        ('"三夏"生产', "“三夏”生产"),
        ('他说:"种粮有账算。"村民笑了。', "他说:“种粮有账算。”村民笑了。"),
        ('"说干就干!"\n"好!"', "“说干就干!”\n“好!”"),
        ("没有引号", "没有引号"),
        ('他说："好。又说："行。"', "他说：“好。又说：“行。”"),
        ('好。",他说："行。"', "好。”,他说：“行。”"),
    ],
)
def test_marks_alternate_and_what_stands_beside_them_mends_the_count(straight: str, told: str) -> None:
    assert paired(straight) == told


PAGE = """\
本报讯（记者张三） 3月13日，清源县
召开"三夏"生产会议，部署下一步工作，
要求各乡镇把责任扛在肩上。

"电子封条"让居家隔离添柔性

本报讯（记者李四） 3月12日，记者在
云岭镇看到，志愿者正在上门服务。
"说干就干。"村民王五说。
"""


def test_a_dump_with_straight_marks_is_read_like_one_with_curly_ones_and_keeps_its_own() -> None:
    curly = paired(PAGE)
    texts = [
        [
            [p.text for p in article.paragraphs]
            for issue in read(text.encode(), "x.txt").issues
            for article in issue.articles
        ]
        for text in (PAGE, curly)
    ]
    straight, same = texts
    assert [[paired(text) for text in article] for article in straight] == same
    assert '召开"三夏"生产会议' in straight[0][0]
