"""Text that a dump prints twice: the better copy stays in its story, the other one is remembered as a duplicate."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

from articles.reading.paragraphs.places import Place
from articles.reading.paragraphs.units import Unit

CLAUSE = re.compile(r"[^，。、；：！？“”‘’（）《》…—,.;:!?()\"'\s]{6,400}")
LEAST = 24
"""Characters; shorter text (a slogan, a list of names) may rightly be printed twice."""
REPEATED = 0.8
"""Share of a unit's clauses, by length, that another unit must hold for it to be a copy."""
MISREAD = 0.4
"""Share that tells a copy where the rest of the clauses differs in single characters, as recognition misreads them."""
FAULTS = 0.05
"""Share of its characters that are misread at most, never two in a row; another story of one mould differs in words."""
LEAST_OWN, OWN = 10, 0.5
"""Characters of a sentence of which a copy has so small a share that it is none of it, however misread."""
NEAR = 120
"""Units; the same words farther away are another printing, not another copy of this one."""
MOST_HOLDERS = 6
COPIED = 12
"""Characters that no two paragraphs have in common by chance."""
MARKS = frozenset("。，,")
"""Hardly in a headline."""
FEW_LINES, RECENT = 3, 150
"""Lines of a heading at most, and lines above it in which a copy of what stands below is looked for."""
LEAD_MAX = 12
"""Characters of a jump (上接A01版①) before the words of a text."""
EXTRA = 3
"""Characters that one copy's cut-off beginning may have too many or too few."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A unit that repeats (part of) another one."""

    unit: int
    original: int


def find_copies(units: Sequence[Unit]) -> list[Copy]:
    """Units whose text stands in another unit near by, each with the one that keeps it."""
    clauses = [_clauses(unit) for unit in units]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, held in enumerate(clauses):
        for clause in held:
            holders[clause].append(index)
    repeated = {clause for clause, where in holders.items() if len(where) > 1}
    twins: dict[int, int] = {}
    for index, held in enumerate(clauses):
        other = None if repeated.isdisjoint(held) else _twin(units, index, held, holders)
        if other is not None:
            twins[index] = other
        elif _ends(units[index - 1 : index], units[index]):
            twins[index] = index - 1
    return _choose(units, _with_neighbours(units, twins))


def _ends(above: Sequence[Unit], unit: Unit) -> bool:
    """Whether a unit is the end of the one above it, printed a second time."""
    ends = unit.lines[-1].text[-2:]
    if unit.shape != "text" or unit.anchor or not any(other.lines[-1].text.endswith(ends) for other in above):
        return False
    if len(unit.text) < COPIED:
        return False
    return any(
        other.shape == "text" and len(other.text) > len(unit.text) and other.text.endswith(unit.text) for other in above
    )


def _clauses(unit: Unit) -> dict[str, int]:
    if unit.shape != "text":
        return {}
    return {clause: len(clause) for clause in CLAUSE.findall(unit.text)}


def _twin(units: Sequence[Unit], index: int, held: dict[str, int], holders: dict[str, list[int]]) -> int | None:
    """The unit that holds most of a unit's clauses, if it holds nearly all of them."""
    length = sum(held.values())
    if length < LEAST:
        return None
    shared: Counter[int] = Counter()
    for clause, size in held.items():
        if len(holders[clause]) > 1:
            for other in _near(index, holders[clause]):
                shared[other] += size
    if not shared:
        return None
    other, size = max(shared.items(), key=lambda pair: (pair[1], -abs(pair[0] - index)))
    unit, whole = units[index], units[other]
    if _begins_apart(unit.text, whole.text):
        return None
    if size >= REPEATED * length or unit.text in whole.text or (size >= MISREAD * length and _is_misread(unit, whole)):
        return other
    return None


def _begins_apart(text: str, whole: str) -> bool:
    """Whether a text begins with a sentence of its own, before words that another has, too."""
    first = text.partition("。")[0]
    words = set(map(add, first, first[1:]))
    return LEAST_OWN <= len(first) < len(text) - 1 and sum(word in whole for word in words) < OWN * len(words)


