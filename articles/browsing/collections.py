"""A reader's own collection of articles: a list of public ids, which an address or the reader's own cookie holds; a
name and notes that the reader gives it.

Nothing about it is stored here. What became of each article since it was collected is looked up each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Redirect, Suppression
from articles.models.article import ArticleQuerySet

MOST = 200
"""Articles in a collection; so many ids fit into a cookie and an address."""
PUBLIC_ID = re.compile(r"[-A-Za-z0-9_]{1,12}")
LONGEST_NAME = 40
LONGEST_NOTE = 1000
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
CONTROLS_IN_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
COOKIE = "collection"
COOKIE_SECONDS = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Entry:
    """What was collected: the article, or why it is not shown, and where to look instead. `former` are the ids under
    which it was collected where it has another now."""

    public_id: str
    article: Article | None = None
    why: str | Promise = ""
    url: str = ""
    former: tuple[str, ...] = ()


def checked(ids: Iterable[str]) -> list[str]:
    """Public ids, each once and in order. Raises ValidationError for what is none, and for more than MOST."""
    asked = list(dict.fromkeys(ids))
    if not all(PUBLIC_ID.fullmatch(each) for each in asked):
        raise ValidationError(_("网址里有不是报道编号的字。"))
    if len(asked) > MOST:
        raise ValidationError(_("选文最多 %(most)s 篇；请先导出或移出一些。"), params={"most": MOST})
    return asked


def named(text: str | None) -> str:
    """The name of a collection. Raises ValidationError for one that is too long."""
    name = CONTROLS.sub(" ", text or "").strip()
    if len(name) > LONGEST_NAME:
        raise ValidationError(_("选文的名称最长 %(most)s 字。"), params={"most": LONGEST_NAME})
    return name


def notes_on(ids: Iterable[str], asked: Mapping[str, str]) -> dict[str, str]:
    """The reader's notes by article, of a form's fields `note-<id>`. Raises ValidationError for a note too long."""
    lines = {each: asked.get(f"note-{each}", "").replace("\r\n", "\n") for each in ids}
    notes = {each: note for each, text in lines.items() if (note := CONTROLS_IN_LINES.sub(" ", text).strip())}
    if any(len(note) > LONGEST_NOTE for note in notes.values()):
        raise ValidationError(_("一条批注最长 %(most)s 字。"), params={"most": LONGEST_NOTE})
    return notes


def query_of(ids: Iterable[str], name: str = "") -> str:
    """What the permanent address of a collection asks."""
    return urlencode([*([("name", name)] if name else []), *(("a", each) for each in ids)])


def entries(ids: Sequence[str], among: ArticleQuerySet) -> list[Entry]:
    """The collected articles in their order, each where it is now. `among` are all articles, as callers need them."""
    found = _rows(among, ids)
    moves = _moves(Redirect.Kind.ARTICLE, [each for each in ids if each not in found])
    found |= _rows(among, moves.values())
    now = list(dict.fromkeys(moves.get(each, each) for each in ids))
    reasons = _reasons([each for each in now if each not in found])
    former = {each: tuple(old for old, new in moves.items() if new == each) for each in moves.values()}
    return [_entry(found[each], former.get(each, ())) if each in found else reasons[each] for each in now]


def articles_of(entries: Iterable[Entry]) -> list[Article]:
    """The articles that are shown."""
    return [entry.article for entry in entries if entry.article is not None]


def _entry(article: Article, former: tuple[str, ...]) -> Entry:
    return Entry(article.public_id, article, url=article.get_absolute_url(), former=former)


def _rows(among: ArticleQuerySet, ids: Iterable[str]) -> dict[str, Article]:
    ids = list(ids)
    return {article.public_id: article for article in among.filter(public_id__in=ids)} if ids else {}


def _moves(kind: str, ids: Iterable[str]) -> dict[str, str]:
    ids = list(ids)
    return dict(Redirect.objects.filter(kind=kind, old__in=ids).values_list("old", "new")) if ids else {}


def _reasons(missing: Sequence[str]) -> dict[str, Entry]:
    """Why each of these is not shown."""
    if not missing:
        return {}
    issues = _moves(Redirect.Kind.GONE, missing)
    standing = Suppression.objects.standing().filter(article__in=missing)
    withdrawn = set(standing.withdrawn().values_list("article", flat=True))
    delisted = set(standing.delisted().values_list("article", flat=True))
    return {each: _reason(each, each in withdrawn, each in delisted, issues.get(each, "")) for each in missing}


def _reason(public_id: str, is_withdrawn: bool, is_delisted: bool, issue: str) -> Entry:
    if is_withdrawn:
        return Entry(public_id, why=_("应要求撤下了。"))
    if is_delisted:
        return Entry(public_id, why=_("应要求不再列出，只在它自己的网址上。"), url=reverse("article", args=[public_id]))
    if issue:
        return Entry(public_id, why=_("重新辨读之后没有这一篇了，请看所在的一期。"), url=reverse("issue", args=[issue]))
    return Entry(public_id, why=_("档案里没有这个编号。"))
