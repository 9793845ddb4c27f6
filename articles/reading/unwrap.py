"""Hard-wrapped lines to printed paragraphs and heading lines.

Blank lines lie, so the sentence decides first: a paragraph never breaks in mid-sentence. Where a sentence ends at a
line's end, the shape decides: the last line of a paragraph is short, the first line of the next one is indented (in a
dump, two ems shorter than its column), and only in dumps whose blank lines have proved honest do blank lines count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, pairwise

import rjieba

from articles.reading import anchors, credits, furniture
from articles.reading.anchors import Anchor
from articles.reading.furniture import DATA
from articles.reading.lines import Line, plain
from articles.reading.readings import FurnitureKind

WIDEST_COLUMN = 46.0
"""Ems. No printed column is wider; a longer line is a whole paragraph, or a part of one, set on one line."""
SHORT = 1.3
"""Ems by which a paragraph's last line must fall short of its column to prove the end."""
INDENT = (1.2, 3.2)
"""Ems that a first line lacks where the dump dropped its two-em indent; quotation marks and figures vary it by one."""
CLOSING = "，。、；：！？”’）》」』】,;:!?)"
"""No line of print begins with these; where a line of a dump does, its sentence was cut."""
ATTRIBUTION = re.compile(r"[\u4e00-\u9fff]{2,16}(?:说|介绍|表示|告诉记者|坦言|感慨|称|道)[。，：]")
ATTRIBUTION_WEIGHT = 3.0
"""Who said it, after a closing quotation mark, belongs to the quotation's paragraph."""
DANGLING = re.compile(r"[。！？”）)](?:本?报?记?者?)?[\u4e00-\u9fff]{1,2}$")
CAPTION_LINES = 24
CAPTION_MAX = 320
"""Characters; what is printed under a photo is shorter."""
TITLE_EM = 36.0
LOST_EM = 2.0
HEADING_MAX = 64.0
HEADING_LINES = 5
OPENER_WEIGHT = 0.4
UNINDENTED_WEIGHT = 1.5
WHOLE_LINE_LEAST = 12.0
WHOLE_LINES = 0.6
"""Share of lines that end with a sentence from which a line counts as a whole paragraph; about 0.2 in wrapped dumps."""
BREAK_SCORE = 0.6
HONEST_BLANKS = 0.97
"""Share of blank lines that must follow the end of a sentence before blank lines count as paragraph breaks."""


@dataclass(slots=True)
class Unit:
    """A run of lines printed as one: a paragraph, a heading line, or a line of furniture.

    `cut` says that the dump lost the rest of it, `cut_before` that it goes on in mid-sentence; `original` is the unit
    that a duplicate repeats; `tail` the end of its text with the white space that parts names.
    """

    lines: list[Line]
    shape: str = "text"
    anchor: Anchor = ""
    label: str = ""
    furniture: FurnitureKind | None = None
    tail: str = ""
    doubts: list[str] = field(default_factory=list)
    cut: bool = False
    cut_before: bool = False
    original: Unit | None = None

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    @property
    def open_ended(self) -> bool:
        return not (self.lines[-1].stops or self.lines[-1].pauses or self.ends_story)

    @property
    def ends_story(self) -> bool:
        return anchors.ends_story(self.tail or self.lines[-1].text)


@cache
def openers() -> tuple[str, ...]:
    """Words with which paragraphs often begin."""
    rows = (DATA / "paragraph_openers.txt").read_text(encoding="utf-8").splitlines()
    return tuple(row for row in rows if row and not row.startswith("#"))


@dataclass(frozen=True, slots=True)
class Manner:
    """How one dump sets its lines.

    `whole_lines`: a line is a paragraph; `honest_blanks`: blank lines part paragraphs, `blank_weight`:
    how much more often than they part lines of one; `indented`: first lines are two
    ems shorter than their column; `spaced_indent`: they begin with white space; `bigrams`: which characters meet.
    """

    whole_lines: bool
    honest_blanks: bool
    blank_weight: float
    indented: bool
    spaced_indent: bool
    bigrams: Counter[str]


