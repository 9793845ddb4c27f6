"""What a reading says of an article, as the values of columns. Nothing here touches the database."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Container, Iterable
from typing import Any

from articles.reading.readings import ArticleReading, Block, Heading
from articles.reading.sandbox.encoding import encode


def article_fields(reading: ArticleReading) -> dict[str, Any]:
    """The values read of an article, by field name."""
    heading = reading.heading
    return {
        "kind": reading.kind,
        "banner": Heading.joined(heading.banner),
        "kicker": Heading.joined(heading.kicker),
        "headline": Heading.joined(heading.headline),
        "subheadline": Heading.joined(heading.subheadline),
        "dateline": reading.dateline,
        "paragraphs": [{**_block(piece), "role": piece.role} for piece in reading.paragraphs],
        "heading_blocks": {
            part: [_block(piece) for piece in getattr(heading, part)]
            for part in ("banner", "kicker", "headline", "subheadline")
            if getattr(heading, part)
        },
        "reporters": list(reading.credits.reporters),
        "correspondents": list(reading.credits.correspondents),
        "photographers": list(reading.credits.photographers),
        "jump_to": reading.jump_to,
        "jump_from": reading.jump_from,
        "photographs": encode(reading.photographs),
        "source_lines": [list(span) for span in reading.lines],
        "origin": origin(reading),
        "fingerprint": fingerprint(reading),
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "text": block.text,
        "lines": [list(span) for span in block.lines],
        "segments": [list(segment) for segment in block.segments],
    }


def origin(reading: ArticleReading) -> dict[str, Any]:
    """Where an article that comes out of an export was first read, and whom and what it names, as its row says it;
    empty for any other."""
    first = reading.origin
    found: dict[str, Any] = {}
    if first and first.file:
        found = {"file": first.file, "sha256": first.sha256, "lines": [list(span) for span in first.lines]}
    if first and first.told:
        found["told"] = encode(first.told)
    return found


def public_id(sha256: str, reading: ArticleReading, taken: Container[str] = ()) -> str:
    """The permanent id of an article: opaque, and the same whenever the same bytes are read into an empty archive.

    An article out of an export keeps the id it had. Where another article has that id, it keeps it, and this one gets
    the next that is free.
    """
    if reading.origin and reading.origin.public_id and reading.origin.public_id not in taken:
        return reading.origin.public_id
    first = reading.paragraphs[0] if reading.paragraphs else reading.heading.headline[0]
    key = f"{sha256}:{first.lines}:{first.segments[:1]}:{first.text[:40]}"
    while (found := base64.b32encode(hashlib.sha256(key.encode()).digest())[:10].decode().lower()) in taken:
        key += "+"
    return found


def fingerprint(reading: ArticleReading) -> str:
    """A hash of the body's text, which tells at once that an article is unchanged."""
    return fingerprint_of(piece.text for piece in reading.paragraphs)


def fingerprint_of(body: Iterable[str]) -> str:
    """The same from the texts of the paragraphs."""
    return hashlib.sha256("".join(body).encode()).hexdigest()


def text_of_reading(reading: ArticleReading) -> str:
    """Headline and body, by which an article is found again in another reading."""
    return "\n".join((Heading.joined(reading.heading.headline), *(piece.text for piece in reading.paragraphs)))


def text_of_values(headline: str, paragraphs: list[dict[str, Any]]) -> str:
    """The same from the values that were stored of an earlier reading."""
    return "\n".join((headline, *(piece["text"] for piece in paragraphs)))
