"""The days on which the reported event took place."""

from __future__ import annotations

from datetime import date

from articles.text.dates import DateMention, find_dates, resolve

from .flat import FlatStory

EVENT_KINDS = frozenset({"day", "relative_day", "bare_day"})
BACKGROUND = ("截至", "自", "从", "至", "截止")
"""Words before a day that make it the end of a statistic or the beginning of a period."""
OPENING = 240
"""The event's day stands in the first characters of the story; later days are background."""


def event_dates(flat: FlatStory, printed: date | None) -> tuple[date, ...]:
    """The days of the reported event, those of the story's opening, resolved with the day of print; sorted.

    Without a day of print only days printed with their year count.
    """
    opening = flat.text[: min(OPENING, flat.headings_start)]
    found = [day for mention in _of_event(opening) if (day := _resolve(mention, printed)) is not None]
    return tuple(sorted(set(found)))


def _of_event(text: str) -> list[DateMention]:
    mentions = [m for m in find_dates(text) if m.kind in EVENT_KINDS]
    while mentions and text.endswith(BACKGROUND, 0, mentions[0].start):
        mentions.pop(0)
    if not mentions or mentions[0].start > OPENING:
        return []
    chosen = [mentions[0]]
    for mention in mentions[1:]:
        if text[chosen[-1].end : mention.start] in ("至", "到", "-", "—", "~", "、", "和"):
            chosen.append(mention)
        else:
            break
    return chosen


def _resolve(mention: DateMention, printed: date | None) -> date | None:
    if printed is not None:
        return resolve(mention, printed)
    if mention.year is not None and mention.month is not None and mention.day is not None:
        return resolve(mention, date(mention.year, 12, 31))
    return None
