"""Spans and provenance through a change of text: what stood where before, and where it stands now."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any

MOST_COMPARED = 4_000_000
"""Characters of the one changed stretch times those of the other; above that it counts as replaced as a whole, since
comparing takes time in proportion to the product."""

Change = tuple[int, int, int, int]
"""First character and character after the last in the old text, and the same in the new one."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """Paragraphs laid end to end, a line end between them, and where each begins."""

    joined: str
    starts: list[int]

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Texts:
        lengths = accumulate((len(text) + 1 for text in texts), initial=0)
        return cls("\n".join(texts), list(lengths)[: len(texts)])

    def paragraph_at(self, offset: int) -> int:
        return bisect_right(self.starts, offset) - 1


def changes(old: str, new: str) -> list[Change]:
    """How one text became the other: stretches in order that cover both, equal ones and replaced ones."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    found: list[Change] = [(0, head, 0, head)] if head else []
    if len(a) * len(b) <= MOST_COMPARED:
        middle = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
        found += [(head + i1, head + i2, head + j1, head + j2) for _tag, i1, i2, j1, j2 in middle]
    else:
        found.append((head, head + len(a), head, head + len(b)))
    if tail:
        found.append((len(old) - tail, len(old), len(new) - tail, len(new)))
    return found


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def shift(spans: Sequence[Sequence[int]], old: Sequence[str], new: Sequence[str]) -> list[list[int]]:
    """The spans of the old paragraphs as spans of the new ones; one whose text is gone is left out.

    Paragraphs that are the same to the letter keep theirs wherever they went; the others are compared as one text.

    >>> shift([[0, 3, 6]], ["县长，冯远山"], ["新任县长，", "冯远山说"])
    [[1, 0, 3]]
    """
    same = unchanged(old, new)
    rest_old = [number for number in range(len(old)) if number not in same]
    rest_new = [number for number in range(len(new)) if number not in same.values()]
    whole = [[same[number], first, last] for number, first, last in spans if number in same]
    cut = [[rest_old.index(number), first, last] for number, first, last in spans if number not in same]
    compared = _compared(cut, [old[number] for number in rest_old], [new[number] for number in rest_new])
    found = sorted(whole + [[rest_new[number], first, last] for number, first, last in compared])
    return [span for at, span in enumerate(found) if at == 0 or span != found[at - 1]]


