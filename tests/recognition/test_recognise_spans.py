"""Every span points at what it says, whatever the text; the work is linear in its length."""

import cProfile

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.recognition import Story, recognise

PIECES = ["青禾县委书记", "市委常委、", "宣传部部长", "区领导", "马成林", "欧阳海", "王 言", "、", "，", "。", "柳溪镇"]
PIECES += [
    "出席会议",
    "并讲话",
    "东坡村",
    "示范区（高新区）",
    "党工委",
    "3月30日",
    "\n",
    "\u3000",
    " ",
    "的",
    "和",
    "·",
]
PIECES += [
    "有限公司",
    "总经理",
    "（女）",
    "：",
    "习近平",
    "总书记",
    "該縣",
    "ＡＢ",
    "𠮷",
    "村",
    "社区",
    "一行到",
    "强调",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(paragraphs=st.lists(TEXTS, max_size=4), heading=TEXTS, continued=st.booleans())
def test_spans_hold_the_name_the_title_and_the_place(gazetteer, paragraphs, heading, continued):
    """Without the white space of the dump, the text at a span is what was found."""
    story = Story((heading,), tuple(paragraphs), continued=continued)
    found = recognise([story], gazetteer)[0]

    def at(span: tuple[int, int, int]) -> str:
        return "".join(paragraphs[span[0]][span[1] : span[2]].split())

    for official in found.officials:
        assert {at(span) for span in official.spans} <= {official.name}
        assert {at(span).removeprefix("该") for span in official.title_spans} <= set(official.titles)
        assert official.roles and 0 < official.confidence <= 1
    for place in found.places:
        assert all(at(span) for span in place.spans)


def test_nothing_at_all_is_recognised_as_nothing(gazetteer):
    assert recognise([], gazetteer) == ()
    empty = recognise([Story((), ())], gazetteer)[0]
    assert (empty.officials, empty.places, empty.event_dates, empty.doubts) == ((), (), (), ())


def test_findings_are_aligned_with_the_stories(gazetteer):
    stories = [Story((), (f"县委书记马{name}出席会议。",), dateline="本报讯") for name in "东西南"]
    assert [f.officials[0].name for f in recognise(stories, gazetteer)] == ["马东", "马西", "马南"]


def steps(gazetteer, text: str) -> int:
    """How many calls of functions the recognition of a text takes."""
    profile = cProfile.Profile()
    profile.runcall(recognise, [Story((), (text,), dateline="本报讯")], gazetteer)
    return sum(entry.callcount for entry in profile.getstats())


def test_the_work_is_linear_in_the_length_of_a_line(gazetteer):
    """No step looks at everything for each of its finds."""
    sentence = "柳溪镇党委书记马成林、镇长王大伟到东坡村走访，青禾县领导李大同、张一言等陪同"
    steps(gazetteer, sentence)
    assert steps(gazetteer, sentence * 800) < 9 * steps(gazetteer, sentence * 100)
