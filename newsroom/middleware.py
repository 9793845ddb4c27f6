"""What the project adds to every answer."""

from collections.abc import Callable
from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.urls import reverse


class Bodiless:
    """An answer to HEAD says of itself what one to GET would say, and sends nothing of it. This stands outside of all
    that looks at what is sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response: Any = self.get_response(request)
        if request.method == "HEAD":
            setattr(response, "streaming_content" if response.streaming else "content", b"")
        return response


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


class Revalidated(ConditionalGetMiddleware):
    """Caches may keep what is public, but ask each time whether it is still so: what was withdrawn is gone at once.

    The answer to that question is the ETag of what would be sent now and nothing else. A day of last change can go
    back when the newest of a list is withdrawn, and a cache that asks by day would keep what it has. Redirects are
    asked about as well, since a merge can be undone. What only editors see is kept nowhere.
    """

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if request.path.startswith(reverse("admin:index")):
            response.headers["Cache-Control"] = "private, no-store"
            return response
        response.headers.setdefault("Cache-Control", "no-cache")
        del response.headers["Last-Modified"]
        answer = super().process_response(request, response)
        for name, value in response.items():
            if name.startswith("Access-Control-"):  # scripts of other sites must be allowed to learn of a 304, too
                answer.headers[name] = value
        return answer
