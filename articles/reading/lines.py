"""The lines of a source text with the few facts about their shape that reading needs, and blocks made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.reading.readings import Block, Segment, merge_ranges

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Zero-width and bidi characters: dumps sprinkle them inside words; cleaned text leaves them out."""
TOKEN = re.compile(rf"[^\s{INVISIBLE}]+")
MARKUP = re.compile(r"\s*(?:(#{1,6})\s*|>\s+|[*_]{2}(?=\S))")
MARKUP_END = re.compile(r"[\s*_#]+$")
FULL_STOP = re.compile(r"(?:[。！？!?…]|[\u4e00-\u9fff][.．])[”’」』）)》〉\]】]{0,3}$")
HALF_STOP = re.compile(r"[；;：:][”’」』）)]{0,2}$")
PUNCTUATION = re.compile("[，。、；：！？“”‘’（）《》〈〉【】,;:!?()]")
PUNCTUATION_EM = 0.7
"""Justified lines squeeze punctuation to half an em or leave it a whole one; this is taken where a dump is too short
to measure it."""
HANGING = "，。、；：！？”’）》,;:!?)"
MEASURABLE = 40
"""Pairs of neighbouring lines that are needed to measure it."""
INDENT = re.compile(r"\ufeff?(?:\u3000{1,6}|[ \xa0]{2,12}|\t)")
WIDE_SPACE = re.compile(r"\s{2,40}")
JUSTIFIED = 0.8
"""Share of single characters among a line's tokens from which white space between characters means nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank source line: its number, where its text begins and ends in the source, and its shape.

    `text` is the line without white space and markup; `width` its length in ems (a Latin letter is half an em);
    `blanks` the number of blank lines above; `indent` whether white space stands before it; `level` its Markdown
    heading level, 0 for none.
    """

    number: int
    start: int
    end: int
    text: str
    width: float
    blanks: int
    indent: bool
    level: int

    @property
    def stops(self) -> bool:
        """Whether it ends with the end of a sentence."""
        return FULL_STOP.search(self.text, max(0, len(self.text) - 6)) is not None

    @property
    def pauses(self) -> bool:
        """Whether it ends with a colon or semicolon, which may end a paragraph of a list or a dialogue."""
        return HALF_STOP.search(self.text, max(0, len(self.text) - 4)) is not None


def source_lines(source: str) -> list[Line]:
    """The non-blank lines of a source text, numbered from 1 as `source.split("\n")` counts them."""
    raws = source.split("\n")
    texts = ["".join(TOKEN.findall(raw)) for raw in raws]
    punctuation = punctuation_em(texts)
    hang = hanging_em(texts, punctuation)
    lines: list[Line] = []
    offset = blanks = 0
    for number, (raw, text) in enumerate(zip(raws, texts, strict=True), start=1):
        line = _line(number, offset, raw, text, blanks, (punctuation, hang)) if text else None
        if line is not None and line.text:
            lines.append(line)
            blanks = 0
        else:
            blanks += 1
        offset += len(raw) + 1
    return lines


def _line(number: int, offset: int, raw: str, text: str, blanks: int, ems: tuple[float, float]) -> Line:
    start, end, level = 0, len(raw), 0
    if text[0] in "#>*_":
        mark = MARKUP.match(raw)
        if mark:
            start, level = mark.end(), len(mark.group(1) or "")
            tail = MARKUP_END.search(raw, max(start, end - 12))
            end = tail.start() if tail else end
            text = "".join(TOKEN.findall(raw[start:end]))
    indent = raw[0] in " \t\xa0\u3000" and INDENT.match(raw) is not None
    width = em_width(text, ems[0]) - (ems[1] if text[-1] in HANGING else 0.0)
    return Line(number, offset + start, offset + end, text, width, blanks, indent, level)


def em_width(text: str, punctuation: float = PUNCTUATION_EM) -> float:
    """The printed width in ems: a Chinese character one, a Latin letter or digit a half, punctuation as measured.

    >>> em_width("2022年")
    3.0
    """
    marks = "".join(PUNCTUATION.findall(text))
    latin = len(text.encode("ascii", "ignore")) - len(marks.encode("ascii", "ignore"))
    return len(text) - len(marks) * (1 - punctuation) - 0.5 * latin


