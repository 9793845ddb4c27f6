"""The lines of a source text with the few facts about their shape that reading needs, and blocks made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from articles.reading.readings import Block, Segment, merge_ranges
from articles.text.quotes import paired

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Zero-width and bidi characters: dumps sprinkle them inside words; cleaned text leaves them out."""
TOKEN = re.compile(rf"[^\s{INVISIBLE}]+")
TAG = re.compile(
    r"</?(?:div|span|p|br|b|i|u|em|strong|center|font|sub|sup|table|thead|tbody|tr|t[dh])(?:\s[^<>\n]{0,200})?/?>", re.I
)
"""What character recognition leaves of HTML in its Markdown."""
TO_BE_CLEANED = re.compile(rf"[{INVISIBLE}]|\*\*")
"""What a dump must hold anywhere before its lines need more than their white space taken out."""
STARRED = re.compile(rf"(?:[^\s{INVISIBLE}*]|(?<!\*)\*(?!\*))+")
"""The same, leaving out the double asterisks of Markdown's bold type."""
MASKED = re.compile(r"\*{3,}|[0-9A-Za-z]\*\*(?:[0-9A-Za-z]|[^*]*$)")
"""Stars that hide a part of a number; those of bold type stand on both sides of what they set."""
MARKUP = re.compile(r"\s*(?:(#{1,6})\s*|>\s+|[*_]{2}(?=\S))")
MARKUP_END = re.compile(r"[\s*_#]+$")
PLAIN_ENDS = " \t\r\f\v\u00a0\u3000*_"
FULL_STOP = re.compile(r"(?:[。！？!?…]|[\u4e00-\u9fff][.．])[”’」』）)》〉\]】]{0,3}$")
HALF_STOP = re.compile(r"[；;：:][”’」』）)]{0,2}$")
STOP_ENDS = frozenset("。！？!?….．”’」』）)》〉]】")
HALF_STOP_ENDS = frozenset("；;：:”’」』）)")
"""What lines end with that match these: few do, and the others are told by one look."""
PUNCTUATION = re.compile("[，。、；：！？“”‘’（）《》〈〉【】,;:!?()]")
PUNCTUATION_EM = 0.7
"""Justified lines squeeze punctuation to half an em or leave it a whole one; this is taken where a dump is too short
to measure it."""
HANGING = "，。、；：！？”’）》,;:!?)"
MEASURABLE = 40
"""Pairs of neighbouring lines that are needed to measure it."""
INDENT = re.compile(r"\ufeff?(?:\u3000{1,6}|[ \xa0]{2,12}|\t)")
INDENTED_SHARE = 0.95
"""Share of lines from which an indent is the page's margin."""
LED_SHARE = 0.05
"""Share of lines up to which a single leading space means anything."""
WIDE_SPACE = re.compile(r"\s{2,40}")
JUSTIFIED = 0.8
"""Share of single characters among a line's tokens from which white space between characters means nothing."""


class Line(NamedTuple):
    """One non-blank source line: its number, where its text begins and ends in the source, and its shape.

    `raw` is the line as it stands there; `text` is without white space and markup; `width` its length in ems (a Latin
    letter is half an em); `blanks` the number of blank lines above; `indent` whether white space stands before it,
    `led` whether it is a single space, where few lines have one;
    `level` its Markdown heading level, 0 for none; `stops` whether it ends with the end of a sentence, `pauses` with a
    colon or semicolon, which may end a paragraph of a list or a dialogue. A tuple, because a file has 100,000.
    """

    number: int
    start: int
    end: int
    raw: str
    text: str
    width: float
    blanks: int
    indent: bool
    led: bool
    level: int
    stops: bool
    pauses: bool

    @property
    def printed(self) -> str:
        """The line with the white space that parts its words, as `plain` tells it from justification."""
        return self.text if len(self.text) == len(self.raw) else plain(self.raw)


@dataclass(frozen=True, slots=True)
class Ems:
    """How wide a dump sets punctuation, and by how much a line that ends with punctuation hangs out of its column."""

    punctuation: float
    hang: float


