"""Find articles again in another reading: by the same text, or by most of it. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from articles.text.fold import fold

SHINGLE = 6
"""Characters that are compared together: long enough that two stories share few, short enough to survive misprints."""
COMMON_SHINGLE = 20
"""A stretch that stands in more texts than this tells none of them apart; leaving it out keeps the work linear."""
SAME_ARTICLE = 0.5
"""Share of the shorter text that must stand in the other one too."""
SUCCESSOR = 0.2
"""Share of a vanished article's text that makes another article the best address for its readers."""


def match(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which old text each new one is: index in `new` → index in `old`, each used once.

    Equal texts first, then those that share most. A text that was cut in two stays with its larger part.
    """
    found = _equal(old, new)
    taken = set(found.values())
    shared = sorted(((n, o, s) for (n, o), s in overlaps(old, new).items()), key=lambda pair: (-pair[2], *pair[:2]))
    sizes_old, sizes_new = [len(shingles(text)) for text in old], [len(shingles(text)) for text in new]
    for number, other, common in shared:
        enough = common >= SAME_ARTICLE * min(sizes_new[number], sizes_old[other])
        if enough and number not in found and other not in taken:
            found[number] = other
            taken.add(other)
    return found


def best_successor(gone: str, texts: Sequence[str]) -> int | None:
    """The index of the text that holds most of a vanished one, None where none holds a good part of it."""
    shared = {number: common for (number, _gone), common in overlaps([gone], texts).items()}
    if not shared:
        return None
    best = max(shared, key=lambda number: (shared[number], -number))
    return best if shared[best] >= SUCCESSOR * len(shingles(gone)) else None


def overlaps(old: Sequence[str], new: Sequence[str]) -> dict[tuple[int, int], int]:
    """(index in `new`, index in `old`) → how many stretches the two texts share; pairs that share none are left out."""
    where: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(old):
        for shingle in shingles(text):
            where[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for number, text in enumerate(new):
        for shingle in shingles(text):
            if len(where.get(shingle, ())) <= COMMON_SHINGLE:
                shared.update((number, other) for other in where.get(shingle, ()))
    return dict(shared)


def shingles(text: str) -> set[str]:
    """Every stretch of a text, without what differs between readings: spaces, marks, forms of characters."""
    plain = "".join(char for char in fold(text) if char.isalnum())
    return {plain[at : at + SHINGLE] for at in range(max(1, len(plain) - SHINGLE + 1))} - {""}


def _equal(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Texts that are equal to the last character, in order where several are."""
    where: dict[str, list[int]] = defaultdict(list)
    for number in range(len(old) - 1, -1, -1):
        where[old[number]].append(number)
    return {number: where[text].pop() for number, text in enumerate(new) if text and where.get(text)}
