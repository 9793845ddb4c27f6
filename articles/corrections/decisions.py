"""A decision: who decides, why, and what belongs together."""

from __future__ import annotations

import dataclasses
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from articles.models import Appearance, Article, ArticlePlace, Correction

from .fields import target_of
from .standing import name_of


@dataclasses.dataclass(frozen=True, slots=True)
class Decision:
    """Who decides something and why. What is decided together shares one `batch` and can be undone together."""

    who: str
    reason: str
    batch: UUID = dataclasses.field(default_factory=uuid4)

    def correction(self, row: models.Model, name: str, read: Any, value: Any) -> Correction:
        """The record of one decided field, written. Raises ValidationError where no reason is given."""
        if not self.reason.strip():
            raise ValidationError({"reason": _("请写明理由。")})
        target, key = name_of(row, target_of(row))
        return Correction.objects.create(
            target=target,
            key=key,
            article=key.partition("/")[0] if isinstance(row, (Article, Appearance, ArticlePlace)) else "",
            field=name,
            value_read=read,
            value=value,
            reason=self.reason.strip(),
            who=self.who,
            batch=self.batch,
        )
