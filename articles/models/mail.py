from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.mailing import names_a_host

LONGEST_PATTERN = 254
EXISTING = _("信箱里已经建好的文件夹；只在“移到文件夹”时写。")


def _patterns(name: Any, help_text: Any, *, blank: bool = True) -> ArrayField:
    each = models.CharField(max_length=LONGEST_PATTERN)
    return ArrayField(each, default=list, blank=blank, verbose_name=name, help_text=help_text)


class Fate(models.TextChoices):
    """What becomes of a letter in its mailbox."""

    SEEN = "seen", _("标为已读")
    FLAG = "flag", _("标为已读，加旗标")
    MOVE = "move", _("移到文件夹")
    DELETE = "delete", _("删去")


def _fate(name: Any, help_text: Any) -> models.CharField:
    return models.CharField(name, max_length=6, choices=Fate.choices, default=Fate.SEEN, help_text=help_text)


class MailRuleQuerySet(models.QuerySet["MailRule"]):
    def active(self) -> MailRuleQuerySet:
        return self.filter(is_active=True)


class MailRule(models.Model):
    """Which letters of a mailbox are taken, which part of them is the page, and what becomes of them there.

    `mailbox` is a name of the operator's file (MAILBOXES), which alone has accounts and passwords. Rules are tried in
    order, and a letter goes by the first that fits. Patterns have `*`, `?` and `[…]`; none at all fits anything.
    """

    class Takes(models.TextChoices):
        """Which part of a letter is the page."""

        ATTACHMENTS = "attachments", _("附件")
        TEXT = "text", _("信的正文")

    name = models.CharField(
        _("名称"), max_length=60, unique=True, help_text=_("报告里这样称呼它，如“某某日报的 PDF”。")
    )
    is_active = models.BooleanField(
        _("启用"), default=True, help_text=_("没有启用的也可以先试：在列表里选中它，动作选“试取”。")
    )
    order = models.PositiveSmallIntegerField(
        _("顺序"), default=1, help_text=_("小的在前，相同的按建立的先后。一封信按第一条合适的规则收。")
    )
    mailbox = models.CharField(
        _("信箱"), max_length=200, help_text=_("服务器管理员设好的信箱之一。账号和密码不在这里，也不在数据库里。")
    )
    folder = models.CharField(_("文件夹"), max_length=200, default="INBOX", help_text=_("信箱里读哪个文件夹的来信。"))
    senders = _patterns(
        _("发件人"),
        _("每行一个，如 press@paper.example；*@paper.example 是整个主机。信箱服务器没有证实发件人（DMARC）的不收。"),
        blank=False,
    )
    subjects = _patterns(_("主题"), _("每行一种，如 *日报*；不写就是不论主题。不分大小写。"))
    takes = models.CharField(
        _("版面是"),
        max_length=12,
        choices=Takes.choices,
        default=Takes.ATTACHMENTS,
        help_text=_("信的正文作为版面时，信里的每一行都会公开，落款和电话也在内。"),
    )
    attachments = _patterns(_("附件名"), _("每行一种，如 *.pdf；不写就是本站能读的附件都收。收正文时不写。"))
    newspaper = models.CharField(_("报纸"), max_length=60, blank=True, help_text=_("版面没有印报名时用。"))
    taken = _fate(_("收下后"), _("版面入库之后，信怎样处理。“删去”会连同信里别的内容一起删。"))
    taken_folder = models.CharField(_("收下后移到"), max_length=200, blank=True, help_text=EXISTING)
    refused = _fate(_("拒收后"), _("发件人没有证实、信太大或读不出来、版面被拒收时，信怎样处理。"))
    refused_folder = models.CharField(_("拒收后移到"), max_length=200, blank=True, help_text=EXISTING)

    objects = MailRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("来信规则")
        verbose_name_plural = _("来信规则")
        ordering = ["mailbox", "order", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Senders are of one host each; folders are named where letters are moved, and attachments where they are
        taken. Raises ValidationError."""
        errors: dict[str, Any] = {}
        wide = [sender for sender in self.senders or () if not names_a_host(sender)]
        if wide:
            text = _("“{}”不是某个主机的邮箱，请写成 press@paper.example 或 *@paper.example")
            errors["senders"] = [text.format(sender) for sender in wide]
        for field in ("taken", "refused"):
            is_moved, folder = getattr(self, field) == Fate.MOVE, getattr(self, f"{field}_folder")
            if is_moved and not folder:
                errors[f"{field}_folder"] = _("请写移到信箱里的哪个文件夹，它要已经建好")
            elif folder and not is_moved:
                errors[f"{field}_folder"] = _("只有“移到文件夹”才写文件夹，请清空")
        if self.attachments and self.takes == self.Takes.TEXT:
            errors["attachments"] = _("收的是信的正文，请清空附件名")
        if errors:
            raise ValidationError(errors)
