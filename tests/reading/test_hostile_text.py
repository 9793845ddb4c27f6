"""Dumps made to hurt: they are read or refused, never followed by another error, and cost no more than their length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reading import read
from articles.reading.text_pages import read_text
from articles.text.decode import decode
from articles.text.errors import UnreadableInput

STORY = "县里开会\n\n本报讯 昨日，县里召开会议，部署春耕生产工作。\n"
LONG = 5_000

DUMPS = {
    "one line": "县里召开会议，" * LONG,
    "one line of sentences": "县里召开会议。" * LONG,
    "a paragraph without end": "县里召开会议研究部署工作\n" * LONG,
    "blank lines": "\n" * LONG * 5 + STORY,
    "nothing but datelines": "本报讯（记者张三）昨日召开会议。\n" * LONG,
    "nothing but bylines": "本报记者 张三\n" * LONG + STORY,
    "nothing but credits": "张三 摄\n" * LONG + STORY,
    "nothing but headings": "# 县里开会\n" * LONG + STORY,
    "nothing but captions": "昨日，村民在采摘草莓\n" * LONG,
    "the same paragraph": "县里召开会议，安排部署春耕生产工作，要求抓好落实。\n\n" * LONG,
    "open brackets": "（" * LONG * 5 + "\n" + STORY,
    "figures": "1" * LONG * 5 + "\n" + STORY,
    "asterisks": "*" * LONG * 5 + "\n" + STORY,
    "white space": "本报讯 " + " " * LONG * 5 + "昨日，县里召开会议。",
    "jumps": "（上接第一版①）县里召开会议。（下转第二版①）\n" * LONG,
    "zero-width characters": ("县\u200b里\u200b开\u200b会\u200b议，" * LONG) + "。",
    "bidi controls": "\u202e县里开会\u202c\n" + STORY,
}


@pytest.mark.parametrize("dump", DUMPS.values(), ids=DUMPS.keys())
def test_hostile_dumps_are_read_or_refused(dump: str) -> None:
    try:
        reading = read(dump.encode(), "hostile.txt")
    except UnreadableInput:
        return
    assert any(issue.articles for issue in reading.issues)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_refusal(data: bytes) -> None:
    try:
        text, _ = decode(STORY.encode() + data)
        read_text(text, "x")
    except UnreadableInput as refusal:
        assert refusal.code


def test_zero_width_characters_are_left_out_of_cleaned_text() -> None:
    (issue,) = read("县里\u200b开会\n\n本报\u200b讯 昨\u2060日，县里召开会议。\n".encode(), "x").issues
    (article,) = issue.articles
    assert article.paragraphs[0].text == "本报讯昨日，县里召开会议。"
    assert article.heading.headline[0].text == "县里开会"