def manner_of(lines: Sequence[Line]) -> Manner:
    """Measure how a dump sets its lines."""
    blanks = [before.stops or before.pauses for before, line in pairwise(lines) if line.blanks]
    texts = [line for line in lines if line.width >= WHOLE_LINE_LEAST]
    bigrams: Counter[str] = Counter()
    for line in lines:
        bigrams.update(map("".join, pairwise(line.text)))
    return Manner(
        whole_lines=sum(line.stops for line in texts) >= WHOLE_LINES * max(1, len(texts)),
        honest_blanks=len(blanks) >= 4 and sum(blanks) >= HONEST_BLANKS * len(blanks),
        blank_weight=_blank_weight(lines),
        indented=_lost_indent(lines),
        spaced_indent=_spaced_indent(lines),
        bigrams=bigrams,
    )


def _blank_weight(lines: Sequence[Line]) -> float:
    """The weight of a blank line as a sign of a paragraph: 0 where all lines have one or none has, at most 0.9."""
    open_ends = [bool(line.blanks) for before, line in pairwise(lines) if not before.stops]
    stops = [bool(line.blanks) for before, line in pairwise(lines) if before.stops]
    if not open_ends or not stops:
        return 0.0
    return max(0.0, 0.9 * (sum(stops) / len(stops) - sum(open_ends) / len(open_ends)))


