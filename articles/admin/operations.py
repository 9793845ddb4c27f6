"""Steps that no form of fields can express: split and join, merge officials and places, take out on request."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.corrections import Decision
from articles.models import Article, Official, Place

from .beside import Numbered, source_of
from .correcting import decision_of, history_url

BEGINNING = 30
"""Characters of a paragraph that a choice shows."""


class Step:
    """A form that does one thing with one row. `permission` is who may; `run` does it and says what was done."""

    title: Any = ""
    name = ""
    permission = ""
    button: Any = gettext_lazy("执行")

    def preview(self) -> str:
        """What the step would do, for a step that is shown before it is done; "" where it can be done at once."""
        return ""

    def source(self) -> Numbered:
        """Numbered source lines to show beside the form, where the row is no article."""
        return []

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


def others_of_issue(article: Article) -> Any:
    others = Article.objects.filter(issue=article.issue_id).exclude(pk=article.pk)
    return others.select_related("page").order_by("position")


class Split(Operation):
    title, name, permission = gettext_lazy("拆成两篇"), "split", "articles.change_article"
    at = forms.TypedChoiceField(label=gettext_lazy("新报道从哪一段开始"), coerce=int)

    def __init__(self, row: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        cast(Any, self.fields["at"]).choices = paragraph_choices(row)[1:]

    def run(self, decision: Decision) -> str:
        made = corrections.split(self.row, self.cleaned_data["at"], decision)
        return _("已拆出新报道 {}").format(made.public_id)


class Join(Operation):
    title, name, permission = gettext_lazy("与另一篇合并"), "join", "articles.change_article"
    second = Neighbour(Article.objects.none(), label=gettext_lazy("接在后面的报道"))

    def __init__(self, row: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        cast(Any, self.fields["second"]).queryset = others_of_issue(row)

    def run(self, decision: Decision) -> str:
        corrections.join(self.row, self.cleaned_data["second"], decision)
        return _("已合并")


class Move(Operation):
    title, name, permission = gettext_lazy("移走段落"), "move", "articles.change_article"
    numbers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("哪些段落"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    taker = Neighbour(Article.objects.none(), label=gettext_lazy("移到哪篇报道"))
    before = forms.IntegerField(label=gettext_lazy("放在它的第几段之前"), min_value=1, max_value=10_000)

    def __init__(self, row: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        cast(Any, self.fields["numbers"]).choices = paragraph_choices(row)
        cast(Any, self.fields["taker"]).queryset = others_of_issue(row)

    def run(self, decision: Decision) -> str:
        values = self.cleaned_data
        corrections.move_paragraphs(self.row, values["taker"], values["numbers"], values["before"] - 1, decision)
        return _("已移动")


class Heading(Operation):
    title, name, permission = gettext_lazy("与另一篇对换标题"), "heading", "articles.change_article"
    other = Neighbour(Article.objects.none(), label=gettext_lazy("与哪篇报道"))

    def __init__(self, row: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(row, *args, **kwargs)
        cast(Any, self.fields["other"]).queryset = others_of_issue(row)

    def run(self, decision: Decision) -> str:
        corrections.exchange_headings(self.row, self.cleaned_data["other"], decision)
        return _("已对换标题")


class Delist(Operation):
    title, name, permission = gettext_lazy("不再列出"), "delist", "articles.suppress"
    request_number = forms.CharField(label=gettext_lazy("申请编号"), max_length=60)

    def run(self, decision: Decision) -> str:
        corrections.delist(self.row, decision, self.cleaned_data["request_number"])
        return _("已不再列出，仍可按网址打开")


class Withdraw(Operation):
    title, name, permission = gettext_lazy("撤下报道"), "withdraw", "articles.suppress"
    request_number = forms.CharField(label=gettext_lazy("申请编号"), max_length=60)

    def run(self, decision: Decision) -> str:
        corrections.withdraw(self.row, decision, self.cleaned_data["request_number"])
        return _("已撤下")


class Mask(Operation):
    title, name, permission = gettext_lazy("隐去姓名"), "mask", "articles.suppress"
    person = forms.CharField(label=gettext_lazy("隐去的姓名"), max_length=20)
    request_number = forms.CharField(label=gettext_lazy("申请编号"), max_length=60)

    def run(self, decision: Decision) -> str:
        corrections.mask(self.row, self.cleaned_data["person"], decision, self.cleaned_data["request_number"])
        return _("已隐去")


class Merge(Operation):
    """The row becomes another one, after a look at what moves."""

    title, name, permission = gettext_lazy("并入另一位"), "merge", "articles.merge"
    winner = forms.IntegerField(label=gettext_lazy("并入哪一位（编号）"), min_value=1, max_value=2**31)
    confirmed = forms.BooleanField(label=gettext_lazy("已看过上面的预览，确认合并"), required=False)

    def clean_winner(self) -> Official | Place:
        found = type(self.row).objects.filter(pk=self.cleaned_data["winner"]).first()
        if found is None:
            raise ValidationError(_("没有这个编号。"))
        return found

    def preview(self) -> str:
        winner = self.cleaned_data["winner"]
        planned = corrections.preview(self.row, winner)
        if planned.refusal or self.cleaned_data["confirmed"]:
            return ""
        warning = _("移动的报道很多，请再核对一次。") if planned.is_large else ""
        return _("“{loser}”并入“{winner}”：移动 {moving} 篇报道，其中 {together} 篇两者都在。{warning}").format(
            loser=self.row, winner=winner, moving=planned.moving, together=planned.together, warning=warning
        )

    def run(self, decision: Decision) -> str:
        corrections.merge(self.row, self.cleaned_data["winner"], decision, confirmed=True)
        undo = format_html('<a href="{}">{}</a>', history_url(self.row), _("撤销"))
        return format_html("{} {}", _("“{}”已并入这里。").format(self.row), undo)

    def shown_after(self, row: Official | Place) -> Official | Place:
        return self.cleaned_data["winner"]


class Differ(Operation):
    title, name, permission = gettext_lazy("不是同一位"), "differ", "articles.merge"
    other = forms.IntegerField(label=gettext_lazy("与哪一位（编号）"), min_value=1, max_value=2**31)

    def run(self, decision: Decision) -> str:
        other = get_object_or_404(type(self.row), pk=self.cleaned_data["other"])
        corrections.differ(self.row, other, decision)
        return _("已记下两者不同")


class OperatingAdmin(admin.ModelAdmin):
    """Adds a page for each operation, and links to them on the change page."""

    operations: tuple[type[Any], ...] = ()
    """Forms that are a `Step`."""
    change_form_template = "admin/articles/change_form.html"

    def subject_of(self, row: Any) -> Any:
        """What the operations of a row are done with; None where nothing can be done."""
        return row

    def get_urls(self) -> list[Any]:
        own = [
            path(
                f"<path:object_id>/{operation.name}/",
                self.admin_site.admin_view(self._page_of(operation)),
                name=f"articles_{self.model._meta.model_name}_{operation.name}",
            )
            for operation in self.operations
        ]
        return own + super().get_urls()

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        row = kwargs.get("obj")
        if row is not None and self.subject_of(row) is not None:
            context["operations"] = [
                (operation.title, self._url_of(operation, row))
                for operation in self.operations
                if request.user.has_perm(operation.permission)
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    def _url_of(self, operation: type[Step], row: Any) -> str:
        return reverse(f"admin:articles_{self.model._meta.model_name}_{operation.name}", args=[row.pk])

    def _page_of(self, operation: type[Any]) -> Any:
        def page(request: HttpRequest, object_id: str) -> HttpResponse:
            if not request.user.has_perm(operation.permission):
                raise PermissionDenied
            row = get_object_or_404(self.model, pk=object_id) if object_id.isdecimal() else None
            if row is None:
                return redirect(f"admin:articles_{self.model._meta.model_name}_changelist")
            subject = self.subject_of(row)
            return redirect(self._after(row)) if subject is None else self._operate(request, operation, row, subject)

        return page

    def _operate(self, request: HttpRequest, operation: type[Any], row: Any, subject: Any) -> HttpResponse:
        form = operation(subject, request.POST if request.method == "POST" else None)
        preview = form.preview() if form.is_bound and form.is_valid() else ""
        if form.is_bound and form.is_valid() and not preview:
            try:
                messages.success(request, form.run(decision_of(request, form.cleaned_data["reason"])))
                return redirect(self._after(form.shown_after(row)))
            except ValidationError as refused:
                form.add_error(None, " ".join(refused.messages))
        context = {
            **self.admin_site.each_context(request),
            "title": f"{operation.title}: {subject}",
            "opts": self.model._meta,
            "original": row,
            "form": form,
            "preview": preview,
            "paragraphs": subject.body if isinstance(subject, Article) else (),
            "source": source_of(subject) if isinstance(subject, Article) else form.source(),
        }
        return render(request, "admin/articles/operation.html", context)

    def _after(self, row: Any) -> str:
        """The row's page, or the list where the step took the row away."""
        name = self.model._meta.model_name
        if self.model._default_manager.filter(pk=row.pk).exists():
            return reverse(f"admin:articles_{name}_change", args=[row.pk])
        return reverse(f"admin:articles_{name}_changelist")
