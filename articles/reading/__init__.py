"""Page text, PDF or e-paper HTML to articles. The one verb is `read`."""

from __future__ import annotations

from datetime import date

from articles.reading import text_pages
from articles.reading.readings import SourceReading
from articles.text.decode import decode

__all__ = ["read"]

PDF_MAGIC = b"%PDF-"


def read(data: bytes, name: str, *, given_date: date | None = None, newspaper: str = "") -> SourceReading:
    """Read one source file: its issues, their pages, their articles.

    `name` is the file's name, quoted in refusals and searched for a date; `given_date` and `newspaper` are what the
    caller knows. Raises UnreadableInput with the codes of `decode`, or `no_article`.
    """
    text, encoding = decode(data)
    return text_pages.read_text(text, name, encoding=encoding, given_date=given_date, newspaper=newspaper)
