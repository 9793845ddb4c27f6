"""What a query asks for: words, alone or beside one another, and how they are joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .terms import LETTER


@dataclass(frozen=True, slots=True)
class Word:
    """Text in comparable form. A loose one is also found where one of its letters is another: misprints, and faults of
    character recognition."""

    text: str
    is_loose: bool = False

    @property
    def remains(self) -> tuple[str, ...]:
        """What must stand in any text that has the word, one or the other: of a loose one all but one letter.

        >>> Word("防控网", is_loose=True).remains
        (' 控网', '防 网', '防控 ')
        """
        return self._shapes(" ") if self.is_loose else (self.text,)

    @property
    def pattern(self) -> str:
        """As a regular expression that Python and PostgreSQL understand alike: comparable text holds no signs."""
        return f"(?:{'|'.join(self._shapes(LETTER))})" if self.is_loose else self.text

    def _shapes(self, other: str) -> tuple[str, ...]:
        text = self.text
        return tuple(f"{text[:at]}{other}{text[at + 1 :]}" for at, char in enumerate(text) if char != " ")


@dataclass(frozen=True, slots=True)
class Term:
    """A word anywhere or in the lines of one field, or two of them at most `within` characters off one another."""

    words: tuple[Word, ...]
    field: str = ""
    within: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """One part of each of the groups, and none of the unwanted ones. Parts are terms, and queries in brackets."""

    groups: tuple[tuple[Part, ...], ...] = ()
    unwanted: tuple[Part, ...] = ()

    @property
    def only_part(self) -> Part | None:
        """The one part that is all that the query asks for, where it is so."""
        return self.groups[0][0] if len(self.groups) == 1 == len(self.groups[0]) and not self.unwanted else None

    @property
    def words(self) -> Iterator[Word]:
        """All words that are wanted, in order."""
        for group in self.groups:
            for part in group:
                yield from part.words


Part = Term | Query
