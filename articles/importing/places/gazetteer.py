"""The gazetteer: its CSV files into Place rows, and those rows for recognition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from articles.corrections import as_read, ask, hold, place_parents_follow, storing
from articles.models import Place
from articles.recognition.findings import PlaceRow

from .gazetteer_files import CODE_LENGTHS, Division, read_divisions
from .slugs import place_slug

BATCH = 1000

UPDATED = ("name", "level", "parent", "aliases", "is_covered")
"""What the files say of a place that is already stored."""

SLUGS_WITHOUT_CODE = CODE_LENGTHS["county"]
"""Provinces, cities and counties need no code in the slug unless two share a name. Towns often do, so all have it."""


@dataclass(frozen=True, slots=True)
class GazetteerReport:
    """What a load came to. `unlisted` rows have a code that the files no longer hold: they are kept as they are."""

    new: int
    changed: int
    same: int
    unlisted: int
    covered: int


def load(folder: Path) -> GazetteerReport:
    """Bring the Place rows with codes up to the folder's files, in one transaction. GazetteerError on a bad file.

    Rows are never deleted, and slugs stay as they were given. Aliases only grow: what an editor added stays, and the
    former name of a renamed place becomes one. Where a correction stands, its value is shown whatever the files say.
    """
    divisions = read_divisions(folder)
    with storing():
        stored = {place.code: place for place in Place.objects.filter(code__isnull=False)}
        new = [division for division in divisions if division.code not in stored]
        ids = {code: place.pk for code, place in stored.items()}
        ids |= _create(new, ids)
        known = [division for division in divisions if division.code in stored]
        changed = _update([stored[division.code] for division in known], known, ids)
    return GazetteerReport(
        new=len(new),
        changed=len(changed),
        same=len(divisions) - len(new) - len(changed),
        unlisted=len(stored.keys() - {division.code for division in divisions}),
        covered=sum(division.is_covered for division in divisions),
    )


def rows() -> list[PlaceRow]:
    """The gazetteer for recognition: every place with a code, parents first; the covered city (or county) is `home`.

    Villages that only stories name are left out, or what one story says would change how the next is read.
    """
    places = Place.objects.filter(code__isnull=False).order_by("code")
    columns = ("pk", "name", "level", "code", "parent_id", "aliases", "is_covered")
    found = list(places.values_list(*columns))
    covered = {pk for pk, *_rest, is_covered in found if is_covered}
    return [
        PlaceRow(pk, name, level, code, parent, tuple(aliases), home=is_covered and parent not in covered)
        for pk, name, level, code, parent, aliases, is_covered in found
    ]


def _create(divisions: list[Division], ids: dict[str | None, int]) -> dict[str | None, int]:
    """Insert the divisions level by level, because a child needs its parent's key. Returns code → key of each."""
    made: dict[str | None, int] = {}
    taken = set(Place.objects.values_list("slug", flat=True)) if divisions else set()
    for _level, group in groupby(divisions, attrgetter("level")):
        parents = ids | made
        places = [
            Place(
                code=division.code,
                name=division.name,
                level=division.level,
                slug=_free_slug(division, taken),
                parent_id=parents.get(division.parent),
                aliases=_distinct(division.aliases, division.name),
                is_covered=division.is_covered,
            )
            for division in group
        ]
        made |= {place.code: place.pk for place in Place.objects.bulk_create(places, batch_size=BATCH)}
    return made


def _free_slug(division: Division, taken: set[str]) -> str:
    slug = place_slug(division.name, division.code if len(division.code) > SLUGS_WITHOUT_CODE else "")
    if slug in taken:
        slug = place_slug(division.name, division.code)
    taken.add(slug)
    return slug


def _update(places: list[Place], divisions: list[Division], ids: dict[str | None, int]) -> list[Place]:
    """Bring each row up to its division; those that changed. Review is asked where the files contradict an editor."""
    shown = [_values(place) for place in places]
    names, aliases = as_read(places, "name"), as_read(places, "aliases")
    for place, division, name, known in zip(places, divisions, names, aliases, strict=True):
        former = [name] if name != division.name else []
        place.name, place.level = division.name, division.level
        place.parent_id, place.parent_before_merge_id = ids.get(division.parent), None
        place.aliases = _distinct([*known, *division.aliases, *former], division.name)
        place.is_covered = division.is_covered
    conflicts = hold(places, UPDATED)
    place_parents_follow(places)
    changed = [place for place, before in zip(places, shown, strict=True) if _values(place) != before]
    Place.objects.bulk_update(changed, (*UPDATED, "parent_before_merge"), batch_size=BATCH)
    ask(conflicts)
    return changed


def _values(place: Place) -> tuple[object, ...]:
    return place.name, place.level, place.parent_id, place.aliases, place.is_covered


def _distinct(aliases: Iterable[str], name: str) -> list[str]:
    """Each alias once, in the order given, the name itself left out."""
    return [alias for alias in dict.fromkeys(aliases) if alias != name]
