"""Forms whose saving is a correction: only changed fields, with a reason, and never over what another editor saved."""

from __future__ import annotations

import json
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.models import Article

from .base import ArchiveAdmin

ROLE_MARKS = {"crosshead": "## ", "byline": "@ ", "credit": "© "}
"""How the form marks a paragraph that is no body text."""
SHOWN = 80
"""Characters of another editor's value that the error quotes."""


class CorrectingForm(forms.ModelForm):
    """Fields of the row, the values that the editor saw, and the reason for changing them."""

    reason = forms.CharField(
        label=gettext_lazy("理由"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("改动任何字段都要写明理由，例如“与原报核对”。它会公开显示。"),
    )
    as_seen = forms.CharField(widget=forms.HiddenInput, required=False)

    corrigible: tuple[str, ...] = ()
    not_columns: tuple[str, ...] = ()
    """Fields whose values are rows of their own, and stand in the form as plain values."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = {field: corrections.plain(self.instance, field) for field in self.corrigible}
        self.initial.update({field: self.present[field] for field in self.not_columns if field in self.present})
        self.initial["as_seen"] = json.dumps(self.present, ensure_ascii=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if self.changes() and not values.get("reason", "").strip():
            self.add_error("reason", _("请写明理由。"))
        for field, (before, now) in self.collisions().items():
            self.add_error(
                field if field in self.fields else None,
                _("您打开后别人已改动：您看到的是“{before}”，现在是“{now}”。请核对后再保存。").format(
                    before=str(before)[:SHOWN], now=str(now)[:SHOWN]
                ),
            )
        return values

    def decided(self) -> dict[str, Any]:
        """The plain values that the editor posted."""
        posted = self._meta.model()
        values = {field: self.cleaned_data[field] for field in self.corrigible if field in self.cleaned_data}
        for field in values.keys() - set(self.not_columns):
            setattr(posted, field, values[field])
            values[field] = corrections.plain(posted, field)
        return values

    def changes(self) -> dict[str, Any]:
        """The plain values that differ from what the editor saw."""
        seen = self.seen_values()
        return {field: value for field, value in self.decided().items() if value != seen.get(field, value)}

    def collisions(self) -> dict[str, tuple[Any, Any]]:
        """Field → (seen, present) where another editor changed what this one changes to something else."""
        seen = self.seen_values()
        return {
            field: (seen[field], self.present[field])
            for field, value in self.changes().items()
            if self.present[field] not in (seen[field], value)
        }

    def seen_values(self) -> dict[str, Any]:
        """What the editor saw when the form was opened."""
        try:
            seen = json.loads(self.data.get(self.add_prefix("as_seen")) or "{}")
        except ValueError:
            seen = {}
        return {**self.present, **{field: seen[field] for field in self.present if field in seen}}


class CorrectingAdmin(ArchiveAdmin):
    """Saving records corrections of the `editable` fields; nothing else is ever written."""

    form = CorrectingForm
    editable: tuple[str, ...] = ()

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        readonly = set(self.get_readonly_fields(request, obj))
        return type(form.__name__, (form,), {"corrigible": tuple(f for f in self.editable if f not in readonly)})

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is not None and self.has_change_permission(request, obj):
            fieldsets.append((_("更正"), {"fields": ("reason", "as_seen")}))
        return fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [field for field in super().get_readonly_fields(request, obj) if field not in ("reason", "as_seen")]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """While saving, the row is locked, so that no other save comes between checking and writing."""
        if request.method == "POST":
            corrections.await_readings()
        if request.method == "POST" and (found := self.get_queryset(request).filter(pk=object_id).first()):
            list(type(found)._default_manager.select_for_update().filter(pk=found.pk).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        reason = form.cleaned_data["reason"]
        if changes := form.changes():
            row = type(obj)._default_manager.get(pk=obj.pk)
            corrections.record(row, changes, decision_of(request, reason), seen=form.seen_values())

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return HttpResponseRedirect(request.get_full_path())

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The record of corrections is the history."""
        obj = self.get_object(request, object_id)
        if obj is None or not self.has_view_permission(request, obj):
            return super().history_view(request, object_id, extra_context)
        return HttpResponseRedirect(history_url(obj))


def decision_of(request: HttpRequest, reason: str) -> corrections.Decision:
    """A decision of the editor who sends the request."""
    return corrections.Decision(who=cast(Any, request.user).get_username(), reason=reason)


def history_url(row: Any) -> str:
    """The list of the corrections of a row; of an article also those of its officials and places."""
    if isinstance(row, Article):
        query = {"article": row.public_id}
    else:
        target, key = corrections.name_of(row, corrections.target_of(row))
        query = {"target": target, "key": key}
    return reverse("admin:articles_correction_changelist", query=query)


class LinesField(SimpleArrayField):
    """One value a line; empty lines and repetitions are dropped."""

    def __init__(self, longest: int, **options: Any) -> None:
        super().__init__(
            forms.CharField(max_length=longest, required=False),
            delimiter="\n",
            widget=forms.Textarea(attrs={"rows": 6}),
            required=False,
            **options,
        )

    def clean(self, value: Any) -> list[str]:
        return list(dict.fromkeys(filter(None, super().clean(value))))


class ParagraphsField(forms.CharField):
    """Paragraphs of a text, an empty line between; `## ` marks a crosshead, `@ ` a byline, `© ` a credit."""

    widget = forms.Textarea(attrs={"rows": 24, "cols": 90})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n\n".join(ROLE_MARKS.get(piece["role"], "") + piece["text"] for piece in value)
        return value

    def to_python(self, value: Any) -> Any:
        blocks = (block.strip() for block in str(value or "").replace("\r\n", "\n").split("\n\n"))
        return [_block(" ".join(block.split("\n"))) for block in blocks if block]

    def has_changed(self, initial: Any, data: Any) -> bool:
        plain = [{"text": piece["text"], "role": piece["role"]} for piece in initial or []]
        return plain != self.to_python(data)


def _block(text: str) -> dict[str, str]:
    for role, mark in ROLE_MARKS.items():
        if text.startswith(mark):
            return {"text": text.removeprefix(mark).strip(), "role": role}
    return {"text": text, "role": "body"}
