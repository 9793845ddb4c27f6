"""What a list was asked, as a value: its URL parameters in canonical order and the links that take one away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.models import Article, Official, Place, Post

from .activities import ACTIVITIES
from .keyset import Key

MOST_FILTERS_LINKED = 3
"""Crawlers follow every combination of filters that is linked; beyond this many, links say nofollow."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition in words, and the query without it."""

    label: str
    value: str
    without: Query


@dataclass(frozen=True, slots=True)
class Query:
    """The conditions on a list of articles."""

    q: str = ""
    first: date | None = None
    last: date | None = None
    places: tuple[Place, ...] = ()
    officials: tuple[Official, ...] = ()
    companions: tuple[Official, ...] = ()
    posts: tuple[Post, ...] = ()
    roles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    newspapers: tuple[str, ...] = ()
    same: str = ""
    sort: str = ""

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """In the order of the grammar, the same for the same conditions however they were written."""
        pairs: list[tuple[str, object]] = [("q", self.q), ("from", self.first), ("to", self.last)]
        pairs += [("place", place.slug) for place in self.places]
        pairs += [("official", official.pk) for official in self.officials]
        pairs += [("with", official.pk) for official in self.companions]
        pairs += [("post", post.pk) for post in self.posts]
        pairs += [("role", role) for role in self.roles]
        pairs += [("kind", kind) for kind in self.kinds]
        pairs += [("newspaper", newspaper) for newspaper in self.newspapers]
        pairs += [("same", self.same), ("sort", self.sort)]
        return [(name, str(value)) for name, value in pairs if value]

    def __str__(self) -> str:
        return urlencode(self.parameters)

    @property
    def over_time(self) -> str:
        """The query string of its trend."""
        pairs = [("w", value) if name == "q" else (name, value) for name, value in self.parameters]
        return urlencode([pair for pair in pairs if pair[0] != "sort"])

    def as_data(self) -> QueryDict:
        """The parameters as a request would hold them."""
        return QueryDict(str(self))

    def after(self, key: Key) -> str:
        return urlencode([*self.parameters, ("after", str(key))])

    def within(self, first: date, last: date) -> Query:
        """The query for those of its days that are between two days, so that it finds what was counted there."""
        return replace(self, first=max(first, self.first or first), last=min(last, self.last or last))

    @property
    def is_linkable(self) -> bool:
        """Whether a crawler should follow a link to it."""
        return len(self.parameters) <= MOST_FILTERS_LINKED

    @property
    def is_unlinkable(self) -> bool:
        return not self.is_linkable

    @property
    def chips(self) -> Iterator[Chip]:
        """Each condition, removable; the order of the list is none."""
        if self.q:
            yield Chip(_("检索词"), self.q, replace(self, q=""))
        if self.first:
            yield Chip(_("从"), str(self.first), replace(self, first=None))
        if self.last:
            yield Chip(_("到"), str(self.last), replace(self, last=None))
        for label, name, words in self._lists:
            for at, each in enumerate(getattr(self, name)):
                rest: dict[str, Any] = {name: _without(getattr(self, name), at)}
                yield Chip(label, words(each), replace(self, **rest))
        if self.same:
            yield Chip(_("文字"), _("也见于别篇"), replace(self, same=""))

    @property
    def _lists(self) -> list[tuple[str, str, Callable[[Any], str]]]:
        """What may be asked several times: in words, the field, and how to say one of its values."""
        return [
            (_("地方"), "places", str),
            (_("官员"), "officials", str),
            (_("同时见报"), "companions", str),
            (_("职位"), "posts", str),
            (_("活动"), "roles", lambda role: str(ACTIVITIES[role])),
            (_("类型"), "kinds", lambda kind: str(Article.Kind(kind).label)),
            (_("报纸"), "newspapers", str),
        ]


def _without(values: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    return values[:at] + values[at + 1 :]
