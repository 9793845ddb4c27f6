"""Sets a page as HTML that WeasyPrint prints: boxes at fixed places, columns, headings of many shapes.

Only the typesetting is decided here, never what a reader would find easy: boxes stand in the file in any order, the
text runs down columns beside, below and around its heading, and rules and frames are drawn or not.
"""

from __future__ import annotations

import html
import math
import random
from dataclasses import dataclass, replace

from pagemaker.linebreaking import broken
from pagemaker.stories import Page, Paragraph, Story

WEEKDAYS = "一二三四五六日"
PAGE_WIDTH, MARGIN = 1080.0, 40.0
STYLE = """
@page { size: 1080pt %(height)dpt; margin: 0 }
body { margin: 0; font-family: 'Noto Serif CJK SC'; }
section { position: relative; width: 1080pt; height: %(height)dpt; break-after: page; overflow: hidden }
section > div { position: absolute }
p { margin: 0; text-indent: 2em; text-align: justify; orphans: 1; widows: 1 }
p.run { text-indent: 0 }
p.last { text-align-last: justify }
.heading div { font-family: 'Noto Sans CJK SC'; line-height: 1.25 }
.crosshead { font-family: 'Noto Sans CJK SC'; font-weight: bold; text-indent: 0 }
"""
LABELS = ("border:.6pt solid black", "background:#222;color:#fff", "border-bottom:.6pt solid black")


@dataclass(frozen=True)
class Habits:
    """How one paper sets its pages."""

    size: float
    columns: int
    gap: float
    rules: bool
    centred: bool
    doubled: bool

    @property
    def leading(self) -> float:
        return self.size * 1.5

    @property
    def column(self) -> float:
        return (PAGE_WIDTH - 2 * MARGIN - (self.columns - 1) * self.gap) / self.columns

    def width(self, columns: int) -> float:
        return columns * self.column + (columns - 1) * self.gap


def sheet(pages: tuple[Page, ...], seed: int) -> str:
    """The pages as one HTML document, one printed page each."""
    sections, heights = [], []
    for at, page in enumerate(pages):
        setter = Setter(page, random.Random(f"{seed} {at}"))
        section, height = setter.section()
        sections.append(section)
        heights.append(height)
    style = STYLE % {"height": max(heights)}
    body = "".join(f"<section>{section}</section>" for section in sections)
    return f"<html lang=zh><style>{style}</style><body>{body}</body></html>"


