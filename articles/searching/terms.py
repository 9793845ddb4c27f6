"""The one form of text that index, query and highlighting compare: folded letters and digits, single spaces between.

Chinese has no spaces, and no word list knows every name. So the archive is searched by characters: a term is found
wherever its characters stand together. Pairs of characters make that fast.
"""

from __future__ import annotations

from articles.text.fold import fold

TRANSPARENT = frozenset("“”‘’\"'「」『』《》〈〉〔〕·\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Marks that printers put around or into words: 战“疫” is found as 战疫. Any other mark ends a word."""
HEADING, BANNER, CREDIT = "#", "%", "@"
"""Begin the lines of headings, columns and writers in what is indexed. No comparable text holds them."""
LETTER = rf"[^ \n{HEADING}{BANNER}{CREDIT}]"
"""A regular expression for any letter or digit of what is indexed."""


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


def is_marked(line: str) -> bool:
    """Whether a line of what is indexed is of a field and not of the text."""
    return line.startswith((HEADING, BANNER, CREDIT))


def letters_of_indexed(text: str) -> str:
    """The letters of an article's body, one after the other, of all that is indexed of it."""
    return "".join(line for line in text.split("\n") if not is_marked(line)).replace(" ", "")


def lexemes_of_line(line: str) -> set[str]:
    """What the index keeps of a comparable text: each pair of neighbours, and the last character of each word. Of a
    field's line it keeps them also with the field's mark.

    >>> sorted(lexemes_of_line("北山 a"))
    ['a', '北山', '山']
    >>> sorted(lexemes_of_line("#北山"))
    ['#北山', '#山', '北山', '山']
    """
    mark, text = (line[0], line[1:]) if is_marked(line) else ("", line)
    found: set[str] = set()
    for word in text.split():
        found.update(word[i : i + 2] for i in range(len(word) - 1))
        found.add(word[-1])
    return found | {mark + lexeme for lexeme in found}


def lexemes_of_term(term: str, mark: str = "") -> list[str]:
    """The tsquery operands that any text with the term satisfies, or any that has it in the lines of the mark; a single
    character begins a pair or ends a word.

    >>> lexemes_of_term("防控网")
    ["'防控'", "'控网'"]
    >>> lexemes_of_term("防", "#")
    ["'#防':*"]
    """
    found: list[str] = []
    for word in term.split():
        pairs = [f"'{mark}{word[i : i + 2]}'" for i in range(len(word) - 1)]
        found += pairs or [f"'{mark}{word}':*"]
    return found
