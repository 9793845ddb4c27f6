"""Take out again what was taken out after the backup that an archive was restored from, by the lines of the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Article, Redirect, Suppression

from .decisions import Decision
from .journal import LIFTED, Step
from .presence import delisted_article
from .redirects import successor
from .suppression import delist, lift, mask, mask_again, take_out_again, wait_for, withdraw
from .turns import deciding


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a step: `done` now, there `already`, `waiting` until the article is read, or `failed` and why."""

    step: Step
    status: str
    reason: str = ""


def repeat(steps: Iterable[Step]) -> Iterator[Outcome]:
    """Take all steps in the order of their time, each in a transaction, but those that the archive knows already."""
    for step in sorted(steps, key=lambda step: datetime.fromisoformat(step.time)):
        try:
            with deciding():
                status = _lift(step) if step.step == LIFTED else _suppress(step)
        except ValidationError as refused:
            yield Outcome(step, "failed", " ".join(refused.messages))
        else:
            yield Outcome(step, status)


def _lift(step: Step) -> str:
    """Lift what stands of the step; what was never taken out here needs no lifting."""
    made = Suppression.objects.standing().filter(batch=step.batch, article=step.article).first()
    if made is None:
        return "already"
    lift(made, step.who)
    return "done"


def _suppress(step: Step) -> str:
    if Suppression.objects.filter(batch=step.batch, article=step.article, kind=step.step).exists():
        return "already"
    decision = Decision(step.who, step.reason, batch=UUID(step.batch))
    article = Article.objects.filter(public_id=step.article).first() or delisted_article(step.article)
    if article is None:
        return _expect(step, decision)
    if step.step == Suppression.Kind.MASK:
        mask(article, step.name, decision, step.request_number)
    else:
        verb = delist if step.step == Suppression.Kind.DELIST else withdraw
        verb(article, decision, step.request_number)
    return "done"


def _expect(step: Step, decision: Decision) -> str:
    """Let the step wait for an article that is not in the archive; its text may be there from another source.

    Raises ValidationError where the text may be part of another article, which only a person can see.
    """
    for kind in (Redirect.Kind.ARTICLE, Redirect.Kind.GONE):
        if elsewhere := successor(kind, step.article):
            raise ValidationError(_("这篇报道现在归入 {}，请到那里核对。").format(elsewhere))
    if not step.fingerprint:
        raise ValidationError(_("它是编辑拆分出来的，恢复后的档案里没有；文字可能仍在原来的报道里，请核对。"))
    wait_for(step, decision)
    copies = list(Article.objects.filter(fingerprint=step.fingerprint))
    for article in copies:
        if not take_out_again(article):
            mask_again([article])
    return "done" if copies else "waiting"
