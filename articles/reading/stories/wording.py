"""How much of a heading's wording a story holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import add

from articles.reading.paragraphs.units import Unit
from articles.reading.stories.story import Story

NOT_HAN = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")


def title_words(text: str) -> dict[str, None]:
    """The pairs of characters in a heading, each once, none across punctuation. In order, because sums of fractions
    depend on it."""
    return dict.fromkeys([pair for run in NOT_HAN.split(text) for pair in map(add, run, run[1:])])


@dataclass(frozen=True, slots=True)
class _Held:
    """The text of so many units of a story, and the words sought that it holds."""

    units: int
    text: str
    words: frozenset[str]


class Overlap:
    """How much of a heading's wording a story holds, from 0 to 1.

    Words that few of the stories share weigh more, and a word that a story repeats counts for more than one in passing.
    """

    def __init__(self, stories: Iterable[Story], headings: Iterable[Unit], known: Overlap | None = None) -> None:
        """`known` is an overlap of the same stories with these headings and more: what it found need not be sought."""
        sought = {word for unit in headings for word in title_words(unit.text)}
        self.held: dict[int, _Held] = {}
        self.spread: Counter[str] = Counter()
        for story in stories:
            held = known.held.get(id(story)) if known else None
            if held is None or held.units != len(story.units):
                text = story.text
                held = _Held(len(story.units), text, frozenset(sought.intersection(map(add, text, text[1:]))))
            self.held[id(story)] = held
            self.spread.update(held.words & sought)

    def __call__(self, heading: str, story: Story) -> float:
        words = title_words(heading)
        weight = {word: 1.0 / max(1, self.spread[word]) for word in words}
        total = sum(weight.values())
        if not total:
            return 0.0
        held = self.held[id(story)]
        return sum([weight[word] * (1 - 0.5 ** held.text.count(word)) for word in words if word in held.words]) / total
