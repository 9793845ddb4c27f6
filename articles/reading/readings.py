"""What reading a source yields: issues, their pages, their articles, and what was doubtful. All frozen, all pure.

Lines are 1-based line numbers of the *source text*: the decoded text of a dump, or the text that was extracted line
by line from a PDF or an e-paper page. Offsets count characters of that same source text.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

LineRange = tuple[int, int]
"""First and last source line, 1-based, both included."""

Segment = tuple[int, int, int]
"""(offset in the cleaned text, offset in the source text, length in characters)."""

ArticleKind = Literal["news", "photo", "notice", "jump"]
DateBasis = Literal["printed", "given", "inferred", "unknown"]
BlockRole = Literal["body", "crosshead", "byline", "credit"]
FurnitureKind = Literal["masthead", "date", "page", "staff", "hotline", "slogan", "banner", "duplicate", "other"]


@dataclass(frozen=True, slots=True)
class Block:
    """One printed paragraph or heading line: its cleaned text and where that came from."""

    text: str
    lines: tuple[LineRange, ...]
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A block of an article's body. A 小标题, a byline or a photo credit set on a line of its own keeps its role."""

    role: BlockRole = "body"


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading parts as printed: 栏目 banner, 引题 kicker, 主标题 headline, 副题 subheadline; empty where absent.

    Printed lines of equal rank are several blocks of one part; they are shown joined by one space.
    """

    banner: tuple[Block, ...] = ()
    kicker: tuple[Block, ...] = ()
    headline: tuple[Block, ...] = ()
    subheadline: tuple[Block, ...] = ()

    @staticmethod
    def joined(blocks: tuple[Block, ...]) -> str:
        """The blocks of one part as one line."""
        return " ".join(block.text for block in blocks)


@dataclass(frozen=True, slots=True)
class Credits:
    """Who wrote and photographed: 记者, 通讯员 (and whoever signs a story in （…） without a role), 摄."""

    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture(Block):
    """Source lines that belong to no article but are not lost: masthead, hotline, editors, page names, slogans."""

    kind: FurnitureKind = "other"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the reader decided but is not sure of; it becomes an item of the review queue.

    `kind` is a stable word (`date`, `boundary`, `heading`, `jump`, `order`, `scan`); `reason` says what speaks against
    the decision, quoting the source; `confidence` is between 0 and 1.
    """

    kind: str
    reason: str
    confidence: float
    lines: tuple[LineRange, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldOfficial:
    """An official as an export tells of one; `id` is the export's number of the person, spans are
    (paragraph, first character, character after the last)."""

    id: int
    name: str
    title: str
    jurisdiction: str
    level: str
    roles: tuple[str, ...]
    spans: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """A place as an export tells of one; `code` and `county` are `""` where the gazetteer lacked them."""

    code: str
    name: str
    level: str
    county: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Who, where and when an article names, by the word of an export: recognition was there before, and editors."""

    officials: tuple[ToldOfficial, ...] = ()
    places: tuple[ToldPlace, ...] = ()
    event_dates: tuple[datetime.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """What an export says of an article that was read before: its permanent id, the id of the article that it
    continues, the file, its SHA-256 and the lines that it was read from then; and whom and what it names, where the
    export says that."""

    public_id: str = ""
    continues: str = ""
    file: str = ""
    sha256: str = ""
    lines: tuple[LineRange, ...] = ()
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class PhotographReading:
    """A photograph that an article shows: its miniature, and where it is. That is a `box` in points on page number
    `page` of the source, from 0, as in `SourceReading.boxes`, or a `file` of its own in a bundle, so many pixels
    wide."""

    miniature: str
    page: int = 0
    box: tuple[float, float, float, float] | None = None
    file: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """One article of one page, as printed; `photographs` are those shown with it, where its form has pictures; `origin`
    only where it comes out of an export."""

    kind: ArticleKind
    heading: Heading
    paragraphs: tuple[Paragraph, ...]
    credits: Credits = Credits()
    dateline: str = ""
    jump_to: str = ""
    jump_from: str = ""
    duplicates: tuple[LineRange, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    photographs: tuple[PhotographReading, ...] = ()
    origin: Origin | None = None

    @property
    def lines(self) -> tuple[LineRange, ...]:
        """Every source line of the article, sorted and merged."""
        parts = (*self.heading.kicker, *self.heading.headline, *self.heading.subheadline, *self.paragraphs)
        return merge_ranges([span for part in parts for span in part.lines])


@dataclass(frozen=True, slots=True)
class DateReading:
    """The day an issue was printed, how that is known, the days that the text allows, and the words that say so."""

    date: datetime.date | None = None
    basis: DateBasis = "unknown"
    window: tuple[datetime.date, datetime.date] | None = None
    evidence: tuple[str, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class PageReading:
    """One 版: its number (`A02`, `""` where unknown), its name (`政务要闻`) and its articles in reading order."""

    number: str = ""
    name: str = ""
    articles: tuple[ArticleReading, ...] = ()
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueReading:
    """The pages of one issue of one newspaper that a source holds."""

    newspaper: str = ""
    edition: str = ""
    date: DateReading = DateReading()
    pages: tuple[PageReading, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def articles(self) -> tuple[ArticleReading, ...]:
        return tuple(article for page in self.pages for article in page.articles)


@dataclass(frozen=True, slots=True)
class SourceReading:
    """Everything read from one source: its issues and the text that all line numbers and offsets refer to.

    `form` is `text`, `pdf`, `scan`, `epaper` or `export`; `encoding` is what the bytes were decoded with, `""` for PDF
    and scans; `boxes` gives each source line's place on its page, `(page index, x0, y0, x1, y1)` in points from the top
    left, where the form knows it. `sheets` gives the width and height of each page that can be shown as a picture, in
    the same points and order; (0, 0) where one cannot. `pictures` gives where in a bundle each of them lies as a file
    of its own; it is empty where they are drawn from the source itself.
    """

    form: str
    encoding: str
    text: str
    issues: tuple[IssueReading, ...]
    boxes: dict[int, tuple[int, float, float, float, float]] = field(default_factory=dict)
    sheets: tuple[tuple[float, float], ...] = ()
    pictures: tuple[str, ...] = ()


def merge_ranges(ranges: list[LineRange]) -> tuple[LineRange, ...]:
    """Sort line ranges and join those that touch or overlap.

    >>> merge_ranges([(5, 6), (1, 2), (3, 3)])
    ((1, 3), (5, 6))
    """
    merged: list[LineRange] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)
