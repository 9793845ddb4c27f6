"""What else must change when a field changes, in the same transaction: days, order, addresses, spans, search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from pypinyin import Style, lazy_pinyin

from articles.models import (
    Appearance,
    Article,
    ArticlePlace,
    Issue,
    Official,
    OfficialName,
    Page,
    Place,
    Redirect,
    RegisteredTerm,
)
from articles.models.issue import DateBasis
from articles.searching import index

from . import findings
from .fields import NAMES, ORDER
from .places import place_parents_follow
from .redirects import moved
from .signals import officials_changed
from .terms import terms_follow

COMPARED = {"kicker", "headline", "subheadline", "paragraphs"}
"""The texts of an article that another recogniser has compared: one that is changed is compared again."""


def follow(row: models.Model, before: dict[str, Any]) -> None:
    """Carry the change of a saved row to all that depends on it; `before` holds the changed fields' old plain values.

    Raises ValidationError where the change cannot be.
    """
    if isinstance(row, Article):
        _follow_article(row, before)
    elif isinstance(row, Issue):
        _follow_issue(row, before)
    elif isinstance(row, Page):
        _follow_page(row, before)
    elif isinstance(row, Official):
        _follow_official(row, before)
    elif isinstance(row, Place) and "parent" in before:
        place_parents_follow([row])
        row.save(update_fields=["parent", "parent_before_merge"])
    elif isinstance(row, RegisteredTerm):
        terms_follow([row])
        row.save(update_fields=["official", "before_merge"])
        officials_changed.send(RegisteredTerm, officials={row.official_id, before.get("official", row.official_id)})


def _follow_article(article: Article, before: dict[str, Any]) -> None:
    if "page" in before:
        former = Page.objects.get(pk=before["page"]).issue
        _to_the_end(article)
        renumber(article.issue)
        if former != article.issue:
            renumber(former)
            date_links([article])
    if before.keys() & COMPARED and article.compared:
        article.compared = ""
        article.save(update_fields=["compared"])
    if "paragraphs" in before:
        officials_changed.send(Article, officials=findings.derive(article))
    index([article])


def _to_the_end(article: Article) -> None:
    """Give an article that comes to a page a place after all others of its issue, until they are numbered anew."""
    last = article.issue.articles.exclude(pk=article.pk).aggregate(last=models.Max("position"))["last"] or 0
    article.position = last + 1
    article.save(update_fields=["position"])


def _follow_issue(issue: Issue, before: dict[str, Any]) -> None:
    if "date" in before:
        readdress(issue)


def readdress(issue: Issue) -> None:
    """Carry an issue's new day to its address, its articles, their officials and places, and the search rows."""
    former = issue.slug
    issue.slug = free_slug(issue)
    issue.save(update_fields=["slug"])
    moved(Redirect.Kind.ISSUE, former, issue.slug)
    issue.articles.update(date=issue.date)
    articles = list(issue.articles.all())
    date_links(articles)
    index(articles)


def refuse_taken_day(issue: Issue) -> None:
    """Raises ValidationError where another issue of the paper has this known day already."""
    known = (DateBasis.PRINTED, DateBasis.GIVEN)
    if issue.date_basis not in known:
        return
    other = Issue.objects.filter(
        newspaper=issue.newspaper, date=issue.date, edition=issue.edition, date_basis__in=known
    ).exclude(pk=issue.pk)
    if found := other.first():
        raise ValidationError(
            {"date": _("这一天已有一期（{slug}）。请把各版移到那一期，而不是改日期。").format(slug=found.slug)}
        )


