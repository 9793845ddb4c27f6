"""A printed page enlarged until its small print is large: squares that load as they come into sight, in a few sizes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from articles.reading.drawing import enlarged, squares

from .facsimiles import Facsimile
from .pictures import SCREEN

SIZES, OF_SMALL = (25, 50, 100), (50, 100, 200)
"""Per cent of the pixels that there are, the second one to read at. Telephones have two or three to each of a web
page's: 50 is as sharp there as it can be."""
FEW = 2_000
"""Pixels across below which a picture is small."""


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
    """A page's picture in one of its sizes; in the least, for an overview, the picture for screens where that is as
    large."""
    width, height = enlarged(picture.width, picture.height)
    if size == sizes_of(picture)[0] and width * size <= SCREEN * 100:
        return Enlargement(picture, [[Square(picture.screen, round(width * size / 100), round(height * size / 100))]])
    cut = squares(width, height)
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


def sizes_of(picture: Facsimile) -> tuple[int, ...]:
    """The sizes that a page may be shown in."""
    return OF_SMALL if enlarged(picture.width, picture.height)[0] < FEW else SIZES


def size_of(asked: str, sizes: tuple[int, ...]) -> int:
    """The size that an address asks for; the one to read at, where it asks for none that there is."""
    return next((size for size in sizes if str(size) == asked), sizes[1])
