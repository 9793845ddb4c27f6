"""A finished story to an ArticleReading: its blocks with their provenance, its heading parts, credits and doubts."""

from __future__ import annotations

from articles.reading import anchors, credits
from articles.reading.lines import block, make_block, plain
from articles.reading.readings import (
    ArticleReading,
    Block,
    BlockRole,
    Credits,
    Doubt,
    Heading,
    Paragraph,
)
from articles.reading.stories import Story, kind_of
from articles.reading.units import Unit

ROLES: dict[str, BlockRole] = {"byline": "byline", "signoff": "byline", "credit": "credit", "crosshead": "crosshead"}
DATELINE_LINES = 6
"""Lines over which the brackets after a dateline may be wrapped in a narrow column."""
DATELINE_MAX = 200


def article_of(story: Story) -> ArticleReading:
    """The article that a story makes."""
    paragraphs = tuple(_paragraph(unit) for unit in story.units)
    kind = kind_of(story)
    doubts = [Doubt(*doubt) for doubt in story.doubts]
    if kind == "news" and not story.headings:
        doubts.append(Doubt("heading", "no headline printed with this story was found", 0.5))
    last = next((p.text for p in reversed(paragraphs) if p.role == "body"), "")
    return ArticleReading(
        kind=kind,
        heading=_heading(story),
        paragraphs=paragraphs,
        credits=_credits(story),
        dateline=story.dateline,
        jump_to=anchors.jump_to(last),
        jump_from=story.jump_from,
        duplicates=tuple(story.duplicates),
        doubts=tuple(doubts),
    )


def _paragraph(unit: Unit) -> Paragraph:
    return Paragraph(*block(unit.lines), role=ROLES.get(unit.shape, "body"))


def _heading(story: Story) -> Heading:
    parts: dict[str, list[Block]] = {"kicker": [], "headline": [], "subheadline": []}
    for unit in story.headings:
        for line in unit.lines:
            part = "subheadline" if line.text.startswith(("——", "--", "—")) and parts["headline"] else "headline"
            parts[part].append(make_block([line]))
    banner = tuple(make_block(unit.lines) for unit in story.banners)
    return Heading(banner, tuple(parts["kicker"]), tuple(parts["headline"]), tuple(parts["subheadline"]))


def _credits(story: Story) -> Credits:
    found: list[Credits] = []
    for unit in story.units:
        raw = " ".join(plain(line.raw) for line in unit.lines[-3:])
        if unit.shape == "byline":
            found.append(credits.parse_byline(raw))
        elif unit.shape == "signoff":
            found.append(Credits(correspondents=credits.signers(raw)))
        elif unit.shape == "credit":
            found.append(Credits(photographers=credits.photographers(raw)))
        else:
            found.append(_text_credits(unit))
    return credits.merge(found)


def _text_credits(unit: Unit) -> Credits:
    head = "".join(plain(line.raw) for line in unit.lines[:DATELINE_LINES])[:DATELINE_MAX]
    found = Credits()
    if unit.anchor in ("dateline", "also"):
        found = credits.dateline_credits(head)
    if unit.ends_story:
        found = credits.merge([found, Credits(correspondents=credits.signers(unit.tail))])
    return credits.merge([found, Credits(photographers=credits.photographers(unit.tail))])
