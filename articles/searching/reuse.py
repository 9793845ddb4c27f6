"""Passages of a story that stand word for word in other articles: a dispatch printed twice, or by two papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.models import Article, ArticleSearch

from .prints import SHINGLE, Letters, common_runs, hashes_of, letters_of
from .sharing import beside
from .terms import letters_of_indexed

MOST_FOUND = 5
WHOLE = 0.9
SHORTEST = 4  # letters that a run must have in a paragraph to be worth showing there


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
    """The prints that are kept of a story, and those of them that few other articles have, with these."""

    kept: frozenset[int]
    rare: dict[int, set[int]]

    def most(self, number: int) -> list[int]:
        """That many of the articles, which have most of the rare ones."""
        counts = Counter(article for articles in self.rare.values() for article in articles)
        return sorted(counts, key=lambda article: (-counts[article], -article))[:number]


def reuses(story: Sequence[Article]) -> list[Reuse]:
    """The articles, apart from those of the story, that have most of its text. One that is not stored has none."""
    return reuses_of_each([story])[0]


def reuses_of_each(stories: Sequence[Sequence[Article]], most: int = MOST_FOUND) -> list[list[Reuse]]:
    """The same for several stories at once, at most so many articles each."""
    shared = _shared(stories)
    wanted = {article for each in shared for article in each.most(most)}
    if not wanted:
        return [[] for _story in stories]
    indexed = dict(ArticleSearch.objects.filter(pk__in=wanted).values_list("pk", "text"))
    rows = Article.objects.filter(pk__in=wanted).select_related("issue", "page")
    others = rows.defer("heading_blocks", "source_lines").in_bulk()
    return [
        _found(
            story, each, [(others[key], indexed[key]) for key in each.most(most) if key in others and key in indexed]
        )
        for story, each in zip(stories, shared, strict=True)
    ]


def _shared(stories: Sequence[Sequence[Article]]) -> list[_Shared]:
    stored = {part.pk for story in stories for part in story if part.pk}
    found = beside(stored)
    kept = dict(ArticleSearch.objects.filter(pk__in=found).values_list("pk", "prints")) if found else {}
    return [_of_story([part.pk for part in story if part.pk in found], found, kept) for story in stories]


def _of_story(own: Sequence[int], found: dict[int, dict[int, list[int]]], kept: dict[int, list[int]]) -> _Shared:
    rare: dict[int, set[int]] = {}
    for part in own:
        for number, articles in found[part].items():
            rare.setdefault(number, set()).update(set(articles) - set(own))
    return _Shared(
        frozenset(number for part in own for number in kept.get(part, ())), {k: v for k, v in rare.items() if v}
    )


def _found(story: Sequence[Article], shared: _Shared, others: Iterable[tuple[Article, str]]) -> list[Reuse]:
    """What each of the others, given with its indexed text, has of the story; those with most first."""
    paragraphs = [(number, index, text) for number, part in enumerate(story) for index, text in enumerate(part.body)]
    letters = letters_of(text for _part, _index, text in paragraphs)
    found = []
    for article, indexed in others:
        runs = _runs(letters.text, indexed, shared)
        passages = [passage for run in runs for passage in _passages(letters, paragraphs, *run)]
        length = sum(end - start for start, end in runs)
        found += [Reuse(article, passages, length, length / len(letters.text))] if runs else []
    return sorted(found, key=lambda each: (-each.letters, -each.article.pk))


def _runs(own: str, indexed: str, shared: _Shared) -> list[tuple[int, int]]:
    """The common runs that are no formulas: of the prints that are kept of them, more are rare than are not. What is
    in the other text, too, and yet not rare stands in many."""
    other = letters_of_indexed(indexed)
    hashes = list(hashes_of(own))
    return [
        (start, end)
        for start, end in common_runs(own, other)
        if sum((each in shared.rare) * 2 - (each in shared.kept) for each in hashes[start : end - SHINGLE + 1]) > 0
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
