from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .source import SourceFile


class DateBasis(models.TextChoices):
    """How the day of an issue is known."""

    PRINTED = "printed", _("版面印有")
    GIVEN = "given", _("导入时给出")
    INFERRED = "inferred", _("据内文推断")
    UNKNOWN = "unknown", _("不明")


class IssueQuerySet(models.QuerySet["Issue"]):
    def newest_first(self) -> IssueQuerySet:
        return self.order_by(models.F("date").desc(nulls_last=True), "-pk")


class Issue(models.Model):
    """What one newspaper printed on one day.

    A day that the page prints, or that was given, belongs to one issue; days that were only inferred never pull
    sources together, because the inference may be wrong.
    """

    newspaper = models.CharField(_("报纸"), max_length=60, blank=True)
    date = models.DateField(_("日期"), null=True, blank=True)
    edition = models.CharField(_("版次"), max_length=20, blank=True)
    slug = models.SlugField(_("网址名"), max_length=40)
    date_basis = models.CharField(_("日期依据"), max_length=10, choices=DateBasis.choices)
    date_from = models.DateField(_("最早可能"), null=True, blank=True)
    date_to = models.DateField(_("最晚可能"), null=True, blank=True)
    date_evidence = models.JSONField(_("日期的证据"), default=list, blank=True)
    date_confidence = models.FloatField(_("日期把握"), default=0)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("期")
        verbose_name_plural = _("期")
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="issue_slug_unique"),
            models.UniqueConstraint(
                fields=["newspaper", "date", "edition"],
                condition=models.Q(date_basis__in=["printed", "given"]),
                name="issue_known_day_unique",
            ),
            models.CheckConstraint(
                condition=(models.Q(date__isnull=True) & models.Q(date_basis="unknown"))
                | (models.Q(date__isnull=False) & ~models.Q(date_basis="unknown")),
                name="issue_date_has_basis",
            ),
        ]
        indexes = [models.Index(fields=["-date"], name="issue_date")]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.newspaper, self.date.isoformat() if self.date else str(_("日期不明"))]))

    def get_absolute_url(self) -> str:
        return reverse("issue", args=[self.slug])


class Page(models.Model):
    """One 版 of an issue, as one source file holds it."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="pages", verbose_name=_("期"))
    source = models.ForeignKey(SourceFile, models.CASCADE, related_name="pages", verbose_name=_("来源文件"))
    number = models.CharField(_("版号"), max_length=10, blank=True)
    name = models.CharField(_("版名"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(_("次序"))
    furniture = models.JSONField(_("版面装置"), default=list, blank=True)

    class Meta:
        verbose_name = _("版")
        verbose_name_plural = _("版")
        ordering = ["issue", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "position"],
                name="page_position_unique",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.number, self.name])) or str(_("第{}页")).format(self.position)
