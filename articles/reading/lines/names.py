"""Persons' names as papers print them: in lists, set wide, torn apart by white space."""

from __future__ import annotations

import re

from articles.reading.lines.word_lists import surnames
from articles.text.words import words

HAN = "\u3400-\u9fff"
BETWEEN_NAMES = re.compile(r"[、，,;；/／&]+|(?<=[\u3400-\u9fff])和(?=[\u3400-\u9fff]{2,3}$)")
NOT_IN_NAMES = frozenset("等摄文图通记")
"""What may follow a name by itself, the first character of a word that the end of a line parts among them."""
NAME = re.compile(rf"[{HAN}]{{2,4}}(?:·[{HAN}]{{1,8}}){{0,3}}")
SHORTEST_NAME = 2
NO_NAME = re.compile(
    r"记者|通讯|手记|图片|资料|编辑|责编|校对|供稿|本报|本版|据|综合|下转|上接|版$|报道|新华|见习|实习|摄影|以下"
    r"|号$|^[今去明昨前近当次本每]?[一二三四五六七八九十]{0,2}[年月日]$"
)
IN_LISTS = re.compile(r"[（(][^（()）]{1,8}[）)]")
"""What a list of the elected says of somebody: （女）."""
ELECTED = re.compile(r"[\u4e00-\u9fff]{2,12}[:：](?P<name>[\u4e00-\u9fff]{2,4})")
ONE_ELECTED = re.compile(
    r"[\u4e00-\u9fff]\s{0,4}[\u4e00-\u9fff]{1,3}\s?[（(](?:女|[\u4e00-\u9fff]{1,4}族)(?:[，、](?:女|[\u4e00-\u9fff]{1,4}族))?[)）]"
)
"""The last line of such a list: 张三（女，回族）."""
LONG_NAME = 3
TITLES_OF_TWO = frozenset(("贺信", "贺词", "贺电", "简讯", "简报", "时评", "时讯", "常识"))
"""What is set wide as names of two characters are, and begins like one."""
LEAST_NAMES, LONGEST_PIECE = 3, 20
"""Names in a list, and characters between two spaces of one, in which marks may stand."""
USUAL_SURNAMES = 0.7
"""Share of the names of a list that have a surname of ours."""


def split_names(text: str) -> tuple[str, ...]:
    """Names out of a printed list. A name of two characters may be set with a space inside it, and character
    recognition strews some inside longer ones.

    >>> split_names("张 三、李四五 王六七"), split_names("张 三 丰、李四 五")
    (('张三', '李四五', '王六七'), ('张三丰', '李四五'))
    """
    names: list[str] = []
    for listed in BETWEEN_NAMES.split(text):
        for name in _joined(listed.split()):
            if NAME.fullmatch(name) and not NO_NAME.search(name):
                names += _parted(name)
    return tuple(names)


def _joined(pieces: list[str]) -> list[str]:
    """The names that white space has torn apart: single characters go together by twos, a third one with these."""
    if len(pieces) < 2 or min(map(len, pieces)) > 1:
        return pieces
    names: list[str] = []
    pending = ""
    for piece in pieces:
        if len(piece) == 1 and not pending:
            pending = piece
            continue
        surname = pending in surnames()[0] and len(piece) == SHORTEST_NAME
        names.append(pending + piece if len(piece) == 1 or surname else piece)
        pending = ""
    if pending and names and len(names[-1]) == SHORTEST_NAME and pending not in NOT_IN_NAMES:
        names[-1] += pending
    return names


def _parted(name: str) -> tuple[str, ...]:
    """Two names of two characters whose space the dump lost; four characters are one name after a compound surname."""
    single, double = surnames()
    if len(name) != 2 * SHORTEST_NAME or name[:2] in double or not {name[0], name[2]} <= single:
        return (name,)
    return name[:2], name[2:]


def is_author(text: str) -> bool:
    """Whether a line is nothing but a person's name: a surname and one or two more characters.

    >>> is_author("丁一凡"), is_author("今日谈")
    (True, False)
    """
    if not 2 <= len(text) <= 4:
        return False
    compound = text[:2] in surnames()[1]
    return (compound and len(text) > 2) or (text[0] in surnames()[0] and len(text) <= 3)


def is_set_author(raw: str) -> bool:
    """Whether a line, with its white space, is a name of two characters, set wide as names are.

    >>> is_set_author("丁 一"), is_set_author("丁一")
    (True, False)
    """
    pieces = raw.split()
    if len(pieces) != 2 or any(len(piece) > 1 for piece in pieces):
        return False
    text = "".join(pieces)
    return text not in TITLES_OF_TWO and is_author(text)


def is_name(text: str) -> bool:
    """Whether a line is a name of three characters, and no word of the dictionary.

    >>> is_name("丁一凡"), is_name("高质量")
    (True, False)
    """
    return len(text) == LONG_NAME and is_author(text) and words(text)[0] == text[0]


def lists_names(raw: str) -> bool:
    """Whether a line of a list, with its white space, is nothing but several persons' names, or an office with one.

    >>> lists_names("丁一凡 王小芳（女） 李 四"), lists_names("秘书长：张三"), lists_names("脱贫攻坚 小康路上")
    (True, True, False)
    """
    if "。" in raw or raw.isalnum():
        return False  # as nearly every line of text
    pieces = raw.split()
    if len(pieces) < LEAST_NAMES:
        text = raw.strip()
        return (text[-1:] in "）)" and ONE_ELECTED.fullmatch(text) is not None) or elects(text)
    if max(map(len, pieces)) > LONGEST_PIECE:
        return False
    names = split_names(IN_LISTS.sub(" ", raw))
    return len(names) >= LEAST_NAMES and sum(map(is_author, names)) >= USUAL_SURNAMES * len(names)


def elects(text: str) -> bool:
    """Whether a line without white space names an office and who was given it: 秘书长：张三."""
    office = ELECTED.fullmatch(text) if "：" in text or ":" in text else None
    return office is not None and is_author(office["name"])
