"""Passages of a story that stand word for word in other articles: a dispatch printed twice, or by two papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from articles.models import Article, ArticleSearch

from .prints import SHINGLE, Letters, common_runs, hashes_of, letters_of
from .terms import is_marked

FORMULA = 8
"""Articles beside the story. What stands in more is a turn of speech, a slogan or a serial notice: nobody's text."""
MOST_FOUND = 5
MOST_PRINTS = 800  # that are looked up: some ten thousand letters; of longer stories the smallest
WHOLE = 0.9
SHORTEST = 4  # letters that a run must have in a paragraph to be worth showing there

PROBE = """
SELECT print, ARRAY(
    SELECT article_id FROM articles_articlesearch
    WHERE prints @> ARRAY[print] AND article_id <> ALL(%(own)s) LIMIT %(formula)s + 1
) AS articles
FROM (
    SELECT DISTINCT unnest(prints) AS print FROM articles_articlesearch WHERE article_id = ANY(%(own)s)
    ORDER BY print LIMIT %(prints)s
) AS probe
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `start` to `end` of one paragraph of one part of a story."""

    part: int
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reuse:
    """An article that has passages of a story, how many letters in all, and what share of the story that is."""

    article: Article
    passages: list[Passage]
    letters: int
    share: float

    @property
    def is_whole(self) -> bool:
        """Whether it has nearly all of the story."""
        return self.share >= WHOLE

    @property
    def percent(self) -> int:
        return max(1, round(self.share * 100))


@dataclass(frozen=True, slots=True)
class _Shared:
    """The prints of a story that few articles have, with these articles, and those that are of formulas."""

    rare: dict[int, list[int]]
    common: frozenset[int]

    @property
    def most(self) -> list[int]:
        """The articles that have most of the rare ones."""
        counts = Counter(article for articles in self.rare.values() for article in articles)
        return sorted(counts, key=lambda article: (-counts[article], -article))[:MOST_FOUND]


def reuses(story: Sequence[Article]) -> list[Reuse]:
    """The articles, apart from those of the story, that have most of its text. One that is not stored has none.

    Call it inside `by_index`.
    """
    own = [part.pk for part in story if part.pk]
    shared = _shared(own)
    indexed = dict(ArticleSearch.objects.filter(pk__in=shared.most).values_list("pk", "text")) if shared.rare else {}
    if not indexed:
        return []
    paragraphs = [(number, index, text) for number, part in enumerate(story) for index, text in enumerate(part.body)]
    letters = letters_of(text for _part, _index, text in paragraphs)
    articles = Article.objects.filter(pk__in=indexed).select_related("issue", "page")
    found = []
    for article in articles.defer("paragraphs", "heading_blocks", "source_lines"):
        runs = _runs(letters.text, indexed[article.pk], shared)
        passages = [passage for run in runs for passage in _passages(letters, paragraphs, *run)]
        length = sum(end - start for start, end in runs)
        found += [Reuse(article, passages, length, length / len(letters.text))] if runs else []
    return sorted(found, key=lambda each: (-each.letters, -each.article.pk))


def _shared(own: Sequence[int]) -> _Shared:
    values: dict[str, Any] = {"own": list(own), "prints": MOST_PRINTS, "formula": FORMULA}
    with connection.cursor() as cursor:
        cursor.execute(PROBE, values)
        rows = cursor.fetchall() if own else []
    rare = {number: articles for number, articles in rows if 0 < len(articles) <= FORMULA}
    return _Shared(rare, frozenset(number for number, articles in rows if len(articles) > FORMULA))


def _runs(own: str, indexed: str, shared: _Shared) -> list[tuple[int, int]]:
    """The common runs that are no formulas: more of their prints are rare than not."""
    other = "".join(line for line in indexed.split("\n") if not is_marked(line)).replace(" ", "")
    hashes = list(hashes_of(own))
    return [
        (start, end)
        for start, end in common_runs(own, other)
        if sum((each in shared.rare) - (each in shared.common) for each in hashes[start : end - SHINGLE + 1]) > 0
    ]


def _passages(letters: Letters, paragraphs: Sequence[tuple[int, int, str]], first: int, behind: int) -> list[Passage]:
    """A run of letters paragraph by paragraph."""
    by_paragraph: dict[int, list[int]] = {}
    for number, offset in letters.places[first:behind]:
        by_paragraph.setdefault(number, []).append(offset)
    found = []
    for number, offsets in by_paragraph.items():
        part, index, text = paragraphs[number]
        if len(offsets) >= SHORTEST:
            start, end = offsets[0], offsets[-1] + 1
            found.append(Passage(part, index, start, end, text[start:end]))
    return found
