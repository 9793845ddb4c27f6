"""What else stands inside a title or right before it: quoted bodies, terms, 原, 往届, 驻."""

from __future__ import annotations

import re

from .lexicon import lexicon
from .places import is_han
from .standing import Reading

QUOTED_BODY = re.compile("“([\u4e00-\u9fff]{2,6})”\\Z")
"""A body that is quoted because it is a short form: “两委”|委员."""
OWN_PARTY = (("党委",), ("党组",), ("机关党委",))
"""Bodies of a bureau that stand right behind the word for it."""
BEFORE_OWN_BODY = ("由", "和", "及", "该", "任", "为", "县", "市", "区", "省")
SESSION = re.compile("第?[一二三四五六七八九十]{1,3}届\\Z")
SEATS_OF_TERMS = ("人大代表", "政协委员", "党代表")
FORMERLY = re.compile("(?:^|[^\u4e00-\u9fff]|时任|[的和与及在由、])原\\Z")
TERMS_BEFORE = ("往届", "历届", "历任")
"""Before a title that several held one after another."""
LEAGUE = re.compile("(?:^|[^\u4e00-\u9fff])团\\Z")
"""Before the place in the short name of a committee of the youth league: 团|青禾县委."""
OLD = re.compile("老(?=(?:村?支书|书记|主任|村长|[镇乡县区局市]长)\\Z)")
"""How a former head is called after years: 老县长."""
RESIDENT = re.compile("(?:^|[^派选进入])驻\\Z")
"""Before the village where somebody is posted: 驻|东坡村第一书记."""


def said_before(text: str, reading: Reading, end: int) -> int:
    """How many characters right before a title that ends at `end` say that it was held once (原, 老, 往届), where its
    bearer is posted (驻|东坡村第一书记), or that the committee is the youth league's (团|青禾县委书记)."""
    position = reading.position
    if FORMERLY.search(text, max(0, position - 2), position) or OLD.match(text, position - 1, end):
        return 1
    if reading.place is not None and reading.place.level == "village" and RESIDENT.search(text, position - 2, position):
        return 1
    if LEAGUE.search(text, max(0, position - 2), position):
        return 1
    return len(TERMS_BEFORE[0]) if text.endswith(TERMS_BEFORE, 0, position) else 0


def step_over_quotes(text: str, reading: Reading) -> bool:
    if text[reading.position - 1] != "”":
        return False
    quoted = QUOTED_BODY.search(text, max(0, reading.position - 8), reading.position)
    if quoted is None or quoted[1] not in lexicon().bodies:
        return False
    reading.position = quoted.start()
    reading.bodies += (quoted[1],)
    return True


def step_over_session(text: str, reading: Reading) -> bool:
    """The number of a body's term stands inside its title: 市|十二届|人大常委会主任."""
    if text[reading.position - 1] != "届":
        return False
    session = SESSION.search(text, max(0, reading.position - 6), reading.position)
    if session is None or not (reading.bodies or text.startswith(SEATS_OF_TERMS, reading.position)):
        return False
    reading.position = session.start()
    return True


def step_over_own_body(text: str, reading: Reading) -> bool:
    """The bureau whose party group this is, where the story has named it: 由|局|党委书记某某主持."""
    position = reading.position
    if reading.bodies[-1:] not in OWN_PARTY or text[position - 1] not in "局厅":
        return False
    if position > 1 and is_han(text[position - 2]) and not text.endswith(BEFORE_OWN_BODY, 0, position - 1):
        return False
    reading.position -= 1
    return True
