"""As whom a story speaks: on a page of a county-level city, or from its newsroom, 我市 and 市委书记 are that city's."""

from __future__ import annotations

import re

from .flat import FlatStory
from .gazetteer import Gazetteer, Place
from .homes import Home
from .places import StoryPlaces

NEWSROOM = re.compile(
    "(?:^|[\n(□])(?:[\u4e00-\u9fff]{2,4}日报社)?"
    "(?:(?:云上|今日|爱上|掌上|智慧|无线)(?P<app>[\u4e00-\u9fff]{2,4}?)(?:网|客户端)?|(?P<name>[\u4e00-\u9fff]{2,4}?)[市县区]?"
    "(?:网|新闻网|日报|发布|融媒体?|融媒体?中心|电视台|广播电视台))"
    "(?:消息|讯|(?:融媒|全媒体?|融媒体)?(?:记者|通讯员))"
)
"""Who brings a story: 松坪网消息, 云上松坪消息, (松坪市融媒体中心记者."""
OPENING, CLOSING = 40, 60
"""Characters at both ends of a story that may say who brings it."""
COMES_TO_US = re.compile("[来到莅临赴抵]我市")
COMES_TO = "(?:来|到|莅|莅临|赴|抵)"
CONVENES = re.compile("(?P<name>[\u4e00-\u9fff]{2,4}市)召开")
"""A city's own meeting, where leaders of the large city are rare guests: they come to what it opens or celebrates."""
OFFICIAL = "(?=委|政府|人大|政协|领导|副?市长)"


def own_county(flat: FlatStory, gazetteer: Gazetteer, home: Home) -> Place | None:
    """The county of the home city whose newsroom brings a story, or whom the story calls 我市 by its headline."""
    end = flat.headings_start
    for first, last in ((0, OPENING), (max(OPENING, end - CLOSING), end)):
        for newsroom in NEWSROOM.finditer(flat.text, first, min(last, end)):
            stem = newsroom["app"] or newsroom["name"]
            for place in (one for tail in ("", "市", "县", "区") for one in gazetteer.bearers(stem + tail)):
                if place.level == "county" and home.holds(gazetteer, place):
                    return place
    return _visited(flat, gazetteer, home) or _convening(flat, gazetteer, home)


def _visited(flat: FlatStory, gazetteer: Gazetteer, home: Home) -> Place | None:
    """The county-level city that visitors come to by the headline (来松坪市调研) and by the text (来我市), where the
    text names the large city's offices as another's."""
    if home.city is None or "我市" not in flat.text or not COMES_TO_US.search(flat.text, 0, flat.headings_start):
        return None
    if not re.search(home.city.name + OFFICIAL, flat.text[: flat.headings_start]):
        return None
    visited = re.search(COMES_TO + "(?P<name>[\u4e00-\u9fff]{2,4}市)", flat.text[flat.headings_start :])
    places = gazetteer.bearers(visited["name"]) if visited else []
    return next((place for place in places if place.level == "county" and home.holds(gazetteer, place)), None)


def _convening(flat: FlatStory, gazetteer: Gazetteer, home: Home) -> Place | None:
    """The county-level city whose own meeting a story tells of, by its headline and its first sentence
    (松坪市召开…会), where the story neither names the large city nor says 我市."""
    headline = CONVENES.match(flat.text, flat.headings_start)
    if headline is None or home.city is None or home.city.name[:-1] in flat.text or "我市" in flat.text:
        return None
    if headline.group() not in flat.text[: flat.text.find("。") + 1]:
        return None
    places = gazetteer.bearers(headline["name"])
    return next((place for place in places if place.level == "county" and home.holds(gazetteer, place)), None)


def speaks_as(city: Place | None, flat: FlatStory, places: StoryPlaces, gazetteer: Gazetteer, home: Home) -> bool:
    """Whether a story on a page of a county-level city speaks as that city: not where it names the large city, or
    another county of it, and never the small one."""
    if city is None:
        return False
    named = {hit.place.key for hit in places.hits if hit.place is not None and hit.level == "city"}
    counties = {county.key for county in places.counties(gazetteer) if home.holds(gazetteer, county)}
    is_ours = city.key in counties or city.name[:-1] in flat.text
    others = (home.city is not None and home.city.key in named) or bool(counties - {city.key})
    return is_ours or not others
