"""Passages of a story that stand in other articles, too, word for word or nearly so: a dispatch printed twice, or by
two papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.models import Article, ArticleSearch

from .common import Common, Pair
from .prints import Letters, hashes_of, letters_of
from .sharing import beside

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
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a stretch: what the story prints there, and what the other article does; the same, or else."""

    own: str
    there: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters of a story that another article has, too, over all paragraphs, piece by piece as both print them."""

    common: Common
    pieces: list[Piece]

    @property
    def text(self) -> str:
        """As the story prints it."""
        return "".join(piece.own for piece in self.pieces)

    @property
    def text_there(self) -> str:
        return "".join(piece.there for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Reuse:
    """An article that has passages of a story, stretch by stretch and paragraph by paragraph; `of` is how many letters
    the story has."""

    article: Article
    stretches: list[Stretch]
    passages: list[Passage]
    of: int

    @property
    def letters(self) -> int:
        """How many are the same."""
        return sum(stretch.common.letters for stretch in self.stretches)

    @property
    def share(self) -> float:
        return self.letters / self.of

    @property
    def is_whole(self) -> bool:
        """Whether it has nearly all of the story."""
        return self.share >= WHOLE

    @property
    def is_exact(self) -> bool:
        """Whether it has all of its stretches word for word."""
        return all(stretch.common.is_exact for stretch in self.stretches)

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


@dataclass(frozen=True, slots=True)
class _Printed:
    """The letters of paragraphs, and these as they were printed."""

    letters: Letters
    texts: Sequence[str]

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Printed:
        return cls(letters_of(texts), texts)

    def between(self, first: int, behind: int, end: int) -> str:
        """These letters with the marks around them, up to the next letter; or without, where a passage ends there."""
        if first == behind:
            return ""
        places = self.letters.places
        (number, start), (last, offset) = places[first], places[min(behind, end - 1)]
        stop = offset + (behind == end)
        if number == last:
            return self.texts[number][start:stop]
        return self.texts[number][start:] + "".join(self.texts[number + 1 : last]) + self.texts[last][:stop]


def reuses(story: Sequence[Article]) -> list[Reuse]:
    """The articles, apart from those of the story, that have most of its text. One that is not stored has none."""
    return reuses_of_each([story])[0]


def reuses_of_each(stories: Sequence[Sequence[Article]], most: int = MOST_FOUND) -> list[list[Reuse]]:
    """The same for several stories at once, at most so many articles each."""
    shared = _shared(stories)
    wanted = {article for each in shared for article in each.most(most)}
    if not wanted:
        return [[] for _story in stories]
    prints = dict(ArticleSearch.objects.filter(pk__in=wanted).values_list("pk", "prints"))
    rows = Article.objects.filter(pk__in=wanted).select_related("issue", "page")
    others = rows.defer("heading_blocks", "source_lines").in_bulk()
    return [
        _found(story, each, [(others[key], prints[key]) for key in each.most(most) if key in others and key in prints])
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


def _found(story: Sequence[Article], shared: _Shared, others: Iterable[tuple[Article, Sequence[int]]]) -> list[Reuse]:
    """What each of the others, given with the prints that are kept of it, has of the story; those with most first. Of a
    passage more of the prints that both have are rare than are not: what both have, and is not rare, stands in many."""
    paragraphs = [(number, index, text) for number, part in enumerate(story) for index, text in enumerate(part.body)]
    own = _Printed.of([text for _part, _index, text in paragraphs])
    letters = own.letters.text
    kept = [(at, number) for at, number in enumerate(hashes_of(letters)) if number in shared.kept]
    found = []
    for article, prints in others:
        both, there = set(prints), _Printed.of(article.body)
        rare = [at for at, number in kept if number in both and number in shared.rare]
        formulas = [at for at, number in kept if number in both and number not in shared.rare]
        passages = Pair(letters, there.letters.text).passages()
        commons = [each for each in passages if len(each.held(rare)) > len(each.held(formulas))]
        stretches = [Stretch(each, _pieces(each, own, there)) for each in commons]
        places = [passage for each in commons for passage in _passages(own.letters, paragraphs, each)]
        found += [Reuse(article, stretches, places, len(letters))] if stretches else []
    return sorted(found, key=lambda each: (-each.letters, -each.article.pk))


def _pieces(common: Common, own: _Printed, there: _Printed) -> list[Piece]:
    """What both print, in turn the same and not."""
    cuts = [cut for at, at_there, length in common.blocks for cut in ((at, at_there), (at + length, at_there + length))]
    end, end_there = cuts[-1]
    return [
        Piece(own.between(at, behind, end), there.between(at_there, behind_there, end_there), is_same=number % 2 == 0)
        for number, ((at, at_there), (behind, behind_there)) in enumerate(pairwise(cuts))
    ]


def _passages(letters: Letters, paragraphs: Sequence[tuple[int, int, str]], common: Common) -> list[Passage]:
    """A passage paragraph by paragraph."""
    by_paragraph: dict[int, list[int]] = {}
    for number, offset in letters.places[slice(*common.span)]:
        by_paragraph.setdefault(number, []).append(offset)
    found = []
    for number, offsets in by_paragraph.items():
        part, index, text = paragraphs[number]
        if len(offsets) >= SHORTEST:
            start, end = offsets[0], offsets[-1] + 1
            found.append(Passage(part, index, start, end, text[start:end], common.is_exact))
    return found
