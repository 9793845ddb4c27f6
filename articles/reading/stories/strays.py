"""The rest of a story that another one interrupts, found further down in the dump among or below that one's text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from articles.reading.lines import anchors
from articles.reading.lines.furniture import is_day
from articles.reading.lines.names import lists_names
from articles.reading.paragraphs.manner import WIDEST_COLUMN
from articles.reading.paragraphs.places import LOST_EM
from articles.reading.paragraphs.seams import crosses_word
from articles.reading.paragraphs.units import OPENS_TEXT, TELEPHONE, Unit, bigrams
from articles.reading.stories.story import Item, Story

SAME_COLUMN = 1.6
"""Ems by which the columns of one story differ at most."""
NEAR = 12
"""Stories further down in which a rest is looked for: about those of a page."""
WINDOW = 40
"""Items on each side that are looked at: what a page has of stories, headings and furniture."""
PARTS = 4
"""Parts with a 小标题 each that a story has above the one that stops, at the most."""
BOXES = 3
"""Stories in boxes that may stand before a rest without a heading."""
CLEARLY_OTHER, LEAST_LINES = 3.0, 4
"""By how many ems their columns differ, and how many lines the text on either side has, where nothing but columns and
wording tells them apart."""
MID_CLAUSE = "，、,"
LEAST_TEXT = 24
"""Characters of a rest; the wording of fewer tells nothing."""
CLEARLY_MORE = 2.0
"""Times as much of its wording must a rest share with its own story as with the one that it was read into."""
Place = tuple[Story, int, Story]
"""A story, the index of its unit with which a rest may begin, and the story whose text stands above that."""


def bring_home(items: list[Item]) -> None:
    """Give every such rest back to its story; the one that interrupts it remembers that it was `resumed`.

    A rest shares more wording with its story than with the text above it, and one thing more tells it: it is set in
    the columns of its story and not in those of the text above; it makes the word whole in which its story stops; or
    it stands without a heading below a signed story, and its own stops in mid-sentence.
    """
    for at, story in enumerate(items):  # what is taken out stands further down
        if not isinstance(story, Story) or not _may_go_on(story):
            continue
        above, below = items[max(0, at - WINDOW) : at + 1], items[at + 1 : at + 1 + WINDOW]
        places = (place for place in _places(story, below) if not _begins_sentence(story, *place))
        place = next((place for place in places if _belongs(_whole_text(above), *place)), None)
        if place is not None:
            _move(story, *place, items)


def _may_go_on(story: Story) -> bool:
    last = story.units[-1]
    if story.photo or story.ended or last.shape != "text":
        return False
    return not (last.open_ended and lists_names(last.lines[-1].raw)) and not anchors.jump_to(last.text)


def _begins_sentence(story: Story, host: Story, begin: int, _: Story) -> bool:
    """Whether a rest begins as sentences do, though its story would stop in the middle of one."""
    return story.units[-1].open_ended and OPENS_TEXT.match(host.units[begin].text) is not None


def _places(story: Story, below: Sequence[Item]) -> Iterator[Place]:
    """Where below a story its rest may begin."""
    last = story.units[-1]
    stories = [item for item in below if isinstance(item, Story) and not item.photo]
    near = stories[: NEAR if last.open_ended else 1]
    column = story.column or (_full_width(last) if last.open_ended else None)
    for host in near if last.open_ended else ():
        begin = 0 if host.anchored else below_notice(host)
        if begin and (host is near[0] or crosses_word(last.text, host.units[begin].text)):
            yield host, begin, host
    for host in near:
        if host.anchored:
            yield from ((host, begin, host) for begin in _beginnings(last, host, column, host is near[0]))
    for box, rest in pairwise(below) if last.open_ended else ():
        if isinstance(box, Story) and box.ended and isinstance(rest, Story) and _is_bare(rest) and _is_in(rest, near):
            yield rest, 0, box


def _beginnings(last: Unit, host: Story, column: float | None, nearest: bool) -> Iterator[int]:
    """The units of a story below with which the rest of what stops with `last` may begin: in the nearest one any that a
    blank line parts from the text above, where the other stops in mid-clause."""
    halts = nearest and last.text[-1] in MID_CLAUSE
    begin = _in_column(host, column) if column is not None else 0
    if begin and (last.open_ended or _is_clearly_apart(host, begin)):
        yield begin
    for begin, (above, unit) in enumerate(pairwise(host.units), 1) if last.open_ended else ():
        apart = unit.is_plain and unit.lines[0].blanks and not above.open_ended
        if apart and (halts or crosses_word(last.text, unit.text)):
            yield begin


def _is_in(rest: Story, near: Sequence[Story]) -> bool:
    return any(rest is story for story in near[:BOXES])


def _full_width(unit: Unit) -> float:
    """The width of the column of a paragraph that stops in mid-sentence, at the end of a full line."""
    return unit.lines[-1].width + (LOST_EM if len(unit.lines) == 1 else 0.0)


def _is_clearly_apart(host: Story, begin: int) -> bool:
    """Whether a story is set in two columns from a unit on, each of several lines and far from as wide as the other."""
    above, below = Story(host.units[:begin]).column, Story(host.units[begin:]).column
    few = min(_count(host.units[:begin]), _count(host.units[begin:])) < LEAST_LINES
    return not few and above is not None and below is not None and abs(above - below) >= CLEARLY_OTHER


def below_notice(host: Story) -> int:
    """The index of the first unit below whom to ring, or the day, with which a notice ends; 0 where there is none."""
    ends = (at for at, unit in enumerate(host.units[:-1]) if TELEPHONE.search(unit.text) or is_day(unit.text))
    return max(ends, default=-1) + 1


def _is_bare(story: Story) -> bool:
    return not (story.anchored or story.photo or story.looks_captioned)


def _in_column(host: Story, column: float) -> int:
    """The index of the first unit from which a story is set in another story's column; 0 where there is none."""
    begin = len(host.units)
    while begin and host.units[begin - 1].is_plain and _is_set(host.units[begin - 1], column):
        begin -= 1
    above = host.units[:begin]
    apart = above and not any(_is_set(unit, column) for unit in above) and not above[-1].open_ended
    return begin if apart and begin < len(host.units) else 0


