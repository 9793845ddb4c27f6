"""Hard-wrapped lines to units: paragraphs, heading lines, bylines, credits and furniture, in the order of the dump."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from articles.reading.lines import anchors, furniture, website
from articles.reading.lines.anchors import Anchor
from articles.reading.lines.banners import is_briefs
from articles.reading.lines.credits import names_writers
from articles.reading.lines.line import Line, plain
from articles.reading.lines.names import is_author, is_name, is_set_author
from articles.reading.paragraphs.amid import NARROWER, lines_amid
from articles.reading.paragraphs.breaks import breaks
from articles.reading.paragraphs.duplicates import COPIED
from articles.reading.paragraphs.manner import manner_of
from articles.reading.paragraphs.page_foot import name_foot
from articles.reading.paragraphs.places import Place
from articles.reading.paragraphs.poems import with_verses
from articles.reading.paragraphs.stacks import stacked
from articles.reading.paragraphs.units import HEADING_EM, TAIL_LINES, Unit, reads_like_heading
from articles.reading.paragraphs.vertical import vertical_runs
from articles.reading.readings import FurnitureKind

ODD_FIRST = frozenset("本记通" + anchors.AUTHOR_MARKS)
"""With what a byline begins that is wrapped."""
ASKING = "？?！!"
DANGLING = re.compile(
    r"(?:[。！？”）)](?:本?报?记?者?)?[\u4e00-\u9fff]{1,2}|^(?:本报)?(?:记者|通讯员)[\u4e00-\u9fff]{0,2}|者.{2,5}通讯)$"
)
REPEATED = 8
"""Characters; a shorter line may rightly stand twice."""
SIGNED_OFFICE = re.compile(
    r"[\u4e00-\u9fff、]{3,30}(?:书记|主任|主席|[市县区镇乡局院部厅校会]长|检察长)\s{1,4}(?P<name>[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3})"
)
LONGEST_SIGNED = 36
SPACED_NAME = re.compile(r"[\u4e00-\u9fff](?:[ \t\u3000]{1,4}[\u4e00-\u9fff]){1,3}")
"""The page's name, set wide at its top."""
MASTHEAD_DAY = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}")
CLOSE = 2
"""Units below a short one in which its second copy may begin."""
BYLINE_CUT = re.compile(r"(?:本报)?(?:记者|通讯员)[\u4e00-\u9fff、，（(]{3,30}")
"""A byline, or the first line of one, or a sentence that begins so."""
NAME_END = re.compile(r"[\u4e00-\u9fff]{1,2}")
"""What is left of a name when a byline is wrapped inside it."""


def units_of(lines: Sequence[Line], known: Mapping[int, FurnitureKind]) -> list[Unit]:
    """All lines of a dump as units; `known` are the numbers of lines that are known to be furniture."""
    return _Unwrapper(lines, known).run()