def source_lines(source: str) -> list[Line]:
    """The non-blank lines of a source text, numbered from 1 as `source.split("\\n")` counts them."""
    if "<" in source:
        source = TAG.sub(lambda tag: " " * len(tag.group()), source)
    raws = source.split("\n")
    split = _tokens if TO_BE_CLEANED.search(source) else str.split
    told = paired(source)
    texts = ["".join(split(line)) for line in (raws if told is source else told.split("\n"))]
    counts = [_counts(text) if text else (0.0, 0) for text in texts]
    ems = measure(texts, counts)
    lines: list[Line] = []
    offset = blanks = 0
    for number, (raw, text, count) in enumerate(zip(raws, texts, counts, strict=True), start=1):
        line = _line(number, offset, raw, text, blanks, ems, count) if text else None
        if line is not None and line.text:
            lines.append(line)
            blanks = 0
        else:
            blanks += 1
        offset += len(raw) + 1
    if sum(line.indent for line in lines) > INDENTED_SHARE * len(lines):
        lines = [line._replace(indent=False) for line in lines]
    if sum(line.led for line in lines) > LED_SHARE * len(lines):
        lines = [line._replace(led=False) for line in lines]
    return lines


def _token(raw: str) -> re.Pattern[str]:
    return STARRED if "**" in raw and not MASKED.search(raw) else TOKEN


def _tokens(raw: str) -> list[str]:
    return _token(raw).findall(raw)


def _line(  # noqa: PLR0913 - called once a line, where a container would cost more than it tells
    number: int, offset: int, raw: str, text: str, blanks: int, ems: Ems, count: tuple[float, int]
) -> Line:
    start, end, level = 0, len(raw), 0
    if text[0] in "#>*_":
        start, end, level = _unmarked(raw)
        text = "".join(_token(raw).findall(raw, start, end))
        count = _counts(text)
    width = count[0] + count[1] * ems.punctuation - (ems.hang if text and text[-1] in HANGING else 0.0)
    spaced = raw[0] != text[:1]
    return Line(
        number,
        offset + start,
        offset + end,
        raw[start:end],
        text,
        width,
        blanks,
        spaced and INDENT.match(raw) is not None,
        spaced and raw[0] == " " and raw[1:2] not in (" ", "\u3000", "\t"),
        level,
        stops(text),
        text[-1:] in HALF_STOP_ENDS and HALF_STOP.search(text[-4:]) is not None,
    )


def stops(text: str) -> bool:
    """Whether a text ends with the end of a sentence."""
    return text[-1:] in STOP_ENDS and FULL_STOP.search(text[-6:]) is not None


def _unmarked(raw: str) -> tuple[int, int, int]:
    """Where a line begins and ends without its Markdown marks, and the heading level that they state."""
    mark = MARKUP.match(raw)
    if mark is None:
        return 0, len(raw), 0
    tail = MARKUP_END.search(raw, max(mark.end(), len(raw) - 12))
    return mark.end(), tail.start() if tail else len(raw), len(mark.group(1) or "")


def em_width(text: str, punctuation: float = PUNCTUATION_EM) -> float:
    """The printed width in ems: a Chinese character one, a Latin letter or digit a half, punctuation as measured.

    >>> em_width("2022年")
    3.0
    """
    characters, marks = _counts(text)
    return characters + marks * punctuation


def _counts(text: str) -> tuple[float, int]:
    """The width of a text without its punctuation, and the number of punctuation marks."""
    marks = PUNCTUATION.findall(text)
    latin = len(text) if text.isascii() else len(text.encode("ascii", "ignore"))
    if not latin:
        return float(len(text) - len(marks)), len(marks)
    narrow = latin - sum([mark < "\x7f" for mark in marks])
    return len(text) - len(marks) - 0.5 * narrow, len(marks)


