"""What recognition needs to know of the archive: its gazetteer and the officials seen so far."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from importlib.resources import files

from django.db.models import Max

from articles.models import Appearance, Correction
from articles.recognition import RECOGNISER_VERSION, Gazetteer, PlaceRow

from .people.identity import Registry
from .places.gazetteer import rows
from .places.lineage import Lineage

_Newest = tuple[int | None, int | None, datetime | None]
"""The newest appearance and decision, and when one was undone last."""


class Archive:
    """It follows what its own run stores; what others stored meanwhile is loaded by `keep_up`.

    `mark` names the program that recognises here: recogniser, word lists and gazetteer.
    """

    def __init__(self) -> None:
        self.rows = rows()
        self.gazetteer = _gazetteer(tuple(self.rows))
        self.lineage = Lineage(self.rows)
        self.mark = recogniser_mark(self.rows)
        self.registry = Registry(self.lineage)
        self._newest: _Newest | None = _newest()

    def keep_up(self) -> None:
        """Load the officials anew where somebody else stored appearances or decided anything. Call it under the
        import's lock."""
        if _newest() != self._newest:
            self.registry = Registry(self.lineage)
            self._newest = _newest()

    def stored(self) -> None:
        """All that is there now is known here."""
        self._newest = _newest()

    def forget(self) -> None:
        """Load the officials anew before the next source, because the last one was rolled back."""
        self._newest = None


@lru_cache(maxsize=1)
def _gazetteer(rows: tuple[PlaceRow, ...]) -> Gazetteer:
    """Made anew only where the rows changed, because it takes a third of a second."""
    return Gazetteer(rows)


def _newest() -> _Newest:
    decided = Correction.objects.aggregate(made=Max("pk"), undone=Max("undone_at"))
    return Appearance.objects.aggregate(newest=Max("pk"))["newest"], decided["made"], decided["undone"]


def recogniser_mark(gazetteer: Collection[PlaceRow]) -> str:
    """Version of the recogniser with a digest of its word lists and of the gazetteer: equal marks, equal findings."""
    digest = hashlib.sha256()
    for resource in sorted((files("articles.recognition") / "data").iterdir(), key=lambda file: file.name):
        digest.update(resource.read_bytes())
    digest.update(repr(gazetteer).encode())
    return f"{RECOGNISER_VERSION}-{digest.hexdigest()[:12]}"
