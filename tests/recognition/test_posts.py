"""Titles to posts, and what a text announces of them."""

import pytest

from articles.recognition.announcements import find_announcements
from articles.recognition.posts import display_name, is_label, split_title

PLACES = frozenset({"云州市", "云川县", "禾阳市", "北河区", "禾县", "河西省", "示范区", "云溪镇", "西关街道"})


def posts(title: str, jurisdiction: str = "云川县") -> list[str]:
    """Each post as a reader says it, in its place; 原 and 拟 where it is not held."""
    marks = {"held": "", "former": "原", "designate": "拟"}
    return [
        marks[post.standing]
        + display_name(post.place if len(post.place) > 2 else jurisdiction, post.organisation, post.role)
        for post in split_title(title, jurisdiction, PLACES)
    ]


@pytest.mark.parametrize(
    ("title", "jurisdiction", "expected"),
    [
        ("云川县委书记", "云川县", ["云川县委书记"]),
        ("县委副书记、县长", "云川县", ["云川县委副书记", "云川县县长"]),  # the head of government names no body
        ("区委常委、常务副区长", "北河区", ["北河区委常委", "北河区常务副区长"]),
        ("市委常委、宣传部长", "云州市", ["云州市委常委", "云州市委宣传部部长"]),  # 部 is left out before 长
        ("市委常委、秘书长", "云州市", ["云州市委常委", "云州市委秘书长"]),
        ("中共云川县委书记", "云川县", ["云川县委书记"]),
        ("禾县县委书记", "禾县", ["禾县县委书记"]),  # a one-character name keeps its 县
        ("代市长", "云州市", ["云州市市长"]),  # who acts in a post holds it
        ("党工委副书记、管委会主任", "示范区", ["示范区党工委副书记", "示范区管委会主任"]),
        ("云州市人大常委会副主任、禾阳市委书记", "禾阳市", ["云州市人大常委会副主任", "禾阳市委书记"]),  # two places
        ("县人大主任", "云川县", ["云川县人大常委会主任"]),
        (
            "市公安局党委委员、副局长",
            "云州市",
            ["云州市公安局党委委员", "云州市公安局副局长"],
        ),  # the group's body goes on
        ("县卫生健康委党组书记、主任", "云川县", ["云川县卫健委党组书记", "云川县卫健委主任"]),  # one name of a body
        ("市人大常委会副秘书长、调研室主任", "云州市", ["云州市人大常委会副秘书长", "云州市人大常委会调研室主任"]),
        ("副县长、公安局局长", "云川县", ["云川县副县长", "云川县公安局局长"]),
        ("市市场监管局局长", "云州市", ["云州市市场监管局局长"]),  # 市场 is no place
        ("乡村振兴局局长", "云川县", ["云川县乡村振兴局局长"]),
        ("县纪委书记、监委主任", "云川县", ["云川县纪委书记", "云川县监委主任"]),
        ("西关街道党工委书记、主任", "西关街道", ["西关街道党工委书记", "西关街道办事处主任"]),
        ("东坡村党支部书记、村委会主任", "东坡村", ["东坡村党支部书记", "东坡村村委会主任"]),
        ("云川县云溪镇东坡村党支部书记", "东坡村", ["东坡村党支部书记"]),  # the last of several places
        ("云川县云溪镇南岭社区党委书记", "南岭社区", ["南岭社区党委书记"]),
        ("村党支部原书记", "东坡村", ["原东坡村党支部书记"]),
        ("原市长", "云州市", ["原云州市市长"]),
        ("拟任副县长", "云川县", ["拟云川县副县长"]),
        ("总书记", "中央", ["中共中央总书记"]),
        ("中共中央总书记、国家主席、中央军委主席", "中央", ["中共中央总书记", "国家主席", "中央军委主席"]),
        ("区领导", "北河区", []),  # a label is no post
        ("市委常委会委员", "云州市", []),
        ("四级调研员", "云州市", []),  # a rank is no post
        ("大会主席团常务主席", "云州市", []),  # a duty in one meeting
        ("", "云州市", []),
    ],
)
def test_a_title_is_split_into_its_posts(title, jurisdiction, expected):
    assert posts(title, jurisdiction) == expected


@pytest.mark.parametrize(
    ("title", "label"),
    [("市领导", True), ("该县领导", True), ("市委常委会委员", True), ("市委常委", False), ("", False)],
)
def test_collective_labels_are_known(title, label):
    assert is_label(title) is label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大会选举禾东篱为云川县县长。", [("start", "云川县县长")]),
        ("禾东篱当选为县人大常委会主任。", [("start", "县人大常委会主任")]),
        ("会议决定任命禾东篱同志为云川县副县长、代县长；", [("start", "云川县副县长、代县长")]),
        ("免去禾东篱的县教育局局长职务。", [("end", "县教育局局长")]),
        ("会议接受禾东篱辞去云川县县长职务的请求。", [("end", "云川县县长")]),
        ("禾东篱因工作变动不再担任县委书记。", [("end", "县委书记")]),
        ("县长禾东篱为大家讲党课。", []),  # 为 alone announces nothing
        ("会议选举产生了领导班子，禾东篱主持会议。", []),
    ],
)
def test_elections_appointments_and_resignations_are_found(text, expected):
    start = text.index("禾东篱")
    found = find_announcements("禾东篱", [text], [(0, start, start + 3)])
    assert [(one.change, one.title) for one in found] == expected
