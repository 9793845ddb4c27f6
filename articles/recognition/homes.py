"""The city or county whose paper an issue is: whose 市 is meant where a title says no more than 市委书记."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .gazetteer import FULL, SHORT, Gazetteer, Place, RawHit, without_row
from .mastheads import place_of, publisher
from .strangers import SHORT_COUNTY, TIMES_NAMED, unlisted_county

HOME_WEIGHT = {"city": 1, "county": 2}
ANOTHER_CITYS = 3
"""Votes that another city needs, while the marked one has none, to be the paper's home: a paper from elsewhere."""
OUTVOTED = 6
"""How many times as often another city is named where the home city is named by chance."""
COUNTIES_AGAINST_A_NAME = 2
"""How many counties of another city must be named before the paper's own name is taken for a word and no place."""
UNDER_ANOTHER_NAME = 5
"""How often a paper whose name is no place's must name the only county that it speaks for."""
CONTRADICTED, UNTOLD = 0.5, 0.4
"""How sure a home is that the paper's name speaks against, and one that nothing speaks for."""


@dataclass(frozen=True, slots=True)
class Home:
    """The city whose paper this is: its own name may be short, and bare zone names (高新区) are its zones. `county` is
    the paper's own where it is a county's, or the gazetteer lacks it. `doubt` says what a person should look at, and
    why it was decided so all the same."""

    city: Place | None
    county: Place | None = None
    doubt: str = ""
    confidence: float = 1.0

    def holds(self, gazetteer: Gazetteer, place: Place) -> bool:
        return self.city is not None and gazetteer.lies_in(place, self.city)


def find_home(
    gazetteer: Gazetteer,
    texts: Sequence[str],
    raw: Sequence[Sequence[RawHit]],
    newspaper: str = "",
    imprint: Iterable[str] = (),
) -> Home:
    """Whose paper the issue is: the place whose party committee publishes it by its `imprint`; else the one that the
    newspaper's name tells, unless nearly all counties that are named lie in another city; else what the stories
    themselves speak of (`_spoken_of`)."""
    marked = min(gazetteer.marked_home, default=None)
    votes = _votes(gazetteer, raw, marked)
    if (published := publisher((newspaper, *imprint))) and (home := _published(published, votes, gazetteer)):
        return home
    place = place_of(newspaper, gazetteer)
    if place is None:
        return _spoken_of(gazetteer, texts, raw, votes, newspaper)
    named = Home(gazetteer.ancestor(place, "city"), place if place.level == "county" else None)
    other = _other_city(gazetteer, raw, votes, named)
    if other is None:
        return named
    doubt = f"报名“{newspaper}”像是{place.name}的，而版面所说的县区几乎都属{other.name}，按{other.name}理解"
    return Home(other, doubt=doubt, confidence=CONTRADICTED)


def _published(name: str, votes: Counter[int], gazetteer: Gazetteer) -> Home | None:
    """The home that an imprint names; of several counties of one name the one whose city the stories name most."""
    bearers = [place for place in gazetteer.bearers(name) if place.level in HOME_WEIGHT]
    bearers = [place for place in bearers if place.name == name] or bearers
    cities = [place for place in bearers if place.level == "city"]
    if cities:
        return Home(cities[0]) if len(cities) == 1 else None
    best = _most_named(votes, gazetteer)
    inside = [county for county in bearers if best is not None and gazetteer.lies_in(county, best)] or list(bearers)
    if len(inside) == 1:
        return Home(gazetteer.ancestor(inside[0], "city"), inside[0])
    return Home(best, without_row(name, "county", best)) if not bearers and name.endswith("县") else None


def _other_city(
    gazetteer: Gazetteer, raw: Sequence[Sequence[RawHit]], votes: Counter[int], named: Home
) -> Place | None:
    """The city in which nearly all counties lie that the stories name, where that is not the one that the paper's name
    tells."""
    best = _most_named(votes, gazetteer)
    own = votes[named.city.key] if named.city is not None else 0
    if best is None or best == named.city or votes[best.key] < max(ANOTHER_CITYS, OUTVOTED * own):
        return None
    firsts = (hit.bearers[0] for hits in raw for hit in hits if len(hit.bearers) == 1)
    counties = {place.key for place, form in firsts if form == FULL and place.level == "county"}
    inside = [key for key in counties if gazetteer.lies_in(gazetteer.places[key], best)]
    return best if len(inside) >= COUNTIES_AGAINST_A_NAME else None


