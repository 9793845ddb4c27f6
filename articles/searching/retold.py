"""Articles that tell of the same event as a story, in words of their own: a city's paper and a county's page, the day's
news and the week's review. Where one says what the other cannot mean, it is another event; of the rest, what both have
and their time has not must be enough. Each of those found says what that is.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from articles.models import Article, ArticleSearch, Official, Place
from articles.models.place import Level

from .alike import Alike
from .terms import BANNER, CREDIT, plain

WITHIN = timedelta(days=7)
"""From an event to the last report of it, the week's review."""
UNDATED_WITHIN = timedelta(days=3)
"""Between two reports of which neither says when it was."""
MOST_LOOKED_AT = 20
MOST_FOUND = 5
OF_THE_TIME = 200
"""Articles printed nearest in time, among which is counted how rare something is: what is everybody's subject these
days tells no event. Fewer than A_TIME say little."""
A_TIME = 20
WORDS, DAY, PLACE, OFFICIAL = 100.0, 3.0, 4.0, 2.0
"""What words that are all the same, an event's day, a place and an official count."""
MOST_OFFICIALS = 2  # that count: ten who sat on one platform do not make two reports of it
ENOUGH = 17.0
FEWEST_WORDS, RARE = 3, 0.5
"""So many words at least, each that rare: a feast and the river that it is held at make no event."""
MOST_WORDS = 40  # weightiest that both have, whose rareness is counted
MOST_SHOWN = 6

