"""What can be set for many rows at once: a column of each, or something that a column does not hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.corrections import Decision
from articles.models import Article, Official, Place

MOST_NAMED = 5
"""Rows of one name that an error lists."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One change of one row, in words, and what does it."""

    row: Any
    label: str
    before: str
    after: str
    act: Callable[[Decision], object]


class NamedField(forms.CharField):
    """An official or place by primary key, or by a name that only one bears."""

    def __init__(self, model: type[Official] | type[Place], **options: Any) -> None:
        self.model = model
        super().__init__(help_text=gettext_lazy("编号，或没有同名者的名称。"), **options)

    def clean(self, value: Any) -> Any:
        if not (text := str(super().clean(value))):
            return None
        rows: Any = self.model._default_manager.all()
        if text.isdecimal() and text.isascii():
            found = list(rows.filter(pk=int(text)))
        else:
            found = list(rows.filter(**{"names__name" if self.model is Official else "name": text})[: MOST_NAMED + 1])
        if len(found) != 1:
            named = "；".join(f"{row.pk} {row}" for row in found[:MOST_NAMED])
            raise ValidationError(_("没有“{}”。").format(text) if not found else _("有几个同名：{}").format(named))
        return found[0]


class WordsField(forms.CharField):
    """Words with any mark or space between them."""

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        text = super().clean(value)
        return str(text).replace("、", " ").replace("，", " ").replace("；", " ").replace(",", " ").split()


class Setting:
    """One thing that can be set. `plan` says what that changes in a row, None where nothing."""

    name: str
    label: Any

    def field(self) -> forms.Field:
        """What asks for the value."""
        raise NotImplementedError

    def plan(self, row: Any, value: Any) -> Plan | None:
        """Raises ValidationError where the value cannot be this row's."""
        raise NotImplementedError


class Column(Setting):
    """A corrigible column, asked for as by the model or by a field given here."""

    def __init__(self, model: Any, name: str, field: Callable[..., forms.Field] | None = None) -> None:
        self.column = model._meta.get_field(name)
        self.name, self.label, self._field = name, self.column.verbose_name, field

    def field(self) -> forms.Field:
        if self._field:
            return self._field(label=self.label, required=False)
        found = self.column.formfield(required=False)
        assert isinstance(found, forms.Field)
        return found

    def plan(self, row: Any, value: Any) -> Plan | None:
        before = corrections.plain(row, self.name)
        after = value.pk if isinstance(value, (Official, Place)) else value
        if not self.column.is_relation:
            self.column.clean(after, row)
        if before == after:
            return None
        target = corrections.target_of(row)
        words = [corrections.in_words(target, self.name, each) for each in (before, after)]

        def act(decision: Decision) -> object:
            return corrections.record(row, {self.name: after}, decision, seen={self.name: before})

        return Plan(row, str(self.label), words[0], words[1], act)


class UncodedColumn(Column):
    """A column of places that the gazetteer's files do not have."""

    def plan(self, row: Any, value: Any) -> Plan | None:
        if row.code is not None:
            raise ValidationError(_("有区划代码的地方，以地名文件为准。"))
        return super().plan(row, value)


class Removal(Setting):
    """Takes findings out of their articles."""

    name = "remove"

    def __init__(self, label: Any) -> None:
        self.label = label

    def field(self) -> forms.Field:
        return forms.BooleanField(label=self.label, required=False, initial=True, widget=forms.HiddenInput)

    def plan(self, row: Any, value: Any) -> Plan | None:
        return Plan(row, str(self.label), str(row), "", lambda decision: corrections.remove(row, decision))


class PageNumber(Setting):
    """Moves articles to the page of this number in their own issue."""

    name, label = "page_number", gettext_lazy("移到同一期的版号")

    def field(self) -> forms.Field:
        return forms.CharField(label=self.label, max_length=10, required=False)

    def plan(self, row: Article, value: str) -> Plan | None:
        if row.page.number == value:
            return None
        page = row.issue.pages.filter(number=value).first()
        if page is None or not value:
            raise ValidationError(_("这一期没有版号为“{}”的版。").format(value))
        before, after = row.page_id, page.pk

        def act(decision: Decision) -> object:
            return corrections.record(row, {"page": after}, decision, seen={"page": before})

        return Plan(row, str(_("版")), str(row.page), str(page), act)


class PrimaryCounty(Setting):
    """Makes a county the one that articles are about, and none of the other counties."""

    name, label = "primary_county", gettext_lazy("主要所述的县")

    def field(self) -> forms.Field:
        return NamedField(Place, label=self.label, required=False)

    def plan(self, row: Article, value: Place | None) -> Plan | None:
        if value is None or value.level != "county":
            raise ValidationError(_("请给出一个县（市、区）。"))
        links = list(row.article_places.filter(place__level="county").select_related("place"))
        before = [link.place.name for link in links if link.primary]
        if before == [value.name]:
            return None

        def act(decision: Decision) -> object:
            for link in links:
                corrections.record(link, {"primary": link.place_id == value.pk}, decision)
            if all(link.place_id != value.pk for link in links):
                corrections.add_place(row, value, decision, primary=True)
            return None

        return Plan(row, str(self.label), "；".join(before), value.name, act)
