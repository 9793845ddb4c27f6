"""Whose newspaper it is, by its name alone: 白泽日报 is 白泽市's."""

from __future__ import annotations

import re

from .gazetteer import Gazetteer, Place, common_words

PAPER = re.compile(
    "(?:今日|魅力)?(?P<place>[\u4e00-\u9fff]{2,8}?)(?:(?P<own>日报|报)|[晚早晨时商周新快]报|都市报|广播电视报)|今日(?P<today>[\u4e00-\u9fff]{2,4})"
)
"""Every place has a 日报 or a 报 of its own; the others are cities'."""
ENDS = ("", "市", "县", "区", "州", "旗", "盟", "地区")
"""What the names of papers leave out of the names of places."""


def place_of(newspaper: str, gazetteer: Gazetteer) -> Place | None:
    """The city or county whose paper bears this name; None where no place or a province does, or several do."""
    named = PAPER.match(newspaper)
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
