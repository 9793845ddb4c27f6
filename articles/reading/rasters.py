"""Pictures of pages that came as files of their own: which one a page names, and its pixels.

Nothing but a picture of a sensible size is opened; the size is read, and judged, before any pixel.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from urllib.parse import unquote

from PIL import Image, ImageOps

from articles.text.errors import UnreadableInput

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp"})
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF")
SCANS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"})
"""Files that are pages by themselves, and how they begin."""
MAGIC = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|RIFF[\x00-\xff]{4}WEBP|II\*\x00|MM\x00\*")
MOST_PIXELS = 50_000_000
"""A broadsheet page at 250 dots an inch has 20 million."""
MAPPED = re.compile(r"<img\s[^<>]{0,1000}>", re.IGNORECASE)
USED_MAP = re.compile(r"\susemap\s{0,3}=", re.IGNORECASE)
ADDRESS = re.compile(r"\ssrc\s{0,3}=\s{0,3}[\"']?([^\"'\s<>?#]{1,300})", re.IGNORECASE)
WIDTH = re.compile(r"\swidth\s{0,3}=\s{0,3}[\"']?(\d{2,5})(?:px)?(?![\d%])", re.IGNORECASE)
ABOVE = "^"
"""Stands in a bundle for a folder above the one that was packed, where mirrors keep their pictures."""
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)
"""What decoders raise where they meet something else than they were written for."""


def named_in(source: str, path: str) -> tuple[str, int]:
    """Where in a bundle the picture lies that a page file lays its region map over, and the width in which it does, 0
    where it does not say; ("", 0) where there is none.

    >>> named_in('<img src="../../images/A01.jpg" width=350 usemap="#PagePicMap">', "html/22/node_1.htm")
    ('images/A01.jpg', 350)
    """
    tag = next((tag for tag in MAPPED.findall(source) if USED_MAP.search(tag)), "")
    place, width = _place(tag, path), WIDTH.search(tag)
    return place, int(width[1]) if place and width else 0


def shown_in(source: str, path: str) -> list[str]:
    """Where in a bundle the pictures lie that a piece of a file shows without a region map.

    >>> shown_in('<p><img src="a.jpg">图</p><img src="http://example.org/b.jpg">', "html/22/content_1.htm")
    ['html/22/a.jpg']
    """
    places = [_place(tag, path) for tag in MAPPED.findall(source) if not USED_MAP.search(tag)]
    return [place for place in places if place]


def _place(tag: str, path: str) -> str:
    """Where in a bundle the picture of a tag lies; "" for one of another host or form."""
    address = ADDRESS.search(tag)
    named = unquote(address[1]) if address else ""
    if ":" in named or "\\" in named or named.startswith("/") or PurePosixPath(named).suffix.lower() not in SUFFIXES:
        return ""
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), named))
    return place.replace("../", f"{ABOVE}/")


def on_disk(place: str) -> str:
    """The path below a packed folder, or beside it, of what lies at that place in its bundle."""
    return place.replace(f"{ABOVE}/", "../")


def is_picture(data: bytes) -> bool:
    """Whether the bytes are a picture of a form that scans have."""
    return MAGIC.match(data) is not None


def pages_of(data: bytes) -> int:
    """How many pages a file of pictures holds: a TIFF file may have several, any other has one."""
    with _decoding("") as decode:
        image = decode(data)
        return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def size_of(data: bytes) -> tuple[int, int]:
    """The sides of a picture in pixels, as it is kept, of which only the head is read."""
    with _decoding("") as decode:
        return decode(data).size


def opened(data: bytes, place: str, page: int = 0, enough: int = 0) -> Image.Image:
    """The pixels of a picture, or of a page of several, upright as its camera says; of a JPEG where so many pixels a
    side are `enough`, not many more, which is much faster. Raises UnreadableInput `broken_picture` or
    `too_many_pixels`, with its place."""
    with _decoding(place) as decode:
        image = decode(data)
        if page:
            image.seek(page)
        if image.width * image.height > MOST_PIXELS:
            raise UnreadableInput("too_many_pixels", place, width=image.width, height=image.height, limit=MOST_PIXELS)
        if enough:
            image.draft(None, (enough, enough))
        return ImageOps.exif_transpose(image).convert("RGB")


@contextmanager
def _decoding(place: str) -> Iterator[Callable[[bytes], Image.Image]]:
    """How to open a picture; whatever goes wrong while it is decoded is a refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield lambda data: Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise UnreadableInput("too_many_pixels", place, limit=MOST_PIXELS) from error
    except BROKEN as error:
        raise UnreadableInput("broken_picture", place, reason=str(error)) from error
