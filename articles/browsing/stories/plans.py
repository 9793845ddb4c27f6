"""Where on the printed page an article stands, from the boxes of a PDF or an e-paper: outlined on the page's picture
or, where there is none, drawn as a small plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Func, JSONField

from articles.browsing.lists.cards import asked, page_url
from articles.browsing.printed.facsimiles import Facsimile, facsimile_of
from articles.browsing.printed.hits import hits_of
from articles.corrections import NOT_STORED
from articles.models import Article, SourceFile

MARGIN = 12.0
NEAR = 14.0  # points between lines of one column that are drawn as one shape
WITH_BOXES = (SourceFile.Form.PDF, SourceFile.Form.SCAN, SourceFile.Form.EPAPER)


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle of the plan, in points from the top left; whether it holds the article or something else."""

    x: float
    y: float
    right: float
    bottom: float
    is_own: bool

    @property
    def width(self) -> float:
        return round(self.right - self.x, 1)

    @property
    def height(self) -> float:
        return round(self.bottom - self.y, 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """The shapes of one printed page, and how large it is; with its picture, only those of the article, and where it is
    shown enlarged."""

    width: float
    height: float
    shapes: list[Shape]
    picture: Facsimile | None = None
    enlarged: str = ""


class PageBoxes(Func):
    """The boxes of the lines that stand on the same page as a given one, taken out in the database."""

    template = (
        "(SELECT jsonb_object_agg(key, value) FROM jsonb_each(%(expressions)s) AS each_box"
        " WHERE value->0 = %(expressions)s->'%(line)d'->0)"
    )
    output_field = JSONField()


def plan_of(article: Article, query: str = "") -> Plan | None:
    """Where the article stands on its page, and in it the words of a query; None where the source does not tell."""
    own = article.lines
    if article.source.form not in WITH_BOXES or not own:
        return None
    cut = PageBoxes(F("boxes"), line=min(own))
    boxes: dict[str, list[float]] | None = SourceFile.objects.filter(pk=article.source_id).values_list(cut, flat=True)[
        0
    ]
    if not boxes:
        return None
    shapes = shapes_of(boxes, own)
    picture = None if article.pk == NOT_STORED else facsimile_of(article.source, int(boxes[str(min(own))][0]))
    if picture:
        lines = {} if article.source.pictures else boxes
        here = {int(number): (x, y, right, bottom) for number, (_page, x, y, right, bottom) in lines.items()}
        picture = replace(picture, hits=hits_of([article], here, query))
        enlarged = f"{page_url(article.page)}print/{asked(query)}#{article.public_id}"
        return Plan(picture.width, picture.height, [shape for shape in shapes if shape.is_own], picture, enlarged)
    return Plan(
        width=round(max(shape.right for shape in shapes) + MARGIN),
        height=round(max(shape.bottom for shape in shapes) + MARGIN),
        shapes=sorted(shapes, key=lambda shape: shape.is_own),
    )


def shapes_of(boxes: dict[str, Any], own: Iterable[int]) -> list[Shape]:
    """The boxes of lines, by number, with neighbouring lines of one column as one shape.

    >>> shapes_of({"1": [0, 10, 10, 90, 20], "2": [0, 10, 24, 90, 34], "3": [0, 200, 10, 280, 20]}, {1, 2})
    [Shape(x=10, y=10, right=90, bottom=34, is_own=True), Shape(x=200, y=10, right=280, bottom=20, is_own=False)]
    """
    mine = set(own)
    shapes: list[Shape] = []
    for number in sorted(int(key) for key in boxes):
        _page, x, y, right, bottom = boxes[str(number)]
        shape = Shape(x, y, right, bottom, number in mine)
        if shapes and _continues(shapes[-1], shape):
            last = shapes.pop()
            shape = replace(
                last, x=min(last.x, x), y=min(last.y, y), right=max(last.right, right), bottom=max(last.bottom, bottom)
            )
        shapes.append(shape)
    return shapes


def _continues(last: Shape, shape: Shape) -> bool:
    """Whether a line stands right below, or inside, what was drawn last, and belongs to the same."""
    overlap = min(last.right, shape.right) - max(last.x, shape.x)
    below = -shape.height <= shape.y - last.bottom <= NEAR or last.y <= shape.y <= last.bottom
    return last.is_own == shape.is_own and overlap > 0 and below
