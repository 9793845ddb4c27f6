from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    def standing(self) -> SuppressionQuerySet:
        return self.filter(lifted_at__isnull=True)

    def withdrawn(self) -> SuppressionQuerySet:
        return self.standing().filter(kind=Suppression.Kind.WITHDRAW)

    def delisted(self) -> SuppressionQuerySet:
        return self.standing().filter(kind=Suppression.Kind.DELIST)


class Suppression(models.Model):
    """What was taken out of the public archive on request, and why. The database lets nobody change or delete it: a
    row can only be lifted, once.

    An article is known by its public id and, in whatever file it comes again, by the fingerprint of its text. `batch`
    holds together the corrections that do it.
    """

    class Kind(models.TextChoices):
        DELIST = "delist", _("不再列出")
        MASK = "mask", _("隐去姓名")
        WITHDRAW = "withdraw", _("撤下")

    kind = models.CharField(_("种类"), max_length=10, choices=Kind.choices)
    article = models.CharField(_("报道编号"), max_length=12)
    fingerprint = models.CharField(_("指纹"), max_length=64)
    name = models.CharField(_("隐去的姓名"), max_length=20, blank=True)
    request_number = models.CharField(_("申请编号"), max_length=60)
    reason = models.TextField(_("理由"))
    who = models.CharField(_("经办人"), max_length=150)
    batch = models.UUIDField(_("批次"), default=uuid4)
    made_at = models.DateTimeField(_("时间"), auto_now_add=True)
    lifted_at = models.DateTimeField(_("解除时间"), null=True, blank=True)
    lifted_by = models.CharField(_("解除人"), max_length=150, blank=True)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        verbose_name = _("撤下与隐去")
        verbose_name_plural = _("撤下与隐去")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(request_number="") & ~models.Q(reason="") & ~models.Q(who=""),
                name="suppression_is_accounted_for",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["delist", "withdraw"], name="")
                | (models.Q(kind="mask") & ~models.Q(name="")),
                name="suppression_mask_has_name",
            ),
        ]
        indexes = [
            models.Index(fields=["article"], name="suppression_article"),
            models.Index(fields=["fingerprint"], name="suppression_fingerprint"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.article}"
