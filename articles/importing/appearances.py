"""The officials of articles as rows: what changed is written, what did not keeps its row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from articles.models import Appearance, Article
from articles.recognition import RECOGNISER_VERSION
from articles.recognition.findings import OfficialMention

from .people.identity import Registry, Sighting, titled, titled_of

FIELDS = (
    "name", "title", "titles", "jurisdiction_id", "jurisdiction_before_merge_id", "jurisdiction_name",
    "jurisdiction_parent", "level", "roles", "spans", "title_spans",
    "exported_as", "confidence", "recogniser", "date",
)  # fmt: skip
LISTS = ("titles", "roles", "spans", "title_spans")


class Change(NamedTuple):
    """How many rows were added, removed and changed."""

    added: int = 0
    removed: int = 0
    changed: int = 0


class Changes(Counter[tuple[int, str]]):
    """How many rows of each article were added, removed and changed, by the article's key and that word."""

    def of(self, articles: Iterable[Article]) -> Change:
        """The sum over these articles."""
        rows = [article.pk for article in articles]
        return Change(*(sum(self[row, word] for row in rows) for word in Change._fields))


@dataclass(frozen=True, slots=True)
class WrittenAppearances:
    """`new` rows; the officials any of whose older rows changed, went or moved; the names that were judged anew."""

    changes: Changes
    new: list[Appearance]
    touched: set[int]
    names: set[str]


@dataclass(slots=True)
class _Slot:
    """A mention with the row that it had before, and the official once that is known."""

    article: Article
    mention: OfficialMention
    row: Appearance | None
    official: int | None = None


def write(
    articles: Sequence[Article], mentions: Sequence[Sequence[OfficialMention]], registry: Registry
) -> WrittenAppearances:
    """Decide who the officials of these articles are and bring their rows up to that, as read."""
    slots, gone = _slots(articles, mentions)
    open_slots = [slot for slot in slots if slot.official is None]
    outdated = [*gone, *(slot.row for slot in open_slots if slot.row)]
    touched = {row.official_id for row in outdated}
    names = {row.name for row in outdated}
    if outdated:
        touched |= registry.reload(names, {row.pk for row in outdated})
    decided = registry.decide([Sighting(slot.mention, slot.article.date) for slot in open_slots])
    for slot, official in zip(open_slots, decided.officials, strict=True):
        slot.official = official
    touched |= decided.moved
    _follow_moves(slots, touched)
    changes, new, changed = _write(slots, gone)
    return WrittenAppearances(changes, new, touched | changed, names | decided.names)


def _slots(
    articles: Sequence[Article], mentions: Sequence[Sequence[OfficialMention]]
) -> tuple[list[_Slot], list[Appearance]]:
    """Each mention with its row, and the rows that no mention has.

    Where the row says the same of the office, its official stands. A row with a key may show what an editor decided:
    its official is decided anew, as read.
    """
    stored: dict[tuple[int, str], list[Appearance]] = defaultdict(list)
    for known in Appearance.objects.filter(article__in=articles).order_by("-pk"):
        stored[known.article_id, known.name].append(known)
    slots = []
    for article, several in zip(articles, mentions, strict=True):
        for mention in several:
            rows = stored[article.pk, mention.name]
            row: Appearance | None = rows.pop() if rows else None
            same = row and not row.key and titled_of(row) == titled(mention) and row.date == article.date
            slots.append(_Slot(article, mention, row, row.official_id if row and same else None))
    return slots, [left for rows in stored.values() for left in rows]


def _follow_moves(slots: Sequence[_Slot], touched: set[int]) -> None:
    """Deciding may have moved stored rows: let the slots of such know their officials of now."""
    rows = {slot.row.pk: slot for slot in slots if slot.row and slot.row.official_id in touched}
    for pk, official in Appearance.objects.filter(pk__in=rows).values_list("pk", "official_id"):
        slot = rows[pk]
        assert slot.row is not None
        if slot.official == slot.row.official_id:
            slot.official = official
        slot.row.official_id = official


def _write(slots: Sequence[_Slot], gone: Sequence[Appearance]) -> tuple[Changes, list[Appearance], set[int]]:
    """Write one row for each official of each article. Also returns the new rows, and whose rows changed.

    A row that comes in the place of another counts as one that changed.
    """
    wanted: dict[tuple[int, int], list[_Slot]] = defaultdict(list)
    for slot in slots:
        assert slot.official is not None
        wanted[slot.article.pk, slot.official].append(slot)
    new, changed, stale = [], [], list(gone)
    changes = Changes()
    for (article, official), several in wanted.items():
        row = next((slot.row for slot in several if slot.row and slot.row.official_id == official), None)
        others = [slot.row for slot in several if slot.row and slot.row is not row]
        stale += others
        values = _values(several)
        if row is None:
            changes[article, "changed" if others else "added"] += 1
            changes[article, "removed"] -= bool(others)
            new.append(Appearance(article=several[0].article, official_id=official, **values))
        elif fill(row, values):
            changes[article, "changed"] += 1
            changed.append(row)
    changes.update((row.article_id, "removed") for row in stale)
    Appearance.objects.filter(pk__in=[row.pk for row in stale]).delete()
    Appearance.objects.bulk_create(new)
    Appearance.objects.bulk_update(changed, [field.removesuffix("_id") for field in FIELDS])
    return changes, new, {row.official_id for row in (*changed, *stale)}


def fill(row: Any, values: dict[str, Any]) -> bool:
    """Give a row these values; whether any was another."""
    differing = {field: value for field, value in values.items() if getattr(row, field) != value}
    for field, value in differing.items():
        setattr(row, field, value)
    return bool(differing)


def _values(slots: Sequence[_Slot]) -> dict[str, Any]:
    """The columns of an appearance. Two forms of one name in an article are one appearance of one official."""
    values, *others = (_columns(slot.mention) for slot in slots)
    for other in others:
        for field in LISTS:
            values[field] = [*values[field], *(item for item in other[field] if item not in values[field])]
    return values | {"date": slots[0].article.date}


def _columns(mention: OfficialMention) -> dict[str, Any]:
    return {
        "name": mention.name,
        "title": mention.title,
        "titles": list(mention.titles),
        "jurisdiction_id": mention.jurisdiction,
        "jurisdiction_before_merge_id": None,
        "jurisdiction_name": mention.jurisdiction_name,
        "jurisdiction_parent": mention.jurisdiction_parent,
        "level": mention.level,
        "roles": list(mention.roles),
        "spans": [list(span) for span in mention.spans],
        "title_spans": [list(span) for span in mention.title_spans],
        "exported_as": titled(mention).exported_as,
        "confidence": mention.confidence,
        "recogniser": RECOGNISER_VERSION,
    }
