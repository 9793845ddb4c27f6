"""Old addresses go on answering: one redirect to where the object is now, or 410 where it was and is no more."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from articles.corrections import NOT_STORED, is_withdrawn, successor
from articles.models import Article, Official, Redirect

View = Callable[..., HttpResponse]
NAMES: dict[str, str] = {
    Redirect.Kind.ISSUE: "issue",
    Redirect.Kind.ARTICLE: "article",
    Redirect.Kind.PLACE: "place",
    Redirect.Kind.PAGE: "issue",
    Redirect.Kind.GONE: "issue",
}


def follows_moves(*kinds: str, parameter: str) -> Callable[[View], View]:
    """A view that, where its object is not found, redirects to what the object of that parameter became.

    It says 410 of an article that was withdrawn, and of an official whom no article shows any more: whoever holds no
    public office has no page, but the address was valid once.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **captured: Any) -> HttpResponse:
            try:
                return view(request, **captured)
            except Http404:
                old = str(captured[parameter])[:120]
                if new := _new_address(kinds, old):
                    return redirect(new, permanent=True)
                if about := _gone(kinds, old):
                    return render(request, "410.html", {"about": about}, status=410)
                raise

        return answer

    return decorate


def unlisted_where_delisted(answer: HttpResponse, article: Article) -> HttpResponse:
    """The answer about an article, which search engines are told to leave out where it was delisted."""
    if article.pk == NOT_STORED:
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _new_address(kinds: tuple[str, ...], old: str) -> str:
    """Where the object is now; "" where nothing is known of it."""
    for kind in kinds:
        if new := successor(kind, old):
            return _address(kind, new)
    return ""


def _gone(kinds: tuple[str, ...], old: str) -> str:
    """What the address led to, where it never will again; "" where it never led anywhere."""
    if Redirect.Kind.ARTICLE in kinds and is_withdrawn(old):
        return "article"
    if Redirect.Kind.OFFICIAL in kinds and Official.objects.filter(pk=old).exists():
        return "official"
    return ""


def _address(kind: str, new: str) -> str:
    """An article that is no longer read is answered by the issue it stood in."""
    if kind == Redirect.Kind.OFFICIAL:
        return get_object_or_404(Official, pk=new).get_absolute_url()
    return reverse(NAMES[kind], args=[new])
