"""How well the archive is read, as `make bench-about` measured it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE = settings.FIXTURES / "measured.json"
ASPECTS: dict[str, str | Promise] = {
    "articles": _("报道的划分"),
    "text": _("正文文字"),
    "headline": _("标题"),
    "paragraphs": _("段落"),
    "kind": _("类型"),
    "bylines": _("署名"),
    "date": _("日期"),
    "officials": _("官员"),
    "titles": _("职务"),
    "jurisdiction": _("辖区"),
    "roles": _("活动"),
    "counties": _("所述各县"),
    "primary": _("主要所述的县"),
    "towns": _("乡镇"),
    "villages": _("村"),
}
FORMS: dict[str, str | Promise] = {"text": _("文本"), "pdf": "PDF"}


@dataclass(frozen=True, slots=True)
class Annotated:
    """How many pages were annotated by hand, with their articles and appearances of officials."""

    pages: int
    articles: int
    officials: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the programs agree with the annotations in one respect, in per cent: of pages that they were written
    with, and of invented ones when they were read for the first time."""

    aspect: str | Promise
    known: str
    first: str


@dataclass(frozen=True, slots=True)
class Generated:
    """How many articles of invented pages, which the programs had not seen, were read exactly."""

    form: str | Promise
    pages: int
    articles: int
    exact: int

    @property
    def share(self) -> str:
        return percent(self.exact / self.articles)


@dataclass(frozen=True, slots=True)
class Measured:
    """All figures, and the day they were measured."""

    day: date
    known: Annotated
    first: Annotated
    agreement: list[Agreement]
    generated: list[Generated]


@cache
def measured() -> Measured:
    """The figures; they change with the program and not while it runs."""
    read: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    known, first = read["known"]["agreement"], read["first"]["agreement"]
    return Measured(
        day=date.fromisoformat(read["day"]),
        known=_annotated(read["known"]),
        first=_annotated(read["first"]),
        agreement=[Agreement(label, percent(known[name]), percent(first[name])) for name, label in ASPECTS.items()],
        generated=[Generated(FORMS[form], **counts) for form, counts in read["generated"].items()],
    )


def _annotated(pages: dict[str, Any]) -> Annotated:
    return Annotated(pages["pages"], pages["articles"], pages["officials"])


def percent(share: float) -> str:
    """A share in per cent, never rounded up.

    >>> percent(1), percent(0.9999), percent(0.9525)
    ('100%', '99.9%', '95.2%')
    """
    tenths = int(share * 1000 + 1e-9)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10:.1f}%"