class Setter:
    """Places the boxes of one page."""

    def __init__(self, page: Page, chance: random.Random) -> None:
        self.page, self.random = page, chance
        size = chance.choice((9.0, 9.5, 10.0, 10.5))
        self.habits = Habits(
            size,
            chance.choice((4, 5, 6)),
            size * chance.choice((1.2, 1.6, 2.2)),
            chance.random() < 0.4,
            chance.random() < 0.5,
            chance.random() < 0.1,
        )
        self.boxes: list[str] = []

    def section(self) -> tuple[str, float]:
        top = self.masthead()
        for row in self.rows():
            top = self.row(row, top) + self.habits.leading * 1.5
        top = self.footer(top)
        self.random.shuffle(self.boxes)
        return "".join(self.boxes), math.ceil(top + MARGIN)

    def box(self, left: float, top: float, width: float, content: str, style: str = "", kind: str = "") -> None:
        place = f"left:{left:.1f}pt;top:{top:.1f}pt;width:{width:.1f}pt;"
        self.boxes.append(f'<div class="{kind}" style="{place}{style}">{content}</div>')

    def masthead(self) -> float:
        page, day = self.page, self.page.day
        number = self.random.choice((page.number, f"{page.number}版", f"第{int(page.number[1:])}版"))
        when = f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
        staff = f"责任编辑：{page.editors[0]} 校对：{page.editors[-1]}"
        self.box(MARGIN, 20, 90, number, "font-size:22pt;font-family:'Noto Sans CJK SC'")
        self.box(MARGIN + 120, 22, 200, page.name, "font-size:18pt")
        self.box(430, 28, 240, page.paper, "font-size:14pt;text-align:center")
        self.box(PAGE_WIDTH - MARGIN - 320, 20, 320, when, "font-size:10pt;text-align:right")
        self.box(PAGE_WIDTH - MARGIN - 320, 36, 320, staff, "font-size:9pt;text-align:right")
        self.box(MARGIN, 56, PAGE_WIDTH - 2 * MARGIN, "", "border-top:1pt solid black")
        return 76.0

    def footer(self, top: float) -> float:
        if self.random.random() < 0.3:
            self.box(MARGIN, top, PAGE_WIDTH - 2 * MARGIN, self.page.slogan, "font-size:26pt;text-align:center")
            top += 50
        if self.random.random() < 0.5:
            self.box(MARGIN, top, 400, "新闻热线：8390000　地址：建设路1号　邮编：454000", "font-size:8pt")
            top += 16
        return top

    def rows(self) -> list[list[tuple[Story, int]]]:
        """The stories in rows, each with the number of columns it takes."""
        rows, rest, total = [], list(self.page.stories), self.habits.columns
        while rest:
            first, left, row = rest.pop(0), total, []
            if first.kind in ("photo", "notice") and not rest:
                row.append((first, self.random.choice((1, 2))))
                left = 0
            row = row or [(first, self.span(first, left, bool(rest)))]
            left = left and left - row[0][1]
            while left and rest:
                story = rest.pop(0)
                row.append((story, self.span(story, left, False)))
                left -= row[-1][1]
            rows.append(row)
        return rows

    def span(self, story: Story, left: int, share: bool) -> int:
        if story.kind == "photo":
            return min(left, self.random.choice((1, 2)))
        long = sum(len(p.text) for p in story.paragraphs) > 350
        least = 2 if left > 1 and long else 1
        return self.random.randint(least, left) if share or left > 2 else left

    def row(self, row: list[tuple[Story, int]], top: float) -> float:
        left, bottoms, habits = MARGIN, [], self.habits
        for at, (story, columns) in enumerate(row):
            width = habits.width(columns)
            bottoms.append(self.story(story, columns, left, top))
            left += width + habits.gap
            if habits.rules and at < len(row) - 1:
                height = bottoms[-1] - top
                self.box(left - habits.gap / 2, top, 0, "", f"height:{height}pt;border-left:.5pt solid black")
        bottom = max(bottoms)
        if habits.rules:
            self.box(MARGIN, bottom + habits.leading * 0.6, PAGE_WIDTH - 2 * MARGIN, "", "border-top:.5pt solid black")
        return bottom

    def story(self, story: Story, columns: int, left: float, top: float) -> float:
        """One story in its box; the lower edge is returned."""
        width = self.habits.width(columns)
        if story.kind == "photo":
            return self.photo(story, left, top, width)
        framed = story.kind == "notice" or self.random.random() < 0.08
        if framed:
            columns = max(1, columns - 1)
            inner = self.unframed(story, columns, left + 10, top + 10, width - 20)
            self.box(left, top, width - 1, "", f"height:{inner - top + 8}pt;border:.8pt solid black")
            return inner + 8
        return self.unframed(story, columns, left, top, width)

    def unframed(self, story: Story, columns: int, left: float, top: float, width: float) -> float:
        draw, plain = self.random.random(), not story.banner + story.kicker + story.subheadline
        upright = plain and story.headline and max(map(len, story.headline)) <= 16 and len(story.headline) == 1
        if upright and draw < 0.12 and columns > 1:
            return self.vertical(story, columns, left, top, width)
        if draw > 0.88 and columns > 2 and story.headline:
            return self.sunk(story, columns, left, top, width)
        body = top + self.labelled_heading(story, left, top, width)
        if draw > 0.78 and len(story.paragraphs) > 3 and columns > 2:
            return self.stepped(story, columns, left, body, width)
        return self.columns(story.paragraphs, columns, left, body, width)

    def labelled_heading(self, story: Story, left: float, top: float, width: float) -> float:
        """The heading with its 栏目, if any, in a frame, on a tint or above a rule; their height is returned."""
        if not story.banner:
            return self.heading(story, left, top, width)
        size = self.habits.size * self.random.choice((1.0, 1.3, 1.5))
        manner = self.random.choice(LABELS)
        long, height = size * (len(story.banner) + 1), size * 1.8
        shift = (width - long) / 2 if self.habits.centred else 0
        style = f"font-size:{size:.1f}pt;line-height:{height}pt;height:{height}pt;text-align:center;{manner}"
        self.box(left + shift, top, long, html.escape(story.banner), style, "label")
        below = height + self.habits.size * self.random.choice((0.3, 0.8))
        return below + self.heading(story, left, top + below, width)

    def heading(self, story: Story, left: float, top: float, width: float) -> float:
        """The heading above its story; its height is returned."""
        if not story.headline:
            return 0.0
        long = max(map(len, story.headline))
        size = max(self.habits.size * 1.6, min(self.random.choice((18.0, 22.0, 26.0, 30.0)), width / min(long, 16)))
        small = max(self.habits.size * 1.3, size * 0.6)
        lines = [(story.kicker, small)] + [(line, size) for line in story.headline] + [(story.subheadline, small)]
        align = "center" if self.habits.centred else "left"
        content, height = "", 0.0
        for text, points in lines:
            if text:
                weight = "bold" if points == size else "normal"
                content += f'<div style="font-size:{points:.1f}pt;font-weight:{weight}">{html.escape(text)}</div>'
                height += points * 1.25 * math.ceil(len(text) * points / (width - 1))
        for shift in (0.0, 0.3) if self.habits.doubled else (0.0,):
            self.box(left + shift, top, width, content, f"text-align:{align}", "heading")
        return height + self.habits.leading * 0.6

    def vertical(self, story: Story, columns: int, left: float, top: float, width: float) -> float:
        """A headline that runs down beside the story."""
        size = self.random.choice((18.0, 22.0))
        stack = "".join(f'<div style="font-size:{size}pt">{html.escape(c)}</div>' for c in story.headline[0])
        height, room = size * 1.25 * len(story.headline[0]), size * 1.8
        right = self.random.random() < 0.3
        self.box(left + width - size * 1.2 if right else left, top, size * 1.2, stack, "", "heading")
        start = left if right else left + room
        return max(top + height, self.columns(story.paragraphs, columns, start, top, width - room))

    def sunk(self, story: Story, columns: int, left: float, top: float, width: float) -> float:
        """A heading over the first columns only; the others rise beside it."""
        habits, under = self.habits, columns - 1
        under_width = habits.width(under) * (width / habits.width(columns))
        beside = (width - under_width) - habits.gap
        height = self.labelled_heading(story, left, top, under_width)
        lines = sum(len(broken(p.text, beside / habits.size)) for p in story.paragraphs)
        depth = math.ceil((lines + under * height / habits.leading) / columns)
        first, rest = split(story.paragraphs, round(under * (depth - height / habits.leading)), beside / habits.size)
        low = self.columns(first, under, left, top + height, under_width)
        high = self.columns(rest, 1, left + under_width + habits.gap, top, beside)
        return max(low, high)

    def stepped(self, story: Story, columns: int, left: float, top: float, width: float) -> float:
        """Narrow columns first, then fewer and wider ones below."""
        ems = (width - (columns - 1) * self.habits.gap) / columns / self.habits.size
        lines = sum(len(broken(p.text, ems)) for p in story.paragraphs)
        first, rest = split(story.paragraphs, lines // 2, ems)
        below = self.columns(first, columns, left, top, width)
        return self.columns(rest, columns - 1, left, below, width)

    def columns(self, paragraphs: tuple[Paragraph, ...], columns: int, left: float, top: float, width: float) -> float:
        """Paragraphs in balanced columns; the lower edge is returned, by estimate and never too high."""
        habits = self.habits
        column = (width - (columns - 1) * habits.gap) / columns
        lines = sum(len(broken(p.text, column / habits.size)) + 0.15 for p in paragraphs)
        depth = math.ceil(lines / columns) + 1
        style = (
            f"font-size:{habits.size}pt;line-height:{habits.leading}pt;column-count:{columns};column-gap:{habits.gap}pt"
        )
        text = "".join(map(self.paragraph, paragraphs))
        self.box(left, top, width, f'<div style="{style}">{text}</div>')
        return top + (depth + 1) * habits.leading

    def paragraph(self, paragraph: Paragraph) -> str:
        role = {"crosshead": "crosshead", "run": "run", "cut": "last", "cut run": "run last"}.get(paragraph.role, "")
        return f'<p class="{role}">{html.escape(paragraph.text)}</p>'

    def photo(self, story: Story, left: float, top: float, width: float) -> float:
        height, size = width * self.random.choice((0.6, 0.75)), self.habits.size
        self.box(left, top, width, "", f"height:{height:.1f}pt;background:#ccc")
        caption = tuple(p for p in story.paragraphs)
        if self.random.random() < 0.5:
            caption = (Paragraph(caption[0].text + caption[1].text),)
        lines = sum(len(broken(p.text, width / size)) for p in caption)
        style = f"font-size:{size}pt;line-height:{self.habits.leading}pt;font-family:'Noto Sans CJK SC'"
        self.box(left, top + height + 4, width, "".join(map(self.paragraph, caption)), style)
        return top + height + 4 + (lines + 0.5) * self.habits.leading


def split(paragraphs: tuple[Paragraph, ...], lines: int, ems: float) -> tuple[tuple[Paragraph, ...], ...]:
    """Paragraphs for two boxes: about so many lines in the first, the cut paragraph running on in the second."""
    first: list[Paragraph] = []
    for at, paragraph in enumerate(paragraphs):
        printed = broken(paragraph.text, ems)
        if len(printed) <= lines or not first:
            first.append(paragraph)
            lines -= len(printed)
            continue
        kept = "".join(printed[:lines]) if lines > 0 and paragraph.role == "body" else ""
        if not kept:
            return tuple(first), paragraphs[at:]
        head, tail = (
            replace(paragraph, text=kept, role="cut"),
            replace(paragraph, text=paragraph.text[len(kept) :], role="run"),
        )
        return (*first, head), (tail, *paragraphs[at + 1 :])
    return tuple(first), ()
