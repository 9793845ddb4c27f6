"""Terms of registers follow merges: of officials, and of the places that their posts belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q

from articles.models import Post, RegisteredTerm, Target
from articles.recognition.posts import display_name

from .standing import united


def terms_follow(terms: Iterable[RegisteredTerm]) -> None:
    """Let terms, their official and post being as matched or decided, show those that stand for them now. Nothing is
    saved but the posts of places that another one stands for."""
    officials, places = united(Target.OFFICIAL), united(Target.PLACE)
    for term in terms:
        own = term.before_merge_id or term.official_id
        term.official_id = officials.get(own, own)
        term.before_merge_id = None if term.official_id == own else own
        post = term.post_before_merge or term.post
        place = places.get(post.place_id or 0)
        term.post = _twin(post, place) if place else post
        term.post_before_merge = post if place else None


def follow_merges(target: Target, group: Collection[int]) -> set[int]:
    """Let the terms of officials, or in posts of places, that were merged or unmerged follow. Returns the officials
    concerned."""
    if target == Target.OFFICIAL:
        own = Q(official__in=group) | Q(before_merge__in=group)
    else:
        own = Q(post__place__in=group) | Q(post_before_merge__place__in=group)
    terms = list(RegisteredTerm.objects.filter(own).select_related("post", "post_before_merge"))
    before = {term.official_id for term in terms}
    terms_follow(terms)
    RegisteredTerm.objects.bulk_update(terms, ["official", "before_merge", "post", "post_before_merge"])
    return before | {term.official_id for term in terms}


def merged_officials() -> dict[int, int]:
    """Every merged official → the one that stands for them."""
    return united(Target.OFFICIAL)


def _twin(post: Post, place: int) -> Post:
    """The same post of another place."""
    words = {"organisation": post.organisation, "role": post.role}
    twin = Post.objects.filter(place=place, **words).first() or Post(place_id=place, rank=post.rank, **words)
    if twin.pk is None and twin.place:
        twin.name = display_name(twin.place.name, post.organisation, post.role)
        twin.save()
    return twin
