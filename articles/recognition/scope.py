"""Which of the named places a story is about, and the counties it means without naming them."""

from __future__ import annotations

from collections import Counter

from .findings import PlaceMention, Story
from .flat import FlatStory
from .gazetteer import Gazetteer, Place
from .jurisdiction import Seat, Viewpoint
from .people import People
from .places import Hit, Home, StoryPlaces
from .titles import Chain

DOMINANT = 0.5
"""A county in more than this share of all mentions of counties (towns and villages counted to theirs) is what the
story is about, if the first paragraph has it."""


def place_mentions(
    story: Story,
    view: Viewpoint,
    seats: dict[Chain, Seat],
    people: People,
) -> tuple[PlaceMention, ...]:
    """The counties, towns and villages of a story, the ones it is about marked primary."""
    flat, places, gazetteer, home, page_county = view.flat, view.places, view.gazetteer, view.home, view.page_county
    counties = _county_evidence(flat, places, gazetteer, seats, people)
    if not counties and page_county is not None and _speaks_of_district(flat, seats):
        counties[page_county.key] = [Hit(0, 0, page_county.name, "county", page_county, 0.6)]
    primary = _primary(flat, counties, gazetteer, home, seats, people, story)
    found: list[PlaceMention] = []
    for key, hits in counties.items():
        place = gazetteer.places[key] if key >= 0 else hits[0].place
        if place is not None:
            found.append(_county(place, hits, key in primary, flat, gazetteer, home))
    found.extend(_small(flat, places, gazetteer, home, counties))
    return tuple(found)


def _county_evidence(
    flat: FlatStory, places: StoryPlaces, gazetteer: Gazetteer, seats: dict[Chain, Seat], people: People
) -> dict[int, list[Hit]]:
    """The hits that speak for each county: its names, and its towns and villages."""
    found: dict[int, list[Hit]] = {}
    for hit in places.hits:
        county = gazetteer.ancestor(hit.place, "county")
        if county is not None and county.key >= 0:
            found.setdefault(county.key, []).append(hit)
    for seat in seats.values():
        if seat.place is not None and (county := gazetteer.ancestor(seat.place, "county")) is not None and county.key >= 0:
            found.setdefault(county.key, []).append(Hit(0, 0, county.name, "county", county, 0.6))
    return found


def _speaks_of_district(flat: FlatStory, seats: dict[Chain, Seat]) -> bool:
    return any(word in flat.text for word in ("全区", "全县", "该区", "该县", "区领导", "县领导"))


def _primary(
    flat: FlatStory,
    counties: dict[int, list[Hit]],
    gazetteer: Gazetteer,
    home: Home,
    seats: dict[Chain, Seat],
    people: People,
    story: Story,
) -> set[int]:
    local = {key: hits for key, hits in counties.items() if key >= 0 and home.holds(gazetteer, gazetteer.places[key])}
    in_heading = {key for key, hits in local.items() if any(hit.start >= flat.headings_start and hit.end for hit in hits)}
    if in_heading:
        return in_heading
    in_titles = _title_positions(people)
    weights: Counter[int] = Counter()
    for key, hits in local.items():
        weights[key] = sum(1 for hit in hits if not _inside(hit, in_titles))
    total = sum(weights.values())
    first_end = flat.text.find("\n")
    lead = {
        key
        for key, hits in local.items()
        if any(0 < hit.end <= (first_end if first_end >= 0 else len(flat.text)) and not _inside(hit, in_titles) for hit in hits)
        or _is_leading_seat(key, seats, people, gazetteer)
    }
    continued = story.continued or (not story.headings and not story.dateline)
    strong = {key for key in local if total and weights[key] / total > DOMINANT}
    if len(local) == 1:
        return set(local) if lead or (strong and (continued or total >= 2)) else set()
    return strong & lead


def _is_leading_seat(key: int, seats: dict[Chain, Seat], people: People, gazetteer: Gazetteer) -> bool:
    """Whether the first official of the story is the county's: the story is told from there."""
    for mention in people.mentions:
        if mention.is_office and mention.chain is not None:
            seat = seats[mention.chain]
            county = gazetteer.ancestor(seat.place, "county")
            return county is not None and county.key == key
    return False


def _title_positions(people: People) -> set[int]:
    chains = {mention.chain for mention in people.mentions if mention.chain is not None}
    return {position for chain in chains for position in range(chain.start, chain.end)}


def _inside(hit: Hit, positions: set[int]) -> bool:
    return hit.end == 0 or hit.start in positions


def _county(
    place: Place, hits: list[Hit], primary: bool, flat: FlatStory, gazetteer: Gazetteer, home: Home
) -> PlaceMention:
    named = [hit for hit in hits if hit.level == "county" and hit.end]
    city = gazetteer.ancestor(place, "city")
    return PlaceMention(
        name=place.name,
        level="county",
        place=place.row,
        parent=city.row if city is not None else None,
        primary=primary,
        local=home.holds(gazetteer, place),
        spans=flat.spans([(hit.start, hit.end) for hit in named]),
        confidence=1.0 if named else 0.8,
    )


def _small(
    flat: FlatStory, places: StoryPlaces, gazetteer: Gazetteer, home: Home, counties: dict[int, list[Hit]]
) -> list[PlaceMention]:
    groups: dict[tuple[str, str], list[Hit]] = {}
    for hit in places.hits:
        if hit.level in ("town", "village"):
            groups.setdefault((hit.name, hit.level), []).append(hit)
    found = []
    for (name, level), hits in groups.items():
        best = max(hits, key=lambda hit: hit.confidence)
        place = best.place
        parent = gazetteer.places[place.parent] if place is not None and place.parent is not None and place.parent >= 0 else None
        found.append(
            PlaceMention(
                name=name,
                level=level,
                place=place.row if place is not None else None,
                parent=parent.row if parent is not None else None,
                local=place is None or place.key < 0 or home.holds(gazetteer, place),
                spans=flat.spans([(hit.start, hit.end) for hit in hits]),
                confidence=best.confidence,
            )
        )
    return found
