"""A text dump of newspaper pages to a SourceReading."""

from __future__ import annotations

from datetime import date

from articles.reading import anchors, credits, headings, unwrap
from articles.reading.lines import block, make_block, source_lines
from articles.reading.readings import (
    ArticleReading,
    Block,
    BlockRole,
    Credits,
    DateReading,
    Doubt,
    Furniture,
    Heading,
    IssueReading,
    PageReading,
    Paragraph,
    SourceReading,
)
from articles.reading.stories import Item, Story, items_of, kind_of, merge_crossheads
from articles.reading.unwrap import Unit
from articles.text.errors import UnreadableInput

ROLES: dict[str, BlockRole] = {"byline": "byline", "signoff": "byline", "credit": "credit", "crosshead": "crosshead"}


def read_text(
    text: str, name: str, *, encoding: str = "utf-8", given_date: date | None = None, newspaper: str = ""
) -> SourceReading:
    """Read the decoded text of a dump. Raises UnreadableInput `no_article` where no article can be found."""
    lines = source_lines(text)
    units = unwrap.units_of(text, lines)
    items = items_of(units)
    overlap = headings.Overlap(item for item in items if isinstance(item, Story))
    after = headings.printed_after(items, overlap) > 0
    items = merge_crossheads(items, after)
    overlap = headings.Overlap(item for item in items if isinstance(item, Story))
    orphans = headings.give_headings(items, overlap, after)
    stories = [item for item in items if isinstance(item, Story)]
    if not stories:
        raise UnreadableInput("no_article", name)
    articles = tuple(_article(text, story) for story in stories)
    page = PageReading(articles=articles, furniture=_furniture(text, items, orphans))
    issue = IssueReading(newspaper=newspaper, date=_issue_date(given_date), pages=(page,))
    return SourceReading("text", encoding, text, (issue,))


def _issue_date(given: date | None) -> DateReading:
    if given is not None:
        return DateReading(given, "given", (given, given), (), 1.0)
    return DateReading()


def _article(text: str, story: Story) -> ArticleReading:
    paragraphs = tuple(_paragraph(text, unit) for unit in story.units)
    kind = kind_of(story)
    doubts = [Doubt(*doubt) for doubt in story.doubts]
    if kind == "news" and not story.headings:
        doubts.append(Doubt("heading", "no headline printed with this story was found", 0.5))
    last = next((p.text for p in reversed(paragraphs) if p.role == "body"), "")
    return ArticleReading(
        kind=kind,
        heading=_heading(text, story),
        paragraphs=paragraphs,
        credits=_credits(text, story),
        dateline=story.dateline,
        jump_to=anchors.jump_to(last),
        jump_from=story.jump_from,
        duplicates=tuple(story.duplicates),
        doubts=tuple(doubts),
    )


def _paragraph(text: str, unit: Unit) -> Paragraph:
    return Paragraph(*block(text, unit.lines), role=ROLES.get(unit.shape, "body"))


def _heading(text: str, story: Story) -> Heading:
    parts: dict[str, list[Block]] = {"kicker": [], "headline": [], "subheadline": []}
    for unit in story.headings:
        for line in unit.lines:
            part = "subheadline" if line.text.startswith(("——", "--", "—")) and parts["headline"] else "headline"
            parts[part].append(make_block(text, [line]))
    banner = tuple(make_block(text, unit.lines) for unit in story.banners)
    return Heading(banner, tuple(parts["kicker"]), tuple(parts["headline"]), tuple(parts["subheadline"]))


def _credits(text: str, story: Story) -> Credits:
    found: list[Credits] = []
    for unit in story.units:
        raw = " ".join(text[line.start : line.end] for line in unit.lines[-3:]) if unit.shape != "text" else ""
        if unit.shape == "byline":
            found.append(credits.parse_byline(raw))
        elif unit.shape == "signoff":
            found.append(Credits(correspondents=credits.signers(raw)))
        elif unit.shape == "credit":
            found.append(Credits(photographers=credits.photographers(raw)))
        else:
            found.append(_text_credits(text, unit))
    return credits.merge(found)


def _text_credits(text: str, unit: Unit) -> Credits:
    head = "".join(text[line.start : line.end] for line in unit.lines[:6])[:200]
    tail = "".join(text[line.start : line.end] for line in unit.lines[-4:])
    found = Credits()
    if unit.anchor in ("dateline", "also"):
        found = credits.dateline_credits(head)
    if anchors.ends_story(unit.text[-40:]):
        found = credits.merge([found, Credits(correspondents=credits.signers(tail))])
    return credits.merge([found, Credits(photographers=credits.photographers(tail))])


def _furniture(text: str, items: list[Item], orphans: list[Unit]) -> tuple[Furniture, ...]:
    units = [item for item in items if isinstance(item, Unit)]
    rows = [Furniture(*block(text, unit.lines), kind=unit.furniture or "other") for unit in units]
    rows += [Furniture(*block(text, unit.lines), kind="banner") for unit in orphans]
    return tuple(sorted(rows, key=lambda row: row.lines))
