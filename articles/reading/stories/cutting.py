"""Units to stories: where one story ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.reading.lines import anchors, credits, letters
from articles.reading.lines.lists import advertises_loss
from articles.reading.paragraphs.captions import CAPTION_MAX
from articles.reading.paragraphs.units import BULLETS, Unit
from articles.reading.stories import signatures
from articles.reading.stories.rests import is_other_half
from articles.reading.stories.story import CAPTION_PARAGRAPHS, NARROW, NOTICE, Gap, Item, Story, is_narrow

BYLINES = 4
"""Reporters and correspondents may have a line each; what follows the last of them tells whose story they wrote."""
WIDER = 1.3
"""Times as wide as a caption's is the column of a story that the picture stands in."""
PICTURE_MARKS = ("<!--", "![")
SEND_TO = re.compile(
    "(?:(?:电子|投稿|报名|联系|咨询|征集|举报)?(?:邮箱|信箱|邮件)|(?:通信|通讯)地址|(?:联系|咨询|监督)电话)[:：](?!.*(?:报社|日报|邮编))"
)
MID_CLAUSE = "，,、；;"


def items_of(units: Sequence[Unit]) -> list[Item]:
    """Cut units into stories, gaps of headings and furniture."""
    return _Cutter(units).run()


class _Cutter:
    """One pass over the units; `story` takes the next paragraph unless it has ended; `headed` stands above; `parted` is
    the story that a heading parts in mid-clause, which goes on should a photo follow."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.items: list[Item] = []
        self.story: Story | None = None
        self.headed = ""
        self.parted: Story | None = None

    def run(self) -> list[Item]:
        for index, unit in enumerate(self.units):
            rest = self.units[index + 1 :][:BYLINES]
            following = next((below for below in rest if not unit.shape == below.shape == "byline"), None)
            getattr(self, f"_take_{unit.shape}")(unit, following)
        return self.items

    def _begin(self, unit: Unit) -> Story:
        anchored = bool(unit.anchor) or letters.opens(unit.text)
        story = Story([unit], anchored=anchored, led=unit.lines[0].led)
        if unit.anchor == "jump":
            story.jump_from = unit.label
        elif unit.anchor in ("dateline", "also"):
            story.dateline = unit.label
        above = self._last_printed()
        self.headed = "".join([unit.text for unit in above.units]) if isinstance(above, Gap) else ""
        self.items.append(story)
        self.story, self.parted = story, None if unit.anchor else self.parted
        return story

    def _last_printed(self) -> Item | None:
        """The last item, what a web page has inside an article left out."""
        return next((item for item in reversed(self.items) if not _is_button(item)), None)

    def _take_furniture(self, unit: Unit, _following: Unit | None) -> None:
        if self.story is not None and self._is_where_to_send(unit):
            unit.shape = "text"
            self.story.units.append(unit)
            return
        self.items.append(unit)
        if unit.furniture in ("page", "date", "masthead") and not (self.story and self.story.units[-1].open_ended):
            self.story = None

    def _is_where_to_send(self, unit: Unit) -> bool:
        """Whether an address is the last line of the notice right above it, and not the paper's own."""
        if self.story is None or self.items[-1] is not self.story or self.story.anchored:
            return False
        return SEND_TO.match(unit.text) is not None and NOTICE.search(self.headed) is not None

    def _take_duplicate(self, unit: Unit, _following: Unit | None) -> None:
        """A second copy takes no part; it is remembered with its original's story."""

    def _take_heading(self, unit: Unit, following: Unit | None) -> None:
        story = self.story
        if story and signatures.signs(unit, following, story, self.headed):
            story.units.append(unit)
            story.ended = signatures.signs_letter(unit, story)
            return
        if story and signatures.signs_what_follows(unit, following, story):
            unit.shape = "byline"
            self._begin(unit)
            return
        above = self._last_printed()
        if isinstance(above, Gap):
            above.units.append(unit)
        else:
            self.items.append(Gap([unit]))
        if self.story is not None:
            self.parted = self.story if self.story.units[-1].text[-1] in MID_CLAUSE else None
        self.story = None

    def _take_byline(self, unit: Unit, following: Unit | None) -> None:
        story = self.story
        if story is not None and story.bylines_only:
            story.units.append(unit)
        elif (
            story is not None
            and not story.ended
            and (following is None or not following.is_plain or _signs(unit, following))
        ):
            story.units.append(unit)
            story.ended = True
        elif (photo := self._photo_above(unit)) is not None and (following is None or not following.is_plain):
            photo.units.append(unit)
        else:
            self._begin(unit)

    def _photo_above(self, unit: Unit) -> Story | None:
        """The photo under whose caption a line stands, with no blank line between."""
        above = self.items[-1] if self.items and not unit.lines[0].blanks else None
        return above if isinstance(above, Story) and above.photo else None

    def _take_signoff(self, unit: Unit, _following: Unit | None) -> None:
        if self.story is None or self.story.ended:
            self._begin(unit)
        else:
            self.story.units.append(unit)
        assert self.story is not None
        self.story.ended = True

    def _take_credit(self, unit: Unit, _following: Unit | None) -> None:
        last = self._last_printed()
        if isinstance(last, Story) and last.photo and last.units[-1].shape == "text":
            last.units.append(unit)
            return
        caption = self._caption()
        caption.units.append(unit)
        caption.photo = True
        if self.story is caption or (self.story is not None and self.story.ended):
            self.story = self.parted

    def _caption(self) -> Story:
        """The story that a photo credit ends: the caption above it, taken out of the story it was read into."""
        story = self.story
        if story is None or not story.units:
            photo = Story()
            self.items.append(photo)
            return photo
        if story.looks_captioned or (not story.anchored and len(story.units) == 1):
            return story
        first = self._caption_start(story.units)
        photo = Story(story.units[first:])
        del story.units[first:]
        if not story.units:
            self.items.remove(story)
            self.story = None
        self.items.append(photo)
        return photo

    @staticmethod
    def _caption_start(units: Sequence[Unit]) -> int:
        """The index of a story's unit with which the caption at its end begins: one that opens as captions do, with
        its later sentences right below it, or else the last."""
        for at in range(len(units) - 1, max(-1, len(units) - 1 - CAPTION_PARAGRAPHS), -1):
            if not units[at].is_plain or (at < len(units) - 1 and units[at + 1].lines[0].blanks):
                break
            if anchors.CAPTION.match(units[at].text):
                return at
        return len(units) - 1

    def _take_text(self, unit: Unit, _following: Unit | None) -> None:
        story = self.story
        if unit.anchor == "also" and story is not None:
            story.units.append(unit)
        elif unit.anchor and story is not None and story.bylines_only:
            story.units.append(unit)
            story.dateline = unit.label
        elif unit.anchor:
            self._begin(unit)
        elif self._is_captioned(unit):
            self._take_caption(unit)
        elif (photo := self._photo_above(unit)) is not None and _goes_on_beside(photo, unit):
            photo.units.append(unit)
        elif story is not None and _is_next_item(unit, story):
            story.units.append(unit)
            story.ended = False
        elif story is not None and is_other_half(unit, story):
            self._begin(unit).continuation = True
        elif story is None or story.ended or advertises_loss(unit.text) != advertises_loss(story.opening):
            self._begin(unit).continuation = story is not None and story.units[-1].cut
        elif self._interrupted(story):
            story.units[-1].lines += unit.lines
            story.units[-1].doubts.append("columns")
        else:
            story.units.append(unit)
        if self.story is not None and unit.cut:
            self.story.ended = True
        if self.story is not None and unit.ends_story:
            self.story.ended = True

    def _is_captioned(self, unit: Unit) -> bool:
        text = unit.text
        if len(text) > CAPTION_MAX:
            return False
        opens = anchors.CAPTION.match(text) is not None
        if opens and self.story is not None and (_is_picture(self.items[-1]) or _stands_beside(unit, self.story)):
            return True
        credited = bool(credits.photographers(unit.tail) or anchors.FROM_FILES.search(text))
        return (credited or opens) and anchors.looks_captioned(text, unit.tail)

    def _interrupted(self, story: Story) -> bool:
        """Whether a paragraph goes on with the sentence that a photo and its caption interrupt."""
        last = story.units[-1]
        return self.items[-1] is not story and last.shape == "text" and last.open_ended and not last.cut

    def _take_caption(self, unit: Unit) -> None:
        story = self.story
        apart = unit.lines[0].blanks and not credits.photographers(unit.tail)
        goes_on = not (apart or anchors.CAPTION.match(unit.text))
        if story is not None and story.looks_captioned and goes_on:
            story.units.append(unit)
            story.photo, self.story = True, None
            return
        above = self.items[-1] if self.items else None
        if isinstance(above, Story) and _waits_for_credit(above) and not anchors.CAPTION.match(unit.text):
            above.units.append(unit)
            return
        interrupted = story if story is not None and not story.ended else self.parted
        self.items.append(Story([unit], photo=True))
        self.story = interrupted


