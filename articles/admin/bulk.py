"""Editing many rows of a list at once: choose, set, look at what changes, confirm; one correction each, one batch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections

from .correcting import decision_of
from .diffs import marked
from .settable import Plan, Setting

MOST_ROWS = 2_000
"""Rows of one batch: more would hold the transaction for minutes. A narrower filter does the rest."""
LARGE = 100
"""Changes that need a second confirmation, since a forgotten filter makes them more often than a wish does."""
SHOWN = 200
"""Changes that the preview lists."""
ACTION = "edit_rows"


class BulkForm(forms.Form):
    """For each setting whether to set it and to what; and why."""

    reason = forms.CharField(label=gettext_lazy("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, settable: Sequence[Setting], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settable = settable
        for setting in settable:
            self.fields[f"set_{setting.name}"] = forms.BooleanField(label=setting.label, required=False)
            self.fields[setting.name] = setting.field()
            self.fields[setting.name].widget.attrs["aria-label"] = setting.label
        self.order_fields([name for name in self.fields if name != "reason"])

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The fields in pairs, for the template."""
        return [(self[f"set_{setting.name}"], self[setting.name]) for setting in self.settable]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for setting in self.settable:
            if not values.get(f"set_{setting.name}"):
                self.errors.pop(setting.name, None)
        if not self.chosen():
            raise ValidationError(_("请勾选要改的项目。"))
        return values

    def chosen(self) -> list[tuple[Setting, Any]]:
        """What is to be set, with the values."""
        values = self.cleaned_data
        return [(each, values.get(each.name)) for each in self.settable if values.get(f"set_{each.name}")]


def planned(rows: QuerySet[Any], form: BulkForm) -> tuple[list[Plan], list[tuple[Any, str]]]:
    """What the form changes in the rows, and the rows for which its values cannot be, with the reason."""
    plans: list[Plan] = []
    refused: list[tuple[Any, str]] = []
    for row in rows:
        for setting, value in form.chosen():
            try:
                plan = setting.plan(row, value)
            except ValidationError as why:
                refused.append((row, " ".join(why.messages)))
            else:
                plans += [plan] if plan else []
    return plans, refused


def seal(plans: Sequence[Plan]) -> str:
    """Tells whether what is confirmed is what was shown."""
    said = "\n".join(f"{plan.row.pk}|{plan.label}|{plan.before}|{plan.after}" for plan in plans)
    return hashlib.sha256(said.encode()).hexdigest()


class BulkAdmin(admin.ModelAdmin):
    """Adds the action to a list. `settable` is what may be set there."""

    settable: tuple[Setting, ...] = ()
    actions = (ACTION,)

    @admin.action(description=gettext_lazy("一起修改所选各项"), permissions=["change"])
    def edit_rows(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        number = rows.count()
        if number > MOST_ROWS:
            messages.error(request, _("选中 {} 项，一次最多 {} 项。请缩小筛选范围。").format(number, MOST_ROWS))
            return None
        asked = "stage" in request.POST
        form = BulkForm(self.settable, request.POST if asked else None)
        if not (asked and form.is_valid()):
            return self._page(request, form, number)
        plans, refused = planned(rows, form)
        same = request.POST["stage"] == "apply" and request.POST.get("seal") == seal(plans)
        confirmed = len(plans) <= LARGE or bool(request.POST.get("confirmed"))
        if plans and same and confirmed:
            return self._apply(request, form, plans)
        if request.POST["stage"] == "apply" and not same:
            messages.warning(request, _("内容与刚才的预览不同，请再看一遍。"))
        return self._page(request, form, number, plans=plans, refused=refused)

    def _apply(self, request: HttpRequest, form: BulkForm, plans: Sequence[Plan]) -> HttpResponse | None:
        decision = decision_of(request, form.cleaned_data["reason"])
        try:
            with corrections.deciding():
                for plan in plans:
                    plan.act(decision)
        except ValidationError as why:
            messages.error(request, _("什么也没有改：{}").format(" ".join(why.messages)))
        except corrections.CollisionError:
            messages.error(request, _("什么也没有改：别人刚改动过其中的内容。"))
        else:
            batch = reverse("admin:articles_correction_changelist", query={"batch": str(decision.batch)})
            done = _("已改动 {} 处。").format(len(plans))
            messages.success(request, format_html('{} <a href="{}">{}</a>', done, batch, _("查看或整批撤销")))
        return None

    def _page(self, request: HttpRequest, form: BulkForm, number: int, **shown: Any) -> HttpResponse:
        plans: Sequence[Plan] = shown.get("plans", ())
        context = {
            **self.admin_site.each_context(request),
            **shown,
            "title": _("一起修改 {} 项").format(number),
            "opts": self.model._meta,
            "form": form,
            "is_preview": "plans" in shown,
            "number": number,
            "objects": len({plan.row.pk for plan in plans}),
            "listed": [(plan, marked(plan.before, plan.after)) for plan in plans[:SHOWN]],
            "more": max(0, len(plans) - SHOWN),
            "is_large": len(plans) > LARGE,
            "seal": seal(plans),
            "action": ACTION,
            "checkbox": ACTION_CHECKBOX_NAME,
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "across": request.POST.get("select_across", "0"),
        }
        return render(request, "admin/articles/bulk.html", context)
