"""A printed page as a picture: where it is, how large it is, and where on it the articles stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from articles.models import Article, Page, SourceFile

from .hits import hits_of
from .layouts import Block, Region, blocks_of, boxes_of
from .pictures import SCREEN, SMALL
from .veiling import WHOLE, veiling_of

PAD = 4.0  # points around a block, so that its outline crosses no character
UNSEEN = ("content", "text", "boxes")
"""Megabytes of a source, where it holds a year."""


@dataclass(frozen=True, slots=True)
class Facsimile:
    """The picture of page number `number` of a source, from 1. Sizes, regions and the places of words searched for are
    in points; `is_partial` where something is left out, `is_by_region` where articles are so as a whole."""

    sha256: str
    number: int
    width: float
    height: float
    is_partial: bool
    is_by_region: bool = False
    regions: Sequence[Region] = ()
    hits: Sequence[Block] = ()

    @property
    def small(self) -> str:
        return self._url(SMALL)

    @property
    def screen(self) -> str:
        return self._url(SCREEN)

    @property
    def srcset(self) -> str:
        return f"{self.small} {SMALL}w, {self.screen} {SCREEN}w"

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the larger picture of the set, for the room that the page keeps for it."""
        return SCREEN, round(SCREEN * self.height / self.width)

    def _url(self, width: int) -> str:
        return reverse("page-picture", args=[self.sha256, self.number, width])


def facsimile_of(
    source: SourceFile, index: int, regions: Sequence[Region] = (), hits: Sequence[Block] = ()
) -> Facsimile | None:
    """The picture of a source's page, from 0; None where it has none or must not be shown."""
    width, height = source.sheets[index] if index < len(source.sheets) else (0, 0)
    veiling = veiling_of(source.pk, index) if width else None
    if veiling is None:
        return None
    is_partial, is_by_region = veiling != WHOLE, bool(source.pictures)
    return Facsimile(source.sha256, index + 1, width, height, is_partial, is_by_region, regions, hits)


def facsimile_of_page(page: Page, articles: Sequence[Article], query: str = "") -> Facsimile | None:
    """The picture of a page with its articles' regions on it, and where a query's words stand. Articles come with their
    source lines."""
    if not page.source.sheets:
        return None
    own = [article for article in articles if article.page_id == page.pk]
    for article in own:
        article.page = page  # spares a query an article
    boxes = boxes_of(own)
    placed = [(article, *blocks_of(article, boxes)) for article in own]
    indices = Counter(index for _article, index, blocks in placed if blocks)
    if not indices:
        return None
    ((index, _articles),) = indices.most_common(1)  # editors may have moved an article here from another page
    regions = [
        Region(number, article, blocks_once(blocks) if page.source.pictures else [_padded(block) for block in blocks])
        for number, (article, where, blocks) in enumerate(placed, 1)
        if blocks and where == index
    ]
    printed = [article for article in own if article.source_id == page.source_id]
    here = {line: box for (source, line), (where, box) in boxes.items() if (source, where) == (page.source_id, index)}
    hits = [] if page.source.pictures else hits_of(printed, here, query)
    return facsimile_of(page.source, index, regions, hits)


def blocks_once(blocks: Sequence[Block]) -> list[Block]:
    """Each place once: heading and body of an article have the same where only its region is known."""
    return list(dict.fromkeys(replace(block, is_heading=False) for block in blocks))


def _padded(block: Block) -> Block:
    x, y, width, height = block.x - PAD, block.y - PAD, block.width + 2 * PAD, block.height + 2 * PAD
    return replace(block, x=x, y=y, width=width, height=height)
