"""The one form of text that index, query and highlighting compare: folded letters and digits, single spaces between.

Chinese has no spaces, and no word list knows every name. So the archive is searched by characters: a term is found
wherever its characters stand together. Pairs of characters make that fast.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.text.fold import fold

TRANSPARENT = frozenset("“”‘’\"'「」『』《》〈〉〔〕·\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Marks that printers put around or into words: 战“疫” is found as 战疫. Any other mark ends a word."""
MOST_TERMS = 10
PIECE = re.compile(
    r"(?P<either>(?<!\S)OR(?!\S)|[|｜])"
    r"|(?P<without>(?<!\S)[-－−])?"
    r"(?:[“「『\"＂](?P<phrase>[^”」』\"＂]{1,200})[”」』\"＂]|(?P<word>[^\s“”「」『』\"＂|｜]{1,200}))"
)


@dataclass(frozen=True, slots=True)
class Query:
    """What a query asks for, in comparable form: a term of each of the groups, and none of the unwanted ones."""

    groups: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[str, ...] = ()


def plain(text: str) -> tuple[str, list[int]]:
    """The comparable form of a text, and for each of its characters the offset in the text.

    >>> plain("抗“疫”，５Ｇ")
    ('抗疫 5g', [0, 2, 4, 5, 6])
    """
    chars: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(fold(text)):
        if char.isalnum():
            chars.append(char)
        elif char in TRANSPARENT or not chars or chars[-1] == " ":
            continue
        else:
            chars.append(" ")
        offsets.append(offset)
    if chars and chars[-1] == " ":
        del chars[-1], offsets[-1]
    return "".join(chars), offsets


def parsed(query: str) -> Query:
    """A query's words and “phrases”: all are wanted, one of those with `|` or OR between them, none with `-` before it.

    >>> parsed("防控 “會議 精神” | 部署 -演练")
    Query(groups=(('防控',), ('会议 精神', '部署')), unwanted=('演练',))
    """
    groups: list[tuple[str, ...]] = []
    unwanted: list[str] = []
    either = False
    for piece in PIECE.finditer(query):
        term = "" if piece["either"] else plain(piece["phrase"] or piece["word"])[0]
        if piece["without"] and term:
            unwanted.append(term)
        elif term and either and groups:
            groups[-1] = tuple(dict.fromkeys((*groups[-1], term)))
        elif term:
            groups.append((term,))
        either = bool(piece["either"]) or (either and not term)
    return Query(tuple(dict.fromkeys(groups))[:MOST_TERMS], tuple(dict.fromkeys(unwanted))[:MOST_TERMS])


def terms_of(query: str) -> list[str]:
    """The words and “phrases” that a query wants, in comparable form, without repetition; empty where it has none.

    >>> terms_of("防控 “會議 精神” 防控 ！ -演练")
    ['防控', '会议 精神']
    """
    return list(dict.fromkeys(term for group in parsed(query).groups for term in group))[:MOST_TERMS]


def lexemes_of_text(text: str) -> set[str]:
    """What the index keeps of a comparable text: each pair of neighbours, and the last character of each word.

    >>> sorted(lexemes_of_text("北山 a"))
    ['a', '北山', '山']
    """
    found: set[str] = set()
    for word in text.split():
        found.update(word[i : i + 2] for i in range(len(word) - 1))
        found.add(word[-1])
    return found


def lexemes_of_term(term: str) -> list[str]:
    """The tsquery operands that any text with the term satisfies; a single character begins a pair or ends a word.

    >>> lexemes_of_term("防控网")
    ["'防控'", "'控网'"]
    >>> lexemes_of_term("防")
    ["'防':*"]
    """
    found: list[str] = []
    for word in term.split():
        pairs = [f"'{word[i : i + 2]}'" for i in range(len(word) - 1)]
        found += pairs or [f"'{word}':*"]
    return found


def is_exact(term: str) -> bool:
    """Whether a term's lexemes alone prove it, so that the text need not be looked at."""
    return len(term) <= 2