def measure(texts: Sequence[str], counts: Sequence[tuple[float, int]]) -> Ems:
    """Measure how a dump sets punctuation, by pairs of neighbouring lines of one column.

    Such lines are equally wide, so where one has fewer characters than its neighbour and more punctuation, the
    difference tells: the width is a least-squares fit, the hang a mean.
    """
    printed = [(count, text) for count, text in zip(counts, texts, strict=True) if text]
    pairs = [
        (count, below, text, following)
        for (count, text), (below, following) in pairwise(printed)
        if 8 <= len(text) <= 60 and 8 <= len(following) <= 60 and abs(len(text) - len(following)) <= 4
    ]
    punctuation = _fitted(pairs)
    return Ems(punctuation, _hang(pairs, punctuation))


_Pair = tuple[tuple[float, int], tuple[float, int], str, str]


def _fitted(pairs: Sequence[_Pair]) -> float:
    products = squares = used = 0.0
    for before, line, _, following in pairs:
        if not stops(following):
            products += (line[1] - before[1]) * (line[0] - before[0])
            squares += (line[1] - before[1]) ** 2
            used += 1
    if used < MEASURABLE or not squares:
        return PUNCTUATION_EM
    return min(1.0, max(0.5, -products / squares))


def _hang(pairs: Sequence[_Pair], punctuation: float) -> float:
    total = used = 0.0
    for before, line, text, following in pairs:
        hangs = text[-1] in HANGING
        if hangs == (following[-1] in HANGING) or stops(text if hangs else following):
            continue
        difference = before[0] - line[0] + (before[1] - line[1]) * punctuation
        total += difference if hangs else -difference
        used += 1
    return min(1.0, max(0.0, total / used)) if used >= MEASURABLE / 4 else 0.0


def plain(raw: str) -> str:
    """A line as printed, without Markdown's stars and the white space that justification sets between all characters.

    >>> plain("本 报 记 者 张 三"), plain("本报记者 张 三 通讯员 李四")
    ('本报记者张三', '本报记者 张 三 通讯员 李四')
    """
    raw = raw.strip(PLAIN_ENDS)
    tokens = TOKEN.findall(raw)
    single = sum(len(token) == 1 for token in tokens)
    if len(tokens) < 4 or single < JUSTIFIED * len(tokens):
        return raw
    return " ".join("".join(TOKEN.findall(part)) for part in WIDE_SPACE.split(raw))


def block(lines: Sequence[Line]) -> tuple[str, tuple[tuple[int, int], ...], tuple[Segment, ...]]:
    """The cleaned text of printed lines, their line ranges and the segments that map it back to the source.

    White space goes except between two Latin words; hard-wrapped lines are joined, Latin words with a space.
    """
    parts: list[str] = []
    segments: list[Segment] = []
    length, last = 0, ""
    for line in lines:
        text = line.text
        at = line.raw.find(text)
        if at >= 0 and not (last and last.isascii()):
            segments.append((length, line.start + at, len(text)))
            parts.append(text)
            length += len(text)
            last = text[-1]
            continue
        for token in _token(line.raw).finditer(line.raw):
            text = token.group()
            if last and needs_space(last, text[0]):
                parts.append(" ")
                length += 1
            segments.append((length, line.start + token.start(), len(text)))
            parts.append(text)
            length += len(text)
            last = text[-1]
    return "".join(parts), _ranges(lines), tuple(segments)


def _ranges(lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """The line ranges of printed lines, most of which stand one below the other."""
    numbers = [line.number for line in lines]
    if numbers and numbers == [*range(numbers[0], numbers[0] + len(numbers))]:
        return ((numbers[0], numbers[-1]),)
    return merge_ranges([(number, number) for number in numbers])


def needs_space(left: str, right: str) -> bool:
    """Whether white space between two characters is worth a space: only between Latin letters, or letter and digit."""
    if not (left.isascii() and right.isascii() and left.isalnum() and right.isalnum()):
        return False
    return left.isalpha() or right.isalpha()


def make_block(lines: Sequence[Line]) -> Block:
    """A plain block of these lines."""
    return Block(*block(lines))
