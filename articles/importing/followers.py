"""What the importer's side follows when an editor decides something."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from articles.corrections import officials_changed
from articles.models import RegisteredTerm

from .people import contradictions, tenures
from .places.gazetteer import rows
from .places.lineage import Lineage


@receiver(officials_changed)
def redraw_tenures(officials: Collection[int], **_signal: Any) -> None:
    """Draw the tenures of these officials anew from the appearances that they have now, and look at what registers say
    of them."""
    if officials:
        tenures.follow([], officials, Lineage(rows()))
        terms = RegisteredTerm.objects.filter(Q(official__in=officials) | Q(before_merge__in=officials))
        contradictions.settle(set(terms.values_list("post", flat=True)))
