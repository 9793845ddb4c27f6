"""Fields and their values in the words of editors, instead of column names, primary keys and JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from articles.models import Article, Correction, Issue, Official, Page, Place, Target

from .fields import MODELS, NAMES, ORDER, PRESENT
from .standing import SAME_AS

DIFFERENT = "different:"
"""Begins the field of an official or place that says which one it is not; the other's key follows."""
REFERENCES: dict[str, Any] = {
    "official": Official,
    "jurisdiction": Place,
    "place": Place,
    "parent": Place,
    "page": Page,
    "issue": Issue,
    "continues": Article,
}
"""Fields whose values are primary keys."""


def field_label(target: str, field: str) -> str:
    """The name of a field as forms show it."""
    if field == PRESENT:
        return {
            Target.ARTICLE: _("拆分、合并或撤下"),
            Target.APPEARANCE: _("是否官员"),
            Target.ARTICLE_PLACE: _("是否所及地方"),
        }[Target(target)]
    if field == ORDER:
        return _("报道次序")
    if field == NAMES:
        return _("姓名写法")
    if field == SAME_AS:
        return _("并入")
    if field.startswith(DIFFERENT):
        return _("不是同一位")
    return str(MODELS[Target(target)]._meta.get_field(field).verbose_name)


class Words:
    """Values in words. All rows that the values of some corrections refer to are fetched together."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        wanted: dict[Any, set[int]] = defaultdict(set)
        for one in corrections:
            if model := _referred(one.target, one.field):
                wanted[model] |= {value for value in (one.value_read, one.value) if _is_key(value)}
        self._rows = {model: _light(model).in_bulk(keys) for model, keys in wanted.items()}

    def of(self, target: str, field: str, value: Any) -> str:
        """One value of a field."""
        if value is None:
            return ""
        if field == PRESENT:
            return _("有") if value else _("无")
        if field == ORDER:
            return "\n".join(value)
        if model := _referred(target, field):
            known = self._rows.setdefault(model, {})
            if value not in known and _is_key(value):
                known.update(_light(model).in_bulk([value]))
            return str(known.get(value, f"#{value}"))
        if isinstance(value, bool):
            return _("是") if value else _("否")
        if isinstance(value, list):
            return _listed(value)
        return str(dict(_choices(target, field)).get(value, value))


def in_words(target: str, field: str, value: Any) -> str:
    """One value by itself."""
    return Words(()).of(target, field, value)


def _listed(value: list[Any]) -> str:
    if value and isinstance(value[0], dict):
        return "\n".join(str(piece.get("text", "")) for piece in value)
    return "；".join(map(str, value))


def _referred(target: str, field: str) -> Any:
    if field == SAME_AS:
        return MODELS[Target(target)]
    return REFERENCES.get(field)


def _is_key(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _light(model: Any) -> models.QuerySet[Any]:
    rows = model._default_manager.all()
    return rows.only("headline", "paragraphs", "dateline") if model is Article else rows


def _choices(target: str, field: str) -> Iterable[tuple[Any, Any]]:
    if field.startswith(DIFFERENT):
        return ()
    column = MODELS[Target(target)]._meta.get_field(field)
    return column.choices or ()
