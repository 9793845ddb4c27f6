"""Links inside a text, from the spans that recognition left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` of one paragraph that name something with a page of its own."""

    start: int
    end: int
    url: str
    kind: str
    title: str = ""


def linked(text: str, marks: Iterable[Mark]) -> SafeString:
    """The text, escaped, with each mark as a link. Of marks that overlap the longer stays; impossible ones go."""
    parts: list[str] = []
    last = 0
    for mark in _apart(text, marks):
        parts += [
            conditional_escape(text[last : mark.start]),
            format_html(
                '<a class="{}" href="{}" title="{}">{}</a>',
                mark.kind,
                mark.url,
                mark.title,
                text[mark.start : mark.end],
            ),
        ]
        last = mark.end
    parts.append(conditional_escape(text[last:]))
    return mark_safe("".join(parts))


def _apart(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """The marks to show, in text order, none touching the inside of another."""
    chosen: list[Mark] = []
    taken: set[int] = set()
    for mark in sorted(marks, key=lambda mark: (mark.start - mark.end, mark.start)):
        here = range(mark.start, mark.end)
        if 0 <= mark.start < mark.end <= len(text) and taken.isdisjoint(here):
            chosen.append(mark)
            taken.update(here)
    return sorted(chosen, key=lambda mark: mark.start)


def sentence_at(text: str, start: int, end: int, longest: int = 160) -> tuple[str, str, str]:
    """The sentence around characters `start` to `end`, as what stands before, there, and after."""
    first = max((text.rfind(stop, 0, start) for stop in "。！？；"), default=-1) + 1
    stops = [at for stop in "。！？；" if (at := text.find(stop, end)) >= 0]
    last = min(stops) + 1 if stops else len(text)
    before, after = text[first:start], text[end:last]
    room = max(0, longest - (end - start)) // 2
    if len(before) > room:
        before = "…" + before[len(before) - room :]
    if len(after) > room:
        after = after[:room] + "…"
    return before, text[start:end], after
