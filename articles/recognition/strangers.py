"""A county that no gazetteer knows (its name is new, or misprinted) and whose paper this is all the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from .gazetteer import Gazetteer
from .lexicon import lexicon

SEATED = re.compile(
    "(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,3}县)(?=委|人民政府|政府|副?县长|人大|政协|人民[法检]|纪委)"
)
"""A county's name before its own body, with nothing before it that it could be glued to: ，某某县|人民政府."""
SHORT_COUNTY = re.compile("[\u4e00-\u9fff]县")
NOT_NAMES = frozenset("我该各全本每这那两几多市区乡镇省、")
TIMES_NAMED = 3
"""How often its name, without 县, must stand in the issue: nobody's misprint."""


def unlisted_county(texts: Iterable[str], gazetteer: Gazetteer) -> str:
    """The name of the county that an issue names as its own and the gazetteer lacks; `""` where there is none.

    Ask only where the stories do not speak of the home city.
    """
    whole = "\n".join(texts)
    named = Counter(match["name"] for match in SEATED.finditer(whole))
    fitting = [
        name
        for name in named
        if not NOT_NAMES & set(name)
        and name[:2] not in lexicon().common_words
        and not gazetteer.knows(name)
        and not gazetteer.knows(name[:-1])
        and whole.count(name[:-1]) >= TIMES_NAMED
    ]
    return max(fitting, key=lambda name: whole.count(name[:-1]), default="")
