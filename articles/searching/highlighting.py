"""Where a query's words stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .expressions import Word
from .grammar import words_of
from .terms import plain

LEAD = 24  # characters shown before the first hit
MOST_HITS = 50


def occurrences(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """First character and character after the last of each hit, in order, without overlaps."""
    folded, offsets = plain(text)
    found = [
        (offsets[hit.start()], offsets[hit.end() - 1] + 1)
        for word in words
        for hit in islice(re.finditer(word.pattern, folded), MOST_HITS)
    ]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def highlight(text: str, query: str) -> SafeString:
    """The text, escaped, with each hit of the query in <mark>."""
    return marked(text, found_in(text, query))


def found_in(text: str, query: str) -> list[tuple[int, int]]:
    """First character and character after the last of each hit of the query."""
    return occurrences(text, words_of(query))


def marked(text: str, hits: Iterable[tuple[int, int]], first: int = 0, last: int | None = None) -> SafeString:
    """The text from `first` to `last`, escaped, with as much of each hit as lies there in <mark>."""
    parts: list[str] = []
    at, last = first, len(text) if last is None else last
    for hit in hits:
        start, end = max(hit[0], at), min(hit[1], last)
        if start < end:
            parts += [conditional_escape(text[at:start]), format_html("<mark>{}</mark>", text[start:end])]
            at = end
    parts.append(conditional_escape(text[at:last]))
    return mark_safe("".join(parts))


def passage(paragraphs: Sequence[str], query: str, length: int) -> str:
    """About `length` characters of the paragraph with most hits of the query, from just before the first."""
    words = words_of(query)
    best = ""
    hits: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        found = occurrences(paragraph, words)
        if not best or len(found) > len(hits):
            best, hits = paragraph, found
    start = max(0, hits[0][0] - LEAD) if hits else 0
    cut = best[start : start + length]
    return ("…" if start else "") + cut + ("…" if start + length < len(best) else "")
