"""A story printed with straight quotation marks names the same officials in the same roles."""

from articles.recognition import Story, recognise
from articles.recognition.gazetteer import Gazetteer
from articles.text.quotes import paired

STORY = '县长李四说:"要抢抓农时。"县委书记王言带队督导"三夏"生产。"说干就干。"村党支部书记赵六说。'


def test_straight_marks_make_no_difference(gazetteer: Gazetteer) -> None:
    told = [
        [
            (official.name, official.title, official.roles)
            for official in recognise([Story((), (text,))], gazetteer)[0].officials
        ]
        for text in (STORY, paired(STORY))
    ]
    assert told[0] == told[1]
    assert [name for name, *_ in told[0]] == ["李四", "王言", "赵六"]
