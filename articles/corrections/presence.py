"""An article that comes or goes by an editor's hand: its row from values, and its values kept while it has no row."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from articles.models import Article, Correction, Page, Redirect, SourceFile, Suppression, Target, ValueRead
from articles.searching import index

from . import findings
from .conflicts import ask, conflict_of
from .consequences import renumber
from .fields import PRESENT, column_of, plain, put_decided
from .signals import officials_changed
from .standing import Name, as_read, newest, read_of, remember_read

MADE = (
    "page", "source", "kind", "banner", "kicker", "headline", "subheadline", "dateline", "paragraphs",
    "heading_blocks", "reporters", "correspondents", "photographers", "jump_to", "jump_from", "source_lines",
    "fingerprint",
)  # fmt: skip
"""The columns of an article that came or went by an editor's hand."""
CREDITS = ("reporters", "correspondents", "photographers")
CONTINUES, CONTINUED_BY = "continues", "continued_by"
"""The public ids of the parts before and behind an article that went."""
NOT_STORED = 0
"""Primary key of an article that is shown though it has no row."""
OF_UNLISTED = (
    "kind", "banner", "kicker", "headline", "subheadline", "dateline", "paragraphs", *CREDITS, "jump_to", "jump_from",
)  # fmt: skip
"""What can be corrected of such an article: what its address shows."""
AFTER = "after"
"""The public id of the article that an editor-made one follows; of one that went, "" where it was the first."""


def make(public_id: str, values: dict[str, Any], lent: findings.Findings | None) -> Article:
    """The row of an article from its values, in its place, with its findings and findable."""
    if not Page.objects.filter(pk=values["page"]).exists():
        raise ValidationError(_("报道所在的版已不在，无法恢复。"))
    article = _of_values(public_id, values)
    article.position = 1 + max(article.issue.articles.values_list("position", flat=True), default=0)
    article.save()
    origin = Article.objects.filter(public_id=values[AFTER]).first()
    if origin or not values[AFTER]:
        place_after(article, origin)
    if lent is not None:
        findings.remember(article, lent)
    _continue(article, values)
    _show_decided(article)
    article.save()
    officials_changed.send(Article, officials=findings.derive(article))
    index([article])
    return article


def _show_decided(article: Article) -> None:
    """Corrections of the article's own fields that stand, as when it was joined away and comes back."""
    standing = Correction.objects.standing().of(Target.ARTICLE, article.public_id).exclude(field=PRESENT)
    for fields in newest(standing).values():
        for field, correction in fields.items():
            kept = read_of((Target.ARTICLE, article.public_id), field)
            put_decided(article, field, correction.value, kept.value if kept else [])


def _of_values(public_id: str, values: dict[str, Any]) -> Article:
    article = Article(public_id=public_id)
    for name in MADE:
        setattr(article, column_of(article, name).attname, values[name])
    article.origin = values.get("origin", {})
    article.photographs = values.get("photographs", [])
    put_decided(article, "event_dates", values.get("event_dates", []), [])
    article.issue, article.date = article.page.issue, article.page.issue.date
    return article


def _continue(article: Article, values: dict[str, Any]) -> None:
    """Stitch an article that comes back to the parts that it hung together with, if they hang on nothing else."""
    before = Article.objects.filter(public_id=values.get(CONTINUES, ""), continued_by__isnull=True).first()
    article.continues = before
    behind = Article.objects.filter(public_id=values.get(CONTINUED_BY, ""), continues__isnull=True)
    behind.update(continues=article)


def place_after(article: Article, origin: Article | None) -> None:
    """Put an article behind another one of its issue, or before all."""
    position = origin.position if origin else 0
    following = article.issue.articles.filter(position__gt=position).exclude(pk=article.pk)
    following.update(position=models.F("position") + 1)
    article.position = position + 1
    article.save(update_fields=["position"])


