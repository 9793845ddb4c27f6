"""The sentences of the import report: why a source was refused and what to do about it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from articles.text.errors import UnreadableInput

REASONS = {
    "empty": (_("文件是空的"), _("请确认导出或复制是否完整")),
    "binary": (_("不是文本，而是二进制数据"), _("请先转成文本、PDF 或数字报网页")),
    "undecodable": (_("文字编码无法识别"), _("请另存为 UTF-8 或 GB18030")),
    "too_large": (_("文件过大（{size} 字节，上限 {limit} 字节）"), _("请按期或按版拆成几个文件")),
    "not_a_file": (_("不是普通文件"), _("请给出文件或文件夹")),
    "unreadable": (_("无法打开：{reason}"), _("请检查路径和读取权限")),
    "no_article": (_("没有找到任何报道"), _("请用 read_page 查看读到了什么，或确认这是一个报纸版面")),
    "unknown_form": (_("不认识的文件类型"), _("可用 .txt 和 .md")),
    "unexpected": (_("程序意外出错：{reason}"), _("请把此文件附在问题报告中")),
}


def explain(error: UnreadableInput) -> tuple[str, str]:
    """The reason and the remedy of a refusal, in the current language."""
    reason, remedy = REASONS.get(error.code, (error.code, ""))
    text = str(reason).format_map(_Values(error.values))
    return (f"{text}（{error.place}）" if error.place else text), str(remedy)


class _Values(dict[str, object]):
    """A message must never fail because a value is missing."""

    def __missing__(self, key: str) -> str:
        return "?"