def _signs(unit: Unit, following: Unit | None) -> bool:
    """Whether a byline in brackets stands right below the text that it signs."""
    bracketed = unit.lines[0].text[0] in "（(" and not unit.lines[0].blanks
    return bracketed and following is not None and following.lines[0].blanks > 0


def _stands_beside(unit: Unit, story: Story) -> bool:
    """Whether a paragraph is set as narrow as beside a picture, inside a story in wider columns."""
    return is_narrow([unit]) and (story.column or 0.0) >= WIDER * NARROW


def _goes_on_beside(photo: Story, unit: Unit) -> bool:
    """Whether text goes on with what is set as narrow beside a picture."""
    narrow = is_narrow([unit]) and is_narrow(photo.units)
    return narrow and not anchors.CAPTION.match(unit.text) and not credits.photographers(photo.units[-1].tail)


def _waits_for_credit(photo: Story) -> bool:
    """Whether what is printed under a photo does not say yet who took it."""
    tail = photo.units[-1].tail
    return (
        photo.photo
        and photo.units[-1].is_plain
        and not (credits.photographers(tail) or anchors.FROM_FILES.search(tail))
    )


def _is_next_item(unit: Unit, story: Story) -> bool:
    """Whether a paragraph is an item of the list that the story is, each signed by who sent it in."""
    bullet = unit.lines[0].text[0]
    return bullet in BULLETS and bullet == next((above.lines[0].text[0] for above in story.units if above.is_plain), "")


def _is_picture(item: Item) -> bool:
    """Whether an item is what a program for character recognition writes where a picture stood."""
    return isinstance(item, Unit) and item.furniture == "other" and item.text.startswith(PICTURE_MARKS)


def _is_button(item: Item) -> bool:
    """Whether an item is furniture that says nothing of pages or days, as a web page has it inside its headings."""
    return isinstance(item, Unit) and item.furniture == "other"
