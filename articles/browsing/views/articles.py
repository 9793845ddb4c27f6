"""The list of articles with its filters, and one article."""

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from articles.browsing.lists.cards import cards, page_url, pictured_cards, with_card_rows
from articles.browsing.lists.composing import ComposeForm, composed
from articles.browsing.lists.facets import narrowing
from articles.browsing.lists.fields import LONGEST_QUERY, ListForm
from articles.browsing.lists.filters import ArticleFilter
from articles.browsing.lists.keyset import capped_count, slice_after
from articles.browsing.lists.queries import Chip, Query
from articles.browsing.lists.signposts import signposts
from articles.browsing.stories.named import people_of, places_of
from articles.browsing.stories.parts import parts_of, story_of, with_links, with_page
from articles.browsing.stories.related import places_named, related_to
from articles.browsing.stories.subjects import keywords_of
from articles.corrections import delisted_article
from articles.models import Article, Redirect
from articles.searching import by_index, terms_of

from .. import days
from ..addresses import follows_moves, unlisted_where_delisted
from .changes import latest

MOST_WAYS_OUT = 4


def article_list(request: HttpRequest) -> HttpResponse:
    """Articles by the filter grammar; an invalid value shows its error and no rows."""
    where = ListForm(request.GET)
    everything = Article.objects.all() if where.is_valid() else Article.objects.none()
    filtered = ArticleFilter(request.GET, everything)
    valid = filtered.is_valid() and where.is_valid()
    query = filtered.query
    after = where.cleaned_data.get("after") if valid else None
    with by_index():
        shown = slice_after(with_card_rows(filtered.qs), after, oldest_first=valid and filtered.oldest_first)
        offered = narrowing(query)
        exits = ways_out(query) if valid and not shown.articles else []
    context = {
        "filter": filtered,
        "errors": [*errors_of(filtered.form), *errors_of(where)],
        "query": query,
        "typed": query.q or request.GET.get("q", "")[:LONGEST_QUERY],
        "chips": list(query.chips),
        "cards": (pictured_cards if is_of_photographs(query) else cards)(shown.articles, query.q),
        "count": offered.count,
        "is_first": shown.is_first,
        "next": query.after(shown.next) if shown.next else "",
        "facets": offered.facets,
        "times": offered.times,
        "signposts": signposts(terms_of(query.q)) if after is None else None,
        "ways_out": exits,
        "compose": ComposeForm(label_suffix=""),
    }
    return render(request, "browsing/articles.html", context, status=200 if valid else 400)


def is_of_photographs(query: Query) -> bool:
    """Whether a list is one of photographs, which shows them; others stay light."""
    return bool(query.pictured) or query.kinds == (Article.Kind.PHOTO,)


def search(request: HttpRequest) -> HttpResponse:
    """Where searches go: to the list. What was filled in box by box becomes the expression that says the same."""
    asked = composed(request.GET)
    return redirect(f"{reverse('articles')}{'?' if asked else ''}{asked.urlencode()}", permanent=asked == request.GET)


def ways_out(query: Query) -> list[tuple[Chip, int]]:
    """For a list that came out empty: each condition to drop, with the number of articles that would be there."""
    chips = list(query.chips)[:MOST_WAYS_OUT]
    return [(chip, capped_count(ArticleFilter(chip.without.as_data(), Article.objects.all()).qs)) for chip in chips]


def errors_of(form: BaseForm) -> list[tuple[str, str]]:
    """(what, why) of each invalid value."""
    return [
        (str(form.fields[name].label or "") if name in form.fields else "", str(error))
        for name, errors in form.errors.items()
        for error in errors
    ]


@follows_moves(Redirect.Kind.ARTICLE, Redirect.Kind.GONE, parameter="public_id")
def article(request: HttpRequest, public_id: str) -> HttpResponse:
    """One article as printed, with what continues it, who and where, and its source lines; `q` marks the words that a
    reader searched for."""
    query = request.GET.get("q", "")[:LONGEST_QUERY]
    found = with_page(Article.objects.filter(public_id=public_id)).select_related("continues")
    article = with_links(found).first()
    article = article or delisted_article(public_id)
    if article is None:
        raise Http404
    story = story_of(article)
    keywords = keywords_of(article, places_named(story))
    related = related_to(story, keywords)
    beside = Article.objects.filter(page=article.page).order_by("position")
    context = {
        "article": article,
        "query": query,
        "parts": parts_of(story, related.reused, query),
        "people": people_of(story),
        "places": places_of(story),
        "page_url": page_url(article.page),
        "events": [days.stretch_in_words(*each) for each in days.stretches(article.event_dates)],
        "basis": days.basis_in_words(article.issue),
        "previous": beside.filter(position__lt=article.position).last(),
        "next": beside.filter(position__gt=article.position).first(),
        "keywords": keywords,
        "related": related,
        "changes": latest(public_id),
        "permalink": request.build_absolute_uri(article.get_absolute_url()),
    }
    return unlisted_where_delisted(render(request, "browsing/article.html", context), article)
