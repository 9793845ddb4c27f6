"""Which fields an editor may correct, and their values as JSON.

A value has two forms. The *plain* one is what an editor decides and what readings are compared by. The *full* one is
all that a reading gave in that field, so that undoing brings it back; it differs from the plain one in two fields:
paragraphs keep their lines and segments, and a day keeps its basis and evidence.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import (
    Appearance,
    Article,
    ArticlePlace,
    Issue,
    Official,
    Page,
    Place,
    RegisteredTerm,
    Target,
    ValueRead,
)
from articles.models.issue import DateBasis

from .spans import with_provenance

MODELS: dict[Target, Any] = {
    Target.ARTICLE: Article,
    Target.APPEARANCE: Appearance,
    Target.ARTICLE_PLACE: ArticlePlace,
    Target.ISSUE: Issue,
    Target.PAGE: Page,
    Target.OFFICIAL: Official,
    Target.PLACE: Place,
    Target.TERM: RegisteredTerm,
}
FINDINGS = (Target.APPEARANCE, Target.ARTICLE_PLACE)
"""Targets whose rows recognition deletes and writes anew."""

PRESENT = "present"
"""The field of a finding that says whether the article holds it: False takes it out, a record of values adds it."""

ORDER = "order"
"""The field of a page that says in which order its articles stand, by their public ids. It is no column: the positions
of the articles are."""

NAMES = "names"
"""The field of an official that lists, in order, the forms in which the name is printed. They are rows, and the name is
always one of them."""

CORRIGIBLE: dict[Target, tuple[str, ...]] = {
    Target.ARTICLE: (
        "kind", "banner", "kicker", "headline", "subheadline", "dateline", "paragraphs", "reporters",
        "correspondents", "photographers", "event_dates", "jump_to", "jump_from", "continues", "page",
    ),
    Target.APPEARANCE: ("official", "title", "titles", "jurisdiction", "jurisdiction_name", "level", "roles"),
    Target.ARTICLE_PLACE: ("place", "primary"),
    Target.ISSUE: ("newspaper", "date", "edition"),
    Target.PAGE: ("number", "name", "issue", ORDER),
    Target.OFFICIAL: ("name", "disambiguator", "pinyin", NAMES),
    Target.PLACE: ("name", "level", "aliases", "parent", "is_covered"),
    Target.TERM: ("official", "since", "until", "is_shown"),
}  # fmt: skip

DAY = ("date_basis", "date_from", "date_to", "date_evidence", "date_confidence")
"""What an issue keeps of its day beside the day itself."""


def target_of(row: models.Model) -> Target:
    """Which kind of target a row is."""
    return next(target for target, model in MODELS.items() if isinstance(row, model))


def plain(row: models.Model, field: str) -> Any:
    """The value that the row shows, in plain form."""
    return plain_of(field, full(row, field))


def plain_of(field: str, value: Any) -> Any:
    """The plain form of a full value."""
    if field == "paragraphs" and value is not None:
        return [{"text": piece["text"], "role": piece["role"]} for piece in value]
    if field == "date" and isinstance(value, dict):
        return value["date"]
    return value


def full(row: Any, field: str) -> Any:
    """The value that the row shows, in full form."""
    if field == ORDER:
        return list(row.articles.order_by("position").values_list("public_id", flat=True))
    if field == NAMES:
        return sorted(row.names.values_list("name", flat=True))
    value = getattr(row, _column(row, field))
    if isinstance(row, Place) and field == "parent":
        return row.parent_before_merge_id or value
    if isinstance(row, RegisteredTerm) and field == "official":
        return row.before_merge_id or value
    if isinstance(row, Issue) and field == "date":
        return {"date": _json(value)} | {part: _json(getattr(row, part)) for part in DAY}
    return _json(value)


def put_decided(row: Any, field: str, value: Any, read: Any) -> None:
    """Show a decided plain value; `read` is the full value read in its place. Raises ValidationError."""
    if field == "paragraphs":
        row.paragraphs = with_provenance(_checked_paragraphs(value), read, _lent(row))
    elif isinstance(row, Issue) and field == "date":
        _put(row, "date", value)
        row.date_basis = DateBasis.GIVEN if row.date else DateBasis.UNKNOWN
        row.date_from = row.date_to = row.date
        row.date_evidence, row.date_confidence = [], 1.0 if row.date else 0.0
    else:
        _put(row, field, value)


def put_read(row: models.Model, field: str, value: Any) -> None:
    """Show a full value as it was read."""
    if isinstance(row, Issue) and field == "date":
        for part in ("date", *DAY):
            _put(row, part, value[part])
    else:
        _put(row, field, value)


def _put(row: Any, field: str, value: Any) -> None:
    """Set a column from its JSON value and check it as a form would; what is no column is carried out when the row is
    saved."""
    if field in (ORDER, NAMES):
        setattr(row, f"wanted_{field}", value)
        return
    column = column_of(row, field)
    if isinstance(column, ArrayField):
        value = [column.base_field.to_python(item) for item in value]
    else:
        value = column.clean(value, row) if column.is_relation else column.to_python(value)
    setattr(row, column.attname, value)
    if isinstance(row, Place) and field == "parent":
        row.parent_before_merge_id = None
    if isinstance(row, RegisteredTerm) and field == "official":
        row.before_merge_id = None
    if isinstance(row, Article) and field == "page":
        row.issue = row.page.issue
        row.date = row.issue.date


def column_of(row: models.Model, field: str) -> Any:
    """The model field of that name."""
    return row._meta.get_field(field)


def _column(row: models.Model, field: str) -> str:
    return column_of(row, field).attname


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_json(item) for item in value]
    return value


def _checked_paragraphs(value: Any) -> list[dict[str, Any]]:
    if not value or not all(str(piece.get("text", "")).strip() and piece.get("role") for piece in value):
        raise ValidationError({"paragraphs": _("每段都要有文字；要去掉整篇报道，请用撤下。")})
    return list(value)


def _lent(article: Article) -> list[dict[str, Any]]:
    """Paragraphs read of other articles of the source that may have come here by a split, a join or a move."""
    others = Article.objects.filter(source=article.source_id).exclude(public_id=article.public_id)
    read = ValueRead.objects.filter(target=Target.ARTICLE)
    lenders = read.filter(field="paragraphs", key__in=others.values("public_id")).values_list("value", flat=True)
    absorbed = read.filter(field=PRESENT, value__source=article.source_id).values_list("value__paragraphs", flat=True)
    return [piece for paragraphs in (*lenders, *absorbed) for piece in paragraphs]


def check(row: models.Model, fields: list[str]) -> None:
    """Raises ValidationError, by field, where a row's values in these fields cannot be stored."""
    row.clean_fields(exclude=[field.name for field in row._meta.fields if field.name not in fields])
    if isinstance(row, RegisteredTerm):
        row.clean()
