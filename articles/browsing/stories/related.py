"""What else the archive has of a story: its passages in other articles, other reports of its event, and articles like
it, each with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from articles.browsing.collections import query_of
from articles.models import Article, Place
from articles.searching import Alike, Piece, Reuse, alike, by_index, retold, reuses, with_same_photographs

from .differing import differing
from .parts import prefix_of
from .spreads import Shares, Spread, as_printed, shares, spread


@dataclass(frozen=True, slots=True)
class Same:
    """An article that has passages of a story, the so many-th, with what differs and whose paragraphs they are of."""

    number: int
    reuse: Reuse

    @property
    def stretches(self) -> list[list[Piece]]:
        """Of what is word for word all, of the rest what differs."""
        return [each.pieces if each.common.is_exact else differing(each.pieces) for each in self.reuse.stretches]

    @property
    def paragraphs(self) -> list[tuple[str, int]]:
        """Those that have some of it: their anchors, and their numbers in the part of the story."""
        places = dict.fromkeys((passage.part, passage.paragraph + 1) for passage in self.reuse.passages)
        return [(f"{prefix_of(part)}p{number}", number) for part, number in sorted(places)]


@dataclass(frozen=True, slots=True)
class Related:
    """Articles that have passages of a story, others that tell of its event, others like it, and
    those that show its photographs; what is drawn of them."""

    story: Sequence[Article]
    reused: list[Reuse]
    retold: list[Alike]
    alike: list[Alike]
    pictured: list[Article]

    def __bool__(self) -> bool:
        return bool(self.reused or self.retold or self.alike or self.pictured)

    @property
    def course(self) -> Spread | None:
        """When and where the event was reported."""
        return spread([self.story[0], *(each.article for each in self.retold)])

    @property
    def course_url(self) -> str:
        """The collection of the story and the reports of its event, as they were printed."""
        reports = as_printed([self.story[0], *(each.article for each in self.retold)])
        return f"{reverse('collection')}?{query_of(each.public_id for each in reports)}"

    @property
    def same(self) -> list[Same]:
        """What of the story stands in each article, those with most first."""
        return [Same(number, reuse) for number, reuse in enumerate(self.reused, start=1)]

    @property
    def prints(self) -> list[tuple[Article, Same | None]]:
        """The story itself and these articles, as they were printed."""
        others = {each.reuse.article: each for each in self.same}
        return [(article, others.get(article)) for article in as_printed([self.story[0], *others])]

    @property
    def spread(self) -> Spread | None:
        """When and where they were printed."""
        return spread([self.story[0], *(reuse.article for reuse in self.reused)])

    @property
    def shares(self) -> Shares | None:
        """How much of the story stands in them."""
        return shares(self.reused)


def related_to(story: Sequence[Article], words: Sequence[str]) -> Related:
    """What is related to a story by its text, and by its officials, its places and the words that mark it."""
    officials = dict.fromkeys(each.official for part in story for each in part.appearances.all())
    with by_index():
        reused = reuses(story)
        without = [*(each.article.pk for each in reused), *(part.continues_id for part in story if part.continues_id)]
        told = retold(story, without)
        without += [each.article.pk for each in told]
        like = alike(story, list(officials), places_named(story), words, without)
        return Related(story, reused, told, like, with_same_photographs(story))


def places_named(story: Sequence[Article]) -> list[Place]:
    """The places of all parts of a story, each once, first those that it is about."""
    links = [link for part in story for link in part.article_places.all()]
    return list(dict.fromkeys(link.place for link in sorted(links, key=lambda link: not link.primary)))
