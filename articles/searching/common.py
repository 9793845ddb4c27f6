"""Passages that two texts have in common word for word, or nearly so: dispatches that an editor cut, mended or filled.

From a shingle that both have, the texts are followed both ways, over words changed, left out or put in, for as long as
what is the same pays for what differs. Each step looks at a few letters, so that the time taken grows with the length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from .prints import LONG_ENOUGH, SHINGLE

LONG_ENOUGH_NEARLY = 60  # letters, where not all are the same
NEARLY = 0.8  # of such a passage is the same
PRICES = 2, 4
"""Letters that must be the same for each that differs, so that the texts are followed over it; where the first leads to
passages that are less than NEARLY the same, the second, by which none can be."""
WIDEST = 15  # letters that differ in one place
ANCHOR = 3  # letters that are the same again behind those that differ
MOST_PLACES = 8  # of one shingle in a text; what it repeats more often is a refrain
MOST_IN_VAIN = 500  # shingles of two texts that may lead to no passage; only texts made for it have more

Block = tuple[int, int, int]
"""Where letters that are the same begin in one text and in the other, and how many they are."""


@dataclass(frozen=True, slots=True)
class Common:
    """A passage that two texts have in common: blocks of letters that are the same; what is between them differs."""

    blocks: tuple[Block, ...]

    @property
    def span(self) -> tuple[int, int]:
        """The first letter in the one text, and that after the last."""
        return self.blocks[0][0], self.blocks[-1][0] + self.blocks[-1][2]

    @property
    def span_there(self) -> tuple[int, int]:
        """The same in the other."""
        return self.blocks[0][1], self.blocks[-1][1] + self.blocks[-1][2]

    @property
    def letters(self) -> int:
        """How many are the same."""
        return sum(length for _at, _there, length in self.blocks)

    @property
    def is_exact(self) -> bool:
        return len(self.blocks) == 1

    @property
    def is_long_enough(self) -> bool:
        if self.is_exact:
            return self.letters >= LONG_ENOUGH
        shorter, longer = sorted(end - start for start, end in (self.span, self.span_there))
        return shorter >= LONG_ENOUGH_NEARLY and self.letters >= NEARLY * longer

    def held(self, places: Sequence[int]) -> list[int]:
        """Those places in the one text, of some in order, at which a shingle begins that is the same in the other."""
        start, end = self.span
        return [at for at in places[bisect_left(places, start) : bisect_left(places, end)] if self._holds(at)]

    def _holds(self, at: int) -> bool:
        start, _there, length = self.blocks[bisect_right(self.blocks, at, key=lambda block: block[0]) - 1]
        return at + SHINGLE <= start + length


class Pair:
    """Two texts of letters that are compared."""

    def __init__(self, own: str, other: str) -> None:
        self.own, self.other = own, other
        self._backwards = own[::-1], other[::-1]
        self._in_vain = 0

    def passages(self) -> list[Common]:
        """The passages in common, in order of the first text, none over another.

        >>> same = "一二三四五六七八九十" * 4
        >>> [passage] = Pair("甲" + same + "乙" + same, "丙丁" + same + same).passages()
        >>> passage.blocks, passage.letters
        (((1, 2, 40), (42, 42, 40)), 80)
        """
        first_at: dict[str, int] = {}
        for at in range(len(self.own) - SHINGLE + 1):
            first_at.setdefault(self.own[at : at + SHINGLE], at)
        found: list[Common] = []
        there = since = 0
        while there <= len(self.other) - SHINGLE:
            at = first_at.get(self.other[there : there + SHINGLE], -1)
            new = self._around(at, there, since) if at >= 0 else []
            found += new
            since = max([since, *(common.span_there[1] for common in new)])
            there = max(there + 1, since)
        return _apart(found)

    def passages_at(self, at: int) -> list[Common]:
        """Those around the shingle that begins there in the first text, wherever the other has it."""
        shingle = self.own[at : at + SHINGLE]
        found: list[Common] = []
        there = self.other.find(shingle)
        for _place in range(MOST_PLACES):
            found += self._around(at, there) if there >= 0 else []
            there = self.other.find(shingle, there + 1) if there >= 0 else there
        return found

    def _around(self, at: int, there: int, since: int = 0) -> list[Common]:
        """The passage around a shingle that begins at these places, not before letter `since` of the other; where it is
        too short for one that is nearly the same, the parts of it that are long enough and word for word."""
        if self._in_vain == MOST_IN_VAIN:
            return []
        own, other = self._backwards
        behind = _followed(self.own, at, self.other, there, len(self.other))
        before = _followed(own, len(own) - at, other, len(other) - there, len(other) - since)
        whole = []
        for back, forth in zip(before, behind, strict=True):
            turned = [(len(own) - a - length, len(other) - t - length, length) for a, t, length in reversed(back)]
            whole.append(Common(_joined([*turned, *forth])))
        parts = [Common((block,)) for block in whole[-1].blocks]
        found = [each for each in whole if each.is_long_enough][:1] or [part for part in parts if part.is_long_enough]
        self._in_vain += not found
        return found


def _followed(own: str, at: int, other: str, there: int, stop: int) -> list[list[Block]]:
    """The blocks from there on, for each of the PRICES up to where what is the same has paid best for what differs; no
    further than it pays, at any price, for WIDEST letters that differ."""
    blocks: list[Block] = []
    scores, best, kept = [0, 0], [0, 0], [0, 0]
    while all(score >= top - price * WIDEST for score, top, price in zip(scores, best, PRICES, strict=True)):
        length = _same(own, at, other, there, stop)
        blocks.append((at, there, length))
        at, there = at + length, there + length
        gap = _gap(own, at, other, there)
        for number, price in enumerate(PRICES):
            scores[number] += length
            if scores[number] > best[number]:
                best[number], kept[number] = scores[number], len(blocks)
            scores[number] -= price * max(gap or (0,))
        if gap is None or there + gap[1] >= stop:
            break
        at, there = at + gap[0], there + gap[1]
    return [blocks[:number] for number in kept]


def _same(own: str, at: int, other: str, there: int, stop: int) -> int:
    """How many letters are the same from there on."""
    most, length = min(len(own) - at, stop - there), 0
    while length < most and own[at + length] == other[there + length]:
        length += 1
    return length


def _gap(own: str, at: int, other: str, there: int) -> tuple[int, int] | None:
    """How many letters of each are to be left out until ANCHOR are the same again; as few as can be."""
    ahead: dict[str, int] = {}
    for skipped in range(WIDEST + 1):
        ahead.setdefault(other[there + skipped : there + skipped + ANCHOR], skipped)
    gaps = [
        (skipped, ahead[letters])
        for skipped in range(WIDEST + 1)
        if len(letters := own[at + skipped : at + skipped + ANCHOR]) == ANCHOR and letters in ahead
    ]
    return min(gaps, key=sum, default=None)


def _joined(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks without empty ones; such as follow one another as one."""
    joined: list[Block] = []
    for at, there, length in blocks:
        if joined and joined[-1][0] + joined[-1][2] == at and joined[-1][1] + joined[-1][2] == there:
            joined[-1] = (*joined[-1][:2], joined[-1][2] + length)
        elif length:
            joined.append((at, there, length))
    return tuple(joined)


def _apart(found: list[Common]) -> list[Common]:
    """The passages in order of the first text; where two overlap in it, the one that has more letters."""
    apart: list[Common] = []
    for common in sorted(found, key=lambda each: each.span):
        if not apart or apart[-1].span[1] <= common.span[0]:
            apart.append(common)
        elif apart[-1].letters < common.letters:
            apart[-1] = common
    return apart
