"""Headlines printed downwards, which a dump gives as lines of one character each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.reading.lines.line import Line

LEAST = 4
"""Lines with different characters; fewer are what justification or a line's end has left over."""
MOST = 30
NARROW = re.compile(r"[\u4e00-\u9fff\d“”‘’《》〈〉、，：:！？!?·—…]{1,2}")
BEGINS = re.compile(r"[\u4e00-\u9fff\d“‘《〈]")
ALONE = 0.5
"""Share of lines with one character: names and places in a list have two."""


def vertical_runs(lines: Sequence[Line]) -> dict[int, int]:
    """Where headlines printed downwards stand: the index of the first line of each, and of the line after its last."""
    return {start: end for start, end in _narrow_runs(lines) if _is_headline(lines[start:end])}


def _narrow_runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    start = None
    for index, line in enumerate(lines):
        narrow = len(line.text) <= 2 and NARROW.fullmatch(line.text) is not None
        if start is not None and not (narrow and line.blanks <= max(1, lines[index - 1].blanks)):
            yield start, index
            start = None
        if narrow and start is None:
            start = index
    if start is not None:
        yield start, len(lines)


def _is_headline(run: Sequence[Line]) -> bool:
    alone = sum(len(line.text) == 1 for line in run)
    different = sum(character.isalpha() for character in {line.text[0] for line in run})
    return (
        len(run) <= MOST and alone >= ALONE * len(run) and different >= LEAST and BEGINS.match(run[0].text) is not None
    )