def _is_set(unit: Unit, column: float) -> bool:
    widths = [line.width for line in unit.lines]
    full = widths[:-1] or widths
    return max(widths) <= WIDEST_COLUMN and abs(median(full) - column) <= SAME_COLUMN


def _whole_text(items: Sequence[Item]) -> str:
    """The text of the last story, with what stands above the last of its 小标题, below which it is read as a story of
    its own."""
    stories = [item for item in items if isinstance(item, Story) and not item.photo][-PARTS - 1 :]
    first = len(stories) - 1
    while first and not stories[first].anchored and not stories[first - 1].ended:
        first -= 1
    return "".join(story.text for story in stories[first:])


def _belongs(own: str, host: Story, begin: int, above: Story) -> bool:
    """Whether a rest's wording is its own story's; less of it will do where its first line lacks the indent that the
    paragraphs above have."""
    if len(_text(host.units[begin:])) < LEAST_TEXT:
        return False
    text = above.units[:begin] if above is host else above.units
    indented = not host.units[begin].lines[0].indent and any(unit.lines[0].indent for unit in text)
    return is_nearer(_text(host.units[begin:]), own, _text(text), 1.0 if indented else CLEARLY_MORE)


def is_nearer(text: str, one: str, other: str, times: float = CLEARLY_MORE) -> bool:
    """Whether a text has so many times as much of its wording in common with one text as with another."""
    words, own, others = set(bigrams(text)), set(bigrams(one)), set(bigrams(other))
    return len(words & (own - others)) > times * len(words & (others - own))


def _count(units: Sequence[Unit]) -> int:
    return sum(len(unit.lines) for unit in units)


def _text(units: Sequence[Unit]) -> str:
    return "".join([unit.text for unit in units])


def _move(story: Story, host: Story, begin: int, above: Story, items: list[Item]) -> None:
    rest, last = host.units[begin:], story.units[-1]
    last.doubts.append("columns")
    if last.open_ended:
        last.lines += rest.pop(0).lines
    story.units += rest
    above.resumed = story
    if begin:
        del host.units[begin:]
    else:
        story.ended = host.ended
        del items[next(at for at, item in enumerate(items) if item is host)]
