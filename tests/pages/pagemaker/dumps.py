"""Sets a page as a text dump, with what the usual dump tools do to it.

Two kinds: `wrapped` keeps every printed line, as text copied out of a PDF does; `recognised` has whole paragraphs,
half-width marks and Markdown headings, as character recognition writes. The truth comes back beside the dump, because
a dump may lose a headline for good.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from pagemaker.linebreaking import broken, width
from pagemaker.stories import Page, Paragraph, Story

HALF_WIDTH = str.maketrans("，；：？！（）", ",;:?!()")
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Dump:
    """The text of a dump, the stories it can still be read as, and whether it prints its date."""

    text: str
    stories: tuple[Story, ...]
    dated: bool


def wrapped(page: Page, seed: int) -> Dump:
    """The page as text copied out of a PDF: hard wraps, spaced lines, blank lines that lie."""
    return Wrapped(page, random.Random(seed)).dump()


def recognised(page: Page, seed: int) -> Dump:
    """The page as character recognition gives it: headings marked at odd levels, columns cut in mid-sentence."""
    return Recognised(page, random.Random(seed)).dump()


class Wrapped:
    """One page set as hard-wrapped lines. The habits of the tool are drawn once a page."""

    def __init__(self, page: Page, chance: random.Random) -> None:
        self.page, self.random = page, chance
        self.heading_after = chance.random() < 0.6
        self.spaced_brackets = chance.random() < 0.4
        self.spaced_figures = chance.random() < 0.3
        self.dated = chance.random() < 0.4

    def dump(self) -> Dump:
        stories = tuple(self.perhaps_lost(story) for story in self.page.stories)
        parts = [self.story(story) for story in stories]
        text = self.masthead()
        for part in parts:
            crowded = self.random.random() < 0.2 and not self.heading_after
            glued = self.random.random() < 0.25 and self.heading_after
            text += (" " if glued else "" if crowded or not text else "\n") + "\n".join(part) + "\n"
        return Dump(text, stories, self.dated)

    def perhaps_lost(self, story: Story) -> Story:
        """A vertical headline leaves nothing in the dump."""
        lost = self.random.random() < 0.04
        return replace(story, kicker="", headline=(), subheadline="") if lost else story

    def masthead(self) -> str:
        page = self.page
        lines = [f"{page.number}版 {page.name}"]
        if self.dated:
            lines.append(f"{page.day.year}年{page.day.month}月{page.day.day}日 星期{WEEKDAYS[page.day.weekday()]}")
        lines.append(f"责任编辑：{page.editors[0]} 校对：{page.editors[-1]}")
        return "\n".join(lines) + "\n\n" if self.random.random() < 0.7 or self.dated else ""

    def story(self, story: Story) -> list[str]:
        heading, body = self.heading(story), self.body(story)
        return [*body, "", *heading] if self.heading_after else [*heading, *([""] if heading else []), *body]

    def heading(self, story: Story) -> list[str]:
        """The heading's lines; between parts of different size there may be a blank line."""
        gap = [""] if self.random.random() < 0.3 else []
        parts = [
            [story.kicker] if story.kicker else [],
            list(story.headline),
            [story.subheadline] if story.subheadline else [],
        ]
        lines: list[str] = []
        for part in parts:
            lines += (gap if lines and part else []) + part
        return lines

    def body(self, story: Story) -> list[str]:
        ems = self.random.choice((7, 8)) if story.kind == "photo" else self.random.choice((12, 14, 16, 19, 24))
        wide_from = self.random.randint(1, 9) if self.random.random() < 0.15 else 99
        lines: list[str] = []
        for at, paragraph in enumerate(story.paragraphs):
            set_lines = self.lines(paragraph, ems * 2 if at >= wide_from else ems)
            late = bool(lines) and self.random.random() < 0.1 and len(set_lines) > 2 and paragraph.role == "body"
            if late:
                set_lines.insert(1, "")
            lines += ([""] if lines and not late else []) + set_lines
        return self.column_ends(lines)

    def lines(self, paragraph: Paragraph, ems: int) -> list[str]:
        lines = broken(paragraph.text, ems)
        lines = [self.spaced(line, ems) if at < len(lines) - 1 else line for at, line in enumerate(lines)]
        result: list[str] = []
        for line in lines:
            if result and line[0] in "“《" and self.random.random() < 0.6:
                result.append("")
            result.append(line)
        return result

    def spaced(self, line: str, ems: int) -> str:
        """A justified line: short ones are pulled apart, figures and brackets get air."""
        if width(line) <= ems - 1 and self.random.random() < 0.3:
            return " ".join(line)
        if self.spaced_figures:
            line = re.sub(r"(?<=[\u4e00-\u9fff])(\d{1,6})(?=[\u4e00-\u9fff])", r" \1 ", line)
        if self.spaced_brackets:
            line = line.replace("（", " （").replace("）", "） ")
        return line.strip()

    def column_ends(self, lines: list[str]) -> list[str]:
        """Some columns end in a blank line."""
        height, result = self.random.randint(18, 40), []
        for at, line in enumerate(lines):
            if at and at % height == 0 and line and result[-1] and self.random.random() < 0.6:
                result.append("")
            result.append(line)
        return result


