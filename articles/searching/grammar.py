"""How an expression in the search box is written: words and “phrases”, either, without, in a field, near another, with
a letter that differs, and in brackets.

Whatever is typed means something, because text that is pasted holds colons, hyphens and brackets, too. Only where an
operator lacks its words, or a bracket its other half, is there a fault: forms show it, and a search passes over it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .expressions import Part, Query, Term, Word
from .terms import BANNER, CREDIT, HEADING, plain

MOST_TERMS = 10
MOST_NESTED = 5  # brackets in one another
NEAR = 10  # characters between two words where the query says no number
FARTHEST = 100  # beyond, two words are hardly in one sentence
SHORTEST_LOOSE = 3  # of two letters, one is any word
LONGEST_LOOSE = 12  # each letter is one more pattern to look for
FIELDS = {
    HEADING: ("标题", "標題", "题目", "題目", "title"),
    BANNER: ("栏目", "欄目", "column"),
    CREDIT: ("作者", "记者", "記者", "通讯员", "通訊員", "摄影", "攝影", "author"),
}
"""The names that each field goes by before a colon."""
FIELD_OF = {name: mark for mark, names in FIELDS.items() for name in names}
FIELD = rf"(?<!\w)(?P<%s>{'|'.join(FIELD_OF)})[:：]\s{{0,9}}"
BEGIN, END = r"(?<![^\s(（])", r"(?![^\s|｜)）])"
"""Where a word begins and ends, seen from its first and last character."""
CHAR = rf"(?:(?![~～]{END})[^\s“”「」『』\"＂|｜()（）])"
WORD = rf"{CHAR}{{1,200}}(?:[(（]{CHAR}{{1,60}}[)）]{CHAR}{{0,200}}){{0,9}}"
"""A bracket in a word that is closed in it is one of the text: 办法（试行）."""
PIECE = re.compile(
    rf"(?P<either>{BEGIN}OR{END}|[|｜])"
    rf"|(?P<near>(?<![^\s()（）])[~～]\s?(?P<within>\d{{0,4}}){END})"
    rf"|{FIELD % 'empty'}(?=$|[|｜)）])"
    r"|(?P<close>[)）])"
    rf"|(?P<without>{BEGIN}[-－−])?(?:{FIELD % 'field'})?"
    rf"(?:(?P<open>[(（])|(?:[“「『\"＂](?P<phrase>[^”」』\"＂]{{1,200}})[”」』\"＂]|(?P<word>{WORD}))(?P<loose>[~～]{END})?)",
    re.IGNORECASE,
)

EMPTY_FIELD = _("“标题:”“栏目:”“作者:”后面须紧跟要找的词，如“标题:防汛”。")
LONE_NEAR = _("“~”须写在两个词之间，前后空开，如“防汛 ~10 演练”；数字是两词之间最多隔几个字，可到 100。")
MIXED_NEAR = _("“~”一次只连两个词，不连括号，不能与“标题:”“-”合用；都在标题里，写作“标题:(防汛 ~10 演练)”。")
NOT_LOOSE = _("紧跟在词后的“~”容许一个字不同，这个词须有三到十二个字，如“防汛指挥部~”。")
UNWANTED_CHOICE = _("“|”两边须是要找的词；不要的词请同要找的词一起放进括号，如“抗旱 | (防汛 -演练)”。")
UNOPENED = _("第 %(place)s 个字符“%(sign)s”之前，没有与它成对的括号。")
UNCLOSED = _("第 %(place)s 个字符“%(sign)s”之后，没有与它成对的括号。")
EMPTY_BRACKETS = _("第 %(place)s 个字符“%(sign)s”起的括号里，没有要找的词。")
TOO_DEEP = _("第 %(place)s 个字符“%(sign)s”：括号最多套五层。")
ONLY_UNWANTED = _("只写了不要的词，还须写一个要找的词。")
NO_WORD = _("检索词里没有要找的文字或数字。")


@dataclass(slots=True)
class _Level:
    """What a pair of brackets holds, or the whole query, as far as it was read. `mark` is the field that it is about,
    `last` the part that was read last, and `near` the distance that waits for its second word."""

    mark: str = ""
    bracket: dict[str, object] = field(default_factory=dict)
    is_wanted: bool = True
    groups: list[tuple[Part, ...]] = field(default_factory=list)
    unwanted: list[Part] = field(default_factory=list)
    last: Part | None = None
    last_is_wanted: bool = True
    either: bool = False
    near: int | None = None

    @property
    def query(self) -> Query:
        return Query(tuple(dict.fromkeys(self.groups))[:MOST_TERMS], tuple(dict.fromkeys(self.unwanted))[:MOST_TERMS])

    @property
    def is_behind_word(self) -> bool:
        """Whether a distance may come next."""
        return isinstance(self.last, Term) and self.last_is_wanted and not self.either and self.near is None

    def take(self, part: Part, *, is_wanted: bool) -> Promise | None:
        """One part more; what is wrong with it there."""
        fault = UNWANTED_CHOICE if self.either and not (is_wanted and self.last_is_wanted) else None
        if self.near is not None:
            joined = _beside(self.last, part, self.near) if is_wanted else None
            self.near = None
            if joined:
                self.groups[-1] = (*self.groups[-1][:-1], joined)
                self.last = joined
                return None
            fault = MIXED_NEAR
        if not is_wanted:
            self.unwanted.append(part)
        elif self.either and self.groups:
            self.groups[-1] = tuple(dict.fromkeys((*self.groups[-1], part)))
        else:
            self.groups.append((part,))
        self.last, self.last_is_wanted, self.either = part, is_wanted, False
        return fault


def _beside(one: Part | None, other: Part, within: int) -> Term | None:
    """Two words as one term, where both are words and are asked for in the same field."""
    if not (isinstance(one, Term) and isinstance(other, Term)) or one.field != other.field or len(one.words) > 1:
        return None
    return Term((*one.words, *other.words), one.field, within)


class _Reading:
    """A query as far as it was read: the brackets that are open, outermost first, and the faults so far."""

    def __init__(self, query: str) -> None:
        self.levels = [_Level()]
        self.faults: list[str | Promise] = []
        for piece in PIECE.finditer(query):
            self._take(piece)
        while len(self.levels) > 1:
            self.faults.append(UNCLOSED % self.levels[-1].bracket)
            self._close()
        self._end_near()
        self.query = self.levels[0].query
        if not self.query.groups and not self.faults:
            self.faults.append(ONLY_UNWANTED if self.query.unwanted else NO_WORD)

    def _take(self, piece: re.Match[str]) -> None:
        level = self.levels[-1]
        if piece["near"]:
            self._take_near(int(piece["within"] or NEAR))
        elif piece["either"]:
            self._end_near()
            level.either = True
        elif piece["open"]:
            self._open(piece)
        elif piece["close"] and len(self.levels) > 1:
            self._close()
        elif piece["close"]:
            self.faults.append(UNOPENED % _bracket(piece, "close"))
        else:
            self._take_word(piece)

    def _take_near(self, within: int) -> None:
        level = self.levels[-1]
        if level.is_behind_word and within <= FARTHEST:
            level.near = within
        else:
            self.faults.append(LONE_NEAR)

    def _end_near(self) -> None:
        """A distance that still waits for its second word gets none."""
        if self.levels[-1].near is not None:
            self.faults.append(LONE_NEAR)
            self.levels[-1].near = None

    def _take_word(self, piece: re.Match[str]) -> None:
        text = plain(piece["phrase"] or piece["word"] or "")[0]
        if text:
            is_loose = bool(piece["loose"])
            if is_loose and not SHORTEST_LOOSE <= len(text.replace(" ", "")) <= LONGEST_LOOSE:
                self.faults.append(NOT_LOOSE)
                is_loose = False
            self._take_part(Term((Word(text, is_loose),), self._field_of(piece)), is_wanted=not piece["without"])
        elif piece["field"] or piece["empty"]:
            self.faults.append(EMPTY_FIELD)

    def _take_part(self, part: Part, *, is_wanted: bool) -> None:
        if fault := self.levels[-1].take(part, is_wanted=is_wanted):
            self.faults.append(fault)

    def _open(self, piece: re.Match[str]) -> None:
        bracket = _bracket(piece, "open")
        if len(self.levels) > MOST_NESTED:
            self.faults.append(TOO_DEEP % bracket)
            self.levels.append(self.levels[-1])  # as if the bracket were not there
        else:
            self.levels.append(_Level(self._field_of(piece), bracket, is_wanted=not piece["without"]))

    def _close(self) -> None:
        self._end_near()
        level = self.levels.pop()
        if level is self.levels[-1]:
            return
        if level.groups:
            self._take_part(level.query.only_part or level.query, is_wanted=level.is_wanted)
        else:
            self.faults.append(EMPTY_BRACKETS % level.bracket)

    def _field_of(self, piece: re.Match[str]) -> str:
        """The field that a piece names, or that the brackets around it are in."""
        return FIELD_OF[piece["field"].lower()] if piece["field"] else self.levels[-1].mark


def _bracket(piece: re.Match[str], group: str) -> dict[str, object]:
    """A bracket and its place, as faults say it."""
    return {"place": piece.start(group) + 1, "sign": piece[group]}


def parsed(query: str) -> Query:
    """A query's words, “phrases” and what is in brackets: all are wanted, one of those with `|` or OR between them,
    none with `-` before it.

    >>> parsed("防控 “會議 精神” | 部署 -演练").unwanted
    (Term(words=(Word(text='演练', is_loose=False),), field='', within=0),)
    >>> [word.text for word in parsed("(防控 ~5 物资) | 标题:(会议 | 指挥部~)").words]
    ['防控', '物资', '会议', '指挥部']
    """
    return _Reading(query).query


def faults_of(query: str) -> list[str]:
    """What is wrong with a query, in words; nothing where it can be searched for as it is.

    >>> faults_of("防控 -演练")
    []
    """
    return [str(fault) for fault in dict.fromkeys(_Reading(query).faults)]


def words_of(query: str) -> list[Word]:
    """The words and “phrases” that a query wants, without repetition; empty where it has none."""
    return list(dict.fromkeys(parsed(query).words))[:MOST_TERMS]


def terms_of(query: str) -> list[str]:
    """Their texts, in comparable form.

    >>> terms_of("防控 “會議 精神” 防控 ！ -演练")
    ['防控', '会议 精神']
    """
    return [word.text for word in words_of(query)]
