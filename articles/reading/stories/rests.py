"""The rest of a story from another page that a dump prints without its mark (上接), below a story with which it has
nothing to do.

Where it does not begin in mid-sentence, it is only looked for where a second copy proves that the dump has no order
there, and columns had to be put in order: in an orderly one a paragraph without a headline is the story's above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import add

from articles.reading.paragraphs.units import Unit, bigrams
from articles.reading.stories.story import Item, Story
from articles.reading.stories.wording import NOT_HAN

QUOTE = re.compile(r"[“”]")
AMID_CLAUSE = re.compile(
    r"[\u4e00-\u9fff][^\W\d上中后前时日天年月来间初末晨晚午夜计悉说道是终今外先次者实此而][，,](?![男女])"
)
"""One word before a comma that is no time, place or connection: 成效，…."""
HARDLY = 0.1
"""Share of its pairs of characters that a paragraph has in common with a story that it has nothing to do with."""
FOREIGN = 0.045
"""Share of the wording of the shorter of two texts that the other has, below which they are two stories'. Rare words
weigh more. One in ten ends of paragraphs inside annotated stories parts so little, and nineteen in twenty pairs of
stories of one page share less."""
LEAST, LEAST_HALF = 60, 20
"""Characters of either text, with fewer of which sharing nothing says nothing; of one that begins in mid-sentence."""


def part_rests(items: list[Item], units: Iterable[Unit]) -> None:
    """Make each such rest a story of its own, which goes on with another. `units` are those of the page, second copies
    among them."""
    copied = {unit.original.lines[0].number for unit in units if unit.original is not None}
    stories = [item for item in items if isinstance(item, Story)]
    disordered = [(story, at) for story in stories if copied and (at := _first_copied(story, copied))]
    spread = Counter(word for story in stories for word in _words(story.units)) if disordered else Counter[str]()
    for story, last in disordered:
        at = _rest_of(story, last, spread)
        if at:
            items.insert(_index(items, story) + 1, Story(story.units[at:], continuation=True, ended=story.ended))
            del story.units[at:]


def _first_copied(story: Story, copied: set[int]) -> int:
    """The index of the first unit of a story that the dump has twice, below which columns had to be put in order; 0
    where there is none, or where the story is another page's anyway."""
    if story.continuation:
        return 0
    at = next((at for at, unit in enumerate(story.units) if any(line.number in copied for line in unit.lines)), 0)
    return at if any("columns" in unit.doubts for unit in story.units[at:]) else 0


def _rest_of(story: Story, last: int, spread: Counter[str]) -> int:
    """The index of the unit, at the latest the `last`, with which a story of another page begins; 0 where none does."""
    begins = [at for at in range(1, last + 1) if _may_begin(story.units, at)]
    shared = {at: _shared(story.units[:at], story.units[at:], spread) for at in begins}
    best = min(begins, key=lambda at: shared[at], default=0)
    return best if best and shared[best] < FOREIGN else 0


def _may_begin(units: Sequence[Unit], at: int) -> bool:
    if not units[at].is_plain or units[at - 1].open_ended:
        return False
    return min(len(_text(units[:at])), len(_text(units[at:]))) >= LEAST


def _shared(above: Sequence[Unit], below: Sequence[Unit], spread: Counter[str]) -> float:
    first, second = _words(above), _words(below)
    return _weight(first & second, spread) / min(_weight(first, spread), _weight(second, spread))


def _weight(words: set[str], spread: Counter[str]) -> float:
    return sum(sorted(1 / spread[word] for word in words))


def _words(units: Sequence[Unit]) -> set[str]:
    return {pair for run in NOT_HAN.split(_text(units)) for pair in map(add, run, run[1:]) if not pair.isdigit()}


def _text(units: Sequence[Unit]) -> str:
    return "".join([unit.text for unit in units])


def _index(items: Sequence[Item], story: Story) -> int:
    return next(at for at, item in enumerate(items) if item is story)


def is_other_half(unit: Unit, story: Story) -> bool:
    """Whether a paragraph goes on with a story of another page: it closes a quotation that neither it nor the whole
    sentence above it opened, or below another such story begins with the end of a clause, and it shares hardly a word
    with the story above."""
    first = QUOTE.search(unit.lines[0].text)
    amid = (first and first.group() == "”") or (story.jump_from and AMID_CLAUSE.match(unit.text))
    if not amid or len(unit.text) < LEAST_HALF or story.units[-1].open_ended:
        return False
    words = set(bigrams(unit.text))
    return len(words & set(bigrams(story.text))) < HARDLY * len(words)
