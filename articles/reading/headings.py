"""Giving headings to stories: before or after the body, stacked before several bodies, or lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from articles.reading.stories import Gap, Item, Story
from articles.reading.unwrap import Unit

NOT_HAN = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")
STAY = 0.22
"""By how much more of a heading's words a farther story must hold before the heading leaves the nearer one."""
FOREIGN = 0.08
"""A heading of whose rare words a story holds less than this share is hardly its own."""


def bigrams(text: str) -> set[str]:
    """The pairs of characters that stand together, punctuation left out."""
    return {run[i : i + 2] for run in NOT_HAN.split(text) for i in range(len(run) - 1)}


class Overlap:
    """How much of a heading's wording a story holds; words that few stories share weigh more."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self.words: dict[int, set[str]] = {}
        self.spread: Counter[str] = Counter()
        for story in stories:
            words = bigrams(story.text)
            self.words[id(story)] = words
            self.spread.update(words)

    def __call__(self, heading: str, story: Story) -> float:
        words = bigrams(heading)
        weight = {word: 1.0 / max(1, self.spread[word]) for word in words}
        total = sum(weight.values())
        held = self.words[id(story)]
        return sum(weight[word] for word in words if word in held) / total if total else 0.0


def printed_after(items: Sequence[Item], overlap: Overlap) -> float:
    """Evidence that headings follow their bodies; negative where they precede them."""
    shown = [item for item in items if not isinstance(item, Unit)]
    evidence = 0.0
    for index, item in enumerate(shown):
        if isinstance(item, Story):
            continue
        above = shown[index - 1] if index else None
        below = shown[index + 1] if index + 1 < len(shown) else None
        for unit in item.units:
            over = overlap(unit.text, above) if isinstance(above, Story) else 0.0
            under = overlap(unit.text, below) if isinstance(below, Story) else 0.0
            evidence += over - under
    if shown and isinstance(shown[0], Story) and shown[0].anchored:
        evidence += 0.5
    if shown and isinstance(shown[-1], Gap):
        evidence += 0.5
    if shown and isinstance(shown[0], Gap):
        evidence -= 0.5
    return evidence


def give_headings(items: Sequence[Item], overlap: Overlap, after: bool) -> list[Unit]:
    """Give every heading to its story; returns those that belong to none (banners, slogans)."""
    shown = [item for item in items if not isinstance(item, Unit)]
    if after:
        shown = shown[::-1]
    orphans: list[Unit] = []
    for index, item in enumerate(shown):
        if not isinstance(item, Gap):
            continue
        group: list[Story] = []
        for below in shown[index + 1 :]:
            if isinstance(below, Gap):
                break
            group.append(below)
        units = split_at_blanks(item.units)
        orphans += _give(units[::-1] if after else units, group, overlap)
    for item in shown:
        if isinstance(item, Story):
            item.headings.sort(key=lambda unit: unit.lines[0].number)
    return orphans


def _give(units: list[Unit], group: list[Story], overlap: Overlap) -> list[Unit]:
    """Give stacked headings, nearest first, to the stories beyond them in order; returns those that fit none."""
    takers = [story for story in group[: len(units) + 4] if not story.photo and not story.looks_captioned]
    takers = [story for story in takers if not story.jump_from]
    if group and group[0].jump_from:
        return units
    if not takers:
        if (group and not group[0].photo) or (group and overlap("".join(unit.text for unit in units), group[0]) > FOREIGN):
            takers = [group[0]]
        else:
            return units
    place = 0
    for unit in units:
        here = overlap(unit.text, takers[place])
        best = max(range(place, len(takers)), key=lambda at: overlap(unit.text, takers[at]))
        if best != place and overlap(unit.text, takers[best]) > here + STAY:
            place = best
        takers[place].headings.append(unit)
    return []


def split_at_blanks(units: Sequence[Unit]) -> list[Unit]:
    """Heading units with each run of lines that has no blank line inside as a unit of its own."""
    parts: list[Unit] = []
    for unit in units:
        run: list[Unit] = []
        for line in unit.lines:
            if run and not line.blanks:
                run[-1].lines.append(line)
            else:
                run.append(Unit([line], "heading"))
        parts += run
    return parts
