from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

SEEN_WITH_ARTICLES = 500  # a general secretary is in every fifth article, and counting all of them would take seconds


class OfficialQuerySet(models.QuerySet["Official"]):
    def named(self, name: str) -> OfficialQuerySet:
        """Everyone who bears or was printed with this name."""
        return self.filter(names__name=name).distinct()

    def listed(self) -> OfficialQuerySet:
        """Those whom some article shows, or to whom a register gives an office. Who was and is no more keeps an address
        and is not listed."""
        of_this = {"official": models.OuterRef("pk")}
        appearances = apps.get_model("articles", "Appearance")._default_manager.filter(**of_this)
        registered: Any = apps.get_model("articles", "RegisteredTerm")
        terms = registered.objects.shown().filter(**of_this)
        return self.filter(models.Exists(appearances) | models.Exists(terms))

    def seen_with(self, official: Official) -> OfficialQuerySet:
        """Who appeared with this official in the newest articles, with `shared`, the number of these, most first."""
        newest = official.appearances.order_by(models.F("date").desc(nulls_last=True), "-article_id").values("article")
        together = self.filter(appearances__article__in=newest[:SEEN_WITH_ARTICLES]).exclude(pk=official.pk)
        return together.annotate(shared=models.Count("appearances__article")).order_by("-shared", "pk")


class Official(models.Model):
    """One real person in public office. Two people of one name are two rows; a name alone never joins them."""

    name = models.CharField(_("姓名"), max_length=20)
    pinyin = models.CharField(_("拼音"), max_length=80, blank=True)
    disambiguator = models.CharField(_("区别"), max_length=60, blank=True, help_text=_("同名者的区别，如“某县县长”。"))

    objects = OfficialQuerySet.as_manager()

    class Meta:
        verbose_name = _("官员")
        verbose_name_plural = _("官员")
        ordering = ["pinyin", "pk"]
        indexes = [
            models.Index(fields=["pinyin", "id"], name="official_pinyin"),
            models.Index(fields=["name"], name="official_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.disambiguator}）" if self.disambiguator else self.name

    def get_absolute_url(self) -> str:
        return reverse("official", args=[self.pk, self.name])


class OfficialName(models.Model):
    """A form in which the name is printed: the name itself, a variant, a misprint of the dump."""

    official = models.ForeignKey(Official, models.CASCADE, related_name="names", verbose_name=_("官员"))
    name = models.CharField(_("写法"), max_length=20)

    class Meta:
        verbose_name = _("姓名写法")
        verbose_name_plural = _("姓名写法")
        constraints = [models.UniqueConstraint(fields=["official", "name"], name="officialname_unique")]
        indexes = [models.Index(fields=["name"], name="officialname_name")]

    def __str__(self) -> str:
        return self.name
