"""Whose newspaper it is, by its imprint (中共白泽市委主管主办) or by its name alone: 白泽日报 is 白泽市's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.text.fold import fold

from .gazetteer import Gazetteer, Place, common_words

PAPER = re.compile(
    "(?:今日|魅力)?(?P<place>[\u4e00-\u9fff]{2,8}?)(?:(?P<own>日报|报)|[晚早晨时商周新快]报|都市报|广播电视报)|今日(?P<today>[\u4e00-\u9fff]{2,4})"
)
"""Every place has a 日报 or a 报 of its own; the others are cities'."""
PUBLISHED = re.compile(
    "中共(?:(?P<name>[\u4e00-\u9fff]{1,13}?(?P<end>[市县区州旗盟]))(?P=end)?|(?P<prefecture>[\u4e00-\u9fff]{2,4}?)地)"
    "委(?:员会)?(?:主管|主办|机关报)"
)
"""The committee whose paper it is by its imprint; a department of it (委宣传部) only helps to edit."""
ENDS = ("", "市", "县", "区", "州", "旗", "盟", "地区")
"""What the names of papers leave out of the names of places."""
NOT_HAN = re.compile("^[^\u4e00-\u9fff]+")
"""Before a paper's name: the same name in letters."""


def publisher(imprint: Iterable[str]) -> str:
    """The place whose party committee publishes a paper by the lines of its pages that belong to no story; `""` where
    none says so, or two do.

    >>> publisher(["中共白泽市委机关报", "今日8版"]), publisher(["中共云泽省委机关报"])
    ('白泽市', '')
    """
    lines = ("".join(fold(line).split()) for line in imprint)
    found = (match for line in lines for match in PUBLISHED.finditer(line))
    names = {match["name"] or match["prefecture"] for match in found}
    return names.pop() if len(names) == 1 else ""


def place_of(newspaper: str, gazetteer: Gazetteer) -> Place | None:
    """The city or county whose paper bears this name; None where no place or a province does, or several do."""
    named = PAPER.match(NOT_HAN.sub("", newspaper))
    if named is None:
        return None
    name = named["place"] or named["today"]
    bearers = {place.key: place for end in ENDS for place in gazetteer.bearers(name + end)}.values()
    if any(place.level == "province" for place in bearers):
        return None
    cities = [place for place in bearers if place.level == "city"]
    is_own = named["own"] or named["today"]
    counties = [place for place in bearers if place.level == "county" and is_own and name not in common_words()]
    found = cities or counties
    return found[0] if len(found) == 1 else None