def _is_misread(unit: Unit, other: Unit) -> bool:
    text, whole = unit.text, other.text
    wrong = [at for at, (one, two) in enumerate(zip(text, whole, strict=False)) if one != two]
    apart = all(second - first > 1 for first, second in pairwise(wrong))
    return len(text) <= len(whole) and len(wrong) <= FAULTS * len(text) and apart


def _near(index: int, holders: list[int]) -> list[int]:
    """The holders nearest to a unit on either side, itself left out; a common phrase has no end of them."""
    at = bisect_left(holders, index)
    close = holders[max(0, at - MOST_HOLDERS) : at + MOST_HOLDERS + 1]
    return [other for other in close if other != index and abs(other - index) <= NEAR]


def _with_neighbours(units: Sequence[Unit], twins: dict[int, int]) -> dict[int, int]:
    """Add the short piece before a copy where it is the end of what stands before the original."""
    grown = dict(twins)
    for index, other in twins.items():
        before, origin = index - 1, other - 1
        if before < 0 or origin < 0 or before in grown or origin == before or units[before].shape != "text":
            continue
        piece = units[before].text
        if len(piece) - EXTRA >= LEAST / 4 and len(piece) <= 400 and units[origin].text.endswith(piece[EXTRA:]):
            grown[before] = origin
    return grown


def _choose(units: Sequence[Unit], twins: dict[int, int]) -> list[Copy]:
    """Of two equal copies drop the one that stands outside a story's run of text; else drop the contained one."""
    dropped: dict[int, int] = {}
    for index, other in sorted(twins.items(), reverse=True):
        if other in dropped:
            continue
        if twins.get(other) == index and _fits(units, index, twins) >= _fits(units, other, twins) and index > other:
            continue
        dropped[index] = other
    for index, other in list(twins.items()):
        if index not in dropped and other not in dropped and twins.get(other) == index:
            dropped[other] = index
    return [Copy(index, other) for index, other in sorted(dropped.items())]


def _fits(units: Sequence[Unit], index: int, twins: dict[int, int]) -> float:
    """How well a copy fits where it stands: after and before text of its story, and as few broken lines as possible."""
    above = index > 0 and index - 1 not in twins and units[index - 1].shape == "text"
    after = units[index + 1] if index + 1 < len(units) else None
    below = after is not None and index + 1 not in twins and after.shape == "text" and after.anchor in ("", "also")
    return above + below - 0.05 * len(units[index].lines)


def is_copied(place: Place) -> bool:
    """Whether a text that stops in mid-sentence is a second copy, or has its own begin here: the line has the words
    with which a paragraph above begins, or the text stands in the paragraph above and the line does not."""
    head = place.line.text[:COPIED]
    if place.before.stops or len(head) < COPIED:
        return False
    first = place.current.lines[0].text
    if head in first[: COPIED + LEAD_MAX]:
        return True
    if place.line.stops and place.line.blanks and _stands_apart_above(place):
        return True
    near = place.above[-1] if place.above else None
    if near is None or not near.lines[-1].stops:
        return False
    again = head in near.lines[0].text[: COPIED + LEAD_MAX]
    return again or (place.current.again and _repeats(place.current, near) and head not in near.text)


def _stands_apart_above(place: Place) -> bool:
    """Whether a line below what may be a heading stands in the text further up, too, and that not above it there."""
    if len(place.current.lines) > FEW_LINES or not MARKS.isdisjoint(place.current.text):
        return False
    text, first = place.line.text, place.index - len(place.current.lines)
    above = "".join([line.text for line in place.lines[max(0, first - RECENT) : first]])
    return text in above and place.before.text[-EXTRA:] + text not in above


def _repeats(unit: Unit, other: Unit) -> bool:
    text = other.text
    return all(line.text in text for line in unit.lines)
