"""Whether a name is so frequent that it says little about who bears it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

COMPOUND_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "司徒", "皇甫", "尉迟", "公孙", "慕容", "令狐", "东方", "夏侯")


def is_common(name: str) -> bool:
    """Whether chance alone may give two officials of one prefecture this name.

    >>> is_common("张伟"), is_common("王建国"), is_common("禾东篱"), is_common("张禹")
    (True, True, False, False)
    """
    length = 2 if name.startswith(COMPOUND_SURNAMES) else 1
    surname, given = name[:length], name[length:]
    words = _words()
    if len(given) == 1:
        return given in words["single"]
    return given in words["double"] and surname in words["surnames"]


@cache
def _words() -> dict[str, frozenset[str]]:
    text = (files(__package__) / "data" / "common_names.txt").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            found[section] = set()
        elif line and not line.startswith("#"):
            found[section].update(line if section == "surnames" else line.split())
    return {section: frozenset(words) for section, words in found.items()}
