"""The source beside an article: its printed lines among their neighbours, each with the paragraph it became.

Lines are cut out in the database, because a source may hold a whole year, and bounded, because the page must stay
light. Blank lines are left out; the numbers tell where they were.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, IntegerField, Max, Min, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.corrections import Veil, veils
from articles.models import Article, Page, SourceFile
from articles.models.article import ArticleQuerySet

from .plans import Plan, plan_of

CONTEXT = 2  # lines of others shown around an article's own
SLACK = 12  # lines read on either side to find that many that are not blank
MOST_SPAN = 2_000  # lines read at once
MOST_LINES = 240
MOST_CHARACTERS = 6_000
LONGEST_LINE = 1_500
LONGEST_OF_OTHERS = 48
MOST_NEIGHBOURS = 60
MOST_ON_A_SHEET = 400  # articles
MOST_ON_A_SHEET_CHARACTERS = 16_000
LAST_LINE = 2**31 - 1
FAR_INTO_THE_PAGE = 60  # an article that begins further down is reached by its line, not from the top


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source. Very long ones are cut, and those of others beside an article after a few words."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """What some lines became: a paragraph or heading of the article (`anchor`), another article (`url`), or neither."""

    label: str
    anchor: str = ""
    url: str = ""
    is_own: bool = False


NOBODY = Block("")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring lines of one block; `skipped` lines before them are not shown."""

    block: Block
    lines: list[Line]
    skipped: int


@dataclass(frozen=True, slots=True)
class Window:
    """A source beside one part of a story. `prefix` begins the anchors of the part; `is_cut` where the article has more
    lines than are shown."""

    article: Article
    prefix: str
    runs: list[Run]
    is_cut: bool
    whole_url: str
    plan: Plan | None = None

    def url_of(self, number: int) -> str:
        """Where a line is shown: in this page, or where the whole source is."""
        if any(line.number == number for run in self.runs for line in run.lines):
            return f"#{self.prefix}L{number}"
        return whole_url(self.article, number)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stretch of a page's source; `following` is the line with which the next one begins."""

    runs: list[Run]
    is_first: bool
    following: int | None


class LineSlice(Func):
    """Lines of a text, cut in the database."""

    template = r"(string_to_array(%(expressions)s, E'\n'))[%(first)d:%(last)d]"
    output_field = ArrayField(TextField())


def windows_of(parts: list[tuple[Article, str]], query: str = "") -> list[Window]:
    """The source beside each part of a story. Each part comes with the prefix of its anchors in the page; a query's
    words are marked on the printed page."""
    ids = {article.source_id for article, _prefix in parts}
    withheld = veils(ids, beside=[article.public_id for article, _prefix in parts])
    return [_window(article, prefix, withheld.get(article.source_id, Veil()), query) for article, prefix in parts]


def _window(article: Article, prefix: str, veil: Veil, query: str) -> Window:
    own = own_blocks(article, prefix)
    first, last = min(own, default=1), min(max(own, default=0), min(own, default=1) + MOST_SPAN)
    texts = lines_between(article.source_id, first - SLACK, last + SLACK) if own else {}
    near = neighbours(article.page, min(texts), max(texts)).exclude(pk=article.pk) if texts else Article.objects.none()
    others = other_blocks(near[:MOST_NEIGHBOURS])
    shown = veil.over(texts, of_articles=own.keys() | others.keys())
    filled = {
        n: _cut(text, LONGEST_LINE if n in own else LONGEST_OF_OTHERS) for n, text in shown.items() if text.strip()
    }
    kept, is_cut = _within_budget(filled, own)
    return Window(
        article=article,
        prefix=prefix,
        runs=runs_of({number: filled[number] for number in kept}, others | own, filled),
        is_cut=is_cut or max(own, default=0) > last,
        whole_url=whole_url(article, first),
        plan=plan_of(article, query),
    )


def whole_url(article: Article, line: int) -> str:
    """Where the whole source of the article's page is shown, at that line."""
    start = f"?from={line - CONTEXT}" if line > FAR_INTO_THE_PAGE else ""
    return f"{reverse('article-source', args=[article.public_id])}{start}#L{line}"


def sheet_of(article: Article, start: int | None) -> Sheet:
    """The source of the article's page from a line on, as much as one answer holds, with whose each line is."""
    first, end = extent_of(article.page)
    start = max(first, start or first)
    last = min(end, start + MOST_SPAN, LAST_LINE - SLACK)
    texts = lines_between(article.source_id, start - SLACK, last + SLACK)
    here = set(_until_full({number: text for number, text in texts.items() if start <= number <= last}))
    own = own_blocks(article)
    near = neighbours(article.page, min(here), max(here)) if here else Article.objects.none()
    others = other_blocks(near.exclude(pk=article.pk)[:MOST_ON_A_SHEET])
    veil = veils([article.source_id], beside=[article.public_id]).get(article.source_id, Veil())
    shown = veil.over(texts, of_articles=own.keys() | others.keys())  # with more lines: names break at the end of some
    filled = {n: _cut(text, LONGEST_LINE) for n, text in shown.items() if n in here and text.strip()}
    following = max(here, default=end) + 1
    return Sheet(
        runs=runs_of(filled, others | own, filled),
        is_first=start == first,
        following=following if following <= end and following in texts else None,
    )


