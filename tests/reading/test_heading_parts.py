"""Heading parts: what leads to the headline, what stands beside it, what follows."""

import pytest

from articles.reading import read

BODY = (
    "本报讯（记者张三） 6月3日，清河县召开防汛工作会议，安排部署全县防汛工作，要求各乡镇压实责任。\n\n"
    "会议强调，要备足物资。\n"
)


def heading(lines: str) -> tuple[list[str], list[str], list[str]]:
    reading = read(f"{lines}\n\n{BODY}".encode(), "a.txt")
    found = reading.issues[0].articles[0].heading
    for part in (*found.kicker, *found.headline, *found.subheadline):
        shown = "".join(reading.text[at : at + length] for _, at, length in part.segments)
        assert shown == part.text
    return tuple([block.text for block in part] for part in (found.kicker, found.headline, found.subheadline))


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        ("清河县召开防汛会议", ([], ["清河县召开防汛会议"], [])),
        ("清河县委书记督导防汛 要求压实责任", ([], ["清河县委书记督导防汛", "要求压实责任"], [])),  # two of equal rank
        ("清 河 县 召 开 防 汛 会 议", ([], ["清河县召开防汛会议"], [])),  # justified, not parted
        ("清河县 2021 年防汛会议召开", ([], ["清河县2021年防汛会议召开"], [])),  # spaces around figures part nothing
        ("全县防汛工作会议强调\n守住安全底线", (["全县防汛工作会议强调"], ["守住安全底线"], [])),  # 引题
        (
            "守住安全底线\n\n张三在清河县调研时强调",
            (["张三在清河县调研时强调"], ["守住安全底线"], []),
        ),  # 引题, printed below
        ("研究部署防汛工作\n\n县委常委会召开会议", (["县委常委会召开会议"], ["研究部署防汛工作"], [])),
        (
            "安排部署防汛工作\n清河县召开防汛推进会",
            ([], ["安排部署防汛工作", "清河县召开防汛推进会"], []),
        ),  # two of equal rank
        ("守住安全底线\n——清河县防汛工作综述", ([], ["守住安全底线"], ["——清河县防汛工作综述"])),  # 副题
    ],
)
def test_heading_lines_become_their_parts(lines, parts):
    assert heading(lines) == parts


@pytest.mark.parametrize(
    "lines", ["乡村振兴看清河\n\n山村里客来勤", "山村里客来勤\n乡村振兴看清河", "新春走基层\n山村里客来勤"]
)
def test_the_name_of_a_campaign_beside_a_headline_is_its_banner(lines):
    article = read(f"{lines}\n\n{BODY}".encode(), "a.txt").issues[0].articles[0]
    assert [block.text for block in article.heading.headline] == ["山村里客来勤"]
    assert [block.text for block in article.heading.banner] == [next(x for x in lines.split() if x != "山村里客来勤")]


@pytest.mark.parametrize("lines", ["项目为王\n产业先行", "乡村振兴要有产业支撑\n清河县委书记下乡调研"])
def test_a_headline_that_speaks_of_a_campaign_stays_whole(lines):
    assert heading(lines) == ([], lines.split(), [])
