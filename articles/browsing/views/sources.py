"""The whole source of a printed page, line by line, each with the article that it became."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.browsing.lists.cards import page_url
from articles.browsing.stories.parts import with_page
from articles.browsing.stories.sources import sheet_of
from articles.corrections import delisted_article
from articles.models import Article, Redirect

from ..addresses import follows_moves, unlisted_where_delisted


class LineForm(forms.Form):
    """Where in the source to begin."""

    start = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)


@follows_moves(Redirect.Kind.ARTICLE, Redirect.Kind.GONE, parameter="public_id")
def article_source(request: HttpRequest, public_id: str) -> HttpResponse:
    """The source of the article's page from a line on, with its own lines marked."""
    article = with_page(Article.objects.filter(public_id=public_id)).first()
    article = article or delisted_article(public_id)
    form = LineForm({"start": request.GET.get("from")})
    if article is None or not form.is_valid():
        raise Http404
    sheet = sheet_of(article, form.cleaned_data["start"])
    context = {"article": article, "sheet": sheet, "page_url": page_url(article.page)}
    return unlisted_where_delisted(render(request, "browsing/source.html", context), article)
