"""Which place lies in which, and which place a word in a title means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.recognition.findings import PlaceRow
from articles.recognition.posts import GENERIC
from articles.text.fold import fold


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    """A place that the gazetteer lacks, by its printed name; a county also by its city, where that is told."""

    name: str
    city: str = ""

    def __str__(self) -> str:
        return f"{self.city}{self.name}"


PlaceKey = int | PrintedPlace
"""A gazetteer id, or what is told of a place that the gazetteer lacks."""


def may_be_one(one: PlaceKey | None, other: PlaceKey | None) -> bool:
    """Whether nothing told speaks against two places being one: counties of one name are two by their cities alone."""
    if isinstance(one, PrintedPlace) and isinstance(other, PrintedPlace) and "" in (one.city, other.city):
        return one.name == other.name or str(one) == str(other)
    return one == other


class Lineage:
    """The gazetteer as a family tree."""

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self._bearers: dict[str, list[int]] = defaultdict(list)
        for row in self._rows.values():
            for name in {row.name, *row.aliases}:
                self._bearers[fold(name)].append(row.id)
        self.names = frozenset(self._bearers)
        """Every name and alias, folded."""

    def name(self, place: PlaceKey | None) -> str:
        """The place's name; a place outside the gazetteer bears the one printed, after its city's."""
        return self._known(place).name if isinstance(place, int) else str(place or "")

    def level(self, place: PlaceKey | None) -> str:
        """The level of a gazetteer place, "" for any other."""
        return self._known(place).level if isinstance(place, int) else ""

    def parent(self, place: PlaceKey | None) -> int | None:
        return self._known(place).parent if isinstance(place, int) else None

    def city(self, place: PlaceKey | None) -> int | None:
        """The prefecture that a place is or lies in."""
        return next((id for id in self._upwards(place) if self._rows[id].level == "city"), None)

    def lies_in(self, place: PlaceKey | None, outer: PlaceKey | None) -> bool:
        """Whether a place is `outer` or lies in it, as far as the gazetteer knows both."""
        return any(id == outer for id in self._upwards(place))

    def meant(self, word: str, own: PlaceKey | None) -> PlaceKey | None:
        """The place that a title names as `word` where its holder's jurisdiction is `own`; None where that is open.

        A general word (市, 县 …) means the jurisdiction or what it lies in. Of several places of one name it is the
        one in the jurisdiction's own line or prefecture.
        """
        if not word or word == fold(self.name(own)) or (isinstance(own, PrintedPlace) and word == fold(own.name)):
            return own
        if word in GENERIC:
            if isinstance(own, PrintedPlace):
                return own if own.name.endswith(word) else None
            return next((id for id in self._upwards(own) if self._rows[id].name.endswith(word)), None)
        bearers = self._bearers.get(word, [])
        if not bearers:
            return PrintedPlace(word)
        line = set(self._upwards(own))
        nearby = [id for id in bearers if id in line or self.lies_in(id, own)]
        nearby = nearby or [id for id in bearers if self.city(id) == self.city(own)]
        nearest = nearby or bearers
        return nearest[0] if len(nearest) == 1 else None

    def _known(self, place: int) -> PlaceRow:
        """The gazetteer's row; an editor may name a place that has none, of which nothing is known here."""
        return self._rows.get(place) or PlaceRow(place, "", "")

    def _upwards(self, place: PlaceKey | None) -> Iterator[int]:
        current = place if isinstance(place, int) and place in self._rows else None
        while current is not None:
            yield current
            parent = self._rows[current].parent
            current = parent if parent in self._rows else None
