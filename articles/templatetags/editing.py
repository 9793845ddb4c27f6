"""What the first page of the admin shows an editor."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.db.models import Count, Q
from django.utils.safestring import SafeString

from articles import corrections
from articles.admin.queue import counts
from articles.admin.subjects import Subjects
from articles.models import Alert, Correction

register = template.Library()
SHOWN = 10
"""Corrections of one's own."""


@register.simple_tag
def open_questions() -> list[tuple[str, Any, int]]:
    """(kind, its name, open items) of each kind that the queue holds."""
    return counts()


@register.simple_tag(takes_context=True)
def own_corrections(context: template.Context) -> list[tuple[str, SafeString, Correction]]:
    """The newest corrections of who is logged in: field, what it is about, and the correction."""
    made = list(Correction.objects.filter(who=context["user"].get_username())[:SHOWN])
    subjects = Subjects(made)
    return [(corrections.field_label(one.target, one.field), subjects.of(one), one) for one in made]


@register.simple_tag
def alerts_held() -> dict[str, int]:
    """How many alerts by mail there are, to how many addresses, how many to programs, and how many of these are not
    tried any more; nothing where the site sends none."""
    by_mail = Q(endpoint=None)
    counts = {
        "number": Count("pk", filter=by_mail),
        "addresses": Count("address", filter=by_mail, distinct=True),
        "programs": Count("endpoint"),
        "ended": Count("endpoint__ended_at"),
    }
    return Alert.objects.aggregate(**counts) if settings.ALERTS or settings.WEBHOOKS else {}
