"""What people see of the API: where it begins, and its documentation."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.browsing.lists.fields import LONGEST_QUERY, MOST_VALUES
from articles.browsing.lists.keyset import PAGE_SIZE

from ..addresses import absolute
from ..alerts.news import MOST_TOLD
from .answers import Moved, Refusal, check, resource
from .lists import MOST
from .openapi import ENDPOINTS, ROOT, VERSION, Endpoint
from .schemas import SCHEMAS


@resource
def start(request: HttpRequest) -> dict[str, Any]:
    """Where everything is."""
    check(request)
    lists = {each.path[1:]: absolute(reverse(each.name)) for each in ENDPOINTS if "{" not in each.path}
    documented = {"documentation": reverse("api-docs"), "openapi": reverse("api-openapi")}
    return {"version": VERSION, **{name: absolute(path) for name, path in documented.items()}, "lists": lists}


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """The documentation for people, from the same description as the one for programs."""
    context = {
        "root": f"{settings.SITE_URL}{ROOT}",
        "endpoints": [_shown(endpoint) for endpoint in ENDPOINTS],
        "schemas": [(name, schema["properties"]) for name, schema in SCHEMAS.items() if not name.endswith("List")],
        "hub": settings.WEBSUB_HUB,
        "webhooks": settings.WEBHOOKS,
        "most_told": MOST_TOLD,
        "limits": {"default": PAGE_SIZE, "most": MOST, "values": MOST_VALUES, "query": LONGEST_QUERY},
    }
    return render(request, "publishing/api.html", context)


@resource
def unknown(request: HttpRequest, rest: str) -> dict[str, Any]:
    """Any other address. One with a slash too many leads to the one without."""
    if rest.endswith("/") and rest.strip("/"):
        raise Moved(request.path.rstrip("/") + (f"?{request.META['QUERY_STRING']}" if request.GET else ""))
    raise Refusal(404, _("没有这个地址。"))


def _shown(endpoint: Endpoint) -> dict[str, Any]:
    example = f"{reverse(endpoint.name)}?{quote(endpoint.example, safe='=&')}" if endpoint.example else ""
    return {"endpoint": endpoint, "parameters": endpoint.parameters, "example": example}
