"""A small drawing of a page of an issue: where its articles stand, or where the source does not tell, about how much
room each takes, in the order in which it is read.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import connection

from articles.models import Article, SourceFile

WIDTH = 100.0  # units of the drawing
HEIGHT = 140.0  # a newspaper page is about so much higher than wide
LEAST = 0.035
"""The share of a page that the shortest article is drawn with, so that its number has room."""
NEAR = 1.2  # lines' heights between two lines that are drawn as one block
HEADING = 40  # characters of body that take as much room as a heading
MEASURED = (SourceFile.Form.PDF, SourceFile.Form.SCAN, SourceFile.Form.EPAPER)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of the drawing: lines of text below one another, or of a heading."""

    x: float
    y: float
    width: float
    height: float
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """The blocks of one article, the first holding its number in the page's list."""

    number: int
    article: Article
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Layout:
    """The drawing, WIDTH units wide; `is_measured` where it follows the places on the printed page."""

    height: int
    regions: list[Region]
    is_measured: bool
    width: int = round(WIDTH)


def layouts_of(articles: Iterable[Article]) -> dict[int, Layout]:
    """The layout of each page that has articles, by the page's key. Articles come in order with their source lines."""
    by_page: dict[int, list[Article]] = defaultdict(list)
    for article in articles:
        by_page[article.page_id].append(article)
    boxes = boxes_of([article for page in by_page.values() for article in page])
    return {page: measured(held, boxes) or estimated(held) for page, held in by_page.items()}


def estimated(articles: Sequence[Article]) -> Layout:
    """Rows of rectangles in reading order, each as large as its article is long."""
    lengths = [HEADING + sum(len(text) for text in article.body) for article in articles]
    shares = [max(length / sum(lengths), LEAST) for length in lengths]
    areas = [share / sum(shares) * WIDTH * HEIGHT for share in shares]
    blocks = [block for row in rows_of(areas) for block in row]
    regions = [
        Region(number, article, [block])
        for number, (article, block) in enumerate(zip(articles, blocks, strict=True), start=1)
    ]
    return Layout(round(HEIGHT), regions, is_measured=False)


def rows_of(areas: Sequence[float]) -> list[list[Block]]:
    """Rectangles of these areas in rows over the whole width; a row is full where one more would make it narrower."""
    rows: list[list[float]] = []
    for area in areas:
        if rows and _slimness([*rows[-1], area]) <= _slimness(rows[-1]):
            rows[-1].append(area)
        else:
            rows.append([area])
    placed: list[list[Block]] = []
    y = 0.0
    for row in rows:
        height, x = sum(row) / WIDTH, 0.0
        placed.append([])
        for area in row:
            placed[-1].append(_rounded(x, y, area / height, height))
            x += area / height
        y += height
    return placed


def _slimness(row: Sequence[float]) -> float:
    """How far the slimmest rectangle of a row is from a square."""
    height = sum(row) / WIDTH
    return max(max(area / height**2, height**2 / area) for area in row)


def measured(articles: Sequence[Article], boxes: dict[tuple[int, int], tuple[int, Box]]) -> Layout | None:
    """Where the lines of the articles stand; None where that is not known of each article."""
    blocks = [blocks_of(article, boxes)[1] for article in articles]
    if not articles or not all(blocks):
        return None
    left = min(block.x for each in blocks for block in each)
    top = min(block.y for each in blocks for block in each)
    right = max(block.x + block.width for each in blocks for block in each)
    bottom = max(block.y + block.height for each in blocks for block in each)
    scale = WIDTH / max(right - left, 1.0)
    regions = [
        Region(
            number,
            article,
            [
                replace(
                    _rounded((b.x - left) * scale, (b.y - top) * scale, b.width * scale, b.height * scale),
                    is_heading=b.is_heading,
                )
                for b in each
            ],
        )
        for number, (article, each) in enumerate(zip(articles, blocks, strict=True), start=1)
    ]
    return Layout(max(1, round((bottom - top) * scale)), regions, is_measured=True)


def _rounded(x: float, y: float, width: float, height: float) -> Block:
    return Block(round(x, 1), round(y, 1), round(width, 1), round(height, 1))


def blocks_of(article: Article, boxes: dict[tuple[int, int], tuple[int, Box]]) -> tuple[int, list[Block]]:
    """The page of an article's first line, from 0 in its source, and the article's lines there, in points, those of one
    column as one block; none where the source does not tell their places."""
    numbers = [line for first, last in article.source_lines for line in range(first, last + 1)]
    known = [(number, *boxes[article.source_id, number]) for number in numbers if (article.source_id, number) in boxes]
    heading = _heading_lines(article)
    blocks: list[Block] = []
    first = known[0][1] if known else 0
    for number, page, (x, y, right, bottom) in known:
        if page != first:
            continue
        line = Block(x, y, right - x, bottom - y, number in heading)
        if blocks and _goes_on(blocks[-1], line):
            blocks[-1] = _joined(blocks[-1], line)
        else:
            blocks.append(line)
    return first, blocks


def _heading_lines(article: Article) -> set[int]:
    spans = [span for part in article.heading_blocks.values() for block in part for span in block.get("lines", ())]
    return {line for first, last in spans for line in range(first, last + 1)}


def _goes_on(block: Block, line: Block) -> bool:
    """Whether a line stands in the same column, right below or beside what came before it."""
    beside = min(block.x + block.width, line.x + line.width) - max(block.x, line.x)
    gap = line.y - (block.y + block.height)
    return block.is_heading == line.is_heading and beside > 0 and abs(gap) <= NEAR * line.height


def _joined(block: Block, line: Block) -> Block:
    x, y = min(block.x, line.x), min(block.y, line.y)
    right, bottom = max(block.x + block.width, line.x + line.width), max(block.y + block.height, line.y + line.height)
    return Block(x, y, right - x, bottom - y, block.is_heading)


def boxes_of(articles: Sequence[Article]) -> dict[tuple[int, int], tuple[int, Box]]:
    """(page index, box) by source and line, of sources that tell where lines stand.

    Cut out in the database, because a source may hold a whole year.
    """
    lines: dict[int, list[int]] = defaultdict(list)
    for article in articles:
        if article.page.source.form in MEASURED:
            lines[article.source_id] += [number for span in article.source_lines for number in span]
    if not lines:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT source.id, line.key::int, line.value"
            " FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS asked (id, first, last)"
            " JOIN articles_sourcefile source ON source.id = asked.id, jsonb_each(source.boxes) AS line"
            " WHERE line.key::int BETWEEN asked.first AND asked.last",
            [list(lines), [min(each) for each in lines.values()], [max(each) for each in lines.values()]],
        )
        rows = [(source, line, json.loads(value)) for source, line, value in cursor.fetchall()]
    return {(source, line): (page, (x, y, right, bottom)) for source, line, (page, x, y, right, bottom) in rows}
