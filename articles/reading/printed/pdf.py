"""Born-digital PDF pages to a SourceReading: characters to lines, lines to columns, columns to stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import pypdfium2 as pdfium

from articles.reading import sandbox
from articles.reading.days import issue_date
from articles.reading.drafts import Draft, Extract, Finisher, Printed
from articles.reading.glyphs import Box, Photograph, Scan, Sheet, sheet_of
from articles.reading.lines import file_names, furniture
from articles.reading.ocr import engine
from articles.reading.ocr.sheets import is_pictured, sheet_of_page
from articles.reading.printed import scan_doubts
from articles.reading.printed.columns import HEADING, columns_of, headings_of
from articles.reading.printed.furniture import Folio, folio_of
from articles.reading.printed.labels import give_labels, labels_of
from articles.reading.printed.lines import PrintedLine, body_size, lines_of
from articles.reading.printed.photographs import Album, by_story
from articles.reading.printed.setting import heading_of, paragraphs_of
from articles.reading.printed.stories import Region, in_reading_order, regions_of
from articles.reading.readings import FurnitureKind, IssueReading, PageReading, PhotographReading, SourceReading
from articles.reading.stories.story import Story
from articles.text.errors import UnreadableInput

MAGIC = b"%PDF-"
MAGIC_WITHIN = 1024
MAX_PAGES = 200
"""An issue has 4 to 32 pages; a file of more is a book."""
LEAST_GLYPHS = 20
"""Characters below which a page counts as a picture of text."""
PICTURED = "pictured"
"""What the child says of pages that are pictures. Only `read_pdf` hears it: no reader is told."""


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF file; as viewers do, some rubbish before its mark is allowed."""
    return MAGIC in data[:MAGIC_WITHIN]


def read_pdf(data: bytes, name: str, *, given_date: date | None = None, newspaper: str = "") -> SourceReading:
    """Read a PDF in a limited child process, which may use more time where pages must be recognised from pictures."""
    try:
        return sandbox.read_limited("printed.pdf", data, name, given_date=given_date, newspaper=newspaper)
    except UnreadableInput as refusal:
        if refusal.code != PICTURED:
            raise
    told = {"name": name, "given_date": given_date, "newspaper": newspaper}
    reading: SourceReading = sandbox.call_limited(SourceReading, "printed.pdf.parse_scanned", data, told, engine.LIMITS)
    return reading


def parse(data: bytes, name: str, *, given_date: date | None = None, newspaper: str = "") -> SourceReading:
    """The same in this process, where all pages have text.

    Raises UnreadableInput `encrypted`, `broken_pdf`, `no_text_layer` (empty pages), PICTURED (pages that are pictures
    among them), `too_many_pages`, `too_large` or `no_article`, with the page as its place.
    """
    return reading_of("pdf", _sheets(data, recognised=False), name, given_date, newspaper)


def parse_scanned(data: bytes, name: str, *, given_date: date | None = None, newspaper: str = "") -> SourceReading:
    """The same where pages without text are recognised from their pictures."""
    return reading_of("pdf", _sheets(data, recognised=True), name, given_date, newspaper)


def reading_of(form: str, sheets: Iterable[Sheet], name: str, given_date: date | None, newspaper: str) -> SourceReading:
    """The stories of printed pages. Raises UnreadableInput `no_article`, or whatever getting a sheet raises."""
    extract = Extract()
    pages: list[_Page] = []
    drawn: list[tuple[float, float]] = []
    for index, sheet in enumerate(sheets):
        pages.append(_page(extract, sheet, index))
        drawn.append(sheet.drawn)
    if not any(page.drafts for page in pages):
        raise UnreadableInput("no_article", name)
    finisher = Finisher(extract, [draft for page in pages for draft in page.drafts])
    issues = tuple(_issue(group, finisher, name, given_date, newspaper) for group in _by_day(pages))
    return SourceReading(form, "", extract.text, issues, extract.boxes, tuple(drawn))


def _sheets(data: bytes, *, recognised: bool) -> Iterator[Sheet]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableInput("encrypted" if "assword" in str(error) else "broken_pdf", reason=str(error)) from error
    album = Album()
    with document:
        if len(document) > MAX_PAGES:
            raise UnreadableInput("too_many_pages", pages=len(document), limit=MAX_PAGES)
        printed = 0
        for index in range(len(document)):
            place = f"page {index + 1}"
            try:
                sheet = sheet_of(document[index], place)
                if len(sheet.glyphs) < LEAST_GLYPHS and is_pictured(document[index]):
                    if not recognised:
                        raise UnreadableInput(PICTURED, place)
                    sheet = sheet_of_page(document[index])
                else:
                    sheet = replace(sheet, photographs=album.photographs(document[index], sheet))
            except pdfium.PdfiumError as error:
                raise UnreadableInput("broken_pdf", place, reason=str(error)) from error
            printed += len(sheet.glyphs)
            yield sheet
        if printed < LEAST_GLYPHS:
            raise UnreadableInput("no_text_layer")


@dataclass(slots=True)
class _Page:
    """One page after its lines were extracted."""

    folio: Folio
    index: int = 0
    scan: Scan | None = None
    sure: dict[int, float] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    furniture: list[tuple[int, FurnitureKind]] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)

    @property
    def day(self) -> date | None:
        found = issue_date.from_print(self.marks)
        return found[0].date if found else None


