from __future__ import annotations

import re
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .issue import Issue, Page
from .source import SourceFile

OPENING = re.compile(r"^[（(][^（）()]{1,40}[）)]")
"""The writers, or the page a story comes from, in brackets before its first words."""


class ArticleQuerySet(models.QuerySet["Article"]):
    def newest_first(self) -> ArticleQuerySet:
        """Newest issue first, and inside an issue the order in which it is read; undated issues come last."""
        return self.order_by(models.F("date").desc(nulls_last=True), "issue_id", "position")

    def as_printed(self) -> ArticleQuerySet:
        """Oldest issue first, in page order; undated issues come last."""
        return self.order_by(models.F("date").asc(nulls_last=True), "issue_id", "position")


class Article(models.Model):
    """One article as printed, with where each of its parts stands in the source.

    `paragraphs` is a list of {"text", "role", "lines", "segments"}; `heading_blocks` holds such blocks (without a
    role) for kicker, headline and subheadline. Lines are 1-based and inclusive; segments are [offset in the text,
    offset in the source text, length]. `photographs` is a list of {"miniature", "page", "box", "file"}, as a reading
    tells of them.
    """

    class Kind(models.TextChoices):
        NEWS = "news", _("消息")
        PHOTO = "photo", _("图片")
        NOTICE = "notice", _("公告")
        JUMP = "jump", _("转版")

    public_id = models.CharField(_("编号"), max_length=12)
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="articles", verbose_name=_("期"))
    page = models.ForeignKey(Page, models.CASCADE, related_name="articles", verbose_name=_("版"))
    source = models.ForeignKey(SourceFile, models.CASCADE, related_name="articles", verbose_name=_("来源文件"))
    date = models.DateField(_("日期"), null=True, blank=True, help_text=_("取自所属的期"))
    position = models.PositiveIntegerField(_("次序"))
    kind = models.CharField(_("类型"), max_length=10, choices=Kind.choices)
    banner = models.CharField(_("栏目"), max_length=200, blank=True)
    kicker = models.CharField(_("引题"), max_length=300, blank=True)
    headline = models.CharField(_("标题"), max_length=300, blank=True)
    subheadline = models.CharField(_("副题"), max_length=300, blank=True)
    dateline = models.CharField(_("电头"), max_length=40, blank=True)
    paragraphs = models.JSONField(_("段落"), default=list)
    heading_blocks = models.JSONField(_("标题出处"), default=dict, blank=True)
    reporters = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("记者"))
    correspondents = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("通讯员"))
    photographers = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("摄影"))
    jump_to = models.CharField(_("下转"), max_length=40, blank=True)
    jump_from = models.CharField(_("上接"), max_length=40, blank=True)
    continues = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="continued_by", verbose_name=_("接自")
    )
    event_dates = ArrayField(models.DateField(), default=list, blank=True, verbose_name=_("事件日期"))
    source_lines = models.JSONField(_("来源行"), default=list)
    photographs = models.JSONField(_("照片"), default=list, blank=True)
    origin = models.JSONField(
        _("最初来源"), default=dict, blank=True, help_text=_("由导出文件导入的报道，最初读自哪个文件、哪些行。")
    )
    recogniser = models.CharField(
        _("识别程序"), max_length=40, blank=True, help_text=_("最近一次识别所用程序与地名库的版本。")
    )
    compared = models.CharField(
        _("第二意见"), max_length=40, blank=True, help_text=_("最近一次与第二意见比较时，识别程序与地名库的版本。")
    )
    fingerprint = models.CharField(_("指纹"), max_length=64)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("报道")
        verbose_name_plural = _("报道")
        ordering = [models.F("date").desc(nulls_last=True), "issue_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="article_public_id_unique"),
            models.UniqueConstraint(
                fields=["issue", "position"],
                name="article_position_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=models.Q(continues__isnull=True) | ~models.Q(continues=models.F("id")),
                name="article_not_its_own_continuation",
            ),
        ]
        indexes = [
            models.Index(models.F("date").desc(nulls_last=True), "issue", "position", name="article_newest_first"),
            models.Index(
                models.F("kind"),
                models.F("date").desc(nulls_last=True),
                models.F("issue"),
                models.F("position"),
                name="article_of_kind",
            ),
            models.Index(fields=["fingerprint"], name="article_fingerprint"),
            # What is counted of the articles of a list, without reading their texts.
            models.Index(
                fields=["id"],
                include=["kind", "issue", "page", "date", "banner", "dateline"],
                name="article_counted",
            ),
        ]

    def __str__(self) -> str:
        return self.display_title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.public_id])

    @property
    def display_title(self) -> str:
        """The headline, or where none survived the beginning of the text after the dateline and its byline."""
        if self.headline:
            return self.headline
        text = next((p["text"] for p in self.paragraphs if p["role"] == "body"), "")
        text = OPENING.sub("", text.removeprefix(self.dateline))
        return text[:24] + ("…" if len(text) > 24 else "")

    @property
    def body(self) -> list[str]:
        """The text of each paragraph."""
        return [paragraph["text"] for paragraph in self.paragraphs]

    def blocks_of(self, role: str) -> list[dict[str, Any]]:
        return [paragraph for paragraph in self.paragraphs if paragraph["role"] == role]

    @property
    def lines(self) -> set[int]:
        """The numbers of the source lines that its blocks come from."""
        return lines_of_blocks(self.paragraphs, self.heading_blocks, self.source_lines)


def lines_of_blocks(
    paragraphs: list[dict[str, Any]], headings: dict[str, list[dict[str, Any]]], otherwise: list[list[int]]
) -> set[int]:
    """The source lines of blocks; where none of them knows its own, all lines of `otherwise`.

    >>> sorted(lines_of_blocks([{"lines": [[4, 5]]}], {"headline": [{"lines": [[2, 2]]}]}, [[1, 9]]))
    [2, 4, 5]
    """
    blocks = [*paragraphs, *(block for part in headings.values() for block in part)]
    ranges = [span for block in blocks for span in block.get("lines", ())] or otherwise
    return {number for first, last in ranges for number in range(first, last + 1)}
