"""What programs were sent lately, and what came of it: for who runs them, few rows and not for long."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles.models import AlertDelivery, Endpoint

MOST_KEPT = 20
"""Of each program: attempts to send it news, and as many to test it."""
KEPT = timedelta(days=30)


@transaction.atomic
def log(made: AlertDelivery) -> None:
    """Keep one attempt, numbered behind the earlier ones of the same message, and let go what it displaces."""
    if Endpoint.objects.select_for_update().filter(pk=made.endpoint_id).first() is None:
        return  # left meanwhile
    same = AlertDelivery.objects.filter(endpoint=made.endpoint_id, kind=made.kind)
    before = same.filter(number=made.number).first()
    made.attempt = before.attempt + 1 if before else 1
    made.save()
    same.exclude(pk__in=list(same.values_list("pk", flat=True)[:MOST_KEPT])).delete()


def forget_deliveries() -> None:
    """Those of too long ago."""
    AlertDelivery.objects.filter(at__lt=timezone.now() - KEPT).delete()
