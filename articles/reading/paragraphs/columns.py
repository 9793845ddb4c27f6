"""Columns that a dump prints in the wrong order: sentences cut at a column's end find their other half by wording.

Only looked for where a passage printed twice proves the disorder, because in an orderly dump the next line is always
the better guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from articles.reading.paragraphs.duplicates import COPIED, Copy, find_copies
from articles.reading.paragraphs.manner import WIDEST_COLUMN
from articles.reading.paragraphs.narrow_copies import part_copies
from articles.reading.paragraphs.seams import fits, parts_quotation
from articles.reading.paragraphs.units import Unit, bigrams

MOST_HALVES = 6
"""Sentence halves that are tried in every order; more are left as they stand."""
SAME_END = 8
"""Characters."""
ADJACENT = 0.15
"""What standing next to one another is worth beside shared wording."""
TORN = 0.4
"""What it costs two that do not stand together that one ends or begins in a part of a word."""
WHOLE = 0.3
"""What it is worth that a quotation begins in one and ends in the other, or a word."""
BELONGS = 0.2
"""Least shared wording for two halves that do not stand together to be joined."""
MOST_LINES = 2000
"""A ring of halves, each the other's end, would never stop."""
LEAST_RARE = 6
"""Pairs of characters; one in common of fewer says little."""
RARE = 4
"""A pair of characters found in more pieces than this says nothing about which belong together."""


def in_order(units: Sequence[Unit]) -> list[Unit]:
    """A page's units with second copies marked and, around them, disorderly columns put in order."""
    units = part_copies(units)
    copies = find_copies(units)
    for copy in copies:
        units[copy.unit].shape = "duplicate"
        units[copy.unit].original = units[copy.original]
        units[copy.original].cut_before |= _goes_on(units, copy)
    units = _completed(units)
    if not any(unit.shape == "duplicate" for unit in units):
        return units
    ordered: list[Unit] = []
    for run in _runs(units):
        kept = [unit for unit in run if unit.shape != "duplicate"]
        dropped = [unit for unit in run if unit.shape == "duplicate"]
        ordered += [*reorder(kept), *dropped] if dropped else kept
    return ordered


def _completed(units: Sequence[Unit]) -> list[Unit]:
    """The units with paragraphs that the dump cut off and printed once more, whole, below: what stands below the copy
    of the part goes on with it."""
    completed: list[Unit] = []
    for unit in units:
        cut, copy = (*completed[-2:], None, None)[:2]
        if cut is not None and copy is not None and copy.original is cut and unit.is_plain and _stop_alike(cut, copy):
            cut.lines += unit.lines
            cut.cut = unit.cut
            cut.doubts.append("columns")
        else:
            completed.append(unit)
    return completed


def _stop_alike(cut: Unit, copy: Unit) -> bool:
    return cut.open_ended and cut.text[-SAME_END:] == copy.text[-SAME_END:]


def _goes_on(units: Sequence[Unit], copy: Copy) -> bool:
    """Whether an original begins as its copy further up does, right below a sentence that is cut: the copy stands where
    a column begins, and what begins a column may stand in mid-sentence."""
    original, above = units[copy.original], units[copy.original - 1]
    if copy.unit >= copy.original - 1 or original.anchor or above.shape != "text" or not above.open_ended:
        return False
    return original.text.startswith(units[copy.unit].lines[0].text[:COPIED])


def _runs(units: Sequence[Unit]) -> list[list[Unit]]:
    """Units grouped into stretches of plain text, each from a story's anchor or heading to the next."""
    runs: list[list[Unit]] = []
    plain_before = False
    for unit in units:
        is_plain = unit.shape in ("text", "duplicate")
        if not (runs and plain_before and is_plain) or unit.anchor:
            runs.append([])
        runs[-1].append(unit)
        plain_before = is_plain
    return runs


def reorder(units: Sequence[Unit]) -> list[Unit]:
    """The units of one disorderly run with cut sentences joined to their likeliest other half.

    A unit that loses its end keeps `cut` set, and so does one whose continuation is nowhere.
    """
    pieces = [piece for unit in units for piece in _pieces(unit)]
    heads = [i for i, piece in enumerate(pieces) if piece.open_ended]
    tails = [i for i, piece in enumerate(pieces) if piece.cut_before]
    if not (heads and tails) or max(len(heads), len(tails)) > MOST_HALVES:
        return list(units)
    wording = _Wording(pieces)
    pairs = _best_pairs(heads, tails, wording)
    if all(head + 1 == tail for head, tail in pairs) and len(pairs) == len(tails):
        return list(units)
    rebuilt = _rebuilt(pieces, pairs)
    whole = sum(len(unit.lines) for unit in rebuilt) == sum(len(unit.lines) for unit in units)
    return rebuilt if whole else list(units)


