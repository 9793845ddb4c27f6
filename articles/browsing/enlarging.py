"""A printed page enlarged until its small print is large: squares that load as they come into sight, in a few sizes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from articles.reading.drawing import enlarged, squares

from .facsimiles import Facsimile

SIZES = OVERVIEW, READABLE, SHARPEST = 25, 50, 100
"""Per cent of the pixels drawn. A telephone's screen has two or three pixels to each of a web page's: 50 is as sharp
there as it can be."""


@dataclass(frozen=True, slots=True)
class Square:
    """A part of an enlarged page, in the pixels of a web page."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Enlargement:
    """An enlarged page as rows of squares."""

    picture: Facsimile
    rows: list[list[Square]]


def enlargement_of(picture: Facsimile, size: int) -> Enlargement:
    """A page's picture in one of SIZES."""
    cut = squares(*enlarged(picture.width, picture.height))
    return Enlargement(
        picture,
        [
            [_square(picture, row, column, edges, size) for _row, column, edges in in_row]
            for row, in_row in groupby(cut, key=lambda each: each[0])
        ],
    )


def _square(picture: Facsimile, row: int, column: int, edges: tuple[int, int, int, int], size: int) -> Square:
    left, top, right, bottom = (round(edge * size / 100) for edge in edges)
    url = reverse("page-square", args=[picture.sha256, picture.number, row, column])
    return Square(url, right - left, bottom - top)


def size_of(asked: str) -> int:
    """The size that an address asks for; one to read at, where it asks for none that there is."""
    return next((size for size in SIZES if str(size) == asked), READABLE)
