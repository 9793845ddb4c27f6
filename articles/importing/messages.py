"""The sentences of the import report: why a source was refused and what to do about it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from articles.text.errors import UnreadableInput

REASONS = {
    "empty": (_("文件是空的"), _("请确认导出或复制是否完整")),
    "binary": (_("不是文本，而是二进制数据"), _("请先转成文本、PDF 或数字报网页")),
    "undecodable": (_("文字编码无法识别"), _("请另存为 UTF-8 或 GB18030")),
    "too_large": (_("文件过大（{size} 字节，上限 {limit} 字节）"), _("请按期或按版拆成几个文件")),
    "too_many_files": (_("文件太多（上限 {limit} 个）"), _("请按期拆成几个文件夹")),
    "too_many_pages": (_("页数太多（{pages} 页，上限 {limit} 页）"), _("请按期拆成几个文件")),
    "not_a_file": (_("不是普通文件"), _("请给出文件或文件夹")),
    "unreadable": (_("无法打开：{reason}"), _("请检查路径和读取权限")),
    "no_article": (_("没有找到任何报道"), _("请用 read_page 查看读到了什么，或确认这是一个报纸版面")),
    "encrypted": (_("PDF 有密码"), _("请先去掉密码")),
    "broken_pdf": (_("PDF 已损坏"), _("请重新下载，或用阅读器另存一份")),
    "no_text_layer": (_("PDF 里既没有文字，也没有整页的图像"), _("请确认导出是否完整")),
    "broken_picture": (_("图像打不开：{reason}"), _("请重新下载这个图像，或把它从文件夹里拿走")),
    "too_many_pixels": (_("图像过大（上限 {limit} 像素）"), _("请把它缩小，或从文件夹里拿走")),
    "too_small": (_("图像太小（{width}×{height} 像素），认不出文字"), _("请用 200 至 300 dpi 重新扫描")),
    "broken_bundle": (_("压缩包打不开：{reason}"), _("请重新打包，或直接给出文件夹")),
    "unsafe_path": (_("压缩包里有越出文件夹的路径"), _("请勿导入来历不明的压缩包")),
    "too_deep": (_("网页嵌套过深"), _("这不像报纸的网页，请检查来源")),
    "broken_export": (_("导出文件的格式不对：{reason}"), _("请对照导出格式的说明改正这一行")),
    "too_slow": (_("解析超时"), _("文件可能已损坏；请按版拆开再试")),
    "too_much_memory": (_("解析占用内存过多"), _("文件可能已损坏；请按版拆开再试")),
    "crashed": (_("解析程序中途崩溃"), _("文件可能已损坏；请用阅读器另存一份再试")),
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
