"""What may be typed into the search box: words and “phrases”, either, without, in a field, near another.

Whatever is typed means something, because text that is pasted holds colons and hyphens, too. Only where an operator
lacks its words is there a fault: forms show it, and a search passes over it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .terms import BANNER, CREDIT, HEADING, plain

MOST_TERMS = 10
NEAR = 10  # characters between two words where the query says no number
FARTHEST = 100  # beyond, two words are hardly in one sentence
FIELDS = {
    HEADING: ("标题", "標題", "题目", "題目", "title"),
    BANNER: ("栏目", "欄目", "column"),
    CREDIT: ("作者", "记者", "記者", "通讯员", "通訊員", "摄影", "攝影", "author"),
}
"""The names that each field goes by before a colon."""
FIELD_OF = {name: mark for mark, names in FIELDS.items() for name in names}
FIELD = rf"(?<!\w)(?P<%s>{'|'.join(FIELD_OF)})[:：]\s{{0,9}}"
PIECE = re.compile(
    r"(?P<either>(?<!\S)OR(?!\S)|[|｜])"
    r"|(?P<near>(?<!\S)[~～]\s?(?P<within>\d{0,4})(?!\S))"
    rf"|{FIELD % 'empty'}(?=$|[|｜])"
    rf"|(?P<without>(?<!\S)[-－−])?(?:{FIELD % 'field'})?"
    r"(?:[“「『\"＂](?P<phrase>[^”」』\"＂]{1,200})[”」』\"＂]|(?P<word>[^\s“”「」『』\"＂|｜]{1,200}))",
    re.IGNORECASE,
)

EMPTY_FIELD = _("“标题:”“栏目:”“作者:”后面须紧跟要找的词，如“标题:防汛”。")
LONE_NEAR = _("“~”须写在两个词之间，前后空开，如“防汛 ~10 演练”；数字是两词之间最多隔几个字，可到 100。")
MIXED_NEAR = _("“~”一次只连两个词，不能与“标题:”“-”合用。")
ONLY_UNWANTED = _("只写了不要的词，还须写一个要找的词。")
NO_WORD = _("检索词里没有要找的文字或数字。")


@dataclass(frozen=True, slots=True)
class Term:
    """Text in comparable form: anywhere, in the lines of one field, or `beside` at most `within` characters off."""

    text: str
    field: str = ""
    beside: str = ""
    within: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        return (self.text, self.beside) if self.beside else (self.text,)


@dataclass(frozen=True, slots=True)
class Query:
    """What a query asks for: a term of each of the groups, and none of the unwanted ones."""

    groups: tuple[tuple[Term, ...], ...] = ()
    unwanted: tuple[Term, ...] = ()


@dataclass(slots=True)
class _Reading:
    """A query as far as it was read. `near` is the distance that waits for its second word."""

    groups: list[tuple[Term, ...]] = field(default_factory=list)
    unwanted: list[Term] = field(default_factory=list)
    faults: list[str | Promise] = field(default_factory=list)
    either: bool = False
    near: int | None = None
    is_behind_word: bool = False

    def take(self, piece: re.Match[str]) -> None:
        """One operator or term more."""
        if piece["near"]:
            self._take_near(int(piece["within"] or NEAR))
            return
        if piece["either"] and self.near is not None:
            self.faults.append(LONE_NEAR)
            self.near = None
        text = plain(piece["phrase"] or piece["word"] or "")[0]
        if text:
            self._take_term(
                Term(text, FIELD_OF.get((piece["field"] or "").lower(), "")), is_wanted=not piece["without"]
            )
            self.near = None
        elif piece["field"] or piece["empty"]:
            self.faults.append(EMPTY_FIELD)
        self.is_behind_word = bool(text) and not piece["without"]
        self.either = bool(piece["either"]) or (self.either and not text)

    def _take_near(self, within: int) -> None:
        if self.is_behind_word and self.near is None and within <= FARTHEST:
            self.near = within
        else:
            self.faults.append(LONE_NEAR)
        self.is_behind_word = False

    def _take_term(self, term: Term, *, is_wanted: bool) -> None:
        if self.near is not None:
            last = self.groups[-1][-1]
            if is_wanted and not (term.field or last.field or last.beside):
                self.groups[-1] = (*self.groups[-1][:-1], replace(last, beside=term.text, within=self.near))
                return
            self.faults.append(MIXED_NEAR)
        if not is_wanted:
            self.unwanted.append(term)
        elif self.either and self.groups:
            self.groups[-1] = tuple(dict.fromkeys((*self.groups[-1], term)))
        else:
            self.groups.append((term,))

    def all_faults(self) -> list[str | Promise]:
        """What is wrong, once the whole query was read."""
        if self.near is not None:
            return [*self.faults, LONE_NEAR]
        if not self.groups and not self.faults:
            return [ONLY_UNWANTED if self.unwanted else NO_WORD]
        return self.faults


def parsed(query: str) -> Query:
    """A query's words and “phrases”: all are wanted, one of those with `|` or OR between them, none with `-` before it.

    >>> parsed("防控 “會議 精神” | 部署 -演练").unwanted
    (Term(text='演练', field='', beside='', within=0),)
    >>> [term.words for group in parsed("防控 ~5 物资").groups for term in group]
    [('防控', '物资')]
    """
    read = _read(query)
    return Query(tuple(dict.fromkeys(read.groups))[:MOST_TERMS], tuple(dict.fromkeys(read.unwanted))[:MOST_TERMS])


def faults_of(query: str) -> list[str]:
    """What is wrong with a query, in words; nothing where it can be searched for as it is.

    >>> faults_of("防控 -演练")
    []
    """
    return [str(fault) for fault in dict.fromkeys(_read(query).all_faults())]


def terms_of(query: str) -> list[str]:
    """The words and “phrases” that a query wants, in comparable form, without repetition; empty where it has none.

    >>> terms_of("防控 “會議 精神” 防控 ！ -演练")
    ['防控', '会议 精神']
    """
    wanted = (word for group in parsed(query).groups for term in group for word in term.words)
    return list(dict.fromkeys(wanted))[:MOST_TERMS]


def _read(query: str) -> _Reading:
    reading = _Reading()
    for piece in PIECE.finditer(query):
        reading.take(piece)
    return reading
