"""A story as one searchable string, and the way back to its paragraphs.

Recognition works on text without white space (a dump sets `王 某` for `王某` and breaks lines anywhere) and in plain
form (full-width and traditional characters folded). Every offset found there can be turned into a span of the story.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.text.fold import fold
from articles.text.quotes import paired

from .findings import Span, Story

BREAK = "\n"
"""Stands between the parts; no word, name or sentence crosses it."""
SPACE = re.compile(r"\s+")
SENTENCE_END = re.compile(r"[。！!？?\n]")


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph (or heading: `index` is then negative): where it starts in the flat text, and for each flat
    character its offset in the paragraph, where white space was removed."""

    index: int
    start: int
    offsets: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class FlatStory:
    """`text` is folded and squashed, `printed` only squashed; both have the same length. Paragraphs come first, the
    headings after them, from `headings_start` on. `gaps` are the offsets before which the page has white space."""

    text: str
    printed: str
    parts: tuple[Part, ...]
    headings_start: int
    gaps: frozenset[int]

    def span(self, start: int, end: int) -> Span | None:
        """The paragraph span of a flat range; None inside a heading."""
        part = self.parts[bisect_right(self.parts, start, key=lambda p: p.start) - 1]
        if part.index < 0:
            return None
        first, last = start - part.start, end - part.start
        if part.offsets is None:
            return (part.index, first, last)
        return (part.index, part.offsets[first], part.offsets[last - 1] + 1)

    def spans(self, ranges: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        """The spans of those ranges that lie in paragraphs, in order, each once."""
        found = {span for start, end in ranges if (span := self.span(start, end)) is not None}
        return tuple(sorted(found))

    def sentence(self, position: int) -> tuple[int, int]:
        """First and last offset of the sentence around a position."""
        start = max(self.text.rfind(mark, 0, position) for mark in "。！!？?\n") + 1
        match = SENTENCE_END.search(self.text, position)
        return start, match.start() if match else len(self.text)


@lru_cache(maxsize=256)
def flatten(story: Story) -> FlatStory:
    """One string of the story's paragraphs and, behind them, its headings.

    Remembered for a while: known names are looked up in a story right before it is recognised.
    """
    texts = [*story.paragraphs, *story.headings]
    printed: list[str] = []
    parts: list[Part] = []
    gaps: set[int] = set()
    position = headings_start = 0
    for number, text in enumerate(texts):
        squashed, offsets = _squash(text)
        is_heading = number >= len(story.paragraphs)
        if number == len(story.paragraphs):
            headings_start = position
        parts.append(Part(-1 if is_heading else number, position, offsets))
        gaps.update(position + gap for gap in _gaps(offsets, story.gaps[number] if number < len(story.gaps) else ()))
        printed.append(squashed)
        position += len(squashed) + len(BREAK)
    if not story.headings:
        headings_start = position
    joined = BREAK.join(printed)
    return FlatStory(fold(paired(joined)), joined, tuple(parts) or (Part(0, 0, None),), headings_start, frozenset(gaps))


def _gaps(offsets: tuple[int, ...] | None, lost: tuple[int, ...]) -> Iterator[int]:
    """The places in a squashed part before which white space stands in its text, or stood on the page."""
    if offsets is None:
        yield from lost
        return
    for place, offset in enumerate(offsets[1:], 1):
        if offset != offsets[place - 1] + 1 or offset in lost:
            yield place


def _squash(text: str) -> tuple[str, tuple[int, ...] | None]:
    if not SPACE.search(text):
        return text, None
    offsets = tuple(i for i, char in enumerate(text) if not char.isspace())
    return "".join(text[i] for i in offsets), offsets