def extent_of(page: Page) -> tuple[int, int]:
    """The first and last line of a page in its source; all lines, where the source holds one page."""
    if Page.objects.filter(source=page.source_id).count() == 1:
        return 1, LAST_LINE
    ends = Article.objects.filter(page=page, source=page.source_id).aggregate(
        first=Min(Cast(KT("source_lines__0__0"), IntegerField())),
        last=Max(Cast(KT("source_lines__-1__1"), IntegerField())),
    )
    furniture = [number for piece in page.furniture for span in piece["lines"] for number in span]
    known = [number for number in (ends["first"], ends["last"], *furniture) if number]
    return min(known, default=1), max(known, default=0)


def _until_full(texts: dict[int, str]) -> Iterator[int]:
    """The numbers of the first lines, as many as one answer holds."""
    room = MOST_ON_A_SHEET_CHARACTERS
    for number, text in texts.items():
        yield number
        room -= min(len(text), LONGEST_LINE)
        if room < 0:
            return


def own_blocks(article: Article, prefix: str = "") -> dict[int, Block]:
    """Which part of the article each of its lines became; a line that became several counts for the first."""
    names = {"banner": _("栏目"), "kicker": _("引题"), "headline": _("标题"), "subheadline": _("副题")}
    blocks = [(Block(names.get(role, ""), f"{prefix}title", is_own=True), heading)
              for role, pieces in article.heading_blocks.items() for heading in pieces]  # fmt: skip
    blocks += [(Block(_("第{}段").format(number), f"{prefix}p{number}", is_own=True), paragraph)
               for number, paragraph in enumerate(article.paragraphs, 1)]  # fmt: skip
    found: dict[int, Block] = {}
    for block, piece in blocks:
        for number in _numbers(piece.get("lines", ())):
            found.setdefault(number, block)
    return found or {number: Block(_("本篇"), is_own=True) for number in _numbers(article.source_lines)}


def other_blocks(articles: Iterable[Article]) -> dict[int, Block]:
    """The lines of other articles, each with whose it is."""
    found: dict[int, Block] = {}
    for article in articles:
        block = Block(article.display_title, url=article.get_absolute_url())
        for number in article.lines:
            found.setdefault(number, block)
    return found


def neighbours(page: Page, first: int, last: int) -> ArticleQuerySet:
    """The articles of a page that have lines between these two."""
    reach = {"source_lines__0__0__lte": last, "source_lines__-1__1__gte": first}
    near = Article.objects.filter(page=page, source=page.source_id, **reach).order_by("position")
    return near.only("public_id", "headline", "dateline", "paragraphs", "heading_blocks", "source_lines")


def lines_between(source: int, first: int, last: int) -> dict[int, str]:
    """The lines of a source from one number to another, both included, as far as there are any."""
    first = max(first, 1)
    cut = LineSlice(F("text"), first=first, last=last)
    texts: list[str] = SourceFile.objects.filter(pk=source).values_list(cut, flat=True).first() or []
    return dict(enumerate(texts, first))


def runs_of(lines: dict[int, str], blocks: dict[int, Block], numbers: Iterable[int]) -> list[Run]:
    """Lines, by number and in order, as runs of one block; `numbers` are those of all lines that there are."""
    places = {number: place for place, number in enumerate(numbers)}
    runs: list[Run] = []
    for number, text in lines.items():
        block = blocks.get(number, NOBODY)
        skipped = places[number] - places[runs[-1].lines[-1].number] - 1 if runs else 0
        if not runs or skipped or runs[-1].block != block:
            runs.append(Run(block, [], skipped))
        runs[-1].lines.append(Line(number, text))
    return runs


def _within_budget(lines: dict[int, str], own: Collection[int]) -> tuple[list[int], bool]:
    """The numbers of the article's lines with a few before and behind each; whether some of its own had to go."""
    numbers = list(lines)
    kept: set[int] = set()
    room = MOST_CHARACTERS
    for place, number in enumerate(numbers):
        if number not in own:
            continue
        more = [near for near in numbers[max(0, place - CONTEXT) : place + CONTEXT + 1] if near not in kept]
        room -= sum(len(lines[near]) for near in more)
        if kept and (room < 0 or len(kept) + len(more) > MOST_LINES):
            return sorted(kept), True
        kept.update(more)
    return sorted(kept), False


def _cut(text: str, most: int) -> str:
    return text[:most] + "…" * (len(text) > most)


def _numbers(ranges: Iterable[Iterable[int]]) -> Iterator[int]:
    for first, last in ranges:
        yield from range(first, last + 1)
