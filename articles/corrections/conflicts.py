"""Conflicts: a later reading differs from what an editor corrected. The correction stands; the queue asks."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article, Correction, Issue, ReviewItem, Target

from . import findings
from .fields import FINDINGS, plain_of
from .labels import field_label, in_words
from .standing import read_of

SHOWN = 60
"""Characters of a value that the reason quotes."""


def conflict_of(
    correction: Correction, now: Any, *, article: Article | None = None, issue: Issue | None = None
) -> ReviewItem | None:
    """The unsaved question whether a correction should stand although the plain value read is now another.

    None where nothing changed or the reading came to what the editor decided; open questions are then taken back.
    """
    if now in (correction.value_read, correction.value):
        close(correction)
        return None
    key = f"conflict-{correction.pk}-{hashlib.sha256(_text(now).encode()).hexdigest()[:24]}"
    ReviewItem.objects.open().filter(key__startswith=f"conflict-{correction.pk}-").exclude(key=key).delete()
    return ReviewItem(
        kind="conflict",
        key=key,
        reason=_("{field}：原读“{before}”，已改为“{decided}”，现在读得“{now}”").format(
            field=field_label(correction.target, correction.field),
            before=_brief(correction, correction.value_read),
            decided=_brief(correction, correction.value),
            now=_brief(correction, now),
        ),
        confidence=0.0,
        article=article,
        issue=issue,
        source=article.source if article else None,
    )


def read_now(correction: Correction) -> Any:
    """The plain value that the machine reads now where a correction stands; None where it reads nothing."""
    if correction.target in FINDINGS:
        article = Article.objects.filter(public_id=correction.article).first()
        key = correction.key.partition("/")[2]
        found = findings.read_finding(article, Target(correction.target), key) if article else {}
        return found.get(correction.field)
    kept = read_of((correction.target, correction.key), correction.field)
    return plain_of(correction.field, kept.value) if kept else None


def close(correction: Correction) -> None:
    """Take back the open questions about a correction."""
    ReviewItem.objects.open().filter(kind="conflict", key__startswith=f"conflict-{correction.pk}-").delete()


def ask(items: list[ReviewItem]) -> None:
    """Open questions that were not asked before."""
    ReviewItem.objects.bulk_create(items, ignore_conflicts=True)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _brief(correction: Correction, value: Any) -> str:
    text = in_words(correction.target, correction.field, value)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
