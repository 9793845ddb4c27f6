"""Old addresses go on answering: one redirect to where the object is now."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from articles.corrections.redirects import successor
from articles.models import Official, Redirect

View = Callable[..., HttpResponse]
NAMES: dict[str, str] = {
    Redirect.Kind.ISSUE: "issue",
    Redirect.Kind.ARTICLE: "article",
    Redirect.Kind.PLACE: "place",
    Redirect.Kind.GONE: "issue",
}


def follows_moves(*kinds: str, parameter: str) -> Callable[[View], View]:
    """A view that, where its object is not found, redirects to what the object of that parameter became."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **captured: Any) -> HttpResponse:
            try:
                return view(request, **captured)
            except Http404:
                return redirect(_new_address(kinds, str(captured[parameter])), permanent=True)

        return answer

    return decorate


def _new_address(kinds: tuple[str, ...], old: str) -> str:
    for kind in kinds:
        if new := successor(kind, old[:120]):
            return _address(kind, new)
    raise Http404


def _address(kind: str, new: str) -> str:
    """An article that is no longer read is answered by the issue it stood in."""
    if kind == Redirect.Kind.OFFICIAL:
        return get_object_or_404(Official, pk=new).get_absolute_url()
    return reverse(NAMES[kind], args=[new])
