"""Record a correction, and undo one. What is shown changes in the same transaction, with all that depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from articles.models import Appearance, Article, ArticlePlace, Correction, Issue, Official, Place, Suppression
from articles.searching import index

from . import findings
from .consequences import follow, refuse_taken_day
from .decisions import Decision
from .fields import (
    CORRIGIBLE,
    FINDINGS,
    PRESENT,
    check,
    full,
    plain,
    plain_of,
    put_decided,
    put_read,
    target_of,
)
from .presence import OF_UNLISTED, delisted_article, is_unlisted
from .signals import officials_changed
from .spans import spans_of
from .standing import forget_read, name_of, read_of, remember_read, shown_of
from .turns import deciding

EDITOR = "editor"
"""Stands for the recogniser's version where an editor added an appearance."""


class CollisionError(Exception):
    """Another editor changed a field since this editor looked. `fields` maps it to (seen then, shown now)."""

    def __init__(self, fields: dict[str, tuple[Any, Any]]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def record(
    row: models.Model, changes: dict[str, Any], decision: Decision, *, seen: dict[str, Any] | None = None
) -> list[Correction]:
    """Correct fields of an article (also of a delisted one), appearance, place link, issue, page, official or place.

    `changes` and `seen` map fields to plain JSON values: what is decided, and what the editor saw when deciding. Only
    fields that differ from what is shown are recorded. Raises CollisionError where the fields show something else than
    was seen, ValidationError where a value cannot be stored; then nothing is changed.
    """
    unknown = changes.keys() - set(CORRIGIBLE[target_of(row)])
    if unknown:
        raise ValidationError(_("不能更正的字段：{}").format(", ".join(sorted(unknown))))
    with deciding():
        row = locked(row)
        if is_unlisted(row) and (others := sorted(changes.keys() - set(OF_UNLISTED))):
            raise ValidationError(_("不再列出的报道不能更正这些字段：{}").format(", ".join(others)))
        _refuse_collision(row, changes, seen or {})
        differing = {field: value for field, value in changes.items() if plain(row, field) != value}
        if not differing:
            return []
        if target_of(row) in FINDINGS:
            return _record_finding(row, differing, decision)
        return _record_fields(row, differing, decision)


def confirm(row: models.Model, fields: Sequence[str], decision: Decision) -> list[Correction]:
    """Decide that fields are right as they are shown, so that no later reading changes them."""
    with deciding():
        row = locked(row)
        return _record_fields(row, {field: plain(row, field) for field in fields}, decision)


def remove(finding: Appearance | ArticlePlace, decision: Decision) -> Correction:
    """Decide that somebody is no official in this article, or that the article does not mean this place."""
    with deciding():
        row = locked(finding)
        read = next(one for one in findings.shown(row.article)[target_of(row).value] if one["key"] == row.key)
        findings.keep_read(row.article)
        correction = decision.correction(row, PRESENT, read, False)
        rederive(row.article)
        return correction


def add_official(article: Article, official: Official, decision: Decision, **values: Any) -> Correction:
    """Decide that an official appears in an article where none was read. `values` are plain values of its fields."""
    row = Appearance(article=article, official=official, name=official.name, recogniser=EDITOR)
    row.spans = spans_of(official.name, article.body)
    return _add(row, official.name, values, decision)


def add_place(article: Article, place: Place, decision: Decision, **values: Any) -> Correction:
    """Decide that an article means a place where none was read."""
    row = ArticlePlace(article=article, place=place, spans=spans_of(place.name, article.body))
    return _add(row, place.slug, values, decision)


def show(row: models.Model, field: str) -> None:
    """Let a locked row show in a field what stands now: the newest correction, else what was read."""
    name = name_of(row, target_of(row))
    read = read_of(name, field)
    if read is None:
        return
    before = {field: plain(row, field)}
    correction = shown_of(name, field)
    if correction:
        put_decided(row, field, correction.value, read.value)
    else:
        put_read(row, field, read.value)
        forget_read(name, field)
    _save(row, before)


def locked(row: Any) -> Any:
    """The row as it is now, locked until the transaction ends; a finding locks its article, which holds its keys, and a
    delisted article, which has no row, what delists it. Raises ValidationError where that was lifted, or a reading took
    the row away, meanwhile."""
    if is_unlisted(row):
        list(Suppression.objects.select_for_update().filter(article=row.public_id))
        if kept := delisted_article(row.public_id):
            return kept
        raise ValidationError(_("这篇报道已不是不再列出的，请重新打开。"))
    if isinstance(row, (Appearance, ArticlePlace)):
        article = _lock(Article, row.article_id)
        findings.give_keys(article)
        fresh = _lock(type(row), row.pk)
        fresh.article = article
        return fresh
    return _lock(type(row), row.pk)


def _lock(model: type[Any], key: int) -> Any:
    if row := model.objects.select_for_update().filter(pk=key).first():
        return row
    raise ValidationError(_("它已不在档案里：报道刚被重新读取或识别过，请重新打开。"))


def _refuse_collision(row: models.Model, changes: dict[str, Any], seen: dict[str, Any]) -> None:
    moved = {field: (seen[field], plain(row, field)) for field in changes if field in seen}
    other = {field: pair for field, pair in moved.items() if pair[0] != pair[1] and pair[1] != changes[field]}
    if other:
        raise CollisionError(other)


def _record_fields(row: models.Model, changes: dict[str, Any], decision: Decision) -> list[Correction]:
    name = name_of(row, target_of(row))
    before, made = {}, []
    if isinstance(row, Article) and "paragraphs" in changes:
        findings.keep_read(row)
    for field, value in changes.items():
        kept = read_of(name, field)
        read = kept.value if kept else full(row, field)
        if kept is None:
            remember_read(name, field, read)
        before[field] = plain(row, field)
        made.append(decision.correction(row, field, plain_of(field, read), value))
        put_decided(row, field, value, read)
    _save(row, before)
    return made


def _save(row: models.Model, before: dict[str, Any]) -> None:
    check(row, list(before))
    if is_unlisted(row):
        return  # the correction alone is what its address shows, and what it will show when it is listed again
    if isinstance(row, Issue):
        refuse_taken_day(row)
    row.save()
    follow(row, before)


def _record_finding(row: Any, changes: dict[str, Any], decision: Decision) -> list[Correction]:
    for field, value in changes.items():
        put_decided(row, field, value, None)
    check(row, list(changes))
    findings.keep_read(row.article)
    read = findings.read_finding(row.article, target_of(row), row.key)
    made = [decision.correction(row, field, read.get(field), value) for field, value in changes.items()]
    rederive(row.article)
    return made


def _add(row: Any, name: str, values: dict[str, Any], decision: Decision) -> Correction:
    with deciding():
        row.article = _lock(Article, row.article_id)
        row.key = findings.free_key(row.article, name)
        for field, value in values.items():
            put_decided(row, field, value, None)
        row.clean_fields(exclude=["date", "spans", "title_spans"])
        findings.keep_read(row.article)
        correction = decision.correction(row, PRESENT, None, findings.finding_of(row))
        rederive(row.article)
        return correction


def rederive(article: Article) -> None:
    """Derive the findings of a locked article anew, with all that depends on them."""
    officials_changed.send(Article, officials=findings.derive(article))
    index([article])
