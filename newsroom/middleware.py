"""What the project adds to every answer."""

from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse


class ContentPolicy(CSPMiddleware):
    """The strict Content-Security-Policy of the settings; Django's admin may also style its own elements inline."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path.startswith(reverse("admin:index")):
            styles: dict[str, Any] = settings.ADMIN_CONTENT_SECURITY_POLICY
            parts.update = {**(parts.update or {}), **styles}
        return parts
