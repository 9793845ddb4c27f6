"""Headlines printed downwards, one character a line in a dump. All names and events are invented."""

from __future__ import annotations

import pytest

from articles.reading import read
from articles.reading.readings import ArticleReading, Heading

ABOVE = "云岭县召开春耕生产会议\n\n本报讯（记者张三）3月8日，云岭县召开春耕生产会议，安排部署春耕备播工作。\n"
BODY = "本报讯（通讯员李四）连日来，白石镇组织人员开展河道清淤，改善水环境，沿河村民都说好。\n"


def articles_of(dump: str) -> tuple[ArticleReading, ...]:
    return read(dump.encode(), "page.txt").issues[0].articles


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("title", ["白石镇开展河道清淤", "“清水行动”启动"])
def test_characters_one_below_the_other_are_one_headline(between: str, title: str) -> None:
    first, second = articles_of(f"{ABOVE}\n{between.join(title)}\n\n{BODY}")
    assert Heading.joined(first.heading.headline) == "云岭县召开春耕生产会议"
    assert [block.text for block in second.heading.headline] == [title]
    (block,) = second.heading.headline
    assert sum(last - start + 1 for start, last in block.lines) == len(title)
    assert len(second.paragraphs) == 1


@pytest.mark.parametrize("stray", ["阳\n州", "张三\n李四\n王五\n赵六", "一\n一\n一\n一\n一"])
def test_residue_and_lists_of_names_are_no_headline(stray: str) -> None:
    articles = articles_of(f"{ABOVE}\n{stray}\n\n白石镇开展河道清淤\n\n{BODY}")
    pressed = stray.replace("\n", "")
    assert all(pressed not in Heading.joined(article.heading.headline) or len(article.heading.headline) > 1
               for article in articles)  # fmt: skip
    assert [block.text for block in articles[-1].heading.headline][-1] == "白石镇开展河道清淤"
