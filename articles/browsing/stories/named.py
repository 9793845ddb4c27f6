"""Whom and what a story names, over all its parts, with what a reader wants to know before following the link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from articles.browsing.lists.tallies import officials_counted, places_counted
from articles.models import Appearance, Article, ArticlePlace, Official, Place

MOST_CARDS = 60


@dataclass(slots=True)
class Person:
    """An official in a story: the office printed there, every role, and how often and when last in the archive."""

    appearance: Appearance
    roles: list[str] = field(default_factory=list)
    count: int = 0
    latest: date | None = None

    @property
    def url(self) -> str:
        return self.appearance.official.get_absolute_url()


@dataclass(slots=True)
class Locality:
    """A place in a story, and how often and when last in the archive."""

    link: ArticlePlace
    count: int = 0
    latest: date | None = None

    @property
    def url(self) -> str:
        return self.link.place.get_absolute_url()


def people_of(articles: Iterable[Article]) -> list[Person]:
    """The officials of a story, each once, in the order of their first appearance."""
    people: dict[int, Person] = {}
    for appearance in (each for article in articles for each in article.appearances.all()):
        person = people.setdefault(appearance.official_id, Person(appearance))
        person.roles += [role for role in appearance.roles if role not in person.roles]
    counted = officials_counted(Official.objects.filter(pk__in=list(people)[:MOST_CARDS]))
    for pk, count, latest in counted.values_list("pk", "article_count", "latest"):  # type: ignore[misc]
        people[pk].count, people[pk].latest = count, latest
    return list(people.values())


def places_of(articles: Iterable[Article]) -> list[Locality]:
    """The places of a story, each once, first those that it is about."""
    links = [link for article in articles for link in article.article_places.all()]
    places = {link.place_id: Locality(link) for link in sorted(links, key=lambda link: link.primary)}
    counted = places_counted(Place.objects.filter(pk__in=list(places)[:MOST_CARDS]))
    for pk, count, latest in counted.values_list("pk", "article_count", "latest"):  # type: ignore[misc]
        places[pk].count, places[pk].latest = count, latest
    return sorted(places.values(), key=lambda locality: not locality.link.primary)
