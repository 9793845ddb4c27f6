"""One post and everyone whom articles or registers name in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from articles.corrections import merged_places, standing_post
from articles.models import Place, Post

from ..careers import held_posts, holders_of, spans_of, spans_of_terms, terms_in
from ..timelines import timeline

MOST_NEIGHBOURS = 40


def post(request: HttpRequest, pk: int) -> HttpResponse:
    """The holders of a post over time, each with the sentence that proves it, and the other posts of the place.

    That of a merged place leads to the same post of the place that stands for it.
    """
    post = get_object_or_404(Post.objects.select_related("place"), pk=pk)
    if (standing := standing_post(post)) != post:
        return redirect(standing, permanent=True)
    holders, terms = holders_of(post), terms_in(post)
    spans = [
        *spans_of(holders, lambda tenure: tenure.official),
        *spans_of_terms(terms, lambda term: term.official),
    ]
    place = Place.objects.filter(pk=merged_places().get(post.place_id or 0, post.place_id or 0)).first()
    context = {
        "post": post,
        "holders": holders,
        "terms": terms,
        "timeline": timeline(spans),
        "place": place,
        "beside": held_posts(place, post.place_name).exclude(pk=pk)[:MOST_NEIGHBOURS],
    }
    return render(request, "browsing/post.html", context)
