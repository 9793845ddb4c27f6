"""An article, an official or a place as a graph of RDF."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.browsing.addresses import follows_moves, unlisted_official, unlisted_where_delisted
from articles.browsing.careers import offices_of, terms_of
from articles.browsing.stories.parts import with_links, with_page
from articles.corrections import delisted_article
from articles.models import Article, Official, Place, Redirect

from .. import linked_data


@require_safe
@follows_moves(Redirect.Kind.ARTICLE, Redirect.Kind.GONE, parameter="public_id")
def article(request: HttpRequest, public_id: str, form: str) -> HttpResponse:  # noqa: ARG001
    """What the article's page says of it in JSON-LD."""
    found = with_links(with_page(Article.objects.filter(public_id=public_id))).first() or delisted_article(public_id)
    if found is None:
        raise Http404
    return unlisted_where_delisted(_answer(form, linked_data.news_article(found)), found)


@require_safe
def official(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """What the official's page says; of one whom no article shows, what it answers."""
    found = Official.objects.listed().filter(pk=pk).first()
    if found is None:
        return unlisted_official(request, pk)
    names = [each.name for each in found.names.all() if each.name != found.name]
    tenures = [office.tenure for office in offices_of(found)]
    return _answer(form, linked_data.person(found, names, tenures, terms_of(found)))


@require_safe
@follows_moves(Redirect.Kind.PLACE, parameter="slug")
def place(request: HttpRequest, slug: str, form: str) -> HttpResponse:  # noqa: ARG001
    """The place and what it lies in."""
    found = get_object_or_404(Place.objects.unmerged().select_related("parent"), slug=slug)
    return _answer(form, linked_data.place(found))


def _answer(form: str, thing: dict[str, Any]) -> HttpResponse:
    write, media_type = linked_data.GRAPHS[form]
    answer = HttpResponse(write(thing), content_type=f"{media_type}; charset=utf-8")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
