"""One post and everyone whom articles name in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.models import Post, Tenure

MOST_HOLDERS = 200


def post(request: HttpRequest, pk: int) -> HttpResponse:
    """The holders of a post in order of appearance."""
    post = get_object_or_404(Post.objects.select_related("place"), pk=pk)
    context = {"post": post, "tenures": Tenure.objects.of_post(post)[:MOST_HOLDERS]}
    return render(request, "browsing/post.html", context)