def unchanged(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Old paragraph → new paragraph of the same text, by index. Of repeated ones the first is the first again.

    >>> unchanged(["甲", "乙", "甲"], ["乙", "甲"])
    {0: 1, 1: 0, 2: 1}
    """
    places: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(new):
        places[text].append(number)
    seen: Counter[str] = Counter()
    found = {}
    for number, text in enumerate(old):
        if text in places:
            found[number] = places[text][min(seen[text], len(places[text]) - 1)]
            seen[text] += 1
    return found


def _compared(spans: Sequence[Sequence[int]], old: Sequence[str], new: Sequence[str]) -> list[list[int]]:
    if not spans or not new:
        return []
    before, after = _Texts.of(old), _Texts.of(new)
    steps = changes(before.joined, after.joined)
    firsts, lasts = [step[0] for step in steps], [step[1] for step in steps]
    found = []
    for paragraph, start, end in spans:
        base = before.starts[paragraph]
        first = _start(steps[bisect_right(firsts, base + start) - 1], base + start)
        last = _end(steps[bisect_left(lasts, base + end)], base + end)
        if first < last and "\n" not in after.joined[first:last]:
            number = after.paragraph_at(first)
            found.append([number, first - after.starts[number], last - after.starts[number]])
    return found


def _start(step: Change, offset: int) -> int:
    i1, i2, j1, j2 = step
    return j1 + offset - i1 if i2 - i1 == j2 - j1 else j1


def _end(step: Change, offset: int) -> int:
    i1, i2, j1, j2 = step
    return j1 + offset - i1 if i2 - i1 == j2 - j1 else j2


def with_provenance(
    decided: Sequence[dict[str, Any]], read: Sequence[dict[str, Any]], lent: Sequence[dict[str, Any]] = ()
) -> list[dict[str, Any]]:
    """Decided paragraphs (`text`, `role`) with the source lines and segments of what was read in their place.

    A paragraph that was not read here but, to the letter, among the `lent` ones has theirs.
    """
    same = {after: before for before, after in unchanged(_texts_of(read), _texts_of(decided)).items()}
    elsewhere = {piece["text"]: piece for piece in lent}
    known = {number: read[same[number]] for number in same} | {
        number: elsewhere[piece["text"]]
        for number, piece in enumerate(decided)
        if number not in same and piece["text"] in elsewhere
    }
    changed = [piece for number, piece in enumerate(decided) if number not in known]
    here = iter(_aligned(changed, [piece for number, piece in enumerate(read) if number not in same.values()]))
    return [_block(piece, known.get(number) or next(here)) for number, piece in enumerate(decided)]


def _texts_of(pieces: Sequence[dict[str, Any]]) -> list[str]:
    return [piece["text"] for piece in pieces]


def _block(piece: dict[str, Any], place: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": piece["text"],
        "role": piece["role"],
        "lines": [list(span) for span in place["lines"]],
        "segments": [list(segment) for segment in place["segments"]],
    }


def _aligned(decided: Sequence[dict[str, Any]], read: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines and segments of each decided paragraph, by comparing the texts as wholes."""
    before = _Texts.of([piece["text"] for piece in read])
    after = _Texts.of([piece["text"] for piece in decided])
    lines: list[set[tuple[int, int]]] = [set() for _ in decided]
    segments: list[list[list[int]]] = [[] for _ in decided]
    for step in changes(before.joined, after.joined) if read and decided else []:
        equal = before.joined[step[0] : step[1]] == after.joined[step[2] : step[3]]
        for source, target in _pairs(step, before, after, len(read), len(decided)):
            lines[target].update(tuple(span) for span in read[source]["lines"])
            if equal:
                segments[target] += _moved(read[source], before.starts[source], after.starts[target], step)
    return [
        {"lines": sorted(lines[number]), "segments": _inside(segments[number], len(piece["text"]))}
        for number, piece in enumerate(decided)
    ]


def _pairs(step: Change, before: _Texts, after: _Texts, read: int, decided: int) -> list[tuple[int, int]]:
    """Which read paragraph (first) a stretch takes into which decided one (second)."""
    i1, i2, j1, j2 = step
    if i1 == i2 or j1 == j2:
        return []
    sources = range(before.paragraph_at(i1), min(before.paragraph_at(i2 - 1) + 1, read))
    targets = range(after.paragraph_at(j1), min(after.paragraph_at(j2 - 1) + 1, decided))
    if i2 - i1 != j2 - j1:
        return [(source, target) for source in sources for target in targets]
    return [
        (source, target)
        for source in sources
        for target in targets
        if before.starts[source] + j1 - i1 <= _last(after, target)
        and after.starts[target] <= _last(before, source) + j1 - i1
    ]


def _last(texts: _Texts, paragraph: int) -> int:
    """The offset of the last character of a paragraph."""
    following = texts.starts[paragraph + 1] - 1 if paragraph + 1 < len(texts.starts) else len(texts.joined)
    return following - 1


def _moved(piece: dict[str, Any], base: int, target: int, step: Change) -> list[list[int]]:
    """The segments of a read paragraph inside an equal stretch, by offsets in the decided paragraph."""
    i1, i2, j1, _j2 = step
    found = []
    for offset, source, length in piece["segments"]:
        first, last = max(base + offset, i1), min(base + offset + length, i2)
        if first < last:
            found.append([first - i1 + j1 - target, source + first - base - offset, last - first])
    return found


def _inside(segments: list[list[int]], length: int) -> list[list[int]]:
    """The segments, sorted and cut to a paragraph of this length."""
    found = []
    for offset, source, run in sorted(segments):
        first, last = max(offset, 0), min(offset + run, length)
        if first < last:
            found.append([first, source + first - offset, last - first])
    return found


def spans_of(name: str, paragraphs: Sequence[str]) -> list[list[int]]:
    """Every place of a name, as spans.

    >>> spans_of("云川", ["云川县", "我县"])
    [[0, 0, 2]]
    """
    found = []
    for number, text in enumerate(paragraphs):
        at = text.find(name)
        while at >= 0:
            found.append([number, at, at + len(name)])
            at = text.find(name, at + len(name))
    return found
