"""What recognition is given and what it finds. All frozen, all pure.

Recognition reads the stories of one issue together, because a name that one story introduces with its office is known
in the next, and because a page of one county lends its county to a story that names none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Span = tuple[int, int, int]
"""(paragraph index, first character, character after the last) in the story's paragraphs."""

Level = Literal["central", "province", "city", "county", "town", "village", "other"]
Role = Literal["主持", "出席", "讲话", "调研", "宣讲", "慰问", "陪同", "参加", "列席", "受访", "签约", "提及"]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One gazetteer row. `id` is whatever the caller uses to tell places apart; `parent` is another row's `id`.

    `home` marks the city (or county) whose papers are read; where no row is marked, the city that the stories name
    most is taken for it.
    """

    id: int
    name: str
    level: str
    code: str = ""
    parent: int | None = None
    aliases: tuple[str, ...] = ()
    home: bool = False


@dataclass(frozen=True, slots=True)
class KnownOfficial:
    """A name that the archive already knows as an official's, with the titles and the place it was seen with."""

    name: str
    titles: tuple[str, ...] = ()
    jurisdiction: int | None = None
    last_seen: date | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The parts of an article that recognition needs. `credited` are reporters' and photographers' names;
    `continued` says that it goes on from another page, where its officials were introduced with their titles. `gaps`
    are, paragraph by paragraph, the offsets before which the page has white space that the text lost: they part names
    that are printed one after another."""

    headings: tuple[str, ...]
    paragraphs: tuple[str, ...]
    credited: frozenset[str] = frozenset()
    dateline: str = ""
    page: str = ""
    continued: bool = False
    gaps: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialMention:
    """One official in one story: the longest title printed there, whose office it is, and every place of the name.

    `jurisdiction` is a gazetteer id; where the place is outside the gazetteer it is None and `jurisdiction_name` holds
    the name as printed, `jurisdiction_parent` the name of the city (or province) that it lies in, where the text or the
    country's divisions tell: several cities have a 鼓楼区. `titles` are all titles printed with the name, `title` the
    longest of them that is no roster's label, a leading 该 left out. `title_spans` prove them.
    """

    name: str
    title: str
    jurisdiction: int | None
    jurisdiction_name: str
    level: Level
    roles: tuple[Role, ...]
    spans: tuple[Span, ...]
    titles: tuple[str, ...] = ()
    title_spans: tuple[Span, ...] = ()
    confidence: float = 1.0
    jurisdiction_parent: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One place in one story. `place` is its gazetteer id, None for a village or town that the gazetteer lacks;
    `parent` is then the gazetteer id of the county or town it lies in, where the story tells; a county without one has
    its city's name as `parent_name`. Whether a place
    is one of the paper's own follows from the gazetteer. A place that is meant but not printed (an office or a town of
    it is) has no spans."""

    name: str
    level: str
    place: int | None
    parent: int | None = None
    primary: bool = False
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0
    parent_name: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something recognised that a person should look at. `kind` is a stable word: `name`, `title`, `jurisdiction`,
    `namesake`, `place`, `event_date`."""

    kind: str
    subject: str
    reason: str
    confidence: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything recognised in one story.

    `others` are people whose titles are no public offices (经理, 居民). They are named so that nobody asks about them
    again, and are never stored.
    """

    officials: tuple[OfficialMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    event_dates: tuple[date, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    others: tuple[str, ...] = ()
