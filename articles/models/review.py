from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .issue import Issue
from .official import Official
from .source import SourceFile


class ReviewQuerySet(models.QuerySet["ReviewItem"]):
    def open(self) -> ReviewQuerySet:
        return self.filter(decided_at__isnull=True)


class ReviewItem(models.Model):
    """Something that the machine was unsure of and a person should decide.

    `kind` is the stable word of the doubt (`date`, `boundary`, `heading`, `name`, `namesake`, …); `key` tells the
    same doubt apart from others of its object, so that a second import does not ask twice; `topic` is shared by the
    same doubt about other objects.
    """

    kind = models.CharField(_("种类"), max_length=20)
    key = models.CharField(_("键"), max_length=64)
    topic = models.CharField(
        _("疑问"),
        max_length=64,
        blank=True,
        db_index=True,
        help_text=_("别处的同一个疑问也是这个值；处理一次，不再问。"),
    )
    reason = models.TextField(_("原因"))
    confidence = models.FloatField(_("把握"), default=0)
    lines = models.JSONField(_("来源行"), default=list)
    source = models.ForeignKey(
        SourceFile, models.CASCADE, null=True, blank=True, related_name="review_items", verbose_name=_("来源文件")
    )
    issue = models.ForeignKey(
        Issue, models.CASCADE, null=True, blank=True, related_name="review_items", verbose_name=_("期")
    )
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="review_items", verbose_name=_("报道")
    )
    candidates = models.ManyToManyField(Official, blank=True, related_name="review_items", verbose_name=_("涉及的官员"))
    created_at = models.DateTimeField(_("提出"), auto_now_add=True)
    decided_at = models.DateTimeField(_("处理"), null=True, blank=True)
    decided_by = models.CharField(_("处理人"), max_length=150, blank=True)
    decision = models.CharField(_("处理结果"), max_length=200, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("待核事项")
        verbose_name_plural = _("待核事项")
        ordering = ["confidence", "pk"]
        constraints = [models.UniqueConstraint(fields=["key"], name="reviewitem_key_unique")]
        indexes = [models.Index(fields=["kind", "confidence"], name="reviewitem_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason[:40]}"
