"""Where a register and print, or two registers, contradict one another: both are shown, and an editor is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from django.utils.translation import gettext as _

from articles.models import Official, RegisteredTerm, ReviewItem, Tenure
from articles.recognition.posts import PostName

KIND = "contradiction"
UNDECIDED = 0.5
GRACE = timedelta(days=31)
"""So long papers print an old title on, or a new one before the day that a register gives."""


def settle(posts: Collection[int]) -> None:
    """Bring the questions about these posts up to what registers and print say of them now."""
    for post in sorted(posts):
        _ask(post, _questions(post))


def registered(posts: Collection[int]) -> set[int]:
    """Those of the posts that registers name."""
    return set(RegisteredTerm.objects.filter(post__in=posts).order_by().values_list("post", flat=True))


Question = tuple[str, str, set[int]]
"""What tells it from the others of its post, the reason, and the officials concerned."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """Who is printed in a post, from when to when, and the number of the stint."""

    official: Official
    number: int
    first: date
    last: date


def _questions(post: int) -> list[Question]:
    terms = list(RegisteredTerm.objects.shown().filter(post=post).in_order())
    found = Tenure.objects.filter(post=post).select_related("official").order_by("pk") if terms else ()
    seen = [
        _Seen(one.official, one.number, one.first_seen, one.last_seen)
        for one in found
        if one.first_seen and one.last_seen
    ]
    questions = [*_outside(terms, seen)]
    if terms and PostName("", terms[0].post.organisation, terms[0].post.role, terms[0].post.rank).principal:  # type: ignore[arg-type]
        questions += [*_at_once(terms, seen), *_both_registered(terms)]
    return questions


def _outside(terms: Sequence[RegisteredTerm], seen: Sequence[_Seen]) -> Iterator[Question]:
    """Officials who are printed in the post before or after all terms that a register gives them there."""
    for one in seen:
        own = [term for term in terms if term.official_id == one.official.pk]
        for register in sorted({term.register for term in own}):
            told = sorted((term for term in own if term.register == register), key=lambda term: term.last_day)
            day = None
            if told[-1].until and one.last > told[-1].last_day + GRACE:
                day = one.last
            elif one.first < min(term.first_day for term in told) - GRACE:
                day = one.first
            if day:
                reason = _("{term}；报道 {day} 见此人任此职").format(term=_told(told[-1]), day=day)
                yield f"{register}-{one.official.pk}-{one.number}", reason, {one.official.pk}


def _at_once(terms: Sequence[RegisteredTerm], seen: Sequence[_Seen]) -> Iterator[Question]:
    """Others who are printed in a post that one person holds at a time, within somebody's term."""
    for term in terms:
        for one in seen:
            if one.official.pk != term.official_id and _meet(_amid(term), (one.first, one.last)):
                words = {"days": f"{one.first}～{one.last}", "other": one.official}
                reason = _("{term}；报道 {days} 见{other}任此职").format(term=_told(term), **words)
                yield f"{term.key}-{one.official.pk}-{one.number}", reason, {term.official_id, one.official.pk}


def _both_registered(terms: Sequence[RegisteredTerm]) -> Iterator[Question]:
    """Two whom registers give a post that one person holds at a time, for longer than handing over takes."""
    for one, other in combinations(terms, 2):
        if one.official_id != other.official_id and _meet(_amid(one), (other.surely_from, other.surely_to)):
            reason = _("{one}；{other}").format(one=_told(one), other=_told(other))
            yield f"{one.key}-{other.key}", reason, {one.official_id, other.official_id}


def _amid(term: RegisteredTerm) -> tuple[date, date]:
    """The days on which the term surely lasts, without those of handing over."""
    return term.surely_from + GRACE, term.surely_to - GRACE


def _meet(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1]) and one[0] <= one[1] and other[0] <= other[1]


def _told(term: RegisteredTerm) -> str:
    until = term.until or _("（{date} 时在任）").format(date=term.source_date)
    return _("《{source}》记{who}任{post}：{since}—{until}").format(
        source=term.source_title, who=term.official, post=term.post.name, since=term.since, until=until
    )


def _ask(post: int, questions: Sequence[Question]) -> None:
    """What was decided is not asked again."""
    asked = {_key(post, what): (reason, officials) for what, reason, officials in questions}
    stale = ReviewItem.objects.open().filter(kind=KIND, key__startswith=_key(post, ""))
    stale.exclude(key__in=asked).delete()
    items = [ReviewItem(kind=KIND, key=key, reason=asked[key][0], confidence=UNDECIDED) for key in asked]
    ReviewItem.objects.bulk_create(items, update_conflicts=True, unique_fields=["key"], update_fields=["reason"])
    for item in ReviewItem.objects.filter(key__in=asked):
        item.candidates.set(asked[item.key][1])


def _key(post: int, what: str) -> str:
    return f"{KIND}-{post}-{hashlib.sha256(what.encode()).hexdigest()[:32] if what else ''}"
