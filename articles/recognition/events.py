"""The days on which the reported event took place."""

from __future__ import annotations

from datetime import date, timedelta

from articles.text.dates import DateMention, find_dates, resolve

from .flat import FlatStory

EVENT_KINDS = frozenset({"day", "relative_day", "bare_day"})
BACKGROUND = ("截至", "自", "从", "至", "截止")
"""Words before a day that make it the end of a statistic or the beginning of a period."""
UNTIL = ("至", "到", "-", "—", "~", "～")
LONGEST_EVENT = 14
"""Days from the first to the last day of an event; a longer range is a period (a term, a statistic)."""
OPENING = 240
"""The event's day stands in the first characters of the story; later days are background."""


def event_dates(flat: FlatStory, printed: date | None) -> tuple[date, ...]:
    """The days of the reported event, those of the story's opening, resolved with the day of print; sorted.

    A range (27日至29日) gives all its days. Without a day of print only days printed with their year count.
    """
    opening = flat.text[: min(OPENING, flat.headings_start)]
    mentions = _of_event(opening)
    days = [day for mention in mentions if (day := _resolve(mention, printed)) is not None]
    if len(mentions) == len(days) == 2 and opening[mentions[0].end : mentions[1].start] in UNTIL:
        length = (days[1] - days[0]).days
        days = [days[0] + timedelta(n) for n in range(length + 1)] if 0 < length <= LONGEST_EVENT else days
    return tuple(sorted(set(days)))


def _of_event(text: str) -> list[DateMention]:
    mentions = [mention for mention in find_dates(text) if mention.kind in EVENT_KINDS]
    while mentions and text.endswith(BACKGROUND, 0, mentions[0].start):
        mentions.pop(0)
    chosen = mentions[:1]
    for mention in mentions[1:]:
        if text[chosen[-1].end : mention.start] not in (*UNTIL, "、", "和"):
            break
        chosen.append(mention)
    return chosen


def _resolve(mention: DateMention, printed: date | None) -> date | None:
    if printed is not None:
        return resolve(mention, printed)
    if mention.year is not None and mention.month is not None and mention.day is not None:
        return resolve(mention, date(mention.year, 12, 31))
    return None
