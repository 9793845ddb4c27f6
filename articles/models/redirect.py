from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Redirect(models.Model):
    """An address that once answered and where its object is now. Always one hop: `new` is never itself an `old`."""

    class Kind(models.TextChoices):
        ISSUE = "issue", _("期")  # slugs
        ARTICLE = "article", _("报道")  # public ids
        OFFICIAL = "official", _("官员")  # primary keys
        PLACE = "place", _("地方")  # slugs
        PAGE = "page", _("版")  # from the slug of an issue and what its page answered to, to the slug of the issue
        GONE = "gone", _("不再读出的报道")  # from the public id to the slug of the issue that it stood in

    kind = models.CharField(_("种类"), max_length=14, choices=Kind.choices)
    old = models.CharField(_("旧址"), max_length=120)
    new = models.CharField(_("新址"), max_length=120)

    class Meta:
        verbose_name = _("旧址")
        verbose_name_plural = _("旧址")
        constraints = [
            models.UniqueConstraint(fields=["kind", "old"], name="redirect_once_an_address"),
            models.CheckConstraint(condition=~models.Q(old=models.F("new")), name="redirect_goes_elsewhere"),
        ]
        indexes = [models.Index(fields=["kind", "new"], name="redirect_new")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.old} → {self.new}"
