from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .official import Official
from .place import Level, Place


class Appearance(models.Model):
    """An official in an article: the title printed there, whose office it is, what the person did, and the proof.

    `spans` and `title_spans` are lists of [paragraph index, first character, character after the last].
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="appearances", verbose_name=_("报道"))
    official = models.ForeignKey(Official, models.PROTECT, related_name="appearances", verbose_name=_("官员"))
    key = models.CharField(_("读得的键"), max_length=24, blank=True, help_text=_("重新识别后据此找回；更正时写入。"))
    before_merge = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("合并前的官员"),
        help_text=_("官员合并期间记下原来的人，撤销合并时据此还原。"),
    )
    exported_as = models.CharField(
        _("导出文件中的人"),
        max_length=40,
        blank=True,
        help_text=_("由导出文件导入的：该来源文件的编号和其中这位官员的编号。"),
    )
    name = models.CharField(_("印出的姓名"), max_length=20)
    title = models.CharField(_("职务"), max_length=120, blank=True)
    titles = ArrayField(models.CharField(max_length=120), default=list, blank=True, verbose_name=_("全部职务"))
    jurisdiction = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="appearances", verbose_name=_("辖区")
    )
    jurisdiction_before_merge = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("合并前的辖区")
    )
    jurisdiction_name = models.CharField(_("辖区名"), max_length=60, blank=True)
    jurisdiction_parent = models.CharField(
        _("辖区所在市"), max_length=60, blank=True, help_text=_("辖区不在地名库里时，文中所说它所在的市或省。")
    )
    level = models.CharField(_("级别"), max_length=10, choices=Level.choices)
    roles = ArrayField(models.CharField(max_length=4), default=list, blank=True, verbose_name=_("活动"))
    spans = models.JSONField(_("出处"), default=list)
    title_spans = models.JSONField(_("职务出处"), default=list)
    confidence = models.FloatField(_("把握"), default=1)
    recogniser = models.CharField(_("识别程序版本"), max_length=20)
    date = models.DateField(_("日期"), null=True, blank=True, help_text=_("取自所属的期"))

    class Meta:
        verbose_name = _("报道中的官员")
        verbose_name_plural = _("报道中的官员")
        ordering = ["article", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "official"], name="appearance_once_an_article")]
        indexes = [
            models.Index(
                models.F("official"),
                models.F("date").desc(nulls_last=True),
                models.F("article").desc(),
                name="appearance_of_official",
            ),
            models.Index(
                models.F("jurisdiction"),
                models.F("official"),
                models.F("date").desc(nulls_last=True),
                models.F("article").desc(),
                name="appearance_in_office_of",
            ),
            # What the page of an official counts over all appearances, without reading their texts and spans.
            models.Index(
                fields=["official"],
                include=["date", "title", "roles", "jurisdiction", "jurisdiction_name"],
                name="appearance_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}{self.name}"


class ArticlePlace(models.Model):
    """A place that an article names or means; `primary` where the article is about it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="article_places", verbose_name=_("报道"))
    place = models.ForeignKey(Place, models.PROTECT, related_name="article_places", verbose_name=_("地方"))
    key = models.CharField(_("读得的键"), max_length=120, blank=True, help_text=_("重新识别后据此找回；更正时写入。"))
    before_merge = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("合并前的地方")
    )
    primary = models.BooleanField(_("主要"), default=False)
    spans = models.JSONField(_("出处"), default=list)
    confidence = models.FloatField(_("把握"), default=1)
    date = models.DateField(_("日期"), null=True, blank=True, help_text=_("取自所属的期"))

    class Meta:
        verbose_name = _("报道中的地方")
        verbose_name_plural = _("报道中的地方")
        ordering = ["article", "-primary", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "place"], name="articleplace_once_an_article")]
        indexes = [
            models.Index(
                models.F("place"),
                models.F("date").desc(nulls_last=True),
                models.F("article").desc(),
                name="articleplace_of_place",
            ),
        ]

    def __str__(self) -> str:
        return str(self.place)
