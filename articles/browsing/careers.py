"""An official's posts, each with the sentence that proves it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.utils.safestring import SafeString

from articles.models import Appearance, Article, Official, Place, Post, Tenure, TenureProof

from .cards import proof

MOST_TENURES = 60
MOST_INCUMBENTS = 40
RECENT = timedelta(days=730)
"""Who was not seen in a post for longer is not shown as holding it, though no article may have told of an end."""
RANKS = (Post.Rank.CHIEF, Post.Rank.DEPUTY, Post.Rank.MEMBER)


@dataclass(frozen=True, slots=True)
class Office:
    """A tenure, the sentence that first proves it, and the article of that sentence."""

    tenure: Tenure
    sentence: str | SafeString
    article: Article | None


def offices_of(official: Official) -> list[Office]:
    """The posts in which articles name the official, in order of appearance."""
    tenures = list(Tenure.objects.of_official(official)[:MOST_TENURES])
    first = TenureProof.objects.filter(tenure__in=tenures).order_by("tenure_id", "appearance__date", "pk")
    proofs = first.distinct("tenure_id").select_related("appearance__article")
    seen = {each.tenure_id: each.appearance for each in proofs}
    return [_office(tenure, seen.get(tenure.pk)) for tenure in tenures]


def _office(tenure: Tenure, seen: Appearance | None) -> Office:
    if seen is None:
        return Office(tenure, "", None)
    return Office(tenure, proof(seen.article, seen.title_spans or seen.spans), seen.article)


def incumbents_of(place: Place, day: date | None) -> list[Tenure]:
    """Who was last seen in the posts of a place not long before that day, and is not known to have left.

    Of a post that one person holds, only who was seen there last; heads before deputies.
    """
    if day is None:
        return []
    left = Q(ended__gte=F("last_seen")) | Q(over_by__gte=F("last_seen"))
    rank = Case(*(When(post__rank=each, then=Value(at)) for at, each in enumerate(RANKS)), output_field=IntegerField())
    recent = Tenure.objects.filter(post__place=place, last_seen__gt=day - RECENT).exclude(left)
    in_order = recent.order_by(rank, "-last_seen", "post__organisation", "pk")  # type: ignore[misc]
    return _last_of_each_chief(in_order.select_related("official", "post")[:MOST_INCUMBENTS])


def _last_of_each_chief(tenures: Iterable[Tenure]) -> list[Tenure]:
    """The tenures, latest first, without those of a head whom another was seen to follow."""
    kept: list[Tenure] = []
    headed: set[int] = set()
    for tenure in tenures:
        if tenure.post.rank == Post.Rank.CHIEF:
            if tenure.post_id in headed:
                continue
            headed.add(tenure.post_id)
        kept.append(tenure)
    return kept