NEAR = """
WITH held AS (
    SELECT article_id, official_id AS official, NULL AS place FROM articles_appearance
    WHERE official_id = ANY(%(officials)s) AND date BETWEEN %(first)s AND %(last)s
    UNION SELECT article_id, NULL, place_id FROM articles_articleplace
    WHERE place_id = ANY(%(places)s) AND date BETWEEN %(first)s AND %(last)s
), weighed AS (
    SELECT article_id, 1.0 / count(*) OVER (PARTITION BY official, place) AS weight FROM held
), nearest AS (
    SELECT article_id FROM weighed WHERE article_id <> ALL(%(without)s)
    GROUP BY article_id ORDER BY sum(weight) DESC, article_id DESC LIMIT %(most)s
)
SELECT article.id, date, event_dates, text,
    ARRAY(SELECT name FROM articles_appearance AS one WHERE one.article_id = article.id),
    ARRAY(SELECT place_id FROM articles_articleplace AS one WHERE one.article_id = article.id),
    ARRAY(SELECT CASE level WHEN 'village' THEN parent_id ELSE place.id END FROM articles_articleplace AS one
        JOIN articles_place AS place ON place.id = place_id
        WHERE one.article_id = article.id AND level IN ('town', 'village'))
FROM nearest JOIN articles_article AS article ON article.id = nearest.article_id
JOIN articles_articlesearch AS search ON search.article_id = article.id WHERE kind <> 'notice'
"""
TIME = """
SELECT text FROM (
    (SELECT id, date FROM articles_article WHERE date >= %(day)s
        ORDER BY date ASC NULLS FIRST, issue_id DESC, position DESC LIMIT %(most)s)
    UNION ALL
    (SELECT id, date FROM articles_article WHERE date < %(day)s
        ORDER BY date DESC NULLS LAST, issue_id, position LIMIT %(most)s)
) AS near JOIN articles_articlesearch ON article_id = id ORDER BY abs(date - %(day)s), id LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class _Report:
    """What is compared of an article, or of all parts of a story. `towns` are also those of the villages."""

    pk: int
    printed: date
    days: frozenset[date]
    text: str
    names: frozenset[str]
    places: frozenset[int]
    towns: frozenset[int]

    def may_tell_of(self, other: _Report) -> bool:
        """Whether no days, places or persons speak against one event: half of the fewer persons are in both."""
        are_elsewhere = self.towns and other.towns and not self.towns & other.towns
        fewer = min(len(self.names), len(other.names))
        return self._is_of_the_days_of(other) and not are_elsewhere and 2 * len(self.names & other.names) >= fewer

    def _is_of_the_days_of(self, other: _Report) -> bool:
        if self.days and other.days:
            return bool(self.days & other.days)
        if not self.days and not other.days:
            return abs(self.printed - other.printed) <= UNDATED_WITHIN
        told, untold = (self, other) if self.days else (other, self)
        return min(told.days) <= untold.printed <= max(told.days) + WITHIN


@dataclass(frozen=True, slots=True)
class _Common:
    """What two reports have in common, of words what each adds to their likeness."""

    report: _Report
    words: dict[str, float]
    officials: list[Official]
    places: list[Place]
    days: list[date]

    def score(self, rareness: dict[str, float]) -> float:
        """What all of it counts, given how rare each word and name is in its time; 0 for fewer than FEWEST_WORDS."""
        if sum(rareness[word] >= RARE for word in self.words) < FEWEST_WORDS:
            return 0.0
        officials = sorted((rareness[plain(one.name)[0]] for one in self.officials), reverse=True)
        return (
            WORDS * sum(weight * rareness[word] ** 2 for word, weight in self.words.items())
            + DAY * bool(self.days)
            + PLACE * max((rareness[plain(place.name)[0]] for place in self.places), default=0.0)
            + OFFICIAL * sum(officials[:MOST_OFFICIALS])
        )

    @property
    def all(self) -> set[str]:
        """The words and the names, as they are compared."""
        names = [one.name for one in self.officials] + [place.name for place in self.places]
        return {*self.words, *(plain(name)[0] for name in names)}


def retold(story: Sequence[Article], without: Collection[int] = ()) -> list[Alike]:
    """At most MOST_FOUND articles that tell of the event of a story, apart from its parts and those `without`; none of
    an undated one or a notice.

    Call it inside `by_index`.
    """
    first = story[0]
    own = [part.pk for part in story if part.pk]
    if first.date is None or not own or first.kind == Article.Kind.NOTICE:
        return []
    appearances = [each for part in story for each in part.appearances.all()]
    officials = {each.name: each.official for each in appearances}
    places = {link.place_id: link.place for part in story for link in part.article_places.all()}
    named = [*officials, *(title for each in appearances for title in each.titles)]
    named += [name for place in places.values() for name in (place.name, *place.aliases)]
    report = _report_of(story, first.date, officials, places.values())
    others = [each for each in _near(report, officials.values(), [*own, *without]) if report.may_tell_of(each)]
    commons = [
        _Common(
            other,
            words,
            [official for name, official in officials.items() if name in other.names],
            [place for pk, place in places.items() if pk in other.places],
            sorted(report.days & other.days),
        )
        for other, words in zip(others, _words_in_common(report, others, named), strict=True)
    ]
    return _found(report, commons)


def _report_of(story: Sequence[Article], day: date, names: Iterable[str], places: Collection[Place]) -> _Report:
    local = [place for place in places if place.level in (Level.TOWN, Level.VILLAGE)]
    rows = ArticleSearch.objects.filter(pk__in=[part.pk for part in story]).order_by("pk")
    return _Report(
        pk=story[0].pk,
        printed=day,
        days=frozenset(day for part in story for day in part.event_dates),
        text="\n".join(rows.values_list("text", flat=True)),
        names=frozenset(names),
        places=frozenset(place.pk for place in places),
        towns=frozenset(place.parent_id or 0 if place.level == Level.VILLAGE else place.pk for place in local),
    )


def _near(report: _Report, officials: Iterable[Official], without: Sequence[int]) -> list[_Report]:
    """The articles of the days around that share most of those who and what is named."""
    days = {report.printed, *report.days}
    values: dict[str, Any] = {
        "officials": [official.pk for official in officials],
        "places": [*report.places],
        "first": min(days) - WITHIN,
        "last": max(days) + WITHIN,
        "without": without,
        "most": MOST_LOOKED_AT,
    }
    with connection.cursor() as cursor:
        cursor.execute(NEAR, values)
        return [
            _Report(pk, printed, frozenset(days), text, frozenset(names), frozenset(places), frozenset(towns))
            for pk, printed, days, text, names, places, towns in cursor.fetchall()
        ]


def _words_in_common(report: _Report, others: Sequence[_Report], named: Iterable[str]) -> list[dict[str, float]]:
    """Of each of the others the weightiest words that the report has, too, and that are no part of what is named, with
    what they add to the likeness of both: the cosine of their weights."""
    from articles.text.keywords import weighed  # its dictionary takes a second that no other page should wait for

    own, found = weighed(_told(report.text)), []
    counted = own.keys() - weighed("\n".join(named)).keys()
    for other in others:
        theirs = weighed(_told(other.text))
        length = math.hypot(*own.values()) * math.hypot(*theirs.values())
        common = {word: own[word] * theirs[word] / length for word in counted & theirs.keys()}
        found.append(dict(sorted(common.items(), key=lambda each: (-each[1], each[0]))[:MOST_WORDS]))
    return found


def _told(text: str) -> str:
    """Headlines and body of what is indexed."""
    return "\n".join(line for line in text.split("\n") if not line.startswith((BANNER, CREDIT)))


def _found(report: _Report, commons: Sequence[_Common]) -> list[Alike]:
    """Those that have enough in common with a report, with most first."""
    # Rareness only takes away, and is counted where enough might be left.
    hopeful = [each for each in commons if each.score(dict.fromkeys(each.all, 1.0)) >= ENOUGH]
    if not hopeful:
        return []
    rareness = _rareness(set().union(*(each.all for each in hopeful)), report.printed)
    good = {each.report.pk: each for each in hopeful if each.score(rareness) >= ENOUGH}
    rows = Article.objects.filter(pk__in=good).select_related("issue", "page")
    found = [
        _as_alike(article, report, good[article.pk], rareness)
        for article in rows.defer("heading_blocks", "source_lines")
    ]
    return sorted(found, key=lambda each: (-each.score, -each.article.pk))[:MOST_FOUND]


def _as_alike(article: Article, report: _Report, common: _Common, rareness: dict[str, float]) -> Alike:
    return Alike(
        article=article,
        officials=common.officials,
        places=common.places,
        words=_shown(common.words, rareness, report.text),
        days=abs((report.printed - common.report.printed).days),
        score=common.score(rareness),
        event_days=tuple(common.days),
    )


def _rareness(wanted: Collection[str], day: date) -> dict[str, float]:
    """How rare these are in the articles printed nearest to the day: 1 where only two have it, 0 where all do."""
    with connection.cursor() as cursor:
        cursor.execute(TIME, {"day": day, "most": OF_THE_TIME})
        texts = [text for (text,) in cursor.fetchall()]
    most = max(A_TIME, len(texts))
    return {each: math.log(most / max(2, sum(each in text for text in texts))) / math.log(most / 2) for each in wanted}


def _shown(words: dict[str, float], rareness: dict[str, float], text: str) -> list[str]:
    """The words that count most, without any that may be a part of somebody's name in the text."""
    from articles.text.keywords import topical

    ranked = sorted(topical(text) & words.keys(), key=lambda word: (-words[word] * rareness[word] ** 2, word))
    return ranked[:MOST_SHOWN]
