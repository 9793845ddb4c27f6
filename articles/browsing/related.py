"""What else the archive has of a story: its passages in other articles, and articles like it, each with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Article, Place
from articles.searching import Alike, Reuse, alike, by_index, reuses


@dataclass(frozen=True, slots=True)
class Related:
    """Articles that have passages of a story, and others like it."""

    reused: list[Reuse]
    alike: list[Alike]

    def __bool__(self) -> bool:
        return bool(self.reused or self.alike)


def related_to(story: Sequence[Article], words: Sequence[str]) -> Related:
    """What is related to a story by its text, and by its officials, its places and the words that mark it."""
    officials = dict.fromkeys(each.official for part in story for each in part.appearances.all())
    with by_index():
        reused = reuses(story)
        without = [*(each.article.pk for each in reused), *(part.continues_id for part in story if part.continues_id)]
        return Related(reused, alike(story, list(officials), places_named(story), words, without))


def places_named(story: Sequence[Article]) -> list[Place]:
    """The places of all parts of a story, each once, first those that it is about."""
    links = [link for part in story for link in part.article_places.all()]
    return list(dict.fromkeys(link.place for link in sorted(links, key=lambda link: not link.primary)))
