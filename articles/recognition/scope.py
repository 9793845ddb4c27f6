"""Which of the named places a story is about, and the counties it means without naming them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .findings import PlaceMention, Story
from .gazetteer import Place
from .jurisdiction import Seat, Viewpoint
from .local_pages import OURS
from .people import People
from .places import Hit
from .titles import Chain

DOMINANT = 0.5
"""A county with more than this share of all mentions of counties (towns and villages counted to theirs) is what the
story is about, if its opening has it."""
MEANT = 0.6
NOTICE = re.compile("(?:公告|公示|通告|启事|服务热线|监督电话|特此更正)[。\n]?\\Z|特此更正|热线:[0-9]")
"""What makes a story a notice to readers, which is about no county unless its text says more."""
TOUR = re.compile("(?:先后|分别)(?:到|深入|来到|前往|走进|赴|在)|(?<=[0-9]日,)在")
SITE_OF = re.compile("区[^、,和与及等的]\\Z|街道.?\\Z")
"""A district named only for what lies in it: where a tour has nothing but such stops, it is the city's, not theirs."""
VISIT = re.compile("(?:到|深入|来到|前往|走进|赴)(?=[^,。\n]{2,12}[、和])")
"""In the opening sentence only: 到|甲县、乙县督导."""
IN_PASSING = ("涉及", "来自", "毗邻", "邻近", "相邻的")
"""Before a place that a story is not about for that: 一起涉及|某区的案件."""
SHORTEST_OPENING = 20
"""Characters of a first paragraph; a shorter one is a label or a byline."""
LOOKS = re.compile("[察查]看|调研|检查(?!站)|督导|走访|慰问|考察|视察|了解|指导")
DISTRICT_WORDS = ("全区", "全县", "该区", "该县", "区领导", "县领导")
"""Words that speak of a county without naming it: the one that the page is about."""


@dataclass(slots=True)
class _Scope:
    """A story's places with what tells which matter. `evidence` are the hits that speak for each county by its key:
    its names, its towns and villages, the offices of it (these without a range)."""

    story: Story
    view: Viewpoint
    seats: dict[Chain, Seat]
    people: People
    evidence: dict[int, list[Hit]]
    in_titles: set[int]


def place_mentions(story: Story, view: Viewpoint, seats: dict[Chain, Seat], people: People) -> tuple[PlaceMention, ...]:
    """The counties, towns and villages of a story, the counties that it is about marked primary."""
    scope = _Scope(story, view, seats, people, _evidence(view, seats), _title_positions(people))
    county = view.local_city or view.page_county
    if (city := view.local_city) is not None:
        meant = [Hit(*ours.span(), city.name, "county", city, MEANT) for ours in OURS.finditer(view.flat.text)]
        scope.evidence.setdefault(city.key, []).extend(meant)
        scope.evidence = {key: hits for key, hits in scope.evidence.items() if hits}
    if (
        not scope.evidence
        and county is not None
        and county.key >= 0
        and any(word in view.flat.text for word in DISTRICT_WORDS)
    ):
        scope.evidence[county.key] = [Hit(0, 0, county.name, "county", county, MEANT)]
    primary = _primary(scope)
    counties = [_county(scope, key, hits, key in primary) for key, hits in scope.evidence.items()]
    return (*counties, *_small(view))


def _evidence(view: Viewpoint, seats: dict[Chain, Seat]) -> dict[int, list[Hit]]:
    found: dict[int, list[Hit]] = {}
    for hit in view.places.hits:
        county = view.gazetteer.ancestor(hit.place, "county")
        if county is not None and county.key >= 0:
            found.setdefault(county.key, []).append(hit)
    for seat in seats.values():
        county = view.gazetteer.ancestor(seat.place, "county")
        if county is not None and county.key >= 0:
            found.setdefault(county.key, []).append(Hit(0, 0, county.name, "county", county, MEANT))
    return found


def _title_positions(people: People) -> set[int]:
    chains = {mention.chain for mention in people.mentions if mention.chain is not None and mention.is_office}
    return {position for chain in chains for position in range(chain.start, chain.end)}


