"""Every block maps back to the source: its segments quote the source's own characters, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.reading import read
from articles.reading.lines.line import block, source_lines
from articles.reading.readings import Block, SourceReading
from articles.text.errors import UnreadableInput

SOURCE = """\
## 云岭县召开 春耕会议

**本报讯**（记 者 张三 通讯
员李四）3 月 8 日，云岭县引进 EPC
Plus 设备\u200b，安排部署春耕
备播工作。

图为村民在采摘草莓。王五 摄
"""


def blocks_of(reading: SourceReading) -> Iterator[Block]:
    for issue in reading.issues:
        for page in issue.pages:
            yield from page.furniture
            for article in page.articles:
                heading = article.heading
                yield from (*heading.banner, *heading.kicker, *heading.headline, *heading.subheadline)
                yield from article.paragraphs


def rebuilt(piece: Block, source: str) -> str:
    """The cleaned text made again out of its segments; what no segment covers is an inserted space."""
    text = [" "] * len(piece.text)
    for clean, origin, length in piece.segments:
        text[clean : clean + length] = source[origin : origin + length]
    return "".join(text)


def test_segments_rebuild_every_block_and_lie_on_its_lines() -> None:
    reading = read(SOURCE.encode(), "page.txt")
    lines = reading.text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    for piece in blocks_of(reading):
        assert rebuilt(piece, reading.text) == piece.text
        numbers = [number for first, last in piece.lines for number in range(first, last + 1)]
        spans = [(starts[n - 1], starts[n - 1] + len(lines[n - 1])) for n in numbers]
        for _, origin, length in piece.segments:
            assert any(start <= origin and origin + length <= end for start, end in spans)


def test_every_source_line_is_in_an_article_or_in_furniture() -> None:
    reading = read(SOURCE.encode(), "page.txt")
    taken = {n for piece in blocks_of(reading) for first, last in piece.lines for n in range(first, last + 1)}
    assert taken == {number for number, line in enumerate(SOURCE.split("\n"), start=1) if line.strip()}


ALPHABET = "县里召开会议，。“”（）本报讯记者张三摄图为 \n\n\u3000#*年月日0123456789ABab\u200b"
TEXTS = st.text(alphabet=ALPHABET, max_size=400)


@given(TEXTS)
def test_any_lines_can_be_rebuilt_from_their_segments(source: str) -> None:
    lines = source_lines(source)
    if lines:
        piece = Block(*block(lines))
        assert rebuilt(piece, source) == piece.text


@given(TEXTS)
def test_no_line_is_lost_and_none_is_taken_twice(source: str) -> None:
    try:
        reading = read(("本报讯 昨日，县里召开春耕生产会议。\n" + source).encode(), "x")
    except UnreadableInput:
        return
    taken: list[int] = []
    for piece in blocks_of(reading):
        taken += [number for first, last in piece.lines for number in range(first, last + 1)]
    for issue in reading.issues:
        for article in issue.articles:
            taken += [number for first, last in article.duplicates for number in range(first, last + 1)]
    banners = [n for issue in reading.issues for a in issue.articles for b in a.heading.banner for n in _numbers(b)]
    phrases = [n for issue in reading.issues for a in issue.articles for n in _printed_beside(a.heading.headline)]
    once = sorted(taken)
    # A 栏目 stands in the furniture and with every story that it is printed over; phrases share a heading's line.
    for number in [*banners, *phrases]:
        once.remove(number)
    assert once == [line.number for line in source_lines(reading.text)]


def _printed_beside(pieces: tuple[Block, ...]) -> list[int]:
    """The line numbers of pieces that stand on the same line as the piece before."""
    return [number for left, right in pairwise(pieces) for number in _numbers(right) if number in _numbers(left)]


def _numbers(piece: Block) -> list[int]:
    return [number for first, last in piece.lines for number in range(first, last + 1)]
