"""Steps that no form of fields can express: split and join, merge officials and places, take out on request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.corrections import Decision
from articles.models import Article, Official, Place

from .beside import Numbered
from .settable import NamedField

BEGINNING = 30
"""Characters of a paragraph that a choice shows."""


class Step:
    """A form that does one thing with one row. `permission` is who may; `run` does it and says what was done."""

    title: Any = ""
    name = ""
    permission = ""
    button: Any = gettext_lazy("执行")
    undone_in, undo = "admin:articles_correction_changelist", gettext_lazy("查看或撤销")
    """Which list, asked for the batch of the step, takes it back; and what the link to it says."""

    def preview(self) -> str:
        """What the step would do, for a step that is shown before it is done; "" where it can be done at once."""
        return ""

    def source(self) -> Numbered:
        """Numbered source lines to show beside the form, where the row is no article."""
        return []

    def neighbours(self) -> Iterable[Article]:
        """Other articles to read below the form."""
        return ()

    def run(self, decision: Decision) -> str:
        """Do it. Returns what to tell the editor. Raises ValidationError."""
        raise NotImplementedError

    def shown_after(self, row: Any) -> Any:
        """The row whose page the editor sees when it is done."""
        return row


class Operation(Step, forms.Form):
    """A step with fields of its own."""

    reason = forms.CharField(label=gettext_lazy("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, row: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.order_fields([field for field in self.fields if field != "reason"])


def paragraph_choices(article: Article) -> list[tuple[int, str]]:
    return [(number, f"{number + 1}. {text[:BEGINNING]}") for number, text in enumerate(article.body)]


class Neighbour(forms.ModelChoiceField):
    """Another article of the issue, named by page and headline."""

    def label_from_instance(self, article: Article) -> str:
        return f"{article.page.number} {article.position}. {article.display_title}"


class WithAnother(Operation):
    """A step with another article of the issue, in the field `chooses`. Those of the page stand below to be read."""

    permission = "articles.change_article"
    chooses = ""

    def __init__(self, row: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        others = Article.objects.filter(issue=row.issue_id).exclude(pk=row.pk)
        cast(Any, self.fields[self.chooses]).queryset = others.select_related("page").order_by("position")

    def neighbours(self) -> Iterable[Article]:
        return Article.objects.filter(page=self.row.page_id).exclude(pk=self.row.pk).order_by("position")


class Split(Operation):
    title, name, permission = gettext_lazy("拆成两篇"), "split", "articles.change_article"
    at = forms.TypedChoiceField(label=gettext_lazy("新报道从哪一段开始"), coerce=int)

    def __init__(self, row: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        cast(Any, self.fields["at"]).choices = paragraph_choices(row)[1:]

    def run(self, decision: Decision) -> str:
        made = corrections.split(self.row, self.cleaned_data["at"], decision)
        url = reverse("admin:articles_article_change", args=[made.pk])
        return format_html('{} <a href="{}">{}</a>', _("已拆出新报道"), url, made.display_title)


class Join(WithAnother):
    title, name, chooses = gettext_lazy("与另一篇合并"), "join", "second"
    second = Neighbour(Article.objects.none(), label=gettext_lazy("接在后面的报道"))

    def run(self, decision: Decision) -> str:
        corrections.join(self.row, self.cleaned_data["second"], decision)
        return _("已合并")


class Move(WithAnother):
    title, name, chooses = gettext_lazy("移走段落"), "move", "taker"
    numbers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("哪些段落"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    taker = Neighbour(Article.objects.none(), label=gettext_lazy("移到哪篇报道"))
    before = forms.IntegerField(label=gettext_lazy("放在它的第几段之前"), min_value=1, max_value=10_000)

    def __init__(self, row: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        cast(Any, self.fields["numbers"]).choices = paragraph_choices(row)

    def run(self, decision: Decision) -> str:
        values = self.cleaned_data
        corrections.move_paragraphs(self.row, values["taker"], values["numbers"], values["before"] - 1, decision)
        return _("已移动")


class Heading(WithAnother):
    title, name, chooses = gettext_lazy("与另一篇对换标题"), "heading", "other"
    other = Neighbour(Article.objects.none(), label=gettext_lazy("与哪篇报道"))

    def run(self, decision: Decision) -> str:
        corrections.exchange_headings(self.row, self.cleaned_data["other"], decision)
        return _("已对换标题")


class OnRequest(Operation):
    permission = "articles.suppress"
    undone_in, undo = "admin:articles_suppression_changelist", gettext_lazy("查看或解除")
    request_number = forms.CharField(label=gettext_lazy("申请编号"), max_length=60)


class Delist(OnRequest):
    title, name = gettext_lazy("不再列出"), "delist"

    def run(self, decision: Decision) -> str:
        corrections.delist(self.row, decision, self.cleaned_data["request_number"])
        return _("已不再列出，仍可按网址打开")


class Withdraw(OnRequest):
    title, name = gettext_lazy("撤下报道"), "withdraw"

    def run(self, decision: Decision) -> str:
        corrections.withdraw(self.row, decision, self.cleaned_data["request_number"])
        return _("已撤下")


class Mask(OnRequest):
    title, name = gettext_lazy("隐去姓名"), "mask"
    field_order = ("person",)
    person = forms.CharField(label=gettext_lazy("隐去的姓名"), max_length=20)

    def run(self, decision: Decision) -> str:
        corrections.mask(self.row, self.cleaned_data["person"], decision, self.cleaned_data["request_number"])
        return _("已隐去")


class Merge(Operation):
    """The row becomes another one, after a look at what moves."""

    title, name, permission = gettext_lazy("并入另一位"), "merge", "articles.merge"
    button: Any = gettext_lazy("预览")
    is_previewed = False
    confirmed = forms.BooleanField(label=gettext_lazy("已看过上面的预览，确认合并"), required=False)

    def __init__(self, row: Official | Place, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        self.fields["winner"] = NamedField(type(row), label=_("并入哪一位"))
        self.order_fields(["winner"])

    def visible_fields(self) -> list[forms.BoundField]:
        """Who has seen no preview is asked for no word that it was seen."""
        return [each for each in super().visible_fields() if self.is_previewed or each.name != "confirmed"]

    def preview(self) -> str:
        winner = self.cleaned_data["winner"]
        planned = corrections.preview(self.row, winner)
        if planned.refusal or self.cleaned_data["confirmed"]:
            return ""
        self.is_previewed, self.button = True, Operation.button
        warning = _("移动的报道很多，请再核对一次。") if planned.is_large else ""
        return _("“{loser}”并入“{winner}”：移动 {moving} 篇报道，其中 {together} 篇两者都在。{warning}").format(
            loser=self.row, winner=winner, moving=planned.moving, together=planned.together, warning=warning
        )

    def run(self, decision: Decision) -> str:
        corrections.merge(self.row, self.cleaned_data["winner"], decision, confirmed=True)
        return _("“{}”已并入这里").format(self.row)

    def shown_after(self, row: Official | Place) -> Official | Place:
        return self.cleaned_data["winner"]


class Differ(Operation):
    title, name, permission = gettext_lazy("不是同一位"), "differ", "articles.merge"

    def __init__(self, row: Official | Place, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        self.fields["other"] = NamedField(type(row), label=_("与哪一位"))
        self.order_fields(["other"])

    def run(self, decision: Decision) -> str:
        corrections.differ(self.row, self.cleaned_data["other"], decision)
        return _("已记下两者不同")
