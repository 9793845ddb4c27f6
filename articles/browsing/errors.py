"""What error pages say, in the page's language and, for whoever came by a stray link, in the other one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By status, and what else tells one from another.
ERRORS: dict[str, tuple[str | Promise, str | Promise]] = {
    "400": (_("请求无效"), _("浏览器送来的请求无法处理，网址里可能有不合规的字符。请从下面的栏目重新进入。")),
    "403": (_("不能进入"), _("这一页要登录才能看，或者登录的账户没有这项权限。公开的档案不需要登录。")),
    "403 CSRF": (
        _("表单已经失效"),
        _("请返回上一页，刷新后重新提交；浏览器须允许本站的 Cookie。填写的内容没有保存。"),
    ),
    "404": (_("没有这一页"), _("网址可能写错了，或者这一页已经不在。可以检索，或从日期、地方、官员找起。")),
    "410": (_("这篇报道已撤下"), _("它曾在档案里，后来应申请撤下。")),
    "500": (_("出错了"), _("这一页没能生成，错误已经记下。档案没有受损；请稍后再试，或从下面的栏目进入。")),
    "503": (_("暂时停用"), _("数据库正在重启或维护，档案没有丢失。请过几秒再试。")),
}
OTHER = {"en": "zh-hans", "zh-hans": "en"}


@dataclass(frozen=True, slots=True)
class Notice:
    """An error in words of one language."""

    language: str
    title: str
    text: str


def notice(error: str, language: str) -> Notice:
    """What is said of the error in that language."""
    with translation.override(language):
        title, text = ERRORS[error]
        return Notice(language, str(title), str(text))


def other_language() -> str:
    """The language that the page is not in."""
    return OTHER.get(translation.get_language() or "", "en")