class _Unwrapper:
    """One pass over the lines; `current` is the unit that is still being filled."""

    def __init__(self, lines: Sequence[Line], known: Mapping[int, FurnitureKind]) -> None:
        self.lines = lines
        self.known = known
        self.stacked = stacked(lines)
        self.manner = manner_of(lines)
        self.may_stand_amid = not (self.manner.whole_lines or self.manner.flowing)
        self.units: list[Unit] = []
        self.current: Unit | None = None

    def run(self) -> list[Unit]:
        downwards, passed = vertical_runs(self.lines), 0
        for index, line in enumerate(self.lines):
            if index < passed:
                continue
            is_odd = line.text[0] in ODD_FIRST or line.text[-1] == "月" or index in downwards
            joined = self._joined(index, downwards) if is_odd else None
            if joined is not None:
                self._close()
                self.units.append(joined)
                passed = index + len(joined.lines)
            elif self.may_stand_amid and (amid := self._amid(index, line)):
                self.units.append(Unit(list(self.lines[index : index + amid]), "heading"))
                passed = index + amid
            else:
                self._take(index, line)
        self._close()
        for at, unit in enumerate(self.units):
            if unit.shape == "text" and len(unit.lines) <= TAIL_LINES and not unit.anchor:
                unit.shape = _short_shape(unit.tail)
            if unit.shape == "text" and len(unit.lines) == len(unit.lines[0].text) == 1:
                unit.shape, unit.furniture = "furniture", "other"  # a drop-out of a headline
            unit.listed = self._is_listed(unit)
            if (
                unit.shape == "text"
                and not unit.listed
                and reads_like_heading(unit, self.units[at + 1 : at + 1 + CLOSE])
            ):
                unit.shape = "heading"
        for above, unit, below in zip(self.units, self.units[1:], self.units[2:], strict=False):
            if unit.shape == "heading" and len(unit.lines) == 1 and _names_writer(above, unit.lines[0], below):
                unit.shape = "byline"
        name_foot(self.units)
        return with_verses(self.units)

    def _is_listed(self, unit: Unit) -> bool:
        rows = self.manner.rows
        in_rows = bool(rows) and all(line.number in rows for line in unit.lines)
        return in_rows or unit.lines[0].number in self.manner.items

    def _joined(self, index: int, downwards: Mapping[int, int]) -> Unit | None:
        """The unit that begins at an index and whatever its lines look like is one: a headline printed downwards, a
        wrapped byline, a day below its month."""
        if index in downwards:
            return Unit(list(self.lines[index : downwards[index]]), "heading", vertical=True)
        if self._wraps_byline(index):
            return Unit(list(self.lines[index : index + 2]), "byline", "byline")
        if self._splits_day(index):
            return Unit(list(self.lines[index : index + 2]), "furniture", furniture="date")
        return None

    def _take(self, index: int, line: Line) -> None:
        anchor, label = anchors.opening(line.text, line.raw)
        alone = self._alone(line, anchor)
        if self._repeats(line):
            assert self.current is not None
            self.current.copies.append(line)
        elif self.current and not anchor and self.current.lines[-1].text in line.text and (held := self._held(line)):
            self.current.copies += self.current.lines[-held:]
            self.current.lines[-held:] = [line]
        elif self._ends_byline(line):
            self.units[-1].lines.append(line)
        elif alone is not None:
            self._close()
            self.units.append(alone)
        elif anchor:
            self._close()
            self.current = Unit([line], "text", anchor, label)
        elif self.current is not None and not self._breaks(index, line):
            self.current.lines.append(line)
        else:
            self._close()
            self.current = Unit([line], again=self._stands_above(line))

    def _alone(self, line: Line, anchor: Anchor) -> Unit | None:
        """The unit that a line makes by itself: byline, credit, sign-off, marked heading, furniture; None for text."""
        text = line.text
        if line.number in self.known:
            return Unit([line], "furniture", furniture=self.known[line.number])
        if line is self.lines[0] and self._names_page(line):
            return Unit([line], "furniture", furniture="page")
        if line.number in self.stacked:
            return Unit([line], "heading")
        if anchor:
            return Unit([line], "byline", anchor) if anchor == "byline" else None
        if text[0] in anchors.AUTHOR_MARKS and names_writers(line.printed):
            return Unit([line], "byline", "byline")
        if self._signs_heading(line):
            return Unit([line], "byline", "byline")
        kind = furniture.kind_of(text)
        if kind is not None and self._takes_furniture(line, kind):
            return Unit([line], "furniture", furniture=kind)
        if "摄" in text[-16:] and anchors.is_photo_credit(line.printed) and not self._dangles():
            return Unit([line], "credit")
        if text[0] in "（(·•" and anchors.is_sign_off(line.printed):
            return Unit([line], "signoff")
        marked = line.level and line.width <= HEADING_EM and (not line.stops or text[-1] in ASKING)
        return Unit([line], "heading") if marked else None

    def _names_page(self, line: Line) -> bool:
        """Whether the first line is the page's name, set wide right above text."""
        glued = len(self.lines) > 1 and not self.lines[1].blanks
        return glued and SPACED_NAME.fullmatch(line.raw.strip()) is not None and not is_briefs(line.text)

    def _breaks(self, index: int, line: Line) -> bool:
        assert self.current is not None
        return breaks(self._place(index, line, self.current))

    def _amid(self, index: int, line: Line) -> int:
        """How many lines are a headline that stands amid a sentence; the text goes on below it."""
        if self.current is None or line.level:
            return 0
        if not line.blanks and line.width > self.current.lines[-1].width - NARROWER:
            return 0  # a full line, as most are
        return lines_amid(self._place(index, line, self.current))

    def _place(self, index: int, line: Line, current: Unit) -> Place:
        return Place(self.lines, index, line, current.lines[-1], current, self.units, self.manner)

    def _close(self) -> None:
        if self.current is not None:
            self.units.append(self.current)
            self.current = None

    def _repeats(self, line: Line) -> bool:
        """Whether a line is printed a second time right after itself."""
        return self.current is not None and len(line.text) >= REPEATED and line.text == self.current.lines[-1].text

    def _held(self, line: Line) -> int:
        """How many lines right above are a copy of a part of this one, in which the same words stand whole."""
        assert self.current is not None
        above = self.current.lines
        held, text = 1, above[-1].text
        while held < len(above) and above[-held - 1].text + text in line.text:
            held, text = held + 1, above[-held - 1].text + text
        return held if len(text) >= COPIED else 0

    def _stands_above(self, line: Line) -> bool:
        """Whether a paragraph's first line has stood in the paragraph right above it."""
        return len(line.text) >= COPIED and bool(self.units) and line.text in self.units[-1].text

    def _ends_byline(self, line: Line) -> bool:
        """Whether a line is the rest of a name that the byline above it was wrapped in."""
        if self.current is not None or not self.units or line.blanks or self.units[-1].shape != "byline":
            return False
        return NAME_END.fullmatch(line.text) is not None

    def _wraps_byline(self, index: int) -> bool:
        """Whether a line and the next are one byline, wrapped inside a name or a word."""
        line = self.lines[index]
        marked = line.text[0] in anchors.AUTHOR_MARKS or BYLINE_CUT.fullmatch(line.text)
        if not marked or index + 1 == len(self.lines) or anchors.is_byline(plain(line.raw)):
            return False
        following = self.lines[index + 1]
        if following.blanks or "摄" in line.text or anchors.opening(following.text)[0] == "dateline":
            return False
        return anchors.is_byline(plain(line.raw) + plain(following.raw))

    def _splits_day(self, index: int) -> bool:
        """Whether a line is a year and month, as a masthead has them above the day, which is set large."""
        if self.lines[index].text[-1] != "月" or index + 1 == len(self.lines):
            return False
        text = self.lines[index].text + self.lines[index + 1].text.removesuffix("日")
        return MASTHEAD_DAY.fullmatch(text) is not None

    def _signs_heading(self, line: Line) -> bool:
        """Whether a line below a headline names the official who wrote what follows, by office and name."""
        spaced = (line.blanks or line.indent) and len(line.text) <= LONGEST_SIGNED and len(line.raw) > len(line.text)
        signed = SIGNED_OFFICE.fullmatch(line.raw.strip()) if spaced else None
        if signed is None or not is_author("".join(signed["name"].split())):
            return False
        if self.current is not None:
            return reads_like_heading(self.current)
        return bool(self.units) and self.units[-1].shape == "heading"

    def _dangles(self) -> bool:
        """Whether the text so far ends with a surname or two that the next line completes: `…增收。张` / `三 摄`."""
        return self.current is not None and DANGLING.search(self.current.lines[-1].text[-8:]) is not None

    def _takes_furniture(self, line: Line, kind: str) -> bool:
        """Whether what looks like furniture is no wrapped line of text: it does not stand in mid-sentence."""
        if self.current is None or not self.current.open_ended or (kind == "date" and "星期" in line.text):
            return True
        if len(line.text) == 1:
            return False
        if line is self.lines[-1] and kind == "masthead":
            return True
        return bool(line.blanks) or kind in ("staff", "hotline") or "版" in line.text[:5]


def _names_writer(above: Unit, line: Line, below: Unit) -> bool:
    """Whether what reads like a heading is the writer's name, between a headline, the end of a story or a site's line
    about the article, and text."""
    if above.shape == "furniture" and website.tells_of_article(above.text):
        return names_writers(line.printed)
    apart = above.shape in ("heading", "signoff", "credit") or above.ends_story
    return apart and below.is_plain and (is_set_author(line.raw) or is_name(line.text))


def _short_shape(text: str) -> str:
    """What a short unit is when read as a whole: a credit or sign-off that was wrapped, or else text."""
    if anchors.is_photo_credit(text):
        return "credit"
    return "signoff" if anchors.is_sign_off(text) else "text"