def punctuation_em(texts: Sequence[str]) -> float:
    """How wide a dump sets punctuation, between half an em and one.

    Lines of one column are equally wide, so where one has fewer characters than its neighbour and more punctuation,
    the difference tells; the answer is a least-squares fit over all neighbouring lines of nearly one length.
    """
    products = squares = pairs = 0.0
    for text, following in pairwise(text for text in texts if text):
        if not 8 <= len(text) <= 60 or abs(len(text) - len(following)) > 4 or FULL_STOP.search(following[-6:]):
            continue
        marks = len(PUNCTUATION.findall(following)) - len(PUNCTUATION.findall(text))
        characters = em_width(following, 0.0) - em_width(text, 0.0)
        products += marks * characters
        squares += marks * marks
        pairs += 1
    if pairs < MEASURABLE or not squares:
        return PUNCTUATION_EM
    return min(1.0, max(0.5, -products / squares))


def hanging_em(texts: Sequence[str], punctuation: float) -> float:
    """By how much lines that end with punctuation are wider than their neighbours: in some papers it hangs out."""
    total = pairs = 0.0
    for text, following in pairwise(text for text in texts if text):
        hangs, follows = text[-1] in HANGING, following[-1] in HANGING
        if hangs == follows or not 8 <= len(text) <= 60 or abs(len(text) - len(following)) > 3:
            continue
        if FULL_STOP.search((text if hangs else following)[-6:]):
            continue
        difference = em_width(text, punctuation) - em_width(following, punctuation)
        total += difference if hangs else -difference
        pairs += 1
    return min(1.0, max(0.0, total / pairs)) if pairs >= MEASURABLE / 4 else 0.0


def plain(raw: str) -> str:
    """A line as printed, but without the white space that justification sets between all its characters.

    >>> plain("本 报 记 者 张 三"), plain("本报记者 张 三 通讯员 李四")
    ('本报记者张三', '本报记者 张 三 通讯员 李四')
    """
    tokens = TOKEN.findall(raw)
    single = sum(len(token) == 1 for token in tokens)
    if len(tokens) < 4 or single < JUSTIFIED * len(tokens):
        return raw
    return " ".join("".join(TOKEN.findall(part)) for part in WIDE_SPACE.split(raw.strip()))


def block(source: str, lines: Sequence[Line]) -> tuple[str, tuple[tuple[int, int], ...], tuple[Segment, ...]]:
    """The cleaned text of printed lines, their line ranges and the segments that map it back to the source.

    White space goes except between two Latin words; hard-wrapped lines are joined, Latin words with a space.
    """
    parts: list[str] = []
    segments: list[Segment] = []
    length, last = 0, ""
    for line in lines:
        for token in TOKEN.finditer(source, line.start, line.end):
            text = token.group()
            if last and needs_space(last, text[0]):
                parts.append(" ")
                length += 1
            segments.append((length, token.start(), len(text)))
            parts.append(text)
            length += len(text)
            last = text[-1]
    ranges = merge_ranges([(line.number, line.number) for line in lines])
    return "".join(parts), ranges, joined_segments(segments)


def needs_space(left: str, right: str) -> bool:
    """Whether white space between two characters is worth a space: only between Latin letters, or letter and digit."""
    if not (left.isascii() and right.isascii() and left.isalnum() and right.isalnum()):
        return False
    return left.isalpha() or right.isalpha()


def joined_segments(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Segments with those that follow one another in both texts made one."""
    joined: list[Segment] = []
    for clean, origin, length in segments:
        if joined:
            clean_before, origin_before, length_before = joined[-1]
            if clean_before + length_before == clean and origin_before + length_before == origin:
                joined[-1] = (clean_before, origin_before, length_before + length)
                continue
        joined.append((clean, origin, length))
    return tuple(joined)


def make_block(source: str, lines: Sequence[Line]) -> Block:
    """A plain block of these lines."""
    return Block(*block(source, lines))
