"""The order of a page's articles: moved by buttons that work without a script, stored when the editor is content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.corrections import ORDER, Decision
from articles.models import Article, Page

from .beside import Numbered, source_of_all
from .operations import Operation

STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class Line:
    """One article of the list. `focus` names the button that moved it, so that a keyboard stays where it was."""

    article: Article
    number: int
    is_first: bool
    is_last: bool
    focus: str = ""


class Arrange(Operation):
    title, name, permission = gettext_lazy("调整报道次序"), "arrange", "articles.change_page"
    button = gettext_lazy("保存次序")
    order = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, row: Page, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.articles = {article.public_id: article for article in row.articles.order_by("position")}
        self.wanted = list(self.articles)
        self.moved, self.step = "", ""
        if data is not None:
            posted = [one for one in data.get("order", "").split(",") if one in self.articles]
            self.wanted = list(dict.fromkeys([*posted, *self.articles]))
            self._move(data)
            data = data.copy()
            data["order"] = ",".join(self.wanted)
        super().__init__(row, data, *args, **kwargs)
        self.fields["reason"].required = not self.moved
        self.initial["order"] = ",".join(self.wanted)

    def _move(self, data: Any) -> None:
        self.step = next((step for step in STEPS if data.get(step) in self.articles), "")
        if self.step:
            self.moved = data[self.step]
            at = self.wanted.index(self.moved)
            self.wanted.remove(self.moved)
            self.wanted.insert(max(0, at + STEPS[self.step]), self.moved)

    def lines(self) -> list[Line]:
        """The articles in the order wanted."""
        last = len(self.wanted)
        return [
            Line(self.articles[one], number, number == 1, number == last, self.step if one == self.moved else "")
            for number, one in enumerate(self.wanted, start=1)
        ]

    def preview(self) -> str:
        if not self.moved:
            return ""
        title, place = self.articles[self.moved].display_title, self.wanted.index(self.moved) + 1
        return _("“{}”移到第 {} 篇，保存后生效。").format(title, place)

    def run(self, decision: Decision) -> str:
        made = corrections.record(self.row, {ORDER: self.wanted}, decision)
        return _("次序已保存") if made else _("次序没有变。")

    def source(self) -> Numbered:
        return source_of_all(self.articles.values(), self.row.source_id)
