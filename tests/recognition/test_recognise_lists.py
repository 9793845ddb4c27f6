"""Names that stand one after another without marks, and titles that a comma parts."""

import pytest

from articles.recognition import KnownOfficial, Story, recognise


def officials(gazetteer, text, known=(), gaps=()):
    story = Story((), (text,), dateline="本报讯", gaps=(tuple(gaps),))
    archive = [KnownOfficial(name, ("县领导",), 3) for name in known]
    return recognise([story], gazetteer, known=archive)[0]


@pytest.mark.parametrize(
    ("text", "gaps", "names"),
    [
        # white space in the text itself, also inside names of two characters
        ("县领导杜光明 叶 青 胡献礼参加活动。", (), ["杜光明", "叶青", "胡献礼"]),
        # white space that reading took out, known from the source's segments
        ("县领导杜光明叶青胡献礼参加活动。", (6, 7, 8), ["杜光明", "叶青", "胡献礼"]),
        # a line of its own
        ("执行主席：杜光明　叶　青　胡献礼", (), ["杜光明", "叶青", "胡献礼"]),
        # a title that several share, though no collective label
        ("青禾县副县长杜光明 胡献礼到场。", (), ["杜光明", "胡献礼"]),
        # some marks and some gaps
        ("县领导杜光明 叶 青、胡献礼参加活动。", (), ["杜光明", "叶青", "胡献礼"]),
    ],
)
def test_white_space_parts_names(gazetteer, text, gaps, names):
    found = officials(gazetteer, text, gaps=gaps)
    assert [official.name for official in found.officials] == names
    assert [doubt.kind for doubt in found.doubts if doubt.kind == "name"] == []


def test_surnames_that_leave_one_way_part_a_roster_with_a_doubt(gazetteer):
    found = officials(gazetteer, "市领导杜光明叶青山胡献礼参加活动。")
    assert [official.name for official in found.officials] == ["杜光明", "叶青山", "胡献礼"]
    assert [doubt.subject for doubt in found.doubts if doubt.kind == "name"] == ["杜光明", "叶青山", "胡献礼"]


def test_several_ways_to_part_a_roster_are_a_doubt_and_nobody(gazetteer):
    found = officials(gazetteer, "市领导马成林江海参加活动。")
    assert found.officials == ()
    assert [(doubt.kind, doubt.subject) for doubt in found.doubts] == [("name", "马成林江海")]


def test_names_that_the_archive_knows_part_a_run(gazetteer):
    found = officials(gazetteer, "市领导马成林江海参加活动。", known=("马成林", "江海"))
    assert [official.name for official in found.officials] == ["马成林", "江海"]


@pytest.mark.parametrize(
    "text",
    ["县领导带头干，县领导包村联户。", "市领导高度重视安全生产。", "市领导要求马上整改。", "县领导马上江边植树。"],
)
def test_words_behind_a_label_are_no_run_of_names(gazetteer, text):
    found = officials(gazetteer, text)
    assert (found.officials, found.doubts) == ((), ())


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("青禾县委常委，副县长罗成出席。", {"罗成": "青禾县委常委，副县长"}),
        # somebody is named before the comma
        ("县委书记马林，县长罗成出席。", {"马林": "县委书记", "罗成": "县长"}),
        # many people, none of them named
        ("全体县委常委，副县长罗成出席。", {"罗成": "副县长"}),
        # two share what follows the comma; whether they share what precedes it, nobody can tell
        ("县委常委，副县长罗成、米兰出席。", {"罗成": "副县长", "米兰": "副县长"}),
        # a collective label is nobody's title alone
        ("县领导，副县长罗成出席。", {"罗成": "副县长"}),
    ],
)
def test_a_title_across_a_comma(gazetteer, text, titles):
    assert {one.name: one.title for one in officials(gazetteer, text).officials} == titles


def test_who_stands_in_a_list_has_the_title_behind_the_name(gazetteer):
    rows = (
        "全县优秀党务工作者",
        "杜光明青禾县柳溪镇党委书记",
        "叶青林石桥区审计局机关党委副书记",
        "胡献礼白泽第一中学教师",
    )
    found = recognise([Story((), rows)], gazetteer)[0]
    assert {official.name: official.title for official in found.officials} == {
        "杜光明": "青禾县柳溪镇党委书记",
        "叶青林": "石桥区审计局机关党委副书记",
    }
