"""Where the words of a search stand on the printed page.

Only what the archive shows of an article is searched, so that no mark tells of what was taken out or masked. The places
are worked out from the box of each line: Chinese is set in squares, so that characters share a line by their widths.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import connection

from articles.models import Article
from articles.searching import found_in

from .layouts import Block, Box

MOST = 200  # marks on a page, so that it stays light
HALF = 0.5
"""Width of a letter, a digit or a space beside a Chinese character; over whole lines of print this is right within
a quarter of a character for 99 of 100."""
UPRIGHT = 1.5
"""Times its width that the box of a line is high where the line runs down the page."""

Span = tuple[int, int]
Lines = dict[int, tuple[int, str]]
"""By number: the offset of a line's first character in the source's text, and its text."""


def hits_of(articles: Sequence[Article], boxes: Mapping[int, Box], query: str) -> list[Block]:
    """The strips of print that hold the query's words. `boxes` are those of the lines of one page of the articles'
    source, by number."""
    found = [(block, span) for article in articles for block in _blocks(article) for span in _spans(block, query)]
    numbers = {number for block, _span in found for number in _numbers(block)} & boxes.keys()
    if not numbers:
        return []
    lines = _lines(articles[0].source_id, min(numbers), max(numbers))
    strips = (
        strip_of(lines[number][1], boxes[number], *part)
        for block, span in found
        for number in _numbers(block)
        if number in numbers and (part := _inside(span, *lines[number]))
    )
    return list(islice(strips, MOST))


def _blocks(article: Article) -> list[dict[str, Any]]:
    return [*(block for part in article.heading_blocks.values() for block in part), *article.paragraphs]


def _spans(block: dict[str, Any], query: str) -> Iterator[Span]:
    """The characters of the source that the hits in a block were printed as."""
    for first, last in found_in(block["text"], query):
        for clean, origin, length in block.get("segments", ()):
            start, end = max(first, clean), min(last, clean + length)
            if start < end:
                yield origin + start - clean, origin + end - clean


def _numbers(block: dict[str, Any]) -> Iterator[int]:
    for first, last in block.get("lines", ()):
        yield from range(first, last + 1)


def _lines(source: int, first: int, last: int) -> Lines:
    """Lines of a source from one number to another, cut out in the database, because a source may hold a whole year."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT length(array_to_string(lines[1:%s], E'\\n')), lines[%s:%s]"
            " FROM (SELECT string_to_array(text, E'\\n') AS lines FROM articles_sourcefile WHERE id = %s) AS source",
            [first - 1, first, last, source],
        )
        before, texts = cursor.fetchone()
    at = before + 1 if first > 1 else 0
    lines: Lines = {}
    for number, text in enumerate(texts, first):
        lines[number] = at, text
        at += len(text) + 1
    return lines


def _inside(span: Span, offset: int, text: str) -> Span | None:
    """The characters of a line that lie in a stretch of the source, if there are any."""
    start, end = max(span[0] - offset, 0), min(span[1] - offset, len(text))
    return (start, end) if start < end else None


def strip_of(text: str, box: Box, start: int, end: int) -> Block:
    """The place of some characters of a line.

    >>> strip_of("防汛2021年", (0, 0, 50, 10), 0, 2)
    Block(x=0.0, y=0, width=20.0, height=10, is_heading=False)
    """
    x, y, right, bottom = box
    across, down = right - x, bottom - y
    if down > UPRIGHT * across and len(text) > 1:
        return Block(x, y + down * start / len(text), across, down * (end - start) / len(text))
    before, here, whole = _width(text[:start]), _width(text[start:end]), _width(text)
    return Block(x + across * before / whole, y, across * here / whole, down)


def _width(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else HALF for char in text)
