"""Personal names: where one that begins at a given place ends, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .endings import MIDDLING, STRONG, WEAK, Endings
from .lexicon import has_common_verb, lexicon, not_names
from .places import is_han

NEVER_GIVEN = frozenset("暨拟的了是在到等说对及也还我他她它这那哪吗呢吧啊们个只被把给让很都与已地某、,。")
"""Characters that no given name is made of, or so rarely that the word they are is the better guess."""
NEVER_FOREIGN = frozenset("的了在到等说对与和及向就一")
"""Characters that stand in hardly any transcribed name."""
NEVER_IN_MONONYM = NEVER_GIVEN - frozenset("让")
NEVER_LAST = frozenset("向从就率带并赴莅将又先后同则因以主作做于为")
"""Characters that end hardly any name but often begin what follows one."""
ADVERBS = frozenset("就又也都还再则便")
"""Behind a name and before its verb these are no part of it: 某某就|来到."""
VISITS = re.compile("来[\u4e00-\u9fff]{1,3}(?:视察|考察|调研|检查|督导|指导|访问|参观|慰问)")
"""What an official named before does, no name with the surname 来: 某某总书记|来川视察."""
FOREIGN = re.compile("[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}")
NEVER_FIRST = "和与及暨等各省市县区"
"""What no name without a surname begins with."""
ROSTER_ITEM = re.compile("(?P<name>[\u4e00-\u9fff]{2,4}?)(?P<mark>[、,。]|等)")
GUESSED = 0.6
BODIES = ("政协", "人大", "法院", "政府", "纪委", "党委", "工会", "妇联", "团委")
"""What stands between list marks without being a name."""
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
class NameReader(Endings):
    """Reads names of one story; `known` are names that the issue or the archive vouches for, `gaps` are
    where the page has white space."""

    known: frozenset[str] = frozenset()
    gaps: frozenset[int] = frozenset()
    _counts: dict[str, int] = field(default_factory=dict)

    def read(
        self, start: int, *, in_roster: bool = False, surname: bool = True, in_office: bool = False
    ) -> Name | None:
        """The name that begins at `start`, None where none does. `in_office` says that an office stands before it.

        >>> NameReader("王大伟主持会议").read(0).text
        '王大伟'
        """
        if VISITS.match(self.text, start):
            return None
        foreign = FOREIGN.match(self.text, start)
        if foreign is not None:
            return self._foreign(start, foreign)
        shortest = self._shortest(start)
        if shortest == 2 and self._is_comrade(start):
            return Name(start, start + 3, self.text[start : start + 3], 0.8)
        if shortest is None:
            if not surname:
                return self._mononym(start)
            return self.item(start) if in_roster else (self._unlisted(start) if in_office else None)
        rare = self._is_rare(start)
        is_verb = rare and has_common_verb(self.text[start : start + 3]) and not (in_office and self._is_given(start))
        if rare and (is_verb or (in_roster and not self._in_list(start))):
            return None
        if in_roster and (whole := self._of_four(start)) is not None:
            return whole
        best: tuple[float, int] | None = None
        for length in (shortest, shortest + 1):
            score = self._score(start, start + length)
            if score is not None and (best is None or score >= best[0]):
                best = (score, length)
        if best is None and in_office and self._has_particle(start):
            return Name(start, start + 3, self.text[start : start + 3], 0.8)
        if best is None or best[0] < (self._rare_needs(start, best[1], in_office) if rare and not in_roster else WEAK):
            if not surname and (whole := self._mononym(start)) is not None:
                return whole
            return self._guessed(start, shortest) if not rare else None
        score, length = best
        text = self.text[start : start + length]
        return Name(start, start + length, text, 1.0 if score >= MIDDLING else 0.8)

    def _is_comrade(self, start: int) -> bool:
        """Whether three characters before 同志 are a name that ends in what is seldom one's last character (让)."""
        given = self.text[start + 1 : start + 3]
        if given[-1:] not in NEVER_GIVEN - NEVER_IN_MONONYM or not self.text.startswith("同志", start + 3):
            return False
        return all(map(is_han, given))

    def _has_particle(self, start: int) -> bool:
        """Whether a name behind an office has a particle in its middle (某在山): no surname stands there alone."""
        char, words = self.text[start : start + 1], lexicon()
        is_name = (char in words.surnames or char in words.rare_surnames) and self.text[start + 1 : start + 2] in tuple(
            "在与也已"
        )
        is_closed = self.closes(start + 3) >= STRONG or self.text.startswith("的", start + 3)
        return is_name and self.text[start + 2 : start + 3] in lexicon().given and is_closed

    def _is_given(self, start: int) -> bool:
        """Whether three characters are a name by their sure end, though the last two are a verb besides: 海|东来."""
        first, given = self.text[start : start + 2], self.text[start + 1 : start + 3]
        is_word = first in lexicon().common_words or has_common_verb(first)
        return not is_word and set(given) <= lexicon().given and self.closes(start + 3) >= STRONG

    def _is_rare(self, start: int) -> bool:
        """Whether a name that begins here has a surname that is a common word besides."""
        return self.text[start] in lexicon().rare_surnames and not self._is_compound(start)

    def _is_compound(self, start: int) -> bool:
        return self.text[start : start + 2] in lexicon().compound_surnames

    def _rare_needs(self, start: int, length: int, in_office: bool) -> float:
        """How well a name with a rare surname must end: less, where it goes on like a name, behind an office least."""
        if not set(self.text[start + 1 : start + length]) <= lexicon().given:
            return STRONG
        return WEAK if in_office and length > 2 else MIDDLING

    def _unlisted(self, start: int) -> Name | None:
        """A name right behind an office whose surname no list has: its end is sure, and it goes on like a name."""
        end = start + 3
        text = self.text[start:end]
        is_word = has_common_verb(text) or {text[:2], text[1:]} & lexicon().common_words or text[:2] in not_names()
        if len(text) < 3 or is_word or _begins_no_name(text[0]) or not is_han(text[0]):
            return None
        is_usual = set(text[1:]) <= lexicon().given and self._plausible(start, end)
        return Name(start, end, text, GUESSED) if is_usual and self.closes(end) >= STRONG else None

    def _foreign(self, start: int, match: re.Match[str]) -> Name:
        """A name with · in it: its last part ends where a word follows that closes names, else with the han."""
        last = self.text.rfind("·", start, match.end()) + 1
        stop = next((end for end in range(last + 2, match.end()) if self.text[end] in NEVER_FOREIGN), match.end())
        ends = [end for end in range(last + 1, stop) if self.follower(end)]
        end = next((end for end in ends if end + 1 not in ends), stop)
        return Name(start, end, self.text[start:end], 0.9)

    def read_before(self, end: int, *, is_appointed: bool = False) -> Name | None:
        """The name that ends at `end`: three characters before two, a surname first. `is_appointed` says that an
        office is given to somebody here.
        """
        for length in (4, 3, 2):
            start = end - length
            if start < 0 or self._shortest(start) not in (length, length - 1):
                continue
            text = self.text[start:end]
            if length == 4 and self.text[start : start + 2] not in lexicon().compound_surnames:
                continue
            is_usual = not self._is_rare(start) or (is_appointed and length > 2 and set(text[1:]) <= lexicon().given)
            is_words = has_common_verb(text) and has_common_verb(self.text[max(0, start - 1) : start + 1])
            if self._plausible(start, end) and is_usual and not is_words:
                return Name(start, end, text, 0.9)
        return None

    def _shortest(self, start: int) -> int | None:
        words = lexicon()
        if self._is_compound(start):
            return 3
        char = self.text[start : start + 1]
        if char == "和":
            return 2 if self._is_surname_and(start) else None
        return 2 if char in words.surnames or char in words.rare_surnames else None

    def _is_surname_and(self, start: int) -> bool:
        """Whether 和 is a surname here: between list marks (、和金明、), or where what follows it is no name, but what
        given names are made of (、和素英)."""
        if self.text[start - 1 : start] == "、" == self.text[start + 2 : start + 3]:
            return True
        words, given = lexicon(), self.text[start + 1 : start + 3]
        if self.text[start - 1 : start] == "、" == self.text[start + 3 : start + 4]:
            return set(given) <= words.given and given not in words.common_words
        if len(given) < 2 or not set(given) <= words.given or given in words.common_words:
            return False
        return given[0] not in words.surnames and self.closes(start + 3) >= STRONG

    def is_name(self, start: int, end: int) -> bool:
        """Whether a range can be a name, whatever stands behind it."""
        given = self.text[start + 1 : end]
        shortest = self._shortest(start)
        if shortest is None or end - start not in (shortest, shortest + 1):
            return False
        is_word = (given in lexicon().followers and not set(given) <= lexicon().given) or NEVER_GIVEN & set(given)
        return all(map(is_han, given)) and not is_word and self.text[start:end] not in not_names()

    def is_usual(self, start: int, end: int) -> bool:
        """Whether a range can be a name, and begins and goes on as most names do."""
        given = self.text[start + (2 if self._is_compound(start) else 1) : end]
        is_word = not self._is_compound(start) and self.text[start : start + 2] in lexicon().common_words
        return self.is_name(start, end) and set(given) <= lexicon().given and not self._is_rare(start) and not is_word

    def _plausible(self, start: int, end: int) -> bool:
        given = self.text[start + 1 : end]
        if end > len(self.text) or not all(map(is_han, given)) or NEVER_GIVEN & set(given):
            return False
        if given[-1] in ADVERBS and len(given) > 1 and self.follower(end):
            return given.endswith("成就")
        if given[-1] not in NEVER_LAST:
            return True
        return self.closes(end) >= STRONG and not self.follower(end - 1)

    def _score(self, start: int, end: int) -> float | None:
        if not self._plausible(start, end):
            return None
        score = self.closes(end)
        text = self.text[start:end]
        if text in lexicon().common_words and (score < STRONG or text[0] in lexicon().rare_surnames):
            score = 0
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
        """Nothing that follows is known: a form that the story repeats, the longer one first, or else the longer one
        that is made of what given names are made of."""
        if self.text[start : start + 2] in lexicon().common_words and not self._is_compound(start):
            return None
        forms = [end for end in (start + shortest + 1, start + shortest) if self._plausible(start, end)]
        repeated = (end for end in forms if self._count(self.text[start:end]) > 1)
        usual = (end for end in forms if self.is_usual(start, end))
        end = next(repeated, None) or next(usual, None)
        return Name(start, end, self.text[start:end], GUESSED) if end is not None else None

    def _mononym(self, start: int) -> Name | None:
        """A name without a Han surname (巴特尔) right after a title of an autonomous place."""
        for length in (6, 5, 4, 3, 2):
            text = self.text[start : start + length]
            is_word = text[:2] in lexicon().common_verbs or bool(NEVER_IN_MONONYM & set(text))
            closed = len(text) == length and self.closes(start + length) >= (WEAK if length > 3 else STRONG)
            is_word |= any(self.follower(start + inside) for inside in range(2, length))
            if closed and not is_word and all(map(is_han, text)):
                return Name(start, start + length, text, 0.6)
        return None

    def _in_list(self, start: int) -> bool:
        """Whether a list mark stands before a name or behind one of two or three characters."""
        return any(self.text[at : at + 1] == "、" for at in (start - 1, start + 2, start + 3))

    def _of_four(self, start: int) -> Name | None:
        """An item of a roster whose four characters only together reach a mark or a verb: 白玛次让|出席."""
        end = start + 4
        text = self.text[start:end]
        if NEVER_IN_MONONYM & set(text) or not all(map(is_han, text)) or text.endswith(BODIES):
            return None
        if self.closes(end) < STRONG:
            return None
        if "、" not in (self.text[start - 1 : start], self.text[end : end + 1]):
            return None
        is_shorter = any(self.closes(start + length) >= STRONG for length in (2, 3)) or has_common_verb(text)
        return None if is_shorter else Name(start, end, text, GUESSED)

    def unusual(self, start: int) -> Name | None:
        """What can only be a name with a surname that is not listed: two or three characters between a title and a
        mark, all but the first of which given names are made of."""
        for end in (start + 2, start + 3):
            given = self.text[start + 1 : end]
            if self.text[end : end + 1] not in tuple("、,。"):
                continue
            text = self.text[start:end]
            is_word = text in lexicon().common_words or has_common_verb(text) or text in not_names()
            if set(given) <= lexicon().given and is_han(text[0]) and not is_word and not _begins_no_name(text[0]):
                return Name(start, end, text, GUESSED)
        return None

    def item(self, start: int) -> Name | None:
        """A list may hold names without a Han surname (巴特尔): what stands between two list marks."""
        match = ROSTER_ITEM.match(self.text, start)
        if match is None:
            return self._of_four(start)
        name = match["name"]
        is_word = (
            name[0] in NEVER_FIRST
            or NEVER_IN_MONONYM & set(name)
            or has_common_verb(name)
            or name.endswith(BODIES)
            or name[:2] in lexicon().common_words
        )
        if is_word or name in not_names() or "、" not in (self.text[start - 1 : start], match["mark"]):
            return None
        return Name(start, match.end("name"), name, GUESSED)


def _begins_no_name(char: str) -> bool:
    return char in NEVER_GIVEN or char in lexicon().never_surnames
