"""Pictures of printed pages: drawn when they are first asked for, in a process of their own, and kept on disk."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import BoundedSemaphore

from django.conf import settings

from articles.models import SourceFile
from articles.reading import drawing
from articles.reading.drawing import Picture, Veiling
from articles.text.errors import UnreadableInput

WIDTHS = SMALL, SCREEN, LARGE = 640, 1280, 2000
DRAWN_BY = "1"
"""What drew the pictures: another word draws all of them anew."""
AT_ONCE = 2
"""Drawings at one time in one process: each takes a processor and up to 100 MB."""
PATIENCE = 15.0
"""Seconds that a reader waits for others' drawings."""

_turns = BoundedSemaphore(AT_ONCE)
log = logging.getLogger(__name__)


class BusyError(Exception):
    """Too many pages are being drawn already."""


@dataclass(frozen=True, slots=True)
class Print:
    """A page of a source, from 0, as it is shown now; its `tag` changes with every pixel that may."""

    source: SourceFile
    index: int
    veiling: Veiling

    @property
    def tag(self) -> str:
        said = json.dumps([DRAWN_BY, self.source.sha256, self.index, asdict(self.veiling)])
        return sha256(said.encode()).hexdigest()[:32]

    def path(self, width: int) -> Path:
        """Where the picture is kept."""
        return self.folder / f"{self.index + 1}-{self.tag}-{width}.webp"

    @property
    def folder(self) -> Path:
        digest = self.source.sha256
        return Path(settings.PAGE_PICTURES) / digest[:2] / digest


def picture(page: Print, width: int) -> bytes | None:
    """The WebP picture of a page in one of WIDTHS; None where it cannot be drawn. Raises BusyError."""
    if (kept := _kept(page.path(width))) is None:
        with _turn():
            kept = _kept(page.path(width))
            if kept is None:
                kept = _drawn(page)[width]
    return kept or None


def _kept(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE):
        raise BusyError
    try:
        yield
    finally:
        _turns.release()


def _drawn(page: Print) -> dict[int, bytes]:
    """Draw and keep a page in all widths, in place of what it looked like before. Of one that cannot be drawn empty
    files are kept, so that it is not tried with every visit."""
    content = SourceFile.objects.values_list("content", flat=True).get(pk=page.source.pk)
    try:
        pictures = drawing.draw(bytes(content), page.index, WIDTHS, page.veiling)
    except UnreadableInput as refusal:
        log.warning("page %d of %s is not drawn: %s", page.index + 1, page.source.sha256, refusal)
        pictures = tuple(Picture(width, b"") for width in WIDTHS)
    page.folder.mkdir(parents=True, exist_ok=True)
    for former in page.folder.glob(f"{page.index + 1}-*.webp"):
        former.unlink(missing_ok=True)
    for drawn in pictures:
        _keep(page.path(drawn.width), drawn.data)
    return {drawn.width: drawn.data for drawn in pictures}


def _keep(path: Path, data: bytes) -> None:
    """Written beside and moved, so that nobody reads half a picture."""
    with NamedTemporaryFile(dir=path.parent, delete=False) as beside:
        beside.write(data)
    Path(beside.name).replace(path)
