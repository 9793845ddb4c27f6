"""What a list was asked, as a value: its URL parameters in canonical order and the links that take one away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Official, Place, Post
from articles.models.issue import DateBasis
from articles.models.place import Level

from .activities import ACTIVITIES
from .classes import BRANCHES, DOUBTS, OUTLETS
from .keyset import Key

MOST_FILTERS_LINKED = 3
"""Crawlers follow every combination of filters that is linked; beyond this many, links say nofollow."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What may be asked several times: its parameter, the field of `Query` that holds it, and what it is called.

    `words` are all its values, as they are shown, where these are fixed; `key` is how a value stands in addresses.
    """

    name: str
    field: str
    label: str | Promise
    key: Callable[[Any], Any] = str
    words: Mapping[str, str | Promise] | None = None

    def shown(self, value: Any) -> str:
        return str(self.words[value] if self.words else value)


_pk, _slug = attrgetter("pk"), attrgetter("slug")
CONDITIONS = (
    Condition("place", "places", _("地方"), _slug),
    Condition("town", "towns", _("乡镇、街道"), _slug),
    Condition("official", "officials", _("官员"), _pk),
    Condition("with", "companions", _("同时见报"), _pk),
    Condition("post", "posts", _("职位"), _pk),
    Condition("role", "roles", _("活动"), words=ACTIVITIES),
    Condition("level", "levels", _("官员级别"), words=dict(Level.choices)),
    Condition("branch", "branches", _("机构"), words=BRANCHES),
    Condition("kind", "kinds", _("类型"), words=dict(Article.Kind.choices)),
    Condition("newspaper", "newspapers", _("报纸")),
    Condition("section", "sections", _("版名")),
    Condition("banner", "banners", _("栏目")),
    Condition("dateline", "outlets", _("电头"), words=OUTLETS),
    Condition("basis", "bases", _("日期依据"), words=dict(DateBasis.choices)),
    Condition("doubt", "doubts", _("疑点"), words=DOUBTS),
)
"""In the order of the grammar. A further one needs its row here, its field in `Query` and its filter in
`ArticleFilter`; chips, links, feeds, files, trends and the API follow."""
FLAGS = {
    "front": (_("版面"), _("头版"), _("只要头版")),
    "same": (_("文字"), _("也见于别篇"), _("只看有文字也见于别篇的")),
    "pictured": (_("照片"), _("有照片"), _("只要有照片的")),
}
"""What is asked for or not: the parameter, which is also the field of `Query`; its chip, and how it is offered."""


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
    towns: tuple[Place, ...] = ()
    officials: tuple[Official, ...] = ()
    companions: tuple[Official, ...] = ()
    posts: tuple[Post, ...] = ()
    roles: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    newspapers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    banners: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    front: str = ""
    same: str = ""
    pictured: str = ""
    sort: str = ""

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """In the order of the grammar, the same for the same conditions however they were written."""
        pairs: list[tuple[str, object]] = [("q", self.q), ("from", self.first), ("to", self.last)]
        pairs += [(each.name, each.key(value)) for each in CONDITIONS for value in getattr(self, each.field)]
        pairs += [(name, getattr(self, name)) for name in (*FLAGS, "sort")]
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

    def without(self, name: str) -> Query:
        """The query without one of its conditions, by its field."""
        nothing: dict[str, Any] = {name: type(getattr(self, name))()}
        return replace(self, **nothing)

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
            yield Chip(str(_("检索词")), self.q, replace(self, q=""))
        if self.first:
            yield Chip(str(_("从")), str(self.first), replace(self, first=None))
        if self.last:
            yield Chip(str(_("到")), str(self.last), replace(self, last=None))
        for each in CONDITIONS:
            values = getattr(self, each.field)
            for at, value in enumerate(values):
                rest: dict[str, Any] = {each.field: _without(values, at)}
                yield Chip(str(each.label), each.shown(value), replace(self, **rest))
        for name, (label, words, _offered) in FLAGS.items():
            if getattr(self, name):
                yield Chip(str(label), str(words), self.without(name))


def _without(values: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    return values[:at] + values[at + 1 :]
