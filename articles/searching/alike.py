"""Articles like a story: those with the same traits, of which the rarer ones say more. No model and no learning: each
is there because of officials, places and words that it shares, and can say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from articles.models import Article, ArticleSearch, Official, Place

from .terms import lexemes_of_term, plain

EVERYDAY = 1000  # articles: who and what is in more of them says nothing of any one
MOST_TRAITS = 12  # of one kind, because a list of those present at a congress says no more by being longer
MOST_LOOKED_AT = 40
MOST_FOUND = 5
COUNTED = 3  # of one kind, the rarest; ten who sat on one platform do not make two reports alike
LEAST = 3.5
"""What an article must have in common: two traits that no more than some 170 articles have, or three that 310 have."""
NEAR = ((0, 1.5), (3, 1.0), (10, 0.5))
"""What being printed within so many days counts: reports of one event are of the same day or of the next ones."""

SHARING = """
WITH trait AS (
    SELECT * FROM unnest(%(numbers)s::int[], %(officials)s::bigint[], %(places)s::bigint[], %(lexemes)s::text[])
    AS trait (number, official, place, lexemes)
), hit AS MATERIALIZED (
    SELECT number, article_id FROM trait, LATERAL (
        SELECT article_id FROM articles_appearance WHERE official_id = trait.official LIMIT %(everyday)s + 1) AS one
    UNION ALL SELECT number, article_id FROM trait, LATERAL (
        SELECT article_id FROM articles_articleplace WHERE place_id = trait.place LIMIT %(everyday)s + 1) AS one
    UNION ALL SELECT number, article_id FROM trait, LATERAL (
        SELECT article_id FROM articles_articlesearch WHERE tsv @@ trait.lexemes::tsquery LIMIT %(everyday)s + 1) AS one
), held AS (
    SELECT count(*) AS articles FROM (SELECT FROM articles_articlesearch LIMIT %(everyday)s) AS row
), weight AS (
    SELECT number, ln(max(articles)::float / count(*)) AS weight FROM hit, held
    GROUP BY number HAVING count(*) < max(articles)
)
SELECT article_id, json_object_agg(number, weight) FROM hit JOIN weight USING (number)
WHERE article_id <> ALL(%(without)s)
GROUP BY article_id HAVING count(*) > 1 ORDER BY sum(weight) DESC, article_id DESC LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Alike:
    """An article like a story: what both have, and how many days are between; None where a day is unknown. `event_days`
    are those of one event of which both tell."""

    article: Article
    officials: list[Official] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    days: int | None = None
    score: float = 0.0
    event_days: tuple[date, ...] = ()

    @property
    def is_near(self) -> bool:
        """Whether both may tell of one event."""
        return self.days is not None and self.days <= NEAR[-1][0]


Trait = Official | Place | str


def alike(
    story: Sequence[Article],
    officials: Sequence[Official],
    places: Sequence[Place],
    words: Sequence[str],
    without: Collection[int] = (),
) -> list[Alike]:
    """At most MOST_FOUND articles that have most of what marks the story, apart from its parts and those `without`.

    Call it inside `by_index`.
    """
    traits: list[Trait] = [*officials[:MOST_TRAITS], *places[:MOST_TRAITS], *words[:MOST_TRAITS]]
    own = [part.pk for part in story if part.pk]
    if len(traits) < 2 or not own:
        return []
    weights = _sharing(traits, [*own, *without])
    articles = Article.objects.filter(pk__in=weights).select_related("issue", "page")
    texts = dict(ArticleSearch.objects.filter(pk__in=weights).values_list("pk", "text"))
    found = [
        _compared(story[0], article, _held(traits, weights[article.pk], texts[article.pk]))
        for article in articles.defer("heading_blocks", "source_lines")
    ]
    good = [each for each in found if each.score >= LEAST and _is_of_several_kinds(each)]
    return sorted(good, key=lambda each: (-each.score, -each.article.pk))[:MOST_FOUND]


def _sharing(traits: Sequence[Trait], without: list[int]) -> dict[int, dict[int, float]]:
    """Of the articles that share most, which traits and what each of these weighs, by its number."""
    values: dict[str, Any] = {
        "numbers": list(range(len(traits))),
        "officials": [trait.pk if isinstance(trait, Official) else None for trait in traits],
        "places": [trait.pk if isinstance(trait, Place) else None for trait in traits],
        "lexemes": [_lexemes(trait) if isinstance(trait, str) else None for trait in traits],
        "everyday": EVERYDAY,
        "without": without,
        "most": MOST_LOOKED_AT,
    }
    with connection.cursor() as cursor:
        cursor.execute(SHARING, values)
        return {pk: {int(number): weight for number, weight in found.items()} for pk, found in cursor.fetchall()}


def _lexemes(word: str) -> str:
    return " & ".join(lexemes_of_term(plain(word)[0]))


def _held(traits: Sequence[Trait], weights: dict[int, float], text: str) -> dict[Trait, float]:
    """The traits that an article has, with their weights: of words its pairs of characters are no proof yet."""
    shared = {traits[number]: weight for number, weight in sorted(weights.items())}
    return {t: weight for t, weight in shared.items() if not isinstance(t, str) or plain(t)[0] in text}


def _compared(own: Article, other: Article, shared: dict[Trait, float]) -> Alike:
    by_kind: dict[type, list[float]] = defaultdict(list)
    for trait, weight in shared.items():
        by_kind[type(trait)].append(weight)
    days = abs((own.date - other.date).days) if own.date and other.date else None
    near = next((bonus for most, bonus in NEAR if days is not None and days <= most), 0.0)
    return Alike(
        article=other,
        officials=[trait for trait in shared if isinstance(trait, Official)],
        places=[trait for trait in shared if isinstance(trait, Place)],
        words=[trait for trait in shared if isinstance(trait, str)],
        days=days,
        score=near + sum(sum(sorted(weights)[-COUNTED:]) for weights in by_kind.values()),
    )


def _is_of_several_kinds(found: Alike) -> bool:
    """Whether not only who, or where, or a word or two is the same."""
    return sum(map(bool, (found.officials, found.places, found.words))) > 1 or len(found.words) >= COUNTED
