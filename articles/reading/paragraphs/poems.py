"""Poems: a title, the poet's name, and verses, which by themselves read like headings."""

from __future__ import annotations

from collections.abc import Sequence

from articles.reading.lines.names import is_author
from articles.reading.paragraphs.units import Unit

LEAST_VERSES = 6
LONGEST_VERSE = 20.0
"""Ems."""


def with_verses(units: Sequence[Unit]) -> list[Unit]:
    """The units with the poet's name as a byline and each verse as a paragraph."""
    read: list[Unit] = []
    at = 0
    while at < len(units):
        verses = _verses(units, at)
        if verses:
            units[at].shape = "byline"
            read += [units[at], *(Unit([line]) for unit in verses for line in unit.lines)]
            at += 1 + len(verses)
        else:
            read.append(units[at])
            at += 1
    return read


def _verses(units: Sequence[Unit], at: int) -> Sequence[Unit]:
    """The units of verses below the poet's name at an index, with a title above it; none where no poem stands."""
    title, name = units[at - 1 : at + 1] if at else (None, None)
    if title is None or name is None or title.shape != "heading" or len(title.lines) > 1:
        return ()
    if name.shape not in ("heading", "byline") or len(name.lines) > 1 or not is_author(name.text):
        return ()
    end = at + 1
    while end < len(units) and _is_verse(units[end]):
        end += 1
    return units[at + 1 : end] if sum(len(unit.lines) for unit in units[at + 1 : end]) >= LEAST_VERSES else ()


def _is_verse(unit: Unit) -> bool:
    short = all(line.width <= LONGEST_VERSE and not line.level for line in unit.lines)
    return short and unit.shape in ("heading", "text") and not (unit.anchor or unit.lines[-1].stops)
