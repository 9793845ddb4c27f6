"""A text dump of newspaper pages to a SourceReading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from articles.reading.days import issue_date
from articles.reading.lines import file_names, website
from articles.reading.lines.line import block, source_lines
from articles.reading.lines.teasers import teasers_of
from articles.reading.paragraphs.columns import in_order
from articles.reading.paragraphs.units import Unit, bigrams
from articles.reading.paragraphs.unwrap import units_of
from articles.reading.readings import ArticleReading, Furniture, FurnitureKind, IssueReading, PageReading, SourceReading
from articles.reading.stories import headings, sides
from articles.reading.stories.apart import rejoin
from articles.reading.stories.bare_stories import head_bare
from articles.reading.stories.crossheads import merge_crossheads, part_notices
from articles.reading.stories.cutting import items_of
from articles.reading.stories.finishing import article_of
from articles.reading.stories.notice_heads import head_notices
from articles.reading.stories.pages import RawPage, split_pages
from articles.reading.stories.restacking import restack
from articles.reading.stories.rests import part_rests
from articles.reading.stories.speakers import return_speakers
from articles.reading.stories.story import Gap, Item, Story, join_caption, kind_of
from articles.reading.stories.strays import bring_home
from articles.reading.stories.wording import Overlap
from articles.text.errors import UnreadableInput

SHARED_TONE = 0.3
"""How much the other pages of a dump tell about where this page prints its headings."""
BEFORE_NAME = re.compile(".*[丨|｜:：]")
"""What stands before a paper's name on its line: 来源丨云岭日报."""
HAN = re.compile(r"[\u3400-\u9fff]")
LEAST_HAN = 5
"""Chinese characters of one paragraph, without which a file holds no article: a log, a table, a program."""
DATED = ("date", "masthead", "page", "staff")
"""Furniture in which an issue's date may stand."""


@dataclass(slots=True)
class _Draft:
    """One page between its two readings: first all pages are cut into stories, then headings are given out."""

    page: RawPage
    units: list[Unit]
    items: list[Item]
    unstacked: list[Unit]
    wording: Overlap | None = None
    evidence: headings.Evidence = field(default_factory=headings.Evidence)

    @property
    def stories(self) -> list[Story]:
        return [item for item in self.items if isinstance(item, Story)]

    def overlap(self) -> Overlap:
        gaps = [unit for item in self.items if isinstance(item, Gap) for unit in item.units]
        self.wording = Overlap(self.stories, gaps, self.wording)
        return self.wording


