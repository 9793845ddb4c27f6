"""Who left a post and came back has two tenures in it: the proofs of one official in one post, parted into stints."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Official, Post, ReviewItem, Tenure, TenureProof
from articles.recognition.posts import PostName

from .stints import SETTLED, Event, Gap, Holder, Stints, part

KIND = "tenure"
UNDECIDED = 0.5
"""The confidence of a gap of which nothing says that the person left and came back, nor that not."""
DAYS = ("first_seen", "last_seen", "started", "ended", "over_by")

Held = tuple[int, int]
"""The keys of an official and a post."""


def settle(touched: Collection[Held]) -> None:
    """Give each stint of these officials in these posts, and of the posts' other holders, a tenure of its own.

    Reads the proofs of those alone of whom something may say that they left: an announcement, or another holder of a
    post that one person holds at a time.
    """
    shared = _one_person_posts({post for _official, post in touched})
    rows = _rows(touched, shared)
    holders = _holders(row for several in rows.values() for row in several if row.post_id in shared)
    others = {held: [one for one in holders[held[1]] if one.official != held[0]] for held in rows}
    events = _events(
        [row for held, several in rows.items() if _may_have_left(several, others[held]) for row in several]
    )
    doubts: dict[Held, Gap] = {}
    for held in sorted(events):
        stints = part(events[held], others[held])
        _write(rows[held], events[held], stints)
        if stints.doubts:
            doubts[held] = stints.doubts[0]
    _ask(rows, doubts, touched)


def _one_person_posts(posts: Collection[int]) -> set[int]:
    """Those of the posts that one person holds at a time."""
    chiefs = Post.objects.filter(pk__in=posts, rank=Post.Rank.CHIEF)
    names = chiefs.values_list("pk", "organisation", "role")
    return {pk for pk, organisation, role in names if PostName("", organisation, role, "chief").principal}


def _rows(touched: Collection[Held], shared: Collection[int]) -> dict[Held, list[Tenure]]:
    """The tenures by who holds what, in order: the touched, and all in posts that one person holds at a time."""
    officials, posts = {official for official, _post in touched}, {post for _official, post in touched}
    wanted = Tenure.objects.filter(Q(post__in=shared) | Q(official__in=officials, post__in=posts))
    found: dict[Held, list[Tenure]] = defaultdict(list)
    for row in wanted.select_related("official", "post").order_by("number"):
        if row.post_id in shared or (row.official_id, row.post_id) in touched:
            found[row.official_id, row.post_id].append(row)
    return found


def _holders(rows: Iterable[Tenure]) -> dict[int, list[Holder]]:
    """Post → who was seen in it, each from the first day to the last, however many stints that was."""
    by_held: dict[Held, list[Tenure]] = defaultdict(list)
    for row in rows:
        if row.first_seen and row.last_seen:
            by_held[row.post_id, row.official_id].append(row)
    found: dict[int, list[Holder]] = defaultdict(list)
    for (post, official), several in by_held.items():
        first = min(row.first_seen for row in several if row.first_seen)
        last = max(row.last_seen for row in several if row.last_seen)
        firm = last - first >= SETTLED or any(row.started for row in several)
        found[post].append(Holder(official, first, last, firm))
    return found


def _may_have_left(rows: Sequence[Tenure], others: Sequence[Holder]) -> bool:
    if len(rows) > 1 or any(row.ended or row.over_by for row in rows):
        return True
    (row,) = rows
    first, last = row.first_seen or date.max, row.last_seen or date.min
    return any(first <= other.first <= last for other in others)


def _events(rows: Sequence[Tenure]) -> dict[Held, list[Event]]:
    held = {row.pk: (row.official_id, row.post_id) for row in rows}
    found: dict[Held, list[Event]] = defaultdict(list)
    article = "appearance__article"
    columns = ("pk", "tenure_id", "kind", "appearance__date", f"{article}__date", f"{article}__event_dates")
    for pk, tenure, kind, printed, *told in TenureProof.objects.filter(tenure__in=held).values_list(*columns):
        day = event_day(*told) if kind in (TenureProof.Kind.START, TenureProof.Kind.END) else printed
        found[held[tenure]].append(Event(pk, kind, day))
    return found


def event_day(printed: date | None, event_dates: Sequence[date]) -> date | None:
    """The day of what an article announces: its event's where it tells of one day, else the issue's."""
    return event_dates[0] if len(event_dates) == 1 else printed


def _write(rows: list[Tenure], events: Sequence[Event], stints: Stints) -> None:
    """Bring the tenures of one official in one post up to the stints."""
    by_number: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        by_number[stints.number(event.day)].append(event)
    numbers = sorted(by_number)
    held = {"official": rows[0].official, "post": rows[0].post}
    made = [Tenure(**held, number=at) for at in range(len(rows) + 1, len(numbers) + 1)]
    rows = [*rows, *Tenure.objects.bulk_create(made)]
    changed = []
    for row, number in zip(rows, numbers, strict=False):
        days = days_of((event.kind, event.day) for event in by_number[number])
        if any(getattr(row, name) != day for name, day in days.items()):
            changed.append(row)
        for name, day in days.items():
            setattr(row, name, day)
        if len(rows) > 1:
            proofs = TenureProof.objects.filter(pk__in=[event.proof for event in by_number[number]])
            proofs.exclude(tenure=row).update(tenure=row)
    Tenure.objects.bulk_update(changed, DAYS)
    Tenure.objects.filter(pk__in=[row.pk for row in rows[len(numbers) :]]).delete()


def days_of(events: Iterable[tuple[str, date | None]]) -> dict[str, date | None]:
    """The days of a tenure, by field, that its proofs (kind and day) amount to."""
    known: dict[str, list[date]] = {kind: [] for kind in TenureProof.Kind.values}
    for kind, day in events:
        if day:
            known[kind].append(day)
    seen = [*known[TenureProof.Kind.SEEN], *known[TenureProof.Kind.START]]
    return {
        "first_seen": min(seen, default=None),
        "last_seen": max(seen, default=None),
        "started": min(known[TenureProof.Kind.START], default=None),
        "ended": max(known[TenureProof.Kind.END], default=None),
        "over_by": min(known[TenureProof.Kind.FORMER], default=None),
    }


def _ask(rows: dict[Held, list[Tenure]], doubts: dict[Held, Gap], touched: Collection[Held]) -> None:
    """Bring the open questions about these tenures up to what is doubtful now; what was decided is not asked again."""
    keys = {held: _key(held) for held in rows.keys() | set(touched)}
    asked = {keys[held]: held for held in doubts}
    ReviewItem.objects.open().filter(kind=KIND, key__in=keys.values()).exclude(key__in=asked).delete()
    items = [
        ReviewItem(kind=KIND, key=key, reason=_reason(rows[held][0], doubts[held]), confidence=UNDECIDED)
        for key, held in asked.items()
    ]
    ReviewItem.objects.bulk_create(items, update_conflicts=True, unique_fields=["key"], update_fields=["reason"])
    for item in ReviewItem.objects.filter(key__in=asked):
        official, _post = asked[item.key]
        item.candidates.set({official, doubts[asked[item.key]].other or official})


def _key(held: Held) -> str:
    return hashlib.sha256("|".join((KIND, *map(str, held))).encode()).hexdigest()


def _reason(tenure: Tenure, gap: Gap) -> str:
    words = {"who": tenure.official.name, "post": tenure.post.name, "last": gap.last, "again": gap.again}
    if gap.other is None:
        return _("{who}任{post}：{last} 与 {again} 两次见报之间被称为“原”任，没有报道说离任又复任").format(**words)
    other = Official.objects.get(pk=gap.other).name
    return _("{who}任{post}：{last} 与 {again} 两次见报之间又见{other}任此职，没有报道说离任又复任").format(
        other=other, **words
    )
