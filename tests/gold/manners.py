"""The manners in which other tools would have given an annotated page: what is printed stays, its lines change."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import score

Line = tuple[int, str]
"""A line's number and its text."""
Relaid = list[tuple[str, Sequence[int]]]
"""The lines that another tool gives, each with the numbers of the lines that it is made of."""
NEVER_FIRST = "，。、；：？！）》」』”’…,;:?!)%"
NEVER_LAST = "（《「『“‘("
UNBROKEN = re.compile(r"[0-9A-Za-z.%]+|.")
STRETCHED = 4
"""Single spaces in a line that is justified with white space."""


@dataclass(frozen=True)
class Page:
    """A page and its annotation."""

    lines: Sequence[Line]
    gold: dict[str, Any]

    @classmethod
    def of(cls, text: str, gold: dict[str, Any]) -> Page:
        return cls(list(enumerate(text.split("\n"), start=1)), gold)

    def runs(self) -> Iterator[tuple[bool, bool, list[Line]]]:
        """The lines in groups: whether they are a paragraph's, whether it begins with them, and they."""
        paragraphs = [score.lines_of(paragraph) for story in self.gold["articles"] for paragraph in story["paragraphs"]]
        owner = {number: index for index, numbers in enumerate(paragraphs) for number in numbers}
        last = next_owner = None
        owners: list[int | None] = []
        for number, text in self.lines:
            if text.strip():
                last = owner.get(number)
                owners.append(last)
            else:
                next_owner = next((owner.get(n) for n, later in self.lines[number:] if later.strip()), None)
                owners.append(last if last == next_owner else None)
        for at, group in groupby(zip(owners, self.lines, strict=True), key=lambda pair: pair[0]):
            lines = [line for _, line in group]
            if at is None:
                yield from ((False, False, [line]) for line in lines)
            else:
                yield True, lines[0][0] == paragraphs[at][0], lines

    def relaid(self, lines: Relaid) -> tuple[str, dict[str, Any]]:
        """The text of these lines, and the annotation with their numbers."""
        now: dict[int, list[int]] = {}
        for number, (_, made_of) in enumerate(lines, start=1):
            for old in made_of:
                now.setdefault(old, []).append(number)
        gold = copy.deepcopy(self.gold)
        for story in gold["articles"]:
            for paragraph in story["paragraphs"]:
                numbers = dict.fromkeys(n for old in score.lines_of(paragraph) for n in now.get(old, ()))
                paragraph[:] = [n for number in numbers for n in (number, number)]
        return "\n".join(text for text, _ in lines), gold


def _each(change: Callable[[str], str]) -> Callable[[Page], Relaid]:
    return lambda page: [(change(text), [number]) for number, text in page.lines]


def _without_blanks(page: Page) -> Relaid:
    return [(text, [number]) for number, text in page.lines if text.strip()]


def _spaced_out(page: Page) -> Relaid:
    return [row for number, text in page.lines for row in ((text, [number]), ("", []))]


def _marked(page: Page) -> Relaid:
    headings = {number for story in page.gold["articles"] for number in story["heading_lines"]}
    return [
        (f"## {text.strip()}" if number in headings and text[:1] != "#" else text, [number])
        for number, text in page.lines
    ]


def _shuffled(page: Page) -> Relaid:
    """The stories in another order, where each stands together; the page as it is where one does not."""
    spans = []
    for story in page.gold["articles"]:
        numbers = [
            *story["heading_lines"],
            *(n for paragraph in story["paragraphs"] for n in score.lines_of(paragraph)),
        ]
        spans.append((min(numbers), max(numbers)))
    spans.sort()
    whole = all(above[1] < below[0] for above, below in pairwise(spans))
    order = random.Random(page.gold["source"]).sample(spans, len(spans)) if whole else spans
    text = dict(page.lines)
    numbers, passed = [], 0
    for span, instead in zip(spans, order, strict=True):
        numbers += [*range(passed + 1, span[0]), *range(instead[0], instead[1] + 1)] if whole else []
        passed = span[1]
    numbers += range(passed + 1, len(text) + 1) if whole else [*text]
    return [(text[number], [number]) for number in numbers]


def _joined(lines: Sequence[Line]) -> str:
    """The text of a paragraph's lines without the white space of their justification."""
    whole = ""
    for _, line in lines:
        text = line.strip()
        if len(re.findall(r"(?<=[^ ]) (?=[^ ])", text)) >= STRETCHED:
            text = re.sub(r"(?<![A-Za-z])[ \u3000]+|[ \u3000]+(?![A-Za-z])", "", text)
        latin = whole[-1:].isascii() and whole[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha()
        whole += f" {text}" if latin else text
    return whole


def _column(text: str, width: float) -> Iterator[str]:
    """The text in lines of so many ems, none of which begins or ends with what no printed line does."""
    line, used = "", 0.0
    for piece in UNBROKEN.findall(text):
        em = sum(0.0 if sign == " " else 0.5 if sign < "\u2000" else 1.0 for sign in piece)
        if line and used + em > width and not (piece in NEVER_FIRST and used + em <= width + 1):
            kept = line.rstrip(NEVER_LAST)
            yield kept.rstrip(" ")
            line = line[len(kept) :]
            used = float(len(line))
        if line or piece != " ":
            line, used = line + piece, used + em
    if line:
        yield line


def _paragraphs(width: float, indent: str = "", below: int = 0) -> Callable[[Page], Relaid]:
    """Paragraphs in columns of so many ems, with an indent and so many blank lines below."""

    def lay(page: Page) -> Relaid:
        rows: Relaid = []
        for is_paragraph, begins, lines in page.runs():
            numbers = [number for number, _ in lines]
            if is_paragraph:
                rows += [(row, numbers) for row in _column(indent * begins + _joined(lines), width)] + [
                    ("", [])
                ] * below
            else:
                rows.append((lines[0][1], numbers))
        return rows

    return lay


WHOLE = float("inf")
MANNERS: dict[str, Callable[[Page], Relaid]] = {
    "as it is": _each(str),
    "a margin before every line": _each(lambda text: f"\u3000\u3000{text}"),
    "no-break spaces, and some at the end": _each(lambda text: text.replace(" ", "\u00a0") + "\u00a0"),
    "Windows line ends": _each(lambda text: f"{text}\r"),
    "a blank line below each line": _spaced_out,
    "no blank lines": _without_blanks,
    "a paragraph a line": _paragraphs(WHOLE),
    "a paragraph a line, indented": _paragraphs(WHOLE, "\u3000\u3000"),
    "columns of 13 ems": _paragraphs(13),
    "columns of 20 ems": _paragraphs(20),
    "columns of 20 ems, indented": _paragraphs(20, "\u3000\u3000"),
    "columns of 36 ems, parted by blank lines": _paragraphs(36, below=1),
    "headings marked with ##": _marked,
    "no marks": _each(lambda text: re.sub(r"^#+ *", "", text)),
    "stories in another order": _shuffled,
}
