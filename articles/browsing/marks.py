"""Links inside a text, from the spans that recognition left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.searching import marked

SAME, NEARLY = '<span class="same">', '<span class="same nearly">'


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` of one paragraph that name something with a page of its own."""

    start: int
    end: int
    url: str
    kind: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `start` to `end` of one paragraph that also stand in another article, the so many-th below it, word
    for word or nearly so."""

    start: int
    end: int
    number: int
    title: str
    is_exact: bool = True


def linked(
    text: str, marks: Iterable[Mark], runs: Iterable[Run] = (), hits: Sequence[tuple[int, int]] = ()
) -> SafeString:
    """The text, escaped, with each mark as a link, each run as a stretch with a link behind it, and hits of a search
    in <mark>.

    Of marks that overlap the longer stays; impossible ones go. Runs lie apart; one that would end inside a link ends
    behind it.
    """
    links = {mark.start: mark for mark in _apart(text, marks)}
    inside = {at for mark in links.values() for at in range(mark.start + 1, mark.end)}
    spans = [(_outside(run.start, inside), _outside(run.end, inside), run) for run in runs]
    opened = {start: SAME if run.is_exact else NEARLY for start, end, run in spans if start < end}
    closed = {end: run for start, end, run in spans if start < end}
    cuts = sorted({0, len(text), *links, *(mark.end for mark in links.values()), *opened, *closed})
    parts: list[str] = []
    for start, end in pairwise(cuts):
        parts += [_note(closed[start])] if start in closed else []
        parts += [mark_safe(opened[start])] if start in opened else []
        shown = marked(text, hits, start, end)
        parts.append(_link(links[start], shown) if start in links else shown)
    parts += [_note(closed[len(text)])] if len(text) in closed else []
    return mark_safe("".join(parts))


def _outside(at: int, inside: set[int]) -> int:
    while at in inside:
        at += 1
    return at


def _link(mark: Mark, shown: SafeString) -> SafeString:
    return format_html('<a class="{}" href="{}" title="{}">{}</a>', mark.kind, mark.url, mark.title, shown)


def _note(run: Run) -> SafeString:
    """The end of a run, with the link to the article below that has the same."""
    says = _("这段文字也见于“%(title)s”") if run.is_exact else _("这段文字也见于“%(title)s”，略有改动")
    same = _("同%(number)s") if run.is_exact else _("近%(number)s")
    note = '</span><a class="same-note" lang="{}" href="#same-{}" title="{}">{}</a>'
    return format_html(note, get_language(), run.number, says % {"title": run.title}, same % {"number": run.number})


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
