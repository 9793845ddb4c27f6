"""What pages say to programs, and how they are cited."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from articles.models import Article
from articles.publishing.citations import gbt_2015, gbt_2025
from articles.publishing.cited import cited

register = template.Library()


@register.inclusion_tag("publishing/_citation.html")
def citation(article: Article) -> dict[str, Any]:
    """The article's citation to copy, and as files."""
    source = cited(article)
    return {
        "article": article,
        "editions": [("2025", gbt_2025(source)), ("2015", gbt_2015(source, timezone.localdate()))],
        "is_inferred": source.is_inferred,
    }
