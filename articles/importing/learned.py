"""What editors decided elsewhere and a reading makes use of: see docs/corrections.md, “What is learned”.

Everything here follows from decisions that stand; nothing is stored, so undoing a decision also unlearns it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from articles import corrections
from articles.models import Appearance, Article, ArticlePlace, Correction, ReviewItem, Suppression, Target
from articles.recognition.findings import OfficialMention, PlaceMention

Rejected = tuple[str, str, int | None, str]
"""Name, title, jurisdiction and its printed name."""
Word = tuple[str, int]
"""A printed word and the place that it was read as."""


def topic_of(*words: str) -> str:
    """What the same doubt has in common wherever it is raised."""
    return hashlib.sha256("|".join(words).encode()).hexdigest()


def unsettled(items: Iterable[ReviewItem]) -> list[ReviewItem]:
    """The items without those whose doubt an editor last answered with “no error” elsewhere."""
    items = list(items)
    asked = ReviewItem.objects.filter(topic__in={item.topic for item in items} - {""}, decided_at__isnull=False)
    last = dict(asked.order_by("decided_at").values_list("topic", "decision"))
    return [item for item in items if not last.get(item.topic, "").startswith("fine")]


def decided_persons() -> list[Any]:
    """The appearances whose person an editor decided, each with `own`, that person."""
    said = Correction.objects.standing().filter(target=Target.APPEARANCE, field="official")
    keys = {key.partition("/")[2] for key in said.values_list("key", flat=True)}
    rows = corrections.own_links().filter(article__public_id__in=said.values("article"), key__in=keys)
    decided = {(one.article, one.key.partition("/")[2]): one.value for one in said.order_by("pk")}
    return [row for row in rows.select_related("article") if decided.get((row.article.public_id, row.key)) == row.own]


@dataclass(frozen=True, slots=True)
class Learned:
    """Who was no official, and which place a word meant, with the articles in which that was decided."""

    rejected: dict[Rejected, set[str]] = field(default_factory=dict)
    places: dict[Word, dict[int, set[str]]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Learned:
        """All that was decided. What was masked on request says nothing of anybody elsewhere."""
        rejected: dict[Rejected, set[str]] = defaultdict(set)
        said = Correction.objects.standing().filter(target=Target.APPEARANCE, field="present", value=False)
        for one in said.exclude(batch__in=Suppression.objects.values("batch")):
            read = one.value_read
            rejected[read["name"], read["title"], read["jurisdiction"], read["jurisdiction_name"]].add(one.article)
        return cls(dict(rejected), _words())

    def officials(self, article: Article, found: Sequence[OfficialMention]) -> list[OfficialMention]:
        """The mentions without those that an editor elsewhere declared to be no official, in the same words.

        Where such words stand of somebody with a page, the decision was about its article alone.
        """
        return [mention for mention in found if not self._is_rejected(article, mention)]

    def _is_rejected(self, article: Article, mention: OfficialMention) -> bool:
        words = (mention.name, mention.title, mention.jurisdiction, mention.jurisdiction_name)
        if not self.rejected.get(words, set()) - {article.public_id} or article.public_id in self.rejected[words]:
            return False
        shown = Appearance.objects.filter(name=mention.name, title=mention.title, jurisdiction=mention.jurisdiction)
        return not shown.exclude(article=article).exists()

    def place(self, article: Article, mention: PlaceMention) -> int | None:
        """The place that a mention means, by what editors decided of the same word read as the same place."""
        if mention.place is None or not mention.spans:
            return mention.place
        word = word_at(article, mention.spans[0])
        decided = self.places.get((word, mention.place), {})
        if len(decided) != 1:
            return mention.place
        ((place, articles),) = decided.items()
        overruled = self.places.get((word, place), {})  # elsewhere, after it was learned
        its_own = any(article.public_id in those for those in overruled.values())
        return mention.place if article.public_id in articles or (overruled and not its_own) else place


def _words() -> dict[Word, dict[int, set[str]]]:
    """The words whose place an editor decided → the places decided for them, with the articles."""
    found: dict[Word, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    said = Correction.objects.standing().filter(target=Target.ARTICLE_PLACE, field="place")
    decided = {(one.article, one.key.partition("/")[2]): one for one in said.order_by("pk")}
    rows = ArticlePlace.objects.filter(article__public_id__in={article for article, _key in decided}).exclude(key="")
    for row in rows.select_related("article"):
        one = decided.get((row.article.public_id, row.key))
        if one and row.spans and isinstance(one.value_read, int):
            found[word_at(row.article, row.spans[0]), one.value_read][one.value].add(one.article)
    return {word: dict(places) for word, places in found.items()}


def word_at(article: Article, span: Sequence[int]) -> str:
    """The printed word at a span."""
    number, first, last = span
    return article.body[number][first:last] if number < len(article.paragraphs) else ""
