from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


class Target(models.TextChoices):
    """What a correction is about. The key that tells one from another is in brackets."""

    ARTICLE = "article", _("报道")  # (public id)
    APPEARANCE = "appearance", _("官员的出现")  # (public id of the article/name as read)
    ARTICLE_PLACE = "articleplace", _("报道中的地方")  # (public id of the article/slug of the place as read)
    ISSUE = "issue", _("期")  # (primary key; so for the rest)
    PAGE = "page", _("版")
    OFFICIAL = "official", _("官员")
    PLACE = "place", _("地方")
    TERM = "term", _("名录中的任职")  # (key of the term)


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def standing(self) -> CorrectionQuerySet:
        """Those that nobody has undone. Of several of one field, the newest is shown."""
        return self.filter(undone_at__isnull=True)

    def of(self, target: str, key: str) -> CorrectionQuerySet:
        return self.filter(target=target, key=key)

    def within(self, public_id: str) -> CorrectionQuerySet:
        """All that was decided of an article: its own fields, its officials, its places."""
        return self.filter(article=public_id)


class Correction(models.Model):
    """What an editor decided about one field of one object. The database lets nobody change or delete it: a row can
    only be undone, once.

    It names its target by a key and not by a foreign key, because it outlives whatever a new reading or a deletion
    does to the row. `article` is the public id of the article that the target lies in, if it lies in one. `batch` is
    shared by the corrections that were made in one step.
    """

    target = models.CharField(_("对象"), max_length=12, choices=Target.choices)
    key = models.CharField(_("对象的键"), max_length=140)
    article = models.CharField(_("报道编号"), max_length=12, blank=True)
    field = models.CharField(_("字段"), max_length=30)
    value_read: Any = models.JSONField(_("读得"), null=True)
    value: Any = models.JSONField(_("改为"), null=True)
    reason = models.TextField(_("理由"))
    who = models.CharField(_("更正人"), max_length=150)
    made_at = models.DateTimeField(_("更正时间"), auto_now_add=True)
    batch = models.UUIDField(_("批次"), default=uuid4)
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    undone_by = models.CharField(_("撤销人"), max_length=150, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("更正")
        verbose_name_plural = _("更正")
        ordering = ["-pk"]
        permissions = [("merge", _("合并官员与地方")), ("suppress", _("撤下与隐去"))]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="correction_has_reason"),
            models.CheckConstraint(condition=~models.Q(who=""), name="correction_has_author"),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True) | ~models.Q(undone_by=""),
                name="correction_undone_by_someone",
            ),
        ]
        indexes = [
            models.Index(fields=["target", "key", "field", "id"], name="correction_of_field"),
            models.Index(fields=["article", "id"], name="correction_of_article", condition=~models.Q(article="")),
            models.Index(fields=["batch"], name="correction_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.get_target_display()} {self.key}"


class ValueRead(models.Model):
    """What the machine reads now where a person decided otherwise: the value that undoing brings back.

    A row exists only while a correction of the field stands; each later reading rewrites it. For officials and places
    of an article it holds all findings at once, under the article and the field `findings`.
    """

    target = models.CharField(_("对象"), max_length=12, choices=Target.choices)
    key = models.CharField(_("对象的键"), max_length=140)
    field = models.CharField(_("字段"), max_length=30)
    value: Any = models.JSONField(_("读得"), null=True)

    class Meta:
        verbose_name = _("读得的值")
        verbose_name_plural = _("读得的值")
        constraints = [models.UniqueConstraint(fields=["target", "key", "field"], name="valueread_once_a_field")]

    def __str__(self) -> str:
        return f"{self.target} {self.key} {self.field}"
