"""What the archive holds, what it lacks, and how far it can be trusted."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Issue

from ..coverage import coverage
from ..measured import measured


def about(request: HttpRequest) -> HttpResponse:
    """Coverage, gaps, error rates, citation, removal, privacy."""
    contact = settings.CONTACT
    context = {
        "coverage": coverage(),
        "undated": Issue.objects.filter(date__isnull=True).count(),
        "measured": measured(),
        "contact": contact,
        "alerts": settings.ALERTS,
        "webhooks": settings.WEBHOOKS,
        "contact_url": contact if contact.startswith("http") else f"mailto:{contact}",
    }
    return render(request, "browsing/about.html", context)