def _page(extract: Extract, sheet: Sheet, index: int) -> _Page:
    body = body_size(sheet.glyphs)
    folio, rest = folio_of(lines_of(sheet.glyphs, body, sheet.rules), sheet)
    page = _Page(folio, index, sheet.scan)
    writer = _Writer(extract, page, sheet)
    extract.gap()
    for line, kind in folio.lines:
        writer.furniture(line, kind)
    labels = labels_of(rest, sheet.frames)
    labelling = {id(line) for label in labels for line in label.lines}
    groups = _by_frame([line for line in rest if id(line) not in labelling], sheet.frames, body)
    headed = [(small, headings_of(large)) for small, large in (_by_size(group, body) for group in groups)]
    labels = give_labels(labels, [heading for _, headings in headed for heading in headings])
    regions: list[Region] = []
    orphans = [line for label in labels for line in label.lines]
    for small, headings in headed:
        columns = columns_of(small, sheet.rules, sheet.pictures)
        found, unused = regions_of(columns, headings, sheet.rules, sheet.pictures)
        regions += found
        orphans += [line for heading in unused for line in (*heading.label, *heading.lines)]
    regions = in_reading_order(regions)
    shown = by_story(sheet, regions)
    for at, region in enumerate(regions):
        writer.region(region, shown[at])
    extract.gap()
    for line in orphans:
        writer.furniture(line, furniture.kind_of("".join(line.text.split())) or "slogan")
    return page


def _by_size(lines: list[PrintedLine], body: float) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """The lines set as text, and those set as headings."""
    small = [line for line in lines if line.size < HEADING * body]
    return small, [line for line in lines if line.size >= HEADING * body]


def _by_frame(lines: list[PrintedLine], frames: tuple[Box, ...], body: float) -> list[list[PrintedLine]]:
    """The lines inside each frame, and those outside all. A frame around headings alone is only their ground."""
    groups: dict[Box | None, list[PrintedLine]] = {None: []}
    for line in lines:
        around = [frame for frame in frames if frame.holds(line.box)]
        smallest = min(around, key=lambda frame: frame.width * frame.height, default=None)
        groups.setdefault(smallest, []).append(line)
    for frame in [frame for frame in groups if frame is not None]:
        if not any(line.size < HEADING * body for line in groups[frame]):
            groups[None] += groups.pop(frame)
    return [sorted(group, key=lambda line: (line.box.y0, line.box.x0)) for group in groups.values() if group]


@dataclass(slots=True)
class _Writer:
    """Writes the lines of one page into the extract and notes what they are."""

    extract: Extract
    page: _Page
    sheet: Sheet

    def line(self, line: PrintedLine) -> int:
        number = self.extract.add(line.text, (self.page.index, *self.place(line.box)))
        if self.sheet.scan:
            self.page.sure[number] = line.sure
        return number

    def place(self, box: Box) -> tuple[float, float, float, float]:
        """Where a box stood on the page as it came."""
        if self.sheet.scan:
            box = self.sheet.scan.before(box)
        return round(box.x0, 1), round(box.y0, 1), round(box.x1, 1), round(box.y1, 1)

    def furniture(self, line: PrintedLine, kind: FurnitureKind) -> None:
        number = self.line(line)
        self.page.furniture.append((number, kind))
        if kind in ("date", "masthead", "page", "staff"):
            self.page.marks.append((number, "".join(line.text.split())))

    def region(self, region: Region, photographs: Iterable[Photograph]) -> None:
        self.extract.gap()
        heading = heading_of(region.heading, region.box.width, self.sheet.rules)
        photo = region.caption and region.heading is None
        shown = (PhotographReading(each.miniature, self.page.index, self.place(each.box)) for each in photographs)
        draft = Draft(photo=photo, photographs=tuple(shown), uncertain=region.uncertain)
        for part in ("banner", "kicker", "headline", "subheadline"):
            getattr(draft, part).extend(tuple(map(self.line, lines)) for lines in getattr(heading, part))
        for paragraph in paragraphs_of(region):
            draft.paragraphs.append(Printed(tuple(map(self.line, paragraph.lines)), paragraph.role))
        self.page.drafts.append(draft)


def _by_day(pages: list[_Page]) -> list[list[_Page]]:
    """Pages grouped by the day they print; pages that print none belong with those before them."""
    groups: list[list[_Page]] = []
    day: date | None = None
    for page in pages:
        if not groups or (page.day and day and page.day != day):
            groups.append([])
        groups[-1].append(page)
        day = page.day or day
    return [group for group in groups if any(page.drafts for page in group)]


def _issue(pages: list[_Page], finisher: Finisher, name: str, given: date | None, newspaper: str) -> IssueReading:
    stories: list[Story] = []
    read = []
    for page in pages:
        told = [finisher.story(draft) for draft in page.drafts]
        if page.scan:
            scan_doubts.doubt(told, page.sure)
        stories += told
        articles = tuple(finisher.article(draft, story) for draft, story in zip(page.drafts, told, strict=True))
        rows = tuple(finisher.furniture([number], kind) for number, kind in page.furniture)
        number = page.folio.number or (file_names.page_in_name(name) if len(pages) == 1 else "")
        read.append(PageReading(number, page.folio.name, articles, rows))
    marks = [mark for page in pages for mark in page.marks]
    day, doubts = issue_date.decide(marks, given, name, stories)
    doubts += scan_doubts.of_pages([(page.index + 1, page.sure, page.scan) for page in pages if page.scan])
    paper = newspaper or next((page.folio.paper for page in pages if page.folio.paper), "")
    return IssueReading(paper, date=day, pages=tuple(read), doubts=doubts)
