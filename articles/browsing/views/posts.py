"""One post and everyone whom articles name in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.models import Post

from ..careers import holders_of, spans_of
from ..timelines import timeline

MOST_NEIGHBOURS = 40


def post(request: HttpRequest, pk: int) -> HttpResponse:
    """The holders of a post over time, each with the sentence that proves it, and the other posts of the place."""
    post = get_object_or_404(Post.objects.select_related("place"), pk=pk)
    holders = holders_of(post)
    beside = Post.objects.filter(place=post.place, place_name=post.place_name).exclude(pk=pk)
    context = {
        "post": post,
        "holders": holders,
        "timeline": timeline(spans_of(holders, lambda tenure: tenure.official)),
        "beside": beside.order_by("rank", "organisation", "pk")[:MOST_NEIGHBOURS],
    }
    return render(request, "browsing/post.html", context)
