"""Pages of the admin for steps that no form of fields can express."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html

from articles.corrections import Decision
from articles.models import Article, Correction

from .beside import source_of
from .correcting import decision_of
from .operations import Step


def _said(form: Step, said: str, decision: Decision) -> str:
    """What was done, and where it is taken back, if anything was done."""
    if not Correction.objects.filter(batch=decision.batch).exists():
        return said
    url = reverse(form.undone_in, query={"batch": str(decision.batch)})
    return format_html('{}。<a href="{}">{}</a>', said, url, form.undo)


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
                decision = decision_of(request, form.cleaned_data["reason"])
                messages.success(request, _said(form, form.run(decision), decision))
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
            "neighbours": form.neighbours(),
            "source": source_of(subject) if isinstance(subject, Article) else form.source(),
        }
        return render(request, "admin/articles/operation.html", context)

    def _after(self, row: Any) -> str:
        """The row's page, or the list where the step took the row away."""
        name = self.model._meta.model_name
        if self.model._default_manager.filter(pk=row.pk).exists():
            return reverse(f"admin:articles_{name}_change", args=[row.pk])
        return reverse(f"admin:articles_{name}_changelist")
