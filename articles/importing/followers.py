"""What the importer's side follows when an editor decides something."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver

from articles.corrections import officials_changed

from . import tenures
from .gazetteer import rows
from .lineage import Lineage


@receiver(officials_changed)
def redraw_tenures(officials: Collection[int], **_signal: Any) -> None:
    """Draw the tenures of these officials anew from the appearances that they have now."""
    if officials:
        tenures.follow([], officials, Lineage(rows()))
