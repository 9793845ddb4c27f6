"""How the API answers: JSON for any origin; refusals are problem details (RFC 9457), ETags the middleware's."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import InterfaceError, OperationalError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.utils.translation import gettext as _

from articles.browsing.middleware import RETRY_SECONDS

View = Callable[..., dict[str, Any]]
METHODS = "GET, HEAD, OPTIONS"
FOR_ANY_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


class Refusal(Exception):
    """Why there is no answer: a status, a sentence and, for a bad request, the parameters at fault."""

    def __init__(self, status: int, title: str, errors: list[dict[str, str]] | None = None) -> None:
        super().__init__(title)
        self.status = status
        self.title = title
        self.errors = errors or []


class Moved(Exception):
    """The object answers at another address."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def resource(view: View) -> Callable[..., HttpResponse]:
    """A view that answers with the JSON of what the function returns, refuses or has moved."""

    @wraps(view)
    def answer(request: HttpRequest, **captured: Any) -> HttpResponse:
        read = request.method in {"GET", "HEAD"}
        answer = _answer(view, request, captured) if read else _other(request)
        for name, value in FOR_ANY_ORIGIN.items():
            answer.headers[name] = value
        return answer

    return answer


def _answer(view: View, request: HttpRequest, captured: dict[str, Any]) -> HttpResponse:
    try:
        return as_json(view(request, **captured))
    except Moved as moved:
        return HttpResponsePermanentRedirect(moved.url)
    except Refusal as refusal:
        return problem(refusal)
    except (OperationalError, InterfaceError):
        away = problem(Refusal(503, _("数据库暂时无法应答，请稍后再试。")))
        away.headers["Retry-After"] = str(RETRY_SECONDS)
        return away


def as_json(data: dict[str, Any]) -> HttpResponse:
    """The data; a list also names its next page in a header."""
    answer = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    if data.get("next"):
        answer.headers["Link"] = f'<{data["next"]}>; rel="next"'
    return answer


def problem(refusal: Refusal) -> HttpResponse:
    body = {"type": "about:blank", "title": refusal.title, "status": refusal.status, "errors": refusal.errors}
    text = {"ensure_ascii": False}
    return JsonResponse(body, status=refusal.status, content_type="application/problem+json", json_dumps_params=text)


def check(request: HttpRequest, *forms: BaseForm) -> None:
    """Refuse values that the forms refuse, and parameters that no form knows: a misspelt condition is none."""
    known = {name for form in forms for name in form.fields}
    errors = [{"parameter": name, "reason": _("没有这个参数。")} for name in request.GET if name not in known]
    for form in forms:
        errors += [{"parameter": name, "reason": str(why)} for name, found in form.errors.items() for why in found]
    if errors:
        raise Refusal(400, _("参数有误。"), errors)


def _other(request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS, **PREFLIGHT})
    answer = problem(Refusal(405, _("接口只供读取。")))
    answer.headers["Allow"] = METHODS
    return answer
