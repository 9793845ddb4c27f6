"""Bounded form fields for what comes in a query string: anything may be there, and nothing may break."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from articles.corrections import merged_into, standing_official, standing_post
from articles.models import Official
from articles.searching import faults_of

from .keyset import Key

LONGEST_QUERY = 100
LONGEST_NAME = 60
MOST_VALUES = 8


def several(value: list[str] | None) -> list[str]:
    """The values of a repeated parameter, each once, without empty ones. Raises ValidationError for too many."""
    asked = list(dict.fromkeys(item for item in value or [] if item))
    if len(asked) > MOST_VALUES:
        raise ValidationError(_("同一条件最多可选 %(most)s 个。"), params={"most": MOST_VALUES})
    return asked


class QueryField(forms.CharField):
    """Words and phrases to search for, with the operators of `articles.searching.grammar`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_QUERY, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text and (faults := faults_of(text)):
            raise ValidationError([ValidationError(fault, code="fault") for fault in faults])
        return text


class ExpressionsField(forms.Field):
    """Several searches, by a repeated parameter; empty ones are none."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        self.each = QueryField(required=False)
        super().__init__(**kwargs)

    def clean(self, value: list[str] | None) -> list[str]:
        asked = list(dict.fromkeys(filter(None, (self.each.clean(item) for item in value or []))))
        if len(asked) > self.most:
            raise ValidationError(_("一次最多比较 %(most)s 个词。"), params={"most": self.most})
        return asked


class DayField(forms.DateField):
    """A day as 2021-12-28."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)
        self.error_messages["invalid"] = _("日期请写成 2021-12-28 的样子。")

    def to_python(self, value: Any) -> Any:
        return super().to_python(value[:20] if isinstance(value, str) else value)


class ObjectsField(forms.Field):
    """Objects named by a repeated parameter, each by the unique value of one field; together they mean OR."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, queryset: QuerySet[Any], key: str, pattern: str, unknown: str, **kwargs: Any) -> None:
        self.queryset = queryset
        self.key = key
        self.pattern = re.compile(pattern, re.ASCII)
        super().__init__(**kwargs)
        self.error_messages["unknown"] = unknown

    def clean(self, value: list[str] | None) -> list[Any]:
        keys = several(value)
        if not all(self.pattern.fullmatch(item) for item in keys):
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        found = list(self.queryset.filter(**{f"{self.key}__in": keys})) if keys else []
        if len(found) < len(keys):
            known = {str(getattr(row, self.key)): row for row in found}
            missing = [key for key in keys if key not in known]
            known |= merged_into(missing, self.queryset, self.key)
            known |= self.former([key for key in missing if key not in known])
            if not known.keys() >= set(missing):
                raise ValidationError(self.error_messages["unknown"], code="unknown")
            found = list(dict.fromkeys(known.values()))
        return found

    def former(self, keys: list[str]) -> dict[str, Any]:  # noqa: ARG002
        """What is asked for instead of objects that are no longer in the queryset, by their keys."""
        return {}


class OfficialsField(ObjectsField):
    """Listed officials. Instead of one whom no article shows any more, who stands for that person, else nobody."""

    def former(self, keys: list[str]) -> dict[str, Any]:
        known = Official.objects.filter(pk__in=keys).values_list("pk", flat=True)
        return {str(pk): standing_official(pk) or Official(pk=pk, name=str(_("已无报道的条目"))) for pk in known}


class PostsField(ObjectsField):
    """Posts. Those of a merged place are the same posts of the one that stands for it."""

    def clean(self, value: list[str] | None) -> list[Any]:
        return list(dict.fromkeys(map(standing_post, super().clean(value))))


class WordsField(forms.Field):
    """Words of a fixed list, named by a repeated parameter; together they mean OR."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, words: Collection[str], unknown: str, **kwargs: Any) -> None:
        self.words = words
        super().__init__(**kwargs)
        self.error_messages["unknown"] = unknown

    def clean(self, value: list[str] | None) -> list[str]:
        asked = list(dict.fromkeys(item for item in value or [] if item))
        if any(item not in self.words for item in asked):
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return asked


class NamesField(forms.Field):
    """Names as they are printed, by a repeated parameter; together they mean OR. One that nothing bears is no error:
    newspapers are renamed by corrections, and a link to the former name must go on answering."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: list[str] | None) -> list[str]:
        names = several(value)
        if any(len(name) > LONGEST_NAME or "\0" in name for name in names):
            raise ValidationError(_("名称太长，或者含有不合规的字符。"), code="invalid")
        return names


class KeyField(forms.CharField):
    """Where a list goes on."""

    def clean(self, value: Any) -> Key | None:
        text = super().clean(value)
        try:
            return Key.parse(text) if text else None
        except ValueError:
            raise ValidationError(_("翻页的位置无效，请从第一页重新开始。"), code="invalid") from None


class MonthField(forms.DateField):
    """A month as 2021-12, by its first day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m"], **kwargs)
        self.error_messages["invalid"] = _("月份请写成 2021-12 的样子。")

    def to_python(self, value: Any) -> Any:
        return super().to_python(value[:20] if isinstance(value, str) else value)


class ListForm(forms.Form):
    """Where in a list of articles a page starts."""

    after = KeyField(required=False)


class MonthListForm(ListForm):
    """The same of a list that can be narrowed to a month."""

    month = MonthField(required=False)
