"""What the picture of a printed page leaves out: all that was taken out on request, wherever it stands on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from articles.corrections import Veil, veils
from articles.models import Article, SourceFile
from articles.reading.drawing import Area, Veiling

WHOLE = Veiling()


def veiling_of(source: int, index: int) -> Veiling | None:
    """How page number `index` of a source, from 0, is shown; None where it cannot be: where the place of something that
    was taken out is not known, or nothing is left.

    As in the source's text, lines with a masked name go, and where an article was taken out only the lines of others
    are left: a photograph, or a text printed twice, may belong to it. Where a picture came as a file, only the articles
    of its regions were read, each region as a whole: with a name its whole region goes, and all that nobody read.
    """
    veil = veils([source]).get(source, Veil())
    if veil == Veil():
        return WHOLE
    row = SourceFile.objects.only("text", "boxes", "pictures").get(pk=source)
    lines = dict(enumerate(row.text.split("\n"), 1))
    gone = gone_lines(veil, lines)
    if gone is None or any(str(number) not in row.boxes for number in gone):
        return None
    here: dict[int, Area] = {int(n): tuple(box) for n, (page, *box) in row.boxes.items() if page == index}  # type: ignore[misc]
    blank = _areas(here, gone & here.keys())
    if not veil.hidden and not row.pictures:
        return Veiling(blank=blank)
    only = _areas(here, (_printed(source, here) & here.keys()) - gone)
    return Veiling(only, blank) if only else None


def gone_lines(veil: Veil, lines: dict[int, str]) -> set[int] | None:
    """The lines, of all that a source has, that are withheld or show a masked name; None where a name is not found."""
    named = [_lines_with(name, veil, lines) for name in veil.names]
    hidden = {number for number in veil.hidden if lines.get(number, "").strip()}
    return hidden.union(*named) if all(named) else None


def _lines_with(name: str, veil: Veil, lines: dict[int, str]) -> set[int]:
    masked = replace(veil, names=(name,), hidden=frozenset()).over(lines, ())
    return {number for number, text in lines.items() if masked[number] != text}


def _printed(source: int, here: dict[int, Area]) -> set[int]:
    """The lines of the articles that are shown, as far as they have any among these."""
    if not here:
        return set()
    reach = {"source_lines__0__0__lte": max(here), "source_lines__-1__1__gte": min(here)}
    shown = Article.objects.filter(source=source, **reach).only("paragraphs", "heading_blocks", "source_lines")
    return set().union(*(article.lines for article in shown))


def _areas(here: dict[int, Area], numbers: Iterable[int]) -> tuple[Area, ...]:
    return tuple(here[number] for number in sorted(numbers))
