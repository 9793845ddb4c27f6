"""Pages that print headings before some stories and after others: where the one side ends and the other begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles.reading.paragraphs.units import Unit
from articles.reading.stories.headings import split_at_blanks, takes_heading
from articles.reading.stories.story import Gap, Item, Story
from articles.reading.stories.wording import Overlap

TURN = 0.35
"""What it costs that the side changes within a gap or between two stories."""
BARE = 0.35
"""What it costs that a story which usually has a heading gets none, or that a heading gets no story."""
GAIN = 0.3
"""By how much more of the wording two sides must agree with than a single one."""
LEAST = 2
"""Gaps that each part between two others has: a single heading there is as well a slogan."""
GLUED = 0.5
"""What it tells that no blank line parts a heading from the story on one side, where one does on the other."""
MANY = 6
"""Between more headings or stories in a row than that the side changes at their ends only."""


@dataclass(slots=True)
class _Run:
    """The headings of a gap, and the stories that follow up to the next one."""

    headings: list[Unit]
    stories: list[Story] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Step:
    """How well headings and stories agree up to a place, where the last row was cut, and the step before."""

    score: float = 0.0
    cut: int = 0
    before: _Step | None = None


class _Match:
    """How well headings and the stories beside them agree; `glued` are the lines at which a heading adjoins one."""

    def __init__(self, overlap: Overlap, glued: frozenset[int]) -> None:
        self.overlap = overlap
        self.glued = glued
        self.known: dict[tuple[int, int], float] = {}

    def __call__(self, headings: Sequence[Unit], stories: Sequence[Story]) -> float:
        """All in all, nearest first: what they share, less what is left without the other."""
        takers = len(_takers(stories))
        left = max(0, takers - len(headings)) if takers else bool(headings and not stories)
        return self.telling(headings, stories) - BARE * left

    def telling(self, headings: Sequence[Unit], stories: Sequence[Story]) -> float:
        """What the headings share with the stories nearest to them, and whether the nearest two adjoin."""
        near = _takers(stories)[: min(len(headings), MANY)]
        if not near:
            return 0.0
        adjoins = _seam(headings[0], stories[0]) in self.glued
        return sum(max(self._shared(unit, story) for story in near) for unit in headings) + GLUED * adjoins

    def _shared(self, unit: Unit, story: Story) -> float:
        key = (unit.lines[0].number, id(story))
        if key not in self.known:
            self.known[key] = self.overlap(unit.text, story)
        return self.known[key]


def sides(items: Sequence[Item], overlap: Overlap, after: bool) -> list[tuple[list[Item], bool]]:
    """The items in parts, each with whether its headings follow their stories (`after`: those of the page as a whole).

    One part where headings are marked (recognised text is in the order of the columns), or unless the wording and the
    blank lines agree clearly better with two sides; then gaps may be cut in two.
    """
    runs, glued = _runs(items), glued_apart(items)
    if not any(unit.lines[0].level for run in runs for unit in run.headings):
        match = _Match(overlap, glued)
        cuts = _best(runs, match)
        single = [(len(run.headings), 0) if after else (0, len(run.stories)) for run in runs]
        if _telling(runs, cuts, match) >= _telling(runs, single, match) + GAIN:
            parts = list(_parts(items, runs, cuts))
            if glued or all(sum(isinstance(item, Gap) for item in part) >= LEAST for part, _ in parts[1:-1]):
                return parts
    return [(list(items), after)]


def glued_apart(items: Sequence[Item]) -> frozenset[int]:
    """The lines at which headings and stories adjoin, each a heading that a blank line parts from what is on its other
    side; none unless several headings adjoin the story above and several the one below."""
    above, below = list[int](), list[int]()
    for before, gap, after in zip(items, items[1:], items[2:], strict=False):
        if not isinstance(gap, Gap) or not gap.units:
            continue
        blocks = split_at_blanks(gap.units)
        follows = isinstance(before, Story) and not blocks[0].lines[0].blanks
        leads = isinstance(after, Story) and not after.units[0].lines[0].blanks
        if follows and not (leads and len(blocks) == 1):
            above.append(blocks[0].lines[0].number)
        if leads and not (follows and len(blocks) == 1):
            below.append(blocks[-1].lines[-1].number)
    return frozenset(above + below) if min(len(above), len(below)) >= LEAST else frozenset()


def _seam(heading: Unit, story: Story) -> int:
    """The heading's line that is the nearer one to a story."""
    first, last = heading.lines[0].number, heading.lines[-1].number
    return first if story.units[0].lines[0].number < first else last


