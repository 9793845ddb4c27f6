"""A text dump of newspaper pages to a SourceReading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from articles.reading import anchors, credits, headings, issue_date, unwrap
from articles.reading.columns import reorder
from articles.reading.duplicates import find_copies
from articles.reading.lines import block, make_block, plain, source_lines
from articles.reading.pages import RawPage, split_pages
from articles.reading.readings import (
    ArticleReading,
    Block,
    BlockRole,
    Credits,
    Doubt,
    Furniture,
    Heading,
    IssueReading,
    PageReading,
    Paragraph,
    SourceReading,
)
from articles.reading.stories import Item, Story, items_of, kind_of, merge_crossheads
from articles.reading.units import Unit
from articles.text.errors import UnreadableInput

SHARED_TONE = 0.3
"""How much the other pages of a dump tell about where this page prints its headings."""
ROLES: dict[str, BlockRole] = {"byline": "byline", "signoff": "byline", "credit": "credit", "crosshead": "crosshead"}


def read_text(
    text: str, name: str, *, encoding: str = "utf-8", given_date: date | None = None, newspaper: str = ""
) -> SourceReading:
    """Read the decoded text of a dump. Raises UnreadableInput `no_article` where no article can be found."""
    raw_pages = split_pages(unwrap.units_of(source_lines(text)))
    tone = sum(_evidence(page) for page in raw_pages)
    read_pages = [_page(text, page, tone) for page in raw_pages]
    if not any(page.articles for page, _ in read_pages):
        raise UnreadableInput("no_article", name)
    issues = _issues(text, name, raw_pages, read_pages, given_date, newspaper)
    return SourceReading("text", encoding, text, issues)


def _evidence(page: RawPage) -> float:
    items = items_of(page.units)
    return headings.printed_after(items, headings.Overlap(item for item in items if isinstance(item, Story)))


def _page(text: str, page: RawPage, tone: float) -> tuple[PageReading, list[Story]]:
    """One page's reading, and its stories; `tone` is the whole dump's evidence that headings follow their bodies."""
    units = _ordered(page.units)
    items = items_of(units)
    overlap = headings.Overlap(item for item in items if isinstance(item, Story))
    own = headings.printed_after(items, overlap)
    after = own + SHARED_TONE * (tone - own) > 0
    items = merge_crossheads(items, after)
    overlap = headings.Overlap(item for item in items if isinstance(item, Story))
    orphans = headings.give_headings(items, overlap, after)
    stories = [item for item in items if isinstance(item, Story)]
    headings.share_banners(orphans, stories)
    _remember_copies(units, stories)
    articles = tuple(article_of(text, story) for story in stories)
    rows = _furniture(text, items, orphans)
    return PageReading(page.number, page.name, articles, rows), stories


def _ordered(units: list[Unit]) -> list[Unit]:
    """The page's units with second copies marked and, where there are any, disorderly columns put in order."""
    copies = find_copies(units)
    for copy in copies:
        units[copy.unit].shape = "duplicate"
        units[copy.unit].original = units[copy.original]
    ordered = list(units)
    for copy in copies:
        first, last = _run_around(ordered, ordered.index(units[copy.unit]))
        kept = [unit for unit in ordered[first:last] if unit.shape != "duplicate"]
        dropped = [unit for unit in ordered[first:last] if unit.shape == "duplicate"]
        ordered[first:last] = reorder(kept) + dropped
    return ordered


def _run_around(units: list[Unit], index: int) -> tuple[int, int]:
    """The stretch of plain text around a unit: from its story's anchor or heading to the next."""
    first = index
    while first > 0 and units[first].shape in ("text", "duplicate") and not units[first].anchor:
        first -= 1
    if units[first].shape not in ("text", "duplicate"):
        first += 1
    last = index + 1
    while last < len(units) and units[last].shape in ("text", "duplicate") and not units[last].anchor:
        last += 1
    return first, last