def free_slug(issue: Issue) -> str:
    """The address of an issue: its day, numbered where others have that day; without a day, an undated address."""
    if issue.date is None:
        wanted = issue.slug if issue.slug.startswith("undated-") else f"undated-{issue.pk}"
    else:
        wanted = issue.date.isoformat()
    taken = set(Issue.objects.exclude(pk=issue.pk).filter(slug__startswith=wanted).values_list("slug", flat=True))
    number = 1
    while (slug := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return slug


def date_links(articles: Iterable[Article]) -> None:
    """Carry the day of articles to their officials and places."""
    for article in articles:
        for model in (Appearance, ArticlePlace):
            model.objects.filter(article=article).exclude(date=article.date).update(date=article.date)
            if article.date is not None:
                model.objects.filter(article=article, date__isnull=True).update(date=article.date)


def _follow_page(page: Page, before: dict[str, Any]) -> None:
    if "issue" in before:
        _move_page(page, Issue.objects.get(pk=before["issue"]))
    if ORDER in before:
        arrange(page, cast(Any, page).wanted_order)
    renumber(page.issue)


def arrange(page: Page, order: Sequence[str]) -> None:
    """Let the articles of a page follow one another in this order of public ids.

    One that it does not name stays behind the article that it stands behind now.
    """
    place = {public_id: number for number, public_id in enumerate(order)}
    articles = list(page.articles.order_by("position").only("page", "public_id", "position"))
    positions = [article.position for article in articles]
    last, keys = -1, {}
    for number, article in enumerate(articles):
        last = place.get(article.public_id, last)
        keys[article.pk] = (last, article.public_id not in place, number)
    articles.sort(key=lambda article: keys[article.pk])
    for article, position in zip(articles, positions, strict=True):
        article.position = position
    Article.objects.bulk_update(articles, ["position"])


def _move_page(page: Page, former: Issue) -> None:
    """Take the articles of a page along to its new issue. An issue left without pages sends its readers there."""
    Article.objects.filter(page=page).update(
        issue=page.issue, date=page.issue.date, position=models.F("position") + 10_000
    )
    articles = list(Article.objects.filter(page=page))
    date_links(articles)
    index(articles)
    renumber(former)
    if not former.pages.exists():
        moved(Redirect.Kind.ISSUE, former.slug, page.issue.slug)
    Redirect.objects.filter(kind=Redirect.Kind.ISSUE, old=page.issue.slug).delete()


def renumber(issue: Issue) -> None:
    """Put the pages of an issue in printed order and number its articles 1, 2, … across them.

    A page whose number is unknown keeps the order in which it came, after the numbered ones.
    """
    heavy = ("source__content", "source__text", "source__boxes")
    pages = sorted(issue.pages.select_related("source").defer(*heavy), key=page_order)
    articles: list[Article] = []
    for position, page in enumerate(pages, start=1):
        page.position = position
        articles.extend(page.articles.order_by("position").only("page", "position"))
    displaced = [article for position, article in enumerate(articles, start=1) if article.position != position]
    for position, article in enumerate(articles, start=1):
        article.position = position
    Page.objects.bulk_update(pages, ["position"])
    Article.objects.bulk_update(displaced, ["position"])


def page_order(page: Page) -> tuple[bool, str, int, str, int]:
    """Sort key of a page in its issue: A02 before A10, numbered pages first."""
    letters = page.number.rstrip("0123456789")
    digits = page.number[len(letters) :]
    return (not page.number, letters, int(digits or 0), page.source.name, page.pk)


def _follow_official(official: Official, before: dict[str, Any]) -> None:
    """A corrected name is known from now on; the name as read stays known as a form in which it is printed."""
    if NAMES in before:
        wanted = {*cast(Any, official).wanted_names, official.name}
        official.names.exclude(name__in=wanted).delete()
        add_names(OfficialName(official=official, name=name) for name in sorted(wanted))
    if "name" in before:
        _follow_name(official)


def add_names(forms: Iterable[OfficialName]) -> None:
    """Store printed forms, as far as they are not."""
    OfficialName.objects.bulk_create(forms, ignore_conflicts=True)


def _follow_name(official: Official) -> None:
    add_names([OfficialName(official=official, name=official.name)])
    official.pinyin = " ".join(lazy_pinyin(official.name, style=Style.NORMAL))
    official.save(update_fields=["pinyin"])
