"""Undo one correction, or a step of several."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Correction, RegisteredTerm, Suppression, Target

from . import conflicts, persons, structure
from .fields import FINDINGS, MODELS, PRESENT
from .record import rederive, show
from .standing import SAME_AS, forget_read, shown_of
from .turns import deciding


class AlreadyUndoneError(Exception):
    """The correction does not stand any more, so there is nothing to undo."""


def undo(correction: Correction, *, who: str) -> None:
    """Undo one correction. Later ones of the same field go on standing; without any, what was read is shown again.

    What arranged texts anew (split, join, move) is undone as a whole. Raises AlreadyUndoneError, and ValidationError
    where what was read cannot be shown any more or later corrections build upon this one.
    """
    with deciding():
        mine = Correction.objects.select_for_update().get(pk=correction.pk)
        if mine.undone_at:
            raise AlreadyUndoneError
        _refuse_if_suppressing(mine.batch)
        if structure.is_structural(mine):
            undo_batch(mine.batch, who=who)
            return
        if mine.target in FINDINGS:
            structure.refuse_if_moved_since(mine)
        _undo(mine, who)


def undo_batch(batch: UUID, *, who: str) -> None:
    """Undo together what was corrected together, the last first. Raises as `undo` does."""
    with deciding():
        _refuse_if_suppressing(batch)
        corrections = Correction.objects.standing().select_for_update().filter(batch=batch).order_by("-pk")
        if any(structure.is_structural(correction) for correction in corrections):
            structure.refuse_if_built_upon(batch)
        for correction in corrections:
            if correction.target in FINDINGS:
                structure.refuse_if_moved_since(correction)
            _undo(correction, who)


def _refuse_if_suppressing(batch: UUID) -> None:
    """What was taken out on request comes back by lifting it only, which has its own log and permission."""
    if Suppression.objects.standing().filter(batch=batch).exists():
        raise ValidationError(_("这是应申请撤下、隐去或不再列出的，只能在“撤下与隐去”里解除。"))


def _undo(correction: Correction, who: str) -> None:
    Correction.objects.filter(pk=correction.pk).update(undone_at=timezone.now(), undone_by=who)
    conflicts.close(correction)
    if correction.field == SAME_AS:
        persons.unmerge(correction)
    elif correction.target == Target.ARTICLE and correction.field == PRESENT:
        structure.follow_presence(correction.key)
    elif correction.target in FINDINGS:
        if article := Article.objects.select_for_update().filter(public_id=correction.article).first():
            rederive(article)
    elif row := _row_of(correction):
        show(row, correction.field)
    elif shown_of((correction.target, correction.key), correction.field) is None:
        forget_read((correction.target, correction.key), correction.field)


def _row_of(correction: Correction) -> Any:
    """The locked row that a correction is about, None where it is gone."""
    model = MODELS[Target(correction.target)]
    column = {Article: "public_id", RegisteredTerm: "key"}.get(model, "pk")
    lookup = {column: correction.key}
    return model.objects.select_for_update().filter(**lookup).first()
