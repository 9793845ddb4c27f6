"""Officials, places and days of an event out of a row of our own export, checked field by field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from articles.reading.readings import Told, ToldOfficial, ToldPlace
from articles.text.errors import UnreadableInput

Row = dict[str, Any]

TOLD = ("officials", "counties", "places", "event_dates")
"""An export that lacks one of these leaves all to recognition."""
LEVELS = ("central", "province", "city", "county", "town", "village", "other")
SETTLEMENTS = ("town", "village")
LARGEST_ID = 10**9
"""No archive has so many officials; a larger number would use up the numbers of those to come."""
LONGEST = {"name": 20, "title": 120, "jurisdiction": 60, "code": 12, "county": 60, "role": 4}
LONGEST_PLACE = 60
"""Characters that the archive keeps of each."""


def told_of(row: Row, paragraphs: Sequence[str], place: str) -> Told | None:
    """What a row tells of its article; None where it does not. Spans point into `paragraphs`.

    Raises UnreadableInput `broken_export` at `place`, saying which value is wrong.
    """
    if any(key not in row for key in TOLD):
        return None
    officials, counties, places, days = (_list(row, key, place) for key in TOLD)
    return Told(
        tuple(_official(one, paragraphs, f"{place}, officials") for one in officials),
        (
            *(_place(one, "county", f"{place}, counties") for one in counties),
            *(_place(one, _one_of(one, "level", SETTLEMENTS, place), f"{place}, places") for one in places),
        ),
        tuple(_day(day, place) for day in days),
    )


def is_storable(text: str) -> bool:
    """Whether a text out of JSON is one at all: escapes can make zeros and halves of characters.

    >>> is_storable("云川县"), is_storable("\\0"), is_storable("\\ud800")
    (True, False, False)
    """
    return not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text)


def _official(one: Any, paragraphs: Sequence[str], place: str) -> ToldOfficial:
    number = _value(one, "id", int, place)
    if not 0 < number <= LARGEST_ID:
        raise _broken(place, "id", number)
    if not (name := _text(one, "name", place)):
        raise _broken(place, "name", name)
    roles = [_text({"role": role}, "role", place) for role in _list(one, "roles", place)]
    return ToldOfficial(
        number,
        name,
        _text(one, "title", place),
        _text(one, "jurisdiction", place),
        _one_of(one, "level", LEVELS, place),
        tuple(roles),
        tuple(_span(span, paragraphs, place) for span in _list(one, "spans", place)),
    )


def _place(one: Any, level: str, place: str) -> ToldPlace:
    if not (name := _text(one, "name", place, LONGEST_PLACE)):
        raise _broken(place, "name", name)
    primary = _value(one, "primary", bool, place) if level == "county" else False
    county = _text(one, "county", place) if level != "county" else ""
    return ToldPlace(_text(one, "code", place), name, level, county, primary)


def _span(span: Any, paragraphs: Sequence[str], place: str) -> tuple[int, int, int]:
    if isinstance(span, list) and len(span) == 3 and all(type(number) is int for number in span):
        number, first, end = span
        if 0 <= number < len(paragraphs) and 0 <= first < end <= len(paragraphs[number]):
            return number, first, end
    raise _broken(place, "spans", span)


def _day(text: Any, place: str) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise _broken(place, "event_dates", text) from error


def _text(one: Any, key: str, place: str, longest: int = 0) -> str:
    text: str = _value(one, key, str, place)
    if len(text) > (longest or LONGEST[key]) or not is_storable(text):
        raise _broken(place, key, text)
    return text


def _one_of(one: Any, key: str, words: Sequence[str], place: str) -> str:
    word: str = _value(one, key, str, place)
    if word not in words:
        raise _broken(place, key, word)
    return word


def _list(one: Any, key: str, place: str) -> list[Any]:
    values: list[Any] = _value(one, key, list, place)
    return values


def _value(one: Any, key: str, kind: type, place: str) -> Any:
    value = one.get(key) if isinstance(one, dict) else None
    if type(value) is not kind:
        raise _broken(place, key, value)
    return value


def _broken(place: str, key: str, value: object) -> UnreadableInput:
    return UnreadableInput("broken_export", place, reason=f"{key} {str(value)[:40]!r}")
