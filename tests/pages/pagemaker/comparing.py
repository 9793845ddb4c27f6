"""Compares what was read with what was set, and says in which parts an article differs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from articles.reading.readings import ArticleReading, Heading, SourceReading
from pagemaker.stories import Story

JUMP_MARK = re.compile(r"[（(](?:下转|上接)[^（()）]{1,12}[）)]")
SHOT = re.compile(r"(?<=。)[（(]?(?:本报记者)?[\u4e00-\u9fff]{2,4}摄[）)]?$")
SIGNED = re.compile(r"(?<=[。！？”])[（(][\u4e00-\u9fff、]{2,12}[）)]$")
CREDIT = re.compile(r"(?:本报)?(?:记者|通讯员).{0,12}|[（(][^（()）]{2,12}[)）]|.{0,14}摄[)）]?")


@dataclass
class Score:
    """How many of the stories set were read exactly, and what was wrong with the others."""

    right: int = 0
    total: int = 0
    misses: list[str] = field(default_factory=list)
    characters: int = 0
    characters_right: int = 0
    headings_right: int = 0

    @property
    def share(self) -> float:
        return self.right / self.total if self.total else 1.0

    def __iadd__(self, other: Score) -> Score:
        self.right += other.right
        self.total += other.total
        self.misses += other.misses
        self.characters += other.characters
        self.characters_right += other.characters_right
        self.headings_right += other.headings_right
        return self


def squashed(text: str) -> str:
    return "".join(text.split())


def told(text: str) -> str:
    """A paragraph as it is compared: no white space; no jump marks and credits at its end, which may stay in or not."""
    return SIGNED.sub("", SHOT.sub("", JUMP_MARK.sub("", squashed(text))))


def set_parts(story: Story) -> dict[str, object]:
    """The parts of a story that a reader must get right."""
    return {
        "banner": squashed(story.banner),
        "heading": squashed(story.kicker + "".join(story.headline) + story.subheadline),
        "paragraphs": _paragraphs([p.text for p in story.paragraphs]),
        "kind": story.kind,
        "reporters": set(story.reporters),
        "correspondents": set(story.correspondents),
        "photographers": set(story.photographers),
        "jump_to": squashed(story.jump_to),
        "jump_from": squashed(story.jump_from),
    }


def read_parts(article: ArticleReading) -> dict[str, object]:
    """The same parts of an article as it was read."""
    heading, credits = article.heading, article.credits
    lines = (heading.kicker, heading.headline, heading.subheadline)
    return {
        "banner": squashed(Heading.joined(heading.banner)),
        "heading": squashed("".join(Heading.joined(part) for part in lines)),
        "paragraphs": _paragraphs([p.text for p in article.paragraphs]),
        "kind": article.kind,
        "reporters": set(credits.reporters),
        "correspondents": set(credits.correspondents),
        "photographers": set(credits.photographers),
        "jump_to": squashed(article.jump_to),
        "jump_from": squashed(article.jump_from),
    }


def _paragraphs(texts: list[str]) -> list[str]:
    return [text for text in map(told, texts) if text and not CREDIT.fullmatch(text)]


def score(stories: tuple[Story, ...], reading: SourceReading, label: str) -> Score:
    """Each story against the article that holds most of it; articles that match no story count as wrong."""
    articles = [article for issue in reading.issues for article in issue.articles]
    result, left = Score(total=max(len(stories), len(articles))), list(articles)
    for story in stories:
        wanted = set_parts(story)
        best = max(left, key=lambda article: _likeness(wanted, read_parts(article)), default=None)
        result.characters += len(_whole(wanted))
        if best is None:
            result.misses.append(f"{label}: not read: {_name(wanted)}")
            continue
        left.remove(best)
        found = read_parts(best)
        wrong = [part for part in wanted if wanted[part] != found[part]]
        result.right += not wrong
        result.headings_right += "heading" not in wrong
        result.characters_right += _alike(_whole(wanted), _whole(found))
        result.misses += [
            f"{label}: {_name(wanted)}: {part}: {difference(wanted[part], found[part])}" for part in wrong
        ]
    result.misses += [f"{label}: no such story: {_name(read_parts(article))}" for article in left]
    return result


def _whole(parts: dict[str, object]) -> str:
    """A story's heading and paragraphs."""
    return str(parts["heading"]) + "".join(parts["paragraphs"])  # type: ignore[arg-type]


def _alike(wanted: str, found: str) -> int:
    """The characters of a text that stand in another in the same order."""
    return sum(block.size for block in SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks())


def _likeness(wanted: dict[str, object], found: dict[str, object]) -> float:
    one, other = _pairs(wanted), _pairs(found)
    return len(one & other) / max(1, len(one | other))


def _pairs(parts: dict[str, object]) -> set[str]:
    text = "".join(parts["paragraphs"])  # type: ignore[arg-type]
    return {text[i : i + 3] for i in range(len(text) - 2)}


def _name(parts: dict[str, object]) -> str:
    return str(parts["heading"]) or "".join(parts["paragraphs"])[:16]  # type: ignore[arg-type]


def difference(wanted: object, found: object) -> str:
    """Two values where they begin to differ."""
    if isinstance(wanted, list) and isinstance(found, list):
        for at, (one, other) in enumerate(zip(wanted, found, strict=False)):
            if one != other:
                return f"paragraph {at + 1}: {_at_difference(one, other)}"
        return f"{len(wanted)} paragraphs set, {len(found)} read: {(wanted[len(found) :] or found[len(wanted) :])[:2]}"
    return f"{wanted!r} set, {found!r} read"


def _at_difference(one: str, other: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, at - 8)
    return f"…{one[start : at + 12]}… set, …{other[start : at + 12]}… read"
