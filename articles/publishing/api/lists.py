"""Lists that page by keyset: what a page of the API holds, and the address of the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from articles.browsing.lists.keyset import COUNT_LIMIT, PAGE_SIZE
from articles.corrections import successor
from articles.models import Redirect

MOST = 100  # rows of a page; whole articles of an issue or two, some hundred kilobytes
Row = TypeVar("Row", bound=Model)


class LimitForm(forms.Form):
    """How long a page is."""

    limit = forms.IntegerField(
        min_value=1, max_value=MOST, required=False, label=_("每页条数"), help_text=_("默认 20，最多 100。")
    )

    @property
    def limit_or_default(self) -> int:
        return self.cleaned_data["limit"] or PAGE_SIZE


class SlugField(forms.ModelChoiceField):
    """An issue or place by its id. A former id means what it became."""

    def __init__(self, rows: QuerySet[Any], kind: Redirect.Kind, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(rows, to_field_name="slug", required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            if new := successor(self.kind, str(value)):
                return super().to_python(new)
            raise


def page_of(
    request: HttpRequest,
    rows: Iterable[Row],
    limit: int,
    item: Callable[[Row], dict[str, Any]],
    key: Callable[[Row], object] = lambda row: row.pk,
) -> dict[str, Any]:
    """A page of at most `limit` of the rows, which hold one more where there is a next page. `key` of the last row
    is where that starts."""
    found = list(rows)
    shown = found[:limit]
    after = key(shown[-1]) if len(found) > limit else None
    more = next_url(request.path, request.GET, after) if after is not None else None
    return {"results": [item(row) for row in shown], "next": more}


def next_url(path: str, asked: QueryDict, after: object) -> str:
    """The list at that address, so asked, from behind the key on."""
    query = asked.copy()
    query["after"] = str(after)
    return f"{settings.SITE_URL}{path}?{query.urlencode()}"


def counted(count: int) -> int | None:
    """A count that was counted no further than lists count; None beyond."""
    return None if count > COUNT_LIMIT else count


def later(rows: QuerySet[Row], after: Row | None) -> QuerySet[Row]:
    """Rows behind `after` in the order of their primary keys."""
    return rows.filter(pk__gt=after.pk) if after else rows
