"""The one form of text that index, query and highlighting compare: folded letters and digits, single spaces between.

Chinese has no spaces, and no word list knows every name. So the archive is searched by characters: a term is found
wherever its characters stand together. Pairs of characters make that fast.
"""

from __future__ import annotations

import re

from articles.text.fold import fold

TRANSPARENT = frozenset("“”‘’\"'「」『』《》〈〉〔〕·\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Marks that printers put around or into words: 战“疫” is found as 战疫. Any other mark ends a word."""
MOST_TERMS = 10
PIECE = re.compile(r"[“「『\"＂](?P<phrase>[^”」』\"＂]{1,200})[”」』\"＂]|(?P<word>[^\s“”「」『』\"＂]{1,200})")


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


def terms_of(query: str) -> list[str]:
    """The words and “phrases” of a query in comparable form, without repetition; empty where it holds none.

    >>> terms_of("防控 “會議 精神” 防控 ！")
    ['防控', '会议 精神']
    """
    pieces = (plain(piece["phrase"] or piece["word"])[0] for piece in PIECE.finditer(query))
    return list(dict.fromkeys(piece for piece in pieces if piece))[:MOST_TERMS]


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