def _short_width(lines: Sequence[Line]) -> float:
    """A line ending a sentence below this width surely ends a paragraph."""
    widths = sorted(line.width for line in lines)
    return 0.8 * widths[len(widths) * 3 // 4]


def _lost_indent(lines: Sequence[Line]) -> bool:
    """Whether first lines of paragraphs are two ems shorter than the lines below them."""
    short, starts, indents = _short_width(lines), 0, 0
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if before.stops and before.width <= short and not (line.stops or after.stops) and after.width <= WIDEST_COLUMN:
            starts += 1
            indents += INDENT[0] <= after.width - line.width <= INDENT[1]
    return starts >= 3 and indents >= 0.4 * starts


def _spaced_indent(lines: Sequence[Line]) -> bool:
    """Whether white space before a line marks a paragraph: it stands after the ends of sentences and after headings."""
    before_indent = [before for before, line in pairwise(lines) if line.indent]
    after_text = sum(before.stops or before.pauses for before in before_indent)
    amiss = sum(before.text[-1] in "，、," for before in before_indent)
    return after_text >= 3 and after_text >= 0.3 * len(before_indent) and amiss <= 0.03 * len(before_indent)


def units_of(source: str, lines: Sequence[Line]) -> list[Unit]:
    """All lines of a dump as units, in the order of the dump."""
    return _Unwrapper(source, lines).run()


class _Unwrapper:
    """One pass over the lines; `current` is the unit that is still being filled."""

    def __init__(self, source: str, lines: Sequence[Line]) -> None:
        self.source = source
        self.lines = lines
        self.manner = manner_of(lines)
        self.units: list[Unit] = []
        self.current: Unit | None = None

    def run(self) -> list[Unit]:
        for index, line in enumerate(self.lines):
            self._take(index, line)
        self._close()
        for unit in self.units:
            unit.tail = unit.tail or self._tail(unit)
        for unit, following in zip(self.units, [*self.units[1:], None], strict=True):
            if unit.shape == "text" and reads_like_heading(unit, following):
                unit.shape = "heading"
        return self.units

    def _take(self, index: int, line: Line) -> None:
        raw = plain(self.source[line.start : line.end]).strip()
        anchor, label = anchors.opening(line.text, raw)
        if anchor == "byline":
            self._add(Unit([line], "byline", anchor))
        elif anchor:
            self._close()
            self.current = Unit([line], "text", anchor, label)
        elif self._is_furniture(line):
            self._add(Unit([line], "furniture", furniture=furniture.kind_of(line.text)))
        elif anchors.is_photo_credit(raw) and not self._dangles():
            self._add(Unit([line], "credit"))
        elif anchors.is_sign_off(raw):
            self._add(Unit([line], "signoff"))
        elif line.level and line.width <= HEADING_MAX and not line.stops:
            self._add(Unit([line], "heading"))
        elif self.current is not None and not self._breaks(index, line):
            self.current.lines.append(line)
        else:
            self._close()
            self.current = Unit([line])

    def _add(self, unit: Unit) -> None:
        self._close()
        self.units.append(unit)

    def _tail(self, unit: Unit) -> str:
        return "\n".join(plain(self.source[line.start : line.end]) for line in unit.lines[-3:])[-80:]

    def _close(self) -> None:
        if self.current is not None:
            self.current.tail = self._tail(self.current)
            self.units.append(self.current)
            self.current = None

    def _dangles(self) -> bool:
        """Whether the text so far ends with a surname or two that the next line completes: `…增收。张` / `三 摄`."""
        return self.current is not None and DANGLING.search(self.current.lines[-1].text) is not None

    def _is_furniture(self, line: Line) -> bool:
        kind = furniture.kind_of(line.text)
        if kind is None:
            return False
        within = self.current is not None and self.current.open_ended
        if within and len(line.text) == 1:
            return False
        return not within or bool(line.blanks) or kind in ("staff", "hotline") or "版" in line.text[:5]

    def _breaks(self, index: int, line: Line) -> bool:
        """Whether a new unit begins with this line rather than going on with the current one."""
        assert self.current is not None
        before = self.current.lines[-1]
        if line.text[0] in CLOSING:
            return False
        if self._starts_caption(index, line) or self._ends_caption():
            return True
        if before.stops:
            return self._breaks_after_sentence(index, line)
        if anchors.ends_story(self._tail(self.current)):
            return True
        if before.pauses:
            return self._breaks_after_pause(index, line)
        return self._cut_off(index, line) or self._heading_ends(index, line)

    def _breaks_after_sentence(self, index: int, line: Line) -> bool:
        assert self.current is not None
        before = self.current.lines[-1]
        if max(before.width, line.width) > WIDEST_COLUMN or anchors.ends_story(self._tail(self.current)):
            return True
        if self.manner.whole_lines or self._heads_a_boundary(index):
            return True
        if self.manner.spaced_indent and (line.indent or self._is_apart(index, line)):
            return True
        if self._is_odd(index, line):
            return True
        if self.manner.honest_blanks and line.blanks:
            return True
        return self._shape_score(index, line) > BREAK_SCORE

    def _is_odd(self, index: int, line: Line) -> bool:
        """Whether a line after a sentence is too narrow or too wide for its column: a heading, not text.

        Where the lines below are as narrow, the column itself has changed.
        """
        column = self._column_before()
        if column is None or line.stops or line.pauses or column - INDENT[1] < line.width < column + INDENT[1]:
            return False
        below = self.lines[index + 1 : index + 4]
        return sum(abs(later.width - line.width) <= SHORT for later in below) < 2

    def _shape_score(self, index: int, line: Line) -> float:
        """Evidence of the lines' widths and blanks that a paragraph ended before this line; negative speaks against."""
        column = self._column_before()
        score = 1.0 if column is None else _shortness(column - self._full_width())
        lack = self._lack(index, line)
        if lack is not None:
            score += _indentation(lack, self.manner.indented)
        elif column is not None and not line.stops and INDENT[0] <= column - line.width <= INDENT[1]:
            score += 1.2 if self.manner.indented else 0.5
        if ATTRIBUTION.match(line.text) and self.current is not None and self.current.lines[-1].text.endswith("”"):
            score -= ATTRIBUTION_WEIGHT
        score += OPENER_WEIGHT if line.text.startswith(openers()) else 0.0
        score -= UNINDENTED_WEIGHT if self.manner.spaced_indent else 0.0
        return score + (self.manner.blank_weight if line.blanks else -self.manner.blank_weight)

    def _full_width(self) -> float:
        """The width of the last line so far; a paragraph's first line is counted with the indent that the dump lost."""
        assert self.current is not None
        before = self.current.lines[-1]
        return before.width + (LOST_EM if len(self.current.lines) == 1 else 0.0)

    def _is_apart(self, index: int, line: Line) -> bool:
        """Whether an unindented line after a sentence is no part of the column: a heading above an indented line."""
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        return bool(line.blanks) and not line.stops and following is not None and following.indent

    def _heads_a_boundary(self, index: int) -> bool:
        """Whether the next few lines, none of which ends a sentence, run up to the beginning of another story."""
        for position, later in enumerate(self.lines[index : index + HEADING_LINES], start=index):
            if later.stops or later.pauses or later.width > WIDEST_COLUMN:
                return False
            if position + 1 == len(self.lines):
                return True
            following = self.lines[position + 1].text
            if anchors.opening(following)[0] in ("dateline", "byline", "jump") or furniture.kind_of(following):
                return True
        return False

    def _breaks_after_pause(self, index: int, line: Line) -> bool:
        assert self.current is not None
        before = self.current.lines[-1]
        column = self._column_before()
        short = before.width > WIDEST_COLUMN or (column is not None and before.width <= column - SHORT)
        lack = self._lack(index, line)
        indented = lack is not None and INDENT[0] <= lack <= INDENT[1]
        if self.manner.spaced_indent:
            return line.indent
        return short and (indented or bool(line.blanks))

    def _column_before(self) -> float | None:
        """The width of the column that the current paragraph is set in, from its own lines or those before it."""
        assert self.current is not None
        widths = self._widths(self.current)
        if len(widths) >= 2:
            return sorted(widths)[len(widths) // 2]
        for unit in reversed(self.units[-3:]):
            inner = self._widths(unit)
            if inner and unit.shape == "text":
                both = sorted(inner + widths)
                return both[len(both) // 2]
        return widths[0] if widths else None

    def _widths(self, unit: Unit) -> list[float]:
        """The widths of the last full lines of a unit; a first line is counted with the indent that it lost."""
        indent = LOST_EM if self.manner.indented or self.manner.spaced_indent else 0.0
        first = [unit.lines[0].width + indent] if len(unit.lines) > 1 else []
        return [*first, *(line.width for line in unit.lines[1:-1])][-6:]

    def _lack(self, index: int, line: Line) -> float | None:
        """By how much a line is shorter than the next; None where the next says nothing about the column."""
        if line.stops or index + 1 >= len(self.lines):
            return None
        after = self.lines[index + 1]
        if after.level or anchors.opening(after.text)[0] or after.width > WIDEST_COLUMN:
            return None
        lack = after.width - line.width
        if lack < -SHORT and (after.stops or after.pauses):
            return None
        return lack

    def _starts_caption(self, index: int, line: Line) -> bool:
        """Whether a photo's caption begins here although the text above is in mid-sentence."""
        if self.current is not None and anchors.CAPTION.match(self.current.text):
            return False
        if self.current is None or not anchors.CAPTION.match(line.text) or not (line.blanks or line.indent):
            return False
        length = 0
        for position in range(index, min(index + CAPTION_LINES, len(self.lines))):
            later = self.lines[position]
            length += len(later.text)
            if (position > index and anchors.opening(later.text)[0]) or later.level or length > CAPTION_MAX:
                return False
            raw = self._tail(Unit(self.lines[max(index, position - 2) : position + 1]))
            if later.text.endswith("摄") and credits.photographers(raw):
                return True
        return False

    def _ends_caption(self) -> bool:
        assert self.current is not None
        ended = self.current.lines[-1].text.endswith(("摄", "摄影"))
        return ended and bool(credits.photographers(self._tail(self.current)))

    def _cut_off(self, index: int, line: Line) -> bool:
        """Whether the dump lost the end of a paragraph set on one long line, and an indented column begins here."""
        assert self.current is not None
        narrow = [later.width for later in self.lines[index : index + 4] if later.width <= WIDEST_COLUMN / 2]
        lack = self._lack(index, line)
        long = self.current.lines[-1].width > WIDEST_COLUMN
        return long and len(narrow) == 4 and lack is not None and INDENT[0] <= lack <= INDENT[1]

    def _heading_ends(self, index: int, line: Line) -> bool:
        """Whether the lines so far are a heading and this line begins the text below it."""
        assert self.current is not None
        so_far = self.current.lines
        if len(so_far) > 3 or any(part.width > WIDEST_COLUMN or part.stops for part in so_far):
            return False
        if self.current.anchor or self._crosses_word(so_far[-1], line):
            return False
        if any(mark in self.current.text for mark in "。；") or self.current.text.count("，") > 2:
            return False
        if self.manner.spaced_indent and line.indent and not so_far[0].indent:
            return True
        if self.manner.whole_lines and self._is_short_title():
            return True
        following = [later.width for later in self.lines[index : index + 4]]
        column = sorted(following)[-2] if len(following) >= 3 else max(following)
        if column > WIDEST_COLUMN:
            return bool(line.blanks) and line.width > WIDEST_COLUMN and self._is_short_title()
        begins = self._begins(index, line)
        odd = all(part.width <= column - INDENT[1] or part.width >= column + SHORT for part in so_far)
        return odd and (begins or self._narrow_before(so_far))

    def _narrow_before(self, so_far: Sequence[Line]) -> bool:
        """Whether lines are too narrow for the paragraphs above them as well."""
        texts = [unit for unit in self.units[-3:] if unit.shape == "text" and len(unit.lines) > 2]
        widths = sorted(self._widths(texts[-1])) if texts else []
        return bool(widths) and all(part.width <= widths[len(widths) // 2] - INDENT[1] for part in so_far)

    def _begins(self, index: int, line: Line) -> bool:
        """Whether a line lacks an indent's width, compared with the next line or else with the paragraphs before."""
        lack = self._lack(index, line)
        if lack is None:
            texts = [unit for unit in self.units[-4:] if unit.shape == "text" and len(unit.lines) > 2]
            widths = sorted(self._widths(texts[-1])) if texts else []
            lack = widths[len(widths) // 2] - line.width if widths and not line.stops else 0.0
        return INDENT[0] <= lack <= INDENT[1]

    def _is_short_title(self) -> bool:
        assert self.current is not None
        text = self.current.text
        return all(part.width <= TITLE_EM for part in self.current.lines) and not any(mark in text for mark in "，,。")

    def _crosses_word(self, before: Line, line: Line) -> bool:
        """Whether the two characters that the line end parts stand together elsewhere in the dump."""
        if self.manner.bigrams[before.text[-1] + line.text[0]] >= 2:
            return True
        left, right = before.text[-6:], line.text[:6]
        ends = accumulate(map(len, rjieba.cut(left + right, False)))
        return len(left) not in ends


def _shortness(missing: float) -> float:
    """What it proves that a line falls short of its column by so many ems: typesetting leaves at most about one."""
    if missing >= 2.2:
        return 3.5
    if missing >= SHORT:
        return 2.0
    return 0.5 if missing >= SHORT / 2 else -0.5


def _indentation(lack: float, usual: bool) -> float:
    """What it proves that a line is shorter than the next by so many ems, in a dump where that is usual for indents."""
    if INDENT[0] + 0.2 <= lack <= INDENT[1] - 0.3:
        return 2.0
    if 0.9 <= lack <= INDENT[1]:
        return 1.0
    if lack > INDENT[1]:
        return 0.5
    if lack >= -SHORT:
        return -1.5 if usual else -0.3
    return 0.0


def reads_like_heading(unit: Unit, following: Unit | None) -> bool:
    """Whether an unstopped text unit is a heading: short, without a full stop, and not cut off by the dump."""
    text = unit.text
    if unit.anchor or len(unit.lines) > HEADING_LINES or unit.lines[-1].stops:
        return False
    width = sum(line.width for line in unit.lines)
    if width > HEADING_MAX or any(mark in text for mark in "。；;") or len(text) < 2:
        return False
    if text.count("，") + text.count(",") > 3 or unit.ends_story:
        return False
    return following is None or following.shape != "credit"