class _Wording:
    """How well two pieces go together: their shared rare wording as a share of the smaller one's, and whether a
    quotation or a word that the first begins is made whole by the second, or one is left torn."""

    def __init__(self, pieces: Sequence[Unit]) -> None:
        self.pieces = pieces
        found = [set(bigrams(piece.text)) for piece in pieces]
        spread: Counter[str] = Counter()
        for words in found:
            spread.update(words)
        self.rare = [{word for word in words if 2 <= spread[word] <= RARE} for words in found]

    def __call__(self, left: int, right: int) -> float:
        shared = len(self.rare[left] & self.rare[right])
        worth = shared / max(LEAST_RARE, min(len(self.rare[left]), len(self.rare[right])))
        whole = self.fits(left, right) > 0 or parts_quotation(self.pieces[left].text, self.pieces[right].text)
        torn = self.fits(left, right) < 0 and left + 1 != right
        return worth + WHOLE * whole - TORN * torn

    def fits(self, left: int, right: int) -> int:
        return fits(self.pieces[left].text, self.pieces[right].text)


def _pieces(unit: Unit) -> list[Unit]:
    """A unit cut where a whole column's end met the next column's beginning: at the end of a long line."""
    pieces = [Unit([unit.lines[0]], unit.shape, unit.anchor, unit.label, cut_before=unit.cut_before)]
    for before, line in zip(unit.lines, unit.lines[1:], strict=False):
        if max(before.width, line.width) > WIDEST_COLUMN and not before.stops and line.blanks:
            pieces.append(Unit([line], unit.shape, cut_before=True))
        else:
            pieces[-1].lines.append(line)
    return pieces


def _best_pairs(heads: Sequence[int], tails: Sequence[int], wording: _Wording) -> list[tuple[int, int]]:
    """Which tail goes on with which head, each with one at most: the choice that is worth most in all."""
    worth = {(head, tail): wording(head, tail) for tail in tails for head in heads if head != tail}
    likely = [(head, tail) for head, tail in worth if head + 1 == tail or worth[head, tail] >= BELONGS]
    best: dict[frozenset[int], tuple[float, list[tuple[int, int]]]] = {frozenset(): (0.0, [])}
    for tail in tails:
        for taken, (score, pairs) in list(best.items()):
            for head in [head for head, other in likely if other == tail and head not in taken]:
                more = score + worth[head, tail] + ADJACENT * (head + 1 == tail)
                if more > best.get(taken | {head}, (-1.0, []))[0]:
                    best[taken | {head}] = (more, [*pairs, (head, tail)])
    pairs = max(best.values(), key=lambda choice: choice[0])[1]
    paired = {index for pair in pairs for index in pair}
    left_over = [pair for pair in worth if paired.isdisjoint(pair) and wording.fits(*pair) >= 0]
    return pairs + left_over if len(left_over) == 1 else pairs


def _rebuilt(pieces: Sequence[Unit], pairs: Sequence[tuple[int, int]]) -> list[Unit]:
    """The pieces in reading order: each tail after its head, followed by what stood below it in its column."""
    tail_of = dict(pairs)
    placed = set(tail_of.values())
    followers = {tail: _column_below(pieces, tail, tail_of, placed) for tail in placed}
    moved = placed | {index for below in followers.values() for index in below}
    units: list[Unit] = []
    for index, piece in enumerate(pieces):
        if index in moved:
            continue
        units.append(piece)
        last = index
        while last in tail_of and len(piece.lines) < MOST_LINES:
            last = tail_of[last]
            piece.lines += pieces[last].lines
        piece.cut = pieces[last].open_ended
        if last != index:
            piece.doubts.append("columns")
            units += [pieces[below] for below in followers[last]]
    return units


def _column_below(pieces: Sequence[Unit], tail: int, tail_of: dict[int, int], placed: set[int]) -> list[int]:
    """The whole paragraphs that follow a tail in its column, when the tail was moved away from where it stood."""
    if tail_of.get(tail - 1) == tail or pieces[tail].open_ended:
        return []
    below = []
    for index in range(tail + 1, len(pieces)):
        if index in placed or index in tail_of or pieces[index].anchor or pieces[index].open_ended:
            break
        below.append(index)
    return below
