"""What every form of citation says of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from articles.models import Article
from articles.models.issue import DateBasis

from .addresses import permanent_url

UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f\ufffe\uffff]+")
DASHES = "—－-–"
UNKNOWN_DAY = "日期不明"


@dataclass(frozen=True, slots=True)
class Cited:
    """An article as a source. `day` is None where unknown; `is_inferred` where no page prints it and nobody gave it.
    `remark` is what a reader noted on it."""

    key: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    newspaper: str
    day: date | None
    is_inferred: bool
    page: str
    url: str
    section: str = ""
    remark: str = ""

    def titled(self, colon: str = "：") -> str:
        """Title and subtitle, joined as Chinese bibliographies do."""
        return f"{self.title}{colon}{self.subtitle}" if self.subtitle else self.title

    @property
    def day_as_cited(self) -> str:
        """The day; in brackets where no page prints it, as the standard has it for what a reader concluded."""
        if self.day is None:
            return f"[{UNKNOWN_DAY}]"
        return f"[{self.day}]" if self.is_inferred else str(self.day)


def cited(article: Article) -> Cited:
    """The article as a source: who is named as its writers or, for a picture, as its photographers."""
    return Cited(
        key=article.public_id,
        title=one_line(article.display_title),
        subtitle=one_line(article.subheadline).strip(DASHES),
        authors=tuple(dict.fromkeys(map(one_line, _authors(article)))),
        newspaper=one_line(article.issue.newspaper),
        day=article.date,
        is_inferred=article.issue.date_basis == DateBasis.INFERRED,
        page=one_line(article.page.number),
        url=permanent_url(article),
        section=one_line(article.page.name),
    )


def _authors(article: Article) -> list[str]:
    return [*article.reporters, *article.correspondents] or article.photographers


def one_line(text: str) -> str:
    """The text on one line, without what XML forbids: in most forms of citation a line end begins another field."""
    return UNPRINTABLE.sub(" ", text).strip()