def _remember_copies(units: list[Unit], stories: list[Story]) -> None:
    """Note second copies with the story that keeps the text, told by the line of it that most resembles them."""
    home = {line.number: story for story in stories for unit in story.units for line in unit.lines}
    for unit in units:
        if unit.original is None:
            continue
        words = headings.bigrams(unit.text)
        alike = max(unit.original.lines, key=lambda line: (words & headings.bigrams(line.text)).total())
        if alike.number in home:
            home[alike.number].duplicates.append((unit.lines[0].number, unit.lines[-1].number))


def _issues(
    text: str,
    name: str,
    raw_pages: list[RawPage],
    read_pages: list[tuple[PageReading, list[Story]]],
    given: date | None,
    newspaper: str,
) -> tuple[IssueReading, ...]:
    """The pages grouped by the day they print; pages that print none belong with those before them."""
    groups: list[list[int]] = []
    for index, page in enumerate(raw_pages):
        days = {raw_pages[i].day for i in groups[-1]} - {None} if groups else set()
        if not groups or (page.day and days and page.day not in days):
            groups.append([])
        groups[-1].append(index)
    return tuple(
        _issue(name, [raw_pages[i] for i in group], [read_pages[i] for i in group], given, newspaper, len(raw_pages))
        for group in groups
    )


def _issue(
    name: str,
    raw_pages: list[RawPage],
    read_pages: list[tuple[PageReading, list[Story]]],
    given: date | None,
    newspaper: str,
    count: int,
) -> IssueReading:
    stories = [story for _, stories in read_pages for story in stories]
    marks = [unit for page in raw_pages for unit in page.units if unit.furniture in ("date", "masthead", "page", "staff")]
    day, doubts = issue_date.decide(
        [(unit.lines[0].number, unit.text) for unit in marks], given, name, stories
    )
    pages = tuple(page for page, _ in read_pages)
    number = issue_date.page_in_name(name) if count == 1 and not pages[0].number else ""
    if number:
        pages = (replace(pages[0], number=number),)
    paper = newspaper or next((unit.text for unit in marks if unit.furniture == "masthead"), "")
    return IssueReading(newspaper=paper, date=day, pages=pages, doubts=doubts)


def article_of(text: str, story: Story) -> ArticleReading:
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
    return Paragraph(*block(unit.lines), role=ROLES.get(unit.shape, "body"))


def _heading(text: str, story: Story) -> Heading:
    parts: dict[str, list[Block]] = {"kicker": [], "headline": [], "subheadline": []}
    for unit in story.headings:
        for line in unit.lines:
            part = "subheadline" if line.text.startswith(("——", "--", "—")) and parts["headline"] else "headline"
            parts[part].append(make_block([line]))
    banner = tuple(make_block(unit.lines) for unit in story.banners)
    return Heading(banner, tuple(parts["kicker"]), tuple(parts["headline"]), tuple(parts["subheadline"]))


def _credits(text: str, story: Story) -> Credits:
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
            found.append(_text_credits(text, unit))
    return credits.merge(found)


def _text_credits(text: str, unit: Unit) -> Credits:
    head = "".join(plain(line.raw) for line in unit.lines[:6])[:200]
    found = Credits()
    if unit.anchor in ("dateline", "also"):
        found = credits.dateline_credits(head)
    if unit.ends_story:
        found = credits.merge([found, Credits(correspondents=credits.signers(unit.tail))])
    return credits.merge([found, Credits(photographers=credits.photographers(unit.tail))])


def _furniture(text: str, items: list[Item], orphans: list[Unit]) -> tuple[Furniture, ...]:
    units = [item for item in items if isinstance(item, Unit)]
    rows = [Furniture(*block(unit.lines), kind=unit.furniture or "other") for unit in units]
    rows += [Furniture(*block(unit.lines), kind="banner") for unit in orphans]
    return tuple(sorted(rows, key=lambda row: row.lines))
