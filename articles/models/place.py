from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .redirect import Redirect


class Level(models.TextChoices):
    """Administrative levels, also of the offices that officials hold."""

    CENTRAL = "central", _("中央")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")
    TOWN = "town", _("乡级")
    VILLAGE = "village", _("村级")
    OTHER = "other", _("其他")


class PlaceQuerySet(models.QuerySet["Place"]):
    def counties(self) -> PlaceQuerySet:
        return self.filter(level=Level.COUNTY)

    def unmerged(self) -> PlaceQuerySet:
        """Without those that were merged into others, whose addresses redirect."""
        merged = Redirect.objects.filter(kind=Redirect.Kind.PLACE, old=models.OuterRef("slug"))
        return self.exclude(models.Exists(merged))

    def inside(self, place: Place) -> PlaceQuerySet:
        """The place itself and all that lies in it, down to the villages (three steps of parents suffice)."""
        return self.filter(
            models.Q(pk=place.pk)
            | models.Q(parent=place)
            | models.Q(parent__parent=place)
            | models.Q(parent__parent__parent=place)
        )


class Place(models.Model):
    """An administrative division: province, city, county, town or street, village or community.

    Gazetteer rows have the official statistical code. A village that a story names and the gazetteer lacks has none.
    """

    name = models.CharField(_("名称"), max_length=60)
    level = models.CharField(_("级别"), max_length=10, choices=Level.choices)
    code = models.CharField(_("区划代码"), max_length=12, null=True, blank=True)
    slug = models.SlugField(_("网址名"), max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )
    parent_before_merge = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("合并前的上级")
    )
    aliases = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name=_("别名"))
    is_covered = models.BooleanField(
        _("本地"), default=False, help_text=_("报纸所在市及其所辖县（市、区）；首页与筛选只列本地的县。")
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("地方")
        verbose_name_plural = _("地方")
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="place_code_unique"),
            models.UniqueConstraint(fields=["slug"], name="place_slug_unique"),
            models.UniqueConstraint(
                fields=["parent", "name", "level"],
                condition=models.Q(code__isnull=True),
                name="place_uncoded_name_unique",
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=[c for c in Level.values if c != "central"]), name="place_level_known"
            ),
        ]
        indexes = [models.Index(fields=["level", "code"], name="place_level_code")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("place", args=[self.slug])