def read_text(
    text: str, name: str, *, encoding: str = "utf-8", given_date: date | None = None, newspaper: str = ""
) -> SourceReading:
    """Read the decoded text of a dump. Raises UnreadableInput `no_article` where no article can be found."""
    lines = source_lines(text)
    units = units_of(lines, {**teasers_of(lines), **website.furniture_of(text, lines)})
    drafts = [_draft(page) for page in split_pages(units)]
    tone = sum(draft.evidence.total for draft in drafts)
    pages = [_page(draft, tone) for draft in drafts]
    if not any(_is_chinese(article) for page in pages for article in page.articles):
        raise UnreadableInput("no_article", name)
    issues = tuple(_issue(group, drafts, pages, _Known(name, given_date, newspaper)) for group in _groups(drafts))
    return SourceReading("text", encoding, text, issues)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the caller knows of a source: its name, and where given its day and newspaper."""

    name: str
    day: date | None
    newspaper: str


def _is_chinese(article: ArticleReading) -> bool:
    return any(len(HAN.findall(paragraph.text)) >= LEAST_HAN for paragraph in article.paragraphs)


def _draft(page: RawPage) -> _Draft:
    units = in_order(page.units)
    items = items_of(units)
    bring_home(items)
    part_rests(items, units)
    draft = _Draft(page, units, items, restack(items))
    draft.evidence = headings.printed_after(items, draft.overlap())
    return draft


def _page(draft: _Draft, tone: float) -> PageReading:
    """One page's reading; `tone` is the whole dump's evidence that headings follow their bodies."""
    after = draft.evidence.total + SHARED_TONE * (tone - draft.evidence.total) > 0
    draft.items = merge_crossheads(part_notices(draft.items) if after else draft.items, after)
    rejoin(draft.items, after)
    return_speakers(draft.items)
    overlap = draft.overlap()
    if after:
        head_notices(draft.items)
    doubtful = draft.evidence.contradicts(after) or sides.glued_apart(draft.items)
    parts = sides.sides(draft.items, overlap, after) if doubtful else [(draft.items, after)]
    draft.items = [item for part, _ in parts for item in part]
    orphans = draft.unstacked + [unit for part, side in parts for unit in headings.give_headings(part, overlap, side)]
    orphans = head_bare(draft.stories, orphans, overlap)
    headings.share_banners(orphans, draft.stories)
    _remember_copies(draft.units, draft.stories)
    for story in draft.stories:
        if (story.photo or not story.headings) and kind_of(story) == "photo":
            join_caption(story)
    articles = tuple(article_of(story) for story in draft.stories)
    return PageReading(draft.page.number, draft.page.name, articles, _furniture(draft.items, orphans, articles))


def _remember_copies(units: list[Unit], stories: list[Story]) -> None:
    """Note second copies with the story that keeps the text, told by the line of it that most resembles them."""
    for story in stories:
        for unit in story.units:
            story.duplicates += [(line.number, line.number) for line in unit.copies]
    copies = [unit for unit in units if unit.original is not None]
    if not copies:
        return
    home = {line.number: story for story in stories for unit in story.units for line in unit.lines}
    for unit in copies:
        words = bigrams(unit.text)
        lines = unit.original.lines if unit.original else []
        alike = max(lines, key=lambda line: (words & bigrams(line.text)).total())
        if alike.number in home:
            home[alike.number].duplicates.append((unit.lines[0].number, unit.lines[-1].number))


def _groups(drafts: list[_Draft]) -> list[list[int]]:
    """The pages of each issue; a page that prints no day belongs with those before it."""
    groups: list[list[int]] = []
    for index, draft in enumerate(drafts):
        days = {drafts[i].page.day for i in groups[-1]} - {None} if groups else set()
        if not groups or (draft.page.day and days and draft.page.day not in days):
            groups.append([])
        groups[-1].append(index)
    return groups


def _issue(group: list[int], drafts: list[_Draft], pages: list[PageReading], known: _Known) -> IssueReading:
    stories = [story for i in group for story in drafts[i].stories]
    marks = [unit for i in group for unit in drafts[i].units if unit.furniture in DATED]
    printed = [(unit.lines[0].number, website.printed_words(unit.text)) for unit in marks]
    day, doubts = issue_date.decide(printed, known.day, known.name, stories)
    own = [pages[i] for i in group]
    if len(pages) == 1 and not own[0].number:
        own = [replace(own[0], number=file_names.page_in_name(known.name))]
    paper = known.newspaper or next((BEFORE_NAME.sub("", unit.text) for unit in marks if unit.text[-1] == "报"), "")
    return IssueReading(newspaper=paper, date=day, pages=tuple(own), doubts=doubts)


def _furniture(items: list[Item], orphans: list[Unit], articles: Sequence[ArticleReading]) -> tuple[Furniture, ...]:
    """What belongs to no article alone; a 栏目 belongs to the page as well as to the stories that it stands above."""
    units: list[tuple[Unit, FurnitureKind]] = []
    units += [(item, item.furniture or "other") for item in items if isinstance(item, Unit)]
    units += [(unit, "banner") for unit in orphans]
    rows = [Furniture(*block(unit.lines), kind=kind) for unit, kind in units]
    taken = {row.lines for row in rows}
    columns = {column.lines: column for article in articles for column in article.heading.banner}
    rows += [Furniture(c.text, c.lines, c.segments, "banner") for lines, c in columns.items() if lines not in taken]
    return tuple(sorted(rows, key=lambda row: row.lines))
