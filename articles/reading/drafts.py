"""What the forms that are not text dumps share: the source text they extract line by line, and articles made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from articles.reading.lines import anchors
from articles.reading.lines.banners import names_column
from articles.reading.lines.line import Line, make_block, source_lines
from articles.reading.paragraphs.units import Unit
from articles.reading.readings import ArticleReading, Block, Furniture, FurnitureKind, Heading, PhotographReading
from articles.reading.stories.finishing import article_of
from articles.reading.stories.story import Story

Box = tuple[int, float, float, float, float]
UNCERTAIN = 0.4
"""The confidence of a story whose place on the page speaks neither for nor against it."""
SHAPES = {"crosshead": "crosshead", "byline": "byline"}


@dataclass(slots=True)
class Extract:
    """The lines taken out of a source so far, with their places on the page; `add` returns a line's number."""

    lines: list[str] = field(default_factory=list)
    boxes: dict[int, Box] = field(default_factory=dict)

    def add(self, text: str, box: Box | None = None) -> int:
        self.lines.append(text.replace("\n", " "))
        if box is not None:
            self.boxes[len(self.lines)] = box
        return len(self.lines)

    def gap(self) -> None:
        """A blank line, for whoever reads the extracted text."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


@dataclass(frozen=True, slots=True)
class Printed:
    """One paragraph as the numbers of its lines. `role` is `body`, `crosshead` or `byline`."""

    lines: tuple[int, ...]
    role: str = "body"


@dataclass(slots=True)
class Draft:
    """An article as line numbers of the extract. A heading part holds one entry for each printed line of equal rank."""

    banner: list[tuple[int, ...]] = field(default_factory=list)
    kicker: list[tuple[int, ...]] = field(default_factory=list)
    headline: list[tuple[int, ...]] = field(default_factory=list)
    subheadline: list[tuple[int, ...]] = field(default_factory=list)
    paragraphs: list[Printed] = field(default_factory=list)
    photo: bool = False
    photographs: tuple[PhotographReading, ...] = ()
    uncertain: str = ""

    @property
    def headed(self) -> bool:
        return bool(self.kicker or self.headline or self.subheadline)


class Finisher:
    """Turns drafts into articles once the whole source text is there."""

    def __init__(self, extract: Extract, drafts: Iterable[Draft]) -> None:
        self.text = extract.text
        self.lines = {line.number: line for line in source_lines(self.text)}
        tops = Counter(self._top(draft) for draft in drafts if draft.kicker)
        self.recurring = {text for text, stories in tops.items() if stories > 1}

    def story(self, draft: Draft) -> Story:
        """The draft as a story of the text reader: what its paragraphs open, sign and send on is found out here."""
        units = [self._unit(printed) for printed in draft.paragraphs]
        story = Story([unit for unit in units if unit.lines], anchored=False, photo=draft.photo)
        for unit in story.units:
            if unit.anchor == "jump" and not story.jump_from:
                story.jump_from = unit.label
            elif unit.anchor in ("dateline", "also") and not story.dateline:
                story.dateline, story.anchored = unit.label, True
        credited = any(unit.shape == "credit" or anchors.looks_captioned(unit.text, unit.tail) for unit in story.units)
        story.photo = draft.photo or (not draft.headed and not story.anchored and credited)
        if draft.uncertain:
            story.doubts.append(("boundary", draft.uncertain, UNCERTAIN))
        story.headings = [Unit(self._lines(numbers), "heading") for numbers in draft.headline]
        return story

    def article(self, draft: Draft, story: Story) -> ArticleReading:
        """The finished article; its heading parts are those of the draft."""
        article = article_of(story)
        return replace(article, heading=self._heading(draft), photographs=draft.photographs)

    def furniture(self, numbers: Sequence[int], kind: FurnitureKind) -> Furniture:
        block = make_block(self._lines(numbers))
        return Furniture(block.text, block.lines, block.segments, kind)

    def _heading(self, draft: Draft) -> Heading:
        """The draft's parts; a smaller line above the headline that names a 栏目, or stands above another story of the
        source as well, is the banner too."""
        above = draft.headline and draft.kicker and self._names_column(self._top(draft))
        kicker = draft.kicker[1:] if above else draft.kicker
        banner = draft.banner + draft.kicker[: len(draft.kicker) - len(kicker)]
        parts = (banner, kicker, draft.headline, draft.subheadline)
        return Heading(*map(self._blocks, parts))

    def _names_column(self, text: str) -> bool:
        return text in self.recurring or names_column(text)

    def _top(self, draft: Draft) -> str:
        return make_block(self._lines(draft.kicker[0])).text

    def _blocks(self, part: list[tuple[int, ...]]) -> tuple[Block, ...]:
        return tuple(make_block(self._lines(numbers)) for numbers in part)

    def _lines(self, numbers: Sequence[int]) -> list[Line]:
        return [self.lines[number] for number in numbers if number in self.lines]

    def _unit(self, printed: Printed) -> Unit:
        lines = self._lines(printed.lines)
        raw = "".join(self.text[line.start : line.end] for line in lines).strip()
        unit = Unit(lines, SHAPES.get(printed.role, "text"))
        if not lines or unit.shape != "text":
            return unit
        unit.anchor, unit.label = anchors.opening(unit.text, raw)
        if unit.anchor == "byline":
            unit.shape = "byline"
        elif anchors.is_photo_credit(unit.text):
            unit.shape = "credit"
        elif anchors.is_sign_off(unit.text):
            unit.shape = "signoff"
        return unit