def _runs(items: Sequence[Item]) -> list[_Run]:
    runs = [_Run([])]
    for item in items:
        if isinstance(item, Gap):
            runs.append(_Run(split_at_blanks(item.units)))
        elif isinstance(item, Story):
            runs[-1].stories.append(item)
    return [*runs, _Run([])]


def _takers(stories: Sequence[Story]) -> list[Story]:
    return [story for story in stories if takes_heading(story) and not story.headings]


def _telling(runs: Sequence[_Run], cuts: Sequence[tuple[int, int]], match: _Match) -> float:
    """What tells that all headings belong to the stories that such cuts give them to."""
    total, rest = 0.0, list[Story]()
    for run, (up, down) in zip(runs, cuts, strict=True):
        total += match.telling(run.headings[:up], rest) + match.telling(run.headings[up:][::-1], run.stories[:down])
        rest = run.stories[down:][::-1]
    return total


def _best(runs: Sequence[_Run], match: _Match) -> list[tuple[int, int]]:
    """For each run where its headings are best cut in those of the stories above and below, and its stories in those
    headed from above and from below: a dynamic programme over both."""
    steps, above = {0: _Step()}, list[Story]()
    for run in runs:
        ups, downs = _cuts(len(run.headings)), _cuts(len(run.stories))
        agree = {(cut, up): match(run.headings[:up], above[cut:][::-1]) for cut in steps for up in ups}
        steps = _further(steps, len(run.headings), agree)
        agree = {(cut, down): match(run.headings[cut:][::-1], run.stories[:down]) for cut in steps for down in downs}
        steps = _further(steps, len(run.stories), agree)
        above = run.stories
    step = max(steps.values(), key=lambda step: step.score)
    cuts = list[int]()
    while step.before:
        cuts.append(step.cut)
        step = step.before
    return list(zip(cuts[::-2], cuts[-2::-2], strict=True))


def _further(steps: dict[int, _Step], length: int, agree: dict[tuple[int, int], float]) -> dict[int, _Step]:
    """The best step to each cut of a row of such a length; `agree` tells how well each goes with the cuts before."""
    further: dict[int, _Step] = {}
    for (at, cut), value in agree.items():
        score = steps[at].score + value - (TURN if 0 < cut < length else 0.0)
        if cut not in further or score > further[cut].score:
            further[cut] = _Step(score, cut, steps[at])
    return further


def _cuts(count: int) -> Sequence[int]:
    return range(count + 1) if count <= MANY else (0, 1, count - 1, count)


def _parts(
    items: Sequence[Item], runs: Sequence[_Run], cuts: Sequence[tuple[int, int]]
) -> Iterator[tuple[list[Item], bool]]:
    """The items with their gaps cut, in runs of one side; furniture stays where it stands."""
    part: list[Item] = []
    side: bool | None = None
    number, seen = 0, 0
    for item in items:
        pieces: list[tuple[Item, bool | None]] = [(item, None)]
        if isinstance(item, Gap):
            number, seen = number + 1, 0
            cut = cuts[number][0]
            halves = ((runs[number].headings[:cut], True), (runs[number].headings[cut:], False))
            pieces = [(Gap(list(half)), after) for half, after in halves if half]
        elif isinstance(item, Story):
            pieces = [(item, seen >= cuts[number][1])]
            seen += 1
        for piece, after in pieces:
            if after is not None and side is not None and after != side:
                yield part, side
                part = []
            side = side if after is None else after
            part.append(piece)
    yield part, bool(side)
