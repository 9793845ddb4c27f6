"""Second copies in narrow lines of what stands in whole lines above, as character recognition gives both a paragraph
and the column that it was made of. Such a copy may be misread, begin and end anywhere, and go on with its own text."""

from __future__ import annotations

from collections.abc import Sequence

from articles.reading.lines.line import Line
from articles.reading.paragraphs.duplicates import LEAST
from articles.reading.paragraphs.manner import WIDEST_COLUMN
from articles.reading.paragraphs.units import Unit

MARKS = dict.fromkeys(map(ord, "，。、；：！？“”‘’（）《》…—,.;:!?()\"'"))
"""What is misread first; left out of what is compared."""
ABOVE = 8
"""Units of text above in which the original is looked for."""
PIECES = 6
LEAST_LINES = 3
SURE = 4
"""Characters of a line without marks that say where it is from; a shorter one goes with the line above it."""
COPIED = 0.7
"""Share of a copy's lines that stand in the original letter by letter."""


def part_copies(units: Sequence[Unit]) -> list[Unit]:
    """The units with every such copy as a duplicate of its own; what goes on below it is text. An original that begins
    where its copy does is marked as the beginning of a column, which may stand in mid-sentence."""
    if not any(map(_is_whole, units)):
        return list(units)
    parted: list[Unit] = []
    above: list[Unit] = []
    for unit in units:
        copied = _copied(unit, above, parted)
        if copied:
            original = _original(unit.lines[:copied], above)
            original.cut_before |= _bare(original.text).startswith(_bare(unit.lines[0].text))
            parted.append(Unit(unit.lines[:copied], "duplicate", original=original))
        rest = Unit(unit.lines[copied:]) if copied else unit
        if rest.lines:
            parted.append(rest)
        if rest.lines and rest.shape == "text":
            above = [*above[1 - ABOVE :], rest]
    return parted


def _copied(unit: Unit, above: Sequence[Unit], parted: Sequence[Unit]) -> int:
    """With how many of its first lines a unit is such a copy; 0 for nearly all units. What stands right below a copy
    may be its end, however short."""
    ends_copy = bool(parted) and parted[-1].shape == "duplicate"
    if (len(unit.lines) < LEAST_LINES and not ends_copy) or unit.anchor or unit.shape not in ("text", "heading"):
        return 0
    if not any(map(_is_whole, above)):
        return 0
    window = "".join([_bare(other.text) for other in above])
    copied = letters = told = 0
    for at, line in enumerate(unit.lines, 1):
        words = _bare(line.text)
        if line.width > WIDEST_COLUMN or (at == 1 and words not in window):
            break
        if words in window and (len(words) >= SURE or copied == at - 1):
            told, letters = told + 1, letters + len(words)
            copied = at if told >= COPIED * at else copied
    whole = ends_copy and copied == len(unit.lines)
    return copied if whole or (copied >= LEAST_LINES and letters >= LEAST) else 0


def _original(lines: Sequence[Line], above: Sequence[Unit]) -> Unit:
    """The unit that holds the first line of a copy, or the next line that one does."""
    heads = [_bare(line.text) for line in lines if len(line.text) >= SURE]
    return next((unit for head in heads for unit in above if head in _bare(unit.text)), above[-1])


def _is_whole(unit: Unit) -> bool:
    """Whether a paragraph stands on a line of its own, or on the few that pages or columns cut it into."""
    return len(unit.lines) <= PIECES and max([line.width for line in unit.lines]) > WIDEST_COLUMN


def _bare(text: str) -> str:
    return text.translate(MARKS)
