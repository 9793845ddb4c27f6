"""Where names end: how well one can end at a given place, by what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lexicon import lexicon
from .places import is_han

CLOSERS = '、,。:;!?\n()“”"《》‘’'
MAKES_WORK = frozenset("工合协写创操动耕劳运")
"""Before 作 these make a word of their own, 工作 or 合作, and no name that does something."""
LONGEST_FOLLOWER = 6
AT_MEETING = re.compile("[^,。]{1,10}[上中时]的(?:讲话|发言|报告|指示|批示)")
"""Behind 正在: the character before 在 ends a name (某某正|在开幕式上的讲话)."""
AT_EVENT = re.compile(
    "在(?:会上|会议|座谈|讲话|发言|致辞|总结|调研|考察|检查|视察|督导|走访|慰问|活动|仪式|接受|主持|参加)"
)
"""Behind a name: where or when somebody in office speaks (某某|在会上汇报)."""
STRONG, MIDDLING, WEAK = 3.0, 2.0, 1.5


@dataclass(slots=True)
class Endings:
    """The places of a text where names can end."""

    text: str

    def closes(self, end: int) -> float:
        """How well a name can end here: by a mark, a word that follows names, or a single such character."""
        if end >= len(self.text) or self.text[end] in CLOSERS or not is_han(self.text[end]):
            return STRONG
        if self.text[end] in "说道称" and self.text[end + 1 : end + 2] in (":", ",", "。"):
            return STRONG
        if self.follower(end) or (self.text[end] == "在" and AT_EVENT.match(self.text, end)):
            return STRONG
        words, char = lexicon().followers, self.text[end]
        if (
            char in "等在到"
            or self.text[end + 1 : end + 2] == "着"
            or self.text[end : end + 2] in lexicon().common_verbs
        ):
            return MIDDLING
        if char == "作" and self.text[end - 1] in MAKES_WORK:
            return 0
        return WEAK if char in lexicon().follower_chars or char in words else 0

    def follower(self, end: int) -> bool:
        """Whether a word of several characters that follows names begins here."""
        if self.text[end : end + 2] not in lexicon().follower_starts:
            return False
        if self.text.startswith("正在", end) and AT_MEETING.match(self.text, end + 2):
            return False
        words = lexicon().followers
        return any(self.text[end : end + length] in words for length in range(2, LONGEST_FOLLOWER + 1))
