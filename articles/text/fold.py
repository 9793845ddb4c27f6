"""One searchable form of Chinese text: full-width, traditional and variant characters to their plain simplified ones.

Folding replaces characters one for one, so an offset in the folded text is the same offset in the text itself.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import opencc

COMPATIBILITY = ((0x3000, 0x3000), (0xFF01, 0xFF5E), (0xF900, 0xFAFF), (0x2F00, 0x2FD5), (0x2E80, 0x2EF3))
"""Ideographic space, full-width forms, compatibility ideographs, Kangxi and CJK radicals."""
IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x2F00, 0x2FD5), (0x2E80, 0x2EF3))
VARIANTS = {"〇": "零", "○": "零", "․": "·", "•": "·", "・": "·", "‧": "·", "﹑": "、", "｡": "。", "､": "、"}
SPACES = "\t\r\n\v\f\x85\xa0\u2002\u2003\u2009\u202f\u205f"


def fold(text: str) -> str:
    """The text in its plain form and of the same length: half-width, lower case, simplified.

    >>> fold("ＡＢ１２，國務院")
    'ab12,国务院'
    """
    return text.translate(_table())


@cache
def _table() -> dict[int, int]:
    table = {ord(char): ord(" ") for char in SPACES if char != "\n"}
    table |= {ord(char): ord(char.lower()) for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    for first, last in COMPATIBILITY:
        table |= {code: _compatible(code) for code in range(first, last + 1)}
    table |= {ord(char): ord(plain) for char, plain in VARIANTS.items()}
    codes = [code for first, last in IDEOGRAPHS for code in range(first, last + 1)]
    plain = [table.get(code, code) for code in codes]
    simplified = opencc.OpenCC("t2s").convert("\n".join(map(chr, plain))).split("\n")
    for code, char, simple in zip(codes, plain, simplified, strict=True):
        if len(simple) == 1 and ord(simple) != code:
            table[code] = ord(simple)
        elif char != code:
            table[code] = char
    return table


def _compatible(code: int) -> int:
    plain = unicodedata.normalize("NFKC", chr(code)).lower()
    return ord(plain) if len(plain) == 1 else code
