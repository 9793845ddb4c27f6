"""Old addresses go on answering: one redirect to where the object is now, or 410 where it was taken out on request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from articles.corrections import NOT_STORED, is_withdrawn, standing_official, successor
from articles.models import Article, Official, Redirect

View = Callable[..., HttpResponse]
NAMES: dict[str, str] = {
    Redirect.Kind.ISSUE: "issue",
    Redirect.Kind.ARTICLE: "article",
    Redirect.Kind.PLACE: "place",
    Redirect.Kind.PAGE: "issue",
    Redirect.Kind.GONE: "issue",
}
UNNAMED = "unnamed"
"""Stands for the name in the address of an official whom no article shows any more."""


def follows_moves(*kinds: str, parameter: str) -> Callable[[View], View]:
    """A view that, where its object is not found, redirects to what the object of that parameter became, and says 410
    of an article that was withdrawn."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **captured: Any) -> HttpResponse:
            try:
                return view(request, **captured)
            except Http404:
                old = str(captured[parameter])[:120]
                if new := _new_address(kinds, old):
                    return redirect(new, permanent=True)
                if Redirect.Kind.ARTICLE in kinds and is_withdrawn(old):
                    return render(request, "410.html", status=410)
                raise

        return answer

    return decorate


def unlisted_where_delisted(answer: HttpResponse, article: Article) -> HttpResponse:
    """The answer about an article, which search engines are told to leave out where it was delisted."""
    if article.pk == NOT_STORED:
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def unlisted_official(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer about an official whom no article shows: one redirect to who stands for that person now, else to an
    address without the name, and there a page that says what happened.

    Raises Http404 where there never was such an official.
    """
    standing = standing_official(pk)
    if standing is None and not Official.objects.filter(pk=pk).exists():
        raise Http404
    address = (standing or Official(pk=pk, name=UNNAMED)).get_absolute_url()
    if request.path != address:
        return redirect(address, permanent=True)
    answer = render(request, "browsing/unlisted_official.html")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _new_address(kinds: tuple[str, ...], old: str) -> str:
    """Where the object is now; "" where nothing is known of it. An article that is no longer read is answered by the
    issue it stood in."""
    for kind in kinds:
        if new := successor(kind, old):
            return reverse(NAMES[kind], args=[new])
    return ""
