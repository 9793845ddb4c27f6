"""Turns a printed page into what a scanner makes of it: a grey picture, a little askew, with grain and a tinge."""

from __future__ import annotations

import io
import random

import pypdfium2 as pdfium
from PIL import Image

ASKEW = 1.0
"""Degrees at most, either way."""
GRAIN, SHARE = 40, 0.15


def scanned(data: bytes, seed: int, dots: int) -> bytes:
    """A PDF as a TIFF file of its pages at so many dots an inch. The same seed turns them alike; the grain differs."""
    chance = random.Random(seed)
    with pdfium.PdfDocument(data) as document:
        pages = [_scan(page.render(scale=dots / 72).to_pil().convert("L"), chance) for page in document]
    buffer = io.BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    return buffer.getvalue()


def _scan(page: Image.Image, chance: random.Random) -> Image.Image:
    turned = page.rotate(chance.uniform(-ASKEW, ASKEW), Image.Resampling.BICUBIC, fillcolor=255)
    return Image.blend(turned, Image.effect_noise(turned.size, GRAIN), SHARE)