def _spoken_of(
    gazetteer: Gazetteer, texts: Sequence[str], raw: Sequence[Sequence[RawHit]], votes: Counter[int], newspaper: str
) -> Home:
    """The marked home city, unless the stories speak of another one, of a county of another one or of an unknown
    county only, or hardly of it; unmarked, the city they name most. Where of another city one county alone is named,
    and the stories say 我市 or 我县, it is that county's paper. A paper with a name of its own that says nothing of
    the marked city is nobody's."""
    marked = min(gazetteer.marked_home, default=None)
    city = _most_named(votes, gazetteer)
    if marked is None:
        return Home(city)
    if not votes[marked] and (county := unlisted_county(texts, gazetteer)):
        return Home(city, without_row(county, "county", city))
    if not votes and (short := _short_county(gazetteer, texts)) is not None:
        return Home(gazetteer.ancestor(short, "city"), short)
    fewest = UNDER_ANOTHER_NAME if newspaper else TIMES_NAMED
    is_another = city is not None and votes[city.key] >= max(ANOTHER_CITYS, OUTVOTED * votes[marked])
    if city is not None and (is_another or not votes[marked]) and city.key != marked:
        only = _only_county(gazetteer, texts, raw, city, fewest)
        if is_another or only is not None:
            return Home(city, only)
    if votes[marked] or _names_place_of(gazetteer, raw, gazetteer.places[marked]):
        return Home(gazetteer.places[marked])
    if newspaper:
        return Home(None)
    doubt = f"版面没有说明是何地的报纸，按本库的{gazetteer.places[marked].name}理解"
    return Home(gazetteer.places[marked], doubt=doubt, confidence=UNTOLD)


def _names_place_of(gazetteer: Gazetteer, raw: Sequence[Sequence[RawHit]], city: Place) -> bool:
    """Whether the stories name a county, a town or a village of a city in full, be it with two characters (曹县), which
    count as no vote."""
    found = (hit.bearers[0] for hits in raw for hit in hits if len(hit.bearers) == 1)
    return any(form == FULL and place.key != city.key and gazetteer.lies_in(place, city) for place, form in found)


def _most_named(votes: Counter[int], gazetteer: Gazetteer) -> Place | None:
    best = max(votes, key=lambda key: (votes[key], -key), default=None)
    return gazetteer.places[best] if best is not None else None


def _votes(gazetteer: Gazetteer, raw: Sequence[Sequence[RawHit]], marked: int | None) -> Counter[int]:
    """How often the stories name each city or its counties in full; the marked one also by its short name."""
    votes: Counter[int] = Counter()
    for hits in raw:
        for hit in hits:
            place, form = hit.bearers[0]
            if place.key == marked:
                votes[place.key] += 1
                continue
            if len(hit.bearers) != 1 or hit.end - hit.start < 3:
                continue
            city = gazetteer.ancestor(place, "city") or gazetteer.ancestor(place, "county")
            if form == FULL and city is not None and place.level in HOME_WEIGHT:
                votes[city.key] += HOME_WEIGHT[place.level]
    return votes


def _only_county(
    gazetteer: Gazetteer, texts: Sequence[str], raw: Sequence[Sequence[RawHit]], city: Place, fewest: int
) -> Place | None:
    """The county that stories name so often (once in full), with no other of its city's and never the city itself,
    and for which they speak (我市)."""
    found = [hit.bearers[0] for hits in raw for hit in hits if len(hit.bearers) == 1]
    named = Counter(
        place.key
        for place, form in found
        if place.level in HOME_WEIGHT and form in (FULL, SHORT) and gazetteer.lies_in(place, city)
    )
    full = {place.key for place, form in found if form == FULL and place.key in named}
    if len(full) != 1 or city.key in full:
        return None
    county = gazetteer.places[full.pop()]
    speaks_for_it = any(f"我{county.name[-1]}" in text for text in texts)
    return county if named[county.key] >= fewest and speaks_for_it else None


def _short_county(gazetteer: Gazetteer, texts: Iterable[str]) -> Place | None:
    """The county with a name of two characters (曹县) that stories speak of which name no other place in full: again
    and again, or twice where they say 我县."""
    texts = tuple(texts)
    named = Counter(name for text in texts for name in SHORT_COUNTY.findall(text) if gazetteer.knows(name))
    fewest = TIMES_NAMED - any("我县" in text for text in texts)
    for name, times in named.most_common(1):
        bearers = [place for place in gazetteer.bearers(name) if place.level == "county"]
        if times >= fewest and len(bearers) == 1:
            return bearers[0]
    return None
