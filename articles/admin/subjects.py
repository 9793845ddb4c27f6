"""What corrections are about, as names that lead there; fetched together for all rows of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Article, Correction, Issue, Official, Page, Place, RegisteredTerm, Target

MODELS: dict[str, type[Any]] = {
    Target.ISSUE: Issue,
    Target.PAGE: Page,
    Target.OFFICIAL: Official,
    Target.PLACE: Place,
    Target.TERM: RegisteredTerm,
}
"""Targets that lie in no article."""
KEYS: dict[type[Any], str] = {RegisteredTerm: "key"}
"""The column that a correction's key is about, where it is not the primary key."""


class Subjects:
    """The rows that some corrections are about, as far as the archive still has them."""

    def __init__(self, made: Iterable[Correction]) -> None:
        made = list(made)
        keys: dict[type[Any], set[str]] = defaultdict(set)
        for one in made:
            if one.target in MODELS:
                keys[MODELS[one.target]].add(one.key)
        self._rows: dict[tuple[type[Any], str], Model] = {
            (model, str(getattr(row, KEYS.get(model, "pk")))): row
            for model, wanted in keys.items()
            for row in model.objects.filter(**{f"{KEYS.get(model, 'pk')}__in": wanted})
        }
        if articles := {one.article for one in made} - {""}:
            light = Article.objects.only("public_id", "headline", "paragraphs", "dateline")
            self._rows |= {(Article, row.public_id): row for row in light.filter(public_id__in=articles)}

    def of(self, correction: Correction) -> SafeString:
        """The kind and name of what a correction is about; its key alone where the archive has it no more, or where it
        was taken out on request."""
        model = MODELS.get(correction.target)
        row = self._rows.get((model, correction.key) if model else (Article, correction.article))
        kind, part = correction.get_target_display(), "" if model else correction.key.partition("/")[2]
        if row is None:
            return format_html("{} {}", kind, correction.key)
        url = reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
        name = row.display_title if isinstance(row, Article) else str(row)
        return format_html('{} <a href="{}">{}</a>', " ".join(filter(None, (kind, part))), url, name)
