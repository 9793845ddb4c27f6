"""Founder digital newspapers (数字报), a mirrored folder as one bundle or a single article file, to a SourceReading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from articles.reading import bundle, sandbox
from articles.reading.bundle import ARTICLE_FILES, PAGE_FILES, Member
from articles.reading.days import issue_date
from articles.reading.drafts import Box, Draft, Extract, Finisher, Printed
from articles.reading.epaper import markup, photographs
from articles.reading.epaper.folio import Folio, Listed, folio_of
from articles.reading.epaper.sheets import Sheet, sheets_of
from articles.reading.lines import credits, file_names, furniture, names
from articles.reading.readings import (
    ArticleReading,
    Credits,
    DateReading,
    Doubt,
    FurnitureKind,
    IssueReading,
    PageReading,
    PhotographReading,
    SourceReading,
)
from articles.reading.stories.story import Story
from articles.text.decode import decode
from articles.text.errors import UnreadableInput

MARKS = (
    b"<!--enpcontent",
    b"<founder-",
    b"<!--enpproperty",
    b"npm:article",
    b"id=pagelink",
    b'id="pagelink"',
    b'id="ozoom"',
)
HTML = (b"<html", b"<!doctype html")
SNIFFED = 4096
CROSSHEAD = 30
"""Characters. A bold paragraph that is longer is emphasised text, not a 小标题."""
STOPS = "。！？；，、："


def is_epaper(data: bytes) -> bool:
    """Whether the bytes are a bundle of a digital newspaper's files or one of its HTML files."""
    if bundle.is_bundle(data):
        return True
    start = data[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((*HTML, b"<head", b"<body", b"<?xml")) or (start[:1] == b"<" and _marked(data))


def _marked(data: bytes) -> bool:
    lowered = data[: 1 << 20].lower()
    return any(mark in lowered for mark in MARKS)


def read_epaper(data: bytes, name: str, *, given_date: date | None = None, newspaper: str = "") -> SourceReading:
    """Read a bundle or an article file in a limited child process; refusals name the file inside the bundle."""
    return sandbox.read_limited("epaper.edition", data, name, given_date=given_date, newspaper=newspaper)


def parse(data: bytes, name: str, *, given_date: date | None = None, newspaper: str = "") -> SourceReading:
    """The same in this process. Raises UnreadableInput, `no_article` where no file holds an article."""
    files = bundle.members(data) if bundle.is_bundle(data) else (Member(PurePosixPath(name).name or "page.htm", data),)
    folders: dict[str, _Folder] = {}
    encodings: dict[str, None] = {}
    for file in files:
        try:
            text, encoding = _decoded(file.data)
            markup.refuse_nesting(text)
        except UnreadableInput as refusal:
            raise UnreadableInput(refusal.code, file.path, **refusal.values) from refusal
        encodings[encoding] = None
        folders.setdefault(bundle.issue_folder(file.path), _Folder()).put(file.path, text)
    held = [article for each in folders.values() for article in each.articles.values()]
    shown = photographs.taken(data, [article.pictures for article in held])
    for article in held:
        article.photographs = tuple(shown[place] for place in article.pictures if place in shown)
    sheets = sheets_of(data, [folio for folder in folders.values() for folio in folder.pages.values()])
    extract, drafted = Extract(), list[_Issue]()
    for path, folder in folders.items():
        drafted.append(folder.draft(extract, path, sheets, first=sum(len(issue.pages) for issue in drafted)))
    finisher = Finisher(extract, [draft for issue in drafted for page in issue.pages for draft in page.drafts])
    issues = tuple(issue.finished(finisher, name, given_date, newspaper) for issue in drafted if issue.filled)
    if not issues:
        raise UnreadableInput("no_article", name)
    pages = [page.sheet for issue in drafted for page in issue.pages] if sheets else []
    sizes = tuple((sheet.width, sheet.height) if sheet else (0.0, 0.0) for sheet in pages)
    pictures = tuple(sheet.picture if sheet else "" for sheet in pages)
    return SourceReading("epaper", "+".join(encodings), extract.text, issues, extract.boxes, sizes, pictures)


def _decoded(data: bytes) -> tuple[str, str]:
    """The text of one file. Whatever it declares, these systems write UTF-8 or GB18030; strict decoding tells which."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return decode(data.decode("gb18030").encode())[0], "gb18030"
        except UnicodeDecodeError:
            pass
    return decode(data)


@dataclass(slots=True)
class _File:
    """An article file, where the pictures that it shows lie, and those of them that are photographs."""

    source: str
    pictures: list[str]
    photographs: tuple[PhotographReading, ...] = ()


@dataclass(slots=True)
class _Page:
    """One page while its lines are extracted."""

    folio: Folio
    sheet: Sheet | None = None
    furniture: list[tuple[int, FurnitureKind]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Issue:
    """The pages of one folder, and the words that date them. `first` counts the pages of the folders before it."""

    path: str
    first: int
    pages: list[_Page] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    paper: str = ""

    @property
    def filled(self) -> bool:
        return any(page.drafts for page in self.pages)

    def finished(self, finisher: Finisher, name: str, given: date | None, newspaper: str) -> IssueReading:
        stories, pages = list[Story](), list[PageReading]()
        for page in self.pages:
            told = [finisher.story(draft) for draft in page.drafts]
            stories += told
            articles = tuple(
                _credited(finisher.article(draft, story), author)
                for draft, story, author in zip(page.drafts, told, page.authors, strict=True)
            )
            rows = tuple(finisher.furniture([number], kind) for number, kind in page.furniture)
            pages.append(PageReading(page.folio.number, page.folio.name, articles, rows))
        day, doubts = self._day(given, name, stories)
        return IssueReading(newspaper or self.paper, date=day, pages=tuple(pages), doubts=doubts)

    def _day(self, given: date | None, name: str, stories: list[Story]) -> tuple[DateReading, tuple[Doubt, ...]]:
        """The printed day; else what is given, what the folder's path says, or what the stories tell."""
        path = self.path if file_names.day_in_name(self.path) else name
        return issue_date.decide(self.marks, given, path, stories)


def _credited(article: ArticleReading, author: str) -> ArticleReading:
    """The article with the authors of its author field, where the field names them without saying what they are."""
    known = article.credits
    written = [] if credits.ROLE.search(author) else names.split_names(credits.NOISE.sub(" ", author).strip())
    if not any(credits.ROLE.search(one.text) for one in article.paragraphs if one.role == "byline"):
        known = replace(known, correspondents=tuple(n for n in known.correspondents if n not in written))
    fresh = tuple(n for n in written if n not in known.reporters + known.correspondents + known.photographers)
    return replace(article, credits=credits.merge([Credits(reporters=fresh), known])) if fresh else article


class _Folder:
    """The files of one folder, which is one issue: page files by name, article files by name."""

    def __init__(self) -> None:
        self.pages: dict[str, Folio] = {}
        self.articles: dict[str, _File] = {}

    def put(self, path: str, source: str) -> None:
        name = PurePosixPath(path).name.lower()
        if name.startswith(PAGE_FILES) or (not name.startswith(ARTICLE_FILES) and not _is_article(source)):
            self.pages[name] = folio_of(source, path)
        else:
            self.articles[name] = _File(source, photographs.named_in(source, path))

    def draft(self, extract: Extract, path: str, sheets: dict[str, Sheet], first: int) -> _Issue:
        issue, waiting = _Issue(path, first), dict(self.articles)
        for name in self._order():
            folio = self.pages[name]
            listed = [(entry, waiting.pop(entry.target)) for entry in folio.listed if entry.target in waiting]
            self._page(extract, issue, folio, listed, sheets.get(folio.picture))
        for folio, listed in self._unlisted(waiting):
            self._page(extract, issue, folio, listed, None)
        return issue

    def _order(self) -> list[str]:
        """The page files in the order of the issue's page list; files that no list names follow by name."""
        listed = max((folio.order for folio in self.pages.values()), key=len, default=())
        known = [name for name in listed if name in self.pages]
        return known + sorted(self.pages.keys() - set(known))

    @staticmethod
    def _unlisted(waiting: dict[str, _File]) -> list[tuple[Folio, list[tuple[Listed, _File]]]]:
        """The articles that no page lists, under the pages that they name themselves."""
        folios: dict[str, Folio] = {}
        groups: dict[str, list[tuple[Listed, _File]]] = {}
        for name in sorted(waiting, key=lambda name: (len(name), name)):
            folio = _own_folio(waiting[name].source, name)
            folios.setdefault(folio.number, folio)
            groups.setdefault(folio.number, []).append((Listed(name), waiting[name]))
        return [(folios[number], groups[number]) for number in sorted(folios)]

    def _page(
        self, extract: Extract, issue: _Issue, folio: Folio, listed: list[tuple[Listed, _File]], sheet: Sheet | None
    ) -> None:
        page = next((page for page in issue.pages if folio.number and page.folio.number == folio.number), None)
        if page is None:
            page = _Page(folio, sheet)
            issue.pages.append(page)
            _head(extract, issue, page)
        index = issue.first + issue.pages.index(page)
        for entry, file in listed:
            region = sheet.box(entry.region) if sheet and entry.region else entry.region
            box = (index, *region) if region and page.sheet == sheet else None
            _draft(extract, page, file, box)


def _head(extract: Extract, issue: _Issue, page: _Page) -> None:
    """Extract what the page's frame prints: paper, page, day."""
    folio = page.folio
    extract.gap()
    if folio.paper and not issue.paper:
        issue.paper = folio.paper
        page.furniture.append((extract.add(folio.paper), "masthead"))
    if folio.label:
        page.furniture.append((extract.add(folio.label), "page"))
    if folio.day:
        number = extract.add(folio.day)
        page.furniture.append((number, "date"))
        issue.marks.append((number, folio.day))


def _own_folio(source: str, name: str) -> Folio:
    """The page that an article file says it is on: by its property comment, else by its frame."""
    frame, told = folio_of(source, name), markup.properties(source)
    number = furniture.page_number(told.get("pagenum", "")) or frame.number
    return Folio(
        number=number,
        name=told.get("pagename") or told.get("nodename", "").split("：")[-1].split(":")[-1] or frame.name,
        label=frame.label,
        day=frame.day or _said_day(told.get("date", "")),
        paper=told.get("papername") or frame.paper,
    )


def _said_day(text: str) -> str:
    """A property's date in the words of a masthead: 2017-07-22 becomes 2017年7月22日."""
    match = re.match(r"\D{0,3}(\d{4})\D?(\d{1,2})\D?(\d{1,2})", text)
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else ""


def _is_article(source: str) -> bool:
    return bool(markup.field(source, "npm:article-title", "founder-title") or markup.properties(source))


def _draft(extract: Extract, page: _Page, file: _File, box: Box | None) -> None:
    """Extract one article file; what has a title but neither text nor picture text is kept as furniture."""
    visible, told = markup.without_property(file.source), markup.properties(file.source)
    parts = {
        "kicker": markup.field(visible, "npm:article-pretitle", "founder-pretitle", "founder-introtitle")
        or told.get("introtitle", ""),
        "headline": markup.field(visible, "npm:article-title", "founder-title") or told.get("title", ""),
        "subheadline": markup.field(visible, "npm:article-subtitle", "founder-subtitle") or told.get("subtitle", ""),
    }
    author = markup.plain(markup.field(visible, "npm:article-author", "founder-author") or told.get("author", ""))
    body = markup.printed_lines(markup.body(visible)) or markup.printed_lines(told.get("content", ""))
    captions = [line for text in markup.fields(visible, "npm:article-pic-text") for line in markup.printed_lines(text)]
    extract.gap()
    draft = Draft(photo=bool(captions) and not body, photographs=file.photographs)
    for part, text in parts.items():
        getattr(draft, part).extend((extract.add(line.text, box),) for line in markup.printed_lines(text))
    if not body and not captions:
        page.furniture += [(n, "other") for part in (draft.kicker, draft.headline, draft.subheadline) for (n,) in part]
        return
    if author:
        draft.paragraphs.append(Printed((extract.add(author, box),), "byline"))
    seen = {"".join(line.text.split()) for line in body}
    shown = [line for line in captions if "".join(line.text.split()) not in seen]
    for at, line in enumerate([*body, *shown]):
        role = "crosshead" if 0 < at < len(body) - 1 and _is_crosshead(line) else "body"
        draft.paragraphs.append(Printed((extract.add(line.text, box),), role))
    page.drafts.append(draft)
    page.authors.append(author)


def _is_crosshead(line: markup.PrintedLine) -> bool:
    text = line.text.strip("\u3000 ")
    return line.bold and len(text) <= CROSSHEAD and text[-1] not in STOPS