class Recognised:
    """One page as recognised: the headline stands first, paragraphs are lines, and a column's end cuts them."""

    def __init__(self, page: Page, chance: random.Random) -> None:
        self.page, self.random = page, chance
        self.half_width = chance.random() < 0.6
        self.marked = chance.random() < 0.6
        self.dated = chance.random() < 0.4

    def dump(self) -> Dump:
        stories = list(self.page.stories)
        groups = self.grouped(stories)
        lines = self.masthead()
        for group in groups:
            for story in group:
                lines += self.heading(story)
            for story in group:
                lines += self.body(story)
        text = "\n\n".join(lines) + "\n"
        if self.half_width:
            text = text.translate(HALF_WIDTH)
            stories = [narrowed(story) for story in stories]
        return Dump(text, tuple(stories), self.dated)

    def grouped(self, stories: list[Story]) -> list[list[Story]]:
        """Now and then two neighbours' headings are stacked before their two bodies."""
        groups: list[list[Story]] = []
        for story in stories:
            plain = story.kind == "news" and len(story.headline) == 1 and not story.kicker + story.subheadline
            before = groups[-1] if groups else []
            stackable = plain and self.marked and len(before) == 1 and self.plain_news(before[0])
            if stackable and self.random.random() < 0.1:
                before.append(story)
            else:
                groups.append([story])
        return groups

    @staticmethod
    def plain_news(story: Story) -> bool:
        return story.kind == "news" and len(story.headline) == 1 and not story.kicker + story.subheadline

    def masthead(self) -> list[str]:
        page = self.page
        lines = [page.slogan, f"■新闻热线：8390000 | ■编辑：{page.editors[0]} | 校对：{page.editors[-1]}"]
        if self.dated:
            lines.append(f"{page.day.year}年{page.day.month}月{page.day.day}日 星期{WEEKDAYS[page.day.weekday()]}")
        return [*lines, page.name]

    def heading(self, story: Story) -> list[str]:
        mark = self.random.choice(("# ", "## ")) if self.marked else ""
        lines = [part for part in (story.kicker, " ".join(story.headline), story.subheadline) if part]
        return [mark + line for line in lines]

    def body(self, story: Story) -> list[str]:
        chunks: list[str] = []
        for paragraph in story.paragraphs:
            chunks += self.cut(paragraph)
        if len(chunks) > 3 and self.random.random() < 0.03:
            at = self.random.randrange(1, len(chunks) - 1)
            chunks.insert(at + 1, chunks[at])
        elif len(chunks) > 5 and self.random.random() < 0.03:
            chunks[2], chunks[3] = chunks[3], chunks[2]
        return chunks

    def cut(self, paragraph: Paragraph) -> list[str]:
        """A paragraph in one piece, in two, or as a run of printed lines."""
        text, draw = paragraph.text, self.random.random()
        if paragraph.role != "body" or len(text) < 50 or draw < 0.75:
            return [text]
        if draw < 0.95:
            at = self.random.randrange(20, len(text) - 20)
            while text[at] in "。，、；：？！”）》" or text[at - 1] in "。”“（《":
                at += 1
            return [text[:at], text[at:]] if at < len(text) - 2 else [text]
        return broken(text, 14, 0)


def narrowed(story: Story) -> Story:
    """The story with half-width marks, as such a dump prints it."""

    def narrow(text: str) -> str:
        return text.translate(HALF_WIDTH)

    return replace(
        story,
        kicker=narrow(story.kicker),
        headline=tuple(map(narrow, story.headline)),
        subheadline=narrow(story.subheadline),
        paragraphs=tuple(Paragraph(narrow(p.text), p.role) for p in story.paragraphs),
    )
