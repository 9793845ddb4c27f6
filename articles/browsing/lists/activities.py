"""What an official does in an article, in the reader's language."""

from django.utils.translation import gettext_lazy as _

ACTIVITIES = {
    "主持": _("主持"),
    "出席": _("出席"),
    "讲话": _("讲话"),
    "调研": _("调研"),
    "宣讲": _("宣讲"),
    "慰问": _("慰问"),
    "陪同": _("陪同"),
    "参加": _("参加"),
    "列席": _("列席"),
    "受访": _("受访"),
    "签约": _("签约"),
    "提及": _("提及"),
}
"""The roles of an appearance (`articles.recognition.findings.Role`), as they are stored and as they are shown."""