def _primary(scope: _Scope) -> set[int]:
    """The home counties in the heading; without any, the one that opens the story and outweighs the others."""
    gazetteer, home = scope.view.gazetteer, scope.view.home
    local = [key for key in scope.evidence if home.holds(gazetteer, gazetteer.places[key])]
    headings = scope.view.flat.headings_start
    in_heading = {key for key in local if any(hit.end and hit.start >= headings for hit in scope.evidence[key])}
    if in_heading or NOTICE.search(scope.view.flat.text):
        return in_heading
    weights = {key: sum(_counts(hit, scope) for hit in scope.evidence[key]) for key in local}
    total = sum(weights.values())
    leading = {key for key in local if _leads(key, scope)}
    strong = {key for key in local if total and weights[key] / total > DOMINANT}
    if len(local) > 1:
        return _toured(scope, local) or strong & leading
    continued = scope.story.continued or not (scope.story.headings or scope.story.dateline)
    return leading | (strong if continued or any(_times(scope.evidence[key], scope) > 1 for key in local) else set())


def _toured(scope: _Scope, local: list[int]) -> set[int]:
    """All the counties of a story, where one sentence tells of a tour through them: 先后到甲县、乙县等地察看…."""
    text = scope.view.flat.text
    hits = sorted((hit.start, hit.end, key) for key in local for hit in scope.evidence[key] if _counts(hit, scope))
    for tour in (*TOUR.finditer(text), *VISIT.finditer(text, 0, text.find("。") % (len(text) + 1))):
        stop = min((end for mark in "。\n" if (end := text.find(mark, tour.end())) >= 0), default=len(text))
        looks = LOOKS.search(text, tour.end(), stop)
        clause = looks.start() if looks else text.find(",", tour.end(), stop) % (len(text) + 1)
        on_tour = {key for start, _, key in hits if tour.end() <= start < clause}
        begins = any(start == tour.end() for start, _, _ in hits)
        names = [text[start : end + 1] for start, end, _ in hits if tour.end() <= start < clause]
        if begins and len(on_tour) > 1 and on_tour == set(local) and looks and not all(map(SITE_OF.search, names)):
            return on_tour
    return set()


def _times(hits: list[Hit], scope: _Scope) -> int:
    """How often a county is spoken of; its name with its town or village behind it (某县某镇某村) is one time."""
    counted = sorted((hit.start, hit.end) for hit in hits if _counts(hit, scope))
    return sum(number == 0 or counted[number - 1][1] != start for number, (start, _) in enumerate(counted))


def _counts(hit: Hit, scope: _Scope) -> bool:
    """Whether a hit speaks of the place itself and not only of somebody's office."""
    in_passing = scope.view.flat.text.endswith(IN_PASSING, 0, hit.start)
    return hit.end > 0 and hit.start not in scope.in_titles and not in_passing


def _leads(key: int, scope: _Scope) -> bool:
    """Whether the first paragraph names the county, or the first official is the county's."""
    first_end = scope.view.flat.text.find("\n", SHORTEST_OPENING) % (len(scope.view.flat.text) + 1)
    if any(hit.end <= first_end and _counts(hit, scope) for hit in scope.evidence[key]):
        return True
    first = next((m.chain for m in scope.people.mentions if m.is_office and m.chain is not None), None)
    county = scope.view.gazetteer.ancestor(scope.seats[first].place, "county") if first is not None else None
    return county is not None and county.key == key


def _county(scope: _Scope, key: int, hits: list[Hit], primary: bool) -> PlaceMention:
    gazetteer, place = scope.view.gazetteer, scope.view.gazetteer.places[key]
    named = [(hit.start, hit.end) for hit in hits if hit.level == "county" and hit.end]
    city = gazetteer.ancestor(place, "city")
    return PlaceMention(
        name=scope.view.places.printed.get(key, place.name),
        level="county",
        place=place.row,
        parent=city.row if city is not None else None,
        primary=primary,
        spans=scope.view.flat.spans(named),
        confidence=1.0 if named else 0.8,
        parent_name=gazetteer.city_name(place) if place.row is None else "",
    )


def _small(view: Viewpoint) -> list[PlaceMention]:
    """Towns and villages, each name once."""
    groups: dict[tuple[str, str], list[Hit]] = {}
    for hit in view.places.hits:
        if hit.level in ("town", "village"):
            groups.setdefault((hit.name, hit.level), []).append(hit)
    return [_small_mention(hits, view) for hits in groups.values()]


def _small_mention(hits: list[Hit], view: Viewpoint) -> PlaceMention:
    best = max(hits, key=lambda hit: hit.confidence)
    place = best.place
    parent = _outer(place, view)
    return PlaceMention(
        name=best.name,
        level=best.level,
        place=place.row if place is not None else None,
        parent=parent.row if parent is not None else None,
        spans=view.flat.spans([(hit.start, hit.end) for hit in hits]),
        confidence=best.confidence,
    )


def _outer(place: Place | None, view: Viewpoint) -> Place | None:
    if place is None or place.parent is None or place.parent < 0:
        return None
    return view.gazetteer.places[place.parent]
