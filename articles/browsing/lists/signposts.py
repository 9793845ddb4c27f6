"""What words name outright: the places, officials and posts of those names, for readers who look for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from articles.models import ArticlePlace, Official, Place, Post

MOST_FOUND = 5  # of each kind


@dataclass(frozen=True, slots=True)
class Signposts:
    """Places, officials and posts of the very names that were asked for."""

    places: list[Place] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.places or self.officials or self.posts)


def signposts(words: Sequence[str]) -> Signposts:
    """Places that the archive covers or names, listed officials, and posts that somebody is known to have held."""
    if not words:
        return Signposts()
    known = Q(is_covered=True) | Exists(ArticlePlace.objects.filter(place=OuterRef("pk")))
    places = Place.objects.unmerged().filter(Q(name__in=words) | Q(aliases__overlap=list(words)))
    officials = Official.objects.listed().filter(names__name__in=words).distinct()
    return Signposts(
        places=list(places.filter(known).order_by("-is_covered", "code", "pk")[:MOST_FOUND]),
        officials=list(officials.order_by("pk")[:MOST_FOUND]),
        posts=list(Post.objects.held().filter(name__in=words).order_by("pk")[:MOST_FOUND]),
    )
