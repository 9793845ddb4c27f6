"""Page text, PDF, scan or e-paper HTML to articles. The one verb is `read`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache

from articles.reading.readings import SourceReading
from articles.text.decode import decode

__all__ = ["read"]


def read(data: bytes, name: str, *, given_date: date | None = None, newspaper: str = "") -> SourceReading:
    """Read one source file: its issues, their pages, their articles.

    `name` is the file's name, quoted in refusals and searched for a date; `given_date` and `newspaper` are what the
    caller knows. Raises UnreadableInput with the codes of `decode`, `sandbox` and the form, or `no_article`.
    """
    with _uncollected():
        for fits, reader in _forms():
            if fits(data):
                return reader(data, name, given_date=given_date, newspaper=newspaper)
        from articles.reading import text_pages

        text, encoding = decode(data)
        return text_pages.read_text(text, name, encoding=encoding, given_date=given_date, newspaper=newspaper)


@cache
def _forms() -> tuple[tuple[Callable[[bytes], bool], Callable[..., SourceReading]], ...]:
    """The forms that are told by their first bytes, and what reads them; everything else is a text dump.

    Imported when first needed: the sandbox's child does one thing, for which somebody waits, and needs few of them.
    """
    from articles.reading import rasters, structured
    from articles.reading.epaper import edition
    from articles.reading.printed import pdf, scans

    return (
        (pdf.is_pdf, pdf.read_pdf),
        (rasters.is_picture, scans.read_scan),
        (edition.is_epaper, edition.read_epaper),
        (structured.is_export, structured.read_export),
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for reference cycles. Reading makes none, and a tenth of its time would go into looking at its
    many small objects again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