def keep_absent(article: Article) -> None:
    """Keep what was read of an article that is about to go, and its findings."""
    findings.keep_read(article)
    name: Name = (Target.ARTICLE, article.public_id)
    before = article.issue.articles.filter(position__lt=article.position).order_by("-position").first()
    values = {column: getattr(article, column_of(article, column).attname) for column in MADE}
    parts = ("kind", "banner", "kicker", "headline", "subheadline", "dateline", "paragraphs", *CREDITS, "event_dates")
    for field in parts:
        (values[field],) = as_read([article], field)
    values["origin"], values["photographs"] = article.origin, article.photographs
    behind = Article.objects.filter(continues=article).first()
    hung = {CONTINUES: article.continues, CONTINUED_BY: behind, AFTER: before}
    remember_read(name, PRESENT, values | {part: row.public_id if row else "" for part, row in hung.items()})


def kept_article(public_id: str) -> Article | None:
    """What was kept of an article that has no row, as it would be shown."""
    kept = read_of((Target.ARTICLE, public_id), PRESENT)
    page = Page.objects.filter(pk=kept.value["page"]).first() if kept else None
    if kept is None or page is None:
        return None
    article = _of_values(public_id, kept.value)
    article.source = SourceFile.objects.defer("content", "text", "boxes").get(pk=article.source_id)
    article.pk, article.position = NOT_STORED, 0
    _show_decided(article)
    return article


def delisted_article(public_id: str) -> Article | None:
    """An article that is shown at its address and nowhere else; None where there is none.

    It is no row: nothing is linked to it, and its primary key is that of no article.
    """
    standing = Suppression.objects.filter(article=public_id)
    withdrawn = standing.withdrawn().exists()
    return kept_article(public_id) if standing.delisted().exists() and not withdrawn else None


def is_unlisted(row: models.Model) -> bool:
    """Whether the row is an article without one."""
    return isinstance(row, Article) and row.pk == NOT_STORED


def take_away(article: Article) -> None:
    """Delete the row of an article with all that hangs on it; what was kept of it brings it back."""
    officials = set(article.appearances.values_list("official_id", flat=True))
    article.delete()
    officials_changed.send(Article, officials=officials)
    renumber(article.issue)


def made_by_editors() -> models.QuerySet[Correction, str]:
    """The public ids of all articles that no reading made, as a subquery."""
    said = Correction.objects.standing().filter(target=Target.ARTICLE, field=PRESENT).exclude(value=False)
    return said.order_by().values_list("key", flat=True)


def absent_from(source: SourceFile) -> dict[str, dict[str, Any]]:
    """What was read of the articles of a source that editors joined to others: public id → values."""
    kept = ValueRead.objects.filter(target=Target.ARTICLE, field=PRESENT, value__source=source.pk).order_by("key")
    return {read.key: read.value for read in kept}


def read_absent(public_id: str, values: dict[str, Any], source: SourceFile) -> None:
    """Remember what is read now of an article that an editor joined to another; a conflict asks if its text changed."""
    name: Name = (Target.ARTICLE, public_id)
    kept = read_of(name, PRESENT)
    if kept is None:
        return
    remember_read(name, PRESENT, kept.value | values | {"source": source.pk})
    correction = Correction.objects.standing().of(*name).filter(field=PRESENT).first()
    into = Redirect.objects.filter(kind=Redirect.Kind.ARTICLE, old=public_id).values_list("new", flat=True).first()
    if correction and (
        item := conflict_of(
            correction, values["fingerprint"], article=Article.objects.filter(public_id=into or "").first()
        )
    ):
        ask([item])


def follow_reading(source: SourceFile, former: SourceFile) -> None:
    """Let the articles that editors made of a source's text follow its new reading: source, page, lines, order."""
    for made in Article.objects.filter(source=former, public_id__in=made_by_editors()).order_by("pk"):
        values = Correction.objects.standing().of(Target.ARTICLE, made.public_id).filter(field=PRESENT)[0].value
        origin = Article.objects.filter(public_id=values[AFTER]).first()
        made.source = source
        if origin:
            made.page, made.issue, made.date = origin.page, origin.issue, origin.date
        put_decided(made, "paragraphs", plain(made, "paragraphs"), [])
        made.save()
        if origin:
            place_after(made, origin)
