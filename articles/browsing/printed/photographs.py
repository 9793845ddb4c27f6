"""The photographs of articles: which may be shown, where their pictures are, and what is printed below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from django.urls import reverse

from articles.corrections import NOT_STORED, Veil, veils
from articles.models import Article, SourceFile, Suppression
from articles.reading.drawing import SHARPEST, Leaf
from articles.reading.lines.anchors import looks_captioned
from articles.reading.miniatures import RATIOS

from .facsimiles import UNSEEN
from .pictures import LARGE, THUMB, Print
from .veiling import WHOLE, veiling_of

LONGEST_ALT = 120  # characters; more is read below the picture


@dataclass(frozen=True, slots=True)
class Photograph:
    """The so many-th photograph of an article, from 1, and its sides in pixels where it is shown large."""

    public_id: str
    number: int
    width: int
    height: int

    @property
    def small(self) -> str:
        return self._url(THUMB)

    @property
    def large(self) -> str:
        return self._url(LARGE)

    @property
    def thumb(self) -> tuple[int, int]:
        """The sides of the small one."""
        width = min(THUMB, self.width)
        return width, round(width * self.height / self.width)

    def _url(self, width: int) -> str:
        return reverse("photograph", args=[self.public_id, self.number, width])


@dataclass(frozen=True, slots=True)
class Figure:
    """Photographs with the words that stand for each, and which paragraphs are their caption."""

    pictures: list[tuple[Photograph, str]]
    caption: range


def photographs_of(articles: Iterable[Article]) -> dict[int, list[Photograph]]:
    """The photographs of each article that may be shown, by its key: none of one that was taken out or has a masked
    name, and of others none that would be blank on the picture of its page. Articles without any cost no query."""
    having = [each for each in articles if each.pk != NOT_STORED and any(map(_is_held, each.photographs))]
    if not having:
        return {}
    ids = [article.public_id for article in having]
    masked = set(Suppression.objects.standing().filter(article__in=ids).values_list("article", flat=True))
    veiled = veils({article.source_id for article in having})
    is_drawn = cache(lambda source, page: veiling_of(source, page) is not None)

    def is_open(source: int, photograph: dict[str, Any]) -> bool:
        veil = veiled.get(source, Veil())
        if photograph["file"]:
            return photograph["file"] not in veil.files
        return veil == Veil() or (not veil.hidden and is_drawn(source, photograph["page"]))

    return {
        article.pk: [
            _photograph(article, number, each)
            for number, each in enumerate(article.photographs, 1)
            if _is_held(each) and is_open(article.source_id, each)
        ]
        for article in having
        if article.public_id not in masked
    }


def _is_held(photograph: dict[str, Any]) -> bool:
    """Whether it is known where the picture is; of what was read before that was kept, it is not."""
    return bool(photograph["file"] or photograph["box"])


def _photograph(article: Article, number: int, kept: dict[str, Any]) -> Photograph:
    ratio = int(kept["miniature"].partition(":")[0]) / RATIOS
    width = kept["width"] if kept["file"] else round((kept["box"][2] - kept["box"][0]) * SHARPEST)
    width = max(1, min(LARGE, width))
    return Photograph(article.public_id, number, width, max(1, round(width / ratio)))


def print_of(public_id: str, number: int) -> Print | None:
    """A photograph of an article, by its number from 1, as it is shown now; None where there is none, or it must not be
    shown."""
    article = Article.objects.filter(public_id=public_id).only("public_id", "photographs", "source").first()
    shown = photographs_of([article] if article else []).values()
    if article is None or not any(each.number == number for own in shown for each in own):
        return None
    kept = article.photographs[number - 1]
    source = SourceFile.objects.defer(*UNSEEN).get(pk=article.source_id)
    veiling = WHOLE if kept["file"] else veiling_of(source.pk, kept["page"])
    leaf = Leaf(kept["page"], kept["file"], tuple(kept["box"]) if kept["box"] else None)
    name = sha256(f"{leaf.index} {leaf.picture} {leaf.area}".encode()).hexdigest()[:32]
    return Print(name, source, leaf, veiling) if veiling else None


def figures_of(article: Article, shown: Sequence[Photograph]) -> list[Figure]:
    """The photographs of an article, put to their captions. The text of a picture story is the caption of all; of
    another article each caption belongs to one photograph, where there are as many of both; else nobody knows."""
    if not shown:
        return []
    captions = [number for number, block in enumerate(article.paragraphs) if _is_caption(block)]
    if article.kind == Article.Kind.PHOTO:
        every = range(len(article.paragraphs))
        words = "".join(block["text"] for block in article.blocks_of("body")) or article.display_title
        return [Figure([(each, _alt(words, each, len(article.photographs))) for each in shown], every)]
    if len(captions) == len(article.photographs):
        below = {each: captions[each.number - 1] for each in shown}
        texts = article.body
        return [Figure([(each, _alt(texts[at]))], range(at, at + 1)) for each, at in below.items()]
    words = f"“{article.display_title}”所附的照片"
    return [Figure([(each, _alt(words, each, len(article.photographs))) for each in shown], range(0))]


def _is_caption(block: dict[str, Any]) -> bool:
    return block["role"] == "body" and looks_captioned(block["text"], block["text"])


def _alt(words: str, photograph: Photograph | None = None, of: int = 1) -> str:
    """The words that stand for a photograph; where several have the same, also which it is."""
    words = words if len(words) <= LONGEST_ALT else f"{words[:LONGEST_ALT]}…"
    return f"{words}（{photograph.number}/{of}）" if photograph and of > 1 else words
