"""Turns a printed page into what a scanner makes of it: a grey picture, a little askew, with grain and a tinge."""

from __future__ import annotations

import io
import random

import pypdfium2 as pdfium
from PIL import Image

from pagemaker.wearing import worn

ASKEW = 1.0
"""Degrees at most, either way."""
GRAIN, SHARE = 40, 0.15


def scanned(data: bytes, seed: int, dots: int) -> bytes:
    """A PDF as a TIFF file of its pages at so many dots an inch. The same seed turns them alike; the grain differs."""
    chance = random.Random(seed)
    return _saved([_grained(_turned(page, chance)) for page in drawn(data, dots)])


def damaged(data: bytes, seed: int, dots: int, damage: str, back: bytes) -> bytes:
    """The same where the pages are worn, each with that damage, and another PDF's first page is printed on their back.
    The same seed gives the same picture."""
    chance, behind = random.Random(seed), drawn(back, dots)[0]
    return _saved([worn(_turned(page, chance), damage, seed, dots, behind) for page in drawn(data, dots)])


def drawn(data: bytes, dots: int) -> list[Image.Image]:
    """The pages of a PDF in grey."""
    with pdfium.PdfDocument(data) as document:
        return [page.render(scale=dots / 72).to_pil().convert("L") for page in document]


def _saved(pages: list[Image.Image]) -> bytes:
    buffer = io.BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    return buffer.getvalue()


def _turned(page: Image.Image, chance: random.Random) -> Image.Image:
    return page.rotate(chance.uniform(-ASKEW, ASKEW), Image.Resampling.BICUBIC, fillcolor=255)


def _grained(page: Image.Image) -> Image.Image:
    return Image.blend(page, Image.effect_noise(page.size, GRAIN), SHARE)
