"""Personal names: where one that begins at a given place ends, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from .lexicon import lexicon
from .places import is_han

CLOSERS = '、,。:;!?\n()“”"《》‘’'
NEVER_GIVEN = frozenset("的了是在到等说对及也还我他她它这那哪吗呢吧啊们个只被把给让很都与、,。")
"""Characters that no given name is made of, or so rarely that the word they are is the better guess."""
NEVER_LAST = frozenset("向从就率带并赴莅将又先后同则因以主作做于")
"""Characters that end hardly any name but often begin what follows one."""
FOREIGN = re.compile("[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}")
LONGEST_FOLLOWER = 6
STRONG, MIDDLING, WEAK = 3.0, 2.0, 1.5
KNOWN_BONUS = 2.5
REPEATED_BONUS = 1.2


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a range of the flat text; `confidence` falls where its end is guessed."""

    start: int
    end: int
    text: str
    confidence: float


@dataclass(slots=True)
class NameReader:
    """Reads names of one story; `known` are names that the issue or the archive vouches for."""

    text: str
    known: frozenset[str] = frozenset()
    _counts: dict[str, int] = field(default_factory=dict)

    def read(self, start: int, *, in_roster: bool = False, surname: bool = True) -> Name | None:
        """The name that begins at `start`, None where none does.

        >>> NameReader("王大伟主持会议").read(0).text
        '王大伟'
        """
        foreign = FOREIGN.match(self.text, start)
        if foreign is not None:
            return self._foreign(start, foreign)
        shortest = self._shortest(start)
        if shortest is None:
            if not surname:
                return self._mononym(start)
            return self._without_surname(start) if in_roster else None
        rare = self.text[start] in lexicon().rare_surnames
        if rare and self.text[start : start + 2] in lexicon().common_verbs:
            return None
        best: tuple[float, int] | None = None
        for length in (shortest, shortest + 1):
            score = self._score(start, start + length)
            if score is not None and (best is None or score >= best[0]):
                best = (score, length)
        if best is None or best[0] < (STRONG if rare and not in_roster else WEAK):
            if not surname and (whole := self._mononym(start)) is not None:
                return whole
            return self._guessed(start, shortest) if not rare else None
        score, length = best
        text = self.text[start : start + length]
        return Name(start, start + length, text, 1.0 if score >= MIDDLING else 0.8)

    def _foreign(self, start: int, match: re.Match[str]) -> Name:
        """A name with · in it: its last part ends where a word follows that closes names, else with the han."""
        last = self.text.rfind("·", start, match.end()) + 1
        ends = [end for end in range(match.end() - 1, last, -1) if self.closes(end) >= STRONG]
        end = ends[0] if ends else match.end()
        return Name(start, end, self.text[start:end], 0.9)

    def read_before(self, end: int) -> Name | None:
        """The name that ends at `end`: three characters before two, a surname first."""
        for length in (4, 3, 2):
            start = end - length
            if start < 0 or self._shortest(start) not in (length, length - 1):
                continue
            text = self.text[start:end]
            if length == 4 and self.text[start : start + 2] not in lexicon().compound_surnames:
                continue
            if self._plausible(start, end) and self.text[start] not in lexicon().rare_surnames:
                return Name(start, end, text, 0.9)
        return None

    def closes(self, end: int) -> float:
        """How well a name can end here: by a mark, a word that follows names, or a single such character."""
        if end >= len(self.text) or self.text[end] in CLOSERS or not is_han(self.text[end]):
            return STRONG
        words = lexicon().followers
        longest = max((n for n in range(2, LONGEST_FOLLOWER + 1) if self.text[end : end + n] in words), default=0)
        if longest:
            return STRONG
        char = self.text[end]
        if char in "等在到" or self.text[end : end + 2] in lexicon().common_verbs:
            return MIDDLING
        return WEAK if char in lexicon().follower_chars or char in words else 0

    def _shortest(self, start: int) -> int | None:
        words = lexicon()
        if self.text[start : start + 2] in words.compound_surnames:
            return 3
        char = self.text[start : start + 1]
        return 2 if char in words.surnames or char in words.rare_surnames else None

    def _plausible(self, start: int, end: int) -> bool:
        given = self.text[start + 1 : end]
        if end > len(self.text) or not all(map(is_han, given)) or NEVER_GIVEN & set(given):
            return False
        return given[-1] not in NEVER_LAST or self.closes(end) >= STRONG

    def _score(self, start: int, end: int) -> float | None:
        if not self._plausible(start, end):
            return None
        score = self.closes(end)
        text = self.text[start:end]
        if text in self.known:
            score += KNOWN_BONUS
        if score and self._count(text) > 1:
            score += REPEATED_BONUS
        return score

    def _count(self, text: str) -> int:
        if text not in self._counts:
            self._counts[text] = self.text.count(text, 0, 20_000)
        return self._counts[text]

    def _guessed(self, start: int, shortest: int) -> Name | None:
        """Nothing that follows is known: a form that the story repeats, the longer one first."""
        for length in (shortest + 1, shortest):
            end = start + length
            if self._plausible(start, end) and self._count(self.text[start:end]) > 1:
                return Name(start, end, self.text[start:end], 0.6)
        return None

    def _mononym(self, start: int) -> Name | None:
        """A name without a Han surname (巴特尔) right after a title of an autonomous place."""
        for length in (4, 3, 2):
            text = self.text[start : start + length]
            is_word = text[:2] in lexicon().common_verbs or bool(NEVER_GIVEN & set(text))
            closed = len(text) == length and self.closes(start + length) >= STRONG
            if closed and not is_word and all(map(is_han, text)):
                return Name(start, start + length, text, 0.6)
        return None

    def _without_surname(self, start: int) -> Name | None:
        """A roster may hold names without a Han surname (巴特尔): what stands between two list marks."""
        match = roster_item().match(self.text, start)
        if match is None or NEVER_GIVEN & set(match.group()) or "、" not in (self.text[start - 1 : start], match[1]):
            return None
        return Name(start, match.end(1) - len(match[1]), match.group().removesuffix(match[1]), 0.6)


@cache
def roster_item() -> re.Pattern[str]:
    return re.compile("[\u4e00-\u9fff]{2,4}?([、,。]|等)")
