"""Photographs for tests, drawn by chance."""

import base64
import io
import random

from PIL import Image, ImageFilter

from articles.reading.miniatures import Miniature, miniature_of
from articles.searching.likeness import Wanted, keys_of, mirrored


def photograph(seed: int, size: tuple[int, int] = (600, 400)) -> Image.Image:
    """Bright and dark patches, as of people before a wall."""
    rough = Image.frombytes("L", (12, 8), random.Random(seed).randbytes(12 * 8))
    return rough.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(4)).convert("RGB")


def address(image: Image.Image) -> str:
    """The picture as an address that HTML can hold."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"


def is_same(one: Image.Image, other: Image.Image) -> bool:
    """Whether the archive tells of it where it has the second and gets the first."""
    wanted, found = map(Miniature.told, map(miniature_of, (one, other)))
    keys = keys_of(found)
    seen = [Wanted(wanted), Wanted(mirrored(wanted))]
    return any((keys[0] in each.near_parts or each.near & {*keys}) and each.is_same(found, keys) for each in seen)
