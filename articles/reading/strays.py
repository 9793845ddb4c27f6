"""The rest of a story that stops in mid-sentence, found further down in the dump among the text of another story."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from articles.reading import anchors
from articles.reading.manner import WIDEST_COLUMN
from articles.reading.stories import Item, Story
from articles.reading.units import Unit, bigrams

SAME_COLUMN = 1.6
"""Ems by which the columns of one story differ at most."""
NEAR = 12
"""Stories further down in which a rest is looked for: about those of a page."""
CLEARLY_MORE = 2.0
"""Times as much of its wording must a stray share with its own story as with the one that it was read into."""


def bring_home(items: Sequence[Item]) -> None:
    """Give every such rest back to its story.

    Its column is that of the open story and not that of the text above it, and it shares more wording with the former.
    """
    stories = [item for item in items if isinstance(item, Story) and not item.photo]
    for at, story in enumerate(stories):
        last = story.units[-1]
        if last.shape != "text" or not last.open_ended or anchors.jump_to(last.text):
            continue
        column = story.column
        if column is None:
            continue
        for host in stories[at + 1 : at + 1 + NEAR]:
            begin = _stray(host, column) if host.anchored else 0
            if begin and _belongs(host.units[begin:], story, host.units[:begin]):
                _join(story, host.units[begin:])
                del host.units[begin:]
                break


def _stray(host: Story, column: float) -> int:
    """The index of the first unit from which a story is set in another story's column; 0 where there is none."""
    begin = len(host.units)
    while begin and host.units[begin - 1].is_plain and _is_set(host.units[begin - 1], column):
        begin -= 1
    above = host.units[:begin]
    apart = above and not any(_is_set(unit, column) for unit in above) and not above[-1].open_ended
    return begin if apart and begin < len(host.units) else 0


def _is_set(unit: Unit, column: float) -> bool:
    widths = [line.width for line in unit.lines]
    full = widths[:-1] or widths
    return max(widths) <= WIDEST_COLUMN and abs(median(full) - column) <= SAME_COLUMN


def _belongs(stray: Sequence[Unit], story: Story, above: Sequence[Unit]) -> bool:
    words = set(bigrams("".join(unit.text for unit in stray)))
    home, host = set(bigrams(story.text)), set(bigrams("".join(unit.text for unit in above)))
    return len(words & (home - host)) > CLEARLY_MORE * len(words & (host - home))


def _join(story: Story, stray: Sequence[Unit]) -> None:
    last = story.units[-1]
    last.lines += stray[0].lines
    last.doubts.append("columns")
    story.units += stray[1:]
