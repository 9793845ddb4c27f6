"""How an issue prints the names of places without a row: 邵东县 in a paper of 2015, which is 邵东市 since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .flat import FlatStory
from .gazetteer import Gazetteer
from .places import StoryPlaces


def printed_names(stories: Iterable[tuple[FlatStory, StoryPlaces]], gazetteer: Gazetteer) -> dict[int, str]:
    """By the key of each place without a row, the full name that the stories of an issue print most often.

    A place whose short name alone is printed has none. One with a row is told by its row, whatever is printed.
    """
    forms: dict[int, Counter[str]] = {}
    for flat, places in stories:
        for hit in places.hits:
            name, place = flat.text[hit.start : hit.end], hit.place
            if place is not None and place.row is None and gazetteer.is_full(name, place):
                forms.setdefault(place.key, Counter())[name] += 1
    return {key: named.most_common(1)[0][0] for key, named in forms.items()}
