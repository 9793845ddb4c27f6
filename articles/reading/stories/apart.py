"""A column of a story that a dump prints apart from it, above its beginning: put back where a sentence stops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from articles.reading.paragraphs.manner import INDENT
from articles.reading.paragraphs.seams import crosses_word
from articles.reading.paragraphs.units import bigrams
from articles.reading.stories.story import Gap, Item, Story

SAME_COLUMN = 1.6
"""Ems by which the columns of one story differ at most."""
NEAR = 3
"""Stories below in which the column's place is looked for."""
PAGE = 12
"""Stories on each side with whose wording a column's is compared: about those of a page."""
LEAST_LINES = 4
NO_INDENT = 0.7
"""Ems by which a line that begins no paragraph falls short of its column at most."""
INDENTED = 0.6
"""Share of a story's paragraphs whose first lines are seen to be indented, so that a line that is not begins none."""
CLEARLY_MORE = 1.5
"""Times as much of its wording must a column share with its story as with any other one."""
Seam = tuple[int, int]
"""The unit and the line of it after which a story stops in mid-sentence."""


def rejoin(items: list[Item], after: bool) -> None:
    """Put such columns back in place. `after`: headings follow bodies, so that one below a column is its story's."""
    stories = [item for item in items if isinstance(item, Story)]
    for place, column in enumerate(stories):
        found = _place_of(place, stories) if _is_column(column) else None
        if found is None:
            continue
        home, seam = found
        _insert(column, home, seam)
        at = items.index(column)
        below = items[at + 1] if at + 1 < len(items) else None
        if after and isinstance(below, Gap):
            items.remove(home)
            items[items.index(column)] = home
        else:
            items.remove(column)


def _place_of(at: int, stories: Sequence[Story]) -> tuple[Story, Seam] | None:
    """The story below to which a column belongs, and where in it: where most words are parted that it makes whole."""
    column = stories[at]
    near = [one for one in stories[at + 1 : at + 1 + NEAR] if one.anchored and _is_set_alike(one, column)]
    places = [(story, seam) for story in near for seam in _seams(story, column)]
    best = max(places, key=lambda place: _gain(place[0], place[1], column), default=None)
    if best is None or _gain(best[0], best[1], column) <= 0:
        return None
    page = stories[max(0, at - PAGE) : at + PAGE]
    return best if _is_open(column) or _shares_most(column, best[0], page) else None


def _is_column(story: Story) -> bool:
    """Whether what was read as a story begins in the middle of a paragraph: its first line is not indented."""
    first, width = story.units[0], story.column
    if story.anchored or story.photo or story.jump_from or width is None or first.shape != "text":
        return False
    if sum(len(unit.lines) for unit in story.units) < LEAST_LINES or len(first.lines) < 2 or first.lines[0].indent:
        return False
    return abs(first.lines[0].width - width) <= NO_INDENT


def _is_set_alike(story: Story, column: Story) -> bool:
    """Whether a story is set in columns as wide, with paragraphs that are seen to be indented."""
    width, other = story.column, column.column
    if width is None or other is None or abs(width - other) > SAME_COLUMN:
        return False
    firsts = [unit.lines[0] for unit in story.units if unit.shape == "text" and len(unit.lines) > 1]
    insets = [line.indent or INDENT[0] <= width - line.width <= INDENT[1] + NO_INDENT for line in firsts]
    return sum(insets) >= INDENTED * len(insets)


def _seams(story: Story, column: Story) -> Iterator[Seam]:
    """Where a story may miss a column: at its end, or inside it where the column, too, stops in mid-sentence."""
    if not _is_open(column):
        if _is_open(story):
            last = story.units[-1]
            yield len(story.units) - 1, len(last.lines)
        return
    for number, unit in enumerate(story.units):
        for at, (before, line) in enumerate(pairwise(unit.lines), 1):
            if line.blanks and not before.stops and not before.pauses:
                yield number, at


def _is_open(story: Story) -> bool:
    """Whether a story stops in mid-sentence."""
    return story.units[-1].shape == "text" and story.units[-1].open_ended


def _gain(story: Story, seam: Seam, column: Story) -> float:
    """How many more words span the line ends with the column in its place than without; one for an end left open."""
    unit, at = story.units[seam[0]], seam[1]
    left, first, last = unit.lines[at - 1].text, column.units[0].lines[0].text, column.units[-1].lines[-1].text
    if at == len(unit.lines):
        return 1.0
    right = unit.lines[at].text
    return crosses_word(left, first) + crosses_word(last, right) - crosses_word(left, right)


def _shares_most(column: Story, home: Story, stories: Sequence[Story]) -> bool:
    """Whether a column has clearly more of its wording in common with this story than with any other one; what few
    stories have weighs more."""
    words = set(bigrams(column.text))
    shared = {id(story): words & set(bigrams(story.text)) for story in stories if story is not column}
    spread = Counter(word for held in shared.values() for word in held)
    weights = {key: sum(1 / spread[word] for word in sorted(held)) for key, held in shared.items()}
    own = weights.pop(id(home))
    return own > CLEARLY_MORE * max(weights.values(), default=0.0)


def _insert(column: Story, story: Story, seam: Seam) -> None:
    number, at = seam
    unit = story.units[number]
    rest = unit.lines[at:]
    first, *others = column.units
    unit.lines[at:] = first.lines
    unit.doubts.append("columns")
    if others and rest:
        others[-1].lines += rest
    else:
        unit.lines += rest
    story.units[number + 1 : number + 1] = others
    story.ended = story.ended or column.ended
