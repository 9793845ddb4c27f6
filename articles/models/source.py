from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SourceFile(models.Model):
    """One input file: its bytes as they came, and the text that line numbers and offsets refer to."""

    class Form(models.TextChoices):
        TEXT = "text", _("文本")
        PDF = "pdf", "PDF"
        SCAN = "scan", _("扫描图像")
        EPAPER = "epaper", _("数字报")
        EXPORT = "export", _("本站导出")

    sha256 = models.CharField("SHA-256", max_length=64)
    name = models.CharField(_("文件名"), max_length=255)
    form = models.CharField(_("形式"), max_length=10, choices=Form.choices)
    encoding = models.CharField(_("编码"), max_length=20, blank=True)
    content = models.BinaryField(_("原始内容"))
    text = models.TextField(_("文字"))
    boxes = models.JSONField(_("版面位置"), default=dict, blank=True)
    sheets = models.JSONField(
        _("页面大小"), default=list, blank=True, help_text=_("能画成图像的各页的宽和高，单位为点。")
    )
    pictures = models.JSONField(
        _("页面图像"), default=list, blank=True, help_text=_("各页的图像是压缩包里的哪个文件；由文件本身画成的不记。")
    )
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("后来的版本")
    )
    given_date = models.DateField(_("导入时给出的日期"), null=True, blank=True)
    given_newspaper = models.CharField(_("导入时给出的报纸"), max_length=60, blank=True)
    added_at = models.DateTimeField(_("入库时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("来源文件")
        verbose_name_plural = _("来源文件")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["sha256"], name="sourcefile_sha256_unique")]

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One run of the importer and what came of each file."""

    started_at = models.DateTimeField(_("开始"), auto_now_add=True)
    finished_at = models.DateTimeField(_("结束"), null=True, blank=True)
    tool_version = models.CharField(_("程序版本"), max_length=40)
    new = models.PositiveIntegerField(_("新增"), default=0)
    changed = models.PositiveIntegerField(_("更新"), default=0)
    same = models.PositiveIntegerField(_("未变"), default=0)
    refused = models.PositiveIntegerField(_("拒收"), default=0)
    files = models.JSONField(_("逐个文件"), default=list)

    class Meta:
        verbose_name = _("导入记录")
        verbose_name_plural = _("导入记录")
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.started_at):%Y-%m-%d %H:%M}"
