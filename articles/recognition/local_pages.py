"""Pages of a county-level city inside the prefecture's paper: there 我市 and 市委书记 are the small city's.

What proves it: an official printed once with the small city's name and once with a bare 市, offices of the large city
printed with its name, stories of the small city that say 我市.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .gazetteer import Gazetteer, Place
from .homes import Home
from .people import Mention
from .places import StoryPlaces
from .standing import Office
from .titles import Chain

OURS = re.compile("我市|全市")
ONE_PERSON = 2
"""What it weighs that one person's office is printed both ways; a story that says 我市 weighs one."""
SPEAKS_FOR = 2
"""What it weighs that such a story brings the greetings of the small city's people (松坪人民)."""
LEAST = 3
CLEAR = 2
"""How much heavier the proof must be than what speaks against it."""


@dataclass(frozen=True, slots=True)
class PageStory:
    """What of a story tells whose page it stands on."""

    page: str
    text: str
    places: StoryPlaces
    mentions: Sequence[Mention]


@dataclass(slots=True)
class _Evidence:
    """For one page: weights for and against its county, and how each person's 市 offices are printed."""

    own: int = 0
    against: int = 0
    printed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def local_cities(
    stories: Sequence[PageStory], counties: Mapping[str, Place], gazetteer: Gazetteer, home: Home
) -> dict[str, Place]:
    """The county-level city that each page speaks as, of those pages that speak as one; `counties` are the counties
    that most stories of a page name."""
    cities = {page: county for page, county in counties.items() if county.name.endswith("市")}
    found = {page: _Evidence() for page in cities}
    for story in stories:
        if story.page in cities:
            _weigh(story, cities[story.page], found[story.page], gazetteer, home)
    return {page: city for page, city in cities.items() if _is_proved(found[page])}


def _weigh(story: PageStory, city: Place, evidence: _Evidence, gazetteer: Gazetteer, home: Home) -> None:
    for mention in story.mentions:
        if mention.chain is not None and mention.is_office:
            for whose in _printed(mention.chain, city, home):
                evidence.printed[mention.name].add(whose)
    if OURS.search(story.text):
        named = {county.key for county in story.places.counties(gazetteer) if home.holds(gazetteer, county)}
        is_about = named == {city.key}
        speaks_for = is_about and f"{city.name[:-1]}人民" in story.text
        names_home = any(hit.place is not None and hit.place == home.city for hit in story.places.hits)
        evidence.own += (is_about and not names_home) or speaks_for
        evidence.own += SPEAKS_FOR * speaks_for
        evidence.against += bool(named - {city.key})


def _printed(chain: Chain, city: Place, home: Home) -> set[str]:
    """Whose 市 a title is by its wording: the small city's, the large one's, or a bare 市's. A bare 市 before the small
    city's name (市委常委、松坪市委书记) is the large one's, one behind it (松坪市委副书记、市长) tells nothing."""
    whose = [kind for office in chain.offices if (kind := _wording(office, city, home))]
    if whose[:1] == ["bare"] and "city" in whose:
        return {"bare", "home"}
    return set(whose[:1])


def _wording(office: Office, city: Place, home: Home) -> str:
    place = office.place.place if office.place is not None else None
    if place is not None and place.key == city.key:
        return "city"
    if place is not None and home.city is not None and place.key == home.city.key:
        return "home"
    is_bare = office.place is None and (office.generic == "市" or office.head.endswith("市长"))
    return "bare" if is_bare else ""


def _is_proved(evidence: _Evidence) -> bool:
    own, against = evidence.own, evidence.against
    for printed in evidence.printed.values():
        own += ONE_PERSON * ("bare" in printed and "city" in printed and "home" not in printed)
        own += printed == {"home"}
        against += ONE_PERSON * ("bare" in printed and "home" in printed and "city" not in printed)
    return own >= LEAST and own > CLEAR * against
